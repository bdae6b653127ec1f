/** The player's own functions, each of which remembers what it gave last (kept.ts). */

import * as base64url from "../../src/modulebouwer/player/base64url.ts";
import * as crc from "../../src/modulebouwer/player/crc32.ts";
import * as deflating from "../../src/modulebouwer/player/deflate.ts";
import * as packing from "../../src/modulebouwer/player/packing.ts";

/** More than one run has at a time. */
const MOST = 500;

export const fromBase64Url = ofText(base64url.fromBase64Url);
export const toBase64Url = ofBytes(base64url.toBase64Url);
export const crc32 = ofText(crc.crc32);
export const { checksum } = crc;
export const deflate = ofText(deflating.deflate);
export const pack = ofText(packing.pack);
export const unpack = ofBytes(packing.unpack);
export const { worthPacking } = packing;

const inflateSound = ofBytes((bytes) => deflating.inflate(bytes, true));

export function inflate(bytes: Uint8Array, sound: boolean): string {
  return sound ? inflateSound(bytes) : deflating.inflate(bytes, false);
}

/** Nobody changes the bytes that come out. */
function ofText<T extends string | Uint8Array>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MOST) known.clear();
    const found = work(text);
    known.set(text, found);
    return found;
  };
}

/** The bytes are known by themselves: they come from `ofText`. */
function ofBytes(work: (bytes: Uint8Array) => string): (bytes: Uint8Array) => string {
  const known = new WeakMap<Uint8Array, string>();
  return (bytes) => {
    const before = known.get(bytes);
    if (before !== undefined) return before;
    const found = work(bytes);
    known.set(bytes, found);
    return found;
  };
}
