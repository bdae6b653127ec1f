/** What stands in an LRS and how it gets there: each request of a State document, and the launches of cmi5 and xAPI. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Course } from "../../src/modulebouwer/player/course.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { dictionary, emptyRecord, merge } from "../../src/modulebouwer/player/state.ts";
import {
  ActivityTracker,
  jsonObject,
  type Launch,
} from "../../src/modulebouwer/standards/activities/activity_tracker.ts";
import {
  isOfFirstPlayers,
  recordOfFirstPlayers,
} from "../../src/modulebouwer/standards/activities/first_documents.ts";
import { Lrs } from "../../src/modulebouwer/standards/activities/lrs.ts";
import { StateDocument } from "../../src/modulebouwer/standards/activities/state_document.ts";
import { cmi5Launch, cmi5Launches } from "../../src/modulebouwer/standards/cmi5/launch.ts";
import { agent, xapiLaunch } from "../../src/modulebouwer/standards/xapi/launch.ts";
import { CODEC } from "./codec.ts";
import { ACTIVITY, ACTOR, ENDPOINT, FakeLrs, FETCH, REGISTRATION } from "./fake_lrs.ts";
import { writtenBy } from "./records.ts";
import { memory, told } from "./virtual.ts";

const WHOSE = { activityId: ACTIVITY, agent: "{}", registration: REGISTRATION };

function record(value: string, changes: Partial<StateRecord> = {}): StateRecord {
  const answers = dictionary([["regio", { value, time: 1_000, version: 1 }]]);
  return { ...emptyRecord("1.0.0"), attempt: "een", revision: 1, location: "begin", answers, ...changes };
}

const line = (of: StateRecord): string => CODEC.encode(of);

interface Asked {
  readonly method: string;
  readonly id: string | null;
  readonly query: URLSearchParams;
  readonly headers: Record<string, string>;
  readonly body: any;
  readonly keepalive: boolean;
}

/** A store that answers each "METHOD id" (id "" for the list) by what a test says, else with an empty list or 404. */
function store(says: Record<string, Response | (() => Response)>) {
  const asked: Asked[] = [];
  const fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const query = new URL(address).searchParams;
    const id = query.get("stateId");
    const { method = "GET", headers, body, keepalive = false } = init;
    asked.push({
      method,
      id,
      query,
      headers: headers as Record<string, string>,
      body: body ? JSON.parse(body as string) : null,
      keepalive,
    });
    const key = `${method} ${(id ?? "").replace(/^last-words.*/, "words")}`;
    const none = id === null ? new Response("[]") : new Response("", { status: 404 });
    const reply = says[`${method} ${id ?? ""}`] ?? says[key] ?? none;
    return typeof reply === "function" ? reply() : reply.clone();
  };
  let names = 0;
  const document = new StateDocument(new Lrs(ENDPOINT, "", fetch), WHOSE, () => `naam-${++names}`);
  const calls = (): string[] => asked.splice(0).map(({ method, id }) => `${method} ${id ?? "list"}`);
  return { asked, calls, document, says };
}

const reply = (status: number, text = "", headers: Record<string, string> = {}): Response =>
  new Response(status === 204 ? null : text, { status, headers });
const holding = (of: StateRecord, etag?: string): Response =>
  reply(200, JSON.stringify({ record: line(of) }), etag === undefined ? {} : { ETag: etag });

