import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { dictionary, emptyRecord } from "../../src/modulebouwer/player/state.ts";
import type { Tracker } from "../../src/modulebouwer/player/tracker.ts";
import { CODEC } from "./codec.ts";
import { noise } from "./records.ts";
import {
  answersOn,
  Browser,
  emptyServer,
  FAILED,
  launch,
  LOST,
  memory,
  settled,
  type Server,
  type Visit,
} from "./virtual.ts";

const TEXT = "Wij haalden de buurt naar binnen, en dat viel niet mee. ".repeat(17).slice(0, 900);

/** Text that no codec makes much shorter, the same at every run. */
const NOISE = noise(900);

/** A launch, with the attempt's name in the LMS. */
async function opened(server: Server): Promise<Visit> {
  const visit = await launch(server);
  await visit.browser.pass(0);
  return visit;
}

async function type({ session, browser }: Visit, id: string, value: string): Promise<void> {
  session.answer(id, value);
  session.settle(id);
  await browser.pass(0);
}

describe("an answer", () => {
  test("is empty, then being saved, then saved", async () => {
    const server = emptyServer();
    const visit = await launch(server);
    assert.deepEqual(visit.session.status("regio"), { kind: "empty" });
    visit.session.answer("regio", TEXT);
    assert.deepEqual(visit.session.status("regio"), { kind: "saving" });
    visit.session.settle("regio");
    await settled();
    assert.deepEqual(visit.session.status("regio"), {
      kind: "saved",
      time: visit.browser.now(),
      where: "lms",
    });
    assert.equal(answersOn(server)["regio"], TEXT);
  });

  test("is saved after two seconds of rest, with at most one commit in five while typing", async () => {
    const server = emptyServer();
    const visit = await launch(server);
    // The attempt's name is saved at once, and looked at after two seconds.
    await visit.browser.pass(10_000);
    const named = visit.lms.commits.length;
    for (let stroke = 1; stroke <= 300; stroke++) {
      visit.session.answer("regio", TEXT.slice(0, stroke));
      await visit.browser.pass(stroke % 10 === 0 ? 2_200 : 100);
    }
    await visit.browser.pass(10_000);
    assert.equal(answersOn(server)["regio"], TEXT.slice(0, 300));
    const typing = visit.lms.commits.slice(named);
    const gaps = typing.slice(1).map((at, index) => at - typing[index]!);
    assert.ok(gaps.length > 5 && gaps.every((gap) => gap >= 5_000), String(gaps));
  });

  test("of somebody who never rests is saved as well", async () => {
    const server = emptyServer();
    const visit = await launch(server);
    for (let stroke = 1; stroke <= 100; stroke++) {
      visit.session.answer("regio", TEXT.slice(0, stroke));
      await visit.browser.pass(200);
    }
    assert.ok(answersOn(server)["regio"]!.length >= 40);
  });

  test("that is cleared is empty only when the LMS holds that", async () => {
    const server = emptyServer();
    const visit = await launch(server);
    await type(visit, "regio", "iets");
    visit.session.answer("regio", "");
    assert.equal(visit.session.status("regio").kind, "saving");
    await visit.browser.pass(6_000);
    assert.deepEqual(visit.session.status("regio"), { kind: "empty" });
    assert.equal(answersOn(server)["regio"], "");
  });
});

