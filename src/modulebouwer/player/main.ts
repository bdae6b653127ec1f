/** Starts the learner's page: reads the course, opens the session with the LMS if there is one, hands both to the view. */

import { browserEnvironment } from "./browser.ts";
import { courseOfPage } from "./course.ts";
import { answeredAs } from "./kinds.ts";
import { openCourse } from "./opening.ts";
import type { Tracker } from "./tracker.ts";
import { mount } from "./view/view.ts";

export async function start(tracker: Tracker | null): Promise<void> {
  const course = courseOfPage();
  const environment = browserEnvironment();
  const [session, forgetLoose] = await openCourse(course, tracker, environment, answeredAs);
  mount(course, session, environment.kept, forgetLoose);
}
