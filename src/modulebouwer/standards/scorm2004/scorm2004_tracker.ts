/** Speaks to an LMS of SCORM 2004. What it does in an odd order, some LMS needs: the reasons stand beside it. */

import { Codec } from "../../player/codec.ts";
import type { Course } from "../../player/course.ts";
import { deflated } from "../../player/deflate.ts";
import type { StateRecord } from "../../player/record.ts";
import type {
  Connection,
  LoggedCall,
  Mode,
  Outcome,
  ReportEvent,
  Stored,
  Tracker,
} from "../../player/tracker.ts";
import { duration } from "../duration.ts";
import { findApi, ScormCalls } from "../scorm/scorm_api.ts";
import { Interactions, type Written } from "./interactions.ts";
import { completeObjectives, openObjectives } from "./objectives.ts";
import { join, split, writeOverflow, type Split } from "./overflow.ts";

const STATE = "cmi.suspend_data";
const PLACE = "cmi.location";
/** Open edX looks for this word in the package, else it warns its staff that nothing reports completion. */
const STATUS = "cmi.completion_status";
const OK: Outcome = { kind: "ok" };
/** The standard promises 64,000; above 64 KiB in one commit some LMSs (scormhost) lose it and all that follow. */
const SAFE_COMMIT = 60_000;
/** Room for everything in a commit that is not suspend data or an answer. */
const OTHER_VALUES = 4_000;
/** Promised by the 2nd Edition; what an LMS that refuses more is asked next. */
const OLD_PROMISE = 4_000;
/** Longer than this is deflated: Moodle sends all of it at every commit, and the page waits. */
const PLAIN = 16_000;
const LONGEST_PLACE = 1_000;
/** Incorrect value, in all the codes that LMSs give for one. 402 to 404 say that it cannot be set at all. */
const REFUSED = new Set(["351", "402", "403", "404", "405", "406", "407", "408"]);
/** Not or no longer in a session; "throw" and "absent": the window of the LMS is gone. */
const LOST = new Set(["104", "112", "113", "122", "123", "132", "133", "142", "143", "throw", "absent"]);

const CODEC = new Codec(deflated);