describe("is not called saved", () => {
  const unsaved = (visit: Visit, why: string): void =>
    assert.deepEqual(visit.session.status("regio"), { kind: "unsaved", why });

  test("when SetValue fails, and is tried again after 2, 5, 15 and 30 s with a raised revision", async () => {
    const visit = await opened(emptyServer());
    visit.lms.failsToWrite = () => FAILED;
    visit.lms.writes.length = 0;
    await type(visit, "regio", TEXT);
    unsaved(visit, "failed");
    for (const [wait, writes] of [
      [1_999, 1],
      [1, 2],
      [5_000, 3],
      [15_000, 4],
      [30_000, 5],
      [30_000, 6],
    ] as const) {
      await visit.browser.pass(wait);
      assert.equal(visit.lms.writes.length, writes);
    }
    const revisions = visit.lms.writes.map((record) => record.revision);
    assert.deepEqual(
      revisions,
      [...new Set(revisions)].sort((a, b) => a - b),
    );
    visit.lms.failsToWrite = () => null;
    await visit.browser.pass(60_000);
    assert.equal(visit.session.status("regio").kind, "saved");
  });

  test("when Commit fails once: the next attempt saves it", async () => {
    const server = emptyServer();
    let commits = 0;
    const visit = await opened(server);
    visit.lms.failsToCommit = () => (commits++ === 0 ? FAILED : null);
    await type(visit, "regio", TEXT);
    unsaved(visit, "failed");
    await visit.browser.pass(2_000);
    assert.equal(visit.session.status("regio").kind, "saved");
    assert.equal(answersOn(server)["regio"], TEXT);
  });

  test("when the session is over", async () => {
    const visit = await launch(emptyServer(), (lms) => (lms.failsToCommit = () => LOST));
    await type(visit, "regio", TEXT);
    unsaved(visit, "lost");
  });

  test("when the tracker throws", async () => {
    const visit = await launch(emptyServer(), (lms) => {
      lms.failsToWrite = () => {
        throw new Error("frame gone");
      };
    });
    await type(visit, "regio", TEXT);
    unsaved(visit, "failed");
  });

  test("when the browser is offline, though every call says true; online again it is saved at once", async () => {
    const server = emptyServer();
    const visit = await launch(server);
    visit.browser.connected = false;
    await type(visit, "regio", TEXT);
    unsaved(visit, "offline");
    visit.browser.connected = true;
    visit.browser.page!.online();
    await settled();
    assert.equal(visit.session.status("regio").kind, "saved");
    assert.equal(answersOn(server)["regio"], TEXT);
  });

  test("when the browser goes offline while the LMS is asked for proof", async () => {
    const visit = await launch(emptyServer(), (lms) => (lms.showsFrom = 900));
    await type(visit, "regio", TEXT);
    visit.browser.connected = false;
    await visit.browser.pass(1_000);
    unsaved(visit, "offline");
  });

  test("when read-back never equals what was written", async () => {
    const visit = await launch(emptyServer(), (lms) => (lms.showsFrom = Infinity));
    await type(visit, "regio", TEXT);
    await visit.browser.pass(7_900);
    assert.equal(visit.session.status("regio").kind, "saving");
    await visit.browser.pass(200);
    unsaved(visit, "failed");
  });

  test("when the LMS cannot be read: what it may hold is not overwritten", async () => {
    const server = emptyServer();
    const first = await launch(server);
    await type(first, "partners", "eerder");
    const second = await launch(server, (lms) => (lms.failsToRead = () => ({ kind: "unreadable" })));
    await type(second, "regio", TEXT);
    unsaved(second, "unread");
    assert.equal(second.lms.writes.length, 0);
    second.browser.page!.leave(true);
    assert.deepEqual(answersOn(server), { partners: "eerder" });
    second.session.retry();
    await settled();
    second.lms.failsToRead = () => null;
    await second.browser.pass(5_000);
    assert.deepEqual(answersOn(server), { partners: "eerder", regio: TEXT });
  });
});

describe("read-back that lags", () => {
  test("by five seconds ends in saved", async () => {
    const visit = await launch(emptyServer());
    visit.lms.showsFrom = visit.browser.elapsed + 5_000;
    await type(visit, "regio", TEXT);
    await visit.browser.pass(4_000);
    assert.equal(visit.session.status("regio").kind, "saving");
    await visit.browser.pass(4_000);
    assert.equal(visit.session.status("regio").kind, "saved");
  });

  test("does not hold up the next answer", async () => {
    const server = emptyServer();
    const visit = await launch(server);
    visit.lms.showsFrom = visit.browser.elapsed + 5_000;
    await type(visit, "regio", TEXT);
    await type(visit, "partners", "tweede");
    assert.deepEqual(answersOn(server), { regio: TEXT, partners: "tweede" });
    await visit.browser.pass(9_000);
    assert.equal(visit.session.status("regio").kind, "saved");
    assert.equal(visit.session.status("partners").kind, "saved");
  });
});

