/** An answer as an interaction, for staff's reports (`answers: report`). SCORM 1.2 RTE 3.4.7; write-only there. */

import type { CourseInteraction, CourseResponse } from "../../player/course.ts";
import type { Response } from "../../player/tracker.ts";
import type { ScormCalls } from "../scorm/scorm_api.ts";

/** Where the LMS holds a response to the standard's length. */
const PIECE = 255;

/** Writes from index `first` on; gives the next free index and the first error ("0" for none). */
export function reportAnswer(
  calls: ScormCalls,
  first: number,
  interaction: CourseInteraction,
  response: Response,
  at: Date,
): { next: number; error: string } {
  const form = formOf(interaction, response);
  const whole = write(calls, first, interaction.id, form, at);
  if (whole !== "405" || form.type !== "fill-in")
    return { next: whole === "0" ? first + 1 : first, error: whole };
  let next = first;
  for (const [index, piece] of pieces(form.response).entries()) {
    const error = write(calls, next, `${interaction.id}.${index + 1}`, { ...form, response: piece }, at);
    if (error !== "0") return { next, error };
    next += 1;
  }
  return { next, error: "0" };
}

/** An answer as this standard writes it (RTE 3.4.7: CMIFeedback by type). */
interface Form {
  readonly type: string;
  readonly response: string;
  /** "" where nothing is right or wrong. */
  readonly pattern: string;
  readonly result: string;
}

function formOf(interaction: CourseInteraction, { parts, result }: Response): Form {
  const { type, right = [] } = interaction;
  const results = { neutral: "neutral", correct: "correct", incorrect: "wrong" };
  const inShort = (found: readonly string[]): string =>
    found.map((part) => short(interaction, part)).join(",");
  const known = { result: results[result] };
  if (type === "long-fill-in" || type === "fill-in")
    return { ...known, type: "fill-in", response: parts.join(""), pattern: right[0] ?? "" };
  return { ...known, type, response: inShort(parts), pattern: inShort(right) };
}

/** Options are single characters here; a match is `source.target`. */
function short({ type, options = [], targets = [] }: CourseInteraction, part: string): string {
  if (type === "true-false") return part.slice(0, 1);
  const mark = (of: readonly CourseResponse[], id: string | undefined): string =>
    (of.findIndex((one) => one.id === id) + 1).toString(36);
  const [source, target] = part.split("=");
  return type === "matching" ? `${mark(options, source)}.${mark(targets, target)}` : mark(options, source);
}

/** Order matters: the id makes the interaction, the type decides what a response may be. */
function write(calls: ScormCalls, index: number, id: string, form: Form, at: Date): string {
  const name = `cmi.interactions.${index}`;
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  const values = [
    ["id", id],
    ["type", form.type],
    ["student_response", form.response],
    ...(form.pattern ? [["correct_responses.0.pattern", form.pattern] as const] : []),
    ["result", form.result],
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
