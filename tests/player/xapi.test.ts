import assert from "node:assert/strict";
import { test } from "node:test";
import type { Course } from "../../src/modulebouwer/player/course.ts";
import { ActivityTracker } from "../../src/modulebouwer/standards/activities/activity_tracker.ts";
import { agent, xapiLaunch } from "../../src/modulebouwer/standards/xapi/launch.ts";
import { ACTOR, ENDPOINT, FakeLrs, REGISTRATION } from "./fake_lrs.ts";

const IRI = "https://example.org/modules/proef";
const COURSE = {
  identifier: "proef",
  iri: IRI,
  title: "Proef",
  language: "nl",
  answers: "lms",
  passMark: 0,
  sections: [{ id: "begin", title: "Begin", minutes: 5 }],
  interactions: [],
} as unknown as Course;

function search(changes: Record<string, string> = {}): string {
  const given = { endpoint: ENDPOINT, auth: "Basic YTpi", actor: JSON.stringify(ACTOR), ...changes };
  return `?${new URLSearchParams(given)}`;
}

const nobody = (): Promise<Response> => Promise.reject(new TypeError("nobody is asked"));

test("opened without a launch there is no LMS", () => {
  assert.equal(xapiLaunch("", IRI, nobody), null);
  assert.equal(xapiLaunch(search({ actor: "kapot" }), IRI, nobody), null);
  assert.equal(xapiLaunch(search(), "", nobody), null);
});

test("the activity is the one that the LMS names, else the module's own", () => {
  assert.equal(xapiLaunch(search(), IRI, nobody)!.activity, IRI);
  const named = "https://lms.example.org/a/1";
  assert.equal(xapiLaunch(search({ activity_id: named }), IRI, nobody)!.activity, named);
});

test("an actor of the old form becomes one of today", () => {
  const old = { name: ["Noor"], mbox: ["mailto:noor@example.org"] };
  assert.deepEqual(agent(old), { objectType: "Agent", name: "Noor", mbox: "mailto:noor@example.org" });
  const account = [{ accountServiceHomePage: "https://lms.example.org", accountName: "noor" }];
  assert.deepEqual(agent({ account }), {
    objectType: "Agent",
    account: { homePage: "https://lms.example.org", name: "noor" },
  });
  assert.deepEqual(agent(ACTOR), ACTOR);
});

test("the same statements, without the rules of cmi5", async () => {
  const lrs = new FakeLrs();
  const given = {
    registration: REGISTRATION,
    grouping: "https://lms.example.org/course/3",
    activity_platform: "Leeromgeving",
  };
  const tracker = new ActivityTracker("xapi", COURSE, () =>
    Promise.resolve(xapiLaunch(search(given), IRI, lrs.fetch)),
  );
  await tracker.connect();
  await tracker.report({ kind: "visited", section: "begin", progress: 100 });
  await tracker.complete(80);
  tracker.leave(null);
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(lrs.verbs, ["initialized", "experienced", "completed", "passed", "terminated"]);
  assert.equal(lrs.sent[0]!.headers.get("Authorization"), "Basic YTpi");
  for (const { context } of lrs.statements) {
    assert.equal(context.registration, REGISTRATION);
    assert.equal(context.platform, "Leeromgeving");
    assert.equal(context.contextActivities.grouping[0].id, given.grouping);
    assert.equal("category" in context.contextActivities, false);
    assert.equal("extensions" in context, false);
  }
});

test("without a registration the documents hang on the learner and the activity alone", async () => {
  const lrs = new FakeLrs();
  const tracker = new ActivityTracker("xapi", COURSE, () =>
    Promise.resolve(xapiLaunch(search(), IRI, lrs.fetch)),
  );
  await tracker.connect();
  await tracker.read();
  const asked = lrs.sent.find(({ path }) => path === "activities/state")!;
  assert.equal(asked.query.has("registration"), false);
  assert.equal(asked.query.get("activityId"), IRI);
  assert.equal("registration" in lrs.statements[0]!["context"], false);
});

test("every load of the page is a session of its own", async () => {
  const lrs = new FakeLrs();
  for (let load = 0; load < 2; load++) {
    const tracker = new ActivityTracker("xapi", COURSE, () =>
      Promise.resolve(xapiLaunch(search(), IRI, lrs.fetch)),
    );
    await tracker.connect();
    tracker.leave(null);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  assert.deepEqual(lrs.verbs, ["initialized", "terminated", "initialized", "terminated"]);
});
