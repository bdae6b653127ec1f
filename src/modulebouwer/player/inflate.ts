/** Reads DEFLATE (RFC 1951), by whatever program it was written. */

import { CODE_LENGTH_ORDER, DISTANCES, FIXED_LENGTHS, LENGTHS, type Steps } from "./deflate_tables.ts";

/** A canonical Huffman code (RFC 1951, 3.2.2): how many codes of each length, and the symbols in order of their codes. */
interface Code {
  readonly counts: Uint16Array;
  readonly symbols: readonly number[];
}

/** The bytes up to the end of the data, its first error, or `longest`. Never throws. */
export function inflate(data: Uint8Array, longest = Infinity): Uint8Array {
  const out: number[] = [];
  const source = new Bits(data);
  let last = 0;
  while (!last && !source.broken && out.length < longest) {
    last = source.take(1);
    const type = source.take(2);
    if (type === 0) copyStored(source, out);
    else if (type === 3) source.broken = true;
    else readBlock(source, ...(type === 1 ? FIXED : dynamicCodes(source)), out, longest);
  }
  return Uint8Array.from(out.slice(0, longest));
}

class Bits {
  /** The data ended too early or holds what no writer makes. */
  broken = false;
  #at = 0;
  readonly #data: Uint8Array;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  /** The next bits, the first one lowest. */
  take(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit++) value |= this.#one() << bit;
    return value;
  }

  toNextByte(): void {
    this.#at = (this.#at + 7) & ~7;
  }

  /** A code that ends nowhere breaks the data off. */
  symbol({ counts, symbols }: Code): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < counts.length; length++) {
      code |= this.#one();
      const count = counts[length]!;
      if (code - count < first) return symbols[index + code - first]!;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    this.broken = true;
    return 0;
  }

  #one(): number {
    const byte = this.#data[this.#at >> 3];
    if (byte === undefined) this.broken = true;
    return ((byte ?? 0) >> (this.#at++ & 7)) & 1;
  }
}

function codeOf(lengths: readonly number[]): Code {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length]! += 1;
  counts[0] = 0;
  const symbols = [...lengths.keys()]
    .filter((symbol) => lengths[symbol])
    .sort((a, b) => lengths[a]! - lengths[b]! || a - b);
  return { counts, symbols };
}

const FIXED: [Code, Code] = [codeOf(FIXED_LENGTHS), codeOf(Array<number>(30).fill(5))];

function copyStored(source: Bits, out: number[]): void {
  source.toNextByte();
  const count = source.take(16);
  // The same number again, every bit turned: RFC 1951, 3.2.4.
  if ((source.take(16) ^ count) !== 0xffff) source.broken = true;
  for (let index = 0; index < count && !source.broken; index++) {
    const byte = source.take(8);
    if (!source.broken) out.push(byte);
  }
}

function dynamicCodes(source: Bits): [Code, Code] {
  const literals = source.take(5) + 257;
  const distances = source.take(5) + 1;
  const order = CODE_LENGTH_ORDER.slice(0, source.take(4) + 4);
  const short = Array<number>(19).fill(0);
  for (const symbol of order) short[symbol] = source.take(3);
  const code = codeOf(short);
  const lengths: number[] = [];
  while (lengths.length < literals + distances && !source.broken) {
    const symbol = source.symbol(code);
    if (symbol < 16) lengths.push(symbol);
    else {
      const repeated = symbol === 16 ? (lengths[lengths.length - 1] ?? 0) : 0;
      const times = symbol === 18 ? source.take(7) + 11 : source.take(symbol - 14) + 3;
      lengths.push(...Array<number>(times).fill(repeated));
    }
  }
  return [codeOf(lengths.slice(0, literals)), codeOf(lengths.slice(literals, literals + distances))];
}

function readBlock(source: Bits, literals: Code, distances: Code, out: number[], longest: number): void {
  while (out.length < longest) {
    const symbol = source.symbol(literals);
    if (source.broken || symbol === 256) return;
    if (symbol < 256) out.push(symbol);
    else {
      const length = step(source, LENGTHS, symbol - 257);
      const back = step(source, DISTANCES, source.symbol(distances));
      if (back > out.length) source.broken = true;
      if (source.broken) return;
      for (let index = 0; index < length; index++) out.push(out[out.length - back]!);
    }
  }
}

function step(source: Bits, { first, extra }: Steps, index: number): number {
  const start = first[index];
  if (start === undefined) source.broken = true;
  return (start ?? 0) + source.take(extra[index] ?? 0);
}
