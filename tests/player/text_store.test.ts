/** What the browser keeps comes back; what it blocks, or has no room for, is as what is not there. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { keepText, moveText, textOf, type TextStore } from "../../src/modulebouwer/player/text_store.ts";
import { memory } from "./virtual.ts";

test("a text comes back until it is taken away", () => {
  const store = memory();
  assert.equal(keepText(store, "key", "tekst"), true);
  assert.equal(textOf(store, "key"), "tekst");
  assert.equal(textOf(store, "other"), "");
  assert.equal(keepText(store, "key", ""), true);
  assert.equal(textOf(store, "key"), "");
  assert.equal(store.kept.size, 0);
});

test("a store that throws at every call, or is not there, keeps nothing and says so", () => {
  const throwing = (): never => {
    throw new Error("blocked");
  };
  const blocked: TextStore = { getItem: throwing, setItem: throwing, removeItem: throwing };
  for (const store of [blocked, null]) {
    assert.equal(keepText(store, "key", "tekst"), false);
    assert.equal(keepText(store, "key", ""), false);
    assert.equal(textOf(store, "key"), "");
  }
});

test("what is moved stands in one place, and in the place of nothing", () => {
  const store = memory();
  store.setItem("van", "tekst");
  moveText(store, "van", "naar");
  assert.deepEqual([...store.kept], [["naar", "tekst"]]);
  store.setItem("van", "andere tekst");
  moveText(store, "van", "naar");
  assert.equal(store.kept.get("naar"), "tekst");
  assert.equal(store.kept.get("van"), "andere tekst");
  moveText(store, "naar", "naar");
  assert.equal(store.kept.get("naar"), "tekst");
});
