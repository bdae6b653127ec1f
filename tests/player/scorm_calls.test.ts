/**
 * Every call that the trackers of SCORM 1.2 and 2004 make, in order and to the letter, and what each makes of an LMS's
 * answers: what an LMS is asked is the standard's part of this program, and no more or less than that is right.
 */

import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import type { Course } from "../../src/modulebouwer/player/course.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { dictionary, emptyRecord } from "../../src/modulebouwer/player/state.ts";
import type { Tracker } from "../../src/modulebouwer/player/tracker.ts";
import { duration } from "../../src/modulebouwer/standards/duration.ts";
import { findApi, ScormCalls } from "../../src/modulebouwer/standards/scorm/scorm_api.ts";
import { Scorm12Tracker } from "../../src/modulebouwer/standards/scorm12/scorm12_tracker.ts";
import { Scorm2004Tracker } from "../../src/modulebouwer/standards/scorm2004/scorm2004_tracker.ts";
import { CODEC } from "./codec.ts";
import { noise } from "./records.ts";
import { interaction, told } from "./virtual.ts";

afterEach(() => {
  delete (globalThis as { window?: unknown }).window;
});

/** An LMS that takes everything and says what it was asked; `refuses` gives an error code for a call as it is told. */
class Recorder {
  readonly values: Record<string, string>;
  readonly told: string[] = [];
  readonly api: Record<string, unknown> = {};
  refuses: (call: string) => string = () => "0";
  /** Elements that are read: those of an LMS that gives nothing else. */
  readonly asked: string[] = [];

  constructor(prefix: "LMS" | "", values: Record<string, string> = {}) {
    this.values = values;
    let error = "0";
    const say = (call: string, does: () => void = () => {}): string => {
      this.told.push(call);
      error = this.refuses(call);
      if (error === "0") does();
      return String(error === "0");
    };
    for (const name of ["Initialize", "Commit", "Finish", "Terminate"])
      this.api[prefix + name] = () => say(name);
    this.api[`${prefix}SetValue`] = (element: string, value: string) =>
      say(
        `${element} = ${element === "cmi.suspend_data" ? "record" : value}`,
        () => (this.values[element] = value),
      );
    this.api[`${prefix}GetValue`] = (element: string) => {
      this.asked.push(element);
      error = this.refuses(element);
      return error === "0" ? (this.values[element] ?? "") : "";
    };
    this.api[`${prefix}GetLastError`] = () => error;
  }

  /** What was told since the last time, with the time of the session as such. */
  since(): string[] {
    return this.told.splice(0).map((call) => call.replace(/(session_time = )[\dPTHMS:]+$/, "$1…"));
  }
}

const COURSE = {
  language: "nl",
  objectives: [{ id: "kijken", text: `U kijkt\n over de rand. ${"x".repeat(300)}` }],
  passMark: 70,
  interactions: [interaction("regio")],
  completion: { sections: "all", components: "required", score: "none", fullScore: false },
} as unknown as Course;

const VERSIONS = {
  scorm12: ["LMS", "API", (course: Course): Tracker => new Scorm12Tracker(course)],
  scorm2004: ["", "API_1484_11", (course: Course): Tracker => new Scorm2004Tracker(course)],
} as const;
type Version = keyof typeof VERSIONS;

async function launched(version: Version, values: Record<string, string> = {}, course = COURSE) {
  const [prefix, name, make] = VERSIONS[version];
  const lms = new Recorder(prefix, values);
  const found: Record<string, unknown> = { [name]: lms.api };
  found["parent"] = found;
  Object.assign(globalThis, { window: found });
  const tracker = make(course);
  const connection = await tracker.connect();
  return { lms, tracker, connection, opening: lms.since() };
}

const RECORD: StateRecord = {
  ...emptyRecord("1.0.0"),
  attempt: "een",
  revision: 1,
  location: "p".repeat(1_200),
  answers: dictionary([["regio", { value: "tekst", time: 1_000, version: 1 }]]),
};
const finishedText = CODEC.encode({ ...RECORD, location: "", finished: 1_000 });

