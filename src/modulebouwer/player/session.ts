/** Opens the life of a learner's answers between page and LMS (seam.ts says what it is to the page). */

import type { Course } from "./course.ts";
import type { Environment } from "./environment.ts";
import { LearnerSession } from "./learner_session.ts";
import type { StateRecord } from "./record.ts";
import type { Respond, Session } from "./seam.ts";
import type { Connection, Stored, Tracker } from "./tracker.ts";

export type * from "./seam.ts";

/**
 * The session over what `stored` was found; it listens to the page's life through `environment`. `loose`: what stands
 * in this browser from a time without an LMS; `began`: when the LMS was asked (ms since the epoch).
 */
export function createSession(
  course: Course,
  tracker: Tracker,
  connection: Connection | null,
  stored: Stored,
  environment: Environment,
  respond: Respond,
  loose: StateRecord | null = null,
  began = environment.now(),
): Session {
  return new LearnerSession(course, tracker, connection, stored, environment, respond, loose, began);
}
