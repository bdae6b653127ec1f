/** Text as UTF-8, deflated (RFC 1951), and back. */

import { deflateSync, inflateSync } from "fflate";

/** Of what is not whole, at most so many bytes are looked at. */
const LONGEST_DAMAGED = 300_000;

export function deflate(text: string): Uint8Array {
  return deflateSync(new TextEncoder().encode(text), { level: 9 });
}

/** Of bytes that are not `sound`, everything before the cut or the error. Never throws. */
export function inflate(bytes: Uint8Array, sound: boolean): string {
  if (sound) {
    try {
      return new TextDecoder().decode(inflateSync(bytes));
    } catch {
      return "";
    }
  }
  const text = new Uint8Array(LONGEST_DAMAGED);
  try {
    inflateSync(bytes, { out: text });
  } catch {
    // What came out before the error stays.
  }
  // Nothing came out where there still is a NUL: no text of ours holds one.
  return new TextDecoder().decode(text.subarray(0, text.indexOf(0)));
}
