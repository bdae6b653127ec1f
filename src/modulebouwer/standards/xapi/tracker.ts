/** The player of a plain xAPI package: what esbuild bundles. */

import { start } from "../../player/main.ts";
import { ActivityTracker } from "../activities/activity_tracker.ts";
import { xapiLaunch } from "./launch.ts";

void start((course, { fetch }) => {
  const launch = xapiLaunch(location.search, course.iri, fetch);
  return new ActivityTracker("xapi", course, () => Promise.resolve(launch));
});
