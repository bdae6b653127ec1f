/** Lines that two changed: both are shown beside one another, and one chooses what stays. */

import type { ChangeSpec, Text } from "@codemirror/state";

import { button, el } from "../../../player/view/dom.ts";
import { pane } from "../dialog.ts";
import { word } from "../state.ts";
import { placeOf, type Edit } from "./lines.ts";

/** `merging.py`'s: the lines in one's own text and in its base, and what the other made of them. */
export interface Conflict {
  readonly mine: Edit;
  readonly base: Edit;
}

export type Choice = "mine" | "other" | "both";

/** `doc`: one's own text. */
export function beside(
  doc: Text,
  { mine }: Conflict,
  choose: (choice: Choice) => void,
  more: HTMLElement,
): HTMLElement[] {
  const { from, to } = placeOf(doc, mine);
  const shown = (text: string): string => (text.trim() ? text.replace(/\n$/, "") : word("no_lines"));
  return [
    el(
      "div",
      { class: "compared" },
      pane(word("your_words"), shown(doc.sliceString(from, to))),
      pane(word("other_text"), shown(mine.lines.join(""))),
    ),
    el(
      "div",
      { class: "buttons" },
      button(word("keep_both"), () => choose("both")),
      button(word("keep_mine"), () => choose("mine")),
      button(word("take_other"), () => choose("other")),
      more,
    ),
  ];
}

/**
 * Whatever is chosen, the other's lines come in behind one's own, as what another wrote; what was not chosen is then
 * taken out as one's own step. So undo brings it back, and takes nothing of the other's away.
 */
export function chosen(
  doc: Text,
  { mine }: Conflict,
  choice: Choice,
): { readonly insert: { from: number; insert: string }; readonly cut: ChangeSpec | null } {
  const { from, to } = placeOf(doc, mine);
  const theirs = mine.lines.join("");
  const joint = theirs && to > from && doc.sliceString(to - 1, to) !== "\n" ? "\n" : "";
  const insert = { from: to, insert: joint + theirs };
  if (choice === "both") return { insert, cut: null };
  const end = to + joint.length;
  return { insert, cut: choice === "mine" ? { from: to, to: end + theirs.length } : { from, to: end } };
}