describe("SCORM 1.2 begins", () => {
  const learner = { "cmi.core.student_id": "noor", "cmi.core.student_name": "Bakker, Noor" };

  test("with status, exit and a commit, and knows who the learner is", async () => {
    const { connection, opening, tracker } = await launched("scorm12", {
      ...learner,
      "cmi.core.lesson_status": "not attempted",
    });
    assert.deepEqual(opening, [
      "Initialize",
      "cmi.core.lesson_status = incomplete",
      "cmi.core.exit = suspend",
      "Commit",
    ]);
    assert.deepEqual(connection, {
      mode: "normal",
      learnerName: "Bakker, Noor",
      learnerId: "noor",
      attempt: "",
      completed: false,
    });
    assert.deepEqual([tracker.standard, tracker.answers], ["scorm12", "page"]);
  });

  for (const [status, sets, completed] of [
    ["", true, null],
    ["not attempted", true, false],
    ["incomplete", false, false],
    ["browsed", false, null],
    ["completed", null, true],
    ["passed", null, true],
    ["failed", null, true],
  ] as const) {
    test(`from the status "${status}"`, async () => {
      const { connection, opening } = await launched("scorm12", { "cmi.core.lesson_status": status });
      assert.equal(connection!.completed, completed);
      const set = sets ? ["cmi.core.lesson_status = incomplete"] : [];
      const wanted = sets === null ? [] : [...set, "cmi.core.exit = suspend", "Commit"];
      assert.deepEqual(opening, ["Initialize", ...wanted]);
    });
  }

  for (const mode of ["browse", "review"] as const) {
    test(`in ${mode} with nothing`, async () => {
      const { connection, opening } = await launched("scorm12", { "cmi.core.lesson_mode": mode });
      assert.equal(connection!.mode, mode);
      assert.deepEqual(opening, ["Initialize"]);
    });
  }

  test("with nothing where the record says that it is finished, and in a mode that it does not know as usual", async () => {
    const { opening } = await launched("scorm12", { "cmi.suspend_data": finishedText });
    assert.deepEqual(opening, ["Initialize"]);
    assert.equal(
      (await launched("scorm12", { "cmi.core.lesson_mode": "anders" })).connection!.mode,
      "normal",
    );
  });
});

describe("SCORM 2004 begins", () => {
  const objective = [
    "cmi.objectives.0.id = kijken",
    `cmi.objectives.0.description = U kijkt over de rand. ${"x".repeat(228)}`,
    "cmi.objectives.0.completion_status = incomplete",
  ];

  test("with exit before all, status, objectives and a commit", async () => {
    const values = {
      "cmi.learner_id": "noor",
      "cmi.learner_name": "Noor",
      "cmi.completion_status": "unknown",
    };
    const { connection, opening } = await launched("scorm2004", values);
    assert.deepEqual(opening, [
      "Initialize",
      "cmi.exit = suspend",
      "cmi.completion_status = incomplete",
      ...objective,
      "Commit",
    ]);
    assert.deepEqual(connection, {
      mode: "normal",
      learnerName: "Noor",
      learnerId: "noor",
      attempt: "",
      completed: null,
    });
  });

  for (const [status, sets, completed] of [
    ["", true, null],
    ["not attempted", true, false],
    ["incomplete", false, false],
    ["completed", null, true],
  ] as const) {
    test(`from the status "${status}"`, async () => {
      const { connection, opening } = await launched("scorm2004", { "cmi.completion_status": status });
      assert.equal(connection!.completed, completed);
      const set = sets ? ["cmi.completion_status = incomplete"] : [];
      const wanted = sets === null ? [] : [...set, ...objective];
      assert.deepEqual(opening, ["Initialize", "cmi.exit = suspend", ...wanted, "Commit"]);
    });
  }

  test("with no more than exit in review, and with nothing in browse", async () => {
    const review = await launched("scorm2004", { "cmi.mode": "review" });
    assert.deepEqual(review.opening, ["Initialize", "cmi.exit = suspend"]);
    const browse = await launched("scorm2004", { "cmi.mode": "browse" });
    assert.deepEqual(browse.opening, ["Initialize"]);
  });

  test("without an objective that the LMS has, or that it refuses", async () => {
    const had = { "cmi.objectives._count": "1", "cmi.objectives.0.id": "kijken" };
    const { lms, tracker, opening } = await launched("scorm2004", had);
    assert.equal(
      opening.some((call) => call.includes("objectives")),
      false,
    );
    await tracker.complete(null);
    assert.ok(lms.since().includes("cmi.objectives.0.completion_status = completed"));
    const other = { "cmi.objectives._count": "1", "cmi.objectives.0.id": "van-de-lms" };
    const second = await launched("scorm2004", other);
    assert.ok(second.opening.includes("cmi.objectives.1.id = kijken"));
    await second.tracker.complete(null);
    assert.equal(second.lms.since().includes("cmi.objectives.0.completion_status = completed"), false);
  });
});

