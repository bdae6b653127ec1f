/** What "Bewaard" rests on: the server's own witness, a page that is seen, and one page that writes. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Course, CourseInteraction } from "../../src/modulebouwer/player/course.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { BrowserStore } from "../../src/modulebouwer/player/browser_store.ts";
import { openCourse } from "../../src/modulebouwer/player/opening.ts";
import { createSession } from "../../src/modulebouwer/player/session.ts";
import { BETWEEN_TEXTS, dictionary, emptyRecord } from "../../src/modulebouwer/player/state.ts";
import { CODEC } from "./codec.ts";
import {
  answersOn,
  asText,
  Browser,
  course,
  emptyServer,
  FAILED,
  FakeTracker,
  interaction,
  launch,
  Locks,
  memory,
  settled,
  type Server,
  type Visit,
} from "./virtual.ts";

const TEXT = "Wij haalden de buurt naar binnen, en dat viel niet mee.";

async function type({ session, browser }: Visit, id: string, value: string): Promise<void> {
  session.answer(id, value);
  session.settle(id);
  await browser.pass(0);
}

/** The same tab, loaded again. */
function reloaded(browser: Browser): Browser {
  const again = new Browser();
  again.drafts = browser.drafts;
  return again;
}

function draftsOf({ browser }: Visit): number {
  return (browser.drafts as ReturnType<typeof memory>).kept.size;
}

describe("an LMS whose script says yes to everything", () => {
  for (const [found, why, error] of [
    ["unreachable", "offline", "server unreachable"],
    ["elsewhere", "lost", "session over"],
  ] as const) {
    test(`is not believed while the package's own file is ${found}, at no retry either`, async () => {
      const visit = await launch(emptyServer());
      visit.browser.serverIs = found;
      await type(visit, "regio", TEXT);
      for (let minute = 0; minute < 5; minute++) {
        assert.deepEqual(visit.session.status("regio"), { kind: "unsaved", why });
        assert.ok(visit.browser.page!.asksBeforeLeaving());
        await visit.browser.pass(60_000);
      }
      assert.ok(draftsOf(visit) > 0, "the draft stays");
      visit.browser.serverIs = "there";
      await visit.browser.pass(60_000);
      assert.equal(visit.session.status("regio").kind, "saved");
    });

    test(`proves no completion while the package's own file is ${found}`, async () => {
      const server = emptyServer();
      const visit = await launch(server, (lms, browser) => {
        lms.failsToComplete = () => {
          browser.serverIs = found;
          return null;
        };
      });
      await type(visit, "regio", TEXT);
      assert.deepEqual(await visit.session.finish(null), { kind: "failed", error });
      assert.equal(visit.session.record.finished, null);
      assert.deepEqual(await visit.session.finish(null), { kind: "failed", error }, "nor the second time");
      visit.lms.failsToComplete = () => null;
      visit.browser.serverIs = "there";
      assert.equal((await visit.session.finish(null)).kind, "ok");
      assert.notEqual(visit.session.record.finished, null);
    });
  }

  test("is not believed where it shows nothing and the server was away, also when that is over by then", async () => {
    const visit = await launch(emptyServer(), (lms) => (lms.stale = true));
    visit.browser.serverIs = "unreachable";
    await type(visit, "regio", TEXT);
    await visit.browser.pass(3_000);
    assert.equal(visit.session.status("regio").kind, "unsaved");
    visit.browser.serverIs = "there";
    await visit.browser.pass(60_000);
    assert.equal(visit.session.status("regio").kind, "sent", "sent anew, and the server was there");
  });

  test("is believed where its place cannot be asked for the file", async () => {
    const visit = await launch(emptyServer());
    visit.browser.serverIs = "unknown";
    await type(visit, "regio", TEXT);
    assert.equal(visit.session.status("regio").kind, "saved");
  });
});

test("a record that is damaged in one answer of the LMS alone is whole at the next, and nothing is lost of either", async () => {
  const server = emptyServer();
  await type(await launch(server), "regio", TEXT);
  const before = server.state;
  const damaged = { kind: "damaged", record: null, raw: "null" } as const;
  const visit = await launch(server, (lms) => (lms.failsToRead = () => damaged));
  assert.equal(visit.session.found, "damaged");
  visit.session.answer("partners", "meanwhile");
  await visit.browser.pass(10_000);
  assert.equal(server.state, before, "nothing is written over it");
  visit.lms.failsToRead = () => null;
  await visit.browser.pass(30_000);
  assert.equal(visit.session.found, "intact");
  assert.equal(visit.session.raw, null);
  assert.deepEqual({ ...answersOn(server) }, { regio: TEXT, partners: "meanwhile" });
});

