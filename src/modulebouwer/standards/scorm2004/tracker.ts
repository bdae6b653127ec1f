/** The player of a SCORM 2004 package: what esbuild bundles. */

import { courseOfPage } from "../../player/course.ts";
import { start } from "../../player/main.ts";
import { Scorm2004Tracker } from "./scorm2004_tracker.ts";

void start(new Scorm2004Tracker(courseOfPage()));
