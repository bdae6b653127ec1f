/** What is confirmed, what is pending, what is refused: the life of a learner's answers between page and LMS. */

import type { Course, CourseInteraction } from "./course.ts";
import type { Environment } from "./environment.ts";
import { LearnerSession } from "./learner_session.ts";
import type { StateRecord } from "./record.ts";
import type { Connection, LoggedCall, Outcome, Response, Stored, Tracker } from "./tracker.ts";

/** Why an answer is not in the LMS; the page has words for each. */
export type Trouble = "offline" | "full" | "failed" | "lost" | "read-only";

export type AnswerStatus =
  | { readonly kind: "empty" }
  | { readonly kind: "saving" }
  /** Confirmed by the tracker's owner at `time` (ms since the epoch); `where` tells what it may promise. */
  | { readonly kind: "saved"; readonly time: number; readonly where: "lms" | "browser" }
  | { readonly kind: "unsaved"; readonly why: Trouble };

/** Room for the encoded record, in characters; known only after a real refusal or from the largest confirmed save. */
export interface Room {
  readonly used: number;
  readonly limit: number;
}

export interface Session {
  /** null: no LMS was found ("los geopend"). */
  readonly connection: Connection | null;
  readonly record: StateRecord;
  /** What was found at the start; "truncated", "damaged" and "newer" want words on the page. */
  readonly found: "empty" | "intact" | "truncated" | "damaged" | "newer";
  /** What stood there when it was not intact, for export; null else. */
  readonly raw: string | null;
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
  /** The learner has seen that the record was truncated or damaged: from now on it may be overwritten. */
  acknowledge(): void;
  /** The learner's own "Afronden". */
  finish(score: number | null): Promise<Outcome>;
  /** Calls back after every change of status, record or room; returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

/** What `value` of an interaction says in a report; null when there is nothing to report yet. */
export type Respond = (interaction: CourseInteraction, value: string) => Response | null;

/** The session over what `stored` was found; it listens to the page's life through `environment`. */
export function createSession(
  course: Course,
  tracker: Tracker,
  connection: Connection | null,
  stored: Stored,
  environment: Environment,
  respond: Respond,
): Session {
  return new LearnerSession(course, tracker, connection, stored, environment, respond);
}
