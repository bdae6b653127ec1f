import assert from "node:assert/strict";
import { test } from "node:test";
import type { Course } from "../../src/modulebouwer/player/course.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { emptyRecord } from "../../src/modulebouwer/player/state.ts";
import { ActivityTracker } from "../../src/modulebouwer/standards/activities/activity_tracker.ts";
import { cmi5Launch, cmi5Launches } from "../../src/modulebouwer/standards/cmi5/launch.ts";
import { ACTIVITY, ACTOR, FETCH, FakeLrs, REGISTRATION, TEMPLATE } from "./fake_lrs.ts";
import { CODEC } from "./codec.ts";
import { noise } from "./records.ts";
import { memory, told } from "./virtual.ts";

const IRI = "https://example.org/modules/proef";
const CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5";
const MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon";

function course(changes: Partial<Course> = {}): Course {
  return {
    identifier: "proef",
    iri: IRI,
    title: "Proef",
    language: "nl",
    answers: "lms",
    passMark: 0,
    sections: [{ id: "begin", title: "Begin", minutes: 5 }],
    interactions: [{ id: "regio", prompt: "Wat ziet u?", section: "begin" }],
    ...changes,
  } as unknown as Course;
}

function tracker(lrs: FakeLrs, store = memory(), changes: Partial<Course> = {}): ActivityTracker {
  return new ActivityTracker("cmi5", course(changes), () =>
    cmi5Launch(lrs.search, { drafts: store, fetch: lrs.fetch }),
  );
}

function recordOf(answers: Record<string, string>, changes: Partial<StateRecord> = {}): StateRecord {
  const entries = Object.entries(answers).map(([id, value], index) => [
    id,
    { value, time: 1000 + index * 1000, version: 1 + (changes.revision ?? 1) },
  ]);
  return {
    ...emptyRecord("1.0.0"),
    revision: 1,
    location: "begin",
    visited: ["begin"],
    ...changes,
    answers: Object.fromEntries(entries) as StateRecord["answers"],
  };
}

function categories(statement: Record<string, any>): string[] {
  return (statement["context"].contextActivities.category ?? []).map(({ id }: { id: string }) => id);
}

/** Lets requests that nobody waits for arrive. */
const arrived = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

test("opened without a launch there is no LMS", async () => {
  const lrs = new FakeLrs();
  for (const missing of ["endpoint", "fetch", "actor", "registration", "activityId"]) {
    const given = new URLSearchParams(lrs.search);
    given.delete(missing);
    assert.equal(await cmi5Launch(`?${given}`, { drafts: null, fetch: lrs.fetch }), null, missing);
  }
  assert.equal(lrs.sent.length, 0);
});

test("token, launch data and preferences come before the first statement, in this order", async () => {
  const lrs = new FakeLrs();
  const connection = await tracker(lrs).connect();
  await arrived();
  const order = lrs.sent.map(({ method, path, query }) =>
    `${method} ${path} ${query.get("stateId") ?? ""}`.trim(),
  );
  assert.deepEqual(order.slice(0, 4), [
    "POST /fetch/1",
    "GET activities/state LMS.LaunchData",
    "GET agents/profile",
    "POST statements",
  ]);
  assert.equal(lrs.sent[1]!.headers.get("Authorization"), "Basic dG9rZW4=");
  assert.equal(lrs.sent[1]!.headers.get("X-Experience-API-Version"), "1.0.3");
  assert.deepEqual(connection, {
    mode: "normal",
    learnerName: "Noor",
    learnerId: JSON.stringify(ACTOR.account),
    attempt: JSON.stringify([ACTIVITY, REGISTRATION]),
    completed: null,
    returnUrl: "https://lms.example.org/back",
  });
});

test("after a reload the token is still there and initialized is not said twice", async () => {
  const lrs = new FakeLrs();
  const store = memory();
  await tracker(lrs, store).connect();
  await arrived();
  const again = tracker(lrs, store);
  await again.connect();
  assert.equal(lrs.sent.filter(({ path }) => path === "/fetch/1").length, 1);
  assert.deepEqual(lrs.verbs, ["initialized"]);
  assert.deepEqual(await again.read(), { kind: "empty" });
});