describe("an LMS without room", () => {
  test("keeps everything else: the text that does not fit is held back, told, and never cut", async () => {
    const server = emptyServer();
    const visit = await launch(server, (lms) => (lms.room = 700));
    await type(visit, "partners", "past");
    await type(visit, "regio", NOISE);
    assert.deepEqual(visit.session.status("regio"), { kind: "unsaved", why: "full" });
    await type(visit, "einde", "past ook");
    assert.deepEqual(answersOn(server), { partners: "past", einde: "past ook" });
    assert.equal(visit.session.record.answers["regio"]?.value, NOISE);
    assert.ok(visit.session.room!.used > visit.session.room!.limit);
    assert.ok(visit.browser.page!.asksBeforeLeaving());
    await type(visit, "regio", NOISE.slice(0, 100));
    assert.equal(visit.session.status("regio").kind, "saved");
    assert.equal(visit.browser.page!.asksBeforeLeaving(), false);
  });

  test("that cuts without a word is found out, and the cut record does not stay", async () => {
    const server = emptyServer();
    const visit = await launch(server, (lms) => (lms.cutsAt = 600));
    await type(visit, "partners", "past");
    await type(visit, "regio", NOISE);
    assert.deepEqual(visit.session.status("regio"), { kind: "unsaved", why: "full" });
    assert.deepEqual(answersOn(server), { partners: "past" });
  });
});

describe("the next launch", () => {
  test("after F5 with old data has the text from the draft", async () => {
    const server = emptyServer();
    const browser = new Browser();
    const visit = await launch(server, (lms) => (lms.failsToCommit = () => FAILED), browser);
    await type(visit, "regio", TEXT);
    visit.session.visit("einde");
    const again = new Browser();
    again.drafts = browser.drafts;
    const next = await launch(server, () => {}, again);
    assert.equal(next.session.record.answers["regio"]?.value, TEXT);
    assert.equal(next.session.record.location, "einde");
    await again.pass(3_000);
    assert.equal(next.session.status("regio").kind, "saved");
    // Until it was seen twice the draft stays.
    await again.pass(60_000);
    assert.equal((browser.drafts as ReturnType<typeof memory>).kept.size, 0);
  });

  test("keeps both texts when the LMS has another than the draft began from", async () => {
    const server = emptyServer();
    const browser = new Browser();
    const first = await launch(server, (lms) => (lms.failsToCommit = () => FAILED), browser);
    await type(first, "regio", "hier getypt");
    await type(await launch(server), "regio", "elders getypt");
    const again = new Browser();
    again.drafts = browser.drafts;
    const { record } = (await launch(server, () => {}, again)).session;
    const both = [record.answers["regio"]!.value, record.conflicts["regio"]!.value].sort();
    assert.deepEqual(both, ["elders getypt", "hier getypt"]);
  });

  test("with storage blocked still saves to the LMS", async () => {
    const server = emptyServer();
    const browser = new Browser();
    browser.drafts = null;
    await type(await launch(server, () => {}, browser), "regio", TEXT);
    assert.equal(answersOn(server)["regio"], TEXT);
  });

  test("does not overwrite a damaged record before the learner has seen it", async () => {
    const server = { ...emptyServer(), state: 'MB1|3|40|00000000|p|["1.0.0","",[],null]~["regio",1,"half' };
    const visit = await launch(server);
    assert.equal(visit.session.found, "truncated");
    visit.session.visit("regio");
    await visit.browser.pass(60_000);
    assert.equal(visit.lms.writes.length, 0);
    visit.session.acknowledge();
    await visit.browser.pass(0);
    assert.equal(visit.lms.writes.length, 1);
  });

  test("never overwrites the record of a newer format", async () => {
    const server = { ...emptyServer(), state: "MB2|7|1|x" };
    const visit = await launch(server);
    await type(visit, "regio", TEXT);
    visit.session.retry();
    visit.browser.page!.leave(true);
    await visit.browser.pass(60_000);
    assert.deepEqual(visit.session.status("regio"), { kind: "unsaved", why: "read-only" });
    assert.equal(server.state, "MB2|7|1|x");
  });

  test("by another module version keeps every answer", async () => {
    const server = emptyServer();
    await type(await launch(server), "vervallen", "van een oude vraag");
    const visit = await launch(server, () => {}, new Browser(), { version: "2.0.0" });
    await type(visit, "regio", "nieuw");
    assert.deepEqual(answersOn(server), { vervallen: "van een oude vraag", regio: "nieuw" });
  });
});

