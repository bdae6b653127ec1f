/** What one page of an attempt leaves to the others, and to the next page of its tab, so that it goes with none of them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { draftOf, hashed } from "../../src/modulebouwer/player/drafts.ts";
import { CUT, HELD, OPEN } from "../../src/modulebouwer/player/peers.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { dictionary, emptyRecord } from "../../src/modulebouwer/player/state.ts";
import { CODEC } from "./codec.ts";
import { firstLine } from "./first_players.ts";
import { noise } from "./records.ts";
import {
  Browser,
  emptyServer,
  FAILED,
  launch,
  Locks,
  settled,
  type FakeTracker,
  type Server,
} from "./virtual.ts";

function record(answers: Record<string, string>, changes: Partial<StateRecord> = {}): StateRecord {
  const texts = Object.entries(answers).map(
    ([id, value]) => [id, { value, time: 1_000, version: 1, by: "aaa" }] as const,
  );
  return { ...emptyRecord("1.0.0"), attempt: "een", revision: 1, answers: dictionary(texts), ...changes };
}

function holding(answers: Record<string, string>, changes: Partial<StateRecord> = {}): Server {
  return { state: CODEC.encode(record(answers, changes)), completed: false };
}

type Shared = Pick<Browser, "tabs" | "locks">;

/** What the pages of one browser share, so that they hear each other and one of them writes. */
function shared(): Shared {
  return { tabs: [], locks: new Locks() };
}

/** Each page runs on a clock of its own. `drafts`: of a tab that was open before. */
function browser(of: Shared, drafts = new Browser().drafts): Browser {
  return Object.assign(new Browser(), of, { drafts });
}

async function say(of: Browser, message: string): Promise<void> {
  of.channel(hashed("een"))!.send(message);
  await settled();
}

test("a page that goes tells all that it knows: what only it has seen is saved by the page that stays", async () => {
  const pages = shared();
  const server = holding({ regio: "van de pagina die gaat" }, { revision: 5 });
  const going = await launch(server, (lms) => (lms.failsToWrite = () => FAILED), browser(pages));
  going.session.answer("partners", "nieuw");
  await going.browser.pass(3_000);
  // An older record, without it, is what the next page finds.
  server.state = CODEC.encode(record({}));
  const staying = await launch(server, () => {}, browser(pages));
  going.browser.page!.leave(true);
  await staying.browser.pass(30_000);
  const found = CODEC.decode(server.state);
  assert.ok(found.kind === "intact");
  const texts = Object.fromEntries(
    Object.entries(found.record.answers).map(([id, { value }]) => [id, value]),
  );
  assert.deepEqual(texts, { regio: "van de pagina die gaat", partners: "nieuw" });
});

test("what a page says that has not heard of a choice between two texts asks that choice of nobody again", async () => {
  const pages = shared();
  const other = dictionary([["regio", { value: "hun", time: 2_000, version: 1, by: "bbb" }]]);
  const page = await launch(holding({ regio: "mijn" }, { conflicts: other }), () => {}, browser(pages));
  page.session.resolve("regio", "mijn");
  await page.browser.pass(10_000);
  await say(
    page.browser,
    OPEN + CODEC.encode(record({ regio: "mijn", partners: "nieuw" }, { conflicts: other })),
  );
  await page.browser.pass(30_000);
  assert.deepEqual(Object.keys(page.session.record.conflicts), []);
  assert.equal(page.session.record.answers["partners"]!.value, "nieuw");
});

test("a page whose commit was cut says so, and no other one goes on calling saved what was cut with it", async () => {
  const pages = shared();
  let committed = false;
  const cuts = (lms: FakeTracker): void => {
    lms.failsToCommit = () => ((committed = true), null);
    lms.readBack = async () => (committed ? { kind: "cut", at: 600 } : { kind: "equal" });
  };
  const server = holding({ regio: "tekst" });
  const [one, two] = [
    await launch(server, cuts, browser(pages)),
    await launch(server, () => {}, browser(pages)),
  ];
  assert.equal(two.session.status("regio").kind, "saved");
  const heard: string[] = [];
  two.browser.channel(hashed("een"))!.receive((message) => void heard.push(message));
  one.session.answer("partners", noise(1_000));
  one.session.settle("partners");
  await one.browser.pass(500);
  assert.ok(heard.includes(CUT));
  assert.equal(two.session.status("regio").kind, "saving");
  // The page that was cut is gone: this one has what it knew saved, and sees it.
  await two.browser.pass(60_000);
  assert.equal(two.session.status("regio").kind, "saved");
});

