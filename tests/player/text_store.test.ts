/** Text under a key, in a store that may be another tab's too. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { moveText } from "../../src/modulebouwer/player/text_store.ts";
import { memory } from "./virtual.ts";

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