test("a token that comes after the page has stopped waiting for it is used: it is given once", async ({
  mock,
}) => {
  const lrs = new FakeLrs();
  const real = setTimeout;
  const goesOn = (): Promise<void> => new Promise((resolve) => void real(resolve, 5));
  mock.timers.enable({ apis: ["setTimeout"] });
  const answers: (() => void)[] = [];
  const reached = lrs.reach;
  lrs.reach = async (address, init) => {
    // Given at once, and its answer is long on its way.
    const answer = await reached(address, init);
    if (address !== FETCH) return answer;
    await new Promise<void>((resolve, reject) => {
      answers.push(resolve);
      init.signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
    });
    return answer;
  };
  const player = new ActivityTracker(
    "cmi5",
    course(),
    cmi5Launches(lrs.search, { drafts: memory(), fetch: lrs.fetch }),
  );
  const connecting = player.connect();
  await goesOn();
  mock.timers.tick(20_000);
  await connecting;
  mock.timers.reset();
  const first = player.read();
  await goesOn();
  answers[1]!();
  assert.deepEqual(await first, { kind: "unreadable" }, "refused, as a token is that was given already");
  answers[0]!();
  await goesOn();
  assert.deepEqual(await player.read(), { kind: "empty" });
});

test("the token of one launch is not that of another", async () => {
  const lrs = new FakeLrs();
  const store = memory();
  await tracker(lrs, store).connect();
  assert.equal(
    [...store.kept.keys()].every((key) => key.endsWith(FETCH)),
    true,
  );
});

test("what cmi5 defines and what it allows are told apart by their categories", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  await player.report({ kind: "visited", section: "begin", progress: 100 });
  await player.report(told("regio", "Een geheim."));
  await player.complete(null);
  player.leave(null);
  await arrived();
  assert.deepEqual(lrs.verbs, ["initialized", "experienced", "answered", "completed", "terminated"]);
  assert.deepEqual(lrs.statements.map(categories), [[CMI5], [], [], [CMI5, MOVE_ON], [CMI5]]);
  for (const statement of lrs.statements) {
    assert.deepEqual(statement["actor"], ACTOR);
    assert.equal(statement["context"].registration, REGISTRATION);
    assert.deepEqual(statement["context"].contextActivities.grouping, TEMPLATE.contextActivities.grouping);
    assert.deepEqual(statement["context"].extensions, TEMPLATE.extensions);
    assert.match(statement["timestamp"] as string, /Z$/);
  }
  const [begun, read, answered, done, left] = lrs.statements;
  assert.equal(begun!["object"].id, ACTIVITY);
  assert.equal(read!["object"].id, `${IRI}/section/begin`);
  assert.deepEqual(read!["object"].definition.name, { nl: "Begin" });
  assert.equal(answered!["object"].id, `${IRI}/interaction/regio`);
  assert.equal(JSON.stringify(answered).includes("geheim"), false);
  assert.equal(done!["result"].completion, true);
  for (const { duration } of [done!["result"], left!["result"]]) assert.match(duration as string, /^PT\d+S$/);
});

test("the text of an answer is only in a statement where the designer chose so", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs, memory(), { answers: "report" });
  await player.connect();
  await player.report(told("regio", "Eén\nregel."));
  assert.deepEqual(lrs.statements[1]!["result"], { response: "Eén\nregel." });
});

test("without a mastery score of the LMS the module's own pass mark counts", async () => {
  for (const [score, verb] of [
    [70, "passed"],
    [69, "failed"],
  ] as const) {
    const lrs = new FakeLrs();
    lrs.launchData({ masteryScore: null });
    const player = tracker(lrs, memory(), { passMark: 70 });
    await player.connect();
    await player.complete(score);
    assert.deepEqual(lrs.verbs, ["initialized", "completed", verb]);
  }
});

test("a score passes or fails by the mastery score of the LMS, and passes without one", async () => {
  for (const [mastery, score, verb] of [
    [0.7, 85, "passed"],
    [0.7, 60, "failed"],
    [null, 10, "passed"],
  ] as const) {
    const lrs = new FakeLrs();
    lrs.launchData({ masteryScore: mastery });
    const player = tracker(lrs);
    await player.connect();
    await player.complete(score);
    assert.deepEqual(lrs.verbs, ["initialized", "completed", verb]);
    const { result, context } = lrs.statements[2]!;
    assert.deepEqual(result.score, { scaled: score / 100, raw: score, min: 0, max: 100 });
    assert.equal(result.success, verb === "passed");
    assert.equal(
      context.extensions["https://w3id.org/xapi/cmi5/context/extensions/masteryscore"],
      mastery ?? undefined,
    );
    assert.deepEqual(categories(lrs.statements[2]!), [CMI5, MOVE_ON]);
    assert.equal("score" in lrs.statements[1]!["result"], false);
  }
});

