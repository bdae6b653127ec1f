/** Starts the learner's page: reads the course, opens the session with the LMS, hands both to the view. */

import { BrowserStore } from "./browser_store.ts";
import { courseOfPage } from "./course.ts";
import { withAnswersOnDevice } from "./device_answers.ts";
import { draftKey } from "./drafts.ts";
import { browserEnvironment } from "./environment.ts";
import { answeredAs } from "./kinds.ts";
import { createSession } from "./session.ts";
import type { Tracker } from "./tracker.ts";
import { mount } from "./view/view.ts";

export async function start(tracker: Tracker): Promise<void> {
  const course = courseOfPage();
  const connection = await tracker.connect();
  let keeper: Tracker = tracker;
  if (!connection) keeper = new BrowserStore(course.identifier);
  else if (course.answers === "device") {
    keeper = withAnswersOnDevice(
      tracker,
      new BrowserStore(draftKey(connection.learnerId, course.identifier)),
    );
  }
  const session = createSession(
    course,
    keeper,
    connection,
    await keeper.read(),
    browserEnvironment(),
    answeredAs,
  );
  mount(course, session);
}
