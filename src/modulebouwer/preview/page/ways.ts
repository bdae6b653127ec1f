/** Two ways to see a module: played, with the LMS's panel; or beside its text, to write in it (`writing/`). */

import type { Spot } from "../../lms/stage/spot.ts";
import { all, el, find } from "../../player/view/dom.ts";
import type { Finding } from "./state.ts";

const WRITING = "#write";
/** Milliseconds until the editor's program is asked for again. */
const AGAIN = 1_000;

/** What the editor's program and this one say to each other, as events of the document. */
export const NEWS = "preview:news";
export const SHOW = "preview:show";
export const POINTED = "preview:pointed";
export const OPENED = "preview:opened";

let loaded = false;

interface Telling {
  /** The module was built anew, and this was found in it. */
  tellWriting(findings: readonly Finding[]): void;
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
    // Asked for by the address; or chosen before there was anybody to hear it.
    if (radio.value === "write" && (radio.checked || location.hash.startsWith(WRITING))) {
      radio.checked = true;
      turn(true);
    }
  }
  return {
    tellWriting: (detail) => document.dispatchEvent(new CustomEvent(NEWS, { detail })),
    tellPointed: (detail) => document.dispatchEvent(new CustomEvent(POINTED, { detail })),
  };
}

/** Goes to the text at a path, to write in it. */
export function writeAt(path: string): void {
  const radio = find<HTMLInputElement>("input[name=way][value=write]")!;
  radio.checked = true;
  history.replaceState(null, "", `${WRITING}=${encodeURIComponent(path)}`);
  turn(true);
  document.dispatchEvent(new CustomEvent(OPENED, { detail: path }));
}

function turn(writes: boolean): void {
  document.body.classList.toggle("writes", writes);
  find("#desk")!.hidden = !writes;
  // The room is for the module and what is found in it.
  for (const part of all<HTMLDetailsElement>("#package, #documents")) part.open = !writes;
  if (writes && !loaded) load();
}

/** What cannot be had now is asked for again. */
function load(): void {
  loaded = true;
  const onerror = (): void => void setTimeout(load, AGAIN);
  document.head.append(el("script", { src: "/write.js", onerror }));
}