test("browse and review are what the launch data says", async () => {
  for (const [launchMode, mode] of [
    ["Browse", "browse"],
    ["Review", "review"],
  ]) {
    const lrs = new FakeLrs();
    lrs.launchData({ launchMode });
    const player = tracker(lrs);
    assert.equal((await player.connect())?.mode, mode);
    player.leave(null);
    await arrived();
    assert.deepEqual(lrs.verbs, ["initialized", "terminated"]);
  }
});

test("a return address that is no web address is not passed on", async () => {
  const lrs = new FakeLrs();
  lrs.launchData({ returnURL: "javascript:alert(1)" });
  assert.equal((await tracker(lrs).connect())?.returnUrl, undefined);
});

/** What the record's document holds, as a record. */
function held(lrs: FakeLrs): StateRecord {
  const stored = CODEC.decode(lrs.document("record")?.record ?? "");
  assert.ok(stored.kind === "intact", stored.kind);
  return stored.record;
}

function texts(record: StateRecord | null | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(record?.answers ?? {}).map(([id, { value }]) => [id, value]));
}

/** Requests for State documents of the learner's, as "METHOD id". */
function asked(lrs: FakeLrs, from = 0): string[] {
  return lrs.sent
    .slice(from)
    .filter(({ path, query }) => path === "activities/state" && query.get("stateId") !== "LMS.LaunchData")
    .map(({ method, query }) => `${method} ${query.get("stateId") ?? "list"}`);
}

test("the record is one document, and comes back with two requests", async () => {
  const lrs = new FakeLrs();
  const store = memory();
  const player = tracker(lrs, store);
  await player.connect();
  await player.read();
  const many = Object.fromEntries(
    Array.from({ length: 63 }, (_, i) => [`vraag-${i}`, `Antwoord ${i} 😀\nregel`]),
  );
  const record = recordOf(many, { conflicts: { "vraag-1": { value: "ander", time: 5000, version: 2 } } });
  assert.deepEqual(await player.write(record), { kind: "ok" });
  assert.equal((await player.readBack(record)).kind, "equal");
  const again = tracker(lrs, store);
  await again.connect();
  const before = lrs.sent.length;
  const stored = await again.read();
  assert.deepEqual(asked(lrs, before), ["GET list", "GET record"]);
  assert.ok(stored.kind === "intact");
  assert.deepEqual(texts(stored.record), many);
  assert.equal(stored.record.conflicts["vraag-1"]!.value, "ander");
});

test("a save reads, writes on the condition that it is still that, and reads back", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  await player.read();
  const first = recordOf({ regio: "a" });
  await player.write(first);
  await player.readBack(first);
  const before = lrs.sent.length;
  await player.read();
  const second = recordOf({ regio: "b" }, { revision: 2 });
  await player.write(second);
  await player.readBack(second);
  assert.deepEqual(asked(lrs, before), ["GET record", "PUT record", "GET record"]);
  const put = lrs.sent.slice(before).find(({ method }) => method === "PUT")!;
  assert.equal(put.headers.get("If-Match"), '"1"');
  const created = lrs.sent.find(({ method }) => method === "PUT")!;
  assert.equal(created.headers.get("If-None-Match"), "*");
});

test("what another device wrote is never overwritten: it is read before the next try", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  await player.read();
  await player.write(recordOf({ regio: "oud" }));
  await player.read();
  lrs.put("record", { record: CODEC.encode(recordOf({ regio: "van elders" }, { revision: 5 })) });
  assert.deepEqual(await player.write(recordOf({ regio: "nieuw" }, { revision: 2 })), {
    kind: "overtaken",
    error: "412",
  });
  const stored = await player.read();
  assert.deepEqual("record" in stored && texts(stored.record), { regio: "van elders" });
  assert.deepEqual(await player.write(recordOf({ regio: "nieuw" }, { revision: 6 })), { kind: "ok" });
});

test("HTTP 409 says that somebody else wrote, as 412 does", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  await player.read();
  lrs.refuses.set("PUT activities/state", 409);
  assert.deepEqual(await player.write(recordOf({ regio: "a" })), { kind: "overtaken", error: "409" });
});

