/** "Mijn opbrengst": the proof of having taken part and, where the module asks for answers, those. */

import { kit } from "../kinds.ts";
import type {} from "../portfolio/seam.ts";
import type { Context } from "./context.ts";
import { button, el, find } from "./dom.ts";
import { openProof } from "./proof.ts";

/** Fills the page; returns the way to bring it up to date. */
export function portfolio(context: Context): () => void {
  const root = find("[data-portfolio]");
  if (!root) return () => {};
  const update = window.modulebouwerPortfolio?.(kit, context, root);
  const proof = button(context.phrases.word("portfolio.proof"), () => openProof(context));
  proof.dataset["action"] = "portfolio-proof";
  const actions = find(".actions", root) ?? root.appendChild(el("div", { class: "actions" }));
  actions.append(proof);
  return () => {
    if (!root.closest("[data-page]:not(.current)")) update?.();
  };
}
