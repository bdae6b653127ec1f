import assert from "node:assert/strict";
import { test } from "node:test";
import { atRest } from "../../src/modulebouwer/components/shared/rest.ts";

test("a choice is settled once, when the learner has left it as it is; each by itself", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const settled: string[] = [];
  const changed = atRest((id) => settled.push(id));
  // The arrow keys pass two points on their way to the third.
  for (let press = 0; press < 3; press++) {
    changed("schaal.kennen");
    mock.timers.tick(400);
  }
  changed("schaal.delen");
  assert.deepEqual(settled, []);
  mock.timers.tick(400);
  assert.deepEqual(settled, ["schaal.kennen"]);
  mock.timers.tick(400);
  assert.deepEqual(settled, ["schaal.kennen", "schaal.delen"]);
  changed("schaal.kennen");
  mock.timers.tick(800);
  assert.deepEqual(settled, ["schaal.kennen", "schaal.delen", "schaal.kennen"]);
});
