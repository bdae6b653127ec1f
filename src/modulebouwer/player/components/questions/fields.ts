/** The ways to give an answer: what the learner chose as a response, and a response put back in the fields. */

import type { Kit } from "../../kit.ts";
import type { Context } from "../../view/context.ts";
import { parts } from "./value.ts";

export interface Fields {
  read(): string;
  put(response: string): void;
  lock(locked: boolean): void;
}

/** `changed` is called after each act of the learner, `check` where the answer is asked to be checked from a field. */
export interface Acts {
  changed(settled: boolean): void;
  check(): void;
}

export function fieldsOf(kit: Kit, context: Context, root: HTMLElement, kind: string, acts: Acts): Fields {
  if (kind === "order") return order(kit, context, root, acts);
  if (kind === "short-answer") return text(kit, root, acts);
  if (kind === "match" || kind === "categorise") return menus(kit, root, acts);
  return options(kit, root, acts);
}

function options({ all }: Kit, root: HTMLElement, { changed }: Acts): Fields {
  const inputs = all<HTMLInputElement>("[data-option]", root);
  for (const input of inputs) input.addEventListener("change", () => changed(true));
  return {
    read: () =>
      inputs
        .filter((input) => input.checked)
        .map((input) => input.value)
        .join(","),
    put: (response) => inputs.forEach((input) => (input.checked = parts(response).includes(input.value))),
    lock: (locked) => inputs.forEach((input) => (input.disabled = locked)),
  };
}

function menus({ all }: Kit, root: HTMLElement, { changed }: Acts): Fields {
  const selects = all<HTMLSelectElement>("[data-item]", root);
  for (const select of selects) select.addEventListener("change", () => changed(true));
  return {
    read: () =>
      selects
        .filter((select) => select.value)
        .map((select) => `${select.dataset["item"]}=${select.value}`)
        .join(","),
    put(response) {
      const chosen = new Map(parts(response).map((pair) => pair.split("=") as [string, string]));
      for (const select of selects) select.value = chosen.get(select.dataset["item"] ?? "") ?? "";
    },
    lock: (locked) => selects.forEach((select) => (select.disabled = locked)),
  };
}

function text({ find }: Kit, root: HTMLElement, { changed, check }: Acts): Fields {
  const input = find<HTMLInputElement>("input", root)!;
  input.disabled = false;
  input.addEventListener("input", () => changed(false));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) check();
  });
  return {
    read: () => input.value,
    put(response) {
      // Typing goes ahead of the session; only a text that came from elsewhere is put in.
      if (document.activeElement !== input) input.value = response;
    },
    lock: (locked) => (input.readOnly = locked),
  };
}

/** A list whose items go up and down by buttons of their own. */
function order(kit: Kit, { phrases, announce }: Context, root: HTMLElement, { changed }: Acts): Fields {
  const { all, el } = kit;
  const list = root.querySelector("ol")!;
  const items = all("[data-item]", list);
  const shown = [...items];
  const now = (): HTMLElement[] => all("[data-item]", list);
  let locked = false;

  function move(item: HTMLElement, by: -1 | 1): void {
    const before = now();
    const place = before.indexOf(item) + by;
    const neighbour = before[place];
    if (!neighbour || locked) return;
    // The neighbour moves, so that the focus stays on the button.
    if (by < 0) item.after(neighbour);
    else item.before(neighbour);
    edges();
    const values = { text: textOf(item), place: place + 1, total: before.length };
    announce(phrases.word("question.moved", values));
    changed(false);
  }

  /** The first has no way up and the last none down; the button stays, so that the focus does. */
  function edges(): void {
    const items = now();
    items.forEach((item, at) => {
      const ends = [at === 0, at === items.length - 1];
      all("button", item).forEach((button, way) =>
        button.setAttribute("aria-disabled", String(locked || ends[way])),
      );
    });
  }

  for (const item of items) {
    const button = (way: "up" | "down", by: -1 | 1): HTMLElement => {
      const label = phrases.word(`question.${way}`, { text: textOf(item) });
      return el("button", {
        type: "button",
        class: `move ${way}`,
        "aria-label": label,
        onclick: () => move(item, by),
      });
    };
    item.querySelector("[data-moves]")!.append(button("up", -1), button("down", 1));
  }
  edges();
  return {
    read: () =>
      now()
        .map((item) => item.dataset["item"])
        .join(","),
    put(response) {
      const wanted = parts(response);
      const rank = (item: HTMLElement): number => wanted.indexOf(item.dataset["item"] ?? "");
      // What the response does not name stands below, in the order of the page.
      const order = [...shown].sort((a, b) => (rank(a) >>> 0) - (rank(b) >>> 0));
      if (order.some((item, at) => item !== now()[at])) list.append(...order);
      edges();
    },
    lock(is) {
      locked = is;
      edges();
    },
  };
}

function textOf(item: HTMLElement): string {
  return item.querySelector("[data-text]")?.textContent ?? "";
}
