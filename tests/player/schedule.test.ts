/** When the session saves: by the page's own clock, which only moves when the test says so. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { Schedule } from "../../src/modulebouwer/player/schedule.ts";
import { Browser } from "./virtual.ts";

function planned(): { browser: Browser; schedule: Schedule; saves: number[] } {
  const browser = new Browser();
  const saves: number[] = [];
  const schedule = new Schedule(browser, () => saves.push(browser.elapsed));
  return { browser, schedule, saves };
}

test("who rests for two seconds is saved, each key begins the rest anew", async () => {
  const { browser, schedule, saves } = planned();
  schedule.typing();
  await browser.pass(1_500);
  schedule.typing();
  await browser.pass(1_999);
  assert.deepEqual(saves, []);
  await browser.pass(1);
  assert.deepEqual(saves, [3_500]);
  await browser.pass(60_000);
  assert.deepEqual(saves, [3_500]);
});

test("who never rests is saved ten seconds after the first key, and then again", async () => {
  const { browser, schedule, saves } = planned();
  for (let time = 0; time < 24_000; time += 1_000) {
    schedule.typing();
    await browser.pass(1_000);
  }
  assert.deepEqual(saves, [10_000, 20_000]);
});

test("who never rests, in an answer of which the beginning is proven, is saved 45 seconds later, until they leave it", async () => {
  const { browser, schedule, saves } = planned();
  const types = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second++) {
      schedule.typing();
      await browser.pass(1_000);
    }
  };
  await types(11);
  schedule.succeeded();
  await types(46);
  assert.deepEqual(saves, [10_000, 55_000]);
  schedule.succeeded();
  schedule.left();
  schedule.now();
  schedule.succeeded();
  await types(14);
  assert.deepEqual(saves.slice(2), [57_000, 67_000], "what is typed elsewhere begins anew");
  schedule.succeeded();
  await browser.pass(2_000);
  assert.equal(saves.length, 5, "a rest is one all the same");
  schedule.failed(600_000);
  const before = saves.length;
  await types(11);
  assert.equal(saves.length, before + 1, "and so is what is not proven");
});

test("two saves while typing are five seconds apart", async () => {
  const { browser, schedule, saves } = planned();
  schedule.now();
  schedule.typing();
  await browser.pass(10_000);
  assert.deepEqual(saves, [0, 5_000]);
});

test("a save at once takes the place of what was planned", async () => {
  const { browser, schedule, saves } = planned();
  schedule.typing();
  schedule.retryAfter(3_000);
  schedule.now();
  await browser.pass(60_000);
  assert.deepEqual(saves, [0]);
  schedule.typing();
  await browser.pass(9_000);
  assert.deepEqual(saves, [0, 62_000], "the ten seconds count from the first key after the save");
});

test("at rest is at once, unless the learner types", async () => {
  const { browser, schedule, saves } = planned();
  schedule.atRest();
  assert.deepEqual(saves, [0]);
  await browser.pass(10_000);
  schedule.typing();
  schedule.atRest();
  assert.deepEqual(saves, [0]);
  await browser.pass(2_000);
  assert.deepEqual(saves, [0, 12_000]);
});

test("after failures it waits 2, 5, 15, 60 and then always 60 seconds; after a success 2 again", async () => {
  const { browser, schedule, saves } = planned();
  for (let turn = 0; turn < 5; turn++) {
    schedule.failed();
    await browser.pass(60_000);
  }
  assert.deepEqual(
    saves.map((time, turn) => time - turn * 60_000),
    [2_000, 5_000, 15_000, 30_000, 30_000],
  );
  schedule.succeeded();
  schedule.failed();
  await browser.pass(60_000);
  assert.equal(saves.at(-1), 302_000);
});

test("an LMS that asks for more rest gets it, and one that asks for less gets what it would have had", async () => {
  const { browser, schedule, saves } = planned();
  schedule.failed(30_000);
  await browser.pass(60_000);
  schedule.failed(100);
  await browser.pass(60_000);
  assert.deepEqual(saves, [30_000, 65_000]);
});

test("a retry takes the place of another one; within a time it does not, if one is planned", async () => {
  const { browser, schedule, saves } = planned();
  schedule.retryAfter(1_000);
  schedule.retryAfter(4_000);
  schedule.retryWithin(2_000);
  await browser.pass(10_000);
  assert.deepEqual(saves, [4_000]);
  schedule.retryWithin(2_000);
  await browser.pass(10_000);
  assert.deepEqual(saves, [4_000, 12_000]);
});

test("a success takes back the retry, and one that is wanted later is planned", async () => {
  const { browser, schedule, saves } = planned();
  schedule.retryAfter(1_000);
  schedule.succeeded();
  schedule.retryWithin(3_000);
  await browser.pass(10_000);
  assert.deepEqual(saves, [3_000]);
});

test("a second look is one, the last that was asked for", async () => {
  const { browser, schedule } = planned();
  const looks: string[] = [];
  schedule.lookAgain(1_000, () => looks.push("first"));
  schedule.lookAgain(2_000, () => looks.push("second"));
  await browser.pass(10_000);
  assert.deepEqual(looks, ["second"]);
});

test("stopped, nothing that was planned comes; what is asked later does", async () => {
  const { browser, schedule, saves } = planned();
  const looks: string[] = [];
  schedule.typing();
  schedule.retryAfter(1_000);
  schedule.lookAgain(1_000, () => looks.push("look"));
  schedule.stop();
  await browser.pass(60_000);
  assert.deepEqual([saves, looks], [[], []]);
  schedule.atRest();
  schedule.retryWithin(3_000);
  await browser.pass(10_000);
  assert.deepEqual(saves, [60_000, 63_000]);
  schedule.typing();
  await browser.pass(5_000);
  assert.deepEqual(
    saves,
    [60_000, 63_000, 72_000],
    "ten seconds from this key, not from the one before the stop",
  );
});
