/** Checklists: the items that are ticked, in the order of the list. */

import type { CourseComponent } from "../../player/course.ts";
import type { Kit } from "../../player/kit.ts";
import type { Context } from "../../player/view/context.ts";
import { settingsOf, type Kind } from "../kind.ts";
import { register } from "../register.ts";
import { attachEach, idsOf, interactionOf } from "../shared/picks/ids.ts";
import { atRest } from "../shared/rest.ts";

register((kit) => ({ checklist: checklistKind(kit) }));

function checklistKind(kit: Kit): Kind {
  return {
    attach: attachEach(kit, attachChecklist),
    done(component, value) {
      const ticked = idsOf(value(component.id));
      return settingsOf(component, "checklist").items.every((item) => ticked.includes(item));
    },
    say(_context, { options = [] }, value) {
      const ticked = idsOf(value);
      if (ticked.length === 0) return "";
      return options.map(({ id, text }) => `${ticked.includes(id) ? "☑" : "☐"} ${text}`).join("\n");
    },
    respond({ options = [] }, value) {
      const parts = idsOf(value).filter((one) => options.some(({ id }) => id === one));
      return parts.length ? { parts, result: "neutral" } : null;
    },
  };
}

function attachChecklist(kit: Kit, context: Context, component: CourseComponent): () => void {
  const { all, answerOf, answerState, find } = kit;
  const { session } = context;
  const { id } = component;
  const root = find(`#checklist-${id}`) ?? document.body;
  const boxes = all<HTMLInputElement>("input[type=checkbox]", root);
  const settle = atRest((one) => session.settle(one));
  for (const box of boxes) {
    box.disabled = false;
    box.addEventListener("change", () => {
      const ticked = boxes.filter(({ checked }) => checked).map(({ value }) => value);
      session.answer(id, ticked.join(","));
      settle(id);
    });
  }
  const { say } = checklistKind(kit);
  const words = (): string => say(context, interactionOf(context, component), answerOf(session, id));
  const updateState = answerState(context, root, [id], words, boxes[0] ?? root);
  return () => {
    const ticked = idsOf(answerOf(session, id));
    for (const box of boxes) box.checked = ticked.includes(box.value);
    updateState();
  };
}
