/** One attempt to save, told by its verdict: each way in which an LMS, its server or the page can go wrong. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { Saving, serverIsThere, type Desk, type Verdict } from "../../src/modulebouwer/player/saving.ts";
import { emptyRecord } from "../../src/modulebouwer/player/state.ts";
import type { Outcome, ReadBack, Stored, Tracker } from "../../src/modulebouwer/player/tracker.ts";
import { Browser, settled } from "./virtual.ts";

const OK: Outcome = { kind: "ok" };

/** A tracker, a browser and a desk of which a test says what they do; `calls` says what was asked, in order. */
function attempt(answers: Tracker["answers"] = "page") {
  const browser = new Browser();
  const calls: string[] = [];
  let revision = 0;
  const says = {
    stored: (): Stored => ({ kind: "empty" }),
    takesIn: true,
    write: (): Outcome => OK,
    commit: (): Outcome => OK,
    back: (): ReadBack => ({ kind: "equal" }),
    holdsBack: true,
  };
  const tracker = {
    answers,
    read: async () => (calls.push("read"), says.stored()),
    write: async () => (calls.push("write"), says.write()),
    commit: async () => (calls.push("commit"), says.commit()),
    readBack: async () => (calls.push(`back ${browser.elapsed}`), says.back()),
  } as unknown as Tracker;
  const desk: Desk = {
    takeIn: () => says.takesIn,
    next: (): StateRecord => ({ ...emptyRecord("1.0.0"), revision: ++revision }),
    handed: (record) => void calls.push(`handed ${record.revision}`),
    holdBack: (size) => (calls.push(`hold back ${size}`), says.holdsBack),
    cut: (size) => void calls.push(`cut ${size}`),
  };
  const saving = new Saving(tracker, browser, desk);
  const verdict = async (passing = 10_000): Promise<Verdict> => {
    const run = saving.run();
    await browser.pass(passing);
    return run;
  };
  return { browser, calls, says, saving, tracker, verdict };
}

const trouble = (why: string, error: string): object => ({ kind: "trouble", why, error });

test("it reads, writes, looks, commits, and then asks for proof", async () => {
  const { calls, verdict } = attempt();
  const said = await verdict();
  assert.deepEqual([said.kind, "record" in said && said.record.revision], ["confirmed", 1]);
  assert.deepEqual(calls, ["read", "write", "handed 1", "back 0", "commit", "back 0"]);
});

test("a server that answers for itself is not asked before the commit", async () => {
  const { calls, verdict } = attempt("server");
  assert.equal((await verdict()).kind, "confirmed");
  assert.deepEqual(calls, ["read", "write", "handed 1", "commit", "back 0"]);
});

test("a save that waits for its turn does not run once another page has the writing", async () => {
  const { browser, calls, says, saving } = attempt();
  let goOn: (outcome: Outcome) => void = () => {};
  Object.assign(says, { commit: () => new Promise<Outcome>((resolve) => (goOn = resolve)) });
  const first = saving.run();
  await settled();
  const queued = saving.run();
  saving.supersede();
  says.commit = () => OK;
  calls.length = 0;
  goOn(OK);
  await browser.pass(10_000);
  assert.deepEqual([(await first).kind, (await queued).kind], ["superseded", "superseded"]);
  assert.deepEqual(calls, []);
});

test("an LMS that never showed at once what was set is asked to commit all the same", async () => {
  const { calls, says, verdict } = attempt();
  says.back = () => ({ kind: "stale" });
  says.stored = () => ({ kind: "intact", record: emptyRecord("1.0.0") });
  assert.equal((await verdict()).kind, "sent");
  assert.equal(calls.includes("commit"), true);
});

test("what must not be overwritten is not written; how long the LMS wants to rest goes along", async () => {
  const { calls, says, verdict } = attempt();
  says.takesIn = false;
  assert.deepEqual(await verdict(), trouble("failed", "unreadable"));
  says.stored = () => ({ kind: "unreadable", after: 7_000 });
  assert.deepEqual(await verdict(), { ...trouble("failed", "unreadable"), after: 7_000 });
  says.stored = () => ({ kind: "unreadable" });
  assert.deepEqual(await verdict(), trouble("failed", "unreadable"));
  assert.deepEqual(calls, ["read", "read", "read"]);
});

