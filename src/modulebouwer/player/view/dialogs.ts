/** The drawer, the menu and the other dialogs: native <dialog>, so that focus and Escape are the browser's. */

import type { TextStore } from "../environment.ts";
import { all, find, onAction } from "./dom.ts";
import { printOnly } from "./printing.ts";

export function dialogs(): void {
  const drawer = find<HTMLDialogElement>("dialog#drawer");
  const contents = find("nav.contents");
  const home = contents?.parentElement;
  if (drawer && contents && home) {
    onAction("contents", () => {
      drawer.append(contents);
      drawer.showModal();
    });
    drawer.addEventListener("close", () => home.prepend(contents));
    // A link to the page that is already shown turns no page, but it is an answer all the same.
    drawer.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("a")) drawer.close();
    });
  }
  onAction("menu", () => find<HTMLDialogElement>("dialog#menu")?.showModal());
  onAction("close", (button) => button.closest("dialog")?.close());
  onAction("print", () => {
    find<HTMLDialogElement>("dialog#menu")?.close();
    printOnly("module");
  });
  for (const dialog of all<HTMLDialogElement>("dialog")) {
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  }
}

const SCHEME = "modulebouwer-scheme";

/** Light, dark or as the device; remembered in this tab only (`store`). */
export function scheme(store: TextStore | null): void {
  const root = document.documentElement;
  function apply(value: string): void {
    if (value) root.dataset["scheme"] = value;
    else delete root.dataset["scheme"];
  }
  const kept = store?.getItem(SCHEME) ?? "";
  apply(kept);
  for (const radio of all<HTMLInputElement>('input[name="scheme"]')) {
    radio.checked = radio.value === kept;
    radio.addEventListener("change", () => {
      apply(radio.value);
      try {
        store?.setItem(SCHEME, radio.value);
      } catch {
        // Storage is full: the choice holds for this page.
      }
    });
  }
}
