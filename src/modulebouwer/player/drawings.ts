/**
 * The light or the dark one of two drawings (render/drawings.py), as the learner chose in the page and not on the device.
 * A part of its own: the player without it is as small as it was, and it needs nothing of the player.
 */

import { all, on } from "./view/dom.ts";

/** Kept at hand while the dark ones are shown: paper is light, and waits for no file. */
const light = new Map<Element, HTMLImageElement>();

function show(scheme = document.documentElement.dataset["scheme"] ?? ""): void {
  const media = { light: "not all", dark: "all" }[scheme] ?? "(prefers-color-scheme: dark)";
  for (const source of all<HTMLSourceElement>("picture > source")) {
    source.media = media;
    const { src } = source.nextElementSibling as HTMLImageElement;
    if (matchMedia(media).matches) light.set(source, Object.assign(new Image(), { src }));
  }
}

show();
new MutationObserver(() => show()).observe(document.documentElement, { attributeFilter: ["data-scheme"] });
on(window, "beforeprint", () => show("light"));
on(window, "afterprint", () => show());
