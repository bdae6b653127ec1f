/** Pictures to look through: buttons for who does not scroll, and which of them is on view. */

import type { Kit } from "../../player/kit.ts";
import type { Context } from "../../player/view/context.ts";
import { register } from "../register.ts";
import { onlyRead } from "../shared/read.ts";

register((kit) => ({ gallery: onlyRead(kit, ".gallery", (root, context) => gallery(kit, context, root)) }));

function gallery({ all, find, setText }: Kit, { announce, phrases }: Context, root: HTMLElement): void {
  const strip = find(".strip", root)!;
  const photos = [...strip.children] as HTMLElement[];
  const buttons = all("[data-turn]", root);

  /** The picture whose middle is nearest to the middle of the strip. */
  function shown(): number {
    const middle = (element: Element): number => {
      const { left, width } = element.getBoundingClientRect();
      return left + width / 2;
    };
    const away = photos.map((photo) => Math.abs(middle(photo) - middle(strip)));
    return away.indexOf(Math.min(...away));
  }

  function where(at: number): string {
    return phrases.word("components.gallery.at", { number: at + 1, total: photos.length });
  }

  function tell(at = shown()): void {
    setText(find("[data-at]", root), where(at));
    for (const button of buttons) {
      const to = at + Number(button.dataset["turn"]);
      button.setAttribute("aria-disabled", String(to < 0 || to >= photos.length));
    }
  }

  function turn(by: number): void {
    const to = shown() + by;
    const photo = photos[to];
    if (!photo) return;
    strip.scrollBy({ left: photo.getBoundingClientRect().left - strip.getBoundingClientRect().left });
    announce(`${where(to)}: ${find<HTMLImageElement>("img", photo)?.alt}`);
  }

  const right = getComputedStyle(root).direction === "rtl" ? -1 : 1;
  const keys: Readonly<Record<string, number>> = { ArrowRight: right, ArrowLeft: -right };
  for (const button of buttons) button.addEventListener("click", () => turn(Number(button.dataset["turn"])));
  strip.addEventListener("keydown", (event) => {
    const by = keys[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    // A picture a key: by itself a browser goes a little way, and is still on it at the next key.
    event.preventDefault();
    turn(by);
  });
  strip.addEventListener("scroll", () => tell(), { passive: true });
  tell(0);
}
