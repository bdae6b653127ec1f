/** Two pictures over each other: the slider says how much of the second shows. */

import type { Kit } from "../../player/kit.ts";
import { register } from "../register.ts";
import { onlyRead } from "../shared/read.ts";

register((kit) => ({ "before-after": onlyRead(kit, ".before-after", (root) => over(kit, root)) }));

function over({ find }: Kit, root: HTMLElement): void {
  const slider = find<HTMLInputElement>("input", root);
  if (!slider) return;
  const show = (): void => root.style.setProperty("--over", `${slider.value}%`);
  slider.addEventListener("input", show);
  root.classList.add("live");
  show();
}
