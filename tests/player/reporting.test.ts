/** What reports are told, when, and once. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Answer } from "../../src/modulebouwer/player/record.ts";
import { Reporting } from "../../src/modulebouwer/player/reporting.ts";
import type { Respond } from "../../src/modulebouwer/player/seam.ts";
import type { Outcome, ReportEvent, Tracker } from "../../src/modulebouwer/player/tracker.ts";
import { asText, course } from "./virtual.ts";

const NOBODY: ReadonlySet<string> = new Set();

function reporting(answers: "report" | "lms", respond: Respond = asText) {
  const events: ReportEvent[] = [];
  const state = { commits: 0, outcome: (): Outcome => ({ kind: "ok" }), safe: {} as Record<string, string> };
  const tracker = {
    report: async (event: ReportEvent) => (events.push(event), state.outcome()),
    commit: async () => ((state.commits += 1), state.outcome()),
  } as unknown as Tracker;
  const of = new Reporting(course({ answers }), tracker, respond);
  const safe = (id: string): Answer | undefined =>
    state.safe[id] === undefined ? undefined : { value: state.safe[id], time: 7_000, version: 1 };
  /** What was told in this turn: id, text, and whether it may have been told before. */
  const run = async (typed = NOBODY, finishing = false) => {
    await of.run(safe, typed, finishing);
    return events.splice(0).map((event) => {
      assert.ok(event.kind === "answered");
      assert.equal(event.time, 7_000);
      return [event.interaction.id, event.response?.parts.join("") ?? null, event.again];
    });
  };
  return { of, state, run };
}

test("an answer is told when it is safe and the learner has left it, in the module's order, and committed once", async () => {
  const { of, state, run } = reporting("report");
  assert.deepEqual(await run(), []);
  of.settle("partners");
  of.settle("regio");
  assert.deepEqual(await run(), [], "nothing is safe yet");
  assert.equal(state.commits, 0);
  state.safe = { regio: "een", partners: "twee" };
  assert.deepEqual(await run(new Set(["regio", "partners"])), [
    ["regio", "een", false],
    ["partners", "twee", false],
  ]);
  assert.equal(state.commits, 1);
  assert.deepEqual(await run(), [], "once");
  assert.equal(state.commits, 1);
});

test("the same text is told once, another one again, and what the LMS did not take is told at the next time", async () => {
  const { of, state, run } = reporting("report");
  const typed = new Set(["regio"]);
  state.safe = { regio: "een" };
  of.settle("regio");
  state.outcome = () => ({ kind: "failed", error: "101" });
  assert.deepEqual(await run(typed), [["regio", "een", false]]);
  of.settle("regio");
  state.outcome = () => ({ kind: "ok" });
  assert.deepEqual(await run(typed), [["regio", "een", false]]);
  of.settle("regio");
  assert.deepEqual(await run(typed), []);
  state.safe = { regio: "twee" };
  of.settle("regio");
  assert.deepEqual(await run(typed), [["regio", "twee", false]]);
});

test("an answer that was never given is not told as emptied; one that was is", async () => {
  const { of, state, run } = reporting("report");
  state.safe = { regio: "" };
  of.settle("regio");
  assert.deepEqual(await run(), []);
  state.safe = { regio: "een" };
  of.settle("regio");
  await run(new Set(["regio"]));
  state.safe = { regio: "" };
  of.settle("regio");
  assert.deepEqual(await run(new Set(["regio"])), [["regio", "", false]]);
});

test("what earlier sessions answered is told with the first answer of this one, or at the end, and once", async () => {
  for (const finishing of [false, true]) {
    const { of, state, run } = reporting("report");
    state.safe = { regio: "van vroeger", partners: "van nu" };
    if (!finishing) of.settle("partners");
    const told = await run(new Set(["partners"]), finishing);
    assert.deepEqual(told.at(-1), ["regio", "van vroeger", true]);
    assert.deepEqual(told.length, finishing ? 1 : 2);
    assert.equal(state.commits, 1);
    assert.deepEqual(await run(NOBODY, true), []);
  }
});

test("an answer that was emptied in an earlier session is told empty, also where its kind has no response to that", async () => {
  const { state, run } = reporting("report", (_interaction, value) =>
    value === "" ? null : { parts: [value], result: "neutral" },
  );
  state.safe = { regio: "" };
  assert.deepEqual(await run(NOBODY, true), [["regio", "", true]]);
});

test("an answer to which its kind has no response is not told, and commits nothing", async () => {
  const { of, state, run } = reporting("report", () => null);
  state.safe = { regio: "iets" };
  of.settle("regio");
  assert.deepEqual(await run(), []);
  assert.equal(state.commits, 0);
});

test("answers: lms tells that a question was answered; that is no text to commit, and brings no earlier ones along", async () => {
  const { of, state, run } = reporting("lms");
  state.safe = { regio: "een", partners: "van vroeger" };
  of.settle("regio");
  assert.deepEqual(await run(new Set(["regio"]), true), [["regio", null, false]]);
  assert.equal(state.commits, 0);
});

test("a tracker that throws stops nothing", async () => {
  const { of, state, run } = reporting("report");
  state.safe = { regio: "een" };
  of.settle("regio");
  state.outcome = () => {
    throw new Error("script of the LMS");
  };
  assert.deepEqual(await run(new Set(["regio"])), [["regio", "een", false]]);
  state.outcome = () => ({ kind: "ok" });
  of.settle("regio");
  assert.deepEqual(await run(new Set(["regio"])), [["regio", "een", false]]);
});
