import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { constants, deflateRawSync, inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { deflate } from "../../src/modulebouwer/player/deflate.ts";
import { inflate } from "../../src/modulebouwer/player/inflate.ts";
import { answersOf } from "./prose.ts";
import { SEED } from "./records.ts";

const encoder = new TextEncoder();
const PROSE = encoder.encode(answersOf(600).join("\n"));

/** Bytes with and without repetition, near and far, and texts. */
const BYTES = fc.oneof(
  fc.uint8Array({ maxLength: 3_000 }),
  fc.uint8Array({ max: 3, maxLength: 3_000 }),
  fc.string({ unit: "grapheme", maxLength: 2_000 }).map((text) => encoder.encode(text)),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 400 }), fc.integer({ min: 1, max: 200 }))
    .map(([bytes, times]) =>
      Uint8Array.from(
        Array<number[]>(times)
          .fill([...bytes])
          .flat(),
      ),
    ),
);

/** Skewed without end: symbols whose codes would be longer than 15 bits if nothing held them. */
const FIBONACCI = Uint8Array.from(
  [1, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377, 610, 987, 1597, 2584, 4181, 6765].flatMap(
    (times, byte) => Array<number>(times).fill(byte * 7),
  ),
).sort((a, b) => ((a * 31 + 7) % 64) - ((b * 31 + 7) % 64));

describe("deflate", () => {
  test("writes what zlib reads, whatever the bytes", () => {
    fc.assert(
      fc.property(BYTES, (bytes) => {
        assert.deepEqual(new Uint8Array(inflateRawSync(deflate(bytes))), bytes);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  for (const [name, bytes] of [
    ["nothing", new Uint8Array()],
    ["one byte", Uint8Array.of(7)],
    ["one byte 100,000 times", new Uint8Array(100_000)],
    ["codes that must not grow beyond 15 bits", FIBONACCI],
    [
      "a repetition from further back than the window",
      Uint8Array.from([...PROSE, ...new Uint8Array(40_000), ...PROSE]),
    ],
    ["prose", PROSE],
  ] as const) {
    test(`gives ${name} back, by zlib and by inflate`, () => {
      const written = deflate(bytes);
      assert.deepEqual(new Uint8Array(inflateRawSync(written)), bytes);
      assert.deepEqual(inflate(written), bytes);
    });
  }

  test("is as short as zlib's best, within two in a hundred", () => {
    const best = deflateRawSync(PROSE, { level: 9 }).length;
    const ours = deflate(PROSE).length;
    console.log(`prose of ${PROSE.length} bytes: zlib ${best}, ours ${ours}`);
    assert.ok(ours <= best * 1.02);
  });
});

describe("inflate", () => {
  test("reads every kind of block that zlib writes", () => {
    const ways = [
      { level: 0 },
      { level: 9, strategy: constants.Z_FIXED },
      { level: 9, strategy: constants.Z_HUFFMAN_ONLY },
      { level: 9, strategy: constants.Z_RLE },
      { level: 1, memLevel: 1 },
      { level: 9 },
    ];
    fc.assert(
      fc.property(BYTES, fc.constantFrom(...ways), (bytes, way) => {
        assert.deepEqual(inflate(deflateRawSync(bytes, way)), bytes);
      }),
      { seed: SEED, numRuns: 300 },
    );
    for (const way of ways) {
      const long = Uint8Array.from(
        Array<number[]>(20)
          .fill([...PROSE])
          .flat(),
      );
      assert.deepEqual(inflate(deflateRawSync(long, way)), long);
    }
  });

  test("gives of a cut row a beginning of the whole, longer as the row is longer", () => {
    const written = deflate(PROSE);
    let most = 0;
    for (let length = 0; length < written.length; length += 7) {
      const found = inflate(written.subarray(0, length));
      assert.deepEqual(found, PROSE.subarray(0, found.length));
      assert.ok(found.length >= most);
      most = found.length;
    }
    assert.ok(most > PROSE.length - 40);
  });

  test("ends on any bytes at all, and at the length that was asked", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        assert.ok(inflate(bytes, 1_000).length <= 1_000);
      }),
      { seed: SEED, numRuns: 2_000 },
    );
    assert.equal(inflate(deflate(new Uint8Array(100_000)), 1_000).length, 1_000);
  });
});
