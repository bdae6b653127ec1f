/** The places of a package's text: what somebody points at, and what is to be seen. Nothing in the package is changed. */

import { found, spotAt, wordsIn, type Spot } from "./spot.ts";

/** What a click on it does something else with; a question's own words are text. */
const PLAYED =
  "a, button, input, textarea, select, option, summary, audio, video, iframe, [role=button], [role=tab]";
const BLOCK = "p, li, dt, dd, td, th, h1, h2, h3, h4, h5, h6, figcaption, blockquote, label, legend, img";
/** Milliseconds for a package to go to another page of it. */
const TURNING = 1_000;

interface Placed {
  readonly text: string;
  readonly node: Text;
  readonly from: number;
}

/** What the keyboard stood on last: whoever asks has taken the focus to another page. */
const stood = new WeakMap<Document, Element>();

/** Tells what is clicked on in the text of a package, on each page that it loads. */
export function hear(frame: HTMLIFrameElement, told: (spot: Spot) => void): void {
  frame.addEventListener("load", () => {
    const document = frame.contentDocument;
    document?.addEventListener("click", (event) => {
      const spot = pointed(event, document);
      if (spot) told(spot);
    });
    document?.addEventListener("focusin", ({ target }) => stood.set(document, target as Element));
  });
}

/** Where a click is in the text; null where it does something else, or is on no text. */
function pointed(event: MouseEvent, document: Document): Spot | null {
  const target = event.target as Element;
  if (event.defaultPrevented || !document.getSelection()?.isCollapsed) return null;
  if (target.closest(PLAYED) || answers(target.closest("label"))) return null;
  if (target.localName === "img") return ofPicture(target as HTMLImageElement);
  if (![...target.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.textContent?.trim())) {
    return null;
  }
  return spotOf(target, caretAt(event, document));
}

/** A label that answers when it is clicked on. */
function answers(label: HTMLLabelElement | null): boolean {
  return label?.control?.matches("[type=radio], [type=checkbox]") ?? false;
}

/** What the keyboard stood on last, else the first text, of what is in view. */
export function inView(document: Document): Spot | null {
  const focused = stood.get(document);
  const near = focused?.closest("[data-component]") ?? focused;
  if (focused && near && isInView(focused) && textIn(near).length > 0) return spotOf(near, null);
  const page = document.querySelector("[data-page].current") ?? document;
  const shown = [...page.querySelectorAll(BLOCK)].find((one) => isInView(one) && textIn(one).length > 0);
  return shown ? spotOf(shown, null) : null;
}

function isInView(element: Element): boolean {
  const { top, width } = element.getBoundingClientRect();
  return (
    element.isConnected &&
    width > 0 &&
    top >= 0 &&
    top < (element.ownerDocument.defaultView?.innerHeight ?? 0)
  );
}

/** Turns to the page of a spot, and scrolls until its text is in view. Whose turn it is no longer `stays`. */
export async function show(window: Window, spot: Spot, stays: () => boolean): Promise<void> {
  const { document } = window;
  const page = document.getElementById(spot.page);
  if (!page) return;
  if (page.matches("[data-page]:not(.current)")) go(window, `#${spot.page}`);
  for (const end = Date.now() + TURNING; page.matches("[data-page]:not(.current)") && Date.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  // It is known where one goes on: what a module of ours says of that lies over the words that one writes.
  document.querySelector<HTMLElement>('[data-notice="resume"] > button.tool')?.click();
  const words = textIn(page);
  const place = found(
    spot,
    words.map((one) => one.text),
  );
  const element = words[place] && seen(words[place].node.parentElement);
  if (!element || !stays()) return;
  const { top, bottom } = element.getBoundingClientRect();
  const height = window.innerHeight;
  const within = top >= 0 && bottom <= height;
  if (!within && !(top < height / 2 && bottom > height / 2)) {
    // No `scrollIntoView`: where the module stands below the text, that takes the page around it along, away from who writes.
    const bar = parseFloat(window.getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const room = bottom - top > height ? bar : (height - (bottom - top)) / 2;
    window.scrollBy({ top: top - room, behavior: "instant" });
  }
}

/** Goes to `hash` without the focus: it would follow, as it does for a learner, and take the keys of who writes. */
function go(window: Window, hash: string): void {
  const root = window.document.documentElement;
  if (new URL(hash, window.location.href).href === window.location.href) return;
  // Heard after the package's own listeners; the last of several ways gives the page back.
  window.addEventListener("hashchange", function arrived({ newURL }) {
    if (newURL !== window.location.href) return;
    root.inert = false;
    window.removeEventListener("hashchange", arrived);
  });
  root.inert = true;
  window.location.hash = hash;
}

/** The nearest that takes room on the page: what is folded has none. */
function seen(element: Element | null): Element | null {
  let one = element;
  while (one && one.getClientRects().length === 0) one = one.parentElement;
  return one;
}

function textIn(root: Element): Placed[] {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const words: Placed[] = [];
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (node.parentElement?.closest("script, style")) continue;
    for (const { text, from } of wordsIn(node.data)) words.push({ text, from, node });
  }
  return words;
}

function caretAt(
  { clientX, clientY }: MouseEvent,
  document: Document,
): { node: Node; offset: number } | null {
  const position = document.caretPositionFromPoint?.(clientX, clientY);
  if (position) return { node: position.offsetNode, offset: position.offset };
  // Safari and Chromium before 128.
  const range = document.caretRangeFromPoint?.(clientX, clientY);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}

/** The word at the caret in `element` with those around it on its page; without a caret what the element says. */
function spotOf(element: Element, caret: { node: Node; offset: number } | null): Spot | null {
  const page = element.closest("[data-page]");
  if (!page) return null;
  const words = textIn(page);
  const inside = words.filter((one) => element.contains(one.node));
  const here = inside.filter((one) => one.node === caret?.node && one.from <= caret.offset).at(-1);
  const [among, at] = here ? [words, words.indexOf(here)] : [inside, 0];
  const texts = among.map((one) => one.text);
  return texts.length > 0 ? spotAt(page.id, texts, at) : null;
}

/** What is said of a picture stands in the text too. */
function ofPicture(picture: HTMLImageElement): Spot | null {
  const words = wordsIn(picture.alt).map((one) => one.text);
  const page = picture.closest("[data-page]");
  return page && words.length > 0 ? spotAt(page.id, words, 0) : null;
}