/** Opens the module in one more tab of one browser. */
function inTabs(server: ReturnType<typeof emptyServer>): () => Promise<Visit> {
  const tabs: NonNullable<Browser["tabs"]> = [];
  return () => {
    const browser = new Browser();
    browser.tabs = tabs;
    return launch(server, () => {}, browser);
  };
}

describe("two tabs", () => {
  test("of one browser end with the answers of both in the LMS", async () => {
    const server = emptyServer();
    const open = inTabs(server);
    const one = await open();
    const two = await open();
    await type(one, "regio", "van de eerste");
    await type(two, "partners", "van de tweede");
    await type(one, "einde", "weer de eerste");
    assert.deepEqual(answersOn(server), {
      regio: "van de eerste",
      partners: "van de tweede",
      einde: "weer de eerste",
    });
    one.session.answer("begin", "nog niet klaar");
    await type(two, "partners", "weer de tweede");
    await settled();
    assert.equal(
      answersOn(server)["begin"],
      "nog niet klaar",
      "who hears of another save saves what it has more",
    );
    assert.equal(answersOn(server)["partners"], "weer de tweede");
    await type(two, "regio", "anders");
    await type(one, "regio", "eerst, en verder");
    await settled();
    const both = answersOn(server);
    assert.equal(both["regio"], "eerst, en verder");
  });

  test("of which one is still saving: the other does not hear what is already old", async () => {
    const server = emptyServer();
    const open = inTabs(server);
    const one = await open();
    await type(one, "regio", "oud");
    one.session.answer("regio", "nieuw");
    // As an LMS that has the save already, while the page does not know it yet.
    server.state = CODEC.encode({ ...one.session.record, revision: 9 });
    const two = await open();
    await settled();
    assert.equal(two.session.record.answers["regio"]?.value, "nieuw");
    assert.deepEqual({ ...two.session.record.conflicts }, {});
  });

  test("that an LMS tells of are taken in before the write", async () => {
    const server = emptyServer();
    const visit = await launch(server);
    const other = CODEC.encode({
      ...emptyRecord("1.0.0"),
      revision: 8,
      answers: dictionary([["partners", { value: "van thuis", time: 5, version: 1 }]]),
    });
    visit.lms.failsToRead = () => CODEC.decode(other);
    await type(visit, "regio", TEXT);
    assert.deepEqual(answersOn(server), { partners: "van thuis", regio: TEXT });
  });
});

describe("leaving", () => {
  test("a hidden page saves at once", async () => {
    const server = emptyServer();
    const visit = await launch(server);
    visit.session.answer("regio", TEXT);
    visit.browser.page!.hidden();
    await settled();
    assert.equal(answersOn(server)["regio"], TEXT);
  });

  test("hands the last record over before pagehide returns, and closes the session", async () => {
    const server = emptyServer();
    const visit = await launch(server);
    visit.session.answer("regio", TEXT);
    visit.browser.page!.leave(true);
    assert.equal(answersOn(server)["regio"], TEXT);
    assert.equal(visit.lms.left, 1);
  });

  test("for the back button's cache keeps the session open", async () => {
    const server = emptyServer();
    const visit = await launch(server);
    visit.session.answer("regio", TEXT);
    visit.browser.page!.leave(false);
    await settled();
    assert.equal(answersOn(server)["regio"], TEXT);
    assert.equal(visit.lms.left, 0);
  });

  test("for the back button's cache leaves out what an LMS has no room for, where the tracker can tell at once", async () => {
    const taken: StateRecord[] = [];
    const pause: NonNullable<Tracker["pause"]> = (record, less) => {
      for (let words = record; words; words = less()) taken.push(words);
      return null;
    };
    const server = emptyServer();
    const visit = await launch(server, (lms) => void Object.assign(lms, { pause }));
    await type(visit, "partners", "bewaard");
    visit.session.answer("regio", TEXT);
    const before = visit.lms.writes.length;
    visit.browser.page!.leave(false);
    await settled();
    const answers = taken.map((one) => Object.keys(one.answers));
    assert.deepEqual(answers, [["partners", "regio"], ["partners"], ["partners"]]);
    assert.equal(visit.lms.writes.length, before);
    // Where that has no room either, it is what stood there before: cut, it would go with the page.
    assert.equal(CODEC.encode(taken.at(-1)!), server.state);
  });
});

