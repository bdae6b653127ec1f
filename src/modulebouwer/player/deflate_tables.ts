/** The tables of DEFLATE (RFC 1951, 3.2.5 to 3.2.7), computed as the text there lays them out. */

/** Values that share a symbol: the first of each, and how many bits tell which one it is. */
export interface Steps {
  readonly first: readonly number[];
  readonly extra: readonly number[];
}

/** `flat`: how many symbols there are for each number of extra bits. */
function steps(start: number, count: number, flat: number): Steps {
  const extra = Array.from({ length: count }, (_, index) => Math.max(0, Math.floor(index / flat) - 1));
  const first: number[] = [];
  for (const bits of extra) {
    first.push(start);
    start += 1 << bits;
  }
  return { first, extra };
}

const REGULAR = steps(3, 28, 4);
/** Lengths 3 to 258, symbols 257 to 285. The longest has a symbol of its own. */
export const LENGTHS: Steps = { first: [...REGULAR.first, 258], extra: [...REGULAR.extra, 0] };
/** Distances 1 to 32,768, symbols 0 to 29. */
export const DISTANCES: Steps = steps(1, 30, 2);

export const CODE_LENGTH_ORDER: readonly number[] = [
  16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];

/** Of the code that needs no table in the data. */
export const FIXED_LENGTHS: readonly number[] = Array.from({ length: 288 }, (_, symbol) =>
  symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
);
