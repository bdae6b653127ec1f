/** Each fault that was seen, by its name. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { SCENARIOS } from "./scenarios.ts";
import { printed, scriptOf } from "./script.ts";
import { ALL, textWithout } from "./taken_out.ts";
import { play } from "./world.ts";

for (const { name, script, promises } of SCENARIOS) {
  test(name, { timeout: 60_000 }, async () => {
    const { violation, promised } = await play(script);
    assert.equal(violation, null, `${violation?.kind}: ${violation?.what}\n${printed(script)}`);
    assert.ok(promised >= promises, `${promised} texts were called saved\n${printed(script)}`);
  });
}

/** Seeds that once broke an invariant, beyond those that `make test` plays all of. */
const ONCE_BROKEN = [
  4787, 4916, 5345, 5371, 5796, 6088, 6611, 7025, 7222, 7281, 7330, 7387, 7431, 7830, 8106, 8400, 8611, 9425,
  10016, 10368, 10598, 10605, 11569, 11620, 20630, 20721, 21192, 21650, 22861, 30335, 30926, 41393, 42116,
  42578, 42940, 43501, 43786, 44028, 44960, 45676, 47138, 48070, 48270, 48742, 49091, 50055, 51315, 200910,
  300616, 1000082, 1001005, 1001193, 1001837, 1002541, 1002735, 1002824, 1003928, 1004256, 1004547, 1005007,
  1005946, 1006928, 1007348, 1007377, 1007457, 1007911, 1008626, 1010165, 1010185, 1010483, 2008208, 10660,
  37646, 38575, 60796, 72866, 92990, 111246, 112186, 118566, 126861, 167905,
];

for (const seed of ONCE_BROKEN) {
  test(`seed ${seed}, which broke once, holds`, { timeout: 60_000 }, async () => {
    const { violation } = await play(scriptOf(seed));
    assert.equal(violation, null, `${violation?.kind}: ${violation?.what}`);
  });
}

for (const one of ALL)
  test(`${one.fault}: ${one.what}: stands where taken_out.ts takes it out`, () => {
    assert.ok(!textWithout(one).includes(one.find));
  });
