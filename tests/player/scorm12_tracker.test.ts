import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";
import type { Course } from "../../src/modulebouwer/player/course.ts";
import { dictionary, emptyRecord } from "../../src/modulebouwer/player/state.ts";
import { findApi } from "../../src/modulebouwer/standards/scorm/scorm_api.ts";
import { decode } from "../../src/modulebouwer/standards/scorm/suspend_data.ts";
import { Scorm12Tracker } from "../../src/modulebouwer/standards/scorm12/scorm12_tracker.ts";
import { noise } from "./records.ts";

/** A window of nothing but what discovery looks at. */
function frame(contents: object, parent?: unknown): Window {
  const made = { ...contents } as { parent?: unknown; top?: unknown };
  made.parent ??= parent ?? made;
  made.top ??= made;
  return made as unknown as Window;
}

/** An LMS as a dictionary; `values` is what it holds, `order` every call with a first argument. */
class Lms {
  readonly values: Record<string, string> = {};
  readonly order: string[] = [];
  error = "0";
  LMSInitialize = (): string => "true";
  LMSGetValue = (element: string): string => this.values[element] ?? "";
  LMSSetValue = (element: string, value: string): string => {
    this.order.push(element);
    this.values[element] = value;
    return "true";
  };
  LMSCommit = (): string => (this.order.push("Commit"), "true");
  LMSFinish = (): string => (this.order.push("Finish"), "true");
  LMSGetLastError = (): string => this.error;
}

const COURSE = {
  interactions: [],
  completion: { sections: "all", components: "required", score: "none", fullScore: false },
} as unknown as Course;

async function connected(
  prepare: (lms: Lms) => void = () => {},
  course = COURSE,
): Promise<[Lms, Scorm12Tracker]> {
  const lms = new Lms();
  prepare(lms);
  Object.assign(globalThis, { window: frame({ API: lms }) });
  const tracker = new Scorm12Tracker(course);
  assert.ok(await tracker.connect());
  return [lms, tracker];
}

afterEach(() => {
  delete (globalThis as { window?: unknown }).window;
});

describe("findApi", () => {
  const API = {};

  test("finds it in the window, a parent and the opener of the top", async () => {
    assert.equal(await findApi("API", frame({ API })), API);
    assert.equal(await findApi("API", frame({}, frame({}, frame({ API })))), API);
    const top = frame({ opener: frame({}, frame({ API })) });
    assert.equal(await findApi("API", { parent: top, top } as unknown as Window), API);
  });

  test("goes on where a window of another origin throws", async () => {
    const foreign = {
      get API(): never {
        throw new Error("cross-origin");
      },
      get opener(): never {
        throw new Error("cross-origin");
      },
    };
    const here = { parent: foreign, top: foreign, opener: frame({ API }) } as unknown as Window;
    assert.equal(await findApi("API", here), API);
  });

  test("does not take the other version's for it", async () => {
    const other = {};
    assert.equal(await findApi("API_1484_11", frame({ API }, frame({ API_1484_11: other }))), other);
  });
});

describe("connecting", () => {
  test("sets status and exit at once and commits them", async () => {
    const [lms] = await connected((made) => (made.values["cmi.core.lesson_status"] = "not attempted"));
    assert.deepEqual(lms.order, ["cmi.core.lesson_status", "cmi.core.exit", "Commit"]);
    assert.equal(lms.values["cmi.core.lesson_status"], "incomplete");
    assert.equal(lms.values["cmi.core.exit"], "suspend");
  });

  test("sets no status where the LMS fails to tell its own, which may be completed", async () => {
    const [lms] = await connected((made) => {
      made.values["cmi.core.lesson_status"] = "completed";
      made.LMSGetValue = () => null as unknown as string;
    });
    assert.equal(lms.values["cmi.core.lesson_status"], "completed");
    assert.deepEqual(lms.order, ["cmi.core.exit", "Commit"]);
  });

  test("does not reopen what the record says is finished, where the LMS forgets the status", async () => {
    const [before, tracker] = await connected();
    await tracker.write({ ...emptyRecord("1.0.0"), finished: 1_795_000_000_000 });
    const [lms] = await connected((made) => {
      made.values["cmi.suspend_data"] = before.values["cmi.suspend_data"]!;
    });
    assert.equal(lms.order.length, 0);
  });
});

