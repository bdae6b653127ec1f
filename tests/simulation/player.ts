/** The real player in a virtual page: what player/main.ts does, but for the view. The one place that knows its seams. */

import type { Course, CourseInteraction } from "../../src/modulebouwer/player/course.ts";
import { browserEnvironment } from "../../src/modulebouwer/player/browser.ts";
import type { Environment } from "../../src/modulebouwer/player/environment.ts";
import { openCourse as open } from "../../src/modulebouwer/player/opening.ts";
import type { Respond, Session } from "../../src/modulebouwer/player/session.ts";
import type { Tracker } from "../../src/modulebouwer/player/tracker.ts";
import { ActivityTracker } from "../../src/modulebouwer/standards/activities/activity_tracker.ts";
import { cmi5Launches } from "../../src/modulebouwer/standards/cmi5/launch.ts";
import { Scorm12Tracker } from "../../src/modulebouwer/standards/scorm12/scorm12_tracker.ts";
import { Scorm2004Tracker } from "../../src/modulebouwer/standards/scorm2004/scorm2004_tracker.ts";
import { xapiLaunch } from "../../src/modulebouwer/standards/xapi/launch.ts";
import type { Standard } from "./engines.ts";

/** "constructor": an id of an interaction is no name of a property. */
export const INTERACTIONS = ["regio", "partners", "plan", "constructor"] as const;
export const SECTIONS = ["begin", "verder"] as const;

export const COURSE = {
  identifier: "proef",
  iri: "https://example.org/modules/proef",
  version: "1.0.0",
  title: "Proef",
  language: "nl",
  standard: "",
  objectives: [{ id: "bewaren", text: "U schrijft drie antwoorden." }],
  sections: SECTIONS.map((id) => ({ id, title: id, minutes: 5 })),
  components: [],
  interactions: INTERACTIONS.map((id): CourseInteraction => ({
    id,
    component: "reflection",
    section: "begin",
    prompt: `Wat wilt u schrijven over ${id}?`,
    type: "long-fill-in",
    maxLength: 5000,
    required: false,
  })),
  completion: { sections: "all", components: "none", score: "none" },
  passMark: 0,
  answers: "lms",
  words: {},
} as unknown as Course;

/** The one whose kind the second version of the module changes: what asked for a text asks for true or false. */
export const CHANGED = "plan";

/** The module's second version. */
const SECOND = {
  ...COURSE,
  version: "2.0.0",
  interactions: COURSE.interactions.map((one) =>
    one.id === CHANGED ? { ...one, component: "true_false", type: "true-false" } : one,
  ),
} as Course;

const TRACKERS: Readonly<Record<Standard, (course: Course, environment: Environment) => Tracker | null>> = {
  scorm12: (course) => new Scorm12Tracker(course),
  scorm2004: (course) => new Scorm2004Tracker(course),
  cmi5: (course, environment) =>
    new ActivityTracker("cmi5", course, cmi5Launches(location.search, environment)),
  xapi: (course, { fetch }) =>
    new ActivityTracker("xapi", course, () =>
      Promise.resolve(xapiLaunch(location.search, course.iri, fetch)),
    ),
  web: () => null,
};

/** Opens the session as the page does when it is loaded. `second`: of the module's second version. */
export function openSession(
  standard: Standard,
  answers: Course["answers"],
  second: boolean,
): Promise<Session> {
  return openCourse(standard, { ...(second ? SECOND : COURSE), standard, answers });
}

export async function openCourse(standard: Standard, course: Course): Promise<Session> {
  const environment = browserEnvironment();
  const [session] = await open(course, TRACKERS[standard](course, environment), environment, asText);
  return session;
}

const asText: Respond = (_interaction, value) => ({ parts: [value], result: "neutral" });
