/** Each fault that was seen, by its name. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { SCENARIOS } from "./scenarios.ts";
import { printed } from "./script.ts";
import { play } from "./world.ts";

for (const { name, script, promises } of SCENARIOS) {
  test(name, { timeout: 20_000 }, async () => {
    const { violation, promised } = await play(script);
    assert.equal(violation, null, `${violation?.kind}: ${violation?.what}\n${printed(script)}`);
    assert.ok(promised >= promises, `${promised} texts were called saved\n${printed(script)}`);
  });
}
