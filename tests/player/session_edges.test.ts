/** What the session does at its edges: what it tells its listeners, other pages, the next launch, and who leaves. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { BrowserStore } from "../../src/modulebouwer/player/browser_store.ts";
import { beyond, hashed, keepDraft } from "../../src/modulebouwer/player/drafts.ts";
import { openCourse } from "../../src/modulebouwer/player/opening.ts";
import { HELD, OPEN } from "../../src/modulebouwer/player/peers.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { createSession } from "../../src/modulebouwer/player/session.ts";
import {
  BETWEEN_TEXTS,
  dictionary,
  emptyRecord,
  merge,
  textsUnder,
} from "../../src/modulebouwer/player/state.ts";
import { CODEC } from "./codec.ts";
import { noise, writtenBy } from "./records.ts";
import {
  answersOn,
  asText,
  Browser,
  course,
  emptyServer,
  FAILED,
  interaction,
  launch,
  Locks,
  memory,
  settled,
  FakeTracker,
  type Server,
  type Visit,
} from "./virtual.ts";

async function type({ session, browser }: Visit, id: string, value: string): Promise<void> {
  session.answer(id, value);
  session.settle(id);
  await browser.pass(0);
}

function record(answers: Record<string, string>, changes: Partial<StateRecord> = {}): StateRecord {
  const texts = Object.entries(answers).map(([id, value]): [string, StateRecord["answers"][string]] => [
    id,
    { value, time: 1_000, version: 1 },
  ]);
  return { ...emptyRecord("1.0.0"), attempt: "een", revision: 1, answers: dictionary(texts), ...changes };
}

function holding(answers: Record<string, string>, changes: Partial<StateRecord> = {}): Server {
  return { state: CODEC.encode(record(answers, changes)), completed: false };
}

/** The same tab, loaded again. */
function reloaded(browser: Browser): Browser {
  const again = new Browser();
  again.drafts = browser.drafts;
  return again;
}

function keysIn(browser: Browser): string[] {
  return [...(browser.drafts as ReturnType<typeof memory>).kept.keys()];
}

/** Pages of one browser, each with what `prepare` makes of its LMS. */
function tabsOf(server: Server): (prepare?: (lms: FakeTracker, browser: Browser) => void) => Promise<Visit> {
  const shared = { tabs: [] as NonNullable<Browser["tabs"]>, locks: new Locks() };
  return async (prepare = () => {}) => {
    const browser = new Browser();
    Object.assign(browser, shared);
    const visit = await launch(server, prepare, browser);
    await browser.pass(5_000);
    return visit;
  };
}

/** The texts in the field and beside it. */
function textsAt({ session: { record } }: Visit, id: string): readonly string[] {
  const texts = [record.answers[id], record.conflicts[id]];
  return texts.flatMap((text) => text?.value.split(BETWEEN_TEXTS) ?? []).sort();
}

const asServer = (lms: FakeTracker): void => void Object.assign(lms, { answers: "server" });

describe("a completion that the LMS does not show", () => {
  test("is told at the launch, and no longer once it is completed", async () => {
    const visit = await launch(holding({ regio: "tekst" }, { finished: 1_000 }));
    assert.equal(visit.session.untold, true);
    const ending = visit.session.finish(null);
    await visit.browser.pass(20_000);
    assert.equal((await ending).kind, "ok");
    assert.equal(visit.session.untold, false);
    assert.equal(visit.session.record.finished, 1_000, "it was finished when it was finished first");
  });

  test("is not told of one that the LMS shows, or of a module that is not finished", async () => {
    const shown = { ...holding({ regio: "tekst" }, { finished: 1_000 }), completed: true };
    assert.equal((await launch(shown)).session.untold, false);
    assert.equal((await launch(holding({ regio: "tekst" }))).session.untold, false);
    assert.equal((await launch(emptyServer())).session.untold, false);
  });
});

describe("a tab that is loaded again", () => {
  test("has its own draft in the fields, and offers nothing as another attempt's", async () => {
    const server = emptyServer();
    const one = await launch(server);
    one.lms.failsToWrite = () => FAILED;
    await type(one, "regio", "nog niet veilig");
    const two = await launch(server, () => {}, reloaded(one.browser));
    assert.equal(two.session.record.answers["regio"]?.value, "nog niet veilig");
    assert.equal(two.session.loose, null);
  });

  test("keeps a draft from before the attempt had a name under that name, and under no other", async () => {
    const server = emptyServer();
    const one = await launch(server);
    one.lms.failsToWrite = () => FAILED;
    await type(one, "regio", "nog niet veilig");
    const before = keysIn(one.browser);
    // The LMS shows the attempt now, as it was before a word was written.
    server.state = CODEC.encode(record({}, { revision: 0 }));
    const two = await launch(server, (lms) => (lms.failsToWrite = () => FAILED), reloaded(one.browser));
    assert.equal(two.session.record.answers["regio"]?.value, "nog niet veilig");
    assert.equal(keysIn(two.browser).length, before.length);
    assert.notDeepEqual(keysIn(two.browser).sort(), before.sort());
  });

  test("offers what an earlier attempt has not got saved, and takes it over only when it is wanted", async () => {
    const one = await launch(holding({}, { attempt: "een", revision: 3 }));
    one.lms.failsToWrite = () => FAILED;
    await type(one, "regio", "van de eerste poging");
    const later = holding({}, { attempt: "twee", revision: 1 });
    const two = await launch(later, () => {}, reloaded(one.browser));
    assert.equal(two.session.record.answers["regio"], undefined);
    assert.equal(two.session.loose?.answers["regio"]?.value, "van de eerste poging");
    two.session.takeLoose(true);
    await two.browser.pass(10_000);
    assert.deepEqual(answersOn(later), { regio: "van de eerste poging" });
  });

  test("without an LMS has its draft too, where the browser's store is full", async () => {
    const kept = memory();
    const browser = new Browser();
    const setItem = kept.setItem;
    kept.setItem = () => {
      throw new Error("full");
    };
    const open = async (at: Browser) => {
      const store = new BrowserStore("module", kept);
      return createSession(course(), store, null, await store.read(), at, asText);
    };
    const session = await open(browser);
    session.answer("regio", "past niet");
    session.settle("regio");
    await browser.pass(1_000);
    assert.equal(session.status("regio").kind, "unsaved");
    kept.setItem = setItem;
    const again = await open(reloaded(browser));
    assert.equal(again.record.answers["regio"]?.value, "past niet");
  });
});

