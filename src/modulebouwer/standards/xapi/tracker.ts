/** The player of a plain xAPI package: what esbuild bundles. */

import { courseOfPage } from "../../player/course.ts";
import { start } from "../../player/main.ts";
import { ActivityTracker } from "../activities/activity_tracker.ts";
import { xapiLaunch } from "./launch.ts";

const course = courseOfPage();
void start(
  new ActivityTracker("xapi", course, () => Promise.resolve(xapiLaunch(location.search, course.iri))),
);