describe("modes", () => {
  test("browse writes nothing at all", async () => {
    const visit = await launch(emptyServer(), (lms) => (lms.mode = "browse"));
    await type(visit, "regio", TEXT);
    visit.session.visit("regio");
    visit.session.retry();
    assert.equal((await visit.session.finish(null)).kind, "failed");
    await visit.browser.pass(120_000);
    visit.browser.page!.leave(true);
    assert.deepEqual(visit.session.status("regio"), { kind: "unsaved", why: "read-only" });
    assert.deepEqual(
      [visit.lms.writes.length, visit.lms.commits.length, visit.lms.reports.length],
      [0, 0, 0],
    );
    assert.equal((visit.browser.drafts as ReturnType<typeof memory>).kept.size, 0);
  });

  test("review saves what the learner edits, and neither place nor status", async () => {
    const server = emptyServer();
    await type(await launch(server), "regio", "eerst");
    const visit = await launch(server, (lms) => (lms.mode = "review"));
    visit.session.visit("einde");
    await visit.browser.pass(10_000);
    assert.equal(visit.lms.writes.length, 0);
    await type(visit, "regio", TEXT);
    assert.equal(answersOn(server)["regio"], TEXT);
    assert.equal((await visit.session.finish(100)).kind, "failed");
    assert.deepEqual([visit.lms.completions, visit.lms.reports.length], [0, 0]);
  });
});

describe("finishing", () => {
  test("saves first, then completes", async () => {
    const server = emptyServer();
    const visit = await launch(server);
    visit.session.answer("regio", TEXT);
    assert.equal((await visit.session.finish(null)).kind, "ok");
    await settled();
    assert.equal(answersOn(server)["regio"], TEXT);
    assert.ok(server.completed && visit.session.record.finished !== null);
  });

  test("that fails says so and can be tried again", async () => {
    const server = emptyServer();
    let tries = 0;
    const visit = await launch(
      server,
      (lms) => (lms.failsToComplete = () => (tries++ === 0 ? FAILED : null)),
    );
    assert.equal((await visit.session.finish(null)).kind, "failed");
    assert.equal(visit.session.record.finished, null);
    assert.equal((await visit.session.finish(null)).kind, "ok");
  });

  test("does not complete over an answer that is not saved", async () => {
    const server = emptyServer();
    const visit = await launch(server, (lms) => (lms.failsToCommit = () => FAILED));
    visit.session.answer("regio", TEXT);
    assert.equal((await visit.session.finish(null)).kind, "failed");
    assert.equal(server.completed, false);
  });

  test("is refused while an answer is held back, and done when the learner leaves that out", async () => {
    const server = emptyServer();
    const visit = await launch(server, (lms) => (lms.room = 700));
    await type(visit, "partners", "past");
    await type(visit, "regio", NOISE);
    const refused = await visit.session.finish(null);
    assert.ok(refused.kind === "refused" && refused.needed > 700, JSON.stringify(refused));
    assert.deepEqual([visit.lms.completions, server.completed], [0, false]);
    assert.equal(visit.session.record.finished, null);
    assert.equal((await visit.session.finish(null, true)).kind, "ok");
    await visit.browser.pass(10_000);
    assert.deepEqual([visit.lms.completions, server.completed], [1, true]);
    assert.deepEqual(answersOn(server), { partners: "past" });
    assert.deepEqual(visit.session.status("regio"), { kind: "unsaved", why: "full" });
    assert.equal(visit.session.record.answers["regio"]?.value, NOISE, "and the text stays on the page");
  });

  test("never happens on leaving", async () => {
    const server = emptyServer();
    const visit = await launch(server);
    await type(visit, "regio", TEXT);
    visit.browser.page!.leave(true);
    assert.equal(server.completed, false);
  });
});