describe("an LMS that cannot be read at first", () => {
  test("is asked every four seconds, and the learner is told what is the matter", async () => {
    let reads = 0;
    const visit = await launch(emptyServer(), (lms) => {
      lms.failsToRead = () => (reads++, { kind: "unreadable" });
    });
    const told: string[] = [];
    visit.session.openAnyway();
    visit.session.answer("regio", "tekst");
    visit.session.subscribe(() => {
      const status = visit.session.status("regio");
      told.push(status.kind === "unsaved" ? status.why : status.kind);
    });
    const before = reads;
    await visit.browser.pass(41_000);
    assert.ok(reads - before >= 10, `${reads - before} times in 41 seconds`);
    assert.equal(told.at(-1), "unread");
    visit.lms.failsToRead = () => null;
    await visit.browser.pass(10_000);
    assert.equal(visit.session.status("regio").kind, "saved");
  });

  test("asks for rest, and gets it", async () => {
    let reads = 0;
    const visit = await launch(emptyServer(), (lms) => {
      lms.failsToRead = () => (reads++, { kind: "unreadable", after: 30_000 });
    });
    await visit.browser.pass(65_000);
    assert.equal(reads, 3, "at the launch, and after 30 and 60 seconds");
  });

  test("brings the page together with the others of its attempt once it tells", async () => {
    const server = emptyServer();
    const open = tabsOf(server);
    const one = await open();
    await type(one, "regio", "van de eerste");
    const old = server.state;
    const two = await open((lms) => (lms.failsToRead = () => ({ kind: "unreadable" })));
    two.lms.failsToRead = () => CODEC.decode(old);
    await two.browser.pass(10_000);
    await type(one, "partners", "later");
    await settled();
    assert.equal(two.session.record.answers["partners"]?.value, "later");
  });
});

describe("an LMS that tells only at its next launch what it holds", () => {
  const stale = (lms: FakeTracker): void => void (lms.stale = true);

  test("was sent an answer, which the next launch proves", async () => {
    const server = emptyServer();
    const visit = await launch(server, stale);
    await type(visit, "regio", "tekst");
    await visit.browser.pass(20_000);
    const sent = visit.session.status("regio");
    assert.deepEqual(
      sent,
      { kind: "sent", time: 1_795_000_000_000 + 8_000 },
      "it was asked for eight seconds",
    );
    assert.equal(visit.session.status("partners").kind, "empty");
    const ending = visit.session.finish(null);
    await visit.browser.pass(20_000);
    assert.equal((await ending).kind, "sent");
    const next = await launch(server, stale, reloaded(visit.browser));
    assert.equal(next.session.status("regio").kind, "saved");
    assert.deepEqual(keysIn(next.browser), [], "the draft is not needed any more");
  });

  test("and at that launch does not hold it: the words are there, and it is not believed again", async () => {
    const server = emptyServer();
    const visit = await launch(server, stale);
    await type(visit, "regio", "tekst");
    await visit.browser.pass(20_000);
    assert.equal(visit.session.status("regio").kind, "sent");
    server.state = "";
    const next = await launch(server, stale, reloaded(visit.browser));
    assert.equal(next.session.record.answers["regio"]?.value, "tekst");
    await next.browser.pass(20_000);
    assert.deepEqual(next.session.status("regio"), { kind: "unsaved", why: "failed" });
  });

  test("is believed again where something stands there that cannot be read: nobody knows what was in it", async () => {
    const server = emptyServer();
    const visit = await launch(server, stale);
    await type(visit, "regio", "tekst");
    await visit.browser.pass(20_000);
    server.state = `X${server.state.slice(1)}`;
    const next = await launch(server, stale, reloaded(visit.browser));
    assert.equal(next.session.found, "damaged");
    assert.deepEqual(next.session.status("regio"), { kind: "unsaved", why: "found" });
    next.session.acknowledge();
    await next.browser.pass(20_000);
    assert.equal(next.session.record.answers["regio"]?.value, "tekst");
    assert.equal(next.session.status("regio").kind, "sent");
  });

  test("is believed where somebody has written on from what was sent, and not where what stands there is no newer", async () => {
    for (const [version, kind] of [
      [2, "sent"],
      [1, "unsaved"],
    ] as const) {
      const server = emptyServer();
      const visit = await launch(server, stale);
      await type(visit, "regio", "tekst");
      await visit.browser.pass(20_000);
      const { attempt, revision } = visit.session.record;
      const of = version === 2 ? visit.session.record : emptyRecord("1.0.0");
      const now = writtenBy("bbbb", version, "wat er nu staat", of);
      server.state = CODEC.encode({ ...now, attempt, revision: revision + 1 });
      const next = await launch(server, stale, reloaded(visit.browser));
      await type(next, "partners", "nieuw");
      await next.browser.pass(20_000);
      assert.equal(next.session.status("partners").kind, kind);
    }
  });

  test("is believed where what was sent stands beside another text, or aside since its question asks for something else", async () => {
    const other = { value: "van een andere pagina", time: 2_000, version: 2 };
    for (const [now, changes] of [
      [{ regio: other }, {}],
      [{}, { interactions: [interaction("regio", { component: "true_false", type: "true-false" })] }],
    ] as const) {
      const server = emptyServer();
      const visit = await launch(server, stale);
      await type(visit, "regio", "tekst");
      await visit.browser.pass(20_000);
      const { record: sent } = visit.session;
      const conflicts = dictionary("regio" in now ? Object.entries(sent.answers) : []);
      server.state = CODEC.encode({
        ...sent,
        answers: dictionary(Object.entries({ ...sent.answers, ...now })),
        conflicts,
      });
      const next = await launch(server, stale, reloaded(visit.browser), changes);
      next.session.visit("einde");
      await next.browser.pass(20_000);
      assert.notEqual(next.session.status("regio").kind, "unsaved");
    }
  });

  test("was sent a completion too, though it goes on showing what it was at the launch", async () => {
    const visit = await launch(holding({ regio: "tekst" }), (lms) => {
      lms.stale = true;
      lms.completed = () => Promise.resolve(false);
    });
    const ending = visit.session.finish(null);
    await visit.browser.pass(20_000);
    assert.deepEqual(await ending, { kind: "sent" });
    assert.notEqual(visit.session.record.finished, null);
    assert.notEqual(visit.lms.writes.at(-1)!.finished, null, "and the record says so, written behind it");
  });

  test("is known to the other pages: what one sent the other calls sent", async () => {
    const open = tabsOf(emptyServer());
    const [one, two] = [await open(stale), await open(stale)];
    await type(one, "regio", "tekst");
    for (let turn = 0; turn < 12; turn++) for (const { browser } of [one, two]) await browser.pass(10_000);
    assert.equal(one.session.status("regio").kind, "sent");
    assert.equal(two.session.record.answers["regio"]?.value, "tekst");
    assert.equal(two.session.status("regio").kind, "sent");
  });

  test("goes on showing a text that another page has replaced: it does not come back, however long ago that was", async () => {
    const one = await tabsOf(holding({ regio: "oud" }))(stale);
    // A page that was opened later found it so.
    const found = { ...writtenBy("bbbb", 2, "nieuw", record({ regio: "oud" })), revision: 5 };
    one.browser.channel(hashed("een"))!.send(HELD + CODEC.encode(found));
    for (let number = 0; number < 210; number++) {
      await type(one, "partners", `tekst ${number}`);
      await one.browser.pass(20_000);
    }
    assert.deepEqual(textsAt(one, "regio"), ["nieuw"]);
    assert.equal(one.session.status("regio").kind, "saved");
  });

  test("goes on showing a record that had no name yet: that is no news either, however long ago it was", async () => {
    const one = await tabsOf(holding({ regio: "oud" }, { attempt: "" }))(stale);
    await one.browser.pass(20_000);
    const { attempt } = one.session.record;
    const found = { ...writtenBy("bbbb", 2, "nieuw", record({ regio: "oud" })), attempt, revision: 5 };
    one.browser.channel(hashed(attempt))!.send(HELD + CODEC.encode(found));
    for (let number = 0; number < 210; number++) {
      await type(one, "partners", `tekst ${number}`);
      await one.browser.pass(20_000);
    }
    assert.deepEqual(textsAt(one, "regio"), ["nieuw"]);
  });
});

