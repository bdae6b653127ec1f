/** The seam between the page and the life of a learner's answers: what is known of each, and what the page may ask. */

import type { CourseInteraction } from "./course.ts";
import type { StateRecord } from "./record.ts";
import type { Connection, LoggedCall, Outcome, Response } from "./tracker.ts";

/**
 * Why an answer is not in the LMS; the page has words for each. `found`: what stood there is not to be overwritten
 * before the learner has chosen; `unread`: the LMS does not tell what it holds.
 */
export type Trouble = "offline" | "full" | "failed" | "lost" | "read-only" | "found" | "unread";

export type AnswerStatus =
  | { readonly kind: "empty" }
  /** What the LMS holds is being fetched: the answer may be there. */
  | { readonly kind: "fetching" }
  | { readonly kind: "saving" }
  /** Proven at `time` (ms since the epoch); `where` tells what it may promise. */
  | { readonly kind: "saved"; readonly time: number; readonly where: "lms" | "browser" }
  /** Taken by an LMS that will tell at the next launch whether it holds it. */
  | { readonly kind: "sent"; readonly time: number }
  | { readonly kind: "unsaved"; readonly why: Trouble };

/** Room for the encoded record, in characters; known only after a real refusal or from the largest confirmed save. */
export interface Room {
  readonly used: number;
  readonly limit: number;
}

/** `sent`: the LMS took it and does not say before the next launch whether it holds it. */
export type Finished = Outcome | { readonly kind: "sent" };

export type Found = "empty" | "intact" | "unreadable" | "truncated" | "damaged" | "newer";

export interface Session {
  /** null: no LMS was found ("los geopend"). */
  readonly connection: Connection | null;
  readonly record: StateRecord;
  /** What was found; all but "empty" and "intact" want words on the page. */
  readonly found: Found;
  /** What stood there when it was not intact, for export; null else. */
  readonly raw: string | null;
  /** What of it could be read; null when nothing. */
  readonly recovered: StateRecord | null;
  /** Whether the learner may write: false while the LMS has not told what it holds. */
  readonly open: boolean;
  /** The record says that the learner has finished, and the LMS says that they have not. */
  readonly untold: boolean;
  /** Answers that were written in this browser while there was no LMS, and that this attempt does not have; null for none. */
  readonly loose: StateRecord | null;
  readonly room: Room | null;
  readonly log: readonly LoggedCall[];
  status(interaction: string): AnswerStatus;
  /** Every change while typing. */
  answer(interaction: string, value: string): void;
  /** The learner left the field: save now. */
  settle(interaction: string): void;
  visit(section: string): void;
  /** Ends a conflict with the text that the learner keeps. */
  resolve(interaction: string, value: string): void;
  retry(): void;
  /** The learner writes although the LMS has not told what it holds; both texts are kept. */
  openAnyway(): void;
  /** The learner has seen that the record was truncated or damaged: from now on it may be overwritten. */
  acknowledge(): void;
  /** The learner takes over what was written without an LMS, or leaves it where it is. */
  takeLoose(take: boolean): void;
  /** The learner's own "Afronden"; `leaveOut`: without the answers that the LMS has no room for. */
  finish(score: number | null, leaveOut?: boolean): Promise<Finished>;
  /** Calls back after every change of status, record or room; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

/** What `value` of an interaction says in a report; null when there is nothing to report yet. */
export type Respond = (interaction: CourseInteraction, value: string) => Response | null;
