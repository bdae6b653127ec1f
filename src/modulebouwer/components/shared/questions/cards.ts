/**
 * Cards to lay in boxes. Each card has a list of the boxes: one control, the same by keyboard, screen reader and
 * finger. Who points may also tap a card and then a box; nothing has to be dragged (WCAG 2.2, 2.5.7).
 */

import type { Kit } from "../../../player/kit.ts";
import type { Context } from "../../../player/view/context.ts";
import { atRest } from "../rest.ts";
import type { Acts, Fields } from "./fields.ts";
import { parts } from "./value.ts";

/** Characters of a box's name that the list on a card of half the width shows. */
const SHORT = 20;

export function cards(kit: Kit, { phrases }: Context, root: HTMLElement, { changed }: Acts): Fields {
  const { all, el, find, para, setText } = kit;
  const selects = all<HTMLSelectElement>("[data-item]", root);
  const cardOf = (select: HTMLSelectElement): HTMLElement => select.closest<HTMLElement>(".pair")!;
  const selectIn = (card: HTMLElement): HTMLSelectElement => find<HTMLSelectElement>("select", card)!;
  const tray = el("div", { class: "tray" });
  const boxes = [...selects[0]!.options].slice(1).map(({ value, text }) => {
    const box = el("div", { class: "box", role: "group", "aria-label": text }, para(text, "box-title"));
    box.dataset["box"] = value;
    return box;
  });
  // Said here and not through `announce`: that an answer was saved must not take its place.
  const told = el("p", { class: "hidden", role: "status" });
  const place = cardOf(selects[0]!).parentElement!;
  // Boxes come first: whoever goes by Tab or by number then meets the cards in an order that stays.
  // The list on a card shows the whole name of its box, also where two cards would stand beside each other.
  place.classList.toggle(
    "long",
    boxes.some(({ textContent }) => textContent.length > SHORT),
  );
  place.append(el("div", { class: "boxes" }, ...boxes), tray, told);
  let picked: HTMLElement | null = null;
  let locked = false;

  /** Each card where its list says; the focus stays on it. */
  function arrange(): void {
    const focused = document.activeElement;
    for (const select of selects) {
      const home = boxes.find((box) => box.dataset["box"] === select.value) ?? tray;
      if (cardOf(select).parentElement !== home) home.append(cardOf(select));
    }
    if (focused instanceof HTMLElement && root.contains(focused)) focused.focus({ preventScroll: true });
  }

  /** Picks a card up, or puts it down again (null). */
  function pick(card: HTMLElement | null): void {
    picked?.classList.remove("picked");
    picked = card;
    card?.classList.add("picked");
    place.classList.toggle("picking", card !== null);
  }

  function say(name: "picked" | "placed" | "loose", card: HTMLElement, box = ""): void {
    const text = find("label", card)?.textContent ?? "";
    setText(told, phrases.word(`components.questions.${name}`, { text, box }));
  }

  function lay(card: HTMLElement, value: string): void {
    const select = selectIn(card);
    pick(null);
    if (select.value === value) return;
    select.value = value;
    arrange();
    select.focus({ preventScroll: true });
    say(value ? "placed" : "loose", card, select.selectedOptions[0]?.text);
    changed(true);
  }

  // A list that is gone through by its letters or arrows stays where it is until that is done.
  const settled = atRest(arrange);
  for (const select of selects)
    select.addEventListener("change", () => {
      pick(null);
      settled("");
      changed(true);
    });
  place.addEventListener("click", (event) => {
    const target = event.target as Element;
    if (locked || target.closest("select, .hint")) return;
    const card = target.closest<HTMLElement>(".pair");
    const home = target.closest<HTMLElement>(".box, .tray");
    // A label would bring the finger into the list.
    if (card) event.preventDefault();
    if (picked && home && !home.contains(picked)) lay(picked, home.dataset["box"] ?? "");
    else if (card && card !== picked) {
      pick(card);
      say("picked", card);
    } else pick(null);
  });

  return {
    read: () =>
      selects
        .filter((select) => select.value)
        .map((select) => `${select.dataset["item"]}=${select.value}`)
        .join(","),
    put(response) {
      const chosen = new Map(parts(response).map((pair) => pair.split("=") as [string, string]));
      for (const select of selects) select.value = chosen.get(select.dataset["item"] ?? "") ?? "";
      // What the learner is choosing now is not taken from under their hands.
      if (!place.contains(document.activeElement)) arrange();
    },
    lock(is) {
      locked = is;
      for (const select of selects) select.disabled = is;
    },
  };
}
