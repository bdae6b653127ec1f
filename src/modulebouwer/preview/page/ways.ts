/** Two ways to see a module: played, with the LMS's panel; or beside its text, to write in it (`writing/`). */

import { all, el, find } from "../../player/view/dom.ts";

const WRITING = "#write";

/** What the editor's program and this one say to each other, as events of the document. */
export const NEWS = "preview:news";
export const GO = "preview:go";

let loaded = false;

/** `go`: shows a place of the module. Gives what tells the editor that the module was built anew. */
export function ways(go: (hash: string) => void): () => void {
  document.addEventListener(GO, (event) => go((event as CustomEvent<string>).detail));
  for (const radio of all<HTMLInputElement>("input[name=way]")) {
    radio.addEventListener("change", () => {
      history.replaceState(null, "", radio.value === "write" ? WRITING : location.pathname);
      show(radio.value === "write");
    });
    if (radio.value === "write" && location.hash.startsWith(WRITING)) {
      radio.checked = true;
      show(true);
    }
  }
  return () => document.dispatchEvent(new Event(NEWS));
}

function show(writes: boolean): void {
  document.body.classList.toggle("writes", writes);
  find("#desk")!.hidden = !writes;
  find("#panel")!.hidden = writes;
  if (writes && !loaded) document.head.append(el("script", { src: "/write.js" }));
  loaded ||= writes;
}