describe("pages of one attempt", () => {
  test("an older record that another page tells is none that the LMS holds: what has no room gives way to nothing of it", async () => {
    const [newer, long] = [noise(1_500, 1), noise(1_200, 2)];
    const answers = dictionary([["regio", { value: newer, time: 2_000, version: 2 }]]);
    const server = { state: CODEC.encode(record({}, { revision: 5, answers })), completed: false };
    const page = await tabsOf(server)((lms) => (lms.room = server.state.length + 300));
    page.browser.channel(hashed("een"))!.send(HELD + CODEC.encode(record({ regio: "oud" }, { revision: 3 })));
    await type(page, "partners", long);
    await page.browser.pass(60_000);
    assert.equal(answersOn(server)["regio"], newer);
    assert.deepEqual(page.session.status("partners"), { kind: "unsaved", why: "full" });
  });

  test("a page that begins with what an LMS showed earlier is told what it holds", async () => {
    const server = emptyServer();
    const open = tabsOf(server);
    const one = await open();
    await type(one, "regio", "eerst");
    const old = server.state;
    await type(one, "regio", "eerst, en verder");
    const two = await open((lms) => (lms.failsToRead = () => CODEC.decode(old)));
    assert.equal(two.session.record.answers["regio"]?.value, "eerst, en verder");
    assert.deepEqual({ ...two.session.record.conflicts }, {});
  });

  test("listeners hear of what another page saved, and of what it has not saved yet", async () => {
    const open = tabsOf(emptyServer());
    const [one, two] = [await open(), await open()];
    const shown: string[] = [];
    two.session.subscribe(() => shown.push(two.session.record.answers["regio"]?.value ?? ""));
    await type(one, "regio", "bewaard");
    await settled();
    assert.ok(shown.includes("bewaard"));
    one.lms.failsToWrite = () => FAILED;
    one.browser.seen = false;
    await type(one, "regio", "nog niet");
    one.browser.page!.leave(true);
    await settled();
    assert.ok(shown.includes("nog niet"));
  });

  test("a listener that has gone hears nothing", async () => {
    const { session } = await launch(emptyServer());
    let calls = 0;
    const stop = session.subscribe(() => (calls += 1));
    session.answer("regio", "a");
    const before = calls;
    assert.ok(before > 0);
    stop();
    session.answer("regio", "ab");
    assert.equal(calls, before);
  });

  test("of two texts each page has its own in the field, and a page without one has the writer's", async () => {
    const open = tabsOf(emptyServer());
    const [one, two, three] = [await open(), await open(), await open()];
    one.session.answer("regio", "in de eerste");
    two.session.answer("regio", "in de tweede");
    for (const { browser } of [one, two, three, one, two, three]) await browser.pass(10_000);
    const field = ({ session }: Visit): string => session.record.answers["regio"]!.value;
    const beside = ({ session }: Visit): string[] =>
      (session.record.conflicts["regio"]?.value ?? "").split(BETWEEN_TEXTS);
    assert.deepEqual([field(one), beside(one)], ["in de eerste", ["in de tweede"]]);
    assert.deepEqual([field(two), beside(two)], ["in de tweede", ["in de eerste"]]);
    assert.deepEqual([field(three), ...beside(three)].sort(), ["in de eerste", "in de tweede"]);
  });

  test("who finishes in a page that does not write has everything saved first", async () => {
    const server = emptyServer();
    const open = tabsOf(server);
    const [one, two] = [await open(), await open()];
    await type(two, "regio", "uit de tweede");
    await type(one, "partners", "uit de eerste");
    two.session.visit("regio");
    let held: Record<string, string> = {};
    two.lms.failsToComplete = () => ((held = answersOn(server)), null);
    const ending = two.session.finish(null);
    for (let turn = 0; turn < 4; turn++) {
      await two.browser.pass(5_000);
      await one.browser.pass(5_000);
    }
    assert.equal((await ending).kind, "ok");
    assert.deepEqual(held, { regio: "uit de tweede", partners: "uit de eerste" });
    assert.equal(two.lms.completions, 1);
    assert.notEqual(one.session.record.finished, null, "the other page knows that it is finished");
  });

  test("a server that answers for itself is sent nothing by a page that only heard, also as that goes", async () => {
    const open = tabsOf(emptyServer());
    const [one, two] = [await open(asServer), await open(asServer)];
    const left: (StateRecord | null)[] = [];
    two.lms.leave = (words) => void left.push(words);
    const writes = two.lms.writes.length;
    await type(one, "regio", "tekst");
    await settled();
    assert.equal(two.session.record.answers["regio"]?.value, "tekst");
    assert.equal(two.lms.writes.length, writes);
    two.browser.page!.leave(true);
    assert.deepEqual(left, [null]);
  });
});

describe("leaving", () => {
  test("is asked about as long as an answer is not saved, and not in a module that is only looked at", async () => {
    const visit = await launch(emptyServer());
    assert.equal(visit.browser.page!.asksBeforeLeaving(), false);
    visit.session.answer("regio", "tekst");
    assert.equal(visit.browser.page!.asksBeforeLeaving(), true);
    await visit.browser.pass(10_000);
    assert.equal(visit.browser.page!.asksBeforeLeaving(), false);
    visit.lms.failsToWrite = () => FAILED;
    await type(visit, "regio", "en meer");
    assert.equal(visit.browser.page!.asksBeforeLeaving(), true);
    const looked = await launch(emptyServer(), (lms) => (lms.mode = "browse"));
    looked.session.answer("regio", "tekst");
    assert.deepEqual(looked.session.status("regio"), { kind: "unsaved", why: "read-only" });
    assert.equal(looked.browser.page!.asksBeforeLeaving(), false);
  });

  test("without an LMS asks nothing while the browser keeps it, and does when it cannot", async () => {
    const browser = new Browser();
    const store = new BrowserStore("module", memory());
    const session = createSession(course(), store, null, await store.read(), browser, asText);
    session.answer("regio", "tekst");
    assert.equal(session.status("regio").kind, "saving");
    assert.equal(browser.page!.asksBeforeLeaving(), false);
  });
});