export class Scorm2004Tracker implements Tracker {
  readonly standard = "scorm2004";
  readonly #course: Course;
  #calls: ScormCalls | null = null;
  #interactions: Interactions | null = null;
  #mode: Mode = "normal";
  #began = 0;
  /** Characters that suspend data takes in this LMS, as far as is known. */
  #most = SAFE_COMMIT - OTHER_VALUES;
  #divided: {
    readonly record: StateRecord;
    readonly most: number;
    readonly split: Split | null;
  } | null = null;

  constructor(course: Course) {
    this.#course = course;
  }

  get log(): readonly LoggedCall[] {
    return this.#calls?.log ?? [];
  }

  async connect(): Promise<Connection | null> {
    const api = await findApi("API_1484_11");
    if (!api) return null;
    const calls = (this.#calls = new ScormCalls(api, ""));
    this.#began = performance.now();
    calls.run("Initialize");
    const stated = this.#text("cmi.mode");
    this.#mode = stated === "browse" || stated === "review" ? stated : "normal";
    if (this.#mode !== "browse") {
      // Before anything else, and never another value: Moodle gives a learner nothing back after any other exit.
      calls.set("cmi.exit", "suspend");
    }
    this.#interactions = new Interactions(calls, this.#course.language);
    const status = this.#text(STATUS);
    const completed = status === "completed" || this.#finishedBefore();
    if (this.#mode === "normal") this.#open(calls, status, completed);
    return {
      mode: this.#mode,
      learnerName: this.#text("cmi.learner_name"),
      learnerId: this.#text("cmi.learner_id"),
      completed,
    };
  }

  read(): Promise<Stored> {
    return Promise.resolve(this.#stored());
  }

  write(record: StateRecord): Promise<Outcome> {
    return Promise.resolve(this.#put(record));
  }

  size(record: StateRecord): number {
    return line(record).length;
  }

  holds(record: StateRecord): Promise<boolean> {
    const divided = this.#divide(record);
    if (!divided || this.#calls?.get(STATE).value !== line(divided.record)) return Promise.resolve(false);
    if (divided.overflowed.length === 0) return Promise.resolve(true);
    const stored = this.#stored();
    return Promise.resolve(
      stored.kind === "intact" &&
        divided.overflowed.every((id) => stored.record.answers[id]?.value === record.answers[id]?.value),
    );
  }

  commit(): Promise<Outcome> {
    this.#tellTime();
    return Promise.resolve(this.#outcome(this.#calls?.run("Commit") ?? "absent"));
  }

  report(event: ReportEvent): Promise<Outcome> {
    if (!this.#calls || !this.#interactions) return Promise.resolve(OK);
    if (event.kind === "visited") {
      // 1 is said at the learner's own "Afronden" only: Open edX and Moodle may complete by it.
      const measure = Math.min(event.progress / 100, 0.99);
      return Promise.resolve(this.#outcome(this.#calls.set("cmi.progress_measure", String(measure))));
    }
    // Staff read every interaction: one without its response would only say that something was answered.
    if (event.response === null) return Promise.resolve(OK);
    if (this.#committed(event.response.parts.join()) > SAFE_COMMIT) {
      return Promise.resolve(failed("too large to commit"));
    }
    const written = this.#interactions.report(event.interaction, event.response, new Date());
    return Promise.resolve(this.#told(written, 0));
  }

  async complete(score: number | null): Promise<Outcome> {
    const calls = this.#calls;
    if (!calls) return failed("absent");
    const errors = [
      ...(score === null ? [] : setScore(calls, score, this.#course.passMark)),
      calls.set("cmi.progress_measure", "1"),
      calls.set(STATUS, "completed"),
    ].filter((error) => error !== "0");
    completeObjectives(calls, this.#course.objectives);
    const readBack = this.#text(STATUS);
    // Open edX gives no status back, ever.
    if (readBack !== "" && readBack !== "completed" && errors.length === 0) errors.push("read-back differs");
    const committed = await this.commit();
    return errors[0] === undefined ? committed : this.#outcome(errors[0]);
  }

  leave(record: StateRecord | null): void {
    const calls = this.#calls;
    if (!calls) return;
    if (record) this.#put(record);
    this.#tellTime();
    if (this.#mode !== "browse") calls.run("Commit");
    if (calls.has("Terminate")) calls.run("Terminate");
  }

  /** At once, so that a crash finds it right. */
  #open(calls: ScormCalls, status: string, completed: boolean): void {
    if (!completed && status !== "incomplete") calls.set(STATUS, "incomplete");
    if (!completed) openObjectives(calls, this.#course.objectives);
    calls.run("Commit");
  }

  #stored(): Stored {
    const raw = this.#calls?.get(STATE).value ?? null;
    if (raw !== null && this.#interactions) return join(CODEC.decode(raw), raw, this.#interactions);
    // "Not initialized" as an error (403) and a null both mean: never set. An LMS that answers nothing gives no id either.
    return this.#text("cmi.learner_id") !== "" && this.#text(PLACE) === ""
      ? { kind: "empty" }
      : { kind: "unreadable" };
  }

  /** Open edX forgets the status that it was told; the record does not. */
  #finishedBefore(): boolean {
    const stored = this.#stored();
    return "record" in stored && stored.record !== null && stored.record.finished !== null;
  }

  #put(record: StateRecord): Outcome {
    const [calls, interactions] = [this.#calls, this.#interactions];
    if (!calls || !interactions) return failed("absent");
    const divided = this.#divide(record);
    if (!divided) return { kind: "refused", needed: line(record).length, error: "no room" };
    const text = line(divided.record);
    if (text.length + divided.characters + OTHER_VALUES > SAFE_COMMIT) {
      return { kind: "refused", needed: line(record).length, error: "too large to commit" };
    }
    // First what the marks in the record point to.
    const written = writeOverflow(interactions, record, divided.overflowed);
    if (written !== "ok") return this.#told(written, line(record).length);
    const error = calls.set(STATE, text);
    if (REFUSED.has(error)) {
      if (text.length <= OLD_PROMISE || this.#most <= OLD_PROMISE) {
        return { kind: "refused", needed: line(record).length, error };
      }
      this.#most = OLD_PROMISE;
      return this.#put(record);
    }
    if (error === "0" && this.#mode === "normal") calls.set(PLACE, record.location.slice(0, LONGEST_PLACE));
    return this.#outcome(error);
  }

  /** The record as suspend data takes it, the rest in interactions; null when that cannot be. */
  #divide(record: StateRecord): Split | null {
    if (this.#divided?.record !== record || this.#divided.most !== this.#most) {
      const fits = (part: StateRecord): boolean => line(part).length <= this.#most;
      this.#divided = { record, most: this.#most, split: split(record, fits) };
    }
    return this.#divided.split;
  }

  /** What a commit would take with one more answer in it. */
  #committed(answer: string): number {
    const state = this.#text(STATE).length;
    return state + (this.#divided?.split?.characters ?? 0) + answer.length + OTHER_VALUES;
  }

  #told(written: Written, needed: number): Outcome {
    if (written === "ok") return OK;
    return written === "refused"
      ? { kind: "refused", needed, error: "interaction" }
      : this.#outcome(written.error);
  }

  #outcome(error: string): Outcome {
    if (error === "0") return OK;
    return { kind: LOST.has(error) ? "lost" : "failed", error };
  }

  #tellTime(): void {
    if (this.#mode !== "normal") return;
    this.#calls?.set("cmi.session_time", duration(performance.now() - this.#began));
  }

  #text(element: string): string {
    return this.#calls?.get(element).value ?? "";
  }
}

function line(record: StateRecord): string {
  return CODEC.encode(record, PLAIN);
}

function failed(error: string): Outcome {
  return { kind: error === "absent" ? "lost" : "failed", error };
}

/** Raw as a percentage: Moodle's gradebook shows it out of 100, whatever max is. Only a score makes success known. */
function setScore(calls: ScormCalls, score: number, passMark: number): string[] {
  const percentage = Math.round(score);
  const asked = parseFloat(calls.get("cmi.scaled_passing_score").value ?? "");
  const passed = percentage / 100 >= (Number.isNaN(asked) ? passMark / 100 : asked);
  return [
    calls.set("cmi.score.min", "0"),
    calls.set("cmi.score.max", "100"),
    calls.set("cmi.score.raw", String(percentage)),
    calls.set("cmi.score.scaled", String(percentage / 100)),
    calls.set("cmi.success_status", passed ? "passed" : "failed"),
  ];
}