describe("saving", () => {
  const record = {
    ...emptyRecord("1.0.0"),
    revision: 4,
    location: "begin",
    answers: dictionary([["regio", { value: "heel persoonlijk", time: 1_795_000_000_000, version: 1 }]]),
  };

  test("gives back what was written, and logs no text of it", async () => {
    const [, tracker] = await connected();
    assert.equal((await tracker.write(record)).kind, "ok");
    assert.deepEqual(await tracker.read(), { kind: "intact", record });
    assert.doesNotMatch(JSON.stringify(tracker.log), /persoonlijk/);
    assert.match(JSON.stringify(tracker.log), /SetValue\(cmi.suspend_data, \d+ characters\)/);
  });

  test("takes a code of a value that does not fit for a refusal, and an error after true for a failure", async () => {
    const [lms, tracker] = await connected();
    lms.error = "405";
    assert.equal((await tracker.write(record)).kind, "refused");
    lms.error = "101";
    assert.equal((await tracker.write({ ...record, revision: 5 })).kind, "failed");
    lms.error = "301";
    assert.equal((await tracker.commit()).kind, "lost");
  });

  for (const error of ["402", "403", "405"]) {
    test(`takes error ${error} for a refusal of this size, not for a session that is over or a call to repeat`, async () => {
      const [lms, tracker] = await connected();
      lms.error = error;
      assert.deepEqual(await tracker.write(record), { kind: "refused", needed: tracker.size(record), error });
    });
  }

  test("tells a record that the LMS cut from an older one that it still shows", async () => {
    const [lms, tracker] = await connected();
    await tracker.write(record);
    const earlier = lms.values["cmi.suspend_data"]!;
    const later = { ...record, revision: 5 };
    await tracker.write(later);
    const whole = lms.values["cmi.suspend_data"]!;
    assert.deepEqual(await tracker.readBack(later), { kind: "equal" });
    lms.values["cmi.suspend_data"] = whole.slice(0, -9);
    assert.deepEqual(await tracker.readBack(later), { kind: "cut", at: whole.length - 9 });
    for (const old of [earlier, earlier.slice(0, -9)]) {
      lms.values["cmi.suspend_data"] = old;
      assert.deepEqual(await tracker.readBack(later), { kind: "other" });
    }
  });

  test("commits before it finishes, with the time in whole seconds", async () => {
    const [lms, tracker] = await connected();
    lms.order.length = 0;
    tracker.leave(record);
    const [state, place, time, ...rest] = lms.order;
    assert.deepEqual(
      [state, place, time],
      ["cmi.suspend_data", "cmi.core.lesson_location", "cmi.core.session_time"],
    );
    assert.deepEqual(rest, ["Commit", "Finish"]);
    assert.match(lms.values["cmi.core.session_time"]!, /^\d{4}:\d\d:\d\d$/);
  });

  test("completes with the score as a percentage", async () => {
    const [lms, tracker] = await connected();
    assert.equal((await tracker.complete(66.7)).kind, "ok");
    assert.equal(lms.values["cmi.core.score.raw"], "67");
    assert.equal(lms.values["cmi.core.lesson_status"], "completed");
  });

  test("completes without a score, or with 100 where nothing is graded and the designer asks for it", async () => {
    const [lms, tracker] = await connected();
    await tracker.complete(null);
    assert.equal(lms.values["cmi.core.score.raw"], undefined);
    const completion = { ...COURSE.completion, fullScore: true };
    const [other, asked] = await connected(() => {}, { ...COURSE, completion });
    await asked.complete(null);
    assert.equal(other.values["cmi.core.score.raw"], "100");
    assert.equal(other.values["cmi.core.lesson_status"], "completed");
  });
});

