/** The record as it stands in suspend data, of which an LMS may hold 4,096 characters and no more: packed if need be. */

import * as codec from "../../player/codec.ts";
import * as packing from "../../player/packing.ts";
import type { StateRecord } from "../../player/record.ts";
import type { Stored } from "../../player/tracker.ts";

/** The line in at most `room` characters if that can be; else the shortest there is. */
export function encode(record: StateRecord, room = Infinity): string {
  return codec.encode(record, room, packing);
}

/** Never throws. */
export function decode(raw: string): Stored {
  return codec.decode(raw, packing);
}