describe("a page that nobody sees", () => {
  test("proves nothing by saving; seen again it does", async () => {
    const visit = await launch(emptyServer());
    await visit.browser.pass(0);
    visit.session.answer("regio", TEXT);
    visit.browser.seen = false;
    visit.browser.page!.hidden();
    await visit.browser.pass(300_000);
    assert.equal(visit.session.status("regio").kind, "saving");
    assert.ok(draftsOf(visit) > 0, "the draft stays");
    visit.browser.seen = true;
    visit.browser.page!.visible();
    await visit.browser.pass(5_000);
    assert.equal(visit.session.status("regio").kind, "saved");
  });

  test("proves nothing when it is hidden while the LMS is asked", async () => {
    const visit = await launch(emptyServer(), (lms) => (lms.showsFrom = 900));
    await type(visit, "regio", TEXT);
    visit.browser.seen = false;
    await visit.browser.pass(60_000);
    assert.equal(visit.session.status("regio").kind, "saving");
  });

  test("proves nothing by what it sent hidden, though it is seen when the LMS is asked", async () => {
    const visit = await launch(emptyServer());
    await visit.browser.pass(0);
    visit.session.answer("regio", TEXT);
    visit.lms.failsToCommit = () => {
      visit.browser.seen = true;
      return null;
    };
    visit.browser.seen = false;
    visit.browser.page!.hidden();
    await settled();
    assert.ok(visit.browser.visible(), "the commit was called");
    assert.equal(visit.session.status("regio").kind, "saving");
  });

  test("completes nothing", async () => {
    const server = emptyServer();
    const visit = await launch(server, (lms, browser) => {
      lms.failsToComplete = () => {
        browser.seen = false;
        return null;
      };
    });
    await type(visit, "regio", TEXT);
    assert.deepEqual(await visit.session.finish(null), { kind: "failed", error: "hidden" });
    assert.equal(visit.session.record.finished, null);
  });

  test("that goes, and whose last words never arrive, has them at the next launch", async () => {
    const server = emptyServer();
    const visit = await launch(server);
    await visit.browser.pass(0);
    visit.session.answer("regio", TEXT);
    visit.lms.failsToCommit = () => FAILED;
    visit.browser.seen = false;
    visit.browser.page!.leave(true);
    assert.deepEqual(answersOn(server), {});
    const next = await launch(server, () => {}, reloaded(visit.browser));
    assert.equal(next.session.record.answers["regio"]?.value, TEXT);
    await next.browser.pass(5_000);
    assert.equal(answersOn(server)["regio"], TEXT);
  });
});

describe("an answer whose question is of another kind now", () => {
  const AS_TRUE_FALSE: Partial<CourseInteraction> = { component: "true-false", type: "true-false" };

  async function answered(): Promise<Server> {
    const server = emptyServer();
    await type(await launch(server), "regio", TEXT);
    return server;
  }

  test("goes aside with its prompt, is saved there, and the question is open again", async () => {
    const server = await answered();
    const interactions = [interaction("regio", AS_TRUE_FALSE), interaction("partners")];
    const changed = { interactions, version: "2.0.0" } as const;
    const { session, browser } = await launch(server, () => {}, new Browser(), changed);
    assert.equal(session.record.answers["regio"]?.value, "");
    assert.equal(session.record.answers["regio~reflection"]?.value, TEXT);
    assert.deepEqual(session.record.labels["regio~reflection"], {
      component: "reflection",
      prompt: "Vraag regio",
    });
    session.answer("regio", "true");
    await browser.pass(10_000);
    assert.deepEqual(answersOn(server), { regio: "true", "regio~reflection": TEXT });
    const later = (await launch(server, () => {}, new Browser(), changed)).session.record;
    assert.equal(later.answers["regio"]?.value, "true", "what was answered since stays");
    assert.equal(later.answers["regio~reflection"]?.value, TEXT);
  });

  test("goes aside too where the record does not say what it answered, if it cannot be an answer to this", async () => {
    const stored = (value: string): Server => {
      const answers = dictionary([["regio", { value, time: 1_000, version: 1 }]]);
      return { ...emptyServer(), state: CODEC.encode({ ...emptyRecord("1.0.0"), revision: 3, answers }) };
    };
    const interactions = [interaction("regio", AS_TRUE_FALSE)];
    const opened = async (value: string): Promise<StateRecord> =>
      (await launch(stored(value), () => {}, new Browser(), { interactions })).session.record;
    assert.deepEqual(Object.keys((await opened("true")).answers), ["regio"]);
    const { answers } = await opened(TEXT);
    assert.deepEqual([answers["regio"]?.value, answers["regio~"]?.value], ["", TEXT]);
  });

  test("never takes the place of another one that went aside before", async () => {
    const server = await answered();
    const as = (component: string): Promise<Visit> => {
      const interactions = [interaction("regio", { component })];
      return launch(server, () => {}, new Browser(), { interactions });
    };
    await type(await as("action"), "regio", "een plan");
    await type(await as("reflection"), "regio", "een tweede overweging");
    const { session } = await as("action");
    const texts = Object.values(session.record.answers).map(({ value }) => value);
    assert.deepEqual(texts.filter(Boolean).sort(), [TEXT, "een plan", "een tweede overweging"].sort());
  });
});