for (const version of ["scorm12", "scorm2004"] as const) {
  const [place, time, status, longest, over] =
    version === "scorm12"
      ? ["cmi.core.lesson_location", "cmi.core.session_time", "cmi.core.lesson_status", 255, "301"]
      : ["cmi.location", "cmi.session_time", "cmi.completion_status", 1_000, "123"];
  const [open, finish] =
    version === "scorm12"
      ? [{ "cmi.core.lesson_status": "incomplete", "cmi.core.student_id": "noor" }, "Finish"]
      : [{ "cmi.completion_status": "incomplete", "cmi.learner_id": "noor" }, "Terminate"];
  const mode = version === "scorm12" ? "cmi.core.lesson_mode" : "cmi.mode";

  describe(`${version}, a session,`, () => {
    test("writes the record, and the place as long as it may be; a commit tells the time", async () => {
      const { lms, tracker } = await launched(version, { ...open });
      assert.deepEqual(await tracker.write(RECORD), { kind: "ok" });
      assert.deepEqual(await tracker.commit(), { kind: "ok" });
      assert.deepEqual(lms.since(), [
        "cmi.suspend_data = record",
        `${place} = ${"p".repeat(longest)}`,
        `${time} = …`,
        "Commit",
      ]);
      assert.deepEqual(await tracker.read(), { kind: "intact", record: RECORD });
      assert.deepEqual(await tracker.readBack(RECORD), { kind: "equal" });
      assert.equal(lms.values["cmi.suspend_data"], CODEC.encode(RECORD, 4_096));
    });

    test("writes neither place nor time in review, and nothing but the record in browse", async () => {
      const { lms, tracker } = await launched(version, { ...open, [mode]: "review" });
      await tracker.write(RECORD);
      await tracker.commit();
      assert.deepEqual(lms.since(), ["cmi.suspend_data = record", "Commit"]);
    });

    test("tells each code of an LMS for what it is", async () => {
      const { lms, tracker } = await launched(version, { ...open });
      const refused =
        version === "scorm12"
          ? ["402", "403", "405"]
          : ["351", "402", "403", "404", "405", "406", "407", "408"];
      const lost =
        version === "scorm12" ? ["301"] : ["104", "112", "113", "122", "123", "132", "133", "142", "143"];
      for (const code of [...refused, ...lost, "101"]) {
        lms.refuses = () => code;
        const kind = refused.includes(code) ? "refused" : lost.includes(code) ? "lost" : "failed";
        const said = await tracker.write({ ...RECORD, revision: 2 });
        assert.deepEqual([said.kind, "error" in said && said.error], [kind, code]);
        assert.equal((await tracker.commit()).kind, lost.includes(code) ? "lost" : "failed");
      }
      lms.refuses = () => "0";
      const large = await tracker.write({
        ...RECORD,
        answers: dictionary([["regio", { value: noise(90_000), time: 1, version: 1 }]]),
      });
      assert.deepEqual([large.kind, "error" in large && large.error], ["refused", "too large to commit"]);
      for (const call of ["SetValue", "Commit"]) {
        const prefix = version === "scorm12" ? "LMS" : "";
        lms.api[prefix + call] = () => {
          throw new Error("the window of the LMS is gone");
        };
      }
      assert.deepEqual(await tracker.write(RECORD), { kind: "lost", error: "throw" });
      assert.deepEqual(await tracker.commit(), { kind: "lost", error: "throw" });
    });

    test("reads nothing, an LMS that tells nothing, and what stands there, as three things", async () => {
      const { lms, tracker } = await launched(version, { ...open });
      assert.deepEqual(await tracker.read(), { kind: "empty" });
      lms.refuses = (element) => (element === "cmi.suspend_data" ? "403" : "0");
      assert.deepEqual(await tracker.read(), { kind: "empty" }, "never set, some LMSs say so by an error");
      lms.values[place] = "begin";
      assert.deepEqual(await tracker.read(), { kind: "unreadable" }, "who has a place has a record");
      lms.refuses = () => over;
      assert.deepEqual(await tracker.read(), { kind: "unreadable" });
    });

    test("tells a record that stands there, an older one, one that it cut, and no answer apart", async () => {
      const before = CODEC.encode({ ...RECORD, revision: 0 });
      const { lms, tracker } = await launched(version, { ...open, "cmi.suspend_data": before });
      assert.deepEqual(await tracker.readBack(RECORD), { kind: "stale" }, "as it was at the launch");
      const whole = CODEC.encode(RECORD, 4_096);
      lms.values["cmi.suspend_data"] = whole.slice(0, -4);
      assert.deepEqual(await tracker.readBack(RECORD), { kind: "cut", at: whole.length - 4 });
      lms.values["cmi.suspend_data"] = CODEC.encode({ ...RECORD, revision: 7 });
      assert.deepEqual(await tracker.readBack(RECORD), { kind: "other" });
      lms.refuses = () => over;
      assert.deepEqual(await tracker.readBack(RECORD), { kind: "other" });
    });

    test("without an API has no connection, and says so of all that it is asked", async () => {
      const tracker = VERSIONS[version][2](COURSE);
      assert.deepEqual(tracker.log, []);
      assert.deepEqual(await tracker.write(RECORD), { kind: "lost", error: "absent" });
      assert.deepEqual(await tracker.commit(), { kind: "lost", error: "absent" });
      assert.deepEqual(await tracker.complete(80), { kind: "lost", error: "absent" });
      assert.deepEqual(await tracker.readBack(RECORD), { kind: "other" });
      assert.deepEqual(await tracker.read(), { kind: "unreadable" });
      assert.deepEqual(await tracker.report(told("regio", "tekst")), { kind: "ok" });
      tracker.leave(RECORD);
    });

    test("ends with the words, a commit and the end; without words with a commit, in browse with no more than the end", async () => {
      const { lms, tracker } = await launched(version, { ...open });
      tracker.leave({ ...RECORD, location: "begin" });
      assert.deepEqual(lms.since(), [
        "cmi.suspend_data = record",
        `${place} = begin`,
        `${time} = …`,
        "Commit",
        finish,
      ]);
      const second = await launched(version, { ...open });
      second.tracker.leave(null);
      assert.deepEqual(second.lms.since(), [`${time} = …`, "Commit", finish]);
      const browse = await launched(version, { ...open, [mode]: "browse" });
      browse.tracker.leave(null);
      assert.deepEqual(browse.lms.since(), version === "scorm12" ? [] : ["Terminate"]);
    });

    test("as it ends says less where the LMS takes less, and nothing where it takes nothing", async () => {
      const { lms, tracker } = await launched(version, { ...open });
      let refusals = 0;
      lms.refuses = (call) => (call.startsWith("cmi.suspend_data =") && ++refusals < 3 ? "405" : "0");
      const shorter = [
        { ...RECORD, revision: 2 },
        { ...RECORD, revision: 3 },
        { ...RECORD, revision: 4 },
      ];
      tracker.leave(RECORD, () => shorter.shift() ?? null);
      assert.equal(shorter.length, 1, "the third was taken");
      assert.equal(lms.since().at(-1), finish);
      const stubborn = await launched(version, { ...open });
      stubborn.lms.refuses = (call) => (call.startsWith("cmi.suspend_data =") ? "405" : "0");
      stubborn.tracker.leave(RECORD);
      assert.deepEqual(stubborn.lms.since().slice(-2), ["Commit", finish]);
    });

    test("as it ends sees that its words were cut, before the commit or by it, and says less", async () => {
      for (const when of ["before the commit", "by the commit"]) {
        const { lms, tracker } = await launched(version, { ...open });
        let cuts = 0;
        lms.refuses = (call) => {
          const committed = lms.told.at(-1) === "Commit";
          if (call === "cmi.suspend_data" && committed === (when === "by the commit") && cuts++ === 0) {
            lms.values[call] = lms.values[call]!.slice(0, -4);
          }
          return "0";
        };
        const words: StateRecord[] = [];
        tracker.leave(RECORD, () => {
          const less = { ...RECORD, revision: 2 };
          words.push(less);
          return less;
        });
        assert.equal(words.length, 1, when);
      }
    });

    test("follows a completion of another page, once where the LMS tells no status, and never its own launch's", async () => {
      const finished = { ...RECORD, finished: 1_000 };
      const { lms, tracker } = await launched(version, { ...open });
      await tracker.write(finished);
      assert.ok(lms.since().includes(`${status} = completed`));
      await tracker.write({ ...finished, revision: 2 });
      assert.equal(lms.since().includes(`${status} = completed`), false, "the LMS shows it");
      const silent = await launched(version, { ...open });
      silent.lms.refuses = (element) => (element === status ? "101" : "0");
      await silent.tracker.write(finished);
      await silent.tracker.write({ ...finished, revision: 2 });
      assert.equal(silent.lms.since().filter((call) => call === `${status} = completed`).length, 1);
      // Frappe LMS shows it at its next launch, and empties the record each time that it is told.
      const later = await launched(version);
      const shown = { ...later.lms.values };
      const [prefix] = VERSIONS[version];
      later.lms.api[`${prefix}GetValue`] = (element: string) => shown[element] ?? "";
      await later.tracker.complete(null);
      later.lms.since();
      await later.tracker.write(finished);
      assert.equal(
        later.lms.since().some((call) => call.endsWith("= completed")),
        false,
      );
      const already = await launched(version, { "cmi.suspend_data": finishedText });
      await already.tracker.write({ ...finished, revision: 2 });
      assert.equal(already.lms.since().includes(`${status} = completed`), false);
    });

    test("says of the status what the LMS says", async () => {
      const { lms, tracker } = await launched(version, { ...open });
      assert.equal(await tracker.completed(), false);
      lms.values[status] = "completed";
      assert.equal(await tracker.completed(), true);
      lms.values[status] = "";
      assert.equal(await tracker.completed(), null);
    });

    test("tells an error of its completion, and one of the commit behind it", async () => {
      const { lms, tracker } = await launched(version, { ...open });
      lms.refuses = (call) => (call === `${status} = completed` ? "101" : "0");
      assert.deepEqual(await tracker.complete(null), { kind: "failed", error: "101" });
      assert.equal(lms.since().at(-1), "Commit");
      lms.refuses = (call) => (call === "Commit" ? over : "0");
      assert.deepEqual(await tracker.complete(null), { kind: "lost", error: over });
    });
  });
}

