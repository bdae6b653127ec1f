/**
 * Packs a text tighter than deflate does, for the LMS that holds 4,096 characters and no more.
 *
 * Context mixing: six small models, each of which knows what followed the last zero to four bytes or the present
 * word, foretell the next bit; a mixer weighs them by how right they were, and an arithmetic coder writes only what
 * they did not foretell. Both sides first read `PRIMER`, so that the first answer already is in a known language.
 * All arithmetic is in whole numbers that every browser computes alike. The primer and every constant here belong
 * to the format: a change of any of them is a new codec mark.
 */

import { PRIMER } from "./primer.ts";

/** This file, to whoever need not bring it along. */
export interface Packer {
  pack(text: string): Uint8Array;
  unpack(bytes: Uint8Array): string;
  worthPacking(length: number, size: number, room: number): boolean;
}

const ORDERS = 5;
const MODELS = ORDERS + 1;
const SLOT_BITS = 16;
const SLOTS = 1 << SLOT_BITS;
const LEARNING = 16;
const MOST_SEEN = 60;
/** Weights count 65,536 for 1. */
const FIRST_WEIGHT = 20_000;
/** Packing takes some milliseconds per thousand characters: no use where it cannot win enough. */
const WINS = 1.5;
/** In bytes. What is longer is not packed, and of what is not ours no more is looked at. */
const LONGEST_PACKED = 100_000;
const NUMBER = { a: 0x2f0b4c47, b: 0x9e3779b1, c: 0x85ebca6b };

/** Chance (of 4,096) for each point of the logistic scale, -2047 to 2047, and back. */
export const CHANCE = Int32Array.from({ length: 4096 }, (_, index) =>
  Math.max(1, Math.min(4095, Math.round(4096 / (1 + Math.exp((2048 - index) / 256))))),
);
const SCALE = inverse(CHANCE);

function inverse(chance: Int32Array): Int32Array {
  const scale = new Int32Array(4096).fill(2047);
  let from = 0;
  for (let index = 1; index < 4096; index++) {
    for (; from <= chance[index]!; from++) scale[from] = index - 2048;
  }
  return scale;
}

/** Foretells bits, high bit of each byte first. `chance` is of a 1, out of 4,096. */
class Foreteller {
  private readonly chances: Uint16Array;
  private readonly seen: Uint8Array;
  private readonly weights: Int32Array;
  private readonly contexts = new Int32Array(MODELS);
  private readonly slots = new Int32Array(MODELS);
  private readonly votes = new Int32Array(MODELS);
  private readonly last = new Uint8Array(ORDERS - 1);
  private word = 0;
  /** The bits of this byte so far, after a 1. */
  private begun = 1;
  private foretold = 2048;

  constructor(learned?: Foreteller) {
    this.chances = learned?.chances.slice() ?? new Uint16Array(MODELS * SLOTS).fill(32_768);
    this.seen = learned?.seen.slice() ?? new Uint8Array(MODELS * SLOTS);
    this.weights = learned?.weights.slice() ?? new Int32Array(MODELS * 256).fill(FIRST_WEIGHT);
    if (learned) this.last.set(learned.last);
    this.word = learned?.word ?? 0;
    this.look();
  }

  chance(): number {
    let sum = 0;
    for (let model = 0; model < MODELS; model++) {
      const mixed = Math.imul(this.contexts[model]! ^ Math.imul(this.begun, NUMBER.b), NUMBER.c);
      const slot = model * SLOTS + (mixed >>> (32 - SLOT_BITS));
      this.slots[model] = slot;
      this.votes[model] = this.seen[slot] ? SCALE[this.chances[slot]! >>> 4]! : 0;
      sum += this.weights[this.begun * MODELS + model]! * this.votes[model]!;
    }
    const point = Math.max(-2047, Math.min(2047, Math.floor(sum / 65_536)));
    return (this.foretold = CHANCE[point + 2048]!);
  }

