/** What staff's reports get in SCORM 1.2, from an LMS that keeps its rules (the double's own code). */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Behaviour } from "../../src/modulebouwer/lms/scorm/behaviour.ts";
import { dataModel } from "../../src/modulebouwer/lms/scorm/data_model.ts";
import type { CourseInteraction } from "../../src/modulebouwer/player/course.ts";
import type { Response } from "../../src/modulebouwer/player/tracker.ts";
import { ScormCalls } from "../../src/modulebouwer/standards/scorm/scorm_api.ts";
import { Interactions, reportId } from "../../src/modulebouwer/standards/scorm12/interactions.ts";
import { interaction } from "./virtual.ts";

type Rules = Behaviour["rules"];

/** An LMS over several launches; `refuses` answers in its place, with an error code. */
class Lms {
  values: Readonly<Record<string, string>> = {};
  order: string[] = [];
  readonly #rules: Rules;
  readonly #refuses: (element: string, held: boolean) => string | null;

  constructor(rules: Rules, refuses: (element: string, held: boolean) => string | null = () => null) {
    this.#rules = rules;
    this.#refuses = refuses;
  }

  launch(prompts: readonly CourseInteraction[]): Interactions {
    const model = dataModel(
      "scorm-1.2",
      { rules: this.#rules, suspend_data_limit: null } as Behaviour,
      this.values,
    );
    let error = "0";
    const api = {
      LMSGetValue: (element: string) => {
        const read = model.get(element);
        error = read.error;
        return read.value;
      },
      LMSSetValue: (element: string, value: string) => {
        this.order.push(element);
        error = this.#refuses(element, element in model.values()) ?? model.set(element, value);
        this.values = model.values();
        return String(error === "0");
      },
      LMSGetLastError: () => error,
    };
    return new Interactions(new ScormCalls(api as never, "LMS"), prompts, new Set(["301"]));
  }

  column(field: string): (string | undefined)[] {
    const indexes = Object.keys(this.values).map((name) =>
      Number(/interactions\.(\d+)/.exec(name)?.[1] ?? -1),
    );
    return Array.from(
      { length: Math.max(-1, ...indexes) + 1 },
      (_, n) => this.values[`cmi.interactions.${n}.${field}`],
    );
  }
}

const AT = new Date(2026, 0, 2, 3, 4, 5);
const OPTIONS = ["het-bestuur", "gemeente", "school"].map((id) => ({ id, text: id }));
const CASES = [
  ["choice", ["school", "gemeente"], "3,2", ["het-bestuur"], "1", "school,gemeente", "het-bestuur"],
  [
    "sequencing",
    ["gemeente", "het-bestuur"],
    "2,1",
    ["het-bestuur", "gemeente"],
    "1,2",
    "gemeente,het-bestuur",
    "het-bestuur,gemeente",
  ],
  [
    "matching",
    ["gemeente=school"],
    "2.3",
    ["gemeente=het-bestuur"],
    "2.1",
    "gemeente.school",
    "gemeente.het-bestuur",
  ],
  ["true-false", ["false"], "f", ["true"], "t", "f", "t"],
  ["fill-in", ["960"], "960", ["960 uur", "960"], "960 uur", "960", "960 uur"],
] as const;

for (const [type, parts, response, right, pattern, inIds, patternInIds] of CASES) {
  const vraag = interaction("vraag", { type, options: OPTIONS, targets: OPTIONS, right });
  for (const [rules, wanted] of [
    ["strict", [response, pattern]],
    ["moodle", [inIds, patternInIds]],
  ] as const) {
    test(`${type} is reported as SCORM 1.2 has it (RTE 3.4.7), by ids where the LMS takes them (${rules})`, () => {
      const lms = new Lms(rules);
      const told = lms.launch([vraag]).report(vraag, { parts, result: "incorrect" }, AT);
      assert.equal(told, "0");
      assert.deepEqual(lms.values, {
        "cmi.interactions.0.id": "vraag_vraag-vraag",
        "cmi.interactions.0.type": type,
        "cmi.interactions.0.student_response": wanted[0],
        "cmi.interactions.0.correct_responses.0.pattern": wanted[1],
        "cmi.interactions.0.result": "wrong",
        "cmi.interactions.0.time": "03:04:05",
      });
    });
  }
}

test("a point of a scale is neither right nor wrong", () => {
  const lms = new Lms("strict");
  const points = ["1", "2", "3"].map((id) => ({ id, text: id }));
  const one = interaction("s.een", { type: "likert", options: points });
  lms.launch([one]).report(one, { parts: ["3"], result: "neutral" }, AT);
  assert.equal(lms.values["cmi.interactions.0.student_response"], "3");
  assert.equal(lms.values["cmi.interactions.0.result"], "neutral");
  assert.equal("cmi.interactions.0.correct_responses.0.pattern" in lms.values, false);
});

describe("an interaction has its prompt's place in the module", () => {
  const prompts = ["een", "twee", "drie", "vier"].map((id) => interaction(id));
  const said = (text: string): Response => ({ parts: [text], result: "neutral" });
  const [een, twee, drie, vier] = prompts as [
    CourseInteraction,
    CourseInteraction,
    CourseInteraction,
    CourseInteraction,
  ];
  const IDS = prompts.map((prompt) => reportId(prompt));

  for (const rules of ["strict", "moodle", "moodle-strict"] as const) {
    test(`whatever the order of answering, in this session and in later ones (${rules})`, () => {
      const lms = new Lms(rules);
      const first = lms.launch(prompts);
      assert.equal(first.report(drie, said("C"), AT), "0");
      assert.deepEqual(lms.column("student_response"), [undefined, undefined, "C"]);
      assert.deepEqual(lms.column("type"), ["fill-in", "fill-in", "fill-in"]);
      assert.equal(first.report(een, said("A"), AT), "0");
      assert.equal(first.report(drie, said("C2"), AT), "0");
      const later = lms.launch(prompts);
      assert.equal(later.report(vier, said("D"), AT), "0");
      assert.equal(later.report(een, said("A2"), AT), "0");
      assert.equal(later.report(twee, said("B"), AT), "0");
      assert.deepEqual(lms.column("student_response"), ["A2", "B", "C2", "D"]);
      assert.deepEqual(lms.column("id"), IDS);
    });
  }

  test("an attempt that a first player wrote in the order of answering is put in the module's", () => {
    const lms = new Lms("moodle");
    lms.values = Object.fromEntries(
      ["drie", "een", "een"].flatMap((id, index) => [
        [`cmi.interactions.${index}.id`, id],
        [`cmi.interactions.${index}.type`, "fill-in"],
        [`cmi.interactions.${index}.student_response`, "oud"],
      ]),
    );
    const later = lms.launch(prompts);
    for (const [prompt, text] of [
      [een, "A"],
      [twee, "B"],
      [drie, "C"],
    ] as const)
      later.report(prompt, said(text), AT, true);
    assert.deepEqual(lms.column("id"), IDS.slice(0, 3));
    assert.deepEqual(lms.column("student_response"), ["A", "B", "C"]);
  });

  test("where an index is taken once, a later answer is appended, and nothing is told twice", () => {
    const lms = new Lms("moodle", (element, held) => (held && !element.endsWith("_count") ? "403" : null));
    const first = lms.launch(prompts);
    first.report(twee, said("B"), AT);
    assert.equal(first.report(twee, said("B2"), AT), "0");
    assert.equal(first.report(een, said("A"), AT), "0");
    const later = lms.launch(prompts);
    assert.equal(later.report(twee, said("B2"), AT, true), "0");
    assert.equal(later.report(drie, said("C"), AT), "0");
    assert.deepEqual(lms.column("student_response"), [undefined, "B", "B2", "A", "C"]);
    assert.deepEqual(lms.column("id"), [IDS[0], IDS[1], IDS[1], IDS[0], IDS[2]]);
  });

  test("a response longer than 255 characters where those are the limit: its beginning there, the rest behind all", () => {
    for (const rules of ["strict", "moodle-strict"] as const) {
      const lms = new Lms(rules);
      const text = Array.from({ length: 120 }, (_, n) => `woord${n}`).join(" ");
      const first = lms.launch(prompts);
      assert.equal(first.report(twee, said(text), AT), "0");
      assert.equal(lms.column("student_response").slice(4).join(""), text.slice(255));
      assert.equal(first.report(twee, said(text.slice(0, 300)), AT), "0");
      const pieces = lms.column("student_response");
      assert.deepEqual([pieces[0], pieces[2], pieces[3]], [undefined, undefined, undefined]);
      assert.equal([pieces[1], ...pieces.slice(4)].join(""), text.slice(0, 300));
      assert.equal(lms.column("id")[4], reportId(twee, 2));
      // Told once more by a later session, it does not stand there twice.
      lms.launch(prompts).report(twee, said(text.slice(0, 300)), AT, true);
      assert.deepEqual(lms.column("student_response"), pieces);
    }
  });

  test("an LMS without a session is told so, and nothing is appended", () => {
    const lms = new Lms("moodle", () => "301");
    assert.equal(lms.launch(prompts).report(twee, said("B"), AT), "301");
    assert.deepEqual(lms.values, {});
  });
});

test("an id says the prompt in characters that SCORM 1.2 allows", () => {
  const long = interaction("contact.terug-blik", {
    prompt: `Eén “contact” – wát wilde u?\n${"Vertel het precies. ".repeat(9)}`,
  });
  assert.match(
    reportId(long),
    /^contact\.terug-blik_een-contact-wat-wilde-u-vertel-het-precies-[a-z-]*[a-z]$/,
  );
  assert.ok(reportId(long).length < 120);
  assert.equal(reportId(long, 3).startsWith("contact.terug-blik.3_een-contact"), true);
  assert.equal(reportId(interaction("x", { prompt: "日本" })), "x");
});
