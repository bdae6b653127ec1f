/** A page that goes while it is saving in an LRS: no write meets the page's own other one (If-Match). */

import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyRecord } from "../../src/modulebouwer/player/state.ts";
import { createSession, type Session } from "../../src/modulebouwer/player/session.ts";
import { ActivityTracker } from "../../src/modulebouwer/standards/activities/activity_tracker.ts";
import { cmi5Launch } from "../../src/modulebouwer/standards/cmi5/launch.ts";
import { xapiLaunch } from "../../src/modulebouwer/standards/xapi/launch.ts";
import { CODEC } from "./codec.ts";
import { ACTOR, ENDPOINT, FakeLrs, REGISTRATION } from "./fake_lrs.ts";
import { noise } from "./records.ts";
import { asText, Browser, course, memory } from "./virtual.ts";

const IRI = "https://example.org/modules/proef";
const SEARCH = `?${new URLSearchParams({ endpoint: ENDPOINT, actor: JSON.stringify(ACTOR), registration: REGISTRATION })}`;

interface Opened {
  readonly lrs: FakeLrs;
  readonly browser: Browser;
  readonly tracker: ActivityTracker;
  readonly session: Session;
}

async function opened(lrs = new FakeLrs(), kept = memory()): Promise<Opened> {
  const browser = Object.assign(new Browser(), { kept });
  const of = course({ iri: IRI, title: "Proef", language: "nl", passMark: 0 });
  const tracker = new ActivityTracker("xapi", of, () => Promise.resolve(xapiLaunch(SEARCH, IRI, lrs.fetch)));
  const session = createSession(of, tracker, await tracker.connect(), await tracker.read(), browser, asText);
  return { lrs, browser, tracker, session };
}

function textsOf({ session }: Opened): string[] {
  const { answers, conflicts } = session.record;
  return [...Object.values(answers), ...Object.values(conflicts)].map(({ value }) => value);
}

