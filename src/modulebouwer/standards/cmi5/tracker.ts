/** The player of a cmi5 package: what esbuild bundles. */

import { courseOfPage } from "../../player/course.ts";
import { usable } from "../../player/environment.ts";
import { start } from "../../player/main.ts";
import { ActivityTracker } from "../activities/activity_tracker.ts";
import { cmi5Launches } from "./launch.ts";

const store = usable(() => window.sessionStorage);
void start(new ActivityTracker("cmi5", courseOfPage(), cmi5Launches(location.search, store)));
