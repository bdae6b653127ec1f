/** The codec of the standard that needs most: SCORM 1.2's, with every compression. */

import { Codec } from "../../src/modulebouwer/player/codec.ts";
import { deflated } from "../../src/modulebouwer/player/deflate.ts";
import { packed } from "../../src/modulebouwer/player/packing.ts";

export const CODEC = new Codec(deflated, packed);
