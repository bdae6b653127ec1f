/** Speaks to an LMS of SCORM 1.2. What it does in an odd order, some LMS needs: the reasons stand beside it. */

import { Codec } from "../../player/codec.ts";
import { deflated } from "../../player/deflate.ts";
import { packed } from "../../player/packing.ts";
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
import { findApi, ScormCalls, type Api } from "../scorm/scorm_api.ts";
import { reportAnswer } from "./interactions.ts";

const STATE = "cmi.suspend_data";
const PLACE = "cmi.core.lesson_location";
/** Open edX looks for this word in the package, else it warns its staff that nothing reports completion. */
const STATUS = "cmi.core.lesson_status";
const OK: Outcome = { kind: "ok" };
/** The standard's promise for suspend data, in characters (SCORM 1.2 RTE 3.4.4). */
const PROMISED = 4_096;
/** Above 64 KiB in one commit some LMSs (scormhost) lose it and all that follow, while they say "true". */
const SAFE_COMMIT = 60_000;
/** 405 incorrect data type: too long, in LMSs that check. 402 and 403 say that the value cannot be set at all. */
const REFUSED = new Set(["402", "403", "405"]);
/** 301 not initialized; "throw" and "absent": the window of the LMS is gone. */
const LOST = new Set(["301", "throw", "absent"]);

const CODEC = new Codec(deflated, packed);

export class Scorm12Tracker implements Tracker {
  readonly standard = "scorm12";
  #calls: ScormCalls | null = null;
  #mode: Mode = "normal";
  #began = 0;
  #interactions = 0;
  #statusToResend = false;
  #encoded: { readonly record: StateRecord; readonly text: string } | null = null;

  get log(): readonly LoggedCall[] {
    return this.#calls?.log ?? [];
  }

  async connect(): Promise<Connection | null> {
    const api: Api | null = await findApi("API");
    if (!api) return null;
    const calls = (this.#calls = new ScormCalls(api, "LMS"));
    this.#began = performance.now();
    calls.run("Initialize");
    this.#mode = modeFrom(calls);
    const status = this.#text(STATUS);
    this.#interactions = parseInt(this.#text("cmi.interactions._count"), 10) || 0;
    const completed = status === "completed" || status === "passed" || this.#finishedBefore();
    if (this.#mode === "normal" && !completed) this.#open(calls, status);
    return {
      mode: this.#mode,
      learnerName: this.#text("cmi.core.student_name"),
      learnerId: this.#text("cmi.core.student_id"),
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
    return this.#encode(record).length;
  }

  holds(record: StateRecord): Promise<boolean> {
    return Promise.resolve(this.#calls?.get(STATE).value === this.#encode(record));
  }

  commit(): Promise<Outcome> {
    if (this.#mode === "normal") this.#calls?.set("cmi.core.session_time", this.#sessionTime());
    return Promise.resolve(this.#outcome(this.#calls?.run("Commit") ?? "absent"));
  }

  async report(event: ReportEvent): Promise<Outcome> {
    // Staff read every interaction: one without its response would only say that something was answered.
    if (event.kind !== "answered" || event.response === null || !this.#calls) return OK;
    const { interaction, response } = event;
    const { next, error } = reportAnswer(this.#calls, this.#interactions, interaction, response, new Date());
    this.#interactions = next;
    return this.#outcome(error);
  }

  async complete(score: number | null): Promise<Outcome> {
    const calls = this.#calls;
    if (!calls) return this.#outcome("absent");
    if (this.#statusToResend) {
      // Moodle takes a value for sent although its commit failed, and sends only another value.
      calls.set(STATUS, "incomplete");
      calls.run("Commit");
    }
    const errors = [...(score === null ? [] : setScore(calls, score)), calls.set(STATUS, "completed")].filter(
      (error) => error !== "0",
    );
    const readBack = calls.get(STATUS).value ?? "";
    // Open edX gives no status back, ever.
    if (readBack !== "" && readBack !== "completed" && errors.length === 0) errors.push("read-back differs");
    const committed = await this.commit();
    this.#statusToResend = errors.length > 0 || committed.kind !== "ok";
    return errors[0] === undefined ? committed : this.#outcome(errors[0]);
  }

  leave(record: StateRecord | null): void {
    const calls = this.#calls;
    // A session that set no status and is finished becomes "completed" (RTE 3.4.4): a preview just ends.
    if (!calls || this.#mode === "browse") return;
    if (record) this.#put(record);
    if (this.#mode === "normal") calls.set("cmi.core.session_time", this.#sessionTime());
    // Finish ends the session in Moodle even when what it sends does not arrive: commit first.
    calls.run("Commit");
    if (calls.has("Finish")) calls.run("Finish");
    else if (calls.has("Terminate")) calls.run("Terminate");
  }

  /** At once, so that a crash finds it right: Moodle makes "completed" of a session that set no status. */
  #open(calls: ScormCalls, status: string): void {
    if (status === "" || status === "not attempted") calls.set(STATUS, "incomplete");
    calls.set("cmi.core.exit", "suspend");
    calls.run("Commit");
  }

  #stored(): Stored {
    const raw = this.#calls?.get(STATE).value ?? null;
    if (raw !== null && raw === this.#encoded?.text) return { kind: "intact", record: this.#encoded.record };
    if (raw !== null) return CODEC.decode(raw);
    // Some LMSs give null for what was never set. They do give other values, and no place.
    const reads = ["cmi.core.student_id", STATUS, "cmi.core.entry"].some(
      (element) => this.#text(element) !== "",
    );
    return reads && this.#text(PLACE) === "" ? { kind: "empty" } : { kind: "unreadable" };
  }

  /** Open edX forgets the status that it was told; the record does not. */
  #finishedBefore(): boolean {
    const stored = this.#stored();
    return "record" in stored && stored.record !== null && stored.record.finished !== null;
  }

  #put(record: StateRecord): Outcome {
    if (!this.#calls) return this.#outcome("absent");
    const text = this.#encode(record);
    if (text.length > SAFE_COMMIT)
      return { kind: "refused", needed: text.length, error: "too large to commit" };
    const error = this.#calls.set(STATE, text);
    if (REFUSED.has(error)) return { kind: "refused", needed: text.length, error };
    if (error === "0" && this.#mode === "normal") this.#calls.set(PLACE, record.location.slice(0, 255));
    return this.#outcome(error);
  }

  #encode(record: StateRecord): string {
    if (this.#encoded?.record !== record) this.#encoded = { record, text: CODEC.encode(record, PROMISED) };
    return this.#encoded.text;
  }

  #outcome(error: string): Outcome {
    if (error === "0") return OK;
    return { kind: LOST.has(error) ? "lost" : "failed", error };
  }

  #text(element: string): string {
    return this.#calls?.get(element).value ?? "";
  }

  /** HHHH:MM:SS in whole seconds: Moodle adds up fractions wrongly. */
  #sessionTime(): string {
    const seconds = Math.floor((performance.now() - this.#began) / 1000);
    const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
    return parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0")).join(":");
  }
}

function modeFrom(calls: ScormCalls): Mode {
  const mode = calls.get("cmi.core.lesson_mode").value;
  if (mode === "browse" || mode === "review") return mode;
  return "normal";
}

/** As a percentage: Moodle's gradebook shows the raw number out of 100, whatever max is. */
function setScore(calls: ScormCalls, score: number): string[] {
  // min and max are optional for the LMS; only raw counts.
  calls.set("cmi.core.score.min", "0");
  calls.set("cmi.core.score.max", "100");
  return [calls.set("cmi.core.score.raw", String(Math.round(score)))];
}
