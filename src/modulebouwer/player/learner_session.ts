/** The session of one learner: holds the record, has it saved, and says of every answer whether it is safe. */

import { decode, encode } from "./codec.ts";
import type { Course } from "./course.ts";
import { draftOf, hashed, keepDraft, shared, withDraft, type Draft } from "./drafts.ts";
import { HEARS, type Environment } from "./environment.ts";
import { HeldBack } from "./held_back.ts";
import { CUT, FOUND, HELD, LEFT, OPEN, Peers, SENT } from "./peers.ts";
import { Proofs } from "./proofs.ts";
import type { Answer, Label, StateRecord } from "./record.ts";
import { Reporting } from "./reporting.ts";
import { NOTHING_LEARNED, learnRefused, learnTaken, limit } from "./room.ts";
import { failed, Saving, serverIsThere, type Desk, type Verdict } from "./saving.ts";
import { Schedule } from "./schedule.ts";
import { setAside } from "./set_aside.ts";
import type { AnswerStatus, Finished, Found, Respond, Room, Session, Trouble } from "./seam.ts";
import {
  hasText,
  holdsUnder,
  isSeen,
  keys,
  emptyRecord,
  entries,
  NOTHING,
  merge,
  over,
  parts,
  sameContent,
  sameTexts,
  sameTextsOf,
  seenUnder,
  withAnswer,
  withMore,
  without,
} from "./state.ts";
import { keepText, moveText, textOf, type TextStore } from "./text_store.ts";
import type { Connection, LoggedCall, Mode, Stored, Tracker } from "./tracker.ts";

const NAME_LENGTH = 8;
/** Shared by two pages that know nothing of each other, and write the same answer, once in 260,000 times. */
const WRITER_LENGTH = 3;
const LABEL_LENGTH = 60;
/** A proof is looked at once more within a minute, while the page is open. */
const SECOND_LOOK = 50_000;
/** What a page sends as it goes may arrive after what this page has sent. */
const AFTER_ANOTHER_LEFT = 2_000;
/** Frappe LMS sends "completed" within this time, and empties the record: what is written behind it stays. */
const BEHIND_COMPLETION = 2_000;
/** So long, and what was proven meanwhile may be overwritten by it. */
const ON_ITS_WAY = 5_000;
/** Nothing can be said or saved before the LMS tells what it holds: it is asked often. */
const READ_AGAIN = 4_000;
const LONGEST_HAND_OVER = 15_000;
/** Who heard of something to save takes over from a page that writes and a page that wants it, when neither does. */
const LONGEST_HEARD = 20_000;
/** Characters at once that may not go along with a page that goes: they are saved at once. */
const PASTED = 20_000;
const MOST_YIELDED = 2;
const SENT_ONLY: Finished = { kind: "sent" };
type Damaged = Extract<Stored, { readonly raw: string }>;

export class LearnerSession implements Session, Desk {
  readonly connection: Connection | null;
  found: Found;
  raw: string | null = null;
  recovered: StateRecord | null = null;
  open: boolean;
  untold = false;
  loose: StateRecord | null;

  readonly #course: Course;
  readonly #tracker: Tracker;
  readonly #environment: Environment;
  /** The LMS's script answers for it, and tells nothing of its server. */
  readonly #byScript: boolean;
  readonly #saving: Saving;
  readonly #schedule: Schedule;
  readonly #reporting: Reporting;
  #proofs = new Proofs();
  readonly #held: HeldBack;
  /** Answers that the learner has changed in this page. */
  readonly #typed = new Set<string>();
  readonly #listeners = new Set<() => void>();
  /** When the LMS was asked what it holds (ms since the epoch). */
  readonly #began: number;
  /** Where the key of this tab's last draft is kept: a later attempt offers it. */
  readonly #pointer: string;
  /** What tells of an attempt's name, as long as the LMS was not seen to hold one. */
  readonly #unnamed: string;
  #key: string;
  /** Where this attempt's pages meet, and its draft is. */
  #place: string;
  #whole!: StateRecord;
  /** The attempt's name, once the LMS is known or said to hold it. */
  #name = "";
  #peers: Peers | null = null;
  /** The newest record that the LMS is known to hold: what `record` is compared with. */
  #known: StateRecord;
  /** What was found at the launch or proven twice: a draft holds all beyond it. */
  #safe: StateRecord;
  /** What was found at the launch or proven once. */
  #proven: StateRecord;
  /** Characters that every LMS takes, or that this one has shown at the launch. */
  #shown = 4_000;
  /** What this page's tracker was last given: an LMS's script commits it when the page goes. */
  #handed: StateRecord = NOTHING;
  /** This page, among all that write in the record. */
  readonly #writer: string;
  /** Answers that were changed since others may have got them. */
  readonly #own = new Set<string>();
  /** Names and revisions of the records that it has read or written. */
  readonly #met = new Set<string>();
  /** The highest revision of what others wanted saved: several pages may say it over and over. */
  #newestHeard = 0;
  /** What this page, or another one, last sent to an LMS that did not show it. */
  #lastSent: StateRecord = NOTHING;
  #trouble: Trouble | null = null;
  #learned = NOTHING_LEARNED;
  /** A record that is not whole is overwritten once it was seen; one of a newer format never is. */
  #overwrite: "yes" | "seen" | "never" = "yes";
  /** False while the LMS does not tell what it holds. */
  #readable = true;
  /** A text that an earlier launch sent is not there: an LMS that only shows later what it holds is not this one. */
  #distrusted = false;
  /** The next save is for proof alone: nothing has changed. */
  #again = false;
  /** What is not proven stands in this browser too, beyond the tab. */
  #onDevice = false;
  /** Characters that the whole record takes, as of the last attempt to save it. */
  #used = 0;
  #waitsForTurn: (() => void)[] = [];
  /** By the page's ticks: the clock may be set. */
  #namedAt = Infinity;
  /**
   * When another page went, or left the writing to this one (by the page's ticks); one before this may just have gone.
   * Infinity: what was sent may arrive at any time.
   */
  #leftAt: number;
  /** Times that this page, which could not save, has left it to another one since it last tried. */
  #yielded = 0;
  #over = false;
  /** This page has sent something since it last left the writing to another one. */
  #wrote = false;

