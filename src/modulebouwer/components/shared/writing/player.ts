/** Reflections and cycles: fields in which a learner writes, each with the state of its answer under it. */

import type { Kit } from "../../../player/kit.ts";
import type { Context } from "../../../player/view/context.ts";
import type { Kind } from "../../kind.ts";
import { lend } from "../../register.ts";

declare module "../../register.ts" {
  interface Shared {
    writing: typeof writing;
  }
}

lend("writing", writing);

function writing(kit: Kit): Kind {
  const { all, find, setText } = kit;
  return {
    attach(context, components) {
      const ids = new Set(components.flatMap((component) => component.interactions));
      const areas = all<HTMLTextAreaElement>("textarea[data-interaction]").filter((area) =>
        ids.has(area.dataset["interaction"] ?? ""),
      );
      const limits = new Map(context.course.interactions.map(({ id, maxLength }) => [id, maxLength]));
      const updates = areas.map((area) => field(kit, context, area, limits));
      addEventListener("beforeprint", () => {
        for (const area of areas) setText(find("[data-print]", area.parentElement ?? document), area.value);
      });
      return () => updates.forEach((update) => update());
    },
    done: (component, value) => component.interactions.every((id) => value(id).trim() !== ""),
    say: (_context, _interaction, value) => value,
    respond: (_interaction, value) => ({ parts: [value], result: "neutral" }),
  };
}

function field(
  kit: Kit,
  context: Context,
  area: HTMLTextAreaElement,
  limits: ReadonlyMap<string, number>,
): () => void {
  const { answerOf, answerState, countWords, find, grow, setText } = kit;
  const { session, phrases } = context;
  const id = area.dataset["interaction"] ?? "";
  const root = area.closest<HTMLElement>("[data-field]") ?? document.body;
  const limit = limits.get(id) ?? Infinity;
  const counter = find("[data-count]", root);

  area.value = answerOf(session, id);
  area.disabled = false;
  area.addEventListener("input", () => {
    session.answer(id, area.value);
    count();
    grow(area);
  });
  area.addEventListener("blur", () => session.settle(id));
  const updateState = answerState(context, root, [id], () => area.value, area);

  function count(): void {
    const words = countWords(area.value);
    const over = area.value.length - limit;
    if (over > 0) setText(counter, phrases.word("over_length", { count: over }));
    else setText(counter, words ? phrases.count("components.writing.words", words) : "");
  }

  function update(): void {
    const value = answerOf(session, id);
    // Typing goes ahead of the session; only a text that came from elsewhere (a choice, a second tab) is put in.
    if (document.activeElement !== area && area.value !== value) {
      area.value = value;
      grow(area);
    }
    if (updateState()) count();
  }

  grow(area);
  count();
  return update;
}
