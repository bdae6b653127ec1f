/** "Mijn opbrengst": the script that fills the page comes before the player's. */

import { kit } from "../kinds.ts";
import type {} from "../portfolio/seam.ts";
import type { Context } from "./context.ts";
import { find } from "./dom.ts";

/** Fills the page; returns the way to bring it up to date. */
export function portfolio(context: Context): () => void {
  const root = find("[data-portfolio]");
  const update = root && window.modulebouwerPortfolio?.(kit, context, root);
  return () => {
    if (!root?.closest("[data-page]:not(.current)")) update?.();
  };
}
