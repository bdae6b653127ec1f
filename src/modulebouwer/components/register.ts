/**
 * The seam between the player and the components, which a package carries only when its module uses them.
 *
 * Each is a script of its own before the player's, so it takes the player's tools as a value (`Kit`) and imports only
 * types from the player: what it imports is bundled into it. What several components share comes before them as a
 * script of its own too (`shared/<family>/player.ts`), and is lent to them here.
 */

import type { Kit } from "../player/kit.ts";
import type { Kinds } from "./kind.ts";

export type Make = (kit: Kit) => Kinds;

/** What each family lends, by its name; a family adds its own. */
export interface Shared {}

declare global {
  interface Window {
    modulebouwer?: Make[];
    modulebouwerShared?: Partial<Shared>;
  }
}

export function register(make: Make): void {
  (window.modulebouwer ??= []).push(make);
}

export function lend<Name extends keyof Shared>(name: Name, tools: Shared[Name]): void {
  (window.modulebouwerShared ??= {})[name] = tools;
}

/** A family without its script is a mistake of the build, told loudly. */
export function borrow<Name extends keyof Shared>(name: Name): Shared[Name] {
  const tools = window.modulebouwerShared?.[name];
  if (tools === undefined) throw new Error(`no family ${name}`);
  return tools;
}