describe("a page that goes, where what is longer than 4,096 characters is cut by a commit", () => {
  const short = { value: "kort", time: 1_000, version: 1 };
  const small = {
    ...emptyRecord("1.0.0"),
    attempt: "een",
    revision: 1,
    answers: dictionary([["regio", short]]),
  };
  const long = { value: noise(6_000), time: 2_000, version: 1 };
  const large = {
    ...small,
    revision: 2,
    answers: dictionary([...Object.entries(small.answers), ["plan", long]]),
  };

  for (const fails of [1, 50]) {
    test(`leaves there what is whole although Commit answers null (${fails} times)`, async () => {
      const [lms, tracker] = await connected();
      const state = "cmi.suspend_data";
      const commit = (): string => {
        lms.values[state] = (lms.values[state] ?? "").slice(0, 4_096);
        return "true";
      };
      let left = fails;
      Object.assign(lms, { LMSCommit: () => (left-- > 0 ? null : commit()), LMSFinish: commit });
      const less = [small];
      tracker.leave(large, () => less.shift() ?? null);
      const held = decode(lms.values[state]!);
      assert.equal(held.kind, "intact");
      assert.equal(held.kind === "intact" && held.record.answers["regio"]?.value, "kort");
    });
  }
});

test("a page that may come back looks too whether its record was cut, and its session goes on", async () => {
  const [lms, tracker] = await connected();
  const state = "cmi.suspend_data";
  const value = (text: string) => ({ value: text, time: 1_000, version: 1 });
  const of = (revision: number, texts: Record<string, string>) => ({
    ...emptyRecord("1.0.0"),
    attempt: "een",
    revision,
    answers: dictionary(Object.entries(texts).map(([id, text]) => [id, value(text)])),
  });
  Object.assign(lms, {
    LMSCommit: () => ((lms.values[state] = (lms.values[state] ?? "").slice(0, 4_096)), "true"),
  });
  lms.order.length = 0;
  const less = [of(3, { regio: "kort" })];
  tracker.pause(of(2, { regio: "kort", plan: noise(6_000) }), () => less.shift() ?? null);
  assert.equal(decode(lms.values[state]!).kind, "intact");
  assert.equal(lms.order.includes("Finish"), false);
  assert.equal((await tracker.write(of(4, { regio: "kort" }))).kind, "ok");
});

test("a page that may come back holds back nothing because no commit works: it saves again then", async () => {
  const [lms, tracker] = await connected();
  lms.LMSCommit = () => "false";
  const plan = { value: noise(6_000), time: 1_000, version: 1 };
  const large = {
    ...emptyRecord("1.0.0"),
    attempt: "een",
    revision: 1,
    answers: dictionary([["plan", plan]]),
  };
  assert.equal(
    tracker.pause(large, () => assert.fail("asked for less")),
    large,
  );
});

test("a page never commits, nor leaves behind, what is older than another page has shown to be held", async () => {
  const [lms, tracker] = await connected();
  const of = (revision: number) => ({ ...emptyRecord("1.0.0"), attempt: "een", revision });
  await tracker.write(of(3));
  assert.equal((await tracker.commit()).kind, "ok");
  tracker.heard(of(4));
  lms.order.length = 0;
  assert.equal((await tracker.commit()).kind, "failed");
  tracker.leave(null);
  assert.equal(lms.order.length, 0);
  await tracker.write(of(5));
  assert.equal((await tracker.commit()).kind, "ok");
  tracker.leave(null);
  assert.ok(lms.order.includes("Finish"));
});

test('an LMS that says "true" and sets nothing is not asked to commit the older record that it shows', async () => {
  const [lms, tracker] = await connected();
  const of = (revision: number) => ({ ...emptyRecord("1.0.0"), attempt: "een", revision });
  const sets = lms.LMSSetValue;
  lms.LMSSetValue = () => "true";
  assert.equal((await tracker.write(of(1))).kind, "ok", "nothing stands there that could be committed");
  lms.LMSSetValue = sets;
  await tracker.write(of(2));
  lms.LMSSetValue = () => "true";
  tracker.heard(of(3));
  assert.deepEqual(await tracker.write(of(3)), { kind: "failed", error: "not set" });
  lms.order.length = 0;
  assert.equal((await tracker.commit()).kind, "failed", "of a report");
  tracker.leave(null);
  assert.deepEqual(lms.order, []);
});

test("what an error came for does not stand there: the older record that does is not committed over what another page has shown", async () => {
  const [lms, tracker] = await connected();
  const of = (revision: number) => ({ ...emptyRecord("1.0.0"), attempt: "een", revision });
  tracker.heard(of(3));
  lms.LMSSetValue = () => "false";
  assert.equal((await tracker.write(of(4))).kind, "failed");
  lms.order.length = 0;
  assert.equal((await tracker.commit()).kind, "failed", "of a report");
  tracker.leave(null);
  assert.deepEqual(lms.order, []);
});
