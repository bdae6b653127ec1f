/** Two texts for one question (two tabs, two devices): both are shown and the learner chooses. */

import type { CourseInteraction, Word } from "../course.ts";
import { kindOf } from "../kinds.ts";
import type { Answer } from "../record.ts";
import { button, byId, el, hasFocus, para } from "./dom.ts";
import { answerOf, type Context } from "./context.ts";

/** Shows a choice at every field with two texts; returns the way to bring that up to date. */
export function conflicts(context: Context): () => void {
  const { course, session } = context;
  const shown = new Map<string, HTMLElement>();
  return () => {
    for (const interaction of course.interactions) {
      const { id } = interaction;
      const other = session.record.conflicts[id];
      const box = shown.get(id);
      if (other && !box) {
        const choice = chooser(context, interaction, other);
        shown.set(id, choice);
        byId(`answer-${id}`)?.closest("[data-field]")?.append(choice);
      } else if (!other && box) {
        const focused = hasFocus(box);
        box.remove();
        shown.delete(id);
        if (focused) byId(`answer-${id}`)?.focus();
      }
    }
  };
}

function chooser(context: Context, interaction: CourseInteraction, other: Answer): HTMLElement {
  const { session, phrases } = context;
  const { id } = interaction;
  const { say } = kindOf(interaction.component);
  const mine = session.record.answers[id] ?? { value: "", time: 0, version: 0 };
  const keep = (word: Word, value: () => string): HTMLElement =>
    button(phrases.word(word), () => session.resolve(id, value()), false);
  const current = (): string => answerOf(session, id);
  const version = (title: Word, answer: Answer, value: () => string): HTMLElement => {
    const moment = { date: phrases.date(answer.time), time: phrases.time(answer.time) };
    return el(
      "div",
      { class: "version" },
      para(phrases.word(title), "label"),
      para(say(context, interaction, answer.value), "own-words"),
      answer.time ? para(phrases.word("conflict.written", moment), "label written") : null,
      keep("conflict.keep", value),
    );
  };
  const title = para(phrases.word("conflict.title"), "conflict-title");
  title.id = `conflict-title-${id}`;
  return el(
    "div",
    { class: "conflict", id: `conflict-${id}`, role: "group", "aria-labelledby": title.id, tabindex: "-1" },
    title,
    version("conflict.here", mine, current),
    version("conflict.there", other, () => other.value),
    // Two texts, or two lists of rows, can stand below each other; two choices cannot.
    interaction.type === "long-fill-in"
      ? keep("conflict.both", () => `${current()}\n\n${other.value}`)
      : null,
  );
}