describe("what the LMS gives back while the page is open", () => {
  test("is no damage when it is a record of this page's own", async () => {
    const visit = await launch(emptyServer());
    await type(visit, "regio", "tekst");
    const { session, lms } = visit;
    lms.failsToRead = () => ({ kind: "damaged", raw: "half", record: session.record });
    await type(visit, "regio", "en meer");
    assert.equal(session.found, "empty");
    lms.failsToRead = () => null;
    await visit.browser.pass(60_000);
    assert.equal(session.status("regio").kind, "saved");
  });

  test("is damage when it is somebody else's, and is shown before it is written over", async () => {
    const visit = await launch(emptyServer());
    await type(visit, "regio", "tekst");
    const { session, lms } = visit;
    const other = record({ partners: "van elders" }, { attempt: "ander", revision: 7 });
    lms.failsToRead = () => ({ kind: "damaged", raw: "half", record: other });
    const told: string[] = [];
    session.subscribe(() => told.push(session.found));
    await type(visit, "regio", "en meer");
    assert.equal(session.found, "damaged");
    assert.ok(told.includes("damaged"));
    assert.deepEqual([session.raw, session.recovered], ["half", other]);
    assert.equal(session.record.answers["partners"]?.value, "van elders");
    assert.deepEqual(session.status("regio"), { kind: "unsaved", why: "found" });
    const commits = lms.commits.length;
    await visit.browser.pass(60_000);
    assert.equal(lms.commits.length, commits);
    assert.deepEqual(await session.finish(null), { kind: "failed", error: "found" });
    session.acknowledge();
    lms.failsToRead = () => null;
    await visit.browser.pass(60_000);
    assert.equal(session.status("regio").kind, "saved");
  });
});

test("what earlier sessions answered is reported with an answer or at the end, not with every save", async () => {
  const server = holding({ regio: "van vroeger" });
  const visit = await launch(server, () => {}, new Browser(), { answers: "report" });
  visit.session.visit("regio");
  await visit.browser.pass(60_000);
  assert.deepEqual(
    visit.lms.reports.filter(({ kind }) => kind === "answered"),
    [],
  );
});

test("how much room there is, is known once an LMS has refused", async () => {
  const visit = await launch(emptyServer(), (lms) => (lms.room = 4_096));
  await type(visit, "regio", "tekst");
  const before: unknown = visit.session.room;
  assert.equal(before, null);
  await type(visit, "partners", noise(9_000));
  await visit.browser.pass(10_000);
  const { room, record: whole } = visit.session;
  assert.equal(room!.limit, 4_096);
  assert.equal(room!.used, visit.lms.size(whole));
});

test("a section is told when it is opened for the first time, with the whole part of a hundred that it brings", async () => {
  const visit = await launch(emptyServer());
  for (const section of ["begin", "regio", "begin"]) visit.session.visit(section);
  await visit.browser.pass(10_000);
  assert.deepEqual(visit.lms.reports, [
    { kind: "visited", section: "begin", progress: 33 },
    { kind: "visited", section: "regio", progress: 66 },
  ]);
});

test("a completion of which neither script nor server says anything was sent", async () => {
  const visit = await launch(emptyServer());
  Object.assign(visit.lms, { completed: async () => null });
  visit.browser.serverIs = "unknown";
  const ending = visit.session.finish(null);
  await visit.browser.pass(20_000);
  assert.deepEqual(await ending, { kind: "sent" });
  assert.notEqual(visit.session.record.finished, null);
});

test("a completion that the script shows is one, also where its server cannot be asked", async () => {
  const visit = await launch(emptyServer());
  visit.browser.serverIs = "unknown";
  const ending = visit.session.finish(null);
  await visit.browser.pass(20_000);
  assert.deepEqual(await ending, { kind: "ok" });
});

test("an LMS that stops telling what it holds is not written over, and the learner hears why", async () => {
  const visit = await launch(emptyServer());
  await type(visit, "regio", "tekst");
  visit.lms.failsToRead = () => ({ kind: "unreadable" });
  const writes = visit.lms.writes.length;
  await type(visit, "regio", "en meer");
  assert.deepEqual(visit.session.status("regio"), { kind: "unsaved", why: "unread" });
  assert.equal(visit.lms.writes.length, writes);
});

test("a page that has nothing new goes without words", async () => {
  const visit = await launch(emptyServer());
  const left: (StateRecord | null)[] = [];
  visit.lms.leave = (words) => void left.push(words);
  await type(visit, "regio", "tekst");
  visit.browser.page!.leave(true);
  assert.deepEqual(left, [null]);
});

test("an answer that an earlier attempt emptied is nothing to offer", async () => {
  const one = await launch(holding({ regio: "vol" }, { attempt: "een", revision: 3 }));
  one.lms.failsToWrite = () => FAILED;
  await type(one, "regio", "");
  const two = await launch(holding({}, { attempt: "twee" }), () => {}, reloaded(one.browser));
  assert.equal(two.session.loose, null);
});

test("a page that starts tells the others what its LMS holds", async () => {
  const server = emptyServer();
  const open = tabsOf(server);
  const one = await open();
  await type(one, "regio", "eerst");
  const { record: known } = one.session;
  const answers = { ...known.answers, partners: { value: "van een ander", time: 2_000, version: 1 } };
  server.state = CODEC.encode({ ...known, answers, revision: known.revision + 1 });
  await open();
  assert.equal(one.session.record.answers["partners"]?.value, "van een ander");
});

test("a page that was hidden when it gave the attempt its name learns from whoever finds it that it has one", async () => {
  const server = emptyServer();
  const open = tabsOf(server);
  const hidden = await open((_lms, browser) => (browser.seen = false));
  assert.notEqual(server.state, "", "its name has arrived, and it has not seen that");
  const other = await open();
  await type(other, "regio", "in de andere pagina");
  await other.browser.pass(5_000);
  assert.equal(other.session.status("regio").kind, "saved");
  hidden.browser.seen = true;
  hidden.browser.page!.visible();
  await hidden.browser.pass(10_000);
  assert.equal(answersOn(server)["regio"], "in de andere pagina");
  assert.equal(hidden.session.record.answers["regio"]?.value, "in de andere pagina");
});

test("of pages that begin at once, each with a name of its own for the attempt, the one whose name is found tells the others", async () => {
  const server = emptyServer();
  const hidden = await tabsOf(server)((_lms, browser) => (browser.seen = false));
  const { tabs, locks } = hidden.browser;
  const beside = (own: Server, seen: boolean): Promise<Visit> =>
    launch(own, () => {}, Object.assign(new Browser(), { tabs, locks, seen }));
  const atOnce = await beside(emptyServer(), false);
  atOnce.session.answer("partners", "zonder naam");
  const later = await beside(server, true);
  await later.browser.pass(5_000);
  assert.equal(atOnce.session.record.attempt, later.session.record.attempt);
  await type(later, "regio", "in de pagina die de naam vond");
  await later.browser.pass(5_000);
  assert.equal(atOnce.session.record.answers["regio"]?.value, "in de pagina die de naam vond");
});

