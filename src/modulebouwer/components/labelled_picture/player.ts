/** Points on a picture (ARIA Authoring Practices, "Disclosure"): each opens its text, and shuts that of the one before. */

import type { Kit } from "../../player/kit.ts";
import { register } from "../register.ts";
import { onlyRead, wait } from "../shared/read.ts";

register((kit) => ({ "labelled-picture": onlyRead(kit, ".labelled-picture", (root) => points(kit, root)) }));

function points({ all, el, find }: Kit, root: HTMLElement): void {
  const texts = all("ol > li", root);
  const spots = texts.map((text, index) => {
    const title = find(".point-title", text)?.textContent ?? "";
    const spot = el(
      "button",
      { type: "button", class: "spot", "aria-controls": text.id, "aria-label": `${index + 1}: ${title}` },
      String(index + 1),
    );
    // Not mirrored in a language that is read from the right: the picture is the same.
    spot.style.left = `${text.dataset["x"]}%`;
    spot.style.top = `${text.dataset["y"]}%`;
    spot.addEventListener("click", () => show(spot.getAttribute("aria-expanded") === "true" ? -1 : index));
    text.addEventListener("beforematch", () => show(index));
    return spot;
  });

  function show(open: number): void {
    texts.forEach((text, index) => {
      wait(text, index !== open);
      spots[index]?.setAttribute("aria-expanded", String(index === open));
    });
  }

  find(".plate", root)?.append(...spots);
  root.classList.add("live");
  show(-1);
}
