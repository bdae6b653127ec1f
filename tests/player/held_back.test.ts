/** What an LMS has no room for stays out of the record, the largest new text first; what it holds already stays in. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { HeldBack } from "../../src/modulebouwer/player/held_back.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { dictionary, emptyRecord, merge } from "../../src/modulebouwer/player/state.ts";
import { writtenBy } from "./records.ts";
import { interaction } from "./virtual.ts";

const INTERACTIONS = [
  interaction("kort"),
  interaction("lang"),
  interaction("invul", { type: "fill-in" }),
  interaction("keuze", { type: "choice" }),
];

function holding(answers: Record<string, string>, conflicts: Record<string, string> = {}): StateRecord {
  const texts = (of: Record<string, string>) =>
    dictionary(Object.entries(of).map(([id, value]) => [id, { value, time: 1000, version: 1 }]));
  return { ...emptyRecord("1.0.0"), answers: texts(answers), conflicts: texts(conflicts) };
}

function texts(record: StateRecord, of: "answers" | "conflicts" = "answers"): Record<string, string> {
  return Object.fromEntries(Object.entries(record[of]).map(([id, { value }]) => [id, value]));
}

const NOTHING = holding({});

test("nothing is held back of itself", () => {
  const held = new HeldBack(INTERACTIONS);
  const record = holding({ kort: "a" });
  assert.equal(held.any(record), false);
  assert.equal(held.without(record, NOTHING), record);
});

test("the text that grew most goes first, the next one then", () => {
  const held = new HeldBack(INTERACTIONS);
  const known = holding({ lang: "x".repeat(90) });
  const record = holding({ kort: "x".repeat(20), lang: "x".repeat(100), invul: "x".repeat(30) });
  assert.equal(held.largest(record, known), true);
  assert.equal(held.has("invul", record), true, "lang is longer, but grew by ten characters");
  assert.equal(held.largest(record, known), true);
  assert.deepEqual(texts(held.without(record, known)), { lang: "x".repeat(100) });
});

test("an answer with a text beside it counts with both", () => {
  const held = new HeldBack(INTERACTIONS);
  const record = holding({ kort: "xx", lang: "xxx" }, { kort: "xx" });
  held.largest(record, NOTHING);
  assert.equal(held.has("kort", record), true);
});

test("what only went aside has not grown: the LMS holds it", () => {
  const held = new HeldBack(INTERACTIONS);
  const known = holding({ lang: "x".repeat(90) });
  const aside = { lang: "", "lang~reflection": "x".repeat(90) };
  assert.equal(held.largest(holding(aside), known), false);
  assert.equal(held.largest(holding({ ...aside, kort: "xx" }), known), true);
  assert.deepEqual(texts(held.without(holding({ ...aside, kort: "xx" }), known)), aside);
});

test("a choice goes last of all, however long", () => {
  const held = new HeldBack(INTERACTIONS);
  const record = holding({ keuze: "x".repeat(200), kort: "x" });
  held.largest(record, NOTHING);
  assert.equal(held.has("kort", record), true);
  assert.equal(held.has("keuze", record), false);
  assert.equal(held.largest(record, NOTHING), true);
  assert.equal(held.has("keuze", record), true);
});

test("where nothing grew nothing is held back; what is held back does not count again", () => {
  const held = new HeldBack(INTERACTIONS);
  const same = holding({ kort: "tekst" });
  assert.equal(held.largest(same, same), false);
  assert.equal(held.largest(holding({ kort: "tek" }), same), false);
  assert.equal(held.any(same), false);
  assert.equal(held.largest(holding({ kort: "teksten" }), same), true);
  assert.equal(held.largest(holding({ kort: "teksten" }), same), false);
});

test("in the place of what is held back stands what the LMS has, its choice too", () => {
  const held = new HeldBack(INTERACTIONS);
  const known = holding({ lang: "oud" }, { lang: "hun" });
  const record = holding({ kort: "a", lang: "oud en veel meer" }, { lang: "hun", kort: "b" });
  held.largest(record, known);
  const left = held.without(record, known);
  assert.deepEqual(texts(left), { kort: "a", lang: "oud" });
  assert.deepEqual(texts(left, "conflicts"), { kort: "b", lang: "hun" });
  assert.deepEqual(texts(held.without(record, NOTHING)), { kort: "a" });
});

test("what changes may fit, and a retry begins with everything", () => {
  const held = new HeldBack(INTERACTIONS);
  const record = holding({ kort: "xx", lang: "xxx" });
  held.largest(record, NOTHING);
  held.largest(record, NOTHING);
  const changed = holding({ kort: "xx", lang: "xxxx" });
  assert.deepEqual(
    [held.has("lang", changed), held.has("kort", changed), held.any(changed)],
    [false, true, true],
  );
  held.clear();
  assert.equal(held.any(record), false);
});

test("a text that another page has put in the place of what had no room may fit", () => {
  const held = new HeldBack(INTERACTIONS);
  const known = holding({ lang: "oud" });
  held.largest(holding({ lang: "x".repeat(90) }), known);
  const joined = holding({ lang: "korter" });
  assert.deepEqual([held.has("lang", joined), held.any(joined)], [false, false]);
  assert.deepEqual(texts(held.without(joined, known)), { lang: "korter" });
  assert.equal(held.largest(joined, known), true, "and is held back when it does not");
  assert.deepEqual(texts(held.without(joined, known)), { lang: "oud" });
});

test("who reads a record without what is held back has not seen that: what they have of it stays theirs", () => {
  const known = writtenBy(
    "bbbb",
    1,
    "oud",
    writtenBy("bbbb", 2, "van een ander", undefined, { id: "kort" }),
    { id: "lang" },
  );
  const page = writtenBy("bbbb", 3, "een lange tekst", known, { id: "lang" });
  const mine = [
    page,
    writtenBy("aaaa", 4, "een nog langere tekst", known, { id: "lang" }),
    writtenBy("aaaa", 4, "een lange tekst, waar op door is gegaan", page, { id: "lang" }),
  ];
  for (const record of mine) {
    const held = new HeldBack(INTERACTIONS);
    held.largest(record, known);
    const written = held.without(record, known);
    assert.equal(written.answers["lang"]!.value, "oud");
    for (const side of [record, page]) {
      const read = merge(side, written);
      assert.deepEqual(texts(read), texts(side));
      assert.deepEqual(texts(read, "conflicts"), {});
    }
  }
});

test("with a text that went aside the field is held back that was emptied for it, and what that was an answer to", () => {
  const held = new HeldBack(INTERACTIONS);
  const label = (component: string) => dictionary([["lang", { component, prompt: "Vraag" }]]);
  const known = { ...holding({ lang: "kort" }), labels: label("reflection") };
  const record = { ...holding({ lang: "", "lang~reflection": "x".repeat(90) }), labels: label("poll") };
  assert.equal(held.largest(record, known), true);
  const saved = held.without(record, known);
  assert.deepEqual(texts(saved), { lang: "kort" });
  assert.deepEqual({ ...saved.labels }, { ...known.labels });
  const typed = { ...record, answers: holding({ ...texts(record), lang: "ja" }).answers };
  assert.deepEqual(texts(held.without(typed, known)), { lang: "ja" }, "what is typed there since is saved");
});