test("a clock that is set back makes no page of another attempt one of this", async () => {
  const one = await tabsOf(emptyServer())();
  await type(one, "regio", "van de ene poging");
  await one.browser.pass(5_000);
  one.browser.time -= 365 * 24 * 3_600_000;
  const { tabs, locks, time } = one.browser;
  const other = await launch(emptyServer(), () => {}, Object.assign(new Browser(), { tabs, locks, time }));
  await other.browser.pass(5_000);
  assert.equal(other.session.record.answers["regio"], undefined);
});

test("a page that waits for the browser's caches hears of what the attempt got after it had asked the LMS", async () => {
  const server = emptyServer();
  const shared = { tabs: [] as NonNullable<Browser["tabs"]>, locks: new Locks() };
  const one = await launch(server, () => {}, Object.assign(new Browser(), shared));
  let restored = (): void => {};
  const ready = new Promise<void>((go) => (restored = go));
  const late = Object.assign(new Browser(), { ...shared, ready });
  const opening = openCourse(course(), new FakeTracker(server, late), late, asText);
  await settled();
  await type(one, "regio", "intussen");
  await one.browser.pass(5_000);
  late.time = one.browser.time;
  restored();
  const [session] = await opening;
  await one.browser.pass(100);
  assert.equal(session.record.answers["regio"]?.value, "intussen");
});

test("a page takes nothing from one that found a record of another attempt", async () => {
  const open = tabsOf(emptyServer());
  const hidden = await open((_lms, browser) => (browser.seen = false));
  const server = holding({ regio: "van een andere poging" }, { attempt: "ander", revision: 7 });
  const elsewhere = await launch(
    server,
    () => {},
    Object.assign(new Browser(), { tabs: hidden.browser.tabs }),
  );
  await elsewhere.browser.pass(5_000);
  assert.equal(hidden.session.record.answers["regio"], undefined);
});

test("who writes on from what another page has not saved yet writes over it, and beside nothing", async () => {
  const open = tabsOf(emptyServer());
  const [one, two] = [await open(), await open()];
  two.lms.failsToWrite = () => FAILED;
  await type(two, "regio", "wat de ander schreef");
  // The learner goes to the first page: the second one hands over what it could not save.
  one.lms.failsToWrite = () => FAILED;
  await type(one, "partners", "en verder");
  await settled();
  assert.equal(one.session.record.answers["regio"]?.value, "wat de ander schreef");
  one.lms.failsToWrite = () => null;
  await type(one, "regio", "iets heel anders");
  for (const { browser } of [one, two, one, two]) await browser.pass(10_000);
  for (const { session } of [one, two]) {
    assert.equal(session.record.answers["regio"]?.value, "iets heel anders");
    assert.deepEqual(Object.keys(session.record.conflicts), []);
  }
});

test("what the LMS was asked can be read, also in the session", async () => {
  const { session, lms } = await launch(emptyServer());
  assert.equal(session.log, lms.log);
});

test("nothing can be said of an answer before the LMS has told what it holds, unless the learner writes all the same", async () => {
  const { session } = await launch(
    emptyServer(),
    (lms) => (lms.failsToRead = () => ({ kind: "unreadable" })),
  );
  let told = 0;
  session.subscribe(() => (told += 1));
  assert.deepEqual([session.open, session.status("regio")], [false, { kind: "fetching" }]);
  session.openAnyway();
  assert.deepEqual([session.open, session.status("regio"), told], [true, { kind: "empty" }, 1]);
});

test("what is typed while the browser is offline is not saved, and says why", async () => {
  const { session, browser } = await launch(emptyServer());
  session.answer("regio", "tekst");
  assert.deepEqual(session.status("regio"), { kind: "saving" });
  browser.connected = false;
  assert.deepEqual(session.status("regio"), { kind: "unsaved", why: "offline" });
});

test("a choice between two texts ends their standing beside each other, and is saved as an answer", async () => {
  const answer = { value: "hun", time: 900, version: 1 };
  const conflicts = dictionary([
    ["regio", answer],
    ["partners", answer],
  ]);
  const server = holding({ regio: "mijn", partners: "mijn" }, { conflicts });
  const visit = await launch(server);
  let told = 0;
  visit.session.subscribe(() => (told += 1));
  visit.session.resolve("regio", "mijn en hun");
  assert.ok(told > 0);
  await visit.browser.pass(10_000);
  const stored = CODEC.decode(server.state);
  assert.ok(stored.kind === "intact");
  assert.equal(stored.record.answers["regio"]!.value, "mijn en hun");
  assert.deepEqual(Object.keys(stored.record.conflicts), ["partners"]);
  assert.equal(visit.session.status("regio").kind, "saved");
});

test("a section that is open is opened once; the one that the learner goes back to is where they are", async () => {
  const visit = await launch(emptyServer());
  visit.session.visit("begin");
  visit.session.visit("regio");
  await visit.browser.pass(10_000);
  const commits = visit.lms.commits.length;
  visit.session.visit("regio");
  await visit.browser.pass(1_000);
  assert.equal(visit.lms.commits.length, commits);
  visit.session.visit("begin");
  await visit.browser.pass(1_000);
  assert.ok(visit.lms.commits.length > commits);
  assert.deepEqual(
    [visit.session.record.location, visit.session.record.visited],
    ["begin", ["begin", "regio"]],
  );
});

test("a page whose session is over has its words saved by another one, and writes again once it has a session", async () => {
  const server = emptyServer();
  const open = tabsOf(server);
  const [one, two] = [await open(), await open()];
  await type(one, "partners", "eerst");
  one.lms.failsToRead = () => ({ kind: "unreadable", over: true });
  await type(one, "regio", "in een sessie die voorbij is");
  for (const { browser } of [one, two, one, two]) await browser.pass(10_000);
  assert.deepEqual(answersOn(server), { partners: "eerst", regio: "in een sessie die voorbij is" });
  assert.equal(one.session.status("regio").kind, "saved");
  const writes = one.lms.writes.length;
  one.lms.failsToRead = () => null;
  await type(one, "regio", "en weer verder");
  for (const { browser } of [one, two, one, two]) await browser.pass(10_000);
  assert.equal(answersOn(server)["regio"], "en weer verder");
  assert.ok(one.lms.writes.length > writes);
});

test("pages whose session is over say over and over what they want saved, and keep nobody from saving it", async () => {
  const server = emptyServer();
  const tabs: NonNullable<Browser["tabs"]> = [];
  const open = async (): Promise<Visit> => {
    const visit = await launch(server, () => {}, Object.assign(new Browser(), { tabs }));
    await visit.browser.pass(5_000);
    return visit;
  };
  const pages = [await open(), await open(), await open()] as const;
  const [one, two, three] = pages;
  for (const { lms } of [one, two]) lms.failsToRead = () => ({ kind: "unreadable", over: true });
  three.lms.failsToWrite = () => FAILED;
  await type(one, "regio", "in een sessie die voorbij is");
  await type(three, "partners", "hier");
  for (let turn = 0; turn < 5; turn++) for (const { browser } of pages) await browser.pass(2_000);
  await type(two, "partners", "en daar");
  for (let turn = 0; turn < 5; turn++) for (const { browser } of pages) await browser.pass(2_000);
  three.lms.failsToWrite = () => null;
  for (let turn = 0; turn < 35; turn++) for (const { browser } of pages) await browser.pass(2_000);
  assert.deepEqual(Object.keys(answersOn(server)).sort(), ["partners", "regio"]);
});