test("SCORM 1.2 completes with a rounded score of 100", async () => {
  const { lms, tracker } = await launched("scorm12", { "cmi.core.lesson_status": "incomplete" });
  assert.deepEqual(await tracker.complete(66.5), { kind: "ok" });
  assert.deepEqual(lms.since(), [
    "cmi.core.score.min = 0",
    "cmi.core.score.max = 100",
    "cmi.core.score.raw = 67",
    "cmi.core.lesson_status = completed",
    "cmi.core.session_time = …",
    "Commit",
  ]);
});

for (const [version, status] of [
  ["scorm12", "cmi.core.lesson_status"],
  ["scorm2004", "cmi.completion_status"],
] as const) {
  test(`${version}: who completes again says first that it is not complete, for an LMS that sends a value once`, async () => {
    const { lms, tracker } = await launched(version, { [status]: "incomplete" });
    await tracker.complete(66.5);
    const once = lms.since();
    await tracker.complete(66.5);
    assert.deepEqual(lms.since(), [`${status} = incomplete`, "Commit", ...once]);
  });
}

test("SCORM 2004 completes with its score in all forms, progress, status and objectives", async () => {
  const { lms, tracker } = await launched("scorm2004", { "cmi.completion_status": "incomplete" });
  await tracker.complete(69.5);
  assert.deepEqual(lms.since(), [
    "cmi.score.min = 0",
    "cmi.score.max = 100",
    "cmi.score.raw = 70",
    "cmi.score.scaled = 0.7",
    "cmi.success_status = passed",
    "cmi.progress_measure = 1",
    "cmi.completion_status = completed",
    "cmi.session_time = …",
    "Commit",
  ]);
  await tracker.complete(null);
  assert.equal(
    lms.since().some((call) => call.includes("score")),
    false,
  );
});

