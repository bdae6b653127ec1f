/**
 * What the trackers of SCORM 1.2 and 2004 share: one record in suspend data, and a session that may end at any call.
 *
 * What is done in an odd order, some LMS needs: the reasons stand beside it.
 */

import type { Course } from "../../player/course.ts";
import type { StateRecord } from "../../player/record.ts";
import type {
  Connection,
  LoggedCall,
  Mode,
  Outcome,
  ReadBack,
  ReportEvent,
  Stored,
  Tracker,
} from "../../player/tracker.ts";
import { findApi, ScormCalls } from "./scorm_api.ts";
import { SuspendData } from "./suspend_data.ts";

/** Above 64 KiB in one commit some LMSs (scormhost) lose it and all that follow, while they say "true". */
export const SAFE_COMMIT = 60_000;
const OK: Outcome = { kind: "ok" };

/** A version of the standard, in its own words. */
export interface Dialect {
  readonly standard: string;
  /** Names of the API object and the beginning of its functions'. */
  readonly api: string;
  readonly prefix: "LMS" | "";
  /** Names of elements. */
  readonly status: string;
  readonly place: string;
  readonly mode: string;
  readonly learnerId: string;
  readonly learnerName: string;
  readonly sessionTime: string;
  /** One that the LMS gives when it gives anything: it tells an LMS that answers nothing from an empty state. */
  readonly given: readonly string[];
  readonly longestPlace: number;
  /** Characters of suspend data that every LMS of this version takes; packed harder to stay below. */
  readonly promised: number;
  /** Codes that say of a value that it is not taken, and those that say that the session is over. */
  readonly refused: ReadonlySet<string>;
  readonly lost: ReadonlySet<string>;
  readonly timeOf: (milliseconds: number) => string;
}

export const STATE = "cmi.suspend_data";

export abstract class ScormTracker implements Tracker {
  readonly standard: string;
  readonly answers = "page";
  protected calls: ScormCalls | null = null;
  protected mode: Mode = "normal";
  protected readonly course: Course;
  readonly #of: Dialect;
  #began = 0;
  /** What suspend data was at the launch: an LMS may go on giving that. */
  #launched: string | null = null;
  #finishedAtLaunch = false;
  /** This page has set "completed". */
  #followed = false;
  #completing = false;
  readonly #data: SuspendData;
  /** The newest revision that another page has shown to be held. */
  #owed = 0;
  #showsAtOnce = false;

  constructor(dialect: Dialect, course: Course, data = new SuspendData(dialect.promised)) {
    this.#of = dialect;
    this.#data = data;
    this.course = course;
    this.standard = dialect.standard;
  }

  get log(): readonly LoggedCall[] {
    return this.calls?.log ?? [];
  }

  /**
   * At once, so that a crash finds it right. `status` is what the LMS gave; `finished`: by that or by the record.
   * Null: it failed to tell, and may hold that the learner has finished.
   */
  protected abstract begin(calls: ScormCalls, status: string | null, finished: boolean): void;
  /** Sets status and score; gives the errors. `graded`: the score is of questions. */
  protected abstract setCompleted(calls: ScormCalls, score: number | null, graded: boolean): string[];
  /** Behind a commit: in Moodle a Finish ends the session even when what it sends does not arrive. */
  protected abstract end(calls: ScormCalls): void;
  abstract report(event: ReportEvent): Promise<Outcome>;
  /** What the LMS itself says of the status; null where it says nothing. */
  protected abstract saysCompleted(status: string): boolean | null;

