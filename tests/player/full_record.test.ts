/** The real module, answered in full as a school leader might (tests/data), in the room that SCORM 1.2 promises. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { dictionary, emptyRecord } from "../../src/modulebouwer/player/state.ts";
import { CODEC } from "./codec.ts";

const PROMISED = 4_096;
const ANSWERS = JSON.parse(
  readFileSync(new URL("../data/samenwerken_regio_answers.json", import.meta.url), "utf8"),
) as Record<string, string>;
const BEGAN = 1_795_000_000_000;
const SECTIONS = ["startpunt", "omgeving", "aansluiting", "krachtenveld", "opdracht", "rol", "plan"];

test("the real module, fully answered, fits in 4,096 characters and comes back letter for letter", () => {
  const answers = Object.entries(ANSWERS).map(
    ([id, value], index) =>
      [id, { value, time: BEGAN + index * 97_000, version: 1 + (index % 3), by: "Ab3" }] as const,
  );
  const record = {
    ...emptyRecord("1.2.0"),
    attempt: "Ab3_x-9Q",
    revision: 312,
    location: "plan",
    visited: SECTIONS,
    answers: dictionary(answers),
    finished: BEGAN + 7_200_000,
  };
  const line = CODEC.encode(record, PROMISED);
  const characters = answers.reduce((sum, [, { value }]) => sum + value.length, 0);
  console.log(
    `${answers.length} answers, ${characters} characters: a record of ${line.length} of ${PROMISED}`,
  );
  assert.ok(line.length <= PROMISED);
  const found = CODEC.decode(line);
  assert.ok(found.kind === "intact");
  const texts = ({ answers }: StateRecord) =>
    Object.entries(answers).map(([id, { value, time, version }]) => [id, value, time, version]);
  assert.deepEqual(texts(found.record), texts(record), "who wrote them goes along where there is room");
  assert.deepEqual({ ...found.record, answers: {} }, { ...record, answers: {} });
});
