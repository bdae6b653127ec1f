/** Terms, citations, notes and themes explained on the spot. */

import { byId, find, hasFocus, hit, on, setText } from "./dom.ts";

const EXPLAINED = 'a.term, a.cite, a.note, a[href^="#theme-"]';
const GAP = 8;

export function popover(): void {
  const box = find("#aside");
  if (!box) return;
  if (typeof box.showPopover !== "function") imitatePopover(box);
  let opener: HTMLAnchorElement | null = null;
  const release = (): void => {
    opener?.removeAttribute("aria-expanded");
    opener = null;
  };

  on(document, "click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = hit<HTMLAnchorElement>(event, EXPLAINED);
    const source = link && byId(decodeURIComponent(link.hash.slice(1)));
    if (!link || !source || box.contains(link)) return;
    event.preventDefault();
    release();
    opener = link;
    fill(box, link, source);
    box.showPopover();
    place(box, link);
    link.setAttribute("aria-expanded", "true");
    box.focus({ preventScroll: true });
  });
  on(box, "click", (event) => {
    if (hit(event, '[data-action="close-aside"]')) box.hidePopover();
    else if (hit(event, 'a[href^="#"]')) {
      // The page turns; focus goes there and not back to the word.
      release();
      box.hidePopover();
    }
  });
  // A device that is turned: what was placed for the width before would stick out.
  on(window, "resize", () => {
    if (opener) place(box, opener);
  });
  on<ToggleEvent>(box, "toggle", (event) => {
    if (event.newState !== "closed") return;
    const focused = document.activeElement;
    if (!focused || focused === document.body || box.contains(focused))
      opener?.focus({ preventScroll: true });
    release();
  });
}

/** For browsers before popovers (Chrome 114, Firefox 125, Safari 17): Escape and a press outside close the box. */
function imitatePopover(box: HTMLElement): void {
  const tell = (newState: string): boolean =>
    box.dispatchEvent(Object.assign(new Event("toggle"), { newState }));
  box.showPopover = () => {
    box.classList.add("open");
    tell("open");
  };
  box.hidePopover = () => {
    if (!box.classList.contains("open")) return;
    const inside = hasFocus(box);
    box.classList.remove("open");
    if (inside && document.activeElement instanceof HTMLElement) document.activeElement.blur();
    tell("closed");
  };
  on<KeyboardEvent>(document, "keydown", (event) => {
    if (event.key === "Escape") box.hidePopover();
  });
  on(document, "pointerdown", (event) => {
    if (event.target instanceof Node && !box.contains(event.target)) box.hidePopover();
  });
}

/** Copies what the list says. Ids and back links stay behind: they would be there twice. */
function fill(box: HTMLElement, link: HTMLAnchorElement, source: HTMLElement): void {
  const copied = source.cloneNode(true) as HTMLElement;
  copied.querySelectorAll(".back").forEach((back) => back.remove());
  copied.querySelectorAll("[id]").forEach((element) => element.removeAttribute("id"));
  const name = copied.querySelector("dt, h3");
  name?.remove();
  const content = copied.querySelector("dd") ?? copied;
  setText(find("#aside-title", box), name?.textContent?.trim() ?? box.dataset[link.className] ?? "");
  find("[data-aside]", box)?.replaceChildren(...content.childNodes);
  find("[data-aside-more]", box)?.setAttribute("href", link.hash);
}

/** Under the word where there is room, else above it. On a narrow screen the style sheet pins it to the bottom. */
function place(box: HTMLElement, link: HTMLElement): void {
  const anchor = [...link.getClientRects()].pop() ?? link.getBoundingClientRect();
  const { width, height } = box.getBoundingClientRect();
  const page = document.documentElement;
  const left = Math.max(GAP, Math.min(anchor.left, page.clientWidth - width - GAP));
  const below = anchor.bottom + GAP + height <= innerHeight || anchor.top < height + 64;
  const top = below ? anchor.bottom + GAP : anchor.top - GAP - height;
  box.style.setProperty("--left", `${left + scrollX}px`);
  box.style.setProperty("--top", `${top + scrollY}px`);
}
