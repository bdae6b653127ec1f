/**
 * The seam between the player and the components that a package carries only when its module uses them.
 *
 * Each is a script of its own before the player's, so it takes the player's tools as a value (`Kit`) and imports only
 * types from outside this folder: what it imports is bundled into it.
 */

import type { Kit } from "../kit.ts";
import type { Kinds } from "./kind.ts";

export type Make = (kit: Kit) => Kinds;

declare global {
  interface Window {
    modulebouwer?: Make[];
  }
}

export function register(make: Make): void {
  (window.modulebouwer ??= []).push(make);
}