/** Until `holds`, or everything that is under way has an answer. */
async function goesOn(holds: () => boolean = () => false): Promise<void> {
  for (let turn = 0; turn < 30 && !holds(); turn++) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** What a document is for. */
function kind(id: string): string {
  return id.replace(/\/.*/, "");
}

function writes({ sent }: FakeLrs): string[] {
  return sent.filter(({ method }) => method === "PUT").map(({ query }) => query.get("stateId")!);
}

/** All texts that the next launch shows. */
async function texts(lrs: FakeLrs): Promise<string[]> {
  return textsOf(await opened(lrs));
}

test("goes while it asks what is there: what it asks for is not written behind its last words", async () => {
  const { lrs, browser, session } = await opened();
  session.answer("regio", "Mijn regio");
  session.settle("regio");
  const asked = lrs.sent.length;
  await goesOn(() => lrs.sent.length > asked);
  assert.equal(lrs.sent.at(-1)!.method, "GET");
  browser.page!.leave(true);
  await goesOn();
  assert.deepEqual(lrs.refused, []);
  assert.deepEqual(writes(lrs).map(kind), ["last-words"]);
  assert.deepEqual(await texts(lrs), ["Mijn regio"]);
});

test("goes with words while another device has written: no condition refuses them", async () => {
  const { lrs, browser, session } = await opened();
  session.answer("regio", "Mijn regio");
  session.settle("regio");
  await goesOn();
  const elsewhere = await opened(lrs);
  elsewhere.session.answer("partners", "Van elders");
  elsewhere.session.settle("partners");
  await goesOn();
  session.answer("regio", "Mijn regio, en mijn laatste woord");
  browser.page!.leave(true);
  await goesOn();
  assert.deepEqual(lrs.refused, []);
  assert.deepEqual((await texts(lrs)).sort(), ["Mijn regio, en mijn laatste woord", "Van elders"]);
});

test("goes while it writes: its last words stand apart, and nothing is refused", async () => {
  const { lrs, browser, session } = await opened();
  session.answer("regio", "Mijn regio");
  session.settle("regio");
  await goesOn(() => lrs.sent.at(-1)!.method === "PUT");
  session.answer("partners", "Mijn partners");
  browser.page!.leave(true);
  await goesOn();
  assert.deepEqual(lrs.refused, []);
  assert.equal(writes(lrs).length, 2);
  assert.deepEqual((await texts(lrs)).sort(), ["Mijn partners", "Mijn regio"]);
});

test("goes after a write that got no answer but stands there: its last words stand apart too", async () => {
  const { lrs, browser, tracker, session } = await opened();
  session.answer("regio", "Mijn regio");
  session.settle("regio");
  await goesOn(() => writes(lrs).length > 0 && lrs.documents.has("record"));
  await goesOn();
  const real = lrs.reach;
  // It arrives, and its answer does not.
  lrs.reach = async (address, init) => {
    await real(address, init);
    if (init.method === "PUT") throw new TypeError("no answer");
    return real(address, init);
  };
  await tracker.write({ ...session.record, revision: session.record.revision + 1 });
  lrs.reach = real;
  session.answer("partners", "Mijn partners");
  browser.page!.leave(true);
  await goesOn();
  assert.deepEqual(lrs.refused, []);
  assert.deepEqual((await texts(lrs)).sort(), ["Mijn partners", "Mijn regio"]);
});

test("goes before it could read what is there: its words stand apart, and nothing is written over", async () => {
  const { lrs, browser, session } = await opened();
  session.answer("regio", "Mijn regio");
  session.settle("regio");
  await goesOn();
  const stored = lrs.documents.get("record")!.text;
  const reads = lrs.reach;
  lrs.reach = async (address, init) => {
    if (init.method === "GET") throw new TypeError("no answer");
    return reads(address, init);
  };
  const unread = await opened(lrs);
  assert.equal(unread.session.found, "unreadable");
  unread.session.openAnyway();
  unread.session.answer("partners", "Mijn partners");
  unread.browser.page!.leave(true);
  browser.page!.leave(true);
  await goesOn();
  assert.equal(lrs.documents.get("record")!.text, stored);
  lrs.reach = reads;
  assert.deepEqual((await texts(lrs)).sort(), ["Mijn partners", "Mijn regio"]);
});

test("is kept for the back button while it writes: the second write is made of what the first one left", async () => {
  const { lrs, browser, session } = await opened();
  session.answer("regio", "Mijn regio");
  session.settle("regio");
  await goesOn(() => lrs.sent.at(-1)!.method === "PUT");
  session.answer("partners", "Mijn partners");
  browser.page!.leave(false);
  await goesOn();
  assert.deepEqual(lrs.refused, []);
  assert.deepEqual(new Set(writes(lrs)), new Set(["record"]));
  const stored = CODEC.decode(String(lrs.document("record").record));
  assert.equal(stored.kind === "intact" && stored.record.answers["partners"]?.value, "Mijn partners");
});

/** An LMS that takes nothing behind "terminated" (cmi5 8.1.2), and gets what is sent at one time the other way round. */
class ClosingLms extends FakeLrs {
  constructor() {
    super();
    const real = this.reach;
    this.reach = async (address, init) => {
      if (init.method === "PUT") await new Promise((resolve) => setTimeout(resolve, 5));
      if (this.verbs.includes("terminated")) return new Response("", { status: 403 });
      return real(address, init);
    };
  }
}

test("goes with words that an LMS has not seen: they are there before the session ends", async () => {
  const lrs = new ClosingLms();
  const of = course({ iri: IRI, title: "Proef", language: "nl", passMark: 0 });
  const tracker = new ActivityTracker("cmi5", of, () =>
    cmi5Launch(lrs.search, { drafts: null, fetch: lrs.fetch }),
  );
  await tracker.connect();
  const stored = await tracker.read();
  const place = { ...emptyRecord("1.0.0"), attempt: "een", revision: 1, location: "begin" };
  assert.deepEqual(stored, { kind: "empty" });
  tracker.leave({ ...place, answers: { regio: { value: "Mijn laatste woord", time: 1000, version: 1 } } });
  await goesOn(() => lrs.verbs.includes("terminated"));
  const id = [...lrs.documents.keys()].find((one) => kind(one) === "last-words")!;
  const held = CODEC.decode(String(lrs.document(id)?.record ?? ""));
  assert.equal(held.kind === "intact" && held.record.answers["regio"]?.value, "Mijn laatste woord");
  assert.equal(lrs.verbs.at(-1), "terminated");
});

test("goes with nothing but another place: the session ends at once", async () => {
  const lrs = new ClosingLms();
  const of = course({ iri: IRI, title: "Proef", language: "nl", passMark: 0 });
  const tracker = new ActivityTracker("cmi5", of, () =>
    cmi5Launch(lrs.search, { drafts: null, fetch: lrs.fetch }),
  );
  await tracker.connect();
  await tracker.read();
  const before = lrs.sent.length;
  tracker.leave({ ...emptyRecord("1.0.0"), attempt: "een", revision: 1, location: "begin" });
  assert.deepEqual(
    lrs.sent.slice(before).map(({ path }) => path),
    ["statements"],
    "the last statement does not wait",
  );
  await goesOn();
});

test("gets more at once than a browser sends along with a page that goes: it is saved at once", async () => {
  const { browser, session } = await opened();
  const began = browser.elapsed;
  session.answer("regio", noise(30_000));
  await goesOn();
  assert.equal(session.status("regio").kind, "saved");
  assert.equal(browser.elapsed, began);
});

test("goes with more than a browser sends along: the next launch in this browser has it, until the LMS has it", async () => {
  const { lrs, browser, session } = await opened();
  const long = `Uw tekst ${noise(90_000)}`;
  session.answer("regio", long);
  browser.page!.leave(true);
  await goesOn();
  assert.deepEqual(await texts(lrs), [], "nothing of it went along");
  const kept = browser.kept as ReturnType<typeof memory>;
  const again = await opened(lrs, kept);
  assert.deepEqual(textsOf(again), [long]);
  assert.equal(again.session.status("regio").kind, "saving");
  again.session.settle("regio");
  await goesOn();
  assert.equal(again.session.status("regio").kind, "saved");
  assert.deepEqual([...kept.kept.values()], []);
  assert.deepEqual(await texts(lrs), [long]);
});

test("goes with a text that was saved: nothing of it stays in the browser", async () => {
  const { browser, session } = await opened();
  session.answer("regio", "Mijn regio");
  session.settle("regio");
  await goesOn();
  browser.page!.leave(true);
  assert.deepEqual([...(browser.kept as ReturnType<typeof memory>).kept.values()], []);
});

test("what two pages of one attempt leave behind in one browser is all there at the next launch", async () => {
  const lrs = new FakeLrs();
  const kept = memory();
  const [one, two] = [await opened(lrs, kept), await opened(lrs, kept)];
  one.session.answer("regio", `Een ${noise(90_000)}`);
  two.session.answer("partners", `Twee ${noise(90_000)}`);
  for (const { browser } of [one, two]) browser.page!.leave(true);
  await goesOn();
  assert.deepEqual(
    textsOf(await opened(lrs, kept))
      .map((text) => text.slice(0, 4))
      .sort(),
    ["Een ", "Twee"],
  );
});

test("the other text that a page's last words made stays a choice for whoever found it", async () => {
  const { lrs, browser, session } = await opened();
  const elsewhere = await opened(lrs);
  session.answer("regio", "Laatste woord");
  browser.page!.leave(true);
  elsewhere.session.answer("regio", "Van elders");
  elsewhere.session.settle("regio");
  await goesOn();
  const found = await opened(lrs);
  assert.deepEqual((await textsOf(found)).sort(), ["Laatste woord", "Van elders"]);
  found.session.answer("partners", "Nieuw");
  found.session.settle("partners");
  await goesOn();
  assert.deepEqual((await textsOf(found)).sort(), ["Laatste woord", "Nieuw", "Van elders"]);
  assert.deepEqual((await texts(lrs)).sort(), ["Laatste woord", "Nieuw", "Van elders"]);
});

test("goes with a few words in the place of very many: the old text need not go along", async () => {
  const { lrs, browser, session } = await opened();
  session.answer("regio", noise(90_000));
  session.settle("regio");
  await goesOn();
  session.answer("regio", "Toch maar dit");
  browser.page!.leave(true);
  await goesOn();
  assert.ok((await texts(lrs)).includes("Toch maar dit"));
});
