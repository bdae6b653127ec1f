/** Codec mark `z`: the text as UTF-8, deflated (RFC 1951). */

import { deflateSync, inflateSync } from "fflate";
import type { Compression } from "./codec.ts";

/** Of a record that is not whole, at most so many bytes are looked at. */
const LONGEST_DAMAGED = 300_000;

export const deflated: Compression = {
  mark: "z",
  worth: () => true,
  compress: (text) => deflateSync(new TextEncoder().encode(text), { level: 9 }),
  restore: (bytes, sound) =>
    sound ? new TextDecoder().decode(inflateSync(bytes)) : inflateWhatIsThere(bytes),
};

/** Everything before the cut or the error, as text. */
function inflateWhatIsThere(bytes: Uint8Array): string {
  const text = new Uint8Array(LONGEST_DAMAGED);
  try {
    inflateSync(bytes, { out: text });
  } catch {
    // What came out before the error stays.
  }
  // Nothing came out where there still is a NUL: no text of ours holds one.
  return new TextDecoder().decode(text.subarray(0, text.indexOf(0)));
}
