/** Items that go up and down in a list by buttons of their own. */

import type { Kit } from "../../player/kit.ts";
import type { Context } from "../../player/view/context.ts";
import { borrow, register } from "../register.ts";
import type { Acts, Fields } from "../shared/questions/fields.ts";
import type {} from "../shared/questions/player.ts";

const { kind, parts } = borrow("questions");

register((kit) => ({ order: kind(kit, order) }));

function order(kit: Kit, { phrases }: Context, root: HTMLElement, { changed }: Acts): Fields {
  const { all, el } = kit;
  // Said here and not through `announce`: that a move was saved must not take its place.
  const told = root.querySelector("[data-place]");
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
    kit.setText(told, phrases.word("components.order.moved", values));
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
      const label = phrases.word(`components.order.${way}`, { text: textOf(item) });
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
