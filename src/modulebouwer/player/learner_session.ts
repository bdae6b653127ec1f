/** The session of one learner: holds the record, has it saved, and says of every answer whether it is safe. */

import { PLAIN } from "./codec.ts";
import type { Course } from "./course.ts";
import { draftKey, keepDraft, withDraft } from "./drafts.ts";
import type { Channel, Environment } from "./environment.ts";
import type { StateRecord } from "./record.ts";
import { NOTHING_LEARNED, learnRefused, learnTaken, limit } from "./room.ts";
import { Saving, type Desk, type Verdict } from "./saving.ts";
import { Schedule } from "./schedule.ts";
import type { AnswerStatus, Respond, Room, Session, Trouble } from "./session.ts";
import { dictionary, emptyRecord, merge, sameContent, withAnswer, without } from "./state.ts";
import type { Connection, LoggedCall, Outcome, Stored, Tracker } from "./tracker.ts";

/** Records that this page has read or written and that may still turn up when a slow LMS is asked. */
const REMEMBERED = 20;
/** Sent by a tab that starts: others answer with their record. */
const HELLO = "?";
const READ_ONLY: Outcome = { kind: "failed", error: "read-only" };

export class LearnerSession implements Session, Desk {
  readonly connection: Connection | null;
  readonly found: Session["found"];
  readonly raw: string | null;
  record: StateRecord;

  readonly #course: Course;
  readonly #tracker: Tracker;
  readonly #environment: Environment;
  readonly #respond: Respond;
  readonly #saving: Saving;
  readonly #schedule: Schedule;
  readonly #channel: Channel | null;
  readonly #key: string;
  readonly #listeners = new Set<() => void>();
  /** The newest record that the LMS is known to hold: what `record` is compared with. */
  #known: StateRecord;
  #seen: StateRecord[] = [];
  readonly #confirmed = new Map<string, { readonly value: string; readonly time: number }>();
  readonly #held = new Set<string>();
  readonly #settled = new Set<string>();
  readonly #reported = new Map<string, string>();
  #trouble: Trouble | null = null;
  #learned = NOTHING_LEARNED;
  /** A record that is not whole is shown before it is overwritten; one of a newer format never is. */
  #overwrite: "yes" | "when seen" | "never" = "yes";
  /** False while the LMS does not tell what it holds. */
  #readable: boolean;
  /** Characters that the whole record takes, as of the last attempt to save it. */
  #used = 0;

