/** Two pictures over each other: the slider says how much of the second shows. */

import type { Kit } from "../../player/kit.ts";
import { register } from "../register.ts";

register((kit) => ({
  "before-after": {
    attach() {
      kit.all(".before-after").forEach((root) => over(kit, root));
      return () => {};
    },
    done: () => true,
    say: () => "",
    respond: () => null,
  },
}));

function over({ find }: Kit, root: HTMLElement): void {
  const slider = find<HTMLInputElement>("input", root);
  if (!slider) return;
  const show = (): void => root.style.setProperty("--over", `${slider.value}%`);
  slider.addEventListener("input", show);
  root.classList.add("live");
  show();
}
