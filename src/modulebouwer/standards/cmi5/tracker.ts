/** The player of a cmi5 package: what esbuild bundles. */

import { start } from "../../player/main.ts";
import { ActivityTracker } from "../activities/activity_tracker.ts";
import { cmi5Launches } from "./launch.ts";

void start(
  (course, environment) => new ActivityTracker("cmi5", course, cmi5Launches(location.search, environment)),
);