describe("a State document", () => {
  test("is asked for by whose it is; the list once", async () => {
    const { asked, calls, document } = store({ "GET record": holding(record("tekst"), '"1"') });
    assert.deepEqual(await document.read(), { kind: "intact", record: record("tekst") });
    for (const { query } of asked) {
      for (const [name, value] of Object.entries(WHOSE)) assert.equal(query.get(name), value);
    }
    assert.deepEqual(calls().sort(), ["GET list", "GET record"]);
    await document.read();
    assert.deepEqual(calls(), ["GET record"]);
  });

  for (const [status, told_] of [
    [401, { kind: "unreadable", over: true }],
    [403, { kind: "unreadable", over: true }],
    [500, { kind: "unreadable" }],
    [429, { kind: "unreadable", after: 1_000 }],
  ] as const) {
    test(`that gives ${status} is not taken for empty`, async ({ mock }) => {
      const real = setTimeout;
      mock.timers.enable({ apis: ["setTimeout"] });
      for (const which of ["GET record", "GET "]) {
        const { document } = store({ "GET record": holding(record("tekst")), [which]: reply(status) });
        const found = document.read();
        for (let turn = 0; turn < 5; turn++) {
          await new Promise((resolve) => void real(resolve));
          mock.timers.tick(1_001);
        }
        assert.deepEqual(await found, told_, which);
      }
    });
  }

  test("that the list has and cannot be had is not taken for empty, and asked for anew, list and all", async () => {
    const { calls, document, says } = store({ "GET ": reply(200, '["record"]') });
    assert.deepEqual(await document.read(), { kind: "unreadable" });
    says["GET record"] = holding(record("tekst"));
    assert.equal((await document.read()).kind, "intact");
    assert.deepEqual(calls().filter((call) => call === "GET list").length, 2);
  });

  test("of a store whose list is no list cannot be read", async () => {
    for (const text of ["geen json", '{"een": 1}']) {
      assert.equal((await store({ "GET ": reply(200, text) }).document.read()).kind, "unreadable");
    }
    assert.deepEqual(await store({ "GET ": reply(200, "[1, null]") }).document.read(), { kind: "empty" });
    assert.deepEqual(await store({}).document.read(), { kind: "empty" });
    assert.deepEqual(await store({ "GET ": reply(404) }).document.read(), { kind: "empty" }, "nor a record");
  });

  test("whose list is not to be had passes for none at the third time, and the words that it names come in later", async () => {
    const words = { record: line(record("laatste", { revision: 2 })), base: line(record("tekst")) };
    const { document, says } = store({
      "GET record": holding(record("tekst")),
      "GET ": reply(404),
      "GET last-words/x": reply(200, JSON.stringify(words)),
    });
    assert.deepEqual(await document.read(), { kind: "unreadable" });
    assert.deepEqual(await document.read(), { kind: "unreadable" });
    assert.deepEqual(await document.read(), { kind: "intact", record: record("tekst") });
    assert.equal((await document.read()).kind, "intact", "once believed, no save waits for it");
    says["GET "] = reply(200, '["record", "last-words/x"]');
    const found = await document.read();
    assert.equal(found.kind === "intact" && found.record.answers["regio"]!.value, "laatste");
  });

  test("that was seen is gone at the third 404 in a row, and not before", async () => {
    const { document, says } = store({ "GET record": holding(record("tekst"), '"1"') });
    const kinds = async (times: number): Promise<string[]> => {
      const found: string[] = [];
      for (let time = 0; time < times; time++) found.push((await document.read()).kind);
      return found;
    };
    await document.read();
    says["GET record"] = reply(404);
    assert.deepEqual(await kinds(2), ["unreadable", "unreadable"]);
    says["GET record"] = holding(record("tekst"), '"1"');
    assert.deepEqual(await kinds(1), ["intact"]);
    says["GET record"] = reply(404);
    assert.deepEqual(await kinds(3), ["unreadable", "unreadable", "empty"]);
  });

  test("that is no record of ours is shown as it stands", async () => {
    for (const text of ["iets anders", '{"record": 5}', "null"]) {
      const found = await store({ "GET record": reply(200, text) }).document.read();
      assert.ok(found.kind === "damaged");
      assert.equal(found.raw, text);
    }
  });

  test("is written on the condition that it is what was seen: nothing, this version, or none that can be told", async () => {
    const yes = { "PUT record": reply(204) };
    const condition = async (says: Record<string, Response>, reads = true) => {
      const { asked, document } = store({ ...yes, ...says });
      if (reads) await document.read();
      assert.deepEqual(await document.write(record("tekst")), { kind: "ok" });
      const { headers, body, query } = asked.at(-1)!;
      assert.deepEqual(body, { record: line(record("tekst")) });
      assert.equal(query.get("stateId"), "record");
      return [headers["If-Match"], headers["If-None-Match"]];
    };
    assert.deepEqual(await condition({}), [undefined, "*"]);
    assert.deepEqual(await condition({ "GET record": holding(record("a"), '"7"') }), ['"7"', undefined]);
    assert.deepEqual(await condition({ "GET record": holding(record("a"), 'W/"7"') }), [
      undefined,
      undefined,
    ]);
    assert.deepEqual(await condition({ "GET record": holding(record("a")) }), [undefined, undefined]);
    assert.deepEqual(await condition({}, false), [undefined, undefined]);
  });

  test("that another device wrote over is given as it is: it says itself what its writer had seen", async () => {
    const theirs = writtenBy("bbbb", 4, "van een ander apparaat", record("begin"));
    for (const writers of [undefined, "?", { "naam-1": 2 }, { "naam-1": 1, ander: 4 }]) {
      let there = holding(record("begin"));
      const { document } = store({ "GET record": () => there, "PUT record": reply(204) });
      await document.read();
      const mine = writtenBy("aaaa", 2, "mijn", record("begin"));
      await document.write(mine);
      there = holding(mine);
      assert.equal(
        (await document.readBack(mine)).kind,
        "equal",
        "the other one looked before, and writes later",
      );
      there = reply(200, JSON.stringify({ record: line(theirs), writers }));
      const found = await document.read();
      assert.ok(found.kind === "intact");
      assert.equal(line(found.record), line(theirs));
      const both = merge(mine, found.record);
      assert.deepEqual(
        [both.answers["regio"]!.value, both.conflicts["regio"]!.value],
        ["van een ander apparaat", "mijn"],
      );
    }
  });

  test("that a store wants a condition for gets its ETag as a strong one, once", async () => {
    const { asked, document } = store({
      "GET record": holding(record("a"), 'W/"7W/"'),
      "PUT record": reply(409),
    });
    await document.read();
    assert.deepEqual(await document.write(record("tekst")), { kind: "overtaken", error: "409" });
    assert.deepEqual(
      asked.filter(({ method }) => method === "PUT").map(({ headers }) => headers["If-Match"]),
      [undefined, '"7W/"'],
    );
    const none = store({ "GET record": holding(record("a")), "PUT record": reply(409) });
    await none.document.read();
    await none.document.write(record("tekst"));
    assert.equal(none.asked.filter(({ method }) => method === "PUT").length, 1);
  });

  for (const [status, outcome] of [
    [401, { kind: "lost", error: "401" }],
    [403, { kind: "lost", error: "403" }],
    [409, { kind: "overtaken", error: "409" }],
    [412, { kind: "overtaken", error: "412" }],
    [413, { kind: "refused", needed: line(record("tekst")).length, error: "413" }],
    [429, { kind: "failed", error: "429", after: 1_000 }],
    [500, { kind: "failed", error: "500" }],
  ] as const) {
    test(`whose write gives ${status} is ${outcome.kind}`, async () => {
      const { document } = store({ "PUT record": reply(status) });
      assert.deepEqual(await document.write(record("tekst")), outcome);
    });
  }

  test("that was written has the version that the write gave", async () => {
    const { asked, document } = store({ "PUT record": reply(204, "", { ETag: '"8"' }) });
    await Promise.all([document.write(record("een")), document.write(record("twee"))]);
    assert.deepEqual(
      asked.map(({ headers, body }) => [headers["If-Match"], body.record]),
      [
        [undefined, line(record("een"))],
        ['"8"', line(record("twee"))],
      ],
    );
  });

  test("is read back to the letter; what another one wrote is not it, and a condition then still is the old one", async () => {
    const { asked, document, says } = store({
      "GET record": holding(record("tekst"), '"9"'),
      "PUT record": reply(204),
    });
    assert.deepEqual(await document.readBack(record("tekst")), { kind: "equal" });
    says["GET record"] = holding(record("anders"), '"10"');
    assert.deepEqual(await document.readBack(record("tekst")), { kind: "other" });
    await document.write(record("meer"));
    assert.equal(asked.at(-1)!.headers["If-Match"], '"9"');
    says["GET record"] = reply(500, JSON.stringify({ record: line(record("tekst")) }));
    assert.deepEqual(await document.readBack(record("tekst")), { kind: "other" });
  });
});