test("a page that never read the record puts its text beside what another one has read, and not over it", async () => {
  const tabs: NonNullable<Browser["tabs"]> = [];
  const page = await launch(
    holding({ regio: "van een ander apparaat" }, { revision: 2 }),
    (lms) => {
      const { connect } = lms;
      lms.connect = async () => ({ ...(await connect.call(lms))!, attempt: "registratie" });
    },
    Object.assign(new Browser(), { tabs }),
  );
  const answers = dictionary([["regio", { value: "en hier verder", time: 2_000, version: 2 }]]);
  const unread = CODEC.encode({ ...emptyRecord("1.0.0"), answers });
  page.browser
    .channel(hashed("noor", "module-proef", "registratie"))!
    .send(`${OPEN}${unread} ${CODEC.encode(emptyRecord(""))}`);
  await page.browser.pass(1_000);
  assert.deepEqual(textsAt(page, "regio"), ["en hier verder", "van een ander apparaat"]);
});

const twoTexts = (): Partial<StateRecord> => ({
  conflicts: dictionary([["regio", { value: "hun", time: 900, version: 1 }]]),
});

test("a choice is called saved when the LMS holds it, and is newer than both texts, also where the one stays that stood in the field", async () => {
  const server = holding({ regio: "mijn" }, twoTexts());
  const visit = await launch(server);
  visit.session.resolve("regio", "mijn");
  assert.equal(visit.session.status("regio").kind, "saving");
  await visit.browser.pass(10_000);
  assert.equal(visit.session.status("regio").kind, "saved");
  const stored = CODEC.decode(server.state);
  assert.ok(stored.kind === "intact");
  assert.deepEqual(Object.keys(stored.record.conflicts), []);
  // Another page may show the two the other way round: there it is newer than both.
  assert.equal(stored.record.answers["regio"]!.version, 2);
});

test("of two texts that are known the one that stands in the field is no news", () => {
  const one = record({ regio: "mijn" }, twoTexts());
  const other = record({ regio: "hun" }, { conflicts: dictionary([["regio", one.answers["regio"]!]]) });
  assert.deepEqual(beyond(one, other).answers, dictionary([]));
});

test("a page that was told an older record calls saved again what it knew, once another page shows that the LMS holds it", async () => {
  const version = (value: string, of: number): StateRecord["answers"] =>
    dictionary([["regio", { value, time: 1_000, version: of }]]);
  const stored = { revision: 3, answers: version("nieuw", 2) };
  const open = tabsOf(holding({}, stored));
  const [one, two] = [await open((lms) => (lms.failsToWrite = () => FAILED)), await open()];
  const tell = async (told: StateRecord): Promise<void> => {
    one.browser.channel(hashed("een"))!.send(HELD + CODEC.encode(told));
    await settled();
  };
  await tell(record({}, { revision: 2, answers: version("oud", 1) }));
  assert.equal(two.session.status("regio").kind, "saving");
  await tell(record({}, stored));
  assert.equal(two.session.status("regio").kind, "saved");
});

test("what a page that went has left in the browser is no news to one that knew it and has chosen since", async () => {
  const visit = await launch(holding({ regio: "mijn" }, twoTexts()));
  visit.session.resolve("regio", "hun");
  await visit.browser.pass(10_000);
  keepDraft(
    visit.browser.kept,
    hashed("een"),
    record({ regio: "mijn" }, twoTexts()),
    emptyRecord(""),
    false,
    "",
  );
  visit.browser.page?.leave(true);
  assert.deepEqual(textsAt(visit, "regio"), ["hun"]);
});

test("a page whose LMS cannot be read for a while hears of the choice that was made in another one", async () => {
  const tabs: NonNullable<Browser["tabs"]> = [];
  const page = await launch(
    holding({ regio: "mijn" }, twoTexts()),
    (lms) => {
      const { connect } = lms;
      lms.connect = async () => ({ ...(await connect.call(lms))!, attempt: "registratie" });
      asServer(lms);
    },
    Object.assign(new Browser(), { tabs }),
  );
  page.lms.failsToRead = () => ({ kind: "unreadable" });
  await type(page, "partners", "tekst");
  await page.browser.pass(1_000);
  const chosen = writtenBy("bbbb", 2, "mijn", record({ regio: "mijn" }, twoTexts()), { alone: true });
  page.browser
    .channel(hashed("noor", "module-proef", "registratie"))!
    .send(`${OPEN}${CODEC.encode(chosen)} ${CODEC.encode(emptyRecord(""))}`);
  await page.browser.pass(1_000);
  assert.deepEqual(textsAt(page, "regio"), ["mijn"]);
});

test("a text of the same revision as the one that this page has proven was not made of it, and stands beside it", async () => {
  const server = emptyServer();
  const visit = await launch(server, asServer);
  await type(visit, "regio", "mijn tekst");
  await visit.browser.pass(10_000);
  assert.equal(visit.session.status("regio").kind, "saved");
  const { record: mine } = visit.session;
  const answers = dictionary([["regio", { value: "op hetzelfde moment", time: 1_000, version: 9 }]]);
  visit.lms.failsToRead = () => ({ kind: "intact", record: { ...mine, answers } });
  await type(visit, "partners", "verder");
  await visit.browser.pass(1_000);
  assert.deepEqual(textsAt(visit, "regio"), ["mijn tekst", "op hetzelfde moment"]);
});

test("what an LMS may have emptied as it took a completion is written anew, also when the completion was not seen", async () => {
  const visit = await launch(holding({ regio: "tekst" }), (lms, browser) => {
    const { complete } = lms;
    lms.complete = () => {
      browser.connected = false;
      return complete.call(lms);
    };
  });
  await visit.browser.pass(1_000);
  const ending = visit.session.finish(null);
  await settled();
  assert.deepEqual(await ending, { kind: "failed", error: "offline" });
  visit.browser.connected = true;
  const before = visit.lms.writes.length;
  await visit.browser.pass(5_000);
  assert.ok(visit.lms.writes.length > before);
});

test("a completion that failed may go along with a later save, and empty the record: that is written anew soon", async () => {
  const visit = await launch(holding({ regio: "tekst" }), (lms) => (lms.failsToComplete = () => FAILED));
  await visit.browser.pass(60_000);
  await visit.session.finish(null);
  await visit.browser.pass(10_000);
  await type(visit, "partners", "erna");
  await visit.browser.pass(1_000);
  const before = visit.lms.writes.length;
  await visit.browser.pass(3_000);
  assert.equal(visit.lms.writes.length, before + 1);
});

