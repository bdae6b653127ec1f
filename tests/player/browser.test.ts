/** What the player makes of a real browser's own functions, here with locks that do as the test says. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { browserEnvironment } from "../../src/modulebouwer/player/browser.ts";

interface Asked {
  readonly steal: boolean;
  readonly give: () => Promise<void>;
  readonly refuse: (name: string) => void;
}

/** A page whose lock is given and taken by the test, and what the page heard of it. */
async function pageWithLock() {
  const asked: Asked[] = [];
  const request = (_name: string, { steal }: LockOptions, give: () => Promise<void>) =>
    new Promise<void>((_resolve, reject) => {
      asked.push({ steal: steal === true, give, refuse: (name) => reject(new DOMException("", name)) });
    });
  Object.defineProperty(globalThis, "navigator", { value: { locks: { request } }, configurable: true });
  Object.assign(globalThis, { location: { protocol: "https:" }, window: {} });
  const heard: string[] = [];
  const events = { held: () => void heard.push("held"), lost: () => void heard.push("lost") };
  const lock = browserEnvironment().lock("poging", events)!;
  return { asked, heard, lock };
}

test("who gets the lock hears for a tenth of a second what the page before it has said last, and writes then", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { asked, heard } = await pageWithLock();
  void asked[0]!.give();
  mock.timers.tick(99);
  assert.deepEqual(heard, []);
  mock.timers.tick(1);
  assert.deepEqual(heard, ["held"]);
  mock.timers.reset();
});

test("who loses the lock in that time, or goes, never writes with it", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const lost = await pageWithLock();
  void lost.asked[0]!.give();
  lost.asked[0]!.refuse("AbortError");
  await Promise.resolve();
  await Promise.resolve();
  mock.timers.tick(1_000);
  assert.deepEqual(lost.heard, ["lost"]);
  assert.deepEqual(
    lost.asked.map(({ steal }) => steal),
    [false, false],
    "it stands in line again",
  );
  const gone = await pageWithLock();
  void gone.asked[0]!.give();
  gone.lock.close();
  mock.timers.tick(1_000);
  assert.deepEqual(gone.heard, []);
  mock.timers.reset();
});
