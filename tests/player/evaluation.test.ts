/** The file of an evaluation: in ranges, and safe to open in a spreadsheet. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { csvLine, readRange } from "../../src/modulebouwer/components/evaluation/file.ts";

test("how much was read is told in three ranges", () => {
  const told = [0, 1, 2, 3, 4, 5, 6, 7].map((read) => readRange(read, 7));
  assert.deepEqual(told, ["less", "less", "less", "less", "half", "half", "half", "all"]);
});

test("a line holds every letter, and nothing that a spreadsheet reckons", () => {
  assert.equal(csvLine('Wat "moet" blijven?', "", "a;b\nc"), '"Wat ""moet"" blijven?";"";"a;b\nc"');
  assert.equal(csvLine("=1+1", "-2", "@x", "a=b"), `"'=1+1";"'-2";"'@x";"a=b"`);
});