for (const [asked, score, told_] of [
  ["", 69, "failed"],
  ["", 70, "passed"],
  ["0.8", 79, "failed"],
  ["0.8", 80, "passed"],
  ["0", 0, "passed"],
] as const) {
  test(`SCORM 2004: a score of ${score} where the LMS asks "${asked}" is ${told_}`, async () => {
    const { lms, tracker } = await launched("scorm2004", { "cmi.scaled_passing_score": asked });
    await tracker.complete(score);
    assert.ok(lms.since().includes(`cmi.success_status = ${told_}`));
  });
}

test("SCORM 2004 tells progress below 1, refuses what would not fit in a commit, and tells why an answer is not told", async () => {
  const { lms, tracker } = await launched("scorm2004", { "cmi.completion_status": "incomplete" });
  await tracker.report({ kind: "visited", section: "begin", progress: 50 });
  await tracker.report({ kind: "visited", section: "einde", progress: 100 });
  assert.deepEqual(lms.since(), ["cmi.progress_measure = 0.5", "cmi.progress_measure = 0.99"]);
  assert.deepEqual(await tracker.report(told("regio", "x".repeat(56_001))), {
    kind: "failed",
    error: "too large to commit",
  });
  assert.deepEqual(lms.since(), []);
  assert.equal((await tracker.report(told("regio", "x".repeat(50_000)))).kind, "ok");
  lms.refuses = (call) => (call.includes("learner_response") ? "406" : "0");
  assert.deepEqual(await tracker.report(told("regio", "tekst")), {
    kind: "refused",
    needed: 0,
    error: "interaction",
  });
  lms.refuses = () => "123";
  assert.deepEqual(await tracker.report(told("regio", "tekst")), { kind: "lost", error: "123" });
  assert.deepEqual(await tracker.report({ kind: "visited", section: "begin", progress: 50 }), {
    kind: "lost",
    error: "123",
  });
});