test("what a page of the module's former version writes goes aside in one of the present, and stays an answer there", async () => {
  const tabs: NonNullable<Browser["tabs"]> = [];
  const server = emptyServer();
  const open = async (changes: Partial<Course>): Promise<Visit> => {
    const browser = new Browser();
    Object.assign(browser, { tabs });
    const visit = await launch(server, () => {}, browser, changes);
    await browser.pass(5_000);
    return visit;
  };
  const former = await open({});
  await type(former, "regio", TEXT);
  const interactions = [
    interaction("regio", { component: "true-false", type: "true-false" }),
    interaction("partners"),
  ];
  const present = await open({ interactions, version: "2.0.0" });
  await former.browser.pass(5_000);
  former.session.answer("regio", `${TEXT} En nog iets.`);
  assert.equal(former.session.record.answers["regio"]?.value, `${TEXT} En nog iets.`);
  for (const { browser } of [former, present, former, present]) await browser.pass(10_000);
  const { answers } = present.session.record;
  assert.deepEqual(
    [answers["regio"]?.value, answers["regio~reflection"]?.value],
    ["", `${TEXT} En nog iets.`],
    "the longer text took the place of its beginning",
  );
  present.session.answer("regio", "true");
  for (const { browser } of [present, former]) await browser.pass(10_000);
  assert.equal(answersOn(server)["regio~reflection"], `${TEXT} En nog iets.`);
});

describe("answers from a time without an LMS", () => {
  const LOOSE: StateRecord = {
    ...emptyRecord("1.0.0"),
    attempt: "los",
    revision: 40,
    finished: 1_000,
    answers: dictionary([["regio", { value: "los geschreven", time: 1_000, version: 9 }]]),
  };

  async function opened(server: Server): Promise<Visit> {
    const browser = new Browser();
    const lms = new FakeTracker(server, browser);
    const [connection, stored] = [await lms.connect(), await lms.read()];
    return {
      browser,
      lms,
      session: createSession(course(), lms, connection, stored, browser, asText, LOOSE),
    };
  }

  test("are offered, and taken over only when the learner says so; a completion never is", async () => {
    const server = emptyServer();
    const visit = await opened(server);
    await visit.browser.pass(60_000);
    assert.equal(visit.session.loose?.answers["regio"]?.value, "los geschreven");
    assert.deepEqual(answersOn(server), {});
    visit.session.takeLoose(true);
    await visit.browser.pass(10_000);
    assert.equal(visit.session.loose, null);
    assert.equal(visit.session.status("regio").kind, "saved");
    assert.deepEqual(answersOn(server), { regio: "los geschreven" });
    assert.equal(visit.session.record.finished, null);
    assert.notEqual(visit.session.record.attempt, "los");
  });

  test("stand beside what the LMS has", async () => {
    const server = emptyServer();
    await type(await launch(server), "regio", TEXT);
    const visit = await opened(server);
    visit.session.takeLoose(true);
    const { answers, conflicts } = visit.session.record;
    assert.deepEqual(
      [answers["regio"]?.value, conflicts["regio"]?.value].sort(),
      [TEXT, "los geschreven"].sort(),
    );
  });

  for (const [mode, offered] of [
    ["review", "los geschreven"],
    ["browse", undefined],
  ] as const) {
    test(`are offered in ${mode}: ${offered !== undefined}`, async () => {
      const browser = new Browser();
      await new BrowserStore(course().identifier, browser.kept).write(LOOSE);
      const lms = Object.assign(new FakeTracker({ state: "", completed: true }, browser), { mode });
      const [session] = await openCourse(course(), lms, browser, asText);
      assert.equal(session.loose?.answers["regio"]?.value, offered);
    });
  }

  test("stay out when the learner leaves them", async () => {
    const server = emptyServer();
    const visit = await opened(server);
    visit.session.takeLoose(false);
    await visit.browser.pass(60_000);
    assert.equal(visit.session.loose, null);
    assert.deepEqual(answersOn(server), {});
  });
});

