/** What a plan does with its dates: a friendly remark beside one that cannot be meant, and a file for a calendar. */

import type { Course } from "../course.ts";
import { calendar, dayOf, isDate, type Day } from "./calendar.ts";
import type { Extra } from "./rows_form.ts";
import { headings, PLAN } from "./rows_shape.ts";
import type { Phrases } from "../view/words.ts";
import type { Row } from "./rows_value.ts";

/** Only when the learner has left the field: a date that is half typed is not a date of long ago. */
export const remarkOnDates: Extra = ({ kit, context: { phrases }, elements }) => {
  return () => {
    for (const row of elements()) {
      const field = kit.find<HTMLInputElement>('[data-kind="date"]', row)!;
      if (field !== document.activeElement)
        kit.setText(kit.find("[data-remark]", row), remark(phrases, field));
    }
  };
};

function remark(phrases: Phrases, { value, validity }: HTMLInputElement): string {
  if (validity.badInput || (value !== "" && !isDate(value))) return phrases.word("rows.plan.no_date");
  return value !== "" && value < dayOf(new Date()) ? phrases.word("rows.plan.past") : "";
}

export const planCalendar: Extra = ({ kit, context, component, root, elements, cells }) => {
  const { course, phrases } = context;
  const none = kit.find("[data-no-date]", root)!;
  const days = (): Day[] => calendarDays(phrases, course, component.id, elements().map(cells));
  kit.find("[data-calendar]", root)!.addEventListener("click", () => {
    const found = days();
    if (found.length > 0)
      kit.download(
        `${course.identifier}-${component.id}.ics`,
        "text/calendar;charset=utf-8",
        calendar(found, new Date()),
      );
    kit.setText(none, found.length > 0 ? "" : phrases.word("rows.plan.calendar_none"));
  });
  return () => {
    if (days().length > 0) kit.setText(none, "");
  };
};

/** The rows with a date, as days. */
export function calendarDays(
  phrases: Phrases,
  { identifier }: Course,
  component: string,
  rows: readonly Row[],
): Day[] {
  const heads = headings(phrases, PLAN);
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
        summary: action || step || phrases.word("rows.plan.row", { number: index + 1 }),
        description: rest.join("\n"),
      },
    ];
  });
}