test("a store that wants a condition and gives weak ETags gets one, and still nobody is overwritten", async () => {
  const lrs = new FakeLrs();
  lrs.etag = (version) => ({ ETag: `W/"${version}"` });
  lrs.wantsCondition = true;
  const player = tracker(lrs);
  await player.connect();
  await player.read();
  assert.deepEqual(await player.write(recordOf({ regio: "een" })), { kind: "ok" });
  await player.read();
  assert.deepEqual(await player.write(recordOf({ regio: "twee" }, { revision: 2 })), { kind: "ok" });
  assert.deepEqual(texts(held(lrs)), { regio: "twee" });
  await player.read();
  lrs.put("record", { record: CODEC.encode(recordOf({ regio: "van elders" }, { revision: 5 })) });
  const late = await player.write(recordOf({ regio: "drie" }, { revision: 3 }));
  assert.deepEqual(late, { kind: "overtaken", error: "412" });
  assert.deepEqual(texts(held(lrs)), { regio: "van elders" });
});

for (const [what, of] of [
  ["without ETags", () => ({})],
  ["with weak ETags", (version: number) => ({ ETag: `W/"${version}"` })],
] as const) {
  test(`an LRS ${what} is written to all the same, and every version is seen to be there`, async () => {
    const lrs = new FakeLrs();
    lrs.etag = of;
    const player = tracker(lrs);
    await player.connect();
    for (const [index, value] of ["een", "twee", "drie"].entries()) {
      const record = recordOf({ regio: value }, { revision: index + 1 });
      await player.read();
      assert.deepEqual(await player.write(record), { kind: "ok" });
      assert.equal((await player.readBack(record)).kind, "equal");
    }
    assert.deepEqual(texts(held(lrs)), { regio: "drie" });
  });
}

test("an LRS that says yes and stores nothing is noticed", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  await player.read();
  const record = recordOf({ regio: "a" });
  await player.write(record);
  lrs.documents.delete("record");
  assert.equal((await player.readBack(record)).kind, "other");
});

test("each kind of trouble has its name", async () => {
  for (const [status, kind] of [
    [401, "lost"],
    [403, "lost"],
    [413, "refused"],
    [500, "failed"],
  ] as const) {
    const lrs = new FakeLrs();
    const player = tracker(lrs);
    await player.connect();
    lrs.refuses.set("PUT activities/state", status);
    assert.equal((await player.write(recordOf({ regio: "a" }))).kind, kind);
  }
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  lrs.online = false;
  assert.equal((await player.write(recordOf({ regio: "a" }))).kind, "failed");
});

test("documents of the first players are taken over once, one after the other", async () => {
  const lrs = new FakeLrs();
  lrs.put("bookmark", {
    format: 1,
    revision: 8,
    moduleVersion: "1.0.0",
    location: "begin",
    visited: ["begin"],
    finished: null,
  });
  lrs.put("answer/regio", { value: "Eén 😀\nregel", time: 1000 });
  lrs.put("answer/plan", { value: "mijn", time: 2000, conflict: { value: "ander", time: 1000 } });
  const store = memory();
  const player = tracker(lrs, store);
  await player.connect();
  const stored = await player.read();
  assert.ok(stored.kind === "intact");
  assert.deepEqual(texts(stored.record), { regio: "Eén 😀\nregel", plan: "mijn" });
  assert.equal(stored.record.conflicts["plan"]!.value, "ander");
  assert.deepEqual([stored.record.location, stored.record.revision], ["begin", 8]);
  await player.write({ ...stored.record, revision: 9 });
  const again = tracker(lrs, store);
  await again.connect();
  const before = lrs.sent.length;
  const next = await again.read();
  assert.deepEqual(asked(lrs, before), ["GET list", "GET record"]);
  assert.deepEqual("record" in next && texts(next.record), texts(stored.record));
});