  constructor(
    course: Course,
    tracker: Tracker,
    connection: Connection | null,
    stored: Stored,
    environment: Environment,
    respond: Respond,
  ) {
    this.#course = course;
    this.#tracker = tracker;
    this.connection = connection;
    this.#environment = environment;
    this.#respond = respond;
    this.found = stored.kind === "unreadable" ? "empty" : stored.kind;
    this.raw = "raw" in stored ? stored.raw : null;
    this.#readable = stored.kind !== "unreadable";
    this.#key = draftKey(connection?.learnerId ?? "", course.identifier);
    this.#known = emptyRecord(course.version);
    this.record = this.#start(stored);
    this.#saving = new Saving(tracker, environment, this);
    this.#schedule = new Schedule(environment, () => void this.#save());
    this.#channel = connection?.mode === "browse" ? null : environment.channel(this.#key);
    this.#channel?.receive((message) => this.#hear(message));
    this.#channel?.send(HELLO);
    environment.listen({
      hidden: () => this.#changed() && this.#schedule.now(),
      leave: (forGood) => this.#leave(forGood),
      online: () => this.#changed() && this.#schedule.now(),
      offline: () => this.#notify(),
      asksBeforeLeaving: () => this.#unsafe(),
    });
    if (this.#changed()) this.#schedule.typing();
  }

  get log(): readonly LoggedCall[] {
    return this.#tracker.log;
  }

  get room(): Room | null {
    const most = limit(this.#learned);
    return most === null ? null : { used: this.#used, limit: most };
  }

  status(id: string): AnswerStatus {
    const value = this.record.answers[id]?.value ?? "";
    const confirmed = this.#confirmed.get(id);
    if (value === (confirmed?.value ?? "")) {
      if (value === "") return { kind: "empty" };
      return { kind: "saved", time: confirmed!.time, where: this.#keptInBrowser() ? "browser" : "lms" };
    }
    if (this.#readOnly()) return { kind: "unsaved", why: "read-only" };
    if (this.#held.has(id)) return { kind: "unsaved", why: "full" };
    if (this.#trouble) return { kind: "unsaved", why: this.#trouble };
    if (this.#overwrite === "when seen") return { kind: "unsaved", why: "failed" };
    return this.#environment.online() ? { kind: "saving" } : { kind: "unsaved", why: "offline" };
  }

  answer(id: string, value: string): void {
    this.#change(id, value);
    this.#schedule.typing();
    this.#notify();
  }

  settle(id: string): void {
    this.#settled.add(id);
    if (this.#changed()) this.#schedule.now();
  }

  resolve(id: string, value: string): void {
    this.#change(id, value);
    this.record = { ...this.record, conflicts: without(this.record.conflicts, id) };
    this.settle(id);
    this.#notify();
  }

  visit(section: string): void {
    if (this.connection?.mode === "review") return;
    const first = !this.record.visited.includes(section);
    const visited = first ? [...this.record.visited, section] : this.record.visited;
    if (!first && this.record.location === section) return;
    this.record = { ...this.record, location: section, visited };
    this.#keepDraft();
    if (first && this.connection?.mode === "normal") {
      const progress = Math.floor(
        (100 * visited.length) / Math.max(this.#course.sections.length, visited.length),
      );
      void this.#tracker.report({ kind: "visited", section, progress }).catch(() => undefined);
    }
    this.#schedule.now();
    this.#notify();
  }

  retry(): void {
    this.acknowledge();
    this.#held.clear();
    this.#schedule.now();
  }

  acknowledge(): void {
    if (this.#overwrite !== "when seen") return;
    this.#overwrite = "yes";
    this.#schedule.now();
    this.#notify();
  }

  async finish(score: number | null): Promise<Outcome> {
    if (this.#readOnly() || this.connection?.mode === "review") return READ_ONLY;
    this.acknowledge();
    const verdict = await this.#save();
    if (verdict && verdict.kind !== "confirmed") {
      return { kind: "failed", error: "error" in verdict ? verdict.error : verdict.kind };
    }
    if (this.#held.size > 0) return { kind: "refused", needed: this.#used, error: "no room" };
    const outcome = await this.#tracker.complete(score).catch((error: unknown): Outcome => failed(error));
    if (outcome.kind !== "ok") return outcome;
    if (!this.#environment.online()) return { kind: "failed", error: "offline" };
    this.record = { ...this.record, finished: this.#environment.now() };
    this.#schedule.now();
    this.#notify();
    return outcome;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  // What an attempt to save asks.

  takeIn(stored: Stored): boolean {
    if (stored.kind === "newer") this.#overwrite = "never";
    if (stored.kind === "intact") this.#absorb(stored.record);
    this.#readable = stored.kind !== "unreadable";
    return this.#readable && this.#mayWrite();
  }

  next(): StateRecord {
    const { answers, conflicts, revision } = this.record;
    this.record = { ...this.record, revision: revision + 1, moduleVersion: this.#course.version };
    const record = {
      ...this.record,
      answers: this.#heldBack(answers, this.#known.answers),
      conflicts: this.#heldBack(conflicts, this.#known.conflicts),
    };
    this.#remember(record);
    return record;
  }

  holdBack(size: number): boolean {
    this.#learned = learnRefused(this.#learned, size);
    const growth = (id: string): number =>
      textLength(this.record, id) -
      (this.#held.has(id) ? textLength(this.record, id) : textLength(this.#known, id));
    const [largest] = Object.keys(this.record.answers)
      .filter((id) => growth(id) > 0)
      .sort((a, b) => growth(b) - growth(a));
    if (largest !== undefined) this.#held.add(largest);
    return largest !== undefined;
  }

  // Inside.

  #start(stored: Stored): StateRecord {
    const record = ("record" in stored && stored.record) || this.#known;
    if (stored.kind === "intact") {
      this.#known = record;
      this.#remember(record);
      this.#confirm(record, null);
    } else if (stored.kind === "truncated" || stored.kind === "damaged") this.#overwrite = "when seen";
    else if (stored.kind === "newer") this.#overwrite = "never";
    return this.#readOnly() ? record : withDraft(this.#environment.drafts, this.#key, record);
  }

  #change(id: string, value: string): void {
    const before = this.record.answers[id];
    if (before?.value === value) return;
    // Whole seconds are shorter to keep. A clock set back must not make the newer text the older one.
    const time =
      Math.max(Math.floor(this.#environment.now() / 1000), Math.floor((before?.time ?? 0) / 1000) + 1) * 1000;
    this.record = { ...this.record, answers: withAnswer(this.record.answers, id, { value, time }) };
    this.#held.delete(id);
    if (this.#overwrite === "when seen") this.#overwrite = "yes";
    this.#keepDraft();
  }

  /** Resolves to null when there was nothing to save. */
  async #save(): Promise<Verdict | null> {
    if (!this.#mayWrite() || !this.#changed()) return null;
    const verdict = await this.#saving.run();
    if (verdict.kind === "superseded") return verdict;
    if (verdict.kind === "trouble") {
      this.#trouble = verdict.why;
      this.#schedule.failed();
    } else {
      this.#trouble = null;
      this.#schedule.succeeded();
      this.#learned = learnTaken(this.#learned, this.#tracker.size(verdict.record));
      this.#known = verdict.record;
      this.#confirm(verdict.record, this.#environment.now());
      this.#keepDraft();
      this.#channel?.send(PLAIN.encode(verdict.record));
      await this.#reportSettled();
    }
    // Once an attempt and not once a key: an LMS that is full is one for which packing takes its time.
    if (limit(this.#learned) !== null) this.#used = this.#tracker.size(this.record);
    this.#notify();
    return verdict;
  }

  /** `at`: when the LMS was seen to hold it; null for what was found, which tells no more than when it was written. */
  #confirm(record: StateRecord, at: number | null): void {
    for (const [id, { value, time }] of Object.entries(record.answers)) {
      if (this.#confirmed.get(id)?.value !== value) this.#confirmed.set(id, { value, time: at ?? time });
    }
  }

  /** Another tab, or another device: nothing of theirs is overwritten, and the learner's own text stays in its field. */
  #absorb(theirs: StateRecord): void {
    if (this.#seen.some((record) => sameContent(record, theirs))) return;
    this.record = merge(this.record, theirs, this.#known, true);
    this.#known = theirs;
    this.#remember(theirs);
    this.#confirm(theirs, null);
    this.#keepDraft();
    this.#notify();
  }

  #hear(message: string): void {
    if (message === HELLO) return this.#channel?.send(PLAIN.encode(this.#known));
    const stored = PLAIN.decode(message);
    if (stored.kind !== "intact" || !this.#mayWrite()) return;
    this.#absorb(stored.record);
    if (this.#changed()) this.#schedule.now();
  }

  #leave(forGood: boolean): void {
    const record = this.#readable && this.#mayWrite() && this.#changed() ? this.next() : null;
    this.#schedule.stop();
    this.#saving.supersede();
    if (forGood) this.#tracker.leave(record);
    else if (record) void this.#tracker.write(record).then(() => this.#tracker.commit());
  }

  async #reportSettled(): Promise<void> {
    if (this.#keptInBrowser() || this.connection?.mode !== "normal") return;
    let told = false;
    for (const id of this.#settled) {
      const value = this.record.answers[id]?.value ?? "";
      // What is not safe yet is reported when it is.
      if (value !== (this.#confirmed.get(id)?.value ?? "")) continue;
      this.#settled.delete(id);
      const interaction = this.#course.interactions.find((one) => one.id === id);
      const answer = interaction ? this.#respond(interaction, value) : null;
      if (!interaction || !answer || (this.#reported.get(id) ?? "") === value) continue;
      const response = this.#course.answers === "report" ? answer : null;
      const outcome = await this.#tracker
        .report({ kind: "answered", interaction, response })
        .catch((error: unknown): Outcome => failed(error));
      if (outcome.kind === "ok") this.#reported.set(id, value);
      told ||= response !== null;
    }
    if (told) await this.#tracker.commit().catch(() => undefined);
  }

  #heldBack<T>(texts: Readonly<Record<string, T>>, known: Readonly<Record<string, T>>): Record<string, T> {
    const kept = Object.entries(texts).filter(([id]) => !this.#held.has(id));
    return dictionary([...kept, ...Object.entries(known).filter(([id]) => this.#held.has(id))]);
  }

  #keepDraft(): void {
    if (!this.#readOnly()) keepDraft(this.#environment.drafts, this.#key, this.record, this.#known);
  }

  #changed(): boolean {
    return !sameContent(this.record, this.#known);
  }

  #readOnly(): boolean {
    return this.connection?.mode === "browse" || this.#overwrite === "never";
  }

  #mayWrite(): boolean {
    return !this.#readOnly() && this.#overwrite === "yes";
  }

  #unsafe(): boolean {
    const open = Object.keys(this.record.answers).map((id) => this.status(id));
    return open.some((status) => status.kind === "unsaved" && status.why !== "read-only");
  }

  #keptInBrowser(): boolean {
    return this.connection === null || this.#course.answers === "device";
  }

  #remember(record: StateRecord): void {
    this.#seen = [record, ...this.#seen].slice(0, REMEMBERED);
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function textLength(record: StateRecord, id: string): number {
  return (record.answers[id]?.value.length ?? 0) + (record.conflicts[id]?.value.length ?? 0);
}

function failed(error: unknown): Outcome {
  return { kind: "failed", error: String(error) };
}