  async connect(): Promise<Connection | null> {
    const api = await findApi(this.#of.api);
    if (!api) return null;
    const calls = (this.calls = new ScormCalls(api, this.#of.prefix));
    this.#began = performance.now();
    calls.run("Initialize");
    const stated = this.text(this.#of.mode);
    this.mode = stated === "browse" || stated === "review" ? stated : "normal";
    const { value, error } = calls.get(this.#of.status);
    // "Not initialized" (SCORM 2004 RTE 3.1.7.6) is told, too: it was never set.
    const status = value ?? (error === "403" ? "" : null);
    this.#launched = calls.get(STATE).value;
    const completed = this.saysCompleted(status ?? "");
    this.#finishedAtLaunch = completed === true || this.#finishedBefore();
    this.begin(calls, status, this.#finishedAtLaunch);
    return {
      mode: this.mode,
      learnerName: this.text(this.#of.learnerName),
      learnerId: this.text(this.#of.learnerId),
      attempt: "",
      completed,
    };
  }

  async read(): Promise<Stored> {
    return this.#stored();
  }

  async write(record: StateRecord): Promise<Outcome> {
    return this.#put(record);
  }

  size(record: StateRecord): number {
    return this.#data.size(record);
  }

  heard(record: StateRecord): void {
    this.#data.heard(record);
    this.#owed = Math.max(this.#owed, record.revision);
  }

  /** What this page's script holds is older than what another page has shown to be held: a commit would put it over that. */
  #stale(): boolean {
    return this.#data.standing < this.#owed;
  }

  async readBack(record: StateRecord): Promise<ReadBack> {
    const { value: raw, error } = this.calls?.get(STATE) ?? { value: null, error: "absent" };
    const shown = this.#data.compare(raw ?? "", record);
    if (shown) return shown;
    // An LMS that never had a state gives its error for it as long as it does not show the new one.
    const stale = raw === this.#launched && !this.#of.lost.has(error);
    return { kind: stale ? "stale" : "other" };
  }

  async commit(): Promise<Outcome> {
    return this.#commit();
  }

  #commit(): Outcome {
    if (this.#stale()) return { kind: "failed", error: "older record" };
    this.tellTime();
    const outcome = this.outcome(this.calls?.run("Commit") ?? "absent");
    this.#data.committed(outcome.kind === "ok");
    return outcome;
  }

  async complete(score: number | null): Promise<Outcome> {
    const { calls } = this;
    if (!calls) return this.outcome("absent");
    if (this.#completing) {
      // Moodle takes a value for sent although its commit failed, and sends only another value.
      calls.set(this.#of.status, "incomplete");
      calls.run("Commit");
    }
    this.#completing = true;
    const told = score ?? (this.course.completion.fullScore ? 100 : null);
    const [error] = this.setCompleted(calls, told, score !== null).filter((one) => one !== "0");
    const committed = this.#commit();
    const outcome = error ? this.outcome(error) : committed;
    this.#followed ||= outcome.kind === "ok";
    return outcome;
  }

  async completed(): Promise<boolean | null> {
    return this.saysCompleted(this.text(this.#of.status));
  }

  pause(record: StateRecord | null, less: () => StateRecord | null, last = false): StateRecord | null {
    let words = record;
    while (words && !this.#takes(words, last)) words = less();
    return words;
  }

  leave(record: StateRecord | null, less: () => StateRecord | null = () => null): void {
    this.#data.leaving();
    if (!this.pause(record, less, true) && this.mode !== "browse") this.#commit();
    if (this.calls && !this.#stale()) this.end(this.calls);
  }

  /**
   * Whether it is whole before and after the commit, as far as an LMS's script tells. Where no commit works, the one that
   * comes with the end of the session (`last`) may cut it: only what this LMS has shown whole, or has to take, is left to
   * that.
   */
  #takes(record: StateRecord, last: boolean): boolean {
    if (this.#put(record).kind === "refused" || this.#cuts(record)) return false;
    const committed = this.#commit().kind === "ok" || this.#commit().kind === "ok";
    if (committed || !last) return !this.#cuts(record);
    const { length } = this.#data.text(record);
    return length <= Math.max(this.#of.promised, this.#launched?.length ?? 0);
  }

  #cuts(record: StateRecord): boolean {
    return this.#data.compare(this.text(STATE), record)?.kind === "cut";
  }

  protected text(element: string): string {
    return this.calls?.get(element).value ?? "";
  }

  /** What was written in an older form of this version; by default nothing. */
  protected joined(stored: Stored): Stored {
    return stored;
  }

  protected outcome(error: string): Outcome {
    if (error === "0") return OK;
    return { kind: this.#of.lost.has(error) ? "lost" : "failed", error };
  }

  protected tellTime(): void {
    if (this.mode !== "normal") return;
    this.calls?.set(this.#of.sessionTime, this.#of.timeOf(performance.now() - this.#began));
  }

  #stored(): Stored {
    const raw = this.calls?.get(STATE).value ?? null;
    if (raw !== null) {
      const own = this.#data.own(raw);
      return own ? { kind: "intact", record: own } : this.joined(this.#data.found(raw));
    }
    // Some LMSs give null, or an error, for what was never set. They do give other values, and no place.
    const reads = !this.#launched && this.#of.given.some((element) => this.text(element) !== "");
    return reads && this.text(this.#of.place) === "" ? { kind: "empty" } : { kind: "unreadable" };
  }

  /** The learner has finished in another page: an LMS that sends all that this one holds would take that back. */
  #followStatus(calls: ScormCalls, record: StateRecord): void {
    if (record.finished === null || this.#finishedAtLaunch) return;
    // Said once: Open edX never shows it, Frappe LMS not before its next launch, and empties the record each time.
    if (this.#followed || this.saysCompleted(this.text(this.#of.status)) === true) return;
    this.#followed = calls.set(this.#of.status, "completed") === "0";
  }

  /** Open edX forgets the status that it was told; the record does not. */
  #finishedBefore(): boolean {
    const stored = this.#stored();
    return "record" in stored && (stored.record?.finished ?? null) !== null;
  }

  #put(record: StateRecord): Outcome {
    if (!this.calls) return this.outcome("absent");
    const text = this.#data.text(record);
    const needed = this.#data.size(record);
    if (needed > SAFE_COMMIT) return { kind: "refused", needed, error: "too large to commit" };
    const error = this.calls.set(STATE, text);
    if (this.#of.refused.has(error))
      return this.#data.refused(record) ? this.#put(record) : { kind: "refused", needed, error };
    if (this.#ignores(record, error)) return this.outcome(error === "0" ? "not set" : error);
    this.#data.set(record);
    if (error === "0" && this.mode === "normal") {
      this.calls.set(this.#of.place, record.location.slice(0, this.#of.longestPlace));
      this.#followStatus(this.calls, record);
    }
    return this.outcome(error);
  }

  /**
   * "true" may be said, and nothing be set: a commit would put what stands there over what others have saved. What they
   * have saved has to show, and what an error (`error`) came for; what is to be saved, where such a thing has shown before.
   */
  #ignores(record: StateRecord, error: string): boolean {
    const raw = this.text(STATE);
    const shown = this.#data.compare(raw, record);
    const equal = shown?.kind === "equal";
    if (record.revision <= this.#owed || error !== "0") return !equal;
    this.#showsAtOnce ||= equal && raw !== this.#launched;
    return this.#showsAtOnce && !shown && this.#data.found(raw).kind === "intact";
  }
}