describe("last words", () => {
  test("are what the store was not seen to hold, beside the record, and no condition refuses them", async () => {
    const seen = record("gezien", { revision: 3 });
    const { asked, document } = store({ "GET record": holding(seen, '"1"'), "PUT words": reply(204) });
    await document.read();
    const partners = { value: "nieuw", time: 2_000, version: 1 };
    const words = {
      ...seen,
      answers: dictionary([...Object.entries(seen.answers), ["partners", partners] as const]),
    };
    const left = document.leave(words, 60_000)!;
    assert.equal(left.texts, true);
    await left.sent;
    const { method, id, body, keepalive, headers } = asked.at(-1)!;
    assert.deepEqual([method, id, keepalive], ["PUT", "last-words/naam-1", true]);
    assert.deepEqual([headers["If-Match"], headers["If-None-Match"]], [undefined, undefined]);
    const sent = CODEC.decode(body.record);
    assert.deepEqual(sent.kind === "intact" && Object.keys(sent.record.answers), ["partners"]);
    assert.equal(left.left, 60_000 - JSON.stringify(body).length - 100);
  });

  test("take the place of what the page took in, and of nothing that it was told too late", async () => {
    const seen = writtenBy("bbbb", 3, "van een ander");
    for (const [from, beside] of [
      [emptyRecord("1.0.0"), "mijn"],
      [seen, undefined],
    ] as const) {
      const { asked, document } = store({ "GET record": holding(seen, '"1"'), "PUT words": reply(204) });
      await document.read();
      document.leave(writtenBy("aaaa", from === seen ? 4 : 1, "mijn", from), 60_000, from);
      const next = store({
        "GET record": holding(seen, '"1"'),
        "GET ": reply(200, '["record", "last-words/naam-1"]'),
        "GET last-words/naam-1": reply(200, JSON.stringify(asked.at(-1)!.body)),
      });
      const found = await next.document.read();
      assert.ok(found.kind === "intact");
      assert.equal(found.record.conflicts["regio"]?.value, beside);
      assert.equal(found.record.answers["regio"]?.value, beside ? "van een ander" : "mijn");
    }
  });

  test("of a place alone have no text in them; what takes more than there is room for is not sent", async () => {
    const { asked, document } = store({ "PUT words": reply(204) });
    const place = { ...emptyRecord("1.0.0"), attempt: "een", location: "regio" };
    assert.equal(document.leave(place, 60_000)!.texts, false);
    const needed = JSON.stringify(asked.at(-1)!.body).length + 100;
    assert.equal(document.leave(place, needed)!.left, 0);
    assert.equal(document.leave(place, needed - 1), null);
    assert.equal(asked.length, 2);
  });

  test("are taken in at the next launch, and thrown away when the record that has them was seen", async () => {
    const words = record("laatste", { revision: 2 });
    const base = record("eerst");
    const { calls, document, says } = store({
      "GET record": holding(base),
      "GET ": reply(200, '["record", "last-words/x", "last-words/kapot"]'),
      "GET last-words/x": reply(200, JSON.stringify({ record: line(words), base: line(base) })),
      "GET last-words/kapot": reply(200, "null"),
      "DELETE last-words/x": reply(500),
    });
    const found = await document.read();
    assert.ok(found.kind === "intact");
    assert.equal(found.record.answers["regio"]!.value, "laatste");
    assert.deepEqual(Object.keys(found.record.conflicts), [], "they were made of what stands there");
    calls();
    says["GET record"] = holding(found.record);
    assert.equal((await document.readBack(found.record)).kind, "equal");
    assert.deepEqual(calls(), ["GET record", "DELETE last-words/x"]);
    says["DELETE last-words/x"] = reply(404);
    await document.readBack(found.record);
    assert.deepEqual(
      calls(),
      ["GET record", "DELETE last-words/x"],
      "what could not be deleted is tried again",
    );
    await document.readBack(found.record);
    assert.deepEqual(calls(), ["GET record"]);
  });

  test("without what they were made of stand beside what is there; without a record they are the record", async () => {
    const words = reply(200, JSON.stringify({ record: line(record("laatste", { revision: 2 })) }));
    const list = reply(200, '["last-words/x"]');
    const alone = await store({ "GET ": list, "GET last-words/x": words }).document.read();
    assert.equal(alone.kind === "intact" && alone.record.answers["regio"]!.value, "laatste");
    const beside = await store({
      "GET record": holding(record("ander")),
      "GET ": list,
      "GET last-words/x": words,
    }).document.read();
    assert.ok(beside.kind === "intact");
    const { answers, conflicts } = beside.record;
    assert.deepEqual([answers["regio"]!.value, conflicts["regio"]!.value].sort(), ["ander", "laatste"]);
  });

  test("that cannot be had make nothing readable; beside a damaged record they wait", async () => {
    const list = reply(200, '["record", "last-words/x"]');
    const { document, calls } = store({
      "GET record": holding(record("a")),
      "GET ": list,
      "GET last-words/x": reply(500),
    });
    assert.equal((await document.read()).kind, "unreadable");
    await document.read();
    assert.equal(calls().filter((call) => call === "GET list").length, 2);
    const words = reply(200, JSON.stringify({ record: line(record("laatste")) }));
    const damaged = store({ "GET record": reply(200, "kapot"), "GET ": list, "GET last-words/x": words });
    assert.equal((await damaged.document.read()).kind, "damaged");
  });
});

