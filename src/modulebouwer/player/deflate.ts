/**
 * Writes DEFLATE (RFC 1951): one block with a Huffman code made for it.
 *
 * Ours and not a package's, because it is half as large; any program that inflates can read it (inflate.ts, zlib).
 */

import type { Compression } from "./codec.ts";
import { CODE_LENGTH_ORDER, DISTANCES, LENGTHS, type Steps } from "./deflate_tables.ts";
import { inflate } from "./inflate.ts";

const SHORTEST = 3;
const LONGEST = 258;
const WINDOW = 32_768;
/** Earlier places with the same beginning that are looked at. */
const TRIES = 128;
const END_OF_BLOCK = 256;
/** Of a record that is not whole, at most so many bytes are looked at. */
const LONGEST_DAMAGED = 300_000;

/** A literal byte (`length` 0) or what stood `value` bytes back. */
interface Token {
  readonly length: number;
  readonly value: number;
}

/** Codec mark `z`. */
export const deflated: Compression = {
  mark: "z",
  worth: () => true,
  compress: (text) => deflate(new TextEncoder().encode(text)),
  restore: (bytes, sound) => new TextDecoder().decode(inflate(bytes, sound ? Infinity : LONGEST_DAMAGED)),
};

export function deflate(data: Uint8Array): Uint8Array {
  const tokens = tokensOf(data);
  const literals = Array<number>(286).fill(0);
  const distances = Array<number>(30).fill(0);
  literals[END_OF_BLOCK] = 1;
  for (const { length, value } of tokens) {
    literals[length ? 257 + symbolOf(LENGTHS, length) : value]! += 1;
    if (length) distances[symbolOf(DISTANCES, value)]! += 1;
  }
  const out = new BitWriter();
  out.put(0b101, 3);
  const [literalLengths, distanceLengths] = [codeLengths(literals, 15), codeLengths(distances, 15)];
  putLengths(out, literalLengths, distanceLengths);
  const literalCodes = codes(literalLengths);
  const distanceCodes = codes(distanceLengths);
  const putStep = (steps: Steps, index: number, value: number): void =>
    out.put(value - steps.first[index]!, steps.extra[index]!);
  for (const { length, value } of tokens) {
    if (!length) {
      out.put(literalCodes[value]!, literalLengths[value]!);
      continue;
    }
    const long = symbolOf(LENGTHS, length);
    out.put(literalCodes[257 + long]!, literalLengths[257 + long]!);
    putStep(LENGTHS, long, length);
    const far = symbolOf(DISTANCES, value);
    out.put(distanceCodes[far]!, distanceLengths[far]!);
    putStep(DISTANCES, far, value);
  }
  out.put(literalCodes[END_OF_BLOCK]!, literalLengths[END_OF_BLOCK]!);
  return Uint8Array.from(out.bytes);
}

class BitWriter {
  readonly bytes: number[] = [];
  #free = 0;

  /** The lowest bit first. */
  put(value: number, count: number): void {
    for (let bit = 0; bit < count; bit++) {
      if (this.#free === 0) this.bytes.push(0);
      this.bytes[this.bytes.length - 1]! |= ((value >> bit) & 1) << this.#free;
      this.#free = (this.#free + 1) & 7;
    }
  }
}

/** The data as literals and repetitions; a repetition waits when the next byte begins a longer one. */
function tokensOf(data: Uint8Array): Token[] {
  const tokens: Token[] = [];
  const chains = new Chains(data);
  let best = chains.longestAt(0);
  for (let at = 0; at < data.length;) {
    chains.add(at);
    const next = chains.longestAt(at + 1);
    if (best.length < SHORTEST || next.length > best.length) {
      tokens.push({ length: 0, value: data[at]! });
      at += 1;
      best = next;
    } else {
      tokens.push(best);
      for (let passed = at + 1; passed < at + best.length; passed++) chains.add(passed);
      at += best.length;
      best = chains.longestAt(at);
    }
  }
  return tokens;
}

/** Where each beginning of three bytes stood before, the latest first. */
class Chains {
  readonly #data: Uint8Array;
  readonly #latest = new Map<number, number>();
  readonly #earlier: Int32Array;

  constructor(data: Uint8Array) {
    this.#data = data;
    this.#earlier = new Int32Array(data.length);
  }

