/** The player of a SCORM 1.2 package: what esbuild bundles. */

import { courseOfPage } from "../../player/course.ts";
import { start } from "../../player/main.ts";
import { Scorm12Tracker } from "./scorm12_tracker.ts";

void start(new Scorm12Tracker(courseOfPage()));
