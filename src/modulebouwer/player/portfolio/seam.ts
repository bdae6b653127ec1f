/** The seam between the player and this folder's script: what the learner takes along. */

import type { Kit } from "../kit.ts";
import type { Context } from "../view/context.ts";

/** Shows the learner's answers in `root`, and ways to take them and the proof along; returns the way to bring that up to date. */
export type ShowPortfolio = (kit: Kit, context: Context, root: HTMLElement) => () => void;

declare global {
  interface Window {
    modulebouwerPortfolio?: ShowPortfolio;
  }
}
