/** The seam to an LMS: one implementation a standard (standards/<name>/tracker.ts), and nobody else speaks to an LMS. */

import type { CourseInteraction } from "./course.ts";
import type { StateRecord } from "./record.ts";

export type Mode = "normal" | "browse" | "review";

export interface Connection {
  readonly mode: Mode;
  /** Name as the LMS gives it, "" when it gives none. */
  readonly learnerName: string;
  /** Stable for a learner in this LMS, "" when unknown. Only ever used hashed (session storage key). */
  readonly learnerId: string;
  /** What the LMS itself tells attempts apart by (a registration), "" where it tells nothing. Only ever used hashed. */
  readonly attempt: string;
  /** Whether the LMS itself holds this attempt as completed; null where it does not tell. */
  readonly completed: boolean | null;
  /** Where the LMS wants the learner to go afterwards (cmi5 10.2.5), if anywhere. */
  readonly returnUrl?: string | undefined;
}

/** What stands in the LMS (or in the browser, without one). */
export type Stored =
  | { readonly kind: "empty" }
  /** The LMS did not answer: something may stand there, so nothing is written until it can be read. `over`: no session. */
  | { readonly kind: "unreadable"; readonly after?: number; readonly over?: true }
  | { readonly kind: "intact"; readonly record: StateRecord }
  /** `raw` is what stood there; it is never overwritten before the learner has seen it. */
  | {
      readonly kind: "truncated" | "damaged" | "newer";
      readonly record: StateRecord | null;
      readonly raw: string;
    };

/**
 * The outcome of one step of a save. `refused`: the LMS said this value does not fit; `overtaken`: something else was
 * written since it was read; `lost`: no session any more; `after`: milliseconds that the LMS asks to wait.
 */
export type Outcome =
  | { readonly kind: "ok" }
  | { readonly kind: "refused"; readonly needed: number; readonly error: string }
  | { readonly kind: "failed"; readonly error: string; readonly after?: number | undefined }
  | { readonly kind: "overtaken" | "lost"; readonly error: string };

/**
 * What the LMS, asked now, gives back for a record that was written. `cut`: its first `at` characters. `stale`: what it
 * gave at the launch, so it may show what is written only at the next one. `other`: anything else, or nothing.
 */
export type ReadBack =
  { readonly kind: "equal" | "stale" | "other" } | { readonly kind: "cut"; readonly at: number };

/** One call to the LMS, for the support panel; never holds an answer's text. */
export interface LoggedCall {
  readonly time: number;
  readonly call: string;
  readonly result: string;
  readonly error: string;
}

export interface Tracker {
  readonly standard: string;
  /**
   * Who answers `readBack`: the `server` (what it gives is proof), this `page` (the LMS's script, which tells nothing
   * of its server), or the `device` itself.
   */
  readonly answers: "server" | "page" | "device";
  readonly log: readonly LoggedCall[];
  /** Finds the LMS and opens the session; null when there is none. Never throws. */
  connect(): Promise<Connection | null>;
  /** Also asked before every write: an LMS that can tell gives what another tab or device has stored since. */
  read(): Promise<Stored>;
  /** Hands over the whole record. Synchronous standards finish before the promise is returned. */
  write(record: StateRecord): Promise<Outcome>;
  /** Characters that `record` takes in this LMS. */
  size(record: StateRecord): number;
  /** Another page of the attempt has shown that this LMS holds `record`. */
  heard?(record: StateRecord): void;
  /** What the LMS, asked now, has for `record`. */
  readBack(record: StateRecord): Promise<ReadBack>;
  /** Makes what was written lasting. */
  commit(): Promise<Outcome>;
  /** What reports and statements show, beside the state; a commit follows. Only in mode "normal". */
  report(event: ReportEvent): Promise<Outcome>;
  /** The learner's own act. Status and, where there is one, score (0 to 100); committed. */
  complete(score: number | null): Promise<Outcome>;
  /** Whether the LMS, asked now, says that it is completed; null where it does not tell. */
  completed(): Promise<boolean | null>;
  /**
   * As `leave`, in a page that may come back: the session stays open; gives what the LMS has taken. Where it is absent
   * the page writes and commits.
   */
  pause?(record: StateRecord | null, less: () => StateRecord | null): StateRecord | null;
  /**
   * Called on `pagehide`: saves `record` if it is not null and closes the session, all before it returns. Where the LMS
   * takes less than that: what `less` gives, until that is null. `known`: what `record` was made from, as far as it was
   * seen in the LMS.
   */
  leave(record: StateRecord | null, less?: () => StateRecord | null, known?: StateRecord): void;
}

export type ReportEvent =
  /** First visit of a section; `progress`: visited sections of all, a whole number from 0 to 100. */
  | { readonly kind: "visited"; readonly section: string; readonly progress: number }
  /** `response` is null where what the learner answered is nobody else's (`answers: lms`). */
  | {
      readonly kind: "answered";
      readonly interaction: CourseInteraction;
      readonly response: Response | null;
      /** Of the answer's last change (ms since the epoch). */
      readonly time: number;
      /** Not new in this session: for reports in which an answer has its own place, and may have missed it. */
      readonly again: boolean;
    };

/** An answer in the words of the interaction's type; each standard writes it in its own form. */
export interface Response {
  /** The text; or ids of options, in the learner's order for sequencing; `source=target` for matching. */
  readonly parts: readonly string[];
  readonly result: "neutral" | "correct" | "incorrect";
}
