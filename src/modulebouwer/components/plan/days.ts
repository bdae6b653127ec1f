/** The dates of a plan, as days in a calendar. */

import type { Course } from "../../player/course.ts";
import type { Phrases } from "../../player/view/words.ts";
import { isDate } from "../shared/rows/dates.ts";
import { headings, type Shape } from "../shared/rows/shape.ts";
import type { Row } from "../shared/rows/value.ts";
import type { Day } from "./calendar.ts";

/** The rows with a date, as days. */
export function calendarDays(
  phrases: Phrases,
  shape: Shape,
  { identifier }: Course,
  component: string,
  rows: readonly Row[],
): Day[] {
  const heads = headings(phrases, shape);
  return rows.flatMap((row, index): Day[] => {
    const [action = "", , step = "", date = ""] = row;
    if (!isDate(date)) return [];
    const rest = row.flatMap((cell, at) =>
      cell === "" || cell === action || cell === date ? [] : [`${heads[at]}: ${cell}`],
    );
    return [
      {
        uid: `${identifier}.${component}.${index + 1}@modulebouwer`,
        date,
        summary: action || step || phrases.word("components.plan.row", { number: index + 1 }),
        description: rest.join("\n"),
      },
    ];
  });
}
