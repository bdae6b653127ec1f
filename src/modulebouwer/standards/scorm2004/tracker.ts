/** The player of a SCORM 2004 package: what esbuild bundles. */

import { start } from "../../player/main.ts";
import { Scorm2004Tracker } from "./scorm2004_tracker.ts";

void start((course) => new Scorm2004Tracker(course));