test("a page that goes into the browser's cache and comes back makes the second look that it owes", async () => {
  const visit = await launch(holding({}));
  await type(visit, "regio", "tekst");
  await visit.browser.pass(10_000);
  assert.equal(visit.session.status("regio").kind, "saved");
  const before = visit.lms.commits.length;
  visit.browser.page!.leave(false);
  await visit.browser.pass(1_000);
  visit.browser.page!.visible();
  await visit.browser.pass(1_000);
  assert.ok(visit.lms.commits.length > before);
});

test("a page that comes back out of the browser's cache hears what was said meanwhile before it saves", async () => {
  const visit = await launch(holding({}), (lms) => (lms.failsToWrite = () => FAILED));
  await type(visit, "regio", "tekst");
  visit.browser.page!.leave(false);
  await visit.browser.pass(1_000);
  visit.lms.failsToWrite = () => null;
  const before = visit.lms.writes.length;
  visit.browser.page!.visible();
  await visit.browser.pass(99);
  assert.equal(visit.lms.writes.length, before);
  await visit.browser.pass(1);
  assert.equal(visit.lms.writes.length, before + 1);
});

test("a page that starts beside one in trouble hears what that one could not save", async () => {
  const server = emptyServer();
  const open = tabsOf(server);
  const one = await open();
  await type(one, "partners", "eerst");
  one.lms.failsToWrite = () => FAILED;
  await type(one, "regio", "niet bewaard");
  await one.browser.pass(1_000);
  const two = await open();
  assert.equal(two.session.record.answers["regio"]?.value, "niet bewaard");
});

test("an LMS that throws when it is asked again is one that does not answer", async () => {
  const server = emptyServer();
  const visit = await launch(server, (lms) => (lms.failsToRead = () => ({ kind: "unreadable" })));
  const read = visit.lms.read.bind(visit.lms);
  visit.lms.read = () => Promise.reject(new Error("script of the LMS"));
  await visit.browser.pass(20_000);
  assert.equal(visit.session.open, false);
  visit.lms.read = read;
  visit.lms.failsToRead = () => null;
  await visit.browser.pass(20_000);
  assert.equal(visit.session.open, true);
});

for (const [what, prepare, outcome] of [
  [
    "is made offline",
    ({ browser, lms }: Visit) => {
      lms.failsToComplete = () => ((browser.connected = false), null);
    },
    { kind: "failed", error: "offline" },
  ],
  [
    "the LMS does not show",
    ({ lms }: Visit) => void Object.assign(lms, { completed: async () => false }),
    { kind: "failed", error: "read-back differs" },
  ],
  [
    "the LMS throws at when it is asked for it",
    ({ lms }: Visit) => void Object.assign(lms, { completed: () => Promise.reject(new Error("x")) }),
    { kind: "failed", error: "read-back differs" },
  ],
  [
    "the LMS throws at",
    ({ lms }: Visit) => void Object.assign(lms, { complete: () => Promise.reject(new Error("script")) }),
    { kind: "failed", error: "Error: script" },
  ],
  [
    "its server does not hear of",
    ({ browser }: Visit) => void (browser.serverIs = "unreachable"),
    { kind: "failed", error: "server unreachable" },
  ],
] as const) {
  test(`a completion that ${what} is none`, async () => {
    const visit = await launch(emptyServer());
    await type(visit, "regio", "tekst");
    await visit.browser.pass(60_000);
    prepare(visit);
    const ending = visit.session.finish(null);
    await visit.browser.pass(20_000);
    assert.deepEqual(await ending, outcome);
    assert.equal(visit.session.record.finished, null);
  });
}

test("where a commit has cut the record nothing in it is called saved any more, and the tab keeps it all", async () => {
  const server = holding({ regio: "tekst" });
  const visit = await launch(server);
  await visit.browser.pass(1_000);
  assert.equal(visit.session.status("regio").kind, "saved");
  const { commit } = visit.lms;
  visit.lms.commit = async () => {
    const outcome = await commit.call(visit.lms);
    visit.lms.held = visit.lms.held.slice(0, -20);
    visit.lms.commit = () => Promise.resolve(FAILED);
    return outcome;
  };
  await type(visit, "partners", "meer tekst");
  await visit.browser.pass(100);
  assert.equal(visit.session.status("regio").kind, "unsaved");
  const again = await launch({ state: visit.lms.held, completed: false }, () => {}, reloaded(visit.browser));
  again.session.acknowledge();
  assert.equal(again.session.record.answers["regio"]?.value, "tekst");
});

test("what was not made of this page's words takes the place of nothing that it was not made of, and proves nothing", async () => {
  const server = holding({ regio: "begin" });
  const visit = await launch(server, asServer);
  const before = visit.session.record;
  const { write } = visit.lms;
  await visit.browser.pass(1_000);
  await type(visit, "regio", "mijn");
  await visit.browser.pass(10_000);
  assert.equal(visit.session.status("regio").kind, "saved");
  visit.lms.write = () => Promise.resolve(FAILED);
  const answers = dictionary([["regio", { value: "van een ander apparaat", time: 1_000, version: 9 }]]);
  const theirs = record({}, { revision: 9, answers });
  visit.lms.failsToRead = () => ({ kind: "intact", record: theirs, before });
  await type(visit, "partners", "verder");
  await visit.browser.pass(1_000);
  assert.deepEqual(textsAt(visit, "regio"), ["mijn", "van een ander apparaat"]);
  assert.equal(visit.session.status("partners").kind, "unsaved");
  visit.lms.failsToRead = () => null;
  visit.lms.write = write;
  await visit.browser.pass(20_000);
  const stored = CODEC.decode(server.state);
  assert.ok(stored.kind === "intact");
  assert.deepEqual(textsAt({ session: { record: stored.record } } as unknown as Visit, "regio"), [
    "mijn",
    "van een ander apparaat",
  ]);
});

test("what another tab has sent, and this page's script was given for it, is not taken for what the LMS holds", async () => {
  const open = tabsOf(holding({ regio: "begin" }));
  const [sender, page] = [await open((lms) => (lms.stale = true)), await open()];
  await type(sender, "partners", "tekst");
  await sender.browser.pass(10_000);
  assert.equal(sender.session.status("partners").kind, "sent");
  assert.equal(page.session.status("partners").kind, "sent");
  page.lms.failsToCommit = () => FAILED;
  page.session.visit("regio");
  await page.browser.pass(1_000);
  assert.notEqual(page.session.status("partners").kind, "saved");
});

