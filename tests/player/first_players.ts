/** Lines as the first players wrote them, which stand in LMSs. */

import { crc32 } from "../../src/modulebouwer/player/crc32.ts";

/** A line of `MB1`, codec `p`: `answers` are [id, seconds, value]. */
export function firstLine(
  answers: readonly (readonly [string, number, string])[],
  place: readonly unknown[] = ["1.0.0", "begin", ["begin"], null],
  revision = 7,
): string {
  const payload = [place, ...answers]
    .map((frame) => JSON.stringify(frame).replaceAll("~", "\\u007e"))
    .join("~")
    .replace(/[<\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `MB1|${revision}|${payload.length}|${crc32(`${revision}|p|${payload}`)}|p|${payload}|.`;
}
