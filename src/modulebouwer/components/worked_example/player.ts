/** A worked example: the next step comes when one has looked at this one. */

import type { Kit } from "../../player/kit.ts";
import { register } from "../register.ts";
import { onlyRead, wait } from "../shared/read.ts";

register((kit) => ({ "worked-example": onlyRead(kit, ".worked-example", (root) => steps(kit, root)) }));

function steps({ all, find }: Kit, root: HTMLElement): void {
  const items = all(":scope > ol > li", root);
  const solutions = items.map((item) => find(".solution", item)!);
  const buttons = items.map((item) => find(".actions button", item)!);

  /** All up to and with `last` are worked out; the one behind it waits to be thought of. */
  function show(last: number): void {
    items.forEach((item, at) => {
      wait(item, at > last + 1);
      wait(solutions[at]!, at > last);
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
