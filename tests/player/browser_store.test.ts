/** The browser's own store as a tracker: what it says of itself, and a store that is full, blocked, or gone. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { BrowserStore } from "../../src/modulebouwer/player/browser_store.ts";
import type { TextStore } from "../../src/modulebouwer/player/text_store.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { emptyRecord } from "../../src/modulebouwer/player/state.ts";
import { CODEC } from "./codec.ts";
import { memory } from "./virtual.ts";

function holding(id: string, value: string, revision = 1): StateRecord {
  return { ...emptyRecord("1.0.0"), revision, answers: { [id]: { value, time: 1000, version: 1 } } };
}

const throwing = (): never => {
  throw new Error("full");
};

test("it is no LMS: it has no connection, reports nothing, and completes at once", async () => {
  const store = new BrowserStore("module", memory());
  assert.deepEqual([store.standard, store.answers, store.log], ["web", "device", []]);
  assert.equal(await store.connect(), null);
  assert.deepEqual(await store.commit(), { kind: "ok" });
  assert.deepEqual(await store.report(), { kind: "ok" });
  assert.deepEqual(await store.complete(), { kind: "ok" });
  assert.equal(await store.completed(), null);
});

test("what is written is there, under the module's own name, and read back", async () => {
  const kept = memory();
  const store = new BrowserStore("module", kept);
  const record = holding("regio", "tekst");
  assert.deepEqual(await store.read(), { kind: "empty" });
  assert.deepEqual(await store.readBack(record), { kind: "other" });
  assert.deepEqual(await store.write(record), { kind: "ok" });
  assert.deepEqual([...kept.kept.keys()], ["modulebouwer:module"]);
  assert.equal(store.size(record), kept.kept.get("modulebouwer:module")!.length);
  assert.deepEqual(await store.readBack(record), { kind: "equal" });
  assert.deepEqual(await store.readBack(holding("regio", "andere tekst")), { kind: "other" });
  const found = await new BrowserStore("module", kept).read();
  assert.equal(found.kind === "intact" && found.record.answers["regio"]!.value, "tekst");
  assert.deepEqual(await new BrowserStore("andere", kept).read(), { kind: "empty" });
});

test("a store that is full refuses, with what was needed; one that is not there fails", async () => {
  const record = holding("regio", "tekst");
  const full: TextStore = { ...memory(), setItem: throwing };
  assert.deepEqual(await new BrowserStore("module", full).write(record), {
    kind: "refused",
    needed: CODEC.encode(record, Infinity).length,
    error: "no room",
  });
  const none = new BrowserStore("module", null);
  assert.deepEqual(await none.write(record), { kind: "failed", error: "storage blocked" });
  assert.deepEqual(await none.read(), { kind: "empty" });
  none.leave(record);
  none.forget();
});

test("a store that throws at every call is as one that is empty", async () => {
  const blocked: TextStore = { getItem: throwing, setItem: throwing, removeItem: throwing };
  const store = new BrowserStore("module", blocked);
  assert.deepEqual(await store.read(), { kind: "empty" });
  store.leave(holding("regio", "tekst"));
  store.forget();
});

test("a page that goes writes beside what another tab wrote, and with nothing to say writes nothing", async () => {
  const kept = memory();
  const store = new BrowserStore("module", kept);
  store.leave(null);
  assert.equal(kept.kept.size, 0);
  store.leave(holding("regio", "mijn"));
  store.leave(holding("partners", "ander", 2));
  const found = await store.read();
  assert.deepEqual(found.kind === "intact" && Object.keys(found.record.answers).sort(), [
    "partners",
    "regio",
  ]);
  store.forget();
  assert.deepEqual([...kept.kept], []);
});

test("a page that goes writes over what cannot be read", async () => {
  const kept = memory();
  const store = new BrowserStore("module", kept);
  kept.setItem("modulebouwer:module", "kapot");
  store.leave(holding("regio", "mijn"));
  assert.equal((await store.read()).kind, "intact");
});
