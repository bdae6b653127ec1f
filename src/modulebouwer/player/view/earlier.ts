/** A learner's own earlier answer, shown where a later question builds on it. */

import { all, find, setText } from "./dom.ts";
import { answerOf, type Context } from "./context.ts";

export function earlier({ session }: Context): () => void {
  const boxes = all("[data-earlier]");
  return () => {
    for (const box of boxes) {
      const text = answerOf(session, box.dataset["earlier"] ?? "");
      box.hidden = text.trim() === "";
      setText(find("[data-earlier-text]", box), text);
    }
  };
}
