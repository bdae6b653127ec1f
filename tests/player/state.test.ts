import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { Answer, StateRecord } from "../../src/modulebouwer/player/record.ts";
import {
  BETWEEN_TEXTS,
  dictionary,
  emptyRecord,
  hasText,
  isSeen,
  merge,
  sameContent,
  sameTexts,
  sameTextsOf,
  seenUnder,
  textsUnder,
} from "../../src/modulebouwer/player/state.ts";
import { setAside } from "../../src/modulebouwer/player/set_aside.ts";
import { records, SEED, writtenBy } from "./records.ts";
import { interaction } from "./virtual.ts";

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
    const { answers, ...rest } = writtenBy("aaaa", 6, "korter", base);
    const mine = { ...rest, answers: dictionary([["regio", { ...answers["regio"]!, time: 3 }]]) };
    for (const merged of [merge(mine, base), merge(base, mine)]) {
      assert.equal(merged.answers["regio"]?.value, "korter");
      assert.deepEqual({ ...merged.conflicts }, {});
    }
  });

  test("an older text from a tab that lags behind does not take the place of a newer one, and stays", () => {
    const base = withText("nieuw", 2_000);
    const merged = merge(base, withText("oud", 1_000));
    assert.equal(merged.answers["regio"]?.value, "nieuw");
    assert.equal(merged.conflicts["regio"]?.value, "oud");
  });

  test("the text that is being typed stays in its field", () => {
    const merged = merge(withText("hier", 1), withText("elders", 2), () => true);
    assert.equal(merged.answers["regio"]?.value, "hier");
    assert.equal(merged.conflicts["regio"]?.value, "elders");
  });

  test("a text that holds the other takes its place where nobody is typing", () => {
    const [short, long] = [withText("een", 1), withText("een twee", 2)];
    for (const merged of [merge(short, long), merge(long, short), merge(short, long, () => false)]) {
      assert.equal(merged.answers["regio"]?.value, "een twee");
      assert.equal(merged.conflicts["regio"], undefined);
    }
  });

  test("nor does it stand beside the one that it was written on from, of the same version", () => {
    const long = withText("een twee", 1);
    const mine = { ...withText("een", 1), conflicts: long.answers };
    const merged = merge(mine, long);
    assert.equal(merged.answers["regio"]?.value, "een twee");
    assert.equal(merged.conflicts["regio"], undefined);
  });

  test("a field that was cleared gives way to what was written in it elsewhere, in every page alike", () => {
    const base = writtenBy("aaaa", 1, "oud");
    const [cleared, written] = [writtenBy("bbbb", 3, "", base), writtenBy("cccc", 2, "nieuw", base)];
    for (const merged of [
      merge(cleared, written),
      merge(written, cleared, () => true),
      merge(cleared, written, () => true),
    ]) {
      assert.equal(merged.answers["regio"]?.value, "nieuw");
      assert.equal(merged.conflicts["regio"], undefined);
    }
    assert.equal(merge(cleared, base).answers["regio"]?.value, "", "but not to what was cleared");
  });

  test("a field that was cleared beside another text stays so, and is no text that could be chosen", () => {
    const both = merge(writtenBy("aaaa", 1, "een"), writtenBy("bbbb", 1, "twee"));
    const cleared = writtenBy("cccc", 2, "", both);
    const [beside] = texts(cleared);
    for (const merged of [merge(cleared, both), merge(both, cleared)]) {
      assert.deepEqual([merged.answers["regio"]!.value, merged.conflicts["regio"]!.value], ["", beside]);
    }
    const typed = {
      ...both,
      answers: dictionary([["regio", both.conflicts["regio"]!]]),
      conflicts: both.answers,
    };
    const merged = merge(typed, cleared, () => true);
    assert.deepEqual([merged.answers["regio"]!.value, merged.conflicts["regio"]], [beside, undefined]);
    assert.deepEqual(texts(merge(cleared, merged)), [beside]);
  });

  test("what a cleared field gives way to and is put aside then does not come back from another page", () => {
    const question = interaction("regio", { type: "true-false", component: "true_false" });
    for (const text of [withText("nieuw", 2), writtenBy("aaaa", 2, "nieuw")]) {
      const met = merge(writtenBy("bbbb", 3, ""), text);
      const aside = setAside(met, [question]);
      for (const merged of [merge(aside, met), merge(text, aside), merge(aside, text)]) {
        assert.equal(merged.answers["regio"]?.value, "");
        assert.ok(
          Object.entries(merged.answers).some(([id, { value }]) => id !== "regio" && value === "nieuw"),
        );
      }
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
      const { value, time, version } = merged.conflicts["regio"]!;
      assert.deepEqual([value, time, version], [`een${BETWEEN_TEXTS}twee`, 2_000, 2_000]);
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
    const question = interaction("regio", { type: "true-false", component: "true_false" });
    const moved = setAside(withText("een begin", 1), [question]);
    const [name] = Object.keys(moved.answers).filter((id) => id !== "regio");
    for (const merged of [merge(moved, withText("een begin", 1)), merge(withText("een begin", 1), moved)])
      assert.deepEqual([merged.answers["regio"]?.value, merged.answers[name!]?.value], ["", "een begin"]);
    assert.equal(merge(moved, withText("een begin en meer", 3)).answers["regio"]?.value, "een begin en meer");
    assert.equal(merge(moved, withText("iets anders", 1)).answers["regio"]?.value, "iets anders");
  });

  test("a conflict that the learner ended elsewhere is over here too", () => {
    const base = merge(writtenBy("aaaa", 2, "a"), withText("b", 1));
    const chosen = writtenBy("cccc", 3, "a", base, { alone: true });
    assert.equal(base.conflicts["regio"]?.value, "b");
    for (const merged of [merge(chosen, base), merge(base, chosen), merge(chosen, withText("b", 1))])
      assert.deepEqual({ ...merged.conflicts }, {});
  });

  test("a choice that the learner made is made, also where another page had the other text in its field", () => {
    const base = merge(writtenBy("aaaa", 1, "een"), writtenBy("bbbb", 1, "drie"));
    const turned: StateRecord = { ...base, answers: base.conflicts, conflicts: base.answers, revision: 9 };
    for (const kept of ["een", "drie"]) {
      const chosen = writtenBy("cccc", 2, kept, base, { alone: true });
      for (const merged of [
        merge(chosen, turned),
        merge(turned, chosen),
        merge(turned, chosen, () => true),
      ]) {
        assert.equal(merged.answers["regio"]?.value, kept);
        assert.deepEqual({ ...merged.conflicts }, {});
      }
    }
    assert.ok(sameTexts(merge(turned, base), base), "nobody has chosen");
  });

  test("a choice between two texts is one of those only: a third that nobody had seen stands beside it", () => {
    const base = merge(writtenBy("aaaa", 1, "een"), writtenBy("bbbb", 1, "drie"));
    const chosen = writtenBy("cccc", 2, "een", base, { alone: true });
    const merged = merge(chosen, writtenBy("dddd", 2, "vier", base, { alone: true }));
    assert.deepEqual(texts(merged), ["een", "vier"]);
  });

  test("a text that stands beside a field which is not there is no less there", () => {
    const other: StateRecord = { ...emptyRecord("1.0.0"), conflicts: withText("een", 2).answers };
    for (const merged of [merge(emptyRecord("1.0.0"), other), merge(other, withText("een", 2))])
      assert.equal(merged.answers["regio"]?.value, "een");
  });

  test("a side that holds an older record or text, or none, has not ended the conflict that stands beside a newer one", () => {
    const both = merge(writtenBy("aaaa", 2, "a"), writtenBy("bbbb", 1, "b"));
    assert.equal(
      merge({ ...both, revision: 5 }, writtenBy("aaaa", 2, "a")).conflicts["regio"]?.value,
      "b",
      "it never saw the other",
    );
    for (const behind of [withText("oud", 1), emptyRecord("1.0.0")]) {
      assert.equal(merge(both, behind).conflicts["regio"]?.value.includes("b"), true);
      assert.equal(merge(behind, both).conflicts["regio"]?.value.includes("b"), true);
    }
  });

  test("where each has let go the text of the other nobody has chosen: both stay", () => {
    const [one, two] = [writtenBy("aaaa", 1, "een"), writtenBy("bbbb", 1, "twee")];
    const seen = { aaaa: 1, bbbb: 1 };
    const of = (record: StateRecord): StateRecord => {
      return { ...record, answers: dictionary([["regio", { ...record.answers["regio"]!, seen }]]) };
    };
    const merged = merge(of(one), of(two));
    assert.deepEqual(texts(merged), ["een", "twee"]);
  });

  test("a text of which nobody is known to have written it is let go by who has written over it, in every page", () => {
    const old = withText("oud", 7);
    const written = writtenBy("aaaa", 8, "nieuw", old);
    for (const merged of [merge(written, old), merge(old, written)])
      assert.deepEqual(texts(merged), ["nieuw"]);
    assert.deepEqual(texts(merge(written, withText("oud", 9))), ["nieuw", "oud"], "unless written anew");
  });

  test("answers whose prompt has gone stay", () => {
    const merged = merge(withText("van een oude vraag", 1), { ...emptyRecord("2.0.0"), revision: 9 });
    assert.equal(merged.answers["regio"]?.value, "van een oude vraag");
    assert.equal(merged.moduleVersion, "2.0.0");
  });
});

