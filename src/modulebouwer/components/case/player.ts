/** Cases with choices. A case keeps the ways that were seen, in order, the last being the learner's own. */

import type { CourseComponent } from "../../player/course.ts";
import type { Kit } from "../../player/kit.ts";
import type { Context } from "../../player/view/context.ts";
import type { Kind } from "../kind.ts";
import { register } from "../register.ts";
import { attachEach, idsOf, interactionOf } from "../shared/picks/ids.ts";

register((kit) => ({ case: caseKind(kit) }));

function caseKind(kit: Kit): Kind {
  return {
    attach: attachEach(kit, attachCase),
    done: ({ id }, value) => value(id) !== "",
    say(context, { options = [] }, value) {
      const texts = idsOf(value).map((way) => options.find(({ id }) => id === way)?.text ?? way);
      const last = texts.pop();
      if (last === undefined) return "";
      if (texts.length === 0) return last;
      return `${last}\n${context.phrases.word("components.case.also", { ways: texts.join(" · ") })}`;
    },
    respond({ options = [] }, value) {
      const last = idsOf(value).pop();
      return options.some(({ id }) => id === last) ? { parts: [last!], result: "neutral" } : null;
    },
  };
}

/** `value` after a look at `way`. */
function withWay(value: string, way: string): string {
  return [...idsOf(value).filter((id) => id !== way), way].join(",");
}

function attachCase(kit: Kit, context: Context, component: CourseComponent): () => void {
  const { all, answerOf, answerState, button, el, find } = kit;
  const { session, phrases } = context;
  const { id } = component;
  const root = find(`#case-${id} .fork`) ?? document.body;
  const radios = all<HTMLInputElement>("input[type=radio]", root);
  const ways = all("[data-way]", root);
  let known: string | null = null;

  /** `way` is the one whose consequence is on view, "" at the fork. */
  function show(way: string): void {
    const seen = idsOf(known ?? "");
    for (const panel of ways) panel.classList.toggle("shown", panel.dataset["way"] === way);
    // What there is to think over goes with the way that was chosen last, also when the fork is on view again.
    find("[data-debrief]", root)?.classList.toggle("shown", seen.length > 0);
    for (const after of all("[data-after]", root))
      after.classList.toggle("shown", after.dataset["after"] === seen.at(-1));
    for (const mark of all("[data-seen]", root)) mark.hidden = !seen.includes(mark.dataset["seen"] ?? "");
  }

  function view(): void {
    const chosen = radios.find(({ checked }) => checked);
    if (!chosen) {
      context.announce(phrases.word("components.case.first"));
      radios[0]?.focus();
      return;
    }
    known = withWay(answerOf(session, id), chosen.value);
    show(chosen.value);
    find(".way.shown", root)?.focus();
    session.answer(id, known);
    session.settle(id);
  }

  function back(): void {
    show("");
    radios.find(({ checked }) => checked)?.focus();
  }

  for (const radio of radios) radio.disabled = false;
  find("[data-view]", root)?.addEventListener("click", view);
  for (const way of ways)
    way.append(el("p", { class: "actions" }, button(phrases.word("components.case.back"), back)));
  const { say } = caseKind(kit);
  const words = (): string => say(context, interactionOf(context, component), answerOf(session, id));
  const updateState = answerState(context, root, [id], words, find(`#answer-${id}`, root) ?? root);
  return () => {
    const value = answerOf(session, id);
    // What the learner is choosing goes ahead; only an answer that came from elsewhere is put in.
    if (value !== known) {
      known = value;
      const last = idsOf(value).pop() ?? "";
      for (const radio of radios) radio.checked = radio.value === last;
      show(last);
    }
    updateState();
  };
}