describe("documents of the first players", () => {
  const BOOKMARK = {
    format: 1,
    revision: 7,
    moduleVersion: "0.9.0",
    location: "begin",
    visited: ["begin"],
    finished: 5,
  };
  const ANSWER = { value: "tekst", time: 1_000 };
  const of = (documents: Record<string, unknown>) =>
    recordOfFirstPlayers(
      Object.entries(documents).map(([id, value]) => [id, JSON.stringify(value)] as const),
    );

  test("are the bookmark and the answers, and nothing else is", () => {
    assert.deepEqual(
      ["bookmark", "answer/regio", "record", "answers", "bookmark/x", "last-words/answer/x"].map(
        isOfFirstPlayers,
      ),
      [true, true, false, false, false, false],
    );
  });

  test("are one record, with both texts of a conflict", () => {
    const found = of({
      bookmark: BOOKMARK,
      "answer/regio": { ...ANSWER, conflict: { value: "hun", time: 2 } },
    });
    assert.ok(found.kind === "intact");
    const { revision, moduleVersion, location, visited, finished, answers, conflicts } = found.record;
    assert.deepEqual({ format: 1, revision, moduleVersion, location, visited, finished }, BOOKMARK);
    assert.deepEqual({ ...answers }, { regio: { ...ANSWER, version: 1 } });
    assert.deepEqual({ ...conflicts }, { regio: { value: "hun", time: 2, version: 1 } });
    const only = of({ "answer/regio": { conflict: { value: "hun", time: 2 } } });
    assert.ok(only.kind === "intact");
    assert.deepEqual([Object.keys(only.record.answers), Object.keys(only.record.conflicts)], [[], ["regio"]]);
  });

  for (const change of [
    { format: "1" },
    { revision: "7" },
    { moduleVersion: 1 },
    { location: null },
    { visited: "begin" },
    { visited: [1] },
    { finished: "nu" },
  ]) {
    test(`a bookmark with ${JSON.stringify(change)} is none; the answers are there`, () => {
      const found = of({ bookmark: { ...BOOKMARK, ...change }, "answer/regio": ANSWER });
      assert.ok(found.kind === "damaged" && found.record);
      assert.equal(found.record.answers["regio"]!.value, "tekst");
      assert.equal(found.raw, `bookmark: ${JSON.stringify({ ...BOOKMARK, ...change })}`);
      assert.equal(found.record.location, "");
    });
  }

  test("one that never finished may say so", () => {
    assert.equal(of({ bookmark: { ...BOOKMARK, finished: null } }).kind, "intact");
  });

  test("an answer without text or time is none, and one of a newer format is told", () => {
    for (const broken of [{ value: 1, time: 1 }, { value: "x", time: "1" }, null, "tekst", []]) {
      assert.equal(of({ "answer/regio": broken }).kind, "damaged");
    }
    assert.equal(recordOfFirstPlayers([["answer/regio", "kapot"]]).kind, "damaged");
    assert.equal(of({ bookmark: { format: 2 }, "answer/regio": [] }).kind, "newer");
    const two = of({ "answer/a": null, "answer/b": null });
    assert.equal("raw" in two && two.raw, "answer/a: null\nanswer/b: null");
  });
});