test("documents that are no record are shown and not taken for empty", async () => {
  const lrs = new FakeLrs();
  lrs.put("answer/regio", { value: "goed", time: 1 });
  lrs.put("answer/plan", "kapot");
  lrs.put("answer/leeg", null);
  lrs.put("answer/oud", { value: "zonder tijd" });
  lrs.documents.set("answer/half", { text: '{"value":"ha', version: 1 });
  const player = tracker(lrs);
  await player.connect();
  const stored = await player.read();
  assert.equal(stored.kind, "damaged");
  assert.match("raw" in stored ? stored.raw : "", /answer\/half: \{"value":"ha/);
  assert.deepEqual("record" in stored && Object.keys(stored.record!.answers), ["regio"]);
});

test("a record of a newer player, in either form, is left alone", async () => {
  for (const [id, value] of [
    ["bookmark", { format: 2, anything: true }],
    ["record", { record: "MB3z.a.1.0.00000000.." }],
  ] as const) {
    const lrs = new FakeLrs();
    lrs.put(id, value);
    const player = tracker(lrs);
    await player.connect();
    assert.equal((await player.read()).kind, "newer");
  }
});

test("when the documents cannot be fetched nothing is taken for empty, and a later try may go well", async () => {
  const lrs = new FakeLrs();
  lrs.put("record", { record: CODEC.encode(recordOf({ regio: "goed" })) });
  const state = "GET activities/state";
  // The launch data comes by the same way, so the trouble begins after it.
  const launch = cmi5Launch(lrs.search, { drafts: memory(), fetch: lrs.fetch }).then(
    (found) => (lrs.refuses.set(state, 503), found),
  );
  const late = new ActivityTracker("cmi5", course(), () => launch);
  await late.connect();
  assert.equal((await late.read()).kind, "unreadable");
  lrs.refuses.clear();
  assert.equal((await late.read()).kind, "intact");
});

test("a 404 that passes, for a document that the list has, is not taken for empty", async () => {
  const lrs = new FakeLrs();
  lrs.put("record", { record: CODEC.encode(recordOf({ regio: "goed" })) });
  const player = tracker(lrs);
  await player.connect();
  lrs.hides.add("record");
  assert.equal((await player.read()).kind, "unreadable");
  lrs.hides.clear();
  assert.equal((await player.read()).kind, "intact");
});

test("a store that asks for rest gets it, and the answer is then fetched", async () => {
  const lrs = new FakeLrs();
  lrs.put("record", { record: CODEC.encode(recordOf({ regio: "goed" })) });
  const player = tracker(lrs);
  await player.connect();
  let refused = 0;
  lrs.restsAfter = () => (refused++ === 0 ? 1 : null);
  const began = performance.now();
  assert.equal((await player.read()).kind, "intact");
  assert.ok(performance.now() - began >= 990, "as long as Retry-After says");
});

test("a write that has to wait is told so, with the time", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  await player.read();
  lrs.restsAfter = () => 7;
  assert.deepEqual(await player.write(recordOf({ regio: "a" })), {
    kind: "failed",
    error: "429",
    after: 7_000,
  });
});

test("the State resource is asked one thing at a time", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  lrs.most = 0;
  await Promise.all([player.read(), player.read(), player.read()]);
  assert.equal(lrs.most, 1);
});

test("statements wait for the network and keep their order", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  lrs.online = false;
  await player.report({ kind: "visited", section: "begin", progress: 50 });
  await player.report(told("regio", "x"));
  lrs.online = true;
  await player.commit();
  assert.deepEqual(lrs.verbs, ["initialized", "experienced", "answered"]);
  await player.commit();
  assert.equal(lrs.statements.length, 3);
});

test("a completed whose answer was lost is the same statement at the next try, and taken once", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  lrs.online = false;
  assert.equal((await player.complete(null)).kind, "failed");
  lrs.online = true;
  lrs.refuses.set("POST statements", 403);
  assert.deepEqual(await player.complete(null), { kind: "ok" });
  const tried = lrs.sent.filter(
    ({ path, body }) => path === "statements" && JSON.stringify(body).includes("completed"),
  );
  assert.equal(new Set(tried.map(({ body }) => (body as { id: string }[])[0]!.id)).size, 1);
});

test("a completed whose answer was lost is no success when the session is over at the next try", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  await player.read();
  lrs.online = false;
  assert.equal((await player.complete(null)).kind, "failed");
  lrs.online = true;
  for (const request of ["POST statements", "GET activities/state"]) lrs.refuses.set(request, 403);
  assert.equal((await player.complete(null)).kind, "lost");
});

test("a completed that the LMS refuses is no success", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  lrs.refuses.set("POST statements", 403);
  assert.equal((await player.complete(null)).kind, "lost");
});

test("leaving sends what is new and terminated last, all with keepalive and under 64 KiB", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  await player.read();
  await arrived();
  const before = lrs.sent.length;
  player.leave(recordOf({ kort: "kort" }));
  await arrived();
  const sent = lrs.sent.slice(before);
  assert.equal(
    sent.every(({ keepalive }) => keepalive),
    true,
  );
  assert.deepEqual(
    sent.map(({ path, query }) => query.get("stateId")?.replace(/\/.*/, "") ?? path),
    ["last-words", "statements"],
  );
  assert.equal(lrs.verbs.at(-1), "terminated");
});