  constructor(
    course: Course,
    tracker: Tracker,
    connection: Connection | null,
    stored: Stored,
    environment: Environment,
    respond: Respond,
    loose: StateRecord | null,
    began: number,
  ) {
    this.#course = course;
    this.#tracker = tracker;
    this.connection = connection;
    this.#environment = environment;
    this.#byScript = tracker.answers === "page";
    this.#began = began;
    this.#leftAt = environment.ticks();
    this.#held = new HeldBack(course.interactions);
    this.#reporting = new Reporting(course, tracker, respond);
    this.#writer = environment.name(WRITER_LENGTH);
    const whose = [connection?.learnerId ?? "", course.identifier];
    this.#pointer = hashed(...whose, "draft");
    // An LMS may have told an earlier page in this tab nothing, nor who the learner is: what was typed there is offered.
    moveText(environment.drafts, hashed("", course.identifier, "draft"), this.#pointer);
    this.#unnamed = hashed(...whose, connection?.attempt ?? "");
    this.#key = this.#place = this.#unnamed;
    this.#known = this.#safe = this.#proven = this.#record = emptyRecord(course.version);
    this.found = stored.kind;
    this.open = stored.kind !== "unreadable";
    this.loose = loose;
    this.#start(stored);
    this.loose ??= this.#draftOfAnother();
    // What was written here before is not to be out of sight, also when the LMS tells nothing.
    this.open ||= hasText(this.#record);
    this.#saving = new Saving(tracker, environment, this);
    this.#schedule = new Schedule(environment, () => void this.#save());
    this.#meet();
    if (this.#key !== this.#unnamed) this.#tellWhoNamed();
    environment.listen({
      hidden: () => this.#changed() && this.#schedule.now(),
      // What others have said while this page was in the browser's cache comes first.
      visible: () => this.#waits() && this.#schedule.retryAfter(HEARS),
      leave: (forGood) => this.#leave(forGood),
      online: () => this.#waits() && this.#schedule.now(),
      offline: () => this.#notify(),
      asksBeforeLeaving: () => this.#unsafe(),
    });
    if (stored.kind === "unreadable") this.#schedule.retryAfter(stored.after ?? READ_AGAIN);
    else if (this.#changed()) this.#schedule.typing();
    this.#lookForWhole();
    this.#takeName();
    // Whether the server gives the file at all shows now, while the session is known to be good.
    if (this.#byScript) void environment.ownFile();
  }

  get record(): StateRecord {
    return this.#record;
  }
  get #record(): StateRecord {
    return this.#whole;
  }

  /** Wherever it comes from: a page of another version of the module may have it too. */
  set #record(record: StateRecord) {
    this.#whole = this.#readOnly() ? record : setAside(record, this.#course.interactions);
  }

  get log(): readonly LoggedCall[] {
    return this.#tracker.log;
  }

  get room(): Room | null {
    const most = limit(this.#learned);
    return most === null ? null : { used: this.#used, limit: most };
  }

  status(id: string): AnswerStatus {
    const value = this.#record.answers[id]?.value ?? "";
    if (!this.open) return { kind: "fetching" };
    const proven = this.#proofs.proven(id, value);
    // As long as the LMS holds the other text too, the next launch asks again.
    const asks = this.#known.conflicts[id] && !sameTextsOf(this.#known, this.#record, id);
    if (!asks && proven !== undefined) {
      if (value === "") return { kind: "empty" };
      return { kind: "saved", time: proven, where: this.#keptInBrowser() ? "browser" : "lms" };
    }
    const sent = this.#proofs.sent(id, value);
    let why = this.#trouble ?? (this.#environment.online() ? null : "offline");
    if (this.#readOnly()) why = "read-only";
    else if (this.#overwrite === "seen") why = "found";
    else if (this.#held.has(id, this.#record)) why = "full";
    else if (sent !== undefined) return { kind: "sent", time: sent };
    return why ? { kind: "unsaved", why } : { kind: "saving" };
  }

  answer(id: string, value: string): void {
    this.open = true;
    const before = this.#record.answers[id]?.value ?? "";
    if (before !== value) this.#change(id, value);
    this.#schedule[value.length - before.length > PASTED ? "now" : "typing"]();
    // Nobody else has these words before they are saved: the page that has them is the one that writes.
    if (this.#trouble === null && this.#mayClaim()) this.#peers?.claim();
    this.#notify();
  }

  settle(id: string): void {
    this.#reporting.settle(id);
    this.#schedule.left();
    if (this.#changed()) this.#schedule.now();
    // Saved while the learner was still at it: no save to come that would report it.
    else void this.#report();
  }

  resolve(id: string, value: string): void {
    // Also where the text stays: in another page it may be the one that stood beside.
    this.#change(id, value, true);
    this.settle(id);
    this.#notify();
  }

  visit(section: string): void {
    if (this.#mode === "review") return;
    const first = !this.#record.visited.includes(section);
    const visited = first ? [...this.#record.visited, section] : this.#record.visited;
    if (!first && this.#record.location === section) return;
    this.#record = { ...this.#record, location: section, visited };
    this.#keepDraft();
    if (first && this.#mode === "normal") {
      const progress = Math.floor(
        (100 * visited.length) / Math.max(this.#course.sections.length, visited.length),
      );
      void this.#tracker.report({ kind: "visited", section, progress }).catch(() => undefined);
    }
    this.#saveNow();
  }

  retry(): void {
    this.#held.clear();
    this.#schedule.now();
  }

  openAnyway(): void {
    this.open = true;
    this.#notify();
  }

  acknowledge(): void {
    if (this.#overwrite !== "seen") return;
    this.#goOn();
    this.#saveNow();
  }

  takeLoose(take: boolean): void {
    const { loose } = this;
    this.loose = null;
    if (loose && take) {
      this.#record = withDraft({ mine: loose, base: NOTHING }, this.#record);
      this.#keepDraft();
      this.#schedule.now();
    }
    this.#notify();
  }

  async finish(score: number | null, leaveOut = false): Promise<Finished> {
    if (!this.#mayWrite() || this.#mode === "review")
      return failed(this.#overwrite === "seen" ? "found" : "read-only");
    await this.#turn();
    const verdict = await this.#save();
    if (verdict && verdict.kind !== "confirmed" && verdict.kind !== "sent") {
      return failed("error" in verdict ? verdict.error : verdict.kind);
    }
    if (this.#held.any(this.#record) && !leaveOut)
      return { kind: "refused", needed: this.#used, error: "no room" };
    await this.#report(true);
    const outcome = await this.#tracker.complete(score).catch(failed);
    if (this.#byScript) this.#writeBehind();
    if (outcome.kind !== "ok") {
      // It may go along with any later save, and the record be emptied by it: each is looked at again soon.
      this.#leftAt = Infinity;
      return outcome;
    }
    const proof = await this.#completionProven();
    if ("error" in proof) return proof;
    this.untold = false;
    this.#record = { ...this.#record, finished: this.#record.finished ?? this.#seconds() };
    this.#tellOpen();
    if (this.#byScript) this.#writeBehind();
    else this.#schedule.now();
    this.#notify();
    return verdict?.kind === "sent" || this.#lastSent !== NOTHING ? SENT_ONLY : proof;
  }

  /** Whatever comes of "completed": an LMS's script may empty the record when it arrives, so that is written anew. */
  #writeBehind(): void {
    this.#again = true;
    this.#schedule.retryWithin(BEHIND_COMPLETION);
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  // What an attempt to save asks.

  takeIn(stored: Stored): boolean {
    this.#readable = stored.kind !== "unreadable";
    if ("over" in stored) this.#stepBack();
    if (!this.#readable) return false;
    const passed = this.#overwrite === "seen" && stored.kind === "intact";
    if (this.found === "unreadable" || passed) this.#arrive(stored);
    else if (stored.kind === "intact") this.#absorb(stored.record);
    else if ("raw" in stored && stored.raw !== this.raw && !this.#ours(stored.record))
      this.#findDamage(stored);
    return this.#mayWrite();
  }

  next(): StateRecord {
    const attempt = this.#record.attempt || this.#environment.name(NAME_LENGTH);
    const { version } = this.#course;
    const revision = this.#record.revision + 1;
    this.#record = {
      ...this.#record,
      attempt,
      revision,
      moduleVersion: version,
      labels: this.#labels(this.#record),
    };
    this.#own.clear();
    const record = this.#held.without(this.#record, this.#known);
    this.#remember(record);
    return record;
  }

  handed(record: StateRecord): void {
    this.#handed = record;
  }

  holdBack(size: number): boolean {
    this.#learned = learnRefused(this.#learned, size);
    this.#used = Math.max(this.#used, size);
    return this.#held.largest(this.#record, this.#known);
  }

  cut(size: number): void {
    this.holdBack(size);
    this.#peers?.tell(CUT, "");
    this.#doubt();
    // What was cut is put right by whoever can: this page does not wait for another one.
    this.#yielded = MOST_YIELDED;
  }

  // Inside.

  #start(stored: Stored): void {
    if (stored.kind === "unreadable") {
      this.#readable = false;
      this.#readDrafts();
      return;
    }
    if (stored.kind === "intact") {
      this.#record = this.#known = this.#safe = this.#proven = this.#handed = stored.record;
      this.#remember(stored.record);
      this.#proofs.prove(stored.record, null);
      const size = this.#tracker.size(stored.record);
      this.#shown = Math.max(this.#shown, size);
      this.#learned = learnTaken(this.#learned, size);
      this.untold = stored.record.finished !== null && this.connection?.completed === false;
    } else if (stored.kind !== "empty") this.#findDamage(stored);
    this.#name = this.#record.attempt;
    this.#key = this.#keyOfName();
    this.#place = this.#placeFound();
    this.#readDrafts();
  }

  /** Nothing that was proven is sure any more. */
  #doubt(): void {
    this.#proofs = new Proofs();
    this.#safe = this.#proven = NOTHING;
    this.#keepDraft();
    this.#again = true;
    this.#notify();
  }

  /** Shows what could be read; nothing is written over it before the learner has chosen. */
  #findDamage(stored: Damaged): void {
    this.found = stored.kind;
    this.raw = stored.raw;
    this.recovered = stored.record;
    this.#overwrite = stored.kind === "newer" ? "never" : "seen";
    if (stored.record) this.#record = merge(this.#record, stored.record, this.#typedHere);
    this.#notify();
  }

  /** The LMS tells at last what it holds; what was written meanwhile is kept beside it. */
  #arrive(stored: Stored): void {
    const meanwhile = this.#record;
    const before = this.#place;
    this.#record = this.#known;
    this.found = stored.kind;
    this.#goOn();
    this.raw = this.recovered = null;
    this.#start(stored);
    this.#record = merge(meanwhile, this.#record, this.#typedHere);
    this.open = true;
    if (this.#place !== before) this.#meet();
    this.#keepDraft();
    this.#takeName();
    this.#notify();
  }

  #goOn(): void {
    this.#overwrite = "yes";
    this.#peers?.comeBack();
  }

  #readDrafts(): void {
    if (this.#readOnly()) return;
    const { drafts } = this.#environment;
    const taken: string[] = [];
    for (const key of new Set([this.#place, this.#unnamed, this.#keyOfLast()])) {
      const draft = this.#ownDraft(drafts, key);
      if (!draft) continue;
      taken.push(key);
      // Or somebody has written on from it.
      const kept = ([id, text]: readonly [string, Answer]): boolean =>
        holdsUnder(this.#record, id, text.value) || isSeen(seenUnder(this.#record, id), text);
      // Where what stands there cannot be read nobody knows what was in it.
      this.#distrusted ||= this.#mayWrite() && draft.sent && !entries(draft.mine.answers).every(kept);
      this.#record = withDraft(draft, this.#record);
    }
    this.#takeLeft();
    if (this.#key === this.#unnamed) return;
    this.#keepDraft();
    if (taken.includes(this.#unnamed)) keepText(drafts, this.#unnamed, "");
  }

  /** Where what a page that went had not seen arrive stays: beyond the tab, if the attempt has a name of its own. */
  get #left(): TextStore | null {
    const named = this.connection?.attempt || this.#name;
    return named && !this.#keptInBrowser() ? this.#environment.kept : null;
  }

  #takeLeft(): void {
    const draft = this.#ownDraft(this.#left, this.#key);
    if (!draft) return;
    this.#record = withDraft(draft, this.#record, this.#typedHere);
    this.#onDevice = true;
  }

  /** From now on; what another page has left there comes first. */
  #keepOnDevice(): void {
    this.#takeLeft();
    this.#onDevice = true;
    this.#keepDraft();
  }

  /** Where this tab's last draft is, and what is in it. */
  get #last(): readonly [string, Draft | null] {
    const { drafts } = this.#environment;
    const key = textOf(drafts, this.#pointer);
    return [key, draftOf(drafts, key)];
  }

  /**
   * Of what this tab kept before the attempt had a name, or sent to an LMS that holds nothing now: it may show it only at
   * a launch of its own.
   */
  #keyOfLast(): string {
    const [key, draft] = this.#last;
    const { attempt } = this.#known;
    return draft && (attempt ? draft.mine.attempt === attempt : draft.sent) ? key : this.#place;
  }

  /** What an earlier attempt in this tab has not got saved: it is not this one's, unless the learner says so. */
  #draftOfAnother(): StateRecord | null {
    const [key, draft] = this.#last;
    return draft && !this.#readOnly() && key !== this.#place && hasText(draft.mine) ? draft.mine : null;
  }

  /** None that changed something else than this LMS holds, or something newer: another attempt, or another activity. */
  #ownDraft(store: TextStore | null, key: string): Draft | null {
    const draft = draftOf(store, key);
    if (!draft || !this.#readable || this.connection?.attempt) return draft;
    const { mine, base } = draft;
    const { attempt, revision } = this.#record;
    const another = attempt
      ? mine.attempt !== attempt && base.revision > revision
      : base.attempt !== "" || base.revision !== revision;
    return another ? null : draft;
  }

  /**
   * An LMS that does not tell attempts apart holds the attempt's name before anything is written, so that a page that
   * is opened later knows whether it is of the same.
   */
  #takeName(): void {
    const { connection } = this;
    if (this.#mode !== "normal" || connection?.attempt || this.#known.attempt) return;
    if (!this.#readable || !this.#mayWrite()) return;
    this.#again = true;
    if (this.#writes) this.#schedule.now();
  }

  /** This page's session is over; another page of the attempt may have one in which what was written here is saved. */
  #stepBack(): void {
    if (this.#over) return;
    this.#over = true;
    this.#tellOpen();
    this.#peers?.stepBack();
  }

  /** Where the attempt has a name, its pages meet under that. */
  #meet(): void {
    if (this.#mode === "browse") return;
    const unnamed = this.#key === this.#unnamed;
    this.#peers?.retire();
    const peers: Peers = new Peers(this.#environment, this.#place, {
      asked: (at) => this.#tell(at, unnamed, peers),
      mine: () => {
        this.#waitsForTurn.splice(0).forEach((go) => go());
        if (this.#pending) this.#schedule.atRest();
      },
      theirs: () => {
        // What this page has sent may arrive after what the other one sends.
        if (this.#wrote) peers.tell(LEFT, "");
        this.#wrote = false;
        this.#saving.supersede();
        this.#handOver();
        this.#notify();
      },
      free: () => {
        const able = !this.#over && this.#readable && this.#environment.visible();
        if (able && this.#pending) this.#schedule.now();
      },
      left: () => {
        this.#leftAt = this.#environment.ticks();
        this.#lookAgain(AFTER_ANOTHER_LEFT);
      },
      told: (says, line) => {
        if (says !== CUT) return this.#hear(line, says);
        this.#doubt();
        // The page that says so puts it right, if it lives.
        this.#schedule.retryWithin(LONGEST_HAND_OVER);
      },
    });
    this.#peers = peers;
    // Who has to choose first writes nothing: another page may be putting right what was cut.
    if (this.#over || this.#overwrite === "seen") peers.stepBack();
    peers.hello(this.#began);
    // A page that goes may have saved what the others never heard of.
    if (this.#lastSent !== NOTHING) this.#say(SENT, this.#lastSent);
    else if (this.#known.attempt) this.#say(HELD, this.#known);
  }

  /**
   * What a page that starts is told. One that is about to save tells then; what it knows now is already old. One that
   * cannot save hands over. Where the attempt had no name yet (`unnamed`), a page that began after it got one has found
   * it in the LMS, or is of another attempt.
   */
  #tell(at: number, unnamed: boolean, peers: Peers): string | null {
    const since = this.#environment.ticks() - this.#namedAt;
    const late = unnamed && at > this.#environment.now() - since;
    if (late || !this.#name) return null;
    if (this.#trouble) this.#tellOpen();
    if (this.#lastSent !== NOTHING) peers.tell(SENT, encode(this.#lastSent));
    return this.#changed() || !this.#known.attempt ? null : encode(this.#known);
  }

  /** A page that was hidden when it gave the attempt its name still waits where pages without one meet. */
  #tellWhoNamed(): void {
    const channel = this.#environment.channel(this.#unnamed);
    channel?.send(FOUND + encode(this.#known));
    channel?.close();
  }

  /** What is not saved yet, for another page to save. */
  #tellOpen(): void {
    if (sameTexts(this.#record, this.#known)) return;
    this.#own.clear();
    this.#say(OPEN, this.#record);
  }

  #say(says: string, record: StateRecord): void {
    this.#peers?.tell(says, encode(record));
  }

  /**
   * The page that writes is asked to save what was written here, and given more time where it cannot hear; else this
   * page does. Where it cannot, what the LMS has taken that shows it later is no reason to write again.
   */
  #handOver(): void {
    const heard = this.#peers?.following;
    if (!this.#changed() || (!heard && sameTexts(this.#record, this.#lastSent))) return;
    this.#tellOpen();
    this.#schedule.retryAfter(heard ? LONGEST_HAND_OVER : LONGEST_HEARD);
  }

  /** By the name that the LMS gives the attempt, else by the one that its record carries, or by what cannot be read. */
  #keyOfName(): string {
    const name = this.connection?.attempt ? "" : this.#name || this.raw;
    return name ? hashed(name) : this.#unnamed;
  }

  /** Pages that found different records, and no name in them, are of different attempts. */
  #placeFound(): string {
    const found = this.#key !== this.#unnamed || this.connection?.attempt ? null : this.#known;
    return found?.revision ? hashed(this.#key, encode(found)) : this.#key;
  }

  /** The LMS holds the attempt's name: its pages and drafts are told apart by it from now on. */
  #named(record: StateRecord): void {
    this.#name = record.attempt;
    const key = this.#keyOfName();
    if (this.#key !== key) {
      keepText(this.#environment.drafts, this.#place, "");
      this.#key = this.#place = key;
      this.#namedAt = this.#environment.ticks();
      this.#meet();
    }
    this.#keepDraft();
  }

  /** `alone`: in the place of what stands beside it, too. */
  #change(id: string, value: string, alone = false): void {
    const by = this.#writer;
    const { answers, conflicts } = this.#record;
    const [before, beside] = [answers[id], conflicts[id]];
    const newest = Math.max(0, ...Object.values(seenUnder(this.#record, id)));
    // As long as nobody else has the one before.
    const goesOn = this.#own.has(id) && before?.by === by && before.version === newest;
    const version = goesOn ? newest : newest + 1;
    this.#typed.add(id);
    this.#own.add(id);
    const answer = { value, time: this.#seconds(), version, by };
    const left = beside && !alone ? parts(beside) : [];
    const record = {
      ...this.#record,
      answers: withAnswer(answers, id, over(this.#record, id, answer, left)),
      conflicts: alone ? without(conflicts, id) : conflicts,
    };
    this.#record = { ...record, labels: this.#labels(record) };
    // What is shorter than what stands there makes room.
    if (value.length < (this.#known.answers[id]?.value.length ?? 0)) this.#held.clear();
    this.#keepDraft();
  }

  #saveNow(): void {
    this.#schedule.now();
    this.#notify();
  }

  /** Whole seconds are shorter to keep. */
  #seconds(): number {
    return Math.floor(this.#environment.now() / 1000) * 1000;
  }

  /** Resolves when this page is the one that writes. */
  async #turn(): Promise<void> {
    if (this.#writes) return;
    const turn = new Promise<void>((go) => this.#waitsForTurn.push(go));
    this.#peers?.claim();
    await turn;
  }

  /** What a page could not save itself another one is asked to, before it is taken back. */
  #mayClaim(): boolean {
    if (this.#over || !this.#mayWrite() || !this.#environment.visible()) return false;
    const asks = this.#trouble !== null && this.#peers?.following && this.#yielded < MOST_YIELDED;
    this.#yielded = asks ? this.#yielded + 1 : 0;
    return !asks;
  }

  /** Resolves to null when there was nothing to save, or another page saves. */
  async #save(): Promise<Verdict | null> {
    if (!this.#readable || this.#overwrite === "seen") {
      const unread = await this.#readAgain();
      if (unread) {
        if (this.#over) this.#tellOpen();
        return unread;
      }
    }
    if (!this.#mayWrite() || !this.#pending) return null;
    if (!this.#writes) {
      if (this.#mayClaim()) this.#peers?.claim();
      else this.#handOver();
      return null;
    }
    this.#again = false;
    this.#wrote = true;
    const verdict = await this.#saving.run();
    if (verdict.kind === "superseded") return verdict;
    if (verdict.kind === "sent" && this.#distrusted) {
      this.#fail({ why: "failed", error: "not kept" });
    } else if (verdict.kind === "trouble") this.#fail(verdict);
    else {
      this.#trouble = null;
      // The page may have come to sight since, and have planned to save anew.
      if (verdict.kind === "unproven") this.#again = true;
      else {
        this.#schedule.succeeded();
        if (verdict.kind === "confirmed") await this.#confirm(verdict.record);
        else this.#sent(verdict.record);
      }
      // What another page has left meanwhile: nothing is planned for it any more.
      if (!this.#writes) this.#handOver();
    }
    // Once an attempt and not once a key: an LMS that is full is one for which packing takes its time.
    if (this.room) this.#used = this.#tracker.size(this.#record);
    this.#notify();
    return verdict;
  }

  /** Asks anew what the LMS holds; null when it tells. */
  async #readAgain(): Promise<Verdict | null> {
    const stored = await this.#tracker.read().catch((): Stored => ({ kind: "unreadable" }));
    this.takeIn(stored);
    if (stored.kind !== "unreadable") {
      if (this.#over) this.#peers?.comeBack();
      this.#over = false;
      this.#trouble = null;
      this.#schedule.succeeded();
      this.#lookForWhole();
      this.#notify();
      return null;
    }
    this.#trouble = "unread";
    this.#schedule.retryAfter(Math.max(stored.after ?? 0, READ_AGAIN));
    this.#notify();
    return { kind: "trouble", why: "unread", error: "unreadable" };
  }

  /** What is damaged may be so in this one answer of the LMS. */
  #lookForWhole(): void {
    if (this.#overwrite === "seen") this.#schedule.retryAfter(LONGEST_HAND_OVER);
  }

  #fail({ why, error, after }: Omit<Verdict & { kind: "trouble" }, "kind">): void {
    this.#trouble = error === "unreadable" ? (this.#readable ? "found" : "unread") : why;
    this.#again ||= this.#readable;
    // Whose session is over is sent away, and logs in in another tab.
    this.#keepOnDevice();
    this.#schedule.failed(after);
  }

  async #confirm(record: StateRecord): Promise<void> {
    // A page that has just gone may put another name over this one.
    const first = !sameContent(record, this.#known) || record.attempt !== this.#known.attempt;
    const size = this.#tracker.size(record);
    this.#learned = learnTaken(this.#learned, size);
    // All that was proven before is in this record too, so it is proven twice now. But a server may cut what is longer
    // than it has ever shown, and its script not know.
    if (!this.#byScript || size <= this.#shown) {
      this.#safe = first ? this.#known : record;
      this.#proven = record;
    }
    this.#known = record;
    this.#lastSent = NOTHING;
    this.#proofs.prove(record, this.#environment.now());
    this.#say(HELD, record);
    this.#named(record);
    const since = this.#environment.ticks() - this.#leftAt;
    if (first) this.#lookAgain(since < ON_ITS_WAY ? AFTER_ANOTHER_LEFT : SECOND_LOOK);
    await this.#report();
  }

  #sent(record: StateRecord): void {
    this.#proofs.send(record, this.#environment.now());
    this.#lastSent = record;
    this.#say(SENT, record);
    this.#named(record);
    this.#lookAgain(SECOND_LOOK);
  }

  #lookAgain(after: number): void {
    if (this.#tracker.answers === "device") return;
    this.#schedule.lookAgain(after, () => {
      this.#again = true;
      if (this.#environment.visible() && this.#writes) this.#schedule.now();
    });
  }

  async #completionProven(): Promise<Finished> {
    if (!this.#environment.online()) return failed("offline");
    if (!this.#environment.visible() && this.#byScript) return failed("hidden");
    const says = await this.#tracker.completed().catch(() => false);
    if (says === false) {
      // An LMS that goes on showing what it held at the launch, as a save tells, does so of this too.
      await new Promise<void>((go) => this.#environment.later(BEHIND_COMPLETION, go));
      this.#again = true;
      const verdict = await this.#save();
      return verdict?.kind === "sent" ? SENT_ONLY : failed("read-back differs");
    }
    const there = await serverIsThere(this.#tracker, this.#environment);
    if (there.kind === "trouble") return failed(there.error);
    // Neither script nor server says anything: the next launch does.
    return says === null && there.kind === "unknown" ? SENT_ONLY : { kind: "ok" };
  }

  /** Another page, or another device: nothing of theirs is overwritten, and the learner's own text stays in its field. */
  #absorb(theirs: StateRecord, told = false): void {
    // What a slow LMS still shows; but a page that has proven something once more knows what it says.
    const older = theirs.revision < this.#known.revision;
    const joined = this.#joined(theirs);
    if (sameContent(joined, this.#record) && (older || !told)) return;
    this.#record = joined;
    // What another page says may be what it knew before this one was loaded: it is not taken for news, and saved over.
    if (told && older) this.#again = true;
    else this.#known = theirs;
    this.#remember(theirs);
    this.#proofs.prove(theirs, null);
    this.#keepDraft();
    this.#notify();
  }

  readonly #typedHere = (id: string): boolean => this.#typed.has(id);

  #joined(theirs: StateRecord): StateRecord {
    const { location, revision } = this.#record;
    const merged = merge(this.#record, theirs, this.#typedHere);
    // The learner has gone on in this page.
    const follows = location === this.#known.location && theirs.revision > revision;
    return follows ? merged : { ...merged, location };
  }

  /** What another page says of its record: the LMS has it, or has taken it, or it wants it saved. */
  #hear(line: string, says: string): void {
    // Earlier players say more behind it.
    const stored = decode(line.split(" ")[0]!);
    if (stored.kind !== "intact" || !this.#mayWrite()) return;
    const theirs = stored.record;
    const mine = this.#record;
    let newer = false;
    // What this page could not read another one has.
    if (!this.#readable && says === HELD) {
      this.takeIn(stored);
      this.#trouble = null;
    } else if (this.found === "unreadable") return;
    // Of another attempt, which had no name yet when this page began, or has one.
    const found = says === FOUND;
    const own = found ? this.#record.attempt : this.#name;
    if ((found || this.#key !== this.#unnamed) && theirs.attempt !== own) return;
    if (found || says === HELD) {
      this.#safe = { ...this.#safe, attempt: theirs.attempt };
      this.#absorb(theirs, true);
      this.#follow(theirs);
      // Others wait where pages meet without a name, and have given it one of their own.
      if (found) this.#say(HELD, theirs);
      this.#named(theirs);
      // What this page knows to be too much it does not take the writing over for.
      if (sameTexts(this.#held.without(this.#record, theirs), theirs)) this.#schedule.succeeded();
      else this.#schedule.retryWithin(LONGEST_HAND_OVER);
      // What this page wrote last, not knowing better, stands in the LMS: what is known goes over it.
      if (this.#behind() && this.#writes) this.#again = true;
    } else {
      this.#record = this.#joined(theirs);
      newer = theirs.revision > this.#newestHeard;
      this.#newestHeard = Math.max(this.#newestHeard, theirs.revision);
      if (says === SENT) this.#hearSent(theirs);
      this.#keepDraft();
      this.#notify();
    }
    // What is being saved already is not begun anew: an LMS may take its time to show it.
    if (!this.#pending || (this.#writes && says === OPEN && sameContent(mine, this.#record))) return;
    if (this.#writes) this.#schedule.now();
    // Written since it was heard of: somebody is at it, and who takes over takes the time that the proof needs.
    else if (says === OPEN && !this.#over)
      this.#schedule[newer ? "retryAfter" : "retryWithin"](LONGEST_HEARD);
  }

  #hearSent(theirs: StateRecord): void {
    this.#proofs.send(theirs, this.#environment.now());
    this.#remember(theirs);
    this.#follow(theirs);
    this.#named(theirs);
    if (!sameTexts(this.#record, theirs)) return this.#schedule.retryWithin(AFTER_ANOTHER_LEFT);
    this.#trouble = null;
    this.#held.clear();
    this.#schedule.succeeded();
    // The LMS may tell this page what it did not tell the other one: asked once.
    if (!sameTexts(this.#lastSent, theirs) && !this.#over) this.#schedule.retryWithin(LONGEST_HEARD);
    this.#lastSent = theirs;
  }

  /** An LMS may commit all that this page's script holds, asked or not: that is never older than what is known. */
  #follow(theirs: StateRecord): void {
    this.#tracker.heard?.(theirs);
    if (!this.#byScript || this.#writes || theirs.revision < this.#known.revision) return;
    this.#handed = theirs;
    void this.#tracker.write(theirs).catch(() => undefined);
  }

  #leave(forGood: boolean): void {
    this.#keepOnDevice();
    // Who comes back owes the second look, and may have sent what was not seen to arrive.
    this.#again = true;
    const record = this.#lastWords(forGood);
    // Where the LMS takes less: without the longest of what is new, or what it held.
    const held = [this.#known];
    const less = (): StateRecord | null =>
      this.#held.largest(this.#record, this.#known) ? this.next() : (held.pop() ?? null);
    this.#schedule.stop();
    this.#saving.supersede();
    this.#tellOpen();
    if (forGood) {
      const ends = this.#peers?.endsWith(record !== null) !== false;
      if ((ends && this.#overwrite !== "seen") || !this.#byScript)
        this.#tracker.leave(record, less, this.#known);
      this.#peers?.close();
      // A frame that is taken away is hidden after it went: what did not get out may then.
      if (ends) this.#peers = null;
    } else if (record) {
      if (this.#tracker.pause) this.#tracker.pause(record, less);
      else void this.#tracker.write(record).then(() => this.#tracker.commit());
    }
  }

  get #writes(): boolean {
    return this.#peers?.writes !== false;
  }

  /** The LMS's script holds an older record than is known. */
  #behind(): boolean {
    if (!this.#byScript || !this.#record.attempt) return false;
    return !sameContent(this.#handed, this.#record);
  }

  /** What goes along as the page goes: never older than what is known. */
  #lastWords(forGood: boolean): StateRecord | null {
    // Beside what could not be read: a server has a place for those of a page that is gone, an LMS's script has none.
    if ((!this.#readable && (this.#byScript || !forGood)) || !this.#mayWrite()) return null;
    return this.#changed() || this.#behind() ? this.next() : null;
  }

  async #report(finishing = false): Promise<void> {
    if (this.#keptInBrowser() || this.#mode !== "normal") return;
    const safe = (id: string): Answer | undefined => {
      const answer = this.#record.answers[id];
      return answer && this.#proofs.proven(id, answer.value) !== undefined ? answer : undefined;
    };
    await this.#reporting.run(safe, this.#typed, finishing);
  }

  #labels({ answers, labels: known }: StateRecord): StateRecord["labels"] {
    const labels = this.#course.interactions
      .filter(({ id }) => answers[id])
      .map(({ id, component, prompt }): [string, Label] => [
        id,
        { component, prompt: prompt.slice(0, LABEL_LENGTH) },
      ]);
    return withMore(known, labels);
  }

  #keepDraft(): void {
    if (this.#readOnly()) return;
    const { drafts } = this.#environment;
    const sent = keys(this.#record.answers).every((id) => sameTextsOf(this.#record, this.#lastSent, id));
    // Where another draft is, as long as the learner has not chosen.
    // What another page has found missing is not safe any more.
    const safe = shared(this.#safe, this.#known);
    keepDraft(drafts, this.#place, this.#record, safe, sent, this.loose ? "" : this.#pointer);
    if (!this.#onDevice) return;
    this.#own.clear();
    keepDraft(this.#left, this.#key, this.#record, shared(this.#proven, this.#known), sent, "");
  }

  /** Something is to be read, saved or proven. */
  #waits(): boolean {
    return !this.#readable || this.#pending;
  }

  get #pending(): boolean {
    return this.#again || this.#changed();
  }

  #changed(): boolean {
    return !sameContent(this.#record, this.#known);
  }

  get #mode(): Mode | undefined {
    return this.connection?.mode;
  }

  #readOnly(): boolean {
    return this.#mode === "browse" || this.#overwrite === "never";
  }

  #mayWrite(): boolean {
    return !this.#readOnly() && this.#overwrite === "yes";
  }

  /** What this page wrote itself, however it comes back. */
  #ours(record: StateRecord | null): boolean {
    return record !== null && this.#met.has(nameOf(record));
  }

  /** Nobody has seen yet that all is safe; what the browser itself keeps is put there as the page goes. */
  #unsafe(): boolean {
    return keys(this.#record.answers).some((id) => {
      const status = this.status(id);
      if (status.kind === "unsaved") return status.why !== "read-only";
      return status.kind === "saving" && !this.#keptInBrowser();
    });
  }

  #keptInBrowser(): boolean {
    return this.connection === null || this.#course.answers === "device";
  }

  #remember(record: StateRecord): void {
    this.#met.add(nameOf(record));
  }

  #notify(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function nameOf({ attempt, revision }: StateRecord): string {
  return `${attempt} ${revision}`;
}
