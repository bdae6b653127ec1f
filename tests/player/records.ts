/** Any record that a learner could come to have, for tests of properties. */

import fc from "fast-check";
import type { Answer, Label, StateRecord } from "../../src/modulebouwer/player/record.ts";
import {
  dictionary,
  emptyRecord,
  over,
  parts,
  withAnswer,
  without,
} from "../../src/modulebouwer/player/state.ts";

/** Of every property test, so that a failure can be seen again. */
export const SEED = 20261123;

/** Any UTF-16 at all, lone surrogates and NUL too, and what texts and formats stumble over. */
export const texts = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", " ", "~", "|.", "</script>", "\0", "\ud800", "\n---\n", '"]~["', "👩‍🏫", "Dé school"),
);

const ids = fc.constantFrom("regio", "partners", "constructor", "a.b-c_d", "é", "toString");
const times = fc.oneof(fc.integer({ min: 0, max: 4_000_000_000_000 }), fc.constantFrom(0, 1_795_000_000_000));
const answer: fc.Arbitrary<Answer> = fc.record(
  { value: texts, time: times, version: fc.integer({ min: 1, max: 40 }) },
  { noNullPrototype: true },
);
const answers = fc.array(fc.tuple(ids, answer)).map((entries) => inTime(dictionary(entries)));

export function records(): fc.Arbitrary<StateRecord> {
  return fc
    .record({
      attempt: fc.constantFrom("", "Ab3_x-9Q"),
      revision: fc.nat(),
      moduleVersion: fc.constantFrom("1.0.0", "1.10.0", "2.0.0"),
      location: texts,
      visited: fc.uniqueArray(texts),
      answers,
      conflicts: answers,
      labels: fc.constant(dictionary<Label>([["regio", { component: "reflection", prompt: "Wat ziet u?" }]])),
      finished: fc.option(fc.integer({ min: 0, max: 4_000_000_000_000 })),
    })
    .map((record) => ({
      ...record,
      conflicts: dictionary(Object.entries(record.conflicts).filter(([id]) => id in record.answers)),
    }));
}

/** `record` after the page `by` has put `value` in a field; `alone`: in the place of what stands beside it as well. */
export function writtenBy(
  by: string,
  version: number,
  value: string,
  record: StateRecord = emptyRecord("1.0.0"),
  { id = "regio", alone = false } = {},
): StateRecord {
  const { answers, conflicts } = record;
  const beside = conflicts[id] && !alone ? parts(conflicts[id]) : [];
  const answer = over(record, id, { value, time: version, version, by }, beside);
  return {
    ...record,
    revision: record.revision + 1,
    answers: withAnswer(answers, id, answer),
    conflicts: alone ? without(conflicts, id) : conflicts,
  };
}

/** The order in which a record is written. */
function inTime(unordered: Record<string, Answer>): Record<string, Answer> {
  return dictionary(Object.entries(unordered).sort(([, a], [, b]) => a.time - b.time));
}

/** Text that no codec makes much shorter, the same at every run (mulberry32). */
export function noise(length: number, seed = 7): string {
  let state = seed;
  let text = "";
  while (text.length < length) {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    text += String.fromCharCode(35 + (((mixed ^ (mixed >>> 14)) >>> 0) % 57));
  }
  return text;
}