const COURSE = {
  identifier: "proef",
  iri: "https://example.org/modules/proef",
  title: "Proef",
  language: "nl",
  answers: "report",
  passMark: 70,
  sections: [{ id: "begin", title: "Begin", minutes: 5 }],
  interactions: [],
} as unknown as Course;

const arrived = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

function cmi5(lrs: FakeLrs, store = memory()): ActivityTracker {
  return new ActivityTracker("cmi5", COURSE, cmi5Launches(lrs.search, { drafts: store, fetch: lrs.fetch }));
}

describe("a tracker of activities", () => {
  test("without a launch is no LMS, and takes nothing", async () => {
    const tracker = new ActivityTracker("xapi", COURSE, () => Promise.resolve(null));
    assert.equal(await tracker.connect(), null);
    assert.deepEqual([tracker.standard, tracker.answers, tracker.log], ["xapi", "server", []]);
    const over = { kind: "lost", error: "session over" };
    assert.deepEqual(await tracker.read(), { kind: "unreadable" });
    assert.deepEqual(await tracker.write(record("tekst")), over);
    assert.deepEqual(await tracker.commit(), over);
    assert.deepEqual(await tracker.readBack(record("tekst")), { kind: "other" });
    assert.deepEqual(await tracker.report(told("regio", "tekst")), over);
    assert.deepEqual(await tracker.complete(null), over);
    assert.equal(await tracker.completed(), null);
    tracker.leave(record("tekst"));
  });

  test("knows the learner by what the LMS names them with, and the attempt by activity and registration", async () => {
    for (const [changes, id] of [
      [{}, JSON.stringify(ACTOR.account)],
      [{ account: undefined, mbox: "mailto:noor@example.org" }, '"mailto:noor@example.org"'],
      [{ account: undefined, openid: "https://noor.example.org" }, '"https://noor.example.org"'],
      [{ account: undefined, mbox_sha1sum: "abc" }, '"abc"'],
      [{ account: undefined, name: 5 }, '""'],
    ] as const) {
      const lrs = new FakeLrs();
      const actor = JSON.stringify({ ...ACTOR, ...changes });
      const search = new URLSearchParams({ endpoint: ENDPOINT, actor, registration: REGISTRATION });
      const tracker = new ActivityTracker("xapi", COURSE, async () =>
        xapiLaunch(`?${search}`, COURSE.iri, lrs.fetch),
      );
      const connection = (await tracker.connect())!;
      assert.equal(connection.learnerId, id);
      assert.equal(connection.learnerName, "name" in changes ? "" : "Noor");
      assert.equal(connection.attempt, JSON.stringify([COURSE.iri, REGISTRATION]));
      assert.deepEqual(
        [connection.mode, connection.completed, connection.returnUrl],
        ["normal", null, undefined],
      );
      await tracker.read();
      await arrived();
      const state = lrs.sent.filter(({ path }) => path === "activities/state");
      assert.ok(state.length > 0);
      for (const { query } of state) assert.equal(query.get("registration"), REGISTRATION);
    }
  });

  test("tells what waits in one request, and nothing twice; what is told again stays told", async () => {
    const lrs = new FakeLrs();
    const tracker = cmi5(lrs);
    await tracker.connect();
    await tracker.commit();
    const posts = (): number => lrs.sent.filter(({ path }) => path === "statements").length;
    const before = posts();
    await tracker.commit();
    assert.equal(posts(), before, "an empty batch is no request");
    await tracker.report({ ...told("regio", "tekst"), again: true } as never);
    assert.equal(posts(), before);
    await tracker.report(told("regio", "tekst"));
    assert.equal(posts(), before + 1);
  });

  for (const [status, kept] of [
    [429, true],
    [503, true],
    [400, false],
    [401, false],
  ] as const) {
    test(`a batch that gets ${status} is ${kept ? "sent again" : "not sent again"}`, async () => {
      const lrs = new FakeLrs();
      const tracker = cmi5(lrs);
      await tracker.connect();
      await tracker.commit();
      lrs.refuses.set("POST statements", status);
      await tracker.report(told("regio", "tekst"));
      lrs.refuses.clear();
      await tracker.commit();
      assert.equal(lrs.verbs.includes("answered"), kept);
    });
  }

  test("of many that wait keeps the last 200", async () => {
    const lrs = new FakeLrs();
    const tracker = cmi5(lrs);
    await tracker.connect();
    await tracker.commit();
    lrs.online = false;
    for (let count = 0; count < 205; count++) {
      await tracker.report({ kind: "visited", section: `s${count}`, progress: 1 });
    }
    lrs.online = true;
    await tracker.commit();
    const seen = lrs.statements.filter(({ verb }) => verb.id.endsWith("experienced"));
    assert.equal(seen.length, 200);
    assert.match(seen[0]!["object"].id, /s5$/);
  });

  test("that goes says what waits where there is room, and else only that it is over", async () => {
    for (const [length, verbs] of [
      [10, ["answered", "terminated"]],
      [70_000, ["terminated"]],
    ] as const) {
      const lrs = new FakeLrs();
      const tracker = cmi5(lrs);
      await tracker.connect();
      await tracker.commit();
      lrs.online = false;
      await tracker.report(told("regio", "x".repeat(length)));
      lrs.online = true;
      lrs.statements.length = 0;
      tracker.leave(null);
      await arrived();
      assert.deepEqual(lrs.verbs, verbs);
    }
  });

  test("that goes before its beginning was taken says that too, first", async () => {
    const lrs = new FakeLrs();
    const tracker = cmi5(lrs);
    lrs.refuses.set("POST statements", 500);
    await tracker.connect();
    await arrived();
    lrs.refuses.clear();
    tracker.leave(null);
    await arrived();
    assert.deepEqual(lrs.verbs, ["initialized", "terminated"]);
    assert.equal(new Set(lrs.statements.map(({ id }) => id)).size, 2);
  });

  test("of which the LMS refuses completion says how: over, or failed; a refusal at the first try is no success", async () => {
    for (const [status, kind] of [
      [401, "lost"],
      [403, "lost"],
      [409, "failed"],
      [500, "failed"],
    ] as const) {
      const lrs = new FakeLrs();
      const tracker = cmi5(lrs);
      await tracker.connect();
      await tracker.commit();
      lrs.refuses.set("POST statements", status);
      assert.deepEqual(await tracker.complete(null), { kind, error: String(status) });
    }
  });
});

