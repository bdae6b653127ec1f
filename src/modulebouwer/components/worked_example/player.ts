/** A worked example: the next step comes when one has looked at this one. */

import type { Kit } from "../../player/kit.ts";
import { register } from "../register.ts";

register((kit) => ({
  "worked-example": {
    attach() {
      kit.all(".worked-example").forEach((root) => steps(kit, root));
      return () => {};
    },
    done: () => true,
    say: () => "",
    respond: () => null,
  },
}));

function steps({ all, find }: Kit, root: HTMLElement): void {
  const items = all(":scope > ol > li", root);
  const solutions = items.map((item) => find(".solution", item)!);
  const buttons = items.map((item) => find(".actions button", item)!);

  /** All up to and with `last` are worked out; the one behind it waits to be thought of. */
  function show(last: number): void {
    items.forEach((item, at) => {
      hide(item, at > last + 1);
      hide(solutions[at]!, at > last);
      buttons[at]!.setAttribute("aria-expanded", String(at <= last));
    });
  }

  buttons.forEach((button, at) =>
    button.addEventListener("click", () => {
      show(at);
      solutions[at]!.focus();
    }),
  );
  items.forEach((item, at) => item.addEventListener("beforematch", () => show(at)));
  show(-1);
}

/** A browser's own search still finds it; a screen reader does not meet an empty item of a list. */
function hide(element: HTMLElement, hidden: boolean): void {
  if (hidden) element.setAttribute("hidden", "until-found");
  else element.removeAttribute("hidden");
  element.ariaHidden = hidden ? "true" : null;
}