test("each trouble with a write or a commit has its name", async () => {
  for (const [outcome, told] of [
    [{ kind: "failed", error: "101" }, trouble("failed", "101")],
    [
      { kind: "failed", error: "503", after: 9_000 },
      { ...trouble("failed", "503"), after: 9_000 },
    ],
    [{ kind: "lost", error: "301" }, trouble("lost", "301")],
  ] as const) {
    const writing = attempt();
    writing.says.write = () => outcome;
    assert.deepEqual(await writing.verdict(), told);
    assert.equal(writing.calls.includes("commit"), false);
    const committing = attempt();
    committing.says.commit = () => outcome;
    assert.deepEqual(await committing.verdict(), told);
  }
});

test("what throws has failed, and the next attempt begins anew", async () => {
  const { says, verdict } = attempt();
  says.write = () => {
    throw new Error("script of the LMS");
  };
  assert.deepEqual(await verdict(), trouble("failed", "Error: script of the LMS"));
  says.write = () => OK;
  assert.equal((await verdict()).kind, "confirmed");
});

test("what another device wrote meanwhile is taken in, three times", async () => {
  const { calls, says, verdict } = attempt();
  let times = 0;
  says.write = () => (++times < 3 ? { kind: "overtaken", error: "412" } : OK);
  assert.equal((await verdict()).kind, "confirmed");
  assert.equal(calls.filter((call) => call === "read").length, 3);
  says.write = () => (times++, { kind: "overtaken", error: "412" });
  times = 0;
  assert.deepEqual(await verdict(), trouble("failed", "412"));
  assert.equal(times, 3);
});

test("what does not fit is held back until it fits, and is not saved when nothing is left to hold back", async () => {
  const { calls, says, verdict } = attempt();
  let times = 0;
  says.write = () => (++times === 1 ? { kind: "refused", needed: 5_000, error: "405" } : OK);
  const said = await verdict();
  assert.deepEqual([said.kind, "record" in said && said.record.revision], ["confirmed", 2]);
  assert.ok(calls.includes("hold back 5000"));
  says.holdsBack = false;
  says.write = () => ({ kind: "refused", needed: 5_000, error: "405" });
  assert.deepEqual(await verdict(), trouble("full", "no room"));
});

test("what the LMS cuts before the commit counts as refused at that size", async () => {
  const { calls, says, verdict } = attempt();
  let times = 0;
  says.back = () => (++times === 1 ? { kind: "cut", at: 4_000 } : { kind: "equal" });
  assert.equal((await verdict()).kind, "confirmed");
  assert.deepEqual(calls.slice(0, 6), ["read", "write", "handed 1", "back 0", "handed 0", "hold back 4001"]);
});

test("what the commit cuts is told as no room, and the largest answer is held back", async () => {
  const { calls, says, verdict } = attempt();
  says.back = () => (calls.includes("commit") ? { kind: "cut", at: 4_000 } : { kind: "equal" });
  assert.deepEqual(await verdict(), trouble("full", "cut by the commit"));
  assert.equal(calls.at(-1), "cut 4001");
});

test("what the commit cuts is told at once, also where nobody is there to save it anew", async () => {
  const { browser, calls, says, verdict } = attempt();
  says.back = () => (calls.includes("commit") ? { kind: "cut", at: 4_000 } : { kind: "equal" });
  browser.serverIs = "elsewhere";
  assert.deepEqual(await verdict(), trouble("full", "cut by the commit"));
  assert.equal(calls.at(-1), "cut 4001");
});

test("a hidden page sees what the commit has cut, though it proves nothing", async () => {
  const { browser, calls, says, verdict } = attempt();
  browser.seen = false;
  says.back = () => (calls.includes("commit") ? { kind: "cut", at: 4_000 } : { kind: "equal" });
  assert.deepEqual(await verdict(), trouble("full", "cut by the commit"));
  assert.equal(calls.at(-1), "cut 4001");
});

