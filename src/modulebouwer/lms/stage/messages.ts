/**
 * What the page with the panel and the page with the package say to each other (`postMessage`): they are of different
 * origins, so that no package can reach the panel, and neither can read the other.
 */

import type { LoggedCall } from "../scorm/api.ts";
import type { Values } from "../scorm/behaviour.ts";
import type { Spot } from "./spot.ts";

/** A package as paper or another colour scheme would have it. */
export interface Look {
  readonly print: boolean;
  readonly scheme: "auto" | "light" | "dark";
}

/** Where the reader is in the package, to be found again in the next version of it. */
export interface Place {
  readonly hash: string;
  readonly scroll: readonly [number, number];
  readonly field: string;
  readonly selection: readonly [number, number] | null;
}

/** From the panel. `after`: how many of the package's calls it has; `show`: brings a text in view; `point`: tells what is. */
export type Asked =
  | { readonly ask: "news"; readonly after: number }
  | { readonly ask: "look"; readonly look: Look }
  | { readonly ask: "restore"; readonly place: Place }
  | { readonly ask: "show"; readonly spot: Spot }
  | { readonly ask: "point" }
  | { readonly ask: "leave" };

/**
 * To the panel. `launch`: the LMS's name for it; `calls`: those that follow the first `after`; `spot`: what was pointed
 * at, null for nothing that is a text.
 */
export interface Told {
  readonly launch: string;
  readonly event: "ready" | "news" | "left" | "pointed";
  readonly after: number;
  readonly calls: readonly LoggedCall[];
  readonly values: Values;
  readonly place: Place | null;
  readonly spot?: Spot | null;
}
