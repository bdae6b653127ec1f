/** Whether a response is right, as a whole and part by part. */

import type { CourseInteraction } from "../../../player/course.ts";
import type { Response } from "../../../player/tracker.ts";
import { parts, read } from "./value.ts";

/** Only what makes a difference: `id` of the option or item that a mark stands at. */
export interface Mark {
  readonly id: string;
  readonly right: boolean;
}

export function isRight({ type, right = [] }: CourseInteraction, response: string): boolean {
  if (type === "fill-in") return right.some((accepted) => fold(accepted) === fold(response));
  const given = parts(response);
  if (type !== "sequencing") return same([...given].sort(), [...right].sort());
  return same(given, right);
}

/** A mark for each thing that was chosen; a text has none. */
export function marks({ type, right = [] }: CourseInteraction, response: string): Mark[] {
  if (type === "fill-in") return [];
  return parts(response).map((part, place) => ({
    id: part.split("=")[0]!,
    right: type === "sequencing" ? right[place] === part : right.includes(part),
  }));
}

/** Null until it is checked: an answer that was changed after a check counts as not right until it is checked again. */
export function respond(interaction: CourseInteraction, value: string): Response | null {
  const { checked, response } = read(value);
  if (!checked) return null;
  return {
    parts: interaction.type === "fill-in" ? [response] : parts(response),
    result: isRight(interaction, response) ? "correct" : "incorrect",
  };
}

/** A text without what does not count: case, accents, spaces, punctuation around it. `short_answer/fold.py` has the same. */
export function fold(text: string): string {
  const plain = text
    .replaceAll("\u2212", "-")
    .normalize("NFKD")
    .replace(/[\p{M}\s]/gu, "")
    .toLowerCase();
  // The minus of a number and a percentage do count.
  return plain.replace(/^(?:(?!-\d)\p{P})+|(?:(?![%‰])\p{P})+$/gu, "") || plain;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}
