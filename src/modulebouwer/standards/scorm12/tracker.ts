/** The player of a SCORM 1.2 package: what esbuild bundles. */

import { start } from "../../player/main.ts";
import { Scorm12Tracker } from "./scorm12_tracker.ts";

void start((course) => new Scorm12Tracker(course));