test("a slow LMS is asked at once and after 0.3, 1, 3 and 8 seconds, and then no more", async () => {
  const { calls, says, verdict } = attempt("server");
  says.back = () => ({ kind: "other" });
  assert.deepEqual(await verdict(60_000), trouble("failed", "read-back differs"));
  assert.deepEqual(
    calls.filter((call) => call.startsWith("back")),
    ["back 0", "back 300", "back 1000", "back 3000", "back 8000"],
  );
});

test("it is not asked again once it shows the record", async () => {
  const { browser, calls, says, verdict } = attempt("server");
  says.back = () => ({ kind: browser.elapsed >= 1_000 ? "equal" : "other" });
  assert.equal((await verdict(60_000)).kind, "confirmed");
  assert.equal(calls.at(-1), "back 1000");
});

test("an LMS that tells at its next launch was sent it; one whose asking fails has not shown it", async () => {
  const { says, verdict } = attempt();
  says.back = () => ({ kind: "stale" });
  assert.equal((await verdict()).kind, "sent");
  const other = attempt("server");
  other.says.back = () => {
    throw new Error("no answer");
  };
  assert.deepEqual(await other.verdict(), trouble("failed", "read-back differs"));
});

test("offline is told as such, whatever the script said, and also when it becomes so while it waits", async () => {
  const before = attempt();
  before.browser.connected = false;
  before.says.write = () => ({ kind: "failed", error: "101" });
  assert.deepEqual(await before.verdict(), trouble("offline", "offline"));
  const during = attempt();
  during.says.back = () => ({ kind: during.calls.includes("commit") ? "stale" : "equal" });
  const run = during.saving.run();
  await during.browser.pass(500);
  during.browser.connected = false;
  await during.browser.pass(10_000);
  assert.deepEqual(await run, trouble("offline", "offline"));
});

test("a hidden page proves nothing by a script: hidden before, while it writes, or while it asks", async () => {
  const before = attempt();
  before.browser.seen = false;
  assert.equal((await before.verdict()).kind, "unproven");
  const whileWriting = attempt();
  whileWriting.says.write = () => ((whileWriting.browser.seen = false), OK);
  assert.equal((await whileWriting.verdict()).kind, "unproven");
  const shownAgain = attempt();
  shownAgain.browser.seen = false;
  shownAgain.says.commit = () => ((shownAgain.browser.seen = true), OK);
  assert.equal(
    (await shownAgain.verdict()).kind,
    "unproven",
    "what was sent hidden is not proven by looking",
  );
  const whileAsking = attempt();
  whileAsking.says.back = () => {
    if (whileAsking.calls.includes("commit")) whileAsking.browser.seen = false;
    return { kind: "equal" };
  };
  assert.equal((await whileAsking.verdict()).kind, "unproven");
  const server = attempt("server");
  server.browser.seen = false;
  assert.equal((await server.verdict()).kind, "confirmed", "a server's own answer is worth the same");
});

test("an attempt that is superseded finds nothing any more, wherever it is", async () => {
  for (const call of ["read", "write", "commit", "back 0", "back 300"]) {
    const { browser, calls, says, saving } = attempt("server");
    const supersede = (): void => {
      if (calls.at(-1) === call) saving.supersede();
    };
    says.stored = () => (supersede(), { kind: "empty" });
    says.write = () => (supersede(), OK);
    says.commit = () => (supersede(), OK);
    says.back = () => (supersede(), { kind: browser.elapsed > 2_000 ? "equal" : "other" });
    const run = saving.run();
    await browser.pass(20_000);
    assert.deepEqual(await run, { kind: "superseded" }, call);
    if (call === "read") assert.deepEqual(calls, ["read"], "and writes nothing");
    if (call === "back 0") assert.equal(calls.at(-1), "back 0", "and asks nothing");
  }
});

