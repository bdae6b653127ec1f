import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Course } from "../../src/modulebouwer/player/course.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { emptyRecord } from "../../src/modulebouwer/player/state.ts";
import { crc32 } from "../../src/modulebouwer/player/crc32.ts";
import { asciiLine } from "../../src/modulebouwer/standards/scorm2004/interactions.ts";
import { Scorm2004Tracker } from "../../src/modulebouwer/standards/scorm2004/scorm2004_tracker.ts";
import { CODEC } from "./codec.ts";
import { firstLine } from "./first_players.ts";
import { FakeLms2004, type Settings } from "./fake_lms2004.ts";
import { answersOf } from "./prose.ts";
import { noise, records, SEED, texts } from "./records.ts";
import { interaction, told } from "./virtual.ts";

const OBJECTIVES = [
  { id: "kijken", text: "U kijkt\nover de rand." },
  { id: "doen", text: "U doet iets." },
];
const COURSE = {
  identifier: "proef",
  language: "nl",
  objectives: OBJECTIVES,
  passMark: 70,
  interactions: [],
  completion: { sections: "all", components: "required", score: "none", fullScore: false },
} as unknown as Course;

async function launch(
  values?: Map<string, string>,
  settings: Settings = {},
  course = COURSE,
): Promise<{ lms: FakeLms2004; tracker: Scorm2004Tracker }> {
  const lms = new FakeLms2004(values, settings);
  Object.assign(globalThis, { window: lms.window });
  const tracker = new Scorm2004Tracker(course);
  await tracker.connect();
  return { lms, tracker };
}

