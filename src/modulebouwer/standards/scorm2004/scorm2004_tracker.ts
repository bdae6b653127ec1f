/** Speaks to an LMS of SCORM 2004, 3rd or 4th Edition (RTE 4.2). */

import type { Course } from "../../player/course.ts";
import type { Outcome, ReportEvent, Stored } from "../../player/tracker.ts";
import { duration } from "../duration.ts";
import { SAFE_COMMIT, ScormTracker, STATE, type Dialect } from "../scorm/scorm_tracker.ts";
import type { ScormCalls } from "../scorm/scorm_api.ts";
import { Interactions } from "./interactions.ts";
import { completeObjectives, openObjectives } from "./objectives.ts";
import { joinOverflow } from "./old_overflow.ts";

/** Open edX looks for this word in the package, else it warns its staff that nothing reports completion. */
const STATUS = "cmi.completion_status";
/** Room for everything in a commit that is not suspend data or an answer. */
const OTHER_VALUES = 4_000;

const SCORM2004: Dialect = {
  standard: "scorm2004",
  api: "API_1484_11",
  prefix: "",
  status: STATUS,
  place: "cmi.location",
  mode: "cmi.mode",
  learnerId: "cmi.learner_id",
  learnerName: "cmi.learner_name",
  sessionTime: "cmi.session_time",
  // "Not initialized" as an error (403) and a null both mean: never set.
  given: ["cmi.learner_id"],
  longestPlace: 1_000,
  // The 2nd Edition's promise, which some LMSs still keep to (forma.lms); the 3rd's is 64,000.
  promised: 4_000,
  // Incorrect value, in all the codes that LMSs give for one. 402 to 404 say that it cannot be set at all.
  refused: new Set(["351", "402", "403", "404", "405", "406", "407", "408"]),
  // Not or no longer in a session; "throw" and "absent": the window of the LMS is gone.
  lost: new Set(["104", "112", "113", "122", "123", "132", "133", "142", "143", "throw", "absent"]),
  timeOf: duration,
};

export class Scorm2004Tracker extends ScormTracker {
  #interactions: Interactions | null = null;

  constructor(course: Course) {
    super(SCORM2004, course);
  }

  report(event: ReportEvent): Promise<Outcome> {
    const { calls } = this;
    if (!calls || !this.#interactions) return Promise.resolve({ kind: "ok" });
    if (event.kind === "visited") {
      // 1 is said at the learner's own "Afronden" only: Open edX and Moodle may complete by it.
      const measure = Math.min(event.progress / 100, 0.99);
      return Promise.resolve(this.outcome(calls.set("cmi.progress_measure", String(measure))));
    }
    // Staff read every interaction: one without its response would only say that something was answered.
    if (event.response === null) return Promise.resolve({ kind: "ok" });
    const committed = this.text(STATE).length + event.response.parts.join().length + OTHER_VALUES;
    if (committed > SAFE_COMMIT) return Promise.resolve({ kind: "failed", error: "too large to commit" });
    const written = this.#interactions.report(event.interaction, event.response, new Date(event.time));
    if (written === "ok") return Promise.resolve({ kind: "ok" });
    if (written === "refused") return Promise.resolve({ kind: "refused", needed: 0, error: "interaction" });
    return Promise.resolve(this.outcome(written.error));
  }

  protected begin(calls: ScormCalls, status: string | null, finished: boolean): void {
    // Before anything else, and never another value: Moodle gives a learner nothing back after any other exit.
    if (this.mode !== "browse") calls.set("cmi.exit", "suspend");
    this.#interactions = new Interactions(calls, this.course);
    if (this.mode !== "normal") return;
    if (!finished && status !== null && status !== "incomplete") calls.set(STATUS, "incomplete");
    if (!finished) openObjectives(calls, this.course.objectives);
    calls.run("Commit");
  }

  protected setCompleted(calls: ScormCalls, score: number | null, graded: boolean): string[] {
    const errors = [
      ...(score === null ? [] : setScore(calls, score, graded ? this.course.passMark : null)),
      calls.set("cmi.progress_measure", "1"),
      calls.set(STATUS, "completed"),
    ];
    completeObjectives(calls, this.course.objectives);
    return errors;
  }

  /** Open edX gives no status back, ever. */
  protected saysCompleted(status: string): boolean | null {
    return status === "" || status === "unknown" ? null : status === "completed";
  }

  protected override joined(stored: Stored): Stored {
    const marked = "record" in stored && stored.record !== null && this.calls !== null;
    if (!marked) return stored;
    this.#interactions ??= new Interactions(this.calls!, this.course);
    return joinOverflow(stored, this.text(STATE), this.#interactions);
  }

  protected end(calls: ScormCalls): void {
    calls.run("Terminate");
  }
}

/**
 * Raw as a percentage: Moodle's gradebook shows it out of 100, whatever max is. Only a score of questions makes success
 * known: `passMark` is null where nothing is asked that one can pass.
 */
function setScore(calls: ScormCalls, score: number, passMark: number | null): string[] {
  const percentage = Math.round(score);
  const told = [
    calls.set("cmi.score.min", "0"),
    calls.set("cmi.score.max", "100"),
    calls.set("cmi.score.raw", String(percentage)),
    calls.set("cmi.score.scaled", String(percentage / 100)),
  ];
  if (passMark === null) return told;
  const asked = parseFloat(calls.get("cmi.scaled_passing_score").value ?? "");
  const passed = percentage / 100 >= (Number.isNaN(asked) ? passMark / 100 : asked);
  return [...told, calls.set("cmi.success_status", passed ? "passed" : "failed")];
}