test("an attempt superseded while its server is asked, or while it pauses, finds nothing either", async () => {
  const asking = attempt();
  asking.browser.ownFile = async () => (asking.saving.supersede(), "there");
  assert.deepEqual(await asking.verdict(), { kind: "superseded" });
  const pausing = attempt("server");
  pausing.says.back = () => ({ kind: "other" });
  const run = pausing.saving.run();
  await pausing.browser.pass(100);
  pausing.saving.supersede();
  await pausing.browser.pass(10_000);
  assert.deepEqual(await run, { kind: "superseded" });
  assert.deepEqual(pausing.calls.slice(-1), ["back 0"]);
});

test("while one writes the next ones wait and are one; while one asks for proof the next takes over", async () => {
  const { browser, calls, says, saving } = attempt("server");
  says.back = () => ({ kind: browser.elapsed > 2_000 ? "equal" : "other" });
  const [first, second, third] = [saving.run(), saving.run(), saving.run()];
  assert.equal(second, third);
  await browser.pass(100);
  assert.deepEqual(await first, { kind: "superseded" });
  assert.equal(calls.filter((call) => call === "write").length, 2);
  const fourth = saving.run();
  await settled();
  await browser.pass(10_000);
  assert.deepEqual(await second, { kind: "superseded" });
  const said = await fourth;
  assert.deepEqual([said.kind, "record" in said && said.record.revision], ["confirmed", 3]);
});

test("whether the server is there its own file says; a server's own answer needs no witness", async () => {
  const { browser, tracker } = attempt();
  for (const [found, told] of [
    ["there", { kind: "yes" }],
    ["unknown", { kind: "unknown" }],
    ["unreachable", trouble("offline", "server unreachable")],
    ["elsewhere", trouble("lost", "session over")],
  ] as const) {
    browser.serverIs = found;
    assert.deepEqual(await serverIsThere(tracker, browser), told);
  }
  assert.deepEqual(await serverIsThere(attempt("server").tracker, browser), { kind: "yes" });
  assert.deepEqual(await serverIsThere(attempt("device").tracker, browser), { kind: "yes" });
});

// Moodle 5.1: the session deleted, another login in this browser, and beacons that are dropped with "200".
test("what does not get there asks at once whether the session is over, and says so", async () => {
  const { browser, says, verdict } = attempt();
  let asked = 0;
  browser.ownFile = async () => (asked++, "elsewhere");
  says.commit = () => ({ kind: "failed", error: "101" });
  assert.deepEqual(await verdict(0), trouble("lost", "session over"));
  assert.equal(asked, 1);
});

test("what does not get there is said to be so where the server does answer, or cannot be asked", async () => {
  for (const found of ["there", "unknown"] as const) {
    const { browser, says, verdict } = attempt();
    browser.serverIs = found;
    says.commit = () => ({ kind: "failed", error: "101" });
    assert.deepEqual(await verdict(0), trouble("failed", "101"));
  }
});

test("what does not get there is told within two seconds, though the server gives no answer", async () => {
  const { browser, saving, says } = attempt();
  browser.ownFile = () => new Promise(() => undefined);
  says.commit = () => ({ kind: "failed", error: "101" });
  let told: Verdict | null = null;
  void saving.run().then((verdict) => (told = verdict));
  await browser.pass(1_900);
  assert.equal(told, null);
  await browser.pass(100);
  assert.deepEqual(told, trouble("failed", "101"));
});

test("what a page finds out after another attempt of its own has begun no longer counts", async () => {
  const { browser, saving, says } = attempt();
  browser.ownFile = () => new Promise(() => undefined);
  says.commit = () => ({ kind: "failed", error: "101" });
  const first = saving.run();
  await browser.pass(100);
  says.commit = () => OK;
  browser.serverIs = "there";
  browser.ownFile = async () => "there";
  const second = saving.run();
  await browser.pass(10_000);
  assert.deepEqual(await first, { kind: "superseded" });
  assert.equal((await second).kind, "confirmed");
});

test("a server that answers for itself needs no file where a write does not get there", async () => {
  const { browser, says, verdict } = attempt("server");
  browser.ownFile = () => assert.fail("asked");
  says.write = () => ({ kind: "failed", error: "503" });
  assert.deepEqual(await verdict(), trouble("failed", "503"));
});
