import assert from "node:assert/strict";
import { test } from "node:test";
import { ScormCalls } from "../../src/modulebouwer/standards/scorm/scorm_api.ts";
import { reportAnswer } from "../../src/modulebouwer/standards/scorm12/interactions.ts";
import { interaction } from "./virtual.ts";

/** An LMS that keeps what it is given, in the order it came. */
function lms(): { calls: ScormCalls; values: Map<string, string> } {
  const values = new Map<string, string>();
  const api = {
    LMSSetValue: (name: string, value: string) => (values.set(name, value), "true"),
    LMSGetLastError: () => "0",
  };
  return { calls: new ScormCalls(api as never, "LMS"), values };
}

const OPTIONS = ["het-bestuur", "gemeente", "school"].map((id) => ({ id, text: id }));
const CASES = [
  ["choice", ["school", "gemeente"], "3,2", ["het-bestuur"], "1"],
  ["sequencing", ["gemeente", "het-bestuur"], "2,1", ["het-bestuur", "gemeente"], "1,2"],
  ["matching", ["gemeente=school"], "2.3", ["gemeente=het-bestuur"], "2.1"],
  ["true-false", ["false"], "f", ["true"], "t"],
  ["fill-in", ["960"], "960", ["960 uur", "960"], "960 uur"],
] as const;

for (const [type, parts, response, right, pattern] of CASES) {
  test(`${type} is reported as SCORM 1.2 has it (RTE 3.4.7)`, () => {
    const { calls, values } = lms();
    const one = interaction("vraag", { type, options: OPTIONS, targets: OPTIONS, right });
    const told = reportAnswer(calls, 4, one, { parts, result: "incorrect" }, new Date(2026, 0, 2, 3, 4, 5));
    assert.deepEqual(told, { next: 5, error: "0" });
    assert.deepEqual(
      [...values],
      [
        ["cmi.interactions.4.id", "vraag"],
        ["cmi.interactions.4.type", type],
        ["cmi.interactions.4.student_response", response],
        ["cmi.interactions.4.correct_responses.0.pattern", pattern],
        ["cmi.interactions.4.result", "wrong"],
        ["cmi.interactions.4.time", "03:04:05"],
      ],
    );
  });
}

test("a point of a scale is neither right nor wrong", () => {
  const { calls, values } = lms();
  const points = ["1", "2", "3"].map((id) => ({ id, text: id }));
  reportAnswer(
    calls,
    0,
    interaction("s.een", { type: "likert", options: points }),
    { parts: ["3"], result: "neutral" },
    new Date(),
  );
  assert.equal(values.get("cmi.interactions.0.student_response"), "3");
  assert.equal(values.get("cmi.interactions.0.result"), "neutral");
  assert.equal(values.has("cmi.interactions.0.correct_responses.0.pattern"), false);
});
