/** Starts the learner's page: reads the course, opens the session with the LMS, hands both to the view. */

import { BrowserStore } from "./browser_store.ts";
import { browserEnvironment } from "./browser.ts";
import { courseOfPage, type Course } from "./course.ts";
import { withAnswersOnDevice } from "./device_answers.ts";
import { hashed } from "./drafts.ts";
import { answeredAs } from "./kinds.ts";
import type { StateRecord } from "./record.ts";
import { createSession } from "./session.ts";
import { hasText } from "./state.ts";
import type { Connection, Tracker } from "./tracker.ts";
import { mount } from "./view/view.ts";

export async function start(tracker: Tracker): Promise<void> {
  const course = courseOfPage();
  const environment = browserEnvironment();
  const connection = await tracker.connect();
  const withoutLms = new BrowserStore(course.identifier);
  const keeper = keeperOf(course, tracker, connection, withoutLms);
  const stored = await keeper.read();
  const loose = connection?.mode === "normal" ? await looseAnswers(withoutLms) : null;
  const session = createSession(course, keeper, connection, stored, environment, answeredAs, loose);
  mount(course, session, () => withoutLms.forget());
}

/** Where the answers are kept. */
function keeperOf(
  course: Course,
  tracker: Tracker,
  connection: Connection | null,
  withoutLms: BrowserStore,
): Tracker {
  if (!connection) return withoutLms;
  if (course.answers !== "device") return tracker;
  const whose = [connection.learnerId, course.identifier];
  const storeOf = (attempt: string): BrowserStore => new BrowserStore(hashed(...whose, attempt));
  return withAnswersOnDevice(tracker, storeOf, new BrowserStore(hashed(...whose)));
}

/** What was written in this browser when the LMS was not found; it may be another learner's. */
async function looseAnswers(withoutLms: BrowserStore): Promise<StateRecord | null> {
  const stored = await withoutLms.read();
  const record = "record" in stored ? stored.record : null;
  return record && hasText(record) ? record : null;
}
