/**
 * What the browser keeps beyond the tab stands twice: in `localStorage`, which is what is read, and in a cache. Moodle
 * empties the one at every login and logout on its origin (lib/amd/src/storage_validation.js), and leaves the other.
 */

import type { TextStore } from "./text_store.ts";

/** The names of all that the player keeps begin so; an LMS on this origin has its own. */
const OURS = "modulebouwer";

/**
 * Milliseconds that a page waits for the browser's caches before it opens without: what they alone have would be out of
 * sight, and what is written meanwhile take its place. A computer that is busy takes seconds.
 */
const LONGEST = 10_000;

/**
 * `storage`, with what a cache alone has put back, and every change made in that as well. Where there is no cache (an
 * address without https), or it takes nothing, `storage` is all there is: what it refuses counts as not kept.
 * `restored`: what was to be put back is there, as far as the browser gave it in time.
 */
export function keptStore(
  storage: Storage | null,
): readonly [TextStore | null, restored: Promise<unknown> | null] {
  if (!storage) return [null, null];
  let cache: Cache;
  const each = async ({ url }: Request): Promise<void> => {
    const key = url.split("/")[3]!;
    const text = await (await cache.match(url))!.text();
    storage.getItem(key) ?? storage.setItem(key, text);
  };
  const putBack = async (): Promise<void> => {
    cache = await caches.open("modulebouwer");
    await Promise.all((await cache.keys()).map(each));
  };
  // What a page wrote as it went stands in the storage alone.
  const takeOver = (): Promise<unknown> => {
    const names = Array.from({ length: storage.length }, (_, index) => storage.key(index)!);
    const ours = names.filter((name) => name.startsWith(OURS));
    return Promise.all(ours.map((name) => cache.put(`/${name}`, new Response(storage.getItem(name)))));
  };
  const nothing = (): void => {};
  // One after the other, so that the last word about a key stays.
  let last: Promise<unknown> = putBack().catch(nothing);
  const restored = new Promise((go) => {
    setTimeout(go, LONGEST);
    void last.then(go);
  });
  last = last.then(takeOver).catch(nothing);
  const change = (key: string, text?: string): void => {
    // What the LMS has emptied since may be what this page never saw: the next launch has it from the cache.
    if (!text && storage.getItem(key) === null) return;
    if (text) storage.setItem(key, text);
    else storage.removeItem(key);
    const alike = (): Promise<unknown> => {
      // Another tab may have put something newer there since, or the LMS have emptied it.
      const now = storage.getItem(key) ?? text;
      return now ? cache.put(`/${key}`, new Response(now)) : cache.delete(`/${key}`);
    };
    last = last.then(alike).catch(nothing);
  };
  return [{ getItem: (key) => storage.getItem(key), setItem: change, removeItem: change }, restored];
}
