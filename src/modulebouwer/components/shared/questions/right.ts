/** Whether a response is right, as a whole and part by part. */

import type { CourseInteraction } from "../../../player/course.ts";
import type { Response } from "../../../player/tracker.ts";
import { parts, read } from "./value.ts";

/** Only what makes a difference: `id` of the option or item that a mark stands at. */
export interface Mark {
  readonly id: string;
  readonly right: boolean;
}

/** `articles`: those of the learner's language, with spaces between them; they do not count before a text. */
export function isRight(
  { type, right = [] }: CourseInteraction,
  response: string,
  articles: string,
): boolean {
  if (type === "fill-in") return right.some((accepted) => sameText(accepted, response, articles));
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
export function respond(interaction: CourseInteraction, value: string, articles: string): Response | null {
  const { checked, response } = read(value);
  if (!checked) return null;
  return {
    parts: interaction.type === "fill-in" ? [response] : parts(response),
    result: isRight(interaction, response, articles) ? "correct" : "incorrect",
  };
}

/** A text without what does not count: case, accents, spaces, unseen signs, punctuation around it. `short_answer/fold.py` has the same. */
export function fold(text: string): string {
  const plain = text
    .replaceAll("\u2212", "-")
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}\s]/gu, "")
    .toLowerCase();
  // The minus of a number and a percentage do count.
  return plain.replace(/^(?:(?!-\d)\p{P})+|(?:(?![%‰])\p{P})+$/gu, "") || plain;
}

/** Whether two texts come to the same; who says "uur" for "één uur" left out more than an article. */
export function sameText(one: string, other: string, articles: string): boolean {
  return forms(one, articles).some((form) => forms(other, articles).includes(form));
}

/** A text as it counts, and without the article that it begins with. */
function forms(text: string, articles: string): string[] {
  const plain = text.trim().toLowerCase().replaceAll("’", "'");
  const article = articles
    .split(" ")
    .map((one) => (one.endsWith("'") ? one : `${one} `))
    .find((one) => plain.startsWith(one) && fold(plain.slice(one.length)) !== "");
  const whole = fold(text);
  return article === undefined ? [whole] : [whole, fold(plain.slice(article.length))];
}

/** Whether a text is a slip of the pen away from a right one; numbers are right or wrong. */
export function isNear({ type, right = [] }: CourseInteraction, response: string, articles: string): boolean {
  if (type !== "fill-in" || /\d/.test(response)) return false;
  return right.some((accepted) =>
    forms(accepted, articles).some((one) =>
      forms(response, articles).some((other) => slips(one, other) <= (one.length < 9 ? 1 : 2)),
    ),
  );
}

/** How many letters must be put right, or Infinity where so few letters would be a different word. */
function slips(one: string, other: string): number {
  if (one.length < 5) return Infinity;
  // Edit distance with neighbours changed about as one slip (optimal string alignment).
  const rows = [[...other, ""].map((_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const differs = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + differs);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, rows[i - 2]![j - 2]! + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return rows[one.length]![other.length]!;
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((part, index) => part === other[index]);
}