describe("a launch of cmi5", () => {
  const launch = (lrs: FakeLrs, store = memory()): Promise<Launch | null> =>
    cmi5Launch(lrs.search, { drafts: store, fetch: lrs.fetch });

  test("is what the launch data says", async () => {
    const lrs = new FakeLrs();
    lrs.launchData({ masteryScore: 0.8, launchMode: "Review" });
    const made = (await launch(lrs))!;
    const {
      actor,
      activity,
      registration,
      mode,
      masteryScore,
      returnUrl,
      open,
      refused,
      closes,
      categories,
    } = made;
    assert.deepEqual(
      { actor, activity, registration, mode, masteryScore, returnUrl, open, refused, closes },
      {
        actor: ACTOR,
        activity: ACTIVITY,
        registration: REGISTRATION,
        mode: "review",
        masteryScore: 0.8,
        returnUrl: "https://lms.example.org/back",
        open: true,
        refused: false,
        closes: true,
      },
    );
    assert.deepEqual(categories, {
      defined: ["https://w3id.org/xapi/cmi5/context/categories/cmi5"],
      moveOn: ["https://w3id.org/xapi/cmi5/context/categories/moveon"],
    });
    const asked = lrs.sent.find(({ path }) => path === "activities/state")!;
    assert.deepEqual(Object.fromEntries(asked.query), {
      stateId: "LMS.LaunchData",
      activityId: ACTIVITY,
      agent: JSON.stringify(ACTOR),
      registration: REGISTRATION,
    });
    const preferences = lrs.sent.find(({ path }) => path === "agents/profile")!;
    assert.deepEqual(Object.fromEntries(preferences.query), {
      agent: JSON.stringify(ACTOR),
      profileId: "cmi5LearnerPreferences",
    });
  });

  test("without mode, template, score or address is a usual one without them", async () => {
    const lrs = new FakeLrs();
    lrs.launchData({
      launchMode: "Anders",
      contextTemplate: undefined,
      masteryScore: "0.8",
      returnURL: undefined,
    });
    const { mode, context, masteryScore, returnUrl } = (await launch(lrs))!;
    assert.deepEqual([mode, context, masteryScore, returnUrl], ["normal", {}, null, null]);
  });

  for (const [token, data, told_] of [
    [403, null, { open: false, refused: true }],
    [401, null, { open: false, refused: true }],
    [500, null, { open: false, refused: false }],
    [null, 403, { open: false, refused: true }],
    [null, 503, { open: false, refused: false }],
    [null, null, { open: true, refused: false }],
  ] as const) {
    test(`whose token gives ${token ?? 200} and data ${data ?? 200}`, async () => {
      const lrs = new FakeLrs();
      if (token) lrs.refuses.set("POST /fetch/1", token);
      if (data) lrs.refuses.set("GET activities/state", data);
      const { open, refused } = (await launch(lrs))!;
      assert.deepEqual({ open, refused }, told_);
      const profile = lrs.sent.some(({ path }) => path === "agents/profile");
      assert.equal(profile, told_.open, "preferences are asked in a session only");
    });
  }

  for (const [text, refused] of [
    ['{"auth-token": "dG9rZW4="}', false],
    ['{"error-code": "1", "error-text": "used"}', true],
    ["{}", false],
    ["geen json", false],
  ] as const) {
    test(`whose token's address answers ${text}`, async () => {
      const lrs = new FakeLrs();
      const real = lrs.reach;
      lrs.reach = async (address, init) => (address === FETCH ? reply(200, text) : real(address, init));
      assert.equal((await launch(lrs))!.refused, refused);
    });
  }

  test("keeps its token in the tab, under its own address; a store that is full costs no more than that", async () => {
    const lrs = new FakeLrs();
    const store = memory();
    await launch(lrs, store);
    assert.deepEqual([...store.kept.keys()], [`modulebouwer:cmi5:${FETCH}`]);
    const again = (await launch(lrs, store))!;
    assert.equal(lrs.sent.filter(({ method }) => method === "POST").length, 1);
    assert.equal(again.marks.has("initialized"), false);
    again.marks.set("initialized");
    assert.equal((await launch(lrs, store))!.marks.has("initialized"), true);
    const full = memory();
    full.setItem = () => {
      throw new Error("full");
    };
    assert.equal((await launch(new FakeLrs(), full))!.open, true);
  });
});

