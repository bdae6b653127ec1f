/** Opens a course for one learner: where their answers are kept, what is there, and the session on it. */

import { BrowserStore } from "./browser_store.ts";
import type { Course } from "./course.ts";
import { withAnswersOnDevice } from "./device_answers.ts";
import { hashed } from "./drafts.ts";
import type { Environment } from "./environment.ts";
import type { StateRecord } from "./record.ts";
import { createSession, type Respond, type Session } from "./session.ts";
import { hasText } from "./state.ts";
import type { Tracker } from "./tracker.ts";

/** `tracker`: null for a page without an LMS. With the session comes what to call once what was written without is in. */
export async function openCourse(
  course: Course,
  tracker: Tracker | null,
  environment: Environment,
  respond: Respond,
): Promise<readonly [Session, forgetLoose: () => void]> {
  const { kept } = environment;
  const connection = (await tracker?.connect()) ?? null;
  const withoutLms = new BrowserStore(course.identifier, kept);
  const storeUnder = (...names: string[]): BrowserStore =>
    new BrowserStore(hashed(connection!.learnerId, course.identifier, ...names), kept);
  // By the LMS's own name where it has one: two devices may each give the record another.
  const storeOf = (attempt: string): BrowserStore => storeUnder(connection!.attempt || attempt);
  const keeper = !connection
    ? withoutLms
    : course.answers === "device"
      ? withAnswersOnDevice(tracker!, storeOf, storeUnder())
      : tracker!;
  // The LMS is asked in one with its connection; what the browser keeps, when all of it is there.
  const began = environment.now();
  const early = keeper === tracker && keeper.read();
  await environment.ready;
  const stored = await (early || keeper.read());
  const loose = connection && connection.mode !== "browse" ? await looseAnswers(withoutLms) : null;
  const session = createSession(course, keeper, connection, stored, environment, respond, loose, began);
  return [session, () => withoutLms.forget()];
}

/** What was written in this browser when the LMS was not found; it may be another learner's. */
async function looseAnswers(withoutLms: BrowserStore): Promise<StateRecord | null> {
  const stored = await withoutLms.read();
  return "record" in stored && stored.record && hasText(stored.record) ? stored.record : null;
}
