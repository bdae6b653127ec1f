/**
 * Stands between the player and its functions that turn one text into another: what was worked out before is given
 * again. Three of four times it is the same text, and working it out anew took two fifths of a run's time.
 *
 * Has to be loaded before the player: `node --import ./tests/simulation/kept.ts`.
 */

import { registerHooks } from "node:module";
import { basename } from "node:path";

const MODULES = ["base64url.ts", "crc32.ts", "deflate.ts", "packing.ts"];
const FUNCTIONS = new URL("./kept_functions.ts", import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const stands = context.parentURL !== FUNCTIONS && MODULES.includes(basename(specifier));
    return stands ? { ...found, url: FUNCTIONS } : found;
  },
});