describe("a launch of plain xAPI", () => {
  const SEARCH = { endpoint: ENDPOINT, auth: "Basic YTpi", actor: JSON.stringify(ACTOR) };
  const launch = (changes: Record<string, string> = {}): Launch | null =>
    xapiLaunch(`?${new URLSearchParams({ ...SEARCH, ...changes })}`, COURSE.iri, () => Promise.reject());

  test("has of itself what it needs, and nothing that nobody told", () => {
    const { lrs: _lrs, marks, ...rest } = launch()!;
    assert.deepEqual(rest, {
      actor: ACTOR,
      activity: COURSE.iri,
      registration: null,
      mode: "normal",
      context: {},
      categories: { defined: [], moveOn: [] },
      masteryScore: null,
      returnUrl: null,
      open: true,
      refused: false,
      closes: false,
    });
    assert.equal(marks.has("terminated"), false);
    marks.set("terminated");
    assert.deepEqual([marks.has("terminated"), marks.has("initialized")], [true, false]);
  });

  test("takes both spellings of the activity, the first that says something", () => {
    assert.equal(launch({ activityId: "https://b.example.org" })!.activity, "https://b.example.org");
    const both = { activity_id: "", activityId: "https://b.example.org" };
    assert.equal(launch(both)!.activity, "https://b.example.org");
    assert.equal(
      launch({ ...both, activity_id: "https://a.example.org" })!.activity,
      "https://a.example.org",
    );
    assert.equal(launch({ endpoint: "" }), null);
  });

  test("passes on where it belongs and the platform", () => {
    const { context } = launch({ grouping: "https://lms.example.org/course/3", activity_platform: "LO" })!;
    assert.deepEqual(context, {
      platform: "LO",
      contextActivities: { grouping: [{ objectType: "Activity", id: "https://lms.example.org/course/3" }] },
    });
  });

  test("an actor of xAPI 0.9 with an account in either form, or other names", () => {
    const homePage = "https://lms.example.org";
    assert.deepEqual(agent({ account: { homePage, name: "noor" } })["account"], { homePage, name: "noor" });
    assert.deepEqual(agent({ account: [{}] })["account"], { homePage: "", name: "" });
    assert.deepEqual(agent({ mbox_sha1sum: ["abc"], openid: ["https://noor.example.org"] }), {
      objectType: "Agent",
      mbox_sha1sum: "abc",
      openid: "https://noor.example.org",
    });
  });
});

test("a parameter is JSON of an object, or nothing", () => {
  assert.deepEqual(jsonObject('{"a": 1}'), { a: 1 });
  for (const text of [null, "", "kapot", "5", "null", "[1]", '"tekst"']) assert.equal(jsonObject(text), null);
});