for (const [how, withLocks] of [
  ["with locks", true],
  ["without locks, by the channel alone", false],
] as const) {
  describe(`of the pages of one browser one writes, ${how}:`, () => {
    function inTabs(server: Server): () => Promise<Visit> {
      const tabs: NonNullable<Browser["tabs"]> = [];
      const locks = withLocks ? new Locks() : null;
      return async () => {
        const browser = new Browser();
        Object.assign(browser, { tabs, locks });
        const visit = await launch(server, () => {}, browser);
        await browser.pass(5_000);
        return visit;
      };
    }

    test("the one in which the learner is at work; the other commits nothing meanwhile", async () => {
      const open = inTabs(emptyServer());
      const [one, two] = [await open(), await open()];
      for (const [writer, other] of [
        [two, one],
        [one, two],
        [two, one],
      ] as const) {
        const before = [writer.lms.commits.length, other.lms.commits.length];
        await type(writer, "regio", `${TEXT} ${before.join()}`);
        await writer.browser.pass(10_000);
        await other.browser.pass(10_000);
        assert.equal(writer.session.status("regio").kind, "saved");
        assert.ok(writer.lms.commits.length > before[0]!);
        assert.equal(other.lms.commits.length, before[1]);
        assert.equal(other.session.record.answers["regio"]?.value, `${TEXT} ${before.join()}`);
      }
    });

    test("whoever leaves last does not put back what it held before", async () => {
      const server = emptyServer();
      const open = inTabs(server);
      const one = await open();
      await type(one, "partners", "uit de eerste");
      const two = await open();
      await type(two, "regio", TEXT);
      assert.equal(two.session.status("regio").kind, "saved");
      const handed = one.lms.writes.at(-1)!;
      assert.equal(handed.answers["regio"]?.value, TEXT, "nor does its LMS's script by itself");
      two.browser.page!.leave(true);
      await settled();
      one.browser.page!.leave(true);
      await settled();
      assert.deepEqual(answersOn(server), { partners: "uit de eerste", regio: TEXT });
    });

    test("text of a hidden page is saved by the one that writes", async () => {
      const server = emptyServer();
      const open = inTabs(server);
      const [one, two] = [await open(), await open()];
      await type(two, "partners", "uit de tweede");
      one.browser.seen = false;
      const commits = one.lms.commits.length;
      await type(one, "regio", TEXT);
      await two.browser.pass(10_000);
      assert.deepEqual(answersOn(server), { partners: "uit de tweede", regio: TEXT });
      assert.equal(one.lms.commits.length, commits);
      assert.equal(one.session.status("regio").kind, "saved");
    });

    test("two texts for one question, of two pages, both stay", async () => {
      const server = emptyServer();
      const open = inTabs(server);
      const [one, two] = [await open(), await open()];
      one.session.answer("regio", "in de eerste");
      two.session.answer("regio", "in de tweede");
      for (const { browser } of [one, two, one, two]) await browser.pass(10_000);
      const stored = CODEC.decode(server.state);
      assert.ok(stored.kind === "intact");
      const { answers, conflicts } = stored.record;
      const shown = [answers["regio"]!.value, ...conflicts["regio"]!.value.split(BETWEEN_TEXTS)];
      assert.deepEqual(shown.sort(), ["in de eerste", "in de tweede"]);
    });
  });
}

test("a page that lost the lock saves nothing behind the other's back, also where there is no channel", async () => {
  const server = emptyServer();
  const locks = new Locks();
  const open = async (): Promise<Visit> => {
    const browser = new Browser();
    browser.locks = locks;
    const visit = await launch(server, () => {}, browser);
    await browser.pass(5_000);
    return visit;
  };
  const one = await open();
  await type(one, "partners", "uit de eerste");
  const two = await open();
  await type(two, "regio", TEXT);
  assert.deepEqual(answersOn(server), { partners: "uit de eerste", regio: TEXT });
  one.browser.seen = false;
  const commits = one.lms.commits.length;
  await type(one, "partners", "en verder");
  await one.browser.pass(60_000);
  assert.equal(one.lms.commits.length, commits);
  assert.notEqual(one.session.status("partners").kind, "saved");
  assert.equal(answersOn(server)["regio"], TEXT);
});
