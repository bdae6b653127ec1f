/** The player of a page without an LMS: what esbuild bundles. Answers stay in the browser (player/browser_store.ts). */

import { BrowserStore } from "../../player/browser_store.ts";
import { courseOfPage } from "../../player/course.ts";
import { start } from "../../player/main.ts";

void start(new BrowserStore(courseOfPage().identifier));
