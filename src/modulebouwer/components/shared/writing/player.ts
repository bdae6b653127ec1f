/** Reflections and cycles: fields in which a learner writes, each with the state of its answer under it. */

import type { Kit } from "../../../player/kit.ts";
import type { Context } from "../../../player/view/context.ts";
import type { Kind } from "../../kind.ts";
import { lend } from "../../register.ts";
import { tie } from "../tied.ts";

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
      tie(kit, components);
      const ids = new Set(components.flatMap((component) => component.interactions));
      const areas = all<HTMLTextAreaElement>("textarea[data-interaction]").filter((area) =>
        ids.has(area.dataset["interaction"] ?? ""),
      );
      const limits = new Map(context.course.interactions.map(({ id, maxLength }) => [id, maxLength]));
      const updates = areas.flatMap((area) => [
        field(kit, context, area, limits),
        ...earlier(kit, context, area),
      ]);
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

/** The learner's own earlier answers, above the question that builds on them; each leads back to its field. */
function earlier(kit: Kit, { course, phrases, session }: Context, area: HTMLTextAreaElement): (() => void)[] {
  const { answerOf, el, para, setText } = kit;
  const ids = area.dataset["buildsOn"]?.split(" ") ?? [];
  return ids.map((id) => {
    const prompt = course.interactions.find((interaction) => interaction.id === id)?.prompt ?? "";
    const label = para(`${phrases.word("components.writing.you_wrote")} `, "label");
    label.append(el("a", { href: `#answer-${id}` }, prompt));
    const words = para("", "own-words");
    const box = el("div", { class: "earlier" }, label, words);
    box.dataset["earlier"] = id;
    area.before(box);
    return () => {
      const text = answerOf(session, id);
      box.hidden = text.trim() === "";
      setText(words, text);
    };
  });
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

  let wasOver = false;

  function count(): void {
    const words = countWords(area.value);
    const over = area.value.length - limit;
    const told = phrases.word("over_length", { count: over });
    if (over > 0) setText(counter, told);
    else setText(counter, words ? phrases.count("components.writing.words", words) : "");
    // Said once, when the text grows too long: the number below it goes on by itself (WCAG 2.2, 4.1.3).
    if (over > 0 && !wasOver && document.activeElement === area) context.announce(told);
    wasOver = over > 0;
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