test("what was proven twice and is missing in what another page has seen is in the tab's draft again", async () => {
  const pages = shared();
  const page = await launch(holding({ regio: "tekst" }), () => {}, browser(pages));
  page.session.answer("regio", "tekst, twee keer bewezen");
  await page.browser.pass(120_000);
  assert.equal(draftOf(page.browser.drafts, hashed("een")), null);
  page.lms.failsToWrite = () => FAILED;
  await say(page.browser, HELD + CODEC.encode(record({}, { revision: 50 })));
  const draft = draftOf(page.browser.drafts, hashed("een"));
  assert.equal(draft?.mine.answers["regio"]?.value, "tekst, twee keer bewezen");
});

test("a draft over a record of the first form is neither shown nor dropped by another activity in the same tab", async () => {
  const first = (): Server => ({ state: firstLine([["regio", 1_000, "oud"]]), completed: false });
  const page = await launch(first(), (lms) => (lms.failsToWrite = () => FAILED));
  page.session.answer("partners", "nog niet bewaard");
  page.browser.page!.leave(true);
  const elsewhere = await launch(emptyServer(), () => {}, browser(shared(), page.browser.drafts));
  await elsewhere.browser.pass(0);
  assert.equal(elsewhere.session.record.answers["partners"], undefined);
  elsewhere.browser.page!.leave(true);
  const again = await launch(first(), () => {}, browser(shared(), page.browser.drafts));
  assert.equal(again.session.record.answers["partners"]?.value, "nog niet bewaard");
});

test("a tab that kept something before its attempt had a name finds it under the name that came meanwhile", async () => {
  const page = await launch(
    { state: firstLine([["regio", 1_000, "oud"]]), completed: false },
    (lms) => (lms.failsToCommit = () => FAILED),
  );
  page.session.answer("partners", "nog niet bewaard");
  await page.browser.pass(2_500);
  const { attempt } = page.session.record;
  assert.notEqual(attempt, "");
  page.browser.page!.leave(true);
  const named = { state: CODEC.encode(record({ regio: "oud" }, { attempt, revision: 4 })), completed: false };
  const again = await launch(named, () => {}, browser(shared(), page.browser.drafts));
  assert.equal(again.session.record.answers["partners"]?.value, "nog niet bewaard");
});

test("that the learner has finished every other page hears at once", async () => {
  const pages = shared();
  const server = holding({ regio: "tekst" });
  const [one, two] = [
    await launch(server, () => {}, browser(pages)),
    await launch(server, () => {}, browser(pages)),
  ];
  const ending = one.session.finish(null);
  await one.browser.pass(500);
  assert.equal((await ending).kind, "ok");
  assert.notEqual(two.session.record.finished, null);
});

test("an answer that is made shorter than what the LMS holds makes room: what had none is tried again", async () => {
  const page = await launch(emptyServer(), (lms) => (lms.room = 700));
  const give = async (id: string, value: string): Promise<void> => {
    page.session.answer(id, value);
    page.session.settle(id);
    await page.browser.pass(10_000);
  };
  await give("regio", noise(500));
  await give("partners", noise(400));
  assert.deepEqual(page.session.status("partners"), { kind: "unsaved", why: "full" });
  await give("regio", "kort");
  await page.browser.pass(60_000);
  assert.equal(page.session.status("partners").kind, "saved");
});

test("without Web Locks a page on a record that was just cut leaves the writing to the page that puts it right", async () => {
  const pages: Shared = { tabs: [], locks: null };
  const server = holding({ regio: "tekst" });
  let [commits, cut] = [0, false];
  const one = await launch(
    server,
    (lms) => {
      lms.failsToCommit = () => ((cut = commits === 0), (commits += 1), null);
      lms.readBack = async () => (cut ? ((cut = false), { kind: "cut", at: 600 }) : { kind: "equal" });
    },
    browser(pages),
  );
  one.session.answer("partners", noise(1_000));
  one.session.settle("partners");
  await one.browser.pass(500);
  server.state = server.state.slice(0, -200);
  const two = await launch(server, () => {}, browser(pages));
  assert.equal(two.session.found, "truncated");
  await one.browser.pass(5_000);
  const stored = CODEC.decode(server.state);
  assert.ok(stored.kind === "intact");
  assert.equal(stored.record.answers["regio"]!.value, "tekst");
  assert.equal(stored.record.answers["partners"], undefined, "it had no room");
});