  learn(bit: number): void {
    const error = ((bit << 12) - this.foretold) * LEARNING;
    for (let model = 0; model < MODELS; model++) {
      this.weights[this.begun * MODELS + model]! += (this.votes[model]! * error + 0x8000) >> 16;
      const slot = this.slots[model]!;
      const seen = this.seen[slot]!;
      const step = (bit ? 65_535 : 0) - this.chances[slot]!;
      this.chances[slot]! += Math.trunc((step * 2) / (2 * seen + 3));
      if (seen < MOST_SEEN) this.seen[slot] = seen + 1;
    }
    this.begun = (this.begun << 1) | bit;
    if (this.begun >= 256) this.next(this.begun & 255);
  }

  private next(byte: number): void {
    this.last.copyWithin(1, 0);
    this.last[0] = byte;
    const lower = byte | 32;
    const letter = (lower >= 97 && lower <= 122) || byte > 127;
    this.word = letter ? Math.imul(this.word + lower, NUMBER.a) : 0;
    this.begun = 1;
    this.look();
  }

  private look(): void {
    let context = 0;
    for (let order = 0; order < ORDERS; order++) {
      this.contexts[order] = context;
      context = Math.imul(context + (this.last[order] ?? 0) + 1, NUMBER.a) ^ (context >>> 13);
    }
    this.contexts[ORDERS] = Math.imul(this.word, NUMBER.c);
  }
}

let primed: Foreteller | null = null;

function foreteller(): Foreteller {
  if (!primed) {
    primed = new Foreteller();
    for (const byte of new TextEncoder().encode(PRIMER)) {
      for (let bit = 7; bit >= 0; bit--) {
        primed.chance();
        primed.learn((byte >> bit) & 1);
      }
    }
  }
  return new Foreteller(primed);
}

/** Whether a text of `length` characters, now a line of `size`, might fit in `room` when it is packed. */
export function worthPacking(length: number, size: number, room: number): boolean {
  // A character takes at most three bytes of UTF-8.
  return size <= room * WINS && length * 3 <= LONGEST_PACKED;
}

/** `text` holds no NUL: that ends it. */
export function pack(text: string): Uint8Array {
  const model = foreteller();
  const bytes: number[] = [];
  let low = 0;
  let high = 0xffffffff;
  for (const byte of [...new TextEncoder().encode(text), 0]) {
    for (let at = 7; at >= 0; at--) {
      const bit = (byte >> at) & 1;
      const middle = split(low, high, model.chance());
      if (bit) high = middle;
      else low = middle + 1;
      model.learn(bit);
      while ((low ^ high) >>> 24 === 0) {
        bytes.push(high >>> 24);
        low = (low << 8) >>> 0;
        high = ((high << 8) | 255) >>> 0;
      }
    }
  }
  for (const shift of [24, 16, 8, 0]) bytes.push((low >>> shift) & 255);
  return Uint8Array.from(bytes);
}

/** The text up to its end, or as far as the bytes go. */
export function unpack(bytes: Uint8Array, longest = LONGEST_PACKED): string {
  const model = foreteller();
  const found: number[] = [];
  let low = 0;
  let high = 0xffffffff;
  let code = 0;
  let at = 0;
  while (at < 4) code = ((code << 8) | (bytes[at++] ?? 0)) >>> 0;
  for (let byte = 1; found.length < longest; byte = 1) {
    while (byte < 256) {
      const middle = split(low, high, model.chance());
      const bit = code <= middle ? 1 : 0;
      if (bit) high = middle;
      else low = middle + 1;
      model.learn(bit);
      byte = (byte << 1) | bit;
      while ((low ^ high) >>> 24 === 0) {
        if (at >= bytes.length) return utf8(found);
        low = (low << 8) >>> 0;
        high = ((high << 8) | 255) >>> 0;
        code = ((code << 8) | bytes[at++]!) >>> 0;
      }
    }
    if (byte === 256) break;
    found.push(byte & 255);
  }
  return utf8(found);
}

/** Where the range of a 1 ends. */
function split(low: number, high: number, chance: number): number {
  const range = high - low;
  return low + Math.floor(range / 4096) * chance + Math.floor(((range % 4096) * chance) / 4096);
}

function utf8(bytes: readonly number[]): string {
  return new TextDecoder().decode(Uint8Array.from(bytes), { stream: true });
}
