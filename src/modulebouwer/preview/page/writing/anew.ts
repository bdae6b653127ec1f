/** Another server answers than that of this page: the page is loaded anew, and one goes on where one was. */

import { tab } from "../storage.ts";

const KEY = "modulebouwer-anew";
/** Milliseconds without a key: what is typed while a page loads goes nowhere. */
const REST = 2_000;

/** What one typed in, and where in it. */
export interface Spot {
  /** Of a field; "" in the text. */
  readonly id: string;
  readonly at: number | null;
}

let typed = -Infinity;
for (const event of ["keydown", "input"]) addEventListener(event, () => (typed = performance.now()), true);

/** Whether nobody types, or is asked something. */
export function rests(): boolean {
  return performance.now() - typed >= REST && !document.querySelector("dialog[open]");
}

export function loadAnew(editor: HTMLElement): void {
  const { activeElement: on } = document;
  const isField = on instanceof HTMLInputElement || on instanceof HTMLTextAreaElement;
  if (editor.contains(on) || (isField && on.id)) {
    const spot: Spot = { id: isField ? on.id : "", at: isField ? on.selectionStart : null };
    tab.setItem(KEY, JSON.stringify(spot));
  }
  location.reload();
}

/** Where one typed before the page was loaded anew, once; null where one did not. */
export function stood(): Spot | null {
  const spot = JSON.parse(tab.getItem(KEY) ?? "null") as Spot | null;
  tab.removeItem(KEY);
  return spot;
}
