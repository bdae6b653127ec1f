/** Components in which the learner fills rows: the map of stakeholders and the plan. */

import type { Kit } from "../kit.ts";
import type { Block, Kind } from "./kind.ts";
import { mapPicture } from "./map_picture.ts";
import { planCalendar, remarkOnDates } from "./plan_calendar.ts";
import { register } from "./register.ts";
import { form, type Extra } from "./rows_form.ts";
import {
  asText,
  complete,
  headings,
  inWords,
  MAP,
  PLAN,
  rowsOf,
  settingsOf,
  type Shape,
} from "./rows_shape.ts";
import { showUsual, showPicture } from "./stakeholders.ts";

register((kit) => ({
  "stakeholder-map": rows(kit, MAP, [showUsual, showPicture]),
  plan: rows(kit, PLAN, [remarkOnDates, planCalendar]),
}));

function rows(kit: Kit, shape: Shape, extras: readonly Extra[]): Kind {
  return {
    attach(context, components) {
      const updates = components.map((component) => form(kit, context, shape, component, extras));
      return () => updates.forEach((update) => update());
    },
    done: (component, value) =>
      complete(shape, rowsOf(shape, value(component.interactions[0]!))) >= settingsOf(component).minRows,
    say: ({ phrases }, _interaction, value) => asText(phrases, shape, value),
    present({ phrases }, component, value) {
      const found = rowsOf(shape, value(component.interactions[0]!));
      const numbered = found.map((row, index) => [String(index + 1), ...inWords(phrases, shape, row)]);
      const head = [phrases.word("rows.number"), ...headings(phrases, shape)];
      const table: Block = { kind: "table", head, rows: numbered };
      const picture: Block = { kind: "picture", draw: () => mapPicture(phrases, found) };
      const blocks = found.length === 0 ? [] : shape === MAP ? [table, picture] : [table];
      return [{ prompt: component.title, interactions: component.interactions, blocks }];
    },
    respond(_interaction, value) {
      const text = asText(kit.phrases(), shape, value);
      return text === "" ? null : { parts: [text], result: "neutral" };
    },
  };
}