test("of two texts the other page has cleared its own: this one has its text saved, and asks nothing", async () => {
  const open = tabsOf(emptyServer());
  const [visit, writer] = [await open(), await open()];
  await type(visit, "regio", "van hier");
  await visit.browser.pass(5_000);
  await type(writer, "partners", "van wie schrijft");
  await writer.browser.pass(5_000);
  const both = merge(writtenBy("bbbb", 2, "van daar"), visit.session.record);
  const cleared = { ...writtenBy("bbbb", 3, "", both), revision: both.revision + 1 };
  assert.deepEqual(
    textsUnder(cleared, "regio").map(({ value }) => value),
    ["", "van hier"],
  );
  visit.browser.channel(hashed(visit.session.record.attempt))!.send(HELD + CODEC.encode(cleared));
  await visit.browser.pass(5_000);
  assert.deepEqual(textsAt(visit, "regio"), ["van hier"]);
  assert.equal(visit.session.status("regio").kind, "saved");
});

test("a page that may come back writes nothing over what it could not read, whoever answers for the LMS", async () => {
  for (const prepare of [() => {}, asServer]) {
    const server = holding({ regio: "al bewaard" });
    const before = server.state;
    const visit = await launch(server, (lms) => {
      prepare(lms);
      lms.failsToRead = () => ({ kind: "unreadable" });
    });
    visit.session.openAnyway();
    visit.session.answer("partners", "daarbij");
    visit.browser.page!.leave(false);
    await visit.browser.pass(0);
    assert.equal(server.state, before);
  }
});

test("what an LMS's script gives back of a save that failed proves nothing, also to a learner who went back to where they were", async () => {
  const visit = await launch(holding({}, { location: "begin", visited: ["begin"] }), (lms) => {
    lms.failsToCommit = () => FAILED;
  });
  visit.session.visit("regio");
  await type(visit, "regio", "nog niet bewaard");
  await visit.browser.pass(3_000);
  visit.session.visit("begin");
  await visit.browser.pass(10_000);
  assert.notEqual(visit.session.status("regio").kind, "saved");
});

test("a page that does not write yet ends its session where nobody else was heard of, and else for words of its own alone", async () => {
  for (const [granted, heard, words, left] of [
    [true, true, "nog net getypt", 1],
    [false, false, "nog net getypt", 1],
    [false, true, "nog net getypt", 0],
    [true, true, "", 0],
    [true, false, "", 1],
  ] as const) {
    const server = holding({ regio: "al bewaard" });
    const locks = { ask: () => ({ granted: () => granted, take: () => {}, close: () => {} }) };
    const visit = await launch(server, () => {}, Object.assign(new Browser(), { tabs: [], locks }));
    if (heard) visit.browser.channel(hashed("een"))!.send(HELD + server.state);
    if (words) visit.session.answer("partners", words);
    visit.browser.page!.leave(true);
    assert.deepEqual([visit.lms.left, answersOn(server)["partners"] ?? ""], [left, left ? words : ""]);
  }
});

test("a page in which nobody has gone on from a damaged record commits nothing as it goes: another may have", async () => {
  const server = { state: "MB2z.een.1.30.00000000.kapot.", completed: false };
  const visit = await launch(server);
  assert.equal(visit.session.found, "truncated");
  visit.browser.page!.leave(true);
  assert.equal(visit.lms.left, 0);
});

test("who has chosen both of two texts is not told that they are saved before the LMS holds the choice", async () => {
  const visit = await launch(holding({ regio: "mijn" }, twoTexts()));
  visit.lms.failsToWrite = () => FAILED;
  visit.session.resolve("regio", textsAt(visit, "regio").join(BETWEEN_TEXTS));
  await visit.browser.pass(1_000);
  assert.equal(visit.session.status("regio").kind, "unsaved");
  visit.lms.failsToWrite = () => null;
  await visit.browser.pass(60_000);
  assert.equal(visit.session.status("regio").kind, "saved");
});

test("what did not get out as its frame was taken away does when that is hidden behind it, also from a page that did not write yet", async () => {
  const server = holding({ regio: "al bewaard" });
  const locks = { ask: () => ({ granted: () => true, take: () => {}, close: () => {} }) };
  const visit = await launch(server, () => {}, Object.assign(new Browser(), { tabs: [], locks }));
  visit.session.answer("partners", "nog net getypt");
  visit.lms.failsToCommit = () => FAILED;
  visit.browser.page!.leave(true);
  assert.equal(answersOn(server)["partners"] ?? "", "");
  visit.lms.failsToCommit = () => null;
  visit.browser.page!.hidden();
  await settled();
  assert.equal(answersOn(server)["partners"], "nog net getypt");
});

test("an older record that an LMS's script still shows gives the attempt no name that it had before", async () => {
  const visit = await launch(holding({ regio: "bewaard" }, { revision: 5 }));
  const before = record({ regio: "bewaard" }, { attempt: "vroeger", revision: 2 });
  visit.lms.failsToRead = () => ({ kind: "intact", record: before });
  await type(visit, "partners", "nieuw");
  await visit.browser.pass(5_000);
  assert.deepEqual([...new Set(visit.lms.writes.map(({ attempt }) => attempt))], ["een"]);
});

test("what a save that failed had is in the browser at once, for whoever logs in and opens another tab, and gone once proven", async () => {
  const server = emptyServer();
  const one = await launch(server);
  await one.browser.pass(1_000);
  const kept = one.browser.kept as ReturnType<typeof memory>;
  one.lms.failsToCommit = () => FAILED;
  one.session.answer("regio", "net voor het uitloggen");
  assert.equal(kept.kept.size, 0);
  one.session.settle("regio");
  await one.browser.pass(100);
  assert.equal(one.session.status("regio").kind, "unsaved");
  one.session.answer("partners", "en daarna");
  const another = await launch(server, () => {}, Object.assign(new Browser(), { kept }));
  assert.equal(another.session.record.answers["regio"]?.value, "net voor het uitloggen");
  assert.equal(another.session.record.answers["partners"]?.value, "en daarna");
  await another.browser.pass(5_000);
  assert.deepEqual(answersOn(server), { regio: "net voor het uitloggen", partners: "en daarna" });
  assert.deepEqual([...kept.kept], []);
});

test("a save that fails puts what another page has left in the browser beside its own, and what is typed stays in its field", async () => {
  const server = emptyServer();
  await (await launch(server)).browser.pass(1_000);
  const kept = memory();
  const opened = async () => {
    const visit = await launch(server, () => {}, Object.assign(new Browser(), { kept }));
    visit.lms.failsToCommit = () => FAILED;
    return visit;
  };
  const [one, other] = [await opened(), await opened()];
  one.session.answer("regio", "van de ene");
  one.session.answer("partners", "alleen van de ene");
  one.browser.page!.leave(true);
  other.session.answer("regio", "van de andere");
  other.session.settle("regio");
  await other.browser.pass(100);
  assert.equal(other.session.record.answers["regio"]?.value, "van de andere");
  const third = await launch(server, () => {}, Object.assign(new Browser(), { kept }));
  const { answers, conflicts } = third.session.record;
  assert.deepEqual([answers["regio"]?.value, conflicts["regio"]?.value].sort(), [
    "van de andere",
    "van de ene",
  ]);
  assert.equal(answers["partners"]?.value, "alleen van de ene");
});
