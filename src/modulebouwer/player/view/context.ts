/** What every part of the view needs. */

import type { Course } from "../course.ts";
import type { Trouble } from "../seam.ts";
import type { Session } from "../session.ts";
import type { Phrases } from "./words.ts";

export interface Context {
  readonly course: Course;
  readonly session: Session;
  readonly phrases: Phrases;
  /** Opens the page that holds the element with this id and brings it into view. */
  open(id: string): void;
  /** Says something to a screen reader: `assertive` only when work may be lost. */
  announce(text: string, level?: "polite" | "assertive"): void;
}

export function answerOf(session: Session, interaction: string): string {
  return session.record.answers[interaction]?.value ?? "";
}

/** Why an answer is not saved; "" when it is, or will be. */
export function whyUnsaved(session: Session, id: string): Trouble | "" {
  const status = session.status(id);
  return status.kind === "unsaved" ? status.why : "";
}
