/** A poll: one of the options, and what there is to say to who chose it. */

import type { CourseComponent } from "../../player/course.ts";
import type { Kit } from "../../player/kit.ts";
import type { Context } from "../../player/view/context.ts";
import type { Kind } from "../kind.ts";
import { register } from "../register.ts";
import { attachEach, interactionOf } from "../shared/picks/ids.ts";
import { atRest } from "../shared/rest.ts";

register((kit) => ({ poll: pollKind(kit) }));

function pollKind(kit: Kit): Kind {
  return {
    attach: attachEach(kit, attachPoll),
    done: ({ id }, value) => value(id) !== "",
    say: (_context, { options = [] }, value) => options.find(({ id }) => id === value)?.text ?? value,
    respond: ({ options = [] }, value) =>
      options.some(({ id }) => id === value) ? { parts: [value], result: "neutral" } : null,
  };
}

function attachPoll(kit: Kit, context: Context, component: CourseComponent): () => void {
  const { all, answerOf, answerState, find } = kit;
  const { session } = context;
  const { id } = component;
  const root = find(`#poll-${id}`) ?? document.body;
  const radios = all<HTMLInputElement>("input[type=radio]", root);
  const settle = atRest((one) => session.settle(one));
  root.classList.add("live");
  for (const radio of radios) {
    radio.disabled = false;
    radio.addEventListener("change", () => {
      session.answer(id, radio.value);
      settle(id);
      const told = all(".to > :not(.to-whom)", root).filter((one) => isTo(one.parentElement!, radio.value));
      if (told.length) context.announce(told.map(({ textContent }) => textContent).join(" "));
    });
  }
  const { say } = pollKind(kit);
  const words = (): string => say(context, interactionOf(context, component), answerOf(session, id));
  const updateState = answerState(context, root, [id], words, find(`#answer-${id}`, root) ?? root);
  return () => {
    const chosen = answerOf(session, id);
    for (const radio of radios) radio.checked = radio.value === chosen;
    const said = all(".to", root);
    for (const one of said) one.classList.toggle("shown", isTo(one, chosen));
    find(".said", root)?.classList.toggle(
      "any",
      said.some((one) => isTo(one, chosen)),
    );
    updateState();
  };
}

/** Whether this is said to who chose `chosen`: what is for everybody has no option. */
function isTo({ dataset }: HTMLElement, chosen: string): boolean {
  return chosen !== "" && (dataset["to"] === "" || dataset["to"] === chosen);
}
