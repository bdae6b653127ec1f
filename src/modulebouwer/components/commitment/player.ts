/** A commitment: a field to write in, and what was written once more where the learner finishes. */

import type { CourseComponent } from "../../player/course.ts";
import type { Kit } from "../../player/kit.ts";
import type { Context } from "../../player/view/context.ts";
import { borrow, register } from "../register.ts";
import type {} from "../shared/writing/player.ts";

register((kit) => {
  const written = borrow("writing")(kit);
  return {
    commitment: {
      ...written,
      attach(context, components) {
        const update = written.attach(context, components);
        const back = components.map((component) => comeBack(kit, context, component));
        return () => [update, ...back].forEach((one) => one());
      },
    },
  };
});

/** Below all that there is to finish: "Dit nam u zich voor", with the way back to it. */
function comeBack(kit: Kit, { phrases, session }: Context, component: CourseComponent): () => void {
  const { answerOf, el, find, para, setText } = kit;
  const label = para(`${phrases.word("components.commitment.back")} `, "label");
  label.append(el("a", { href: `#answer-${component.id}` }, component.title));
  const words = para("", "own-words");
  const box = el("div", { class: "come-back", "data-component": "commitment" }, label, words);
  find("[data-finish]")?.after(box);
  return () => {
    const text = answerOf(session, component.id);
    box.hidden = text.trim() === "";
    setText(words, text);
  };
}