test("leaving with what is too large to go along begins nothing, and does not end the session", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs);
  await player.connect();
  await player.read();
  await arrived();
  const before = lrs.sent.length;
  player.leave(recordOf({ lang: noise(90_000) }));
  await arrived();
  assert.deepEqual(lrs.sent.slice(before), []);
});

test("leaving sends of a long record only what the store has not got", async () => {
  const lrs = new FakeLrs();
  const store = memory();
  const player = tracker(lrs, store);
  await player.connect();
  await player.read();
  const long = { lang: noise(40_000), nog: noise(40_000) };
  await player.write(recordOf(long));
  await arrived();
  player.leave(recordOf({ ...long, kort: "kort" }));
  await arrived();
  const words = lrs.sent.find(({ query }) => query.get("stateId")?.startsWith("last-words/"))!;
  assert.ok(JSON.stringify(words.body).length < 500);
  const again = tracker(lrs, store);
  await again.connect();
  const stored = await again.read();
  assert.deepEqual("record" in stored && texts(stored.record), { ...long, kort: "kort" });
});

test("leaving while a write is under way overwrites nobody, and the next launch has the last words", async () => {
  const lrs = new FakeLrs();
  const store = memory();
  const player = tracker(lrs, store);
  await player.connect();
  await player.read();
  await player.write(recordOf({ regio: "een" }));
  await player.read();
  void player.write(recordOf({ regio: "een, en twee" }, { revision: 2 }));
  player.leave(recordOf({ regio: "een, en twee, en drie" }, { revision: 3 }));
  await arrived();
  // Another device writes after that.
  const elsewhere = { regio: "een, en twee", plan: "van elders" };
  lrs.put("record", { record: CODEC.encode({ ...recordOf(elsewhere, { revision: 2 }), revision: 4 }) });
  const again = tracker(lrs, store);
  await again.connect();
  const stored = await again.read();
  assert.deepEqual("record" in stored && texts(stored.record), {
    regio: "een, en twee, en drie",
    plan: "van elders",
  });
  const record = { ...("record" in stored ? stored.record! : recordOf({})), revision: 5 };
  await again.write(record);
  await again.readBack(record);
  assert.deepEqual([...lrs.documents.keys()].sort(), ["LMS.LaunchData", "record"]);
});

test("after terminated no statement is sent any more, not even after a reload; an answer is, where the LMS lets it", async () => {
  const lrs = new FakeLrs();
  const store = memory();
  const player = tracker(lrs, store);
  await player.connect();
  player.leave(null);
  await arrived();
  const before = lrs.statements.length;
  const again = tracker(lrs, store);
  await again.connect();
  assert.deepEqual(await again.write(recordOf({ regio: "x" })), { kind: "ok" });
  assert.equal((await again.report({ kind: "visited", section: "begin", progress: 50 })).kind, "lost");
  assert.equal((await again.complete(null)).kind, "lost");
  again.leave(recordOf({ regio: "y" }));
  await arrived();
  assert.equal(lrs.statements.length, before);
  const next = tracker(lrs, store);
  await next.connect();
  const stored = await next.read();
  assert.deepEqual("record" in stored && texts(stored.record), { regio: "y" });
});

test("where the LMS ends the session with terminated, a reload says that it is over", async () => {
  const lrs = new FakeLrs();
  const store = memory();
  const player = tracker(lrs, store);
  await player.connect();
  player.leave(null);
  await arrived();
  lrs.refuses.set("GET activities/state", 403);
  const again = tracker(lrs, store);
  assert.notEqual(await again.connect(), null);
  assert.equal((await again.read()).kind, "unreadable");
  assert.equal((await again.write(recordOf({ regio: "x" }))).kind, "lost");
});

test("without launch data there is a session that says it is over, not a module without an LMS", async () => {
  const lrs = new FakeLrs();
  lrs.documents.delete("LMS.LaunchData");
  const player = tracker(lrs);
  assert.notEqual(await player.connect(), null);
  assert.equal((await player.write(recordOf({ regio: "x" }))).kind, "lost");
  assert.deepEqual(lrs.verbs, []);
});

test("the log never holds a text or the token", async () => {
  const lrs = new FakeLrs();
  const player = tracker(lrs, memory(), { answers: "report" });
  await player.connect();
  await player.write(recordOf({ regio: "Een geheim." }));
  await player.report(told("regio", "Een geheim."));
  assert.ok(player.log.length > 4);
  assert.equal(/geheim|dG9rZW4/.test(JSON.stringify(player.log)), false);
});