test("a session's time is told as the version has it, from hours to nothing", async ({ mock }) => {
  for (const [milliseconds, told12, told2004] of [
    [0, "0000:00:00", "PT0S"],
    [999, "0000:00:00", "PT0S"],
    [61_500, "0000:01:01", "PT1M1S"],
    [3_600_000, "0001:00:00", "PT1H"],
    [36_611_000, "0010:10:11", "PT10H10M11S"],
  ] as const) {
    for (const [version, element, wanted] of [
      ["scorm12", "cmi.core.session_time", told12],
      ["scorm2004", "cmi.session_time", told2004],
    ] as const) {
      let now = 5_000;
      const clock = mock.method(performance, "now", () => now);
      const { lms, tracker } = await launched(version);
      now += milliseconds;
      await tracker.commit();
      assert.equal(lms.values[element], wanted);
      clock.mock.restore();
    }
    assert.equal(duration(milliseconds), told2004);
  }
  assert.equal(duration(-5_000), "PT0S");
});

describe("calls to an LMS", () => {
  const calls = (api: Record<string, unknown>, prefix: "LMS" | "" = "LMS"): ScormCalls =>
    new ScormCalls(api, prefix);

  test("tell a value, an error, nothing, an exception and a function that is not there apart", () => {
    const get = (value: unknown, error: unknown = "0") =>
      calls({ LMSGetValue: () => value, LMSGetLastError: () => error }).get("cmi.x");
    assert.deepEqual(get("waarde"), { value: "waarde", error: "0" });
    assert.deepEqual(get(""), { value: "", error: "0" });
    assert.deepEqual(get(5), { value: "5", error: "0" });
    assert.deepEqual(get(null), { value: null, error: "0" });
    assert.deepEqual(get(undefined), { value: null, error: "0" });
    assert.deepEqual(get("waarde", 401), { value: null, error: "401" });
    assert.deepEqual(get("waarde", "iets"), { value: "waarde", error: "0" });
    assert.deepEqual(get("waarde", null), { value: "waarde", error: "0" });
    assert.deepEqual(calls({}).get("cmi.x"), { value: null, error: "absent" });
    const thrown = calls({
      LMSGetValue: () => {
        throw new Error("x");
      },
    });
    assert.deepEqual(thrown.get("cmi.x"), { value: null, error: "throw" });
  });

  test("are done when the LMS says true and knows of no error", () => {
    const set = (value: unknown, error = "0") =>
      calls({ SetValue: () => value, GetLastError: () => error }, "").set("cmi.x", "1");
    assert.deepEqual(
      [set("true"), set(true), set("false"), set(undefined), set("true", "101")],
      ["0", "0", "false", "false", "101"],
    );
    assert.equal(calls({ Commit: () => "true" }, "").run("Commit"), "0");
    assert.equal(calls({ Commit: () => "true" }, "").run("Finish"), "absent");
  });

  test("keep the LMS's own this, and say which functions it lacks", () => {
    const api = {
      own: "7",
      LMSGetValue(this: { own: string }) {
        return this.own;
      },
      LMSCommit: "geen functie",
    };
    assert.equal(calls(api).get("cmi.x").value, "7");
    assert.deepEqual(
      ["GetValue", "Commit", "Finish"].map((name) => calls(api).run(name)),
      ["false", "absent", "absent"],
    );
    const foreign = new Proxy({}, { get: () => assert.fail() });
    assert.equal(calls(foreign).run("Finish"), "throw");
  });

  test("are logged with their length and not their text, the last 500", () => {
    const made = calls({ LMSGetValue: () => "geheim", LMSSetValue: () => "true", LMSCommit: () => null });
    made.get("cmi.a");
    made.set("cmi.a", "geheim!");
    made.run("Commit");
    assert.deepEqual(
      made.log.map(({ call, result, error }) => [call, result, error]),
      [
        ["GetValue(cmi.a)", "6 characters", "0"],
        ["SetValue(cmi.a, 7 characters)", "true", "0"],
        ["Commit()", "null", "0"],
      ],
    );
    for (let time = 0; time < 498; time++) made.get("cmi.b");
    assert.equal(made.log.length, 500);
    assert.equal(made.log[0]!.call, "SetValue(cmi.a, 7 characters)");
    const none = calls({ LMSGetValue: () => null });
    none.get("cmi.a");
    assert.equal(none.log[0]!.result, "no characters");
  });

  test("begin when the LMS puts its object there, up to three seconds late", async ({ mock }) => {
    const real = setTimeout;
    mock.timers.enable({ apis: ["setTimeout"] });
    const goesOn = (): Promise<void> => new Promise((resolve) => void real(resolve));
    for (const late of [true, false]) {
      const found: Record<string, unknown> = {};
      found["parent"] = found;
      let given: unknown = "waits";
      void findApi("API", found as unknown as Window).then((api) => (given = api));
      for (let step = 0; step < 30; step++) {
        await goesOn();
        assert.equal(given, "waits");
        if (late && step === 29) found["API"] = { own: 1 };
        mock.timers.tick(100);
      }
      await goesOn();
      assert.deepEqual(given, late ? { own: 1 } : null);
    }
  });

  test("are not looked for in windows without end", async ({ mock }) => {
    mock.timers.enable({ apis: ["setTimeout"] });
    let steps = 0;
    const endless = (): object => ({
      get API(): null {
        steps += 1;
        return null;
      },
      get parent(): object {
        return endless();
      },
    });
    void findApi("API", endless() as unknown as Window);
    assert.equal(steps, 501);
  });
});
