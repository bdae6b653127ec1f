/** What the tab keeps of texts that are not known to be safe, where storage works, is full, or is blocked. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { beyond, draftOf, hashed, keepDraft, withDraft } from "../../src/modulebouwer/player/drafts.ts";
import { textOf, type TextStore } from "../../src/modulebouwer/player/text_store.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { dictionary, emptyRecord } from "../../src/modulebouwer/player/state.ts";
import { writtenBy } from "./records.ts";
import { memory } from "./virtual.ts";

function holding(answers: Record<string, string>, changes: Partial<StateRecord> = {}): StateRecord {
  const texts = Object.entries(answers).map(([id, value]): [string, StateRecord["answers"][string]] => [
    id,
    { value, time: 1000, version: 1 },
  ]);
  return { ...emptyRecord("1.0.0"), answers: dictionary(texts), ...changes };
}

const SAFE = holding({ regio: "veilig" });
const BLOCKED: TextStore = {
  getItem: () => {
    throw new Error("blocked");
  },
  setItem: () => {
    throw new Error("blocked");
  },
  removeItem: () => {
    throw new Error("blocked");
  },
};

test("a name tells apart all that it is made of, also what only stands in another place", () => {
  const names = [hashed("a", "b"), hashed("ab"), hashed("a", "", "b"), hashed("b", "a"), hashed("a,b")];
  assert.equal(new Set(names).size, names.length);
  assert.equal(hashed("a", "b"), hashed("a", "b"));
  assert.match(hashed("é\ud83d\ude00"), /^modulebouwer-[0-9a-z]+$/i);
});

test("a draft holds what changed", () => {
  const record = holding({ regio: "veilig en meer", partners: "nieuw" }, { location: "regio" });
  const safe = holding({ regio: "veilig", ander: "blijft" });
  const mine = beyond({ ...record, answers: { ...record.answers, ander: safe.answers["ander"]! } }, safe);
  assert.deepEqual(Object.keys(mine.answers), ["regio", "partners"]);
  assert.equal(mine.location, "regio");
});

test("a text that came to stand beside an answer is part of the draft, with the answer", () => {
  const conflicts = dictionary([["regio", { value: "hun", time: 2000, version: 1 }]]);
  const mine = beyond({ ...SAFE, conflicts }, SAFE);
  assert.deepEqual(Object.keys(mine.conflicts), ["regio"]);
  assert.deepEqual(Object.keys(mine.answers), ["regio"]);
});

test("what is kept comes back, with whether the LMS took it; the learner's words for it do not go along", () => {
  for (const sent of [false, true]) {
    const store = memory();
    const labels = dictionary([["regio", { component: "reflection", prompt: "Wat ziet u?" }]]);
    keepDraft(store, "draft", holding({ regio: "veilig en meer" }, { labels }), SAFE, sent, "pointer");
    const draft = draftOf(store, "draft")!;
    assert.equal(draft.mine.answers["regio"]!.value, "veilig en meer");
    assert.deepEqual(Object.keys(draft.mine.labels), []);
    assert.equal(draft.sent, sent);
    assert.equal(textOf(store, "pointer"), "draft");
  }
});

test("a place is kept as a text is, but nothing points to it", () => {
  for (const changes of [{ location: "regio" }, { visited: ["begin"] }]) {
    const store = memory();
    keepDraft(store, "draft", { ...SAFE, ...changes }, SAFE, false, "pointer");
    assert.equal(draftOf(store, "draft")!.mine.location, changes.location ?? "");
    assert.equal(textOf(store, "pointer"), "");
  }
});

test("once all is safe nothing is kept, and a pointer to another draft stays", () => {
  const store = memory();
  keepDraft(store, "draft", holding({ regio: "meer" }), SAFE, false, "pointer");
  keepDraft(store, "draft", SAFE, SAFE, false, "pointer");
  assert.deepEqual([...store.kept], []);
  store.setItem("pointer", "other");
  keepDraft(store, "draft", SAFE, SAFE, false, "pointer");
  assert.deepEqual([...store.kept], [["pointer", "other"]]);
});

test("what is no draft is none", () => {
  const store = memory();
  assert.equal(draftOf(store, "draft"), null);
  keepDraft(store, "draft", holding({ regio: "meer" }), SAFE, false, "pointer");
  const [mine, base] = store.getItem("draft")!.split("\n");
  for (const broken of [mine!, `${mine}\nkapot\n`, `kapot\n${base}\n`, `\n${base}\n`]) {
    store.setItem("draft", broken);
    assert.equal(draftOf(store, "draft"), null, broken);
  }
});

test("a store that is blocked, or not there, keeps nothing and stops nobody", () => {
  for (const store of [BLOCKED, null]) {
    keepDraft(store, "draft", holding({ regio: "meer" }), SAFE, false, "pointer");
    keepDraft(store, "draft", SAFE, SAFE, false, "pointer");
    assert.equal(draftOf(store, "draft"), null);
    assert.equal(textOf(store, "draft"), "");
  }
});

test("a draft's texts go into what the LMS has; whose attempt it is, and that it is finished, the LMS says", () => {
  const mine = holding({ regio: "veilig en meer" }, { attempt: "oud", revision: 9, finished: 5 });
  const stored = holding({ regio: "veilig", partners: "daar" }, { attempt: "nieuw", revision: 3 });
  const merged = withDraft({ mine, base: SAFE }, stored);
  const { attempt, finished, answers } = merged;
  assert.deepEqual([attempt, finished], ["nieuw", null]);
  assert.deepEqual([answers["regio"]!.value, answers["partners"]!.value], ["veilig en meer", "daar"]);
});

test("a draft that an earlier player kept tells by its texts what it was changed from; one of today by what it has seen", () => {
  const base = holding({ regio: "veilig" });
  const kept = [
    { mine: holding({ regio: "anders" }), base },
    { mine: writtenBy("aaaa", 2, "anders", base), base: emptyRecord("1.0.0") },
  ];
  for (const draft of kept) {
    for (const stored of [base, holding({ regio: "veilig", partners: "daar" })]) {
      const { answers, conflicts } = withDraft(draft, stored);
      assert.deepEqual([answers["regio"]!.value, Object.keys(conflicts)], ["anders", []]);
    }
    const other = withDraft(draft, holding({ regio: "van een ander" }));
    assert.deepEqual([other.answers["regio"]!.value, other.conflicts["regio"]!.value].sort(), [
      "anders",
      "van een ander",
    ]);
  }
});

test("a draft goes on where its tab was, unless only what is stored has moved", () => {
  const stored = holding({ regio: "veilig" }, { location: "einde" });
  const at = (location: string): StateRecord => holding({ regio: "anders" }, { location });
  assert.equal(withDraft({ mine: at("regio"), base: at("begin") }, stored).location, "regio");
  assert.equal(withDraft({ mine: at("begin"), base: at("begin") }, stored).location, "einde");
});
