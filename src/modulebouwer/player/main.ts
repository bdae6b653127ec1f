/** Starts the learner's page: reads the course, opens the session with the LMS if there is one, hands both to the view. */

import { browserEnvironment } from "./browser.ts";
import { courseOfPage, type Course } from "./course.ts";
import type { Environment } from "./environment.ts";
import { answeredAs } from "./kinds.ts";
import { openCourse } from "./opening.ts";
import type { Tracker } from "./tracker.ts";
import { mount } from "./view/view.ts";

/** `trackerOf` gives null for a page without an LMS. */
export async function start(
  trackerOf: (course: Course, environment: Environment) => Tracker | null,
): Promise<void> {
  const course = courseOfPage();
  const environment = browserEnvironment();
  const tracker = trackerOf(course, environment);
  const [session, forgetLoose] = await openCourse(course, tracker, environment, answeredAs);
  mount(course, session, environment, forgetLoose);
}
