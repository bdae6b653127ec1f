/** A worked example: the next step comes when one has looked at this one. */

import type { Kit } from "../../player/kit.ts";
import { register } from "../register.ts";
import { onlyRead, wait } from "../shared/read.ts";

register((kit) => ({ "worked-example": onlyRead(kit, ".worked-example", (root) => steps(kit, root)) }));

function steps({ all, button, el, find, phrases }: Kit, root: HTMLElement): void {
  const items = all(":scope > ol > li", root);
  const solutions = items.map((item) => find(".solution", item)!);
  const buttons = items.map((item, at) => {
    const open = button(phrases().word("components.worked-example.show"), () => {
      show(at);
      solutions[at]!.focus();
    });
    open.setAttribute("aria-controls", solutions[at]!.id);
    item.append(el("p", { class: "actions" }, open));
    return open;
  });

  /** All up to and with `last` are worked out; the one behind it waits to be thought of. */
  function show(last: number): void {
    items.forEach((item, at) => {
      wait(item, at > last + 1);
      wait(solutions[at]!, at > last);
      buttons[at]!.setAttribute("aria-expanded", String(at <= last));
    });
  }

  items.forEach((item, at) => item.addEventListener("beforematch", () => show(at)));
  show(-1);
}
