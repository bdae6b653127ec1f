import assert from "node:assert/strict";
import { test } from "node:test";
import { BrowserStore } from "../../src/modulebouwer/player/browser_store.ts";
import { withAnswersOnDevice } from "../../src/modulebouwer/player/device_answers.ts";
import { openCourse } from "../../src/modulebouwer/player/opening.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { createSession } from "../../src/modulebouwer/player/session.ts";
import { emptyRecord, sameContent } from "../../src/modulebouwer/player/state.ts";
import type { ReportEvent, Stored, Tracker } from "../../src/modulebouwer/player/tracker.ts";
import { CODEC } from "./codec.ts";
import {
  answersOn,
  asText,
  Browser,
  course,
  emptyServer,
  FakeTracker,
  memory,
  settled,
  told,
  type Server,
} from "./virtual.ts";

test("answers: device keeps answers in the browser, and place and completion in the LMS", async () => {
  const server = emptyServer();
  const store = memory();
  const open = async () => {
    const browser = new Browser();
    const keeper = withAnswersOnDevice(
      new FakeTracker(server, browser),
      (attempt) => new BrowserStore(`noor ${attempt}`, store),
      new BrowserStore("noor", store),
    );
    const connection = await keeper.connect();
    return createSession(
      course({ answers: "device" }),
      keeper,
      connection,
      await keeper.read(),
      browser,
      asText,
    );
  };
  const session = await open();
  session.visit("regio");
  session.answer("regio", "blijft hier");
  session.settle("regio");
  await settled();
  const status = session.status("regio");
  assert.ok(status.kind === "saved" && status.where === "browser");
  assert.deepEqual(answersOn(server), {});
  assert.doesNotMatch(server.state, /blijft hier/);
  const kept = CODEC.decode(server.state);
  assert.ok(kept.kind === "intact" && kept.record.location === "regio");
  assert.equal((await session.finish(null)).kind, "ok");
  assert.equal(server.completed, true);
  const again = await open();
  assert.equal(again.record.answers["regio"]?.value, "blijft hier");
  assert.equal(again.record.location, "regio");
});

/** Which of the two a call went to, in order; the LMS gives `inLms`. */
function split(inLms: Stored = { kind: "empty" }) {
  const calls: (readonly [string, ...unknown[]])[] = [];
  const log = [{ time: 1, call: "LMSInitialize()", result: "true", error: "0" }];
  const lms = {
    standard: "scorm12",
    answers: "page",
    log,
    connect: async () => null,
    read: async () => inLms,
    write: async (record) => (calls.push(["write", record]), { kind: "lost", error: "301" }),
    size: (record) => Object.keys(record.answers).length + Object.keys(record.labels).length,
    heard: (record) => void calls.push(["heard", record]),
    readBack: async (record) => (calls.push(["readBack", record]), { kind: "stale" }),
    commit: async () => ({ kind: "failed", error: "101" }),
    report: async (event) => (calls.push(["report", event]), { kind: "failed", error: "201" }),
    complete: async (score) => (calls.push(["complete", score]), { kind: "failed", error: "401" }),
    completed: async () => true,
    leave: (record) => void calls.push(["leave", record]),
  } satisfies Tracker;
  const store = memory();
  const storeOf = (attempt: string): BrowserStore => new BrowserStore(`noor ${attempt}`, store);
  const before = new BrowserStore("noor", store);
  return { keeper: withAnswersOnDevice(lms, storeOf, before), calls, log, store, storeOf, before };
}

function holding(value: string, changes: Partial<StateRecord> = {}): StateRecord {
  const answer = { value, time: 1000, version: 1 };
  const labels = { regio: { component: "reflection", prompt: "Wat ziet u?" } };
  return {
    ...emptyRecord("1.0.0"),
    attempt: "een",
    revision: 1,
    location: "regio",
    answers: { regio: answer },
    conflicts: { regio: { ...answer, value: "hun" } },
    labels,
    ...changes,
  };
}

/** Of a record without a text of the learner. */
function place(record: unknown): string {
  const { location, answers, conflicts, labels } = record as StateRecord;
  return Object.keys({ ...answers, ...conflicts, ...labels }).length === 0 ? location : "holds answers";
}

test("answers: device asks the LMS for all but answers, in its own words", async () => {
  const { keeper, calls, log } = split();
  assert.deepEqual([keeper.standard, keeper.answers, keeper.log], ["scorm12", "page", log]);
  assert.equal(await keeper.connect(), null);
  assert.equal(keeper.size(holding("tekst")), 0);
  assert.deepEqual(await keeper.commit(), { kind: "failed", error: "101" });
  assert.deepEqual(await keeper.complete(80), { kind: "failed", error: "401" });
  assert.equal(await keeper.completed(), true);
  assert.deepEqual(calls, [["complete", 80]]);
});

test("answers: device tells the LMS of sections, and never of answers", async () => {
  const { keeper, calls } = split();
  const visited: ReportEvent = { kind: "visited", section: "begin", progress: 50 };
  assert.deepEqual(await keeper.report(visited), { kind: "failed", error: "201" });
  assert.deepEqual(await keeper.report(told("regio", "tekst")), { kind: "ok" });
  assert.deepEqual(calls, [["report", visited]]);
});

test("answers: device tells the LMS's tracker what another page has shown to be held, without its answers", () => {
  const { keeper, calls } = split();
  keeper.heard!(holding("tekst"));
  assert.deepEqual(
    calls.map(([call, record]) => [call, place(record)]),
    [["heard", "regio"]],
  );
});

