/** Any record that a learner could come to have, for tests of properties. */

import fc from "fast-check";
import type { Answer, StateRecord } from "../../src/modulebouwer/player/record.ts";
import { dictionary } from "../../src/modulebouwer/player/state.ts";

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
const answer: fc.Arbitrary<Answer> = fc.record({ value: texts, time: times }, { noNullPrototype: true });
const answers = fc.array(fc.tuple(ids, answer)).map((entries) => inTime(dictionary(entries)));

export function records(): fc.Arbitrary<StateRecord> {
  return fc
    .record({
      revision: fc.nat(),
      moduleVersion: fc.constantFrom("1.0.0", "1.10.0", "2.0.0"),
      location: texts,
      visited: fc.uniqueArray(texts),
      answers,
      conflicts: answers,
      finished: fc.option(fc.integer({ min: 0, max: 4_000_000_000_000 })),
    })
    .map((record) => ({
      ...record,
      conflicts: dictionary(Object.entries(record.conflicts).filter(([id]) => id in record.answers)),
    }));
}

/** The order in which a record is written. */
function inTime(unordered: Record<string, Answer>): Record<string, Answer> {
  return dictionary(Object.entries(unordered).sort(([, a], [, b]) => a.time - b.time));
}
