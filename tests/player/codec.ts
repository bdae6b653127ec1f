/** The record's one form, as the tests name it. */

import { decode, encode } from "../../src/modulebouwer/player/codec.ts";

export const CODEC = { encode, decode };
