import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { Answer, StateRecord } from "../../src/modulebouwer/player/record.ts";
import {
  BETWEEN_TEXTS,
  dictionary,
  emptyRecord,
  hasText,
  merge,
  sameContent,
  sameTexts,
} from "../../src/modulebouwer/player/state.ts";
import { records, SEED } from "./records.ts";

function withText(value: string, time: number): StateRecord {
  return {
    ...emptyRecord("1.0.0"),
    revision: 1,
    answers: dictionary([["regio", { value, time, version: time }]]),
  };
}

/** Every text that the record shows somewhere. */
function shown(record: StateRecord, id: string): string {
  return `${record.answers[id]?.value ?? ""}\n${record.conflicts[id]?.value ?? ""}`;
}

describe("merge", () => {
  test("never loses a text", () => {
    fc.assert(
      fc.property(records(), records(), (mine, theirs) => {
        const merged = merge(mine, theirs);
        for (const { answers, conflicts } of [mine, theirs]) {
          for (const [id, { value }] of [...Object.entries(answers), ...Object.entries(conflicts)]) {
            assert.ok(
              value.trim() === "" || shown(merged, id).includes(value),
              `${id}: ${JSON.stringify(value)}`,
            );
          }
        }
        for (const section of [...mine.visited, ...theirs.visited])
          assert.ok(merged.visited.includes(section));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("is idempotent", () => {
    fc.assert(
      fc.property(records(), records(), (mine, theirs) => {
        const merged = merge(mine, theirs);
        assert.ok(sameContent(merge(merged, merged), merged));
        assert.ok(sameContent(merge(merged, theirs), merge(merge(merged, theirs), theirs)));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("gives the same answers whoever asks", () => {
    fc.assert(
      fc.property(records(), records(), (mine, theirs) => {
        const one = merge(mine, theirs);
        const other = merge(theirs, mine);
        assert.deepEqual({ ...one.answers }, { ...other.answers });
        assert.deepEqual(Object.keys(one.conflicts).sort(), Object.keys(other.conflicts).sort());
        assert.equal(one.finished, other.finished);
        assert.equal(one.revision, other.revision);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("newest wins, and the other text is kept for the learner to choose", () => {
    const merged = merge(withText("oud", 1), withText("nieuw", 2));
    assert.equal(merged.answers["regio"]?.value, "nieuw");
    assert.equal(merged.conflicts["regio"]?.value, "oud");
  });

  test("a clock set back loses no text", () => {
    const merged = merge(withText("getypt na het terugzetten", 1), withText("getypt ervoor", 9_000));
    assert.match(shown(merged, "regio"), /getypt na het terugzetten/);
    assert.match(shown(merged, "regio"), /getypt ervoor/);
  });

  test("a text that the other one holds in full is no conflict", () => {
    assert.deepEqual({ ...merge(withText("een", 1), withText("een begin", 2)).conflicts }, {});
    assert.deepEqual({ ...merge(withText("", 2), withText("een", 5)).conflicts }, {});
  });

  test("an answer that only one side changed is that side's, whatever the times", () => {
    const base = withText("eerst", 5);
    const merged = merge(withText("korter", 3), base, base);
    assert.equal(merged.answers["regio"]?.value, "korter");
    assert.deepEqual({ ...merged.conflicts }, {});
  });

  test("an older text from a tab that lags behind does not take the place of a newer one, and stays", () => {
    const base = withText("nieuw", 2_000);
    const merged = merge(base, withText("oud", 1_000), base);
    assert.equal(merged.answers["regio"]?.value, "nieuw");
    assert.equal(merged.conflicts["regio"]?.value, "oud");
  });

  test("the text that is being typed stays in its field", () => {
    const merged = merge(withText("hier", 1), withText("elders", 2), emptyRecord("1.0.0"), () => true);
    assert.equal(merged.answers["regio"]?.value, "hier");
    assert.equal(merged.conflicts["regio"]?.value, "elders");
  });

  test("a text that holds the other takes its place where nobody is typing", () => {
    const [short, long] = [withText("een", 1), withText("een twee", 2)];
    for (const merged of [
      merge(short, long),
      merge(long, short),
      merge(short, long, emptyRecord("1.0.0"), () => false),
    ]) {
      assert.equal(merged.answers["regio"]?.value, "een twee");
      assert.equal(merged.conflicts["regio"], undefined);
    }
  });

  test("nor does it stand beside the one that it was written on from, of the same version", () => {
    const long = withText("een twee", 1);
    const mine = { ...withText("een", 1), conflicts: long.answers };
    const merged = merge(mine, long, mine);
    assert.equal(merged.answers["regio"]?.value, "een twee");
    assert.equal(merged.conflicts["regio"], undefined);
  });

  test("a field that was cleared gives way to what was written in it elsewhere, in every page alike", () => {
    const base = withText("oud", 1);
    const [cleared, written] = [withText("", 3), withText("nieuw", 2)];
    for (const merged of [
      merge(cleared, written, base),
      merge(written, cleared, base, () => true),
      merge(cleared, written, base, () => true),
    ]) {
      assert.equal(merged.answers["regio"]?.value, "nieuw");
      assert.equal(merged.conflicts["regio"], undefined);
    }
    assert.equal(merge(cleared, base, base).answers["regio"]?.value, "", "but not to what was cleared");
  });

  test("what a cleared field gives way to is no older than that: put aside, it leaves a field that others take for newer", () => {
    const [cleared, written] = [withText("", 3), withText("nieuw", 2)];
    for (const merged of [merge(cleared, written), merge(written, cleared)]) {
      assert.deepEqual([merged.answers["regio"]?.value, merged.answers["regio"]?.version], ["nieuw", 3]);
    }
  });

  test("three texts all stay", () => {
    const merged = merge(merge(withText("een", 1), withText("twee", 2)), withText("drie", 3));
    for (const text of ["een", "twee", "drie"]) assert.ok(shown(merged, "regio").includes(text));
  });

  test("of texts that wait for a choice the oldest comes first, however the records meet", () => {
    const [one, two, three] = [withText("een", 1_000), withText("twee", 2_000), withText("drie", 3_000)];
    for (const merged of [merge(merge(one, two), three), merge(one, merge(three, two))]) {
      assert.equal(merged.answers["regio"]?.value, "drie");
      assert.deepEqual(merged.conflicts["regio"], {
        value: `een${BETWEEN_TEXTS}twee`,
        time: 2_000,
        version: 2_000,
      });
    }
  });

  test("who finished twice finished the first time, and one side is enough", () => {
    const finishedAt = (finished: number | null): StateRecord => ({ ...emptyRecord("1.0.0"), finished });
    assert.equal(merge(finishedAt(1_000), finishedAt(2_000)).finished, 1_000);
    assert.equal(merge(finishedAt(2_000), finishedAt(1_000)).finished, 1_000);
    assert.equal(merge(finishedAt(2_000), finishedAt(null)).finished, 2_000);
    assert.equal(merge(finishedAt(null), finishedAt(2_000)).finished, 2_000);
    assert.equal(merge(finishedAt(null), finishedAt(null)).finished, null);
  });

  test("the place where the learner was last stands, and every section that either has seen", () => {
    const at = (location: string, revision: number): StateRecord => {
      return { ...emptyRecord(`1.0.${revision}`), location, revision, visited: [location] };
    };
    for (const merged of [merge(at("regio", 7), at("begin", 6)), merge(at("begin", 6), at("regio", 7))]) {
      assert.deepEqual(
        [merged.location, merged.moduleVersion, merged.revision, [...merged.visited].sort()],
        ["regio", "1.0.7", 7, ["begin", "regio"]],
      );
    }
  });

  test("a field that was emptied because its text was put aside stays so, also beside a page that has the text", () => {
    const aside = { value: "een begin", time: 1_000, version: 1 };
    const moved = {
      ...withText("", 2),
      answers: dictionary([...Object.entries(withText("", 2).answers), ["regio~reflection", aside]]),
    };
    for (const merged of [merge(moved, withText("een begin", 1)), merge(withText("een begin", 1), moved)])
      assert.deepEqual(
        [merged.answers["regio"]?.value, merged.answers["regio~reflection"]?.value],
        ["", "een begin"],
      );
    assert.equal(merge(moved, withText("een begin en meer", 3)).answers["regio"]?.value, "een begin en meer");
    assert.equal(merge(moved, withText("iets anders", 1)).answers["regio"]?.value, "iets anders");
  });

  test("a conflict that the learner ended elsewhere is over here too", () => {
    const base = {
      ...withText("a", 2),
      conflicts: dictionary([["regio", { value: "b", time: 1, version: 1 }]]),
    };
    assert.deepEqual({ ...merge(base, withText("a", 2), base).conflicts }, {});
  });

  test("a choice that the learner made is made, also where another page had the other text in its field", () => {
    const of = (field: string, beside: string): StateRecord => ({
      ...withText(field, 1),
      conflicts: dictionary([["regio", { value: beside, time: 1, version: 1 }]]),
    });
    const base = of("drie", "een");
    const turned = { ...of("een", "drie"), revision: 2 };
    for (const kept of ["een", "drie"]) {
      const chosen = { ...withText(kept, 2), revision: 3 };
      for (const merged of [
        merge(chosen, turned, base),
        merge(turned, chosen, base),
        merge(turned, chosen, base, () => true),
      ]) {
        assert.equal(merged.answers["regio"]?.value, kept);
        assert.deepEqual({ ...merged.conflicts }, {});
      }
    }
    assert.equal(merge(turned, base, base).answers["regio"]?.value, "een", "nobody has chosen");
  });

  test("a text stays in its field where the base has it beside a field that nobody had seen", () => {
    const mine = withText("een", 2);
    const other: StateRecord = { ...withText("drie", 2), answers: dictionary([]) };
    const base = { ...other, conflicts: mine.answers };
    for (const merged of [merge(mine, other, base), merge(other, mine, base)])
      assert.equal(merged.answers["regio"]?.value, "een");
  });

  test("a side that holds an older record or text, or none, has not ended the conflict that stands beside a newer one", () => {
    const both = {
      ...withText("a", 2),
      conflicts: dictionary([["regio", { value: "b", time: 1, version: 1 }]]),
    };
    const later = { ...both, revision: 5 };
    assert.equal(
      merge(later, withText("a", 2), later).conflicts["regio"]?.value,
      "b",
      "it never saw the other",
    );
    for (const behind of [withText("oud", 1), emptyRecord("1.0.0")]) {
      assert.equal(merge(both, behind, both).conflicts["regio"]?.value.includes("b"), true);
      assert.equal(merge(behind, both, both).conflicts["regio"]?.value.includes("b"), true);
    }
  });

  test("answers whose prompt has gone stay", () => {
    const merged = merge(withText("van een oude vraag", 1), { ...emptyRecord("2.0.0"), revision: 9 });
    assert.equal(merged.answers["regio"]?.value, "van een oude vraag");
    assert.equal(merged.moduleVersion, "2.0.0");
  });
});

describe("sameness", () => {
  const answer = { value: "tekst", time: 1000, version: 2 };
  const record: StateRecord = {
    ...emptyRecord("1.0.0"),
    location: "regio",
    visited: ["begin", "regio"],
    answers: dictionary([["regio", answer]]),
    conflicts: dictionary([["regio", { value: "hun", time: 500, version: 1 }]]),
  };

  test("has nothing to do with name, revision and labels, nor with the version of the module that wrote it", () => {
    const labels = dictionary([["regio", { component: "reflection", prompt: "Wat ziet u?" }]]);
    const other = { ...record, attempt: "een", revision: 9, labels, moduleVersion: "1.1.0" };
    assert.ok(sameContent(record, other));
    assert.ok(sameTexts(record, other));
  });

  test("ends with another place, completion, or row of visits", () => {
    for (const change of [
      { location: "begin" },
      { finished: 5 },
      { visited: ["begin"] },
      { visited: ["regio", "begin"] },
      { visited: ["begin", "regio", "einde"] },
    ] as const) {
      assert.equal(sameContent(record, { ...record, ...change }), false, JSON.stringify(change));
      assert.equal(sameTexts(record, { ...record, ...change }), false, JSON.stringify(change));
    }
  });

  test("ends with another text, version or question; the time is no part of it", () => {
    const answered = (id: string, change: Partial<Answer>) => ({
      ...record,
      answers: dictionary([[id, { ...answer, ...change }]]),
    });
    assert.ok(sameContent(record, answered("regio", { time: 9 })));
    for (const [id, change] of [
      ["regio", { value: "tekst." }],
      ["regio", { version: 3 }],
      ["partners", {}],
    ] as const) {
      assert.equal(sameContent(record, answered(id, change)), false);
    }
    assert.equal(sameContent(record, { ...record, answers: dictionary<Answer>([]) }), false);
    assert.equal(sameContent({ ...record, answers: dictionary<Answer>([]) }, record), false);
    assert.equal(sameContent(record, { ...record, conflicts: dictionary<Answer>([]) }), false);
  });

  test("of texts is not taken in by one that stands in the field and beside it as well", () => {
    const beside = { value: ["een", "twee", "drie"].join(BETWEEN_TEXTS), time: 1, version: 1 };
    const of = (value: string): StateRecord => ({
      ...withText(value, 1),
      conflicts: dictionary([["regio", beside]]),
    });
    assert.equal(sameTexts(of("twee"), of("vier")), false);
    assert.equal(sameTexts(of("vier"), of("twee")), false);
  });

  test("of texts is sameness of those that stand in a field and beside it, in whichever place", () => {
    const other = {
      ...record,
      answers: dictionary([["regio", { value: "hun", time: 1, version: 7 }]]),
      conflicts: dictionary([["regio", { value: "tekst", time: 1, version: 7 }]]),
    };
    assert.ok(sameTexts(record, other));
    assert.equal(sameContent(record, other), false);
    assert.equal(sameTexts(record, { ...other, conflicts: dictionary<Answer>([]) }), false);
    assert.equal(sameTexts({ ...other, conflicts: dictionary<Answer>([]) }, record), false);
    const empty = dictionary([["partners", { value: "", time: 1, version: 1 }]]);
    assert.ok(
      sameTexts(record, { ...record, answers: { ...record.answers, ...empty } }),
      "an empty one is no text",
    );
  });

  test("an emptied answer is no text", () => {
    assert.equal(hasText(record), true);
    assert.equal(hasText({ ...record, answers: dictionary([["regio", { ...answer, value: "" }]]) }), false);
    assert.equal(hasText(emptyRecord("1.0.0")), false);
  });
});

test("what each answered stays told, by the newest that this side knows of it", () => {
  const label = (prompt: string) => ({ component: "reflection", prompt });
  const mine = {
    ...emptyRecord("1.0.0"),
    labels: dictionary([
      ["a", label("mijn")],
      ["b", label("b")],
    ]),
  };
  const theirs = {
    ...emptyRecord("1.0.0"),
    labels: dictionary([
      ["a", label("hun")],
      ["c", label("c")],
    ]),
  };
  const { labels } = merge(mine, theirs);
  assert.deepEqual({ ...labels }, { a: label("mijn"), b: label("b"), c: label("c") });
});