test("answers: device gives the LMS place and progress alone, also as the page goes", async () => {
  const { keeper, calls, storeOf } = split();
  assert.deepEqual(await keeper.write(holding("tekst")), { kind: "lost", error: "301" });
  keeper.leave(holding("tekst en meer", { revision: 2 }));
  keeper.leave(null);
  assert.deepEqual(
    calls.map(([call, record]) => [call, record && place(record)]),
    [
      ["write", "regio"],
      ["leave", "regio"],
      ["leave", null],
    ],
  );
  const kept = await storeOf("een").read();
  assert.ok(kept.kind === "intact");
  assert.equal(kept.record.answers["regio"]!.value, "tekst en meer");
});

test("answers: device is safe when the device has the answers and the LMS the place", async () => {
  const { keeper, calls } = split();
  assert.deepEqual(await keeper.readBack(holding("tekst")), { kind: "other" });
  assert.deepEqual(calls, []);
  await keeper.write(holding("tekst"));
  assert.deepEqual(await keeper.readBack(holding("tekst")), { kind: "stale" });
  assert.equal(place(calls.at(-1)![1]), "regio");
});

test("answers: device reads what this page wrote as that, also where the LMS lags behind", async () => {
  const behind = holding("", { answers: {}, conflicts: {}, labels: {}, location: "begin" });
  const { keeper } = split({ kind: "intact", record: behind });
  const written = holding("tekst", { revision: 3 });
  await keeper.write(written);
  const found = await keeper.read();
  assert.ok(found.kind === "intact" && sameContent(found.record, written));
});

test("answers: device takes over what an earlier player kept for all attempts alike, once it is saved", async () => {
  const { keeper, before, storeOf } = split({
    kind: "intact",
    record: holding("", { answers: {}, conflicts: {} }),
  });
  await before.write(holding("van vroeger", { attempt: "" }));
  const found = await keeper.read();
  assert.ok(found.kind === "intact");
  assert.equal(found.record.answers["regio"]!.value, "van vroeger");
  assert.equal(found.record.attempt, "een");
  await keeper.write(found.record);
  assert.deepEqual(await before.read(), { kind: "empty" });
  await storeOf("een").write(holding("van nu", { revision: 3 }));
  await before.write(holding("van vroeger", { attempt: "" }));
  const again = await keeper.read();
  assert.equal(again.kind === "intact" && again.record.answers["regio"]!.value, "van nu");
});

test("answers: device shows answers without a place, a place without answers, and what either cannot read", async () => {
  const inLms: Stored = { kind: "intact", record: holding("", { answers: {}, conflicts: {}, labels: {} }) };
  const alone = split(inLms);
  assert.deepEqual(await alone.keeper.read(), inLms);
  const empty = split();
  assert.deepEqual(await empty.keeper.read(), { kind: "empty" });
  await empty.before.write(holding("tekst", { attempt: "twee" }));
  const found = await empty.keeper.read();
  assert.ok(found.kind === "intact");
  const { attempt, location, answers, conflicts, labels } = found.record;
  assert.deepEqual([attempt, location], ["twee", ""], "the place is the LMS's to say");
  assert.deepEqual(
    [answers["regio"]!.value, conflicts["regio"]!.value, labels["regio"]!.prompt],
    ["tekst", "hun", "Wat ziet u?"],
  );
  const unreadable = split({ kind: "unreadable", after: 5 });
  await unreadable.before.write(holding("tekst"));
  assert.deepEqual(await unreadable.keeper.read(), { kind: "unreadable", after: 5 });
  const damaged = split(inLms);
  damaged.store.setItem("modulebouwer:noor een", "kapot");
  assert.equal((await damaged.keeper.read()).kind, "damaged");
});

test("answers: device that the device refuses is not saved, whatever the LMS says", async () => {
  const { keeper, before, store } = split();
  await before.write(holding("van vroeger"));
  store.setItem = () => {
    throw new Error("full");
  };
  assert.equal((await keeper.write(holding("tekst"))).kind, "refused");
  assert.equal((await before.read()).kind, "intact", "what stood there is not forgotten for it");
});

test("a blocked store makes no answer saved", async () => {
  const browser = new Browser();
  const keeper = new BrowserStore("module", null);
  const session = createSession(course(), keeper, null, await keeper.read(), browser, asText);
  session.answer("regio", "tekst");
  session.settle("regio");
  await settled();
  assert.deepEqual(session.status("regio"), { kind: "unsaved", why: "failed" });
});

test("answers: device of an attempt that the LMS names are found under whatever name the record has got since", async () => {
  const browser = new Browser();
  const open = async (server: Server, attempt: string) => {
    const lms = new FakeTracker(server, browser);
    const { connect } = lms;
    lms.connect = async () => ({ ...(await connect.call(lms))!, attempt });
    const [session] = await openCourse(course({ answers: "device" }), lms, browser, asText);
    return session;
  };
  const session = await open(emptyServer(), "inschrijving");
  session.answer("regio", "blijft hier");
  session.settle("regio");
  await browser.pass(5_000);
  // Another device has given the record another name, before it knew of this one.
  const record = { ...emptyRecord("1.0.0"), attempt: "anders", revision: 9 };
  const elsewhere = { state: CODEC.encode(record), completed: false };
  assert.equal((await open(elsewhere, "inschrijving")).record.answers["regio"]?.value, "blijft hier");
  assert.equal((await open(elsewhere, "andere inschrijving")).record.answers["regio"]?.value ?? "", "");
});
