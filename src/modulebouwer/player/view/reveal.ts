/** What is folded away on the page: opened before the reader is brought there, and on paper. */

import { all, on } from "./dom.ts";

/** Opens whatever hides `element`; tabs listen for the event that a browser's own search sends (HTML, 6.6). */
export function reveal(element: Element): void {
  for (let box = element.closest("details"); box; box = box.parentElement?.closest("details") ?? null)
    box.open = true;
  element.dispatchEvent(new Event("beforematch", { bubbles: true }));
}

export function focus(element: HTMLElement | null): void {
  if (!element) return;
  if (!element.matches("a[href], button, input, textarea, summary, [tabindex]")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/** Opens on paper what the style sheet cannot open in this browser, and closes it again. */
export function openOnPaper(): void {
  if (CSS.supports("selector(::details-content)")) return;
  let opened: HTMLDetailsElement[] = [];
  on(window, "beforeprint", () => {
    opened = all<HTMLDetailsElement>(":is(.accordion > details, .transcript):not([open])");
    opened.forEach((box) => (box.open = true));
  });
  on(window, "afterprint", () => opened.forEach((box) => (box.open = false)));
}
