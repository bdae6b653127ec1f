/** The page that lists modules: a document that is dropped on it becomes one more. */

import { documents } from "./documents.ts";

documents();