/** All texts under "regio", in no order. */
function texts(record: StateRecord, id = "regio"): string[] {
  return textsUnder(record, id)
    .map(({ value }) => value)
    .filter(Boolean)
    .sort();
}

const IDS = ["regio", "partners"] as const;
const acts = fc.array(
  fc.record({
    page: fc.nat(2),
    act: fc.constantFrom("writes", "clears", "chooses", "hears"),
    other: fc.nat(2),
    id: fc.constantFrom(...IDS),
  }),
  { maxLength: 24 },
);

/** Three pages that write, clear, choose and hear of each other; no text holds another. */
function pages(history: readonly { page: number; act: string; other: number; id: string }[]): StateRecord[] {
  const all = [0, 1, 2].map(() => emptyRecord("1.0.0"));
  history.forEach(({ page, act, other, id }, number) => {
    const record = all[page]!;
    const by = "abc"[page]!;
    const field = record.answers[id]?.value ?? "";
    if (act === "hears") all[page] = merge(record, all[other]!);
    else if (act === "chooses") all[page] = writtenBy(by, number + 1, field, record, { id, alone: true });
    else all[page] = writtenBy(by, number + 1, act === "clears" ? "" : `<${number}>`, record, { id });
  });
  return all;
}

describe("what lives", () => {
  const same = (a: StateRecord, b: StateRecord): boolean => IDS.every((id) => sameTextsOf(a, b, id));

  test("is the same in whichever order records meet, and however often", () => {
    fc.assert(
      fc.property(acts, (history) => {
        const [a, b, c] = pages(history) as [StateRecord, StateRecord, StateRecord];
        assert.ok(same(merge(a, b), merge(b, a)));
        assert.ok(same(merge(merge(a, b), c), merge(a, merge(b, c))));
        assert.ok(same(merge(a, a), a));
        assert.ok(same(merge(merge(a, b), b), merge(a, b)));
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test("is every text that nobody who saw it has written over, cleared or not chosen", () => {
    fc.assert(
      fc.property(acts, (history) => {
        const all = pages(history);
        const merged = all.reduce((one, other) => merge(one, other));
        for (const id of IDS) {
          const gone = (text: Answer): boolean =>
            all.some((other) => isSeen(seenUnder(other, id), text) && !texts(other, id).includes(text.value));
          const written = all.flatMap((record) => textsUnder(record, id)).filter(({ value }) => value);
          const living = written.filter((text) => !gone(text)).map(({ value }) => value);
          assert.deepEqual(texts(merged, id), [...new Set(living)].sort());
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
  });
});

test("what a page wrote on under the version that another one has read of it stands beside that", () => {
  const [read, on] = [writtenBy("aaaa", 1, "negen"), writtenBy("aaaa", 1, "tien")];
  const other = merge(read, writtenBy("bbbb", 1, "acht"));
  for (const merged of [merge(other, on), merge(on, other)])
    assert.deepEqual(texts(merged), ["acht", "negen", "tien"]);
  const chosen = writtenBy("cccc", 2, "elf", merge(read, on), { alone: true });
  assert.deepEqual(texts(merge(chosen, other)), ["acht", "elf"]);
});

describe("a part of a record", () => {
  const whole = writtenBy("aaaa", 2, "blijft", writtenBy("aaaa", 1, "oud"), { id: "partners" });
  const partOf = (record: StateRecord, id = "regio"): StateRecord => {
    return { ...record, answers: dictionary([[id, record.answers[id]!]]), conflicts: dictionary<Answer>([]) };
  };

  test("has its texts taken in, lets go what it was written over, and tells nothing of any other", () => {
    const page = writtenBy("bbbb", 4, "nieuw", writtenBy("bbbb", 3, "elders", whole, { id: "plan" }));
    for (const joined of [merge(whole, partOf(page)), merge(partOf(page), whole)]) {
      assert.deepEqual([texts(joined), texts(joined, "partners")], [["nieuw"], ["blijft"]]);
      const later = merge(joined, page);
      assert.deepEqual(texts(later, "plan"), ["elders"], "what the part did not have was not let go");
      assert.deepEqual(texts(later), ["nieuw"]);
    }
  });

  test("brings back no text that was let go since", () => {
    const part = partOf(writtenBy("bbbb", 3, "nieuw", whole));
    const since = writtenBy("cccc", 9, "later", merge(whole, part));
    assert.deepEqual(texts(merge(since, part)), ["later"]);
    assert.deepEqual(texts(merge(merge(whole, since), part)), ["later"]);
  });

  test("taken in by two pages, and written over in one, is let go in the other", () => {
    const part = partOf(writtenBy("bbbb", 3, "nieuw", whole));
    const [one, two] = [merge(whole, part), merge(whole, part)];
    assert.deepEqual(texts(merge(writtenBy("cccc", 4, "later", one), two)), ["later"]);
  });

  test("which is all that is left of a damaged record has let go nothing of what is gone", () => {
    const page = writtenBy("bbbb", 3, "anders", merge(whole, writtenBy("cccc", 1, "ook")), {
      id: "partners",
    });
    assert.deepEqual(texts(merge(partOf(page, "partners"), whole)), ["oud"]);
    assert.deepEqual(texts(merge(partOf(page), page)), ["ook", "oud"]);
  });
});

test("an answer that many pages have changed tells of the last of them", () => {
  let record = emptyRecord("1.0.0");
  for (let page = 1; page <= 40; page++) record = writtenBy(`p${page}`, page, `tekst ${page}`, record);
  assert.deepEqual(
    { ...record.answers["regio"]!.seen },
    Object.fromEntries([32, 33, 34, 35, 36, 37, 38, 39].map((page) => [`p${page}`, page])),
  );
  assert.deepEqual(texts(merge(record, writtenBy("p39", 39, "tekst 39"))), ["tekst 40"]);
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
  const told = (...prompts: readonly (readonly [string, string])[]): StateRecord => ({
    ...emptyRecord("1.0.0"),
    answers: dictionary(prompts.map(([id]) => [id, { value: id, time: 1000, version: 1 }])),
    labels: dictionary(prompts.map(([id, prompt]) => [id, label(prompt)])),
  });
  const { labels } = merge(told(["a", "mijn"], ["b", "b"]), told(["a", "hun"], ["c", "c"]));
  assert.deepEqual({ ...labels }, { a: label("mijn"), b: label("b"), c: label("c") });
});
