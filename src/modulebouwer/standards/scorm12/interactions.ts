/** An answer as an interaction, for staff's reports (`answers: report`). SCORM 1.2 RTE 3.4.7; write-only there. */

import type { ReportEvent } from "../../player/tracker.ts";
import type { ScormCalls } from "../scorm_api.ts";

/** Where the LMS holds a response to the standard's length. */
const PIECE = 255;

/** Writes from index `first` on; gives the next free index and the first error ("0" for none). */
export function reportAnswer(
  calls: ScormCalls,
  first: number,
  answer: ReportEvent & { kind: "answered" },
  at: Date,
): { next: number; error: string } {
  const whole = interaction(calls, first, answer.interaction, answer.value, at);
  if (whole !== "405") return { next: whole === "0" ? first + 1 : first, error: whole };
  let next = first;
  for (const [index, piece] of pieces(answer.value).entries()) {
    const error = interaction(calls, next, `${answer.interaction}.${index + 1}`, piece, at);
    if (error !== "0") return { next, error };
    next += 1;
  }
  return { next, error: "0" };
}

/** Order matters: the id makes the interaction, the type decides what a response may be. */
function interaction(calls: ScormCalls, index: number, id: string, response: string, at: Date): string {
  const name = `cmi.interactions.${index}`;
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  const values = [
    ["id", id],
    ["type", "fill-in"],
    ["student_response", response],
    ["result", "neutral"],
    ["time", time],
  ] as const;
  for (const [field, value] of values) {
    const error = calls.set(`${name}.${field}`, value);
    if (error !== "0") return error;
  }
  return "0";
}

/** In pieces of at most 255 UTF-16 units, on one line each (scorm-again takes no newline), no character halved. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let piece = "";
  for (const character of text.replace(/\s*[\r\n\u2028\u2029]+\s*/g, " / ")) {
    if (piece.length + character.length > PIECE) {
      found.push(piece);
      piece = "";
    }
    piece += character;
  }
  return [...found, piece];
}
