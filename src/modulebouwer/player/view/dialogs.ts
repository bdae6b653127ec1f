/** The drawer, the menu and the other dialogs: native <dialog>, so that focus and Escape are the browser's. */

import { keepText, textOf, type TextStore } from "../text_store.ts";
import { all, find, hit, on, onAction } from "./dom.ts";
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
    on(drawer, "close", () => home.prepend(contents));
    // A link to the page that is already shown turns no page, but it is an answer all the same.
    on(drawer, "click", (event) => {
      if (hit(event, "a")) drawer.close();
    });
  }
  onAction("menu", () => find<HTMLDialogElement>("dialog#menu")?.showModal());
  onAction("close", (button) => button.closest("dialog")?.close());
  onAction("print", () => {
    find<HTMLDialogElement>("dialog#menu")?.close();
    printOnly("module");
  });
  for (const dialog of all<HTMLDialogElement>("dialog")) {
    on(dialog, "click", (event) => event.target === dialog && dialog.close());
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
  const kept = textOf(store, SCHEME);
  apply(kept);
  for (const radio of all<HTMLInputElement>('input[name="scheme"]')) {
    radio.checked = radio.value === kept;
    on(radio, "change", () => {
      apply(radio.value);
      keepText(store, SCHEME, radio.value);
    });
  }
}
