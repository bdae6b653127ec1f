/** What a plan does with its dates: a friendly remark beside one that cannot be meant, and a file for a calendar. */

import type { Phrases } from "../../player/view/words.ts";
import { borrow, register } from "../register.ts";
import { dayOf, isDate } from "../shared/rows/dates.ts";
import type { Extra } from "../shared/rows/form.ts";
import type {} from "../shared/rows/player.ts";
import { calendar, type Day } from "./calendar.ts";
import { calendarDays } from "./days.ts";

/** Only when the learner has left the field: a date that is half typed is not a date of long ago. */
const remarkOnDates: Extra = ({ kit, context: { phrases }, elements }) => {
  return () => {
    for (const row of elements()) {
      const field = kit.find<HTMLInputElement>('[data-kind="date"]', row)!;
      // WebKit writes today's date, in grey, where none was given: the style sheet takes it away.
      field.toggleAttribute("data-empty", field.value === "" && !field.validity.badInput);
      if (field !== document.activeElement)
        kit.setText(kit.find("[data-remark]", row), remark(phrases, field));
    }
  };
};

function remark(phrases: Phrases, { value, validity }: HTMLInputElement): string {
  if (validity.badInput || (value !== "" && !isDate(value))) return phrases.word("components.plan.no_date");
  return value !== "" && value < dayOf(new Date()) ? phrases.word("components.plan.past") : "";
}

const planCalendar: Extra = ({ kit, context, component, shape, root, elements, cells }) => {
  const { course, phrases } = context;
  const none = kit.find("[data-no-date]", root)!;
  const days = (): Day[] => calendarDays(phrases, shape, course, component.id, elements().map(cells));
  kit.find("[data-calendar]", root)!.addEventListener("click", () => {
    const found = days();
    if (found.length > 0)
      kit.download(
        `${course.identifier}-${component.id}.ics`,
        "text/calendar;charset=utf-8",
        calendar(found, new Date()),
      );
    kit.setText(none, found.length > 0 ? "" : phrases.word("components.plan.calendar_none"));
  });
  return () => {
    if (days().length > 0) kit.setText(none, "");
  };
};

register((kit) => ({
  plan: borrow("rows").kind(kit, {
    words: "components.plan",
    share: "plan",
    cards: true,
    extras: [remarkOnDates, planCalendar],
  }),
}));