function recordOf(answers: Record<string, string>, changes: Partial<StateRecord> = {}): StateRecord {
  const entries = Object.entries(answers).map(([id, value], index) => [
    id,
    { value, time: 1000 + index, version: 1 },
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

test("exit is suspend before anything else is stored, and never another value", async () => {
  const { lms, tracker } = await launch();
  assert.deepEqual(lms.calls.slice(0, 2), ["Initialize", "SetValue(cmi.exit)"]);
  await tracker.write(recordOf({ regio: "x" }));
  await tracker.complete(null);
  tracker.leave(recordOf({ regio: "y" }));
  assert.equal(lms.values.get("cmi.exit"), "suspend");
  assert.equal(lms.calls.filter((call) => call === "SetValue(cmi.exit)").length, 1);
  assert.deepEqual(lms.calls.slice(-2), ["Commit", "Terminate"]);
});

test("the status is incomplete at once, and success unknown until there is a score", async () => {
  const { lms, tracker } = await launch();
  assert.equal(lms.values.get("cmi.completion_status"), "incomplete");
  assert.equal(lms.committed, 1);
  await tracker.complete(null);
  assert.equal(lms.values.get("cmi.completion_status"), "completed");
  assert.equal(lms.values.get("cmi.progress_measure"), "1");
  assert.equal(lms.values.has("cmi.success_status"), false);
});

// Where it never was, a "completed" that is not taken could not be told from one that is.
test("the status is incomplete also where the LMS gives an error for one that was never set", async () => {
  const { lms } = await launch(undefined, { noStatus: "403" });
  assert.equal(lms.values.get("cmi.completion_status"), "incomplete");
});

test("the status is left alone where the LMS fails to tell it", async () => {
  const { lms } = await launch(undefined, { noStatus: "301" });
  assert.equal(lms.values.has("cmi.completion_status"), false);
});

test("a score is told in all its forms and makes success known", async () => {
  for (const [score, passingScore, success] of [
    [85.4, "", "passed"],
    [69.5, "0.7", "passed"],
    [60, "0.7", "failed"],
  ] as const) {
    const { lms, tracker } = await launch(new Map(), { passingScore });
    assert.deepEqual(await tracker.complete(score), { kind: "ok" });
    const told = ["raw", "min", "max", "scaled"].map((part) => lms.values.get(`cmi.score.${part}`));
    assert.deepEqual(told, [String(Math.round(score)), "0", "100", String(Math.round(score) / 100)]);
    assert.equal(lms.values.get("cmi.success_status"), success);
  }
});

test("an ungraded module reports 100 at completion if its designer asks for it, and passes nobody", async () => {
  const completion = { ...COURSE.completion, fullScore: true };
  const { lms, tracker } = await launch(new Map(), {}, { ...COURSE, completion });
  assert.deepEqual(await tracker.complete(null), { kind: "ok" });
  const said = ["raw", "min", "max", "scaled"].map((part) => lms.values.get(`cmi.score.${part}`));
  assert.deepEqual(said, ["100", "0", "100", "1"]);
  assert.equal(lms.values.has("cmi.success_status"), false);
});

test("prompts have their place in the module for an index, and say what they ask", async () => {
  const prompts = ["een", "twee", "drie"].map((id) => interaction(id, { prompt: `Wat\nziet u bij ${id}?` }));
  const values = new Map<string, string>();
  const { lms, tracker } = await launch(values, {}, { ...COURSE, interactions: prompts });
  const tell = (id: string, text: string, to = tracker): unknown => to.report(told(id, text));
  await tell("drie", "x".repeat(4_000));
  assert.deepEqual(
    [0, 1, 2, 3].map((index) => lms.values.get(`cmi.interactions.${index}.id`)),
    ["een", "twee", "drie", "drie.2"],
  );
  assert.equal(lms.values.get("cmi.interactions.1.description"), "Wat ziet u bij twee?");
  assert.equal(lms.values.get("cmi.interactions.1.type"), "long-fill-in");
  assert.equal(lms.values.has("cmi.interactions.1.learner_response"), false);
  const later = await launch(values, {}, { ...COURSE, interactions: prompts });
  await tell("twee", "Later.", later.tracker);
  assert.equal(values.get("cmi.interactions.1.learner_response"), "{lang=nl}Later.");
  assert.equal(values.has("cmi.interactions.4.id"), false);
});

test("progress is told at every section, and 1 only by the learner's own act", async () => {
  const { lms, tracker } = await launch();
  for (const [progress, told] of [
    [33, "0.33"],
    [100, "0.99"],
  ] as const) {
    await tracker.report({ kind: "visited", section: "begin", progress });
    assert.equal(lms.values.get("cmi.progress_measure"), told);
  }
});

test("objectives are made once, in one line, and completed with the module", async () => {
  const values = new Map<string, string>();
  await launch(values);
  const { lms, tracker } = await launch(values);
  const told = [0, 1].map((index) =>
    ["id", "description", "completion_status"].map((field) =>
      lms.values.get(`cmi.objectives.${index}.${field}`),
    ),
  );
  assert.deepEqual(told, [
    ["kijken", "U kijkt over de rand.", "incomplete"],
    ["doen", "U doet iets.", "incomplete"],
  ]);
  await tracker.complete(null);
  assert.equal(lms.values.get("cmi.objectives.1.completion_status"), "completed");
  assert.equal(lms.values.has("cmi.objectives.2.id"), false);
});

test("an answer for the report is on one line, in its language, and replaced by a later one", async () => {
  const { lms, tracker } = await launch();
  const value = 'Regel één.\r\nRegel "twee" {met haken} \u2028 en \\ 😀.';
  assert.deepEqual(await tracker.report(told("regio", value)), { kind: "ok" });
  const response = lms.values.get("cmi.interactions.0.learner_response")!;
  assert.match(response, /^\{lang=nl\}[\x20-\x7e]+$/);
  assert.equal(JSON.parse(`"${response.slice("{lang=nl}".length)}"`), value);
  assert.match(lms.values.get("cmi.interactions.0.timestamp")!, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
  await tracker.report(told("regio", "kort"));
  assert.equal(lms.values.get("cmi.interactions.0.learner_response"), "{lang=nl}kort");
  assert.equal(lms.values.has("cmi.interactions.1.id"), false);
});

test("a long answer for the report goes in pieces, and a shorter one leaves no tail", async () => {
  const { lms, tracker } = await launch();
  await tracker.report(told("regio", noise(9_000)));
  assert.equal(lms.values.get("cmi.interactions.2.id"), "regio.3");
  await tracker.report(told("regio", "kort"));
  const stored = [0, 1, 2].map((index) => lms.values.get(`cmi.interactions.${index}.learner_response`));
  assert.deepEqual(stored, ["{lang=nl}kort", "{lang=nl}", "{lang=nl}"]);
});

test("what is chosen is reported in the form of its type", async () => {
  const { lms, tracker } = await launch();
  const options = ["het-bestuur", "gemeente"].map((id) => ({ id, text: id }));
  const cases = [
    [
      interaction("kies", { type: "choice", options, right: ["het-bestuur"] }),
      ["gemeente"],
      "gemeente",
      "het_bestuur",
    ],
    [
      interaction("rij", { type: "sequencing", options, right: ["gemeente", "het-bestuur"] }),
      ["het-bestuur", "gemeente"],
      "het_bestuur[,]gemeente",
      "gemeente[,]het_bestuur",
    ],
    [
      interaction("paar", { type: "matching", options, targets: options, right: ["gemeente=gemeente"] }),
      ["het-bestuur=gemeente"],
      "het_bestuur[.]gemeente",
      "gemeente[.]gemeente",
    ],
    [interaction("waar", { type: "true-false", right: ["true"] }), ["false"], "false", "true"],
    [interaction("schaal.een", { type: "likert", options }), ["2"], "2", undefined],
    [interaction("kort", { type: "fill-in", right: ["960", "960 uur"] }), ["één"], "\\u00e9\\u00e9n", "960"],
  ] as const;
  for (const [index, [one, parts, response, pattern]] of cases.entries()) {
    const said = { parts, result: "incorrect" } as const;
    const event = { kind: "answered", interaction: one, response: said, time: 0, again: false } as const;
    assert.deepEqual(await tracker.report(event), { kind: "ok" });
    const stored = (field: string): string | undefined =>
      lms.values.get(`cmi.interactions.${index}.${field}`);
    assert.equal(stored("type"), one.type);
    assert.equal(stored("learner_response"), response);
    assert.equal(stored("correct_responses.0.pattern"), pattern);
    assert.equal(stored("result"), "incorrect");
  }
});

test("without a response nothing is reported", async () => {
  const { lms, tracker } = await launch();
  await tracker.report({
    kind: "answered",
    interaction: interaction("regio"),
    response: null,
    time: 0,
    again: false,
  });
  assert.equal(lms.values.has("cmi.interactions.0.id"), false);
});

test("any record comes back as it was", async () => {
  await fc.assert(
    fc.asyncProperty(records(), async (record) => {
      const { lms, tracker } = await launch();
      const written = await tracker.write(record);
      if (written.kind !== "ok") return;
      assert.equal((await tracker.readBack(record)).kind, "equal");
      const { tracker: again } = await launch(lms.values);
      const stored = await again.read();
      assert.equal(stored.kind, "intact");
      assert.deepEqual("record" in stored && { ...stored.record!.answers }, { ...record.answers });
    }),
    { seed: SEED, numRuns: 100 },
  );
});

test("nothing overflows while suspend data has room", async () => {
  const { lms, tracker } = await launch();
  await tracker.write(recordOf({ regio: noise(20_000) }));
  assert.equal(lms.values.has("cmi.interactions.0.id"), false);
});

test("an LMS that takes 4,000 characters holds what one of SCORM 1.2 does: it is packed, and nothing overflows", async () => {
  const { lms, tracker } = await launch(new Map(), { room: 4_000 });
  const answers = answersOf(600).slice(0, 12);
  const record = recordOf(Object.fromEntries(answers.map((text, index) => [`vraag-${index}`, text])));
  assert.deepEqual(await tracker.write(record), { kind: "ok" });
  assert.equal((await tracker.readBack(record)).kind, "equal");
  assert.equal(lms.values.has("cmi.interactions.0.id"), false);
  const { tracker: again } = await launch(lms.values, { room: 4_000 });
  const stored = await again.read();
  assert.deepEqual("record" in stored && { ...stored.record!.answers }, { ...record.answers });
});

/** As the first players left it when suspend data was full: a mark in the record, the text in an interaction. */
function overflowed(text: string): Map<string, string> {
  const line = asciiLine(text);
  const mark = `\u0000overflow:1:${text.length}:${crc32(line)}`;
  const record = firstLine([
    ["regio", 1_795_000_000, mark],
    ["plan", 1_795_000_001, "Kort."],
  ]);
  return new Map([
    ["cmi.suspend_data", record],
    ["cmi.interactions.0.id", "overflow.regio"],
    ["cmi.interactions.0.type", "long-fill-in"],
    ["cmi.interactions.0.learner_response", `{lang=nl}${line}`],
  ]);
}

test("an answer that a first player moved to an interaction comes back, and is written in the record", async () => {
  const text = "Lang.\n“één” en meer";
  const { lms, tracker } = await launch(overflowed(text));
  const stored = await tracker.read();
  assert.ok(stored.kind === "intact");
  assert.equal(stored.record.answers["regio"]!.value, text);
  assert.equal(stored.record.answers["plan"]!.value, "Kort.");
  await tracker.write({ ...stored.record, revision: 8 });
  const now = CODEC.decode(lms.values.get("cmi.suspend_data")!);
  assert.equal("record" in now && now.record!.answers["regio"]!.value, text);
});

test("one that the LMS lost is noticed, and the others stay", async () => {
  const values = overflowed("Lang.");
  values.set("cmi.interactions.0.learner_response", "{lang=nl}");
  const { tracker } = await launch(values);
  const stored = await tracker.read();
  assert.equal(stored.kind, "damaged");
  assert.deepEqual("record" in stored && Object.keys(stored.record!.answers), ["plan"]);
});

test("what fits nowhere is refused with its size, and what stood there stays", async () => {
  const { lms, tracker } = await launch();
  await tracker.write(recordOf({ regio: "Kort." }));
  const before = lms.values.get("cmi.suspend_data");
  const outcome = await tracker.write(recordOf({ regio: noise(80_000) }));
  assert.equal(outcome.kind, "refused");
  assert.equal(lms.values.get("cmi.suspend_data"), before);
});

test("a commit stays under 60,000 characters, interactions included", async () => {
  const answers = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`a${i}`, noise(9_000, i + 1)]));
  const { lms, tracker } = await launch(new Map(), { room: 4_096 });
  assert.equal((await tracker.write(recordOf(answers))).kind, "refused");
  const all = [...lms.values.values()].reduce((sum, value) => sum + value.length, 0);
  assert.ok(all < 60_000, String(all));
});

test("no more than 100 interactions are made", async () => {
  const { lms, tracker } = await launch();
  for (let index = 0; index < 105; index++) {
    const outcome = await tracker.report(told(`v${index}`, "x"));
    assert.equal(outcome.kind, index < 100 ? "ok" : "refused");
  }
  assert.equal(lms.values.has("cmi.interactions.100.id"), false);
});

test("in browse nothing is written, in review neither status nor time", async () => {
  const browse = await launch(new Map(), { mode: "browse" });
  browse.tracker.leave(null);
  assert.equal(browse.lms.values.size, 0);
  const review = await launch(new Map([["cmi.completion_status", "completed"]]), { mode: "review" });
  await review.tracker.write(recordOf({ regio: "Nog iets." }));
  await review.tracker.commit();
  review.tracker.leave(null);
  assert.deepEqual([...review.lms.values.keys()].sort(), [
    "cmi.completion_status",
    "cmi.exit",
    "cmi.suspend_data",
  ]);
});

test("a completed attempt stays completed", async () => {
  const { lms, tracker } = await launch(new Map([["cmi.completion_status", "completed"]]));
  assert.equal(lms.calls.includes("SetValue(cmi.completion_status)"), false);
  const connection = await tracker.connect();
  assert.equal(connection?.completed, true);
});

test("a session that is over, and a commit that fails, are told apart", async () => {
  const { lms, tracker } = await launch();
  lms.refuses.set("Commit", "391");
  assert.deepEqual(await tracker.commit(), { kind: "failed", error: "391" });
  lms.running = false;
  lms.refuses.clear();
  assert.equal((await tracker.write(recordOf({ regio: "x" }))).kind, "lost");
  assert.equal((await tracker.commit()).kind, "lost");
});

test("the log never holds a text", async () => {
  const { tracker } = await launch();
  await fc.assert(
    fc.asyncProperty(
      texts.filter((text) => text.length > 8),
      async (value) => {
        await tracker.write(recordOf({ regio: value }));
        await tracker.report(told("regio", value));
      },
    ),
    { seed: SEED, numRuns: 20 },
  );
  const secret = "Geheim over de regio";
  await tracker.report(told("regio", secret));
  assert.equal(JSON.stringify(tracker.log).includes(secret), false);
});
