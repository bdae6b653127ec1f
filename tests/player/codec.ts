/** The record's one form, as the tests name it. */

import { decode, encode } from "../../src/modulebouwer/standards/scorm/suspend_data.ts";

export const CODEC = { encode, decode };
