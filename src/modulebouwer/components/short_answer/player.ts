/** A word or a number that is typed. */

import type { CourseComponent } from "../../player/course.ts";
import type { Kit } from "../../player/kit.ts";
import type { Context } from "../../player/view/context.ts";
import { settingsOf } from "../kind.ts";
import { borrow, register } from "../register.ts";
import type { Acts, Fields } from "../shared/questions/fields.ts";
import type {} from "../shared/questions/player.ts";

const { articlesOf, kind, sameText } = borrow("questions");

register((kit) => ({ "short-answer": kind(kit, text, mistaken(kit)) }));

function text(
  { find, setText }: Kit,
  _context: Context,
  root: HTMLElement,
  { changed, check }: Acts,
): Fields {
  const input = find<HTMLInputElement>("input", root)!;
  input.disabled = false;
  input.addEventListener("input", () => changed(false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) check();
  });
  // Firefox prints a field empty that was not drawn yet, and what is longer than the field is cut on any paper.
  addEventListener("beforeprint", () => setText(find("[data-print]", root), input.value));
  return {
    read: () => input.value,
    put(response) {
      // Typing goes ahead of the session; only a text that came from elsewhere is put in.
      if (document.activeElement !== input) input.value = response;
    },
    lock: (locked) => (input.readOnly = locked),
  };
}

/** Whether a text is one of the mistakes that have feedback under a name. */
function mistaken(kit: Kit) {
  return (component: CourseComponent, name: string, response: string): boolean => {
    const mistakes = settingsOf(component, "short-answer").mistakes;
    const answers = mistakes[Number(name.slice("mistake-".length))] ?? [];
    return answers.some((answer) => sameText(answer, response, articlesOf(kit.phrases())));
  };
}
