/** The player of a page without an LMS: what esbuild bundles. Answers stay in the browser (player/browser_store.ts). */

import { start } from "../../player/main.ts";

void start(() => null);