  add(at: number): void {
    const beginning = this.#beginning(at);
    this.#earlier[at] = this.#latest.get(beginning) ?? -1;
    this.#latest.set(beginning, at);
  }

  longestAt(at: number): Token {
    const data = this.#data;
    const most = Math.min(LONGEST, data.length - at);
    let best: Token = { length: 0, value: 0 };
    if (most < SHORTEST) return best;
    let from = this.#latest.get(this.#beginning(at)) ?? -1;
    for (let tries = TRIES; from >= 0 && at - from <= WINDOW && tries > 0; tries--) {
      let length = 0;
      while (length < most && data[from + length] === data[at + length]) length += 1;
      if (length > best.length) best = { length, value: at - from };
      if (length === most) break;
      from = this.#earlier[from]!;
    }
    return best.length < SHORTEST ? { length: 0, value: 0 } : best;
  }

  #beginning(at: number): number {
    return (this.#data[at]! << 16) | (this.#data[at + 1]! << 8) | this.#data[at + 2]!;
  }
}

function symbolOf({ first }: Steps, value: number): number {
  let index = first.length - 1;
  while (first[index]! > value) index -= 1;
  return index;
}

/**
 * The length of each symbol's code, none above `longest`: package-merge (Larmore and Hirschberg, 1990).
 * A symbol that does not occur has length 0; at least two get a code, for a reader expects a whole tree.
 */
function codeLengths(counts: readonly number[], longest: number): number[] {
  const lengths = Array<number>(counts.length).fill(0);
  const used = [...counts.keys()].filter((symbol) => counts[symbol]);
  for (let symbol = 0; used.length < 2; symbol++) if (!used.includes(symbol)) used.push(symbol);
  const leaves = used.map((symbol) => ({ weight: counts[symbol]!, symbols: [symbol] }));
  let row: typeof leaves = [];
  for (let level = 0; level < longest; level++) {
    const pairs: typeof leaves = [];
    for (let index = 0; index + 1 < row.length; index += 2) {
      const [a, b] = [row[index]!, row[index + 1]!];
      pairs.push({ weight: a.weight + b.weight, symbols: [...a.symbols, ...b.symbols] });
    }
    row = [...leaves, ...pairs].sort((a, b) => a.weight - b.weight);
  }
  for (const { symbols } of row.slice(0, 2 * leaves.length - 2)) {
    for (const symbol of symbols) lengths[symbol]! += 1;
  }
  return lengths;
}

/** Canonical codes (3.2.2), their bits turned round: the highest is written first. */
function codes(lengths: readonly number[]): number[] {
  const found = Array<number>(lengths.length).fill(0);
  let code = 0;
  for (let length = 1; length < 16; length++, code <<= 1) {
    lengths.forEach((own, symbol) => {
      if (own === length) found[symbol] = reversed(code++, length);
    });
  }
  return found;
}

function reversed(code: number, length: number): number {
  let turned = 0;
  for (let bit = 0; bit < length; bit++) turned |= ((code >> bit) & 1) << (length - 1 - bit);
  return turned;
}

/** The head of the block (3.2.7): both rows of lengths, shortened by runs of zeros. */
function putLengths(out: BitWriter, literals: readonly number[], distances: readonly number[]): void {
  const runs: (readonly [symbol: number, value: number, bits: number])[] = [];
  const all = [...literals, ...distances];
  for (let at = 0; at < all.length;) {
    let zeros = 0;
    while (all[at + zeros] === 0 && zeros < 138) zeros += 1;
    if (zeros > 10) runs.push([18, zeros - 11, 7]);
    else if (zeros > 2) runs.push([17, zeros - 3, 3]);
    else runs.push([all[at]!, 0, 0]);
    at += zeros > 2 ? zeros : 1;
  }
  const counts = Array<number>(19).fill(0);
  for (const [symbol] of runs) counts[symbol]! += 1;
  const lengths = codeLengths(counts, 7);
  const short = codes(lengths);
  out.put(literals.length - 257, 5);
  out.put(distances.length - 1, 5);
  out.put(CODE_LENGTH_ORDER.length - 4, 4);
  for (const symbol of CODE_LENGTH_ORDER) out.put(lengths[symbol]!, 3);
  for (const [symbol, value, bits] of runs) {
    out.put(short[symbol]!, lengths[symbol]!);
    out.put(value, bits);
  }
}
