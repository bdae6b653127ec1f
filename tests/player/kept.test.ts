/** What the browser keeps twice, here with storage and caches that do as the test says. */

import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { keptStore } from "../../src/modulebouwer/player/kept.ts";
import { memory, settled } from "./virtual.ts";

const ORIGIN = "https://lms.example";

/** Cache Storage with one cache, each thing of which takes a turn. */
function cacheOf(kept: Map<string, string>) {
  return {
    keys: async () => [...kept.keys()].map((path) => ({ url: ORIGIN + path })),
    match: async (url: string) => new Response(kept.get(url.slice(ORIGIN.length))),
    put: async (path: string, response: Response) => void kept.set(path, await response.text()),
    delete: async (path: string) => kept.delete(path),
  };
}

function browserWith(caches: unknown): void {
  Object.defineProperty(globalThis, "caches", { value: caches, configurable: true });
}

/** Reading a Response takes turns of Node's own. */
async function done(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((go) => setImmediate(go));
}

/** A page's store on what the browser has in its storage and in its cache. */
async function page(storage = memory(), cached = new Map<string, string>()) {
  browserWith({ open: async () => cacheOf(cached) });
  const [store, restored] = keptStore(storage as unknown as Storage);
  await restored;
  return { store: store!, storage, cached };
}

afterEach(() => {
  mock.timers.reset();
  browserWith(undefined);
});

test("what an LMS empties as somebody logs in is there at the next launch", async () => {
  const { store, storage, cached } = await page();
  store.setItem("modulebouwer:proef", "antwoorden");
  store.setItem("modulebouwer-1a", "concept");
  store.setItem("modulebouwer-1a", "later concept");
  await done();
  storage.kept.clear();
  const again = await page(storage, cached);
  assert.equal(again.store.getItem("modulebouwer:proef"), "antwoorden");
  assert.equal(storage.kept.get("modulebouwer-1a"), "later concept");
});

test("what a page wrote as it went is in the cache from the next launch on, and nothing of the LMS", async () => {
  const { storage, cached } = await page();
  storage.setItem("modulebouwer-1a", "laatste woorden");
  storage.setItem("core/sesskey", "van de leeromgeving");
  await page(storage, cached);
  await done();
  assert.deepEqual([...cached], [["/modulebouwer-1a", "laatste woorden"]]);
});

// Chromium, for a module that is opened as a file: its caches open, and take nothing.
test("a cache that takes nothing is passed over without a word, also for what a page wrote as it went", async () => {
  const unheard: unknown[] = [];
  const hear = (reason: unknown): void => void unheard.push(reason);
  process.on("unhandledRejection", hear);
  const storage = memory();
  storage.setItem("modulebouwer-1a", "laatste woorden");
  const refuses = (): Promise<never> => Promise.reject(new TypeError("Request scheme 'file' is unsupported"));
  browserWith({ open: async () => ({ ...cacheOf(new Map()), put: refuses }) });
  const [store, restored] = keptStore(storage as unknown as Storage);
  await restored;
  store!.setItem("modulebouwer-1a", "verder");
  await done();
  process.off("unhandledRejection", hear);
  assert.deepEqual(unheard, []);
  assert.equal(store!.getItem("modulebouwer-1a"), "verder");
});

test("what is taken away does not come back, and what stands in storage is not overwritten", async () => {
  const { store, storage, cached } = await page();
  store.setItem("a", "weg");
  store.setItem("b", "eerste");
  store.removeItem("a");
  await done();
  storage.kept.set("b", "van een ander tabblad");
  await page(storage, cached);
  assert.deepEqual([...storage.kept], [["b", "van een ander tabblad"]]);
});

test("what the LMS has emptied before this page read it is not taken away, and there at the next launch", async () => {
  const { store, storage, cached } = await page(memory(), new Map([["/a", "van een eerdere keer"]]));
  storage.kept.clear();
  store.removeItem("a");
  await done();
  await page(storage, cached);
  assert.equal(storage.kept.get("a"), "van een eerdere keer");
});

test("what another tab has put there since is what goes into the cache", async () => {
  const { store, storage, cached } = await page();
  store.setItem("a", "eerste");
  storage.kept.set("a", "van een ander tabblad");
  await done();
  assert.deepEqual([...cached], [["/a", "van een ander tabblad"]]);
});

test("what the LMS empties before it went into the cache goes there all the same", async () => {
  const { store, storage, cached } = await page();
  store.setItem("a", "tekst");
  storage.kept.clear();
  await done();
  assert.deepEqual([...cached], [["/a", "tekst"]]);
});

test("what storage refuses is not kept, whatever the cache would take", async () => {
  const { store, storage, cached } = await page();
  storage.setItem = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  assert.throws(() => store.setItem("a", "tekst"), { name: "QuotaExceededError" });
  await done();
  assert.deepEqual([...cached], []);
});

test("without caches, or with one that takes nothing, storage is all there is", async () => {
  const refuses = { keys: async () => [], put: () => Promise.reject(new TypeError("no")) };
  const denied = { open: () => Promise.reject(new DOMException("denied", "SecurityError")) };
  for (const caches of [undefined, denied, { open: async () => refuses }]) {
    browserWith(caches);
    const storage = memory();
    const [store, restored] = keptStore(storage as unknown as Storage);
    await restored;
    assert.ok(store);
    store.setItem("a", "tekst");
    await done();
    assert.equal(store.getItem("a"), "tekst");
    store.removeItem("a");
    await done();
    assert.deepEqual([...storage.kept], []);
  }
  assert.equal(keptStore(null)[0], null);
});

test("one text that cannot be read takes no other along", async () => {
  const cached = new Map([
    ["/a", "weg"],
    ["/b", "tekst"],
  ]);
  const cache = cacheOf(cached);
  const match = (url: string) => (url.endsWith("/a") ? Promise.resolve(undefined) : cache.match(url));
  browserWith({ open: async () => ({ ...cache, match }) });
  const storage = memory();
  await keptStore(storage as unknown as Storage)[1];
  await done();
  assert.deepEqual([...storage.kept], [["b", "tekst"]]);
});

test("a page waits ten seconds for a cache that does not answer, and then opens without", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const cached = new Map([["/a", "tekst"]]);
  let open = (_cache: unknown): void => {};
  browserWith({ open: () => new Promise((resolve) => (open = resolve)) });
  const storage = memory();
  let opened = false;
  const [store, restored] = keptStore(storage as unknown as Storage);
  void restored!.then(() => {
    opened = true;
    store!.setItem("b", "meteen");
  });
  await settled();
  mock.timers.tick(9_999);
  await settled();
  assert.equal(opened, false);
  mock.timers.tick(1);
  await settled();
  assert.equal(opened, true);
  open(cacheOf(cached));
  await done();
  assert.equal(storage.kept.get("a"), "tekst", "what it has is put back all the same");
  assert.equal(cached.get("/b"), "meteen");
});
