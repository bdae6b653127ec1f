/** Speaks to an LMS of SCORM 1.2 (RTE 3.4). */

import type { Course } from "../../player/course.ts";
import type { Outcome, ReportEvent } from "../../player/tracker.ts";
import { ScormTracker, type Dialect } from "../scorm/scorm_tracker.ts";
import type { ScormCalls } from "../scorm/scorm_api.ts";
import { Interactions } from "./interactions.ts";
import { WideSuspendData } from "./wide_suspend_data.ts";

/** Open edX looks for this word in the package, else it warns its staff that nothing reports completion. */
const STATUS = "cmi.core.lesson_status";

const SCORM12: Dialect = {
  standard: "scorm12",
  api: "API",
  prefix: "LMS",
  status: STATUS,
  place: "cmi.core.lesson_location",
  mode: "cmi.core.lesson_mode",
  learnerId: "cmi.core.student_id",
  learnerName: "cmi.core.student_name",
  sessionTime: "cmi.core.session_time",
  given: ["cmi.core.student_id", STATUS, "cmi.core.entry"],
  longestPlace: 255,
  // RTE 3.4.4.
  promised: 4_096,
  // 405 incorrect data type: too long, in LMSs that check. 402 and 403 say that the value cannot be set at all.
  refused: new Set(["402", "403", "405"]),
  // 301 not initialized; "throw" and "absent": the window of the LMS is gone.
  lost: new Set(["301", "throw", "absent"]),
  timeOf: hoursMinutesSeconds,
};

export class Scorm12Tracker extends ScormTracker {
  #interactions: Interactions | null = null;

  constructor(course: Course) {
    super(SCORM12, course, new WideSuspendData(SCORM12.promised));
  }

  async report(event: ReportEvent): Promise<Outcome> {
    // Staff read every interaction: one without its response would only say that something was answered.
    if (event.kind !== "answered" || event.response === null || !this.#interactions) return { kind: "ok" };
    const { interaction, response, time, again } = event;
    return this.outcome(this.#interactions.report(interaction, response, new Date(time), again));
  }

  /** Moodle makes "completed" of a session that set no status. */
  protected begin(calls: ScormCalls, status: string | null, finished: boolean): void {
    this.#interactions = new Interactions(calls, this.course.interactions, SCORM12.lost);
    if (this.mode !== "normal" || finished) return;
    if (status === "" || status === "not attempted") calls.set(STATUS, "incomplete");
    calls.set("cmi.core.exit", "suspend");
    calls.run("Commit");
  }

  protected setCompleted(calls: ScormCalls, score: number | null): string[] {
    return [...(score === null ? [] : setScore(calls, score)), calls.set(STATUS, "completed")];
  }

  /** Open edX gives no status back, ever. An LMS with a mastery score makes "passed" or "failed" of it. */
  protected saysCompleted(status: string): boolean | null {
    return status === "" || status === "browsed" ? null : ["completed", "passed", "failed"].includes(status);
  }

  protected end(calls: ScormCalls): void {
    // A session that set no status and is finished becomes "completed" (RTE 3.4.4): a preview just ends.
    if (this.mode === "browse") return;
    if (calls.run("Finish") === "absent") calls.run("Terminate");
  }
}

/** HHHH:MM:SS in whole seconds: Moodle adds up fractions wrongly. */
function hoursMinutesSeconds(milliseconds: number): string {
  const hours = String(Math.floor(milliseconds / 3_600_000)).padStart(4, "0");
  return hours + new Date(milliseconds).toISOString().slice(13, 19);
}

/** As a percentage: Moodle's gradebook shows the raw number out of 100, whatever max is. */
function setScore(calls: ScormCalls, score: number): string[] {
  // min and max are optional for the LMS; only raw counts.
  calls.set("cmi.core.score.min", "0");
  calls.set("cmi.core.score.max", "100");
  return [calls.set("cmi.core.score.raw", String(Math.round(score)))];
}
