/** What is only read: there is nothing to do, to say or to report, and a part of it may wait to be opened. */

import type { Kit } from "../../player/kit.ts";
import type { Context } from "../../player/view/context.ts";
import type { Kind } from "../kind.ts";

/** `live` brings each element that `selector` finds to life. */
export function onlyRead(
  kit: Kit,
  selector: string,
  live: (root: HTMLElement, context: Context) => void,
): Kind {
  return {
    attach(context) {
      kit.all(selector).forEach((root) => live(root, context));
      return () => {};
    },
    done: () => true,
    say: () => "",
    respond: () => null,
  };
}

/** An item of a list waits: a browser's own search still finds it, and a screen reader meets no empty item. */
export function wait(item: HTMLElement, waits: boolean): void {
  if (waits) item.setAttribute("hidden", "until-found");
  else item.removeAttribute("hidden");
  item.ariaHidden = waits ? "true" : null;
}