test("answers: report tells settled answers once, when they are saved", async () => {
  const visit = await launch(emptyServer(), () => {}, new Browser(), { answers: "report" });
  visit.session.answer("regio", "half");
  await visit.browser.pass(6_000);
  assert.equal(visit.lms.reports.length, 0);
  await type(visit, "regio", "heel");
  await type(visit, "partners", "ook");
  const told = visit.lms.reports.map((event) =>
    event.kind === "answered" ? event.response?.parts[0] : event.kind,
  );
  assert.deepEqual(told, ["heel", "ook"]);
});

test("an answer that was saved before the learner left its field is told when they do", async () => {
  const visit = await launch(emptyServer(), () => {}, new Browser(), { answers: "report" });
  visit.session.answer("regio", "heel");
  await visit.browser.pass(6_000);
  assert.equal(visit.lms.reports.length, 0);
  visit.session.settle("regio");
  await settled();
  assert.equal(visit.lms.reports.length, 1);
});

test("what an earlier session could not tell any more is told with the first answer of a later one, once", async () => {
  const server = emptyServer();
  const first = await launch(server, () => {}, new Browser(), { answers: "report" });
  first.session.answer("partners", "vlak voor het sluiten");
  await first.browser.pass(6_000);
  first.session.answer("regio", "");
  first.browser.page!.leave(true);
  assert.equal(first.lms.reports.length, 0);
  const later = await launch(server, () => {}, new Browser(), { answers: "report" });
  await type(later, "regio", "nieuw");
  await type(later, "regio", "nieuwer");
  const told = later.lms.reports.map((event) =>
    event.kind === "answered" ? [event.interaction.id, event.response?.parts[0], event.again] : [],
  );
  assert.deepEqual(told, [
    ["regio", "nieuw", false],
    ["partners", "vlak voor het sluiten", true],
    ["regio", "nieuwer", false],
  ]);
});

test("who only comes back to finish has all answers in the report, and an emptied one empty", async () => {
  const server = emptyServer();
  const first = await launch(server, () => {}, new Browser(), { answers: "report" });
  first.session.answer("partners", "gezien");
  first.session.answer("regio", "te persoonlijk");
  await first.browser.pass(6_000);
  first.session.answer("regio", "");
  await first.browser.pass(6_000);
  const later = await launch(server, () => {}, new Browser(), { answers: "report" });
  await later.browser.pass(60_000);
  assert.equal(later.lms.reports.length, 0);
  const finishing = later.session.finish(null);
  await later.browser.pass(6_000);
  assert.equal((await finishing).kind, "ok");
  const told = later.lms.reports.map((event) => event.kind === "answered" && event.response?.parts[0]);
  assert.deepEqual(told, ["", "gezien"]);
});

test("answers: lms tells that a question was answered, never what", async () => {
  const visit = await launch(emptyServer());
  await type(visit, "regio", "heel");
  const [event] = visit.lms.reports;
  assert.ok(event?.kind === "answered" && event.interaction.id === "regio" && event.response === null);
  assert.equal(JSON.stringify(visit.lms.reports).includes("heel"), false);
});

test("a clock set back makes no newer text the older one", async () => {
  const visit = await launch(emptyServer());
  await type(visit, "regio", "eerst");
  const first = visit.session.record.answers["regio"]!;
  visit.browser.time -= 86_400_000;
  await type(visit, "regio", "daarna");
  const second = visit.session.record.answers["regio"]!;
  assert.ok(second.version > first.version);
  assert.equal(second.time, visit.browser.now(), "and its time is the clock's");
  assert.equal(visit.session.status("regio").kind, "saved");
});
