/** A reflection: a field to write in, with the learner's own earlier answers above it where it builds on them. */

import type { Kit } from "../../player/kit.ts";
import type { Context } from "../../player/view/context.ts";
import { borrow, register } from "../register.ts";
import type {} from "../shared/writing/player.ts";

register((kit) => {
  const writing = borrow("writing")(kit);
  return {
    reflection: {
      ...writing,
      attach(context, components) {
        const updates = [writing.attach(context, components), earlier(kit, context)];
        return () => updates.forEach((update) => update());
      },
    },
  };
});

function earlier({ all, answerOf, find, setText }: Kit, { session }: Context): () => void {
  const boxes = all("[data-earlier]");
  return () => {
    for (const box of boxes) {
      const text = answerOf(session, box.dataset["earlier"] ?? "");
      box.hidden = text.trim() === "";
      setText(find("[data-earlier-text]", box), text);
    }
  };
}
