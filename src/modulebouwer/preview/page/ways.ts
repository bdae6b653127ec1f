/** Two ways to see a module: played, with the LMS's panel; or beside its text, to write in it (`writing/`). */

import type { Spot } from "../../lms/stage/spot.ts";
import { all, el, find } from "../../player/view/dom.ts";

const WRITING = "#write";

/** What the editor's program and this one say to each other, as events of the document. */
export const NEWS = "preview:news";
export const SHOW = "preview:show";
export const POINTED = "preview:pointed";

let loaded = false;

interface Telling {
  /** The module was built anew. */
  tellWriting(): void;
  /** Something of the module was pointed at; null for what is no text. */
  tellPointed(spot: Spot | null): void;
}

/** `show`: brings what one writes in view. Gives what tells the editor. */
export function ways(show: (spot: Spot | null) => void): Telling {
  document.addEventListener(SHOW, (event) => show((event as CustomEvent<Spot | null>).detail));
  for (const radio of all<HTMLInputElement>("input[name=way]")) {
    radio.addEventListener("change", () => {
      history.replaceState(null, "", radio.value === "write" ? WRITING : location.pathname);
      turn(radio.value === "write");
      if (radio.value !== "write") show(null);
    });
    if (radio.value === "write" && location.hash.startsWith(WRITING)) {
      radio.checked = true;
      turn(true);
    }
  }
  return {
    tellWriting: () => document.dispatchEvent(new Event(NEWS)),
    tellPointed: (detail) => document.dispatchEvent(new CustomEvent(POINTED, { detail })),
  };
}

function turn(writes: boolean): void {
  document.body.classList.toggle("writes", writes);
  find("#desk")!.hidden = !writes;
  if (writes && !loaded) document.head.append(el("script", { src: "/write.js" }));
  loaded ||= writes;
}
