/** What an LMS takes is learned from what it took and what it refused. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { learnRefused, learnTaken, limit, NOTHING_LEARNED } from "../../src/modulebouwer/player/room.ts";

test("without a refusal there is no limit, whatever was taken", () => {
  assert.deepEqual(NOTHING_LEARNED, { taken: 0, refused: null });
  assert.equal(limit(NOTHING_LEARNED), null);
  assert.equal(limit(learnTaken(NOTHING_LEARNED, 70_000)), null);
});

test("the limit is the largest usual one below what was refused, and never less than what was taken", () => {
  assert.equal(limit(learnRefused(NOTHING_LEARNED, 4_096)), 0);
  assert.equal(limit(learnRefused(NOTHING_LEARNED, 4_097)), 4_096);
  assert.equal(limit(learnRefused(NOTHING_LEARNED, 64_000)), 4_096);
  assert.equal(limit(learnRefused(NOTHING_LEARNED, 64_001)), 64_000);
  assert.equal(limit(learnRefused(learnTaken(NOTHING_LEARNED, 5_000), 5_600)), 5_000);
});

test("the largest that was taken and the smallest that was refused count", () => {
  assert.deepEqual(learnTaken({ taken: 900, refused: 2_000 }, 800), { taken: 900, refused: 2_000 });
  assert.deepEqual(learnTaken({ taken: 900, refused: 2_000 }, 1_000), { taken: 1_000, refused: 2_000 });
  assert.deepEqual(learnRefused({ taken: 900, refused: 2_000 }, 1_500), { taken: 900, refused: 1_500 });
  assert.deepEqual(learnRefused({ taken: 900, refused: 2_000 }, 2_500), { taken: 900, refused: 2_000 });
});

test("an LMS that takes what it refused has no limit any more; one that refuses what it took has a lower one", () => {
  assert.deepEqual(learnTaken({ taken: 0, refused: 2_000 }, 2_000), { taken: 2_000, refused: null });
  assert.deepEqual(learnTaken({ taken: 0, refused: 2_000 }, 1_999), { taken: 1_999, refused: 2_000 });
  assert.deepEqual(learnRefused({ taken: 1_000, refused: null }, 1_000), { taken: 999, refused: 1_000 });
});
