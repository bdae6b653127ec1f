import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { isCut } from "../../src/modulebouwer/player/codec.ts";
import { CHANCE, pack, unpack } from "../../src/modulebouwer/player/packing.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { dictionary, emptyRecord } from "../../src/modulebouwer/player/state.ts";
import { CODEC } from "./codec.ts";
import { answersOf } from "./prose.ts";
import { records, SEED } from "./records.ts";

const ANY_ROOM = fc.constantFrom(Infinity, 4096, 1);

function filled(values: readonly string[]): StateRecord {
  const answers = values.map((value, index) => {
    return [
      `antwoord-${index + 1}`,
      { value, time: 1_795_000_000_000 + index * 86_461_000, version: 1 },
    ] as const;
  });
  return {
    ...emptyRecord("1.0.0"),
    attempt: "Ab3_x-9Q",
    revision: 240,
    location: "vooruitblik",
    visited: ["kennismaken", "regio", "partners", "leiderschap", "spanning", "plan", "vooruitblik"],
    answers: dictionary(answers),
  };
}

/** One record in each codec, small enough to try every cut and every bit. */
const SMALL = filled(answersOf(120).slice(0, 3));
const SAMPLES: readonly [string, string][] = [
  ["z", CODEC.encode(SMALL)],
  ["k", CODEC.encode(SMALL, 410)],
];

describe("encode and decode", () => {
  test("give every record back, whatever its texts", () => {
    fc.assert(
      fc.property(records(), ANY_ROOM, (record, room) => {
        const line = CODEC.encode(record, room);
        assert.match(line, /^MB2[A-Za-z0-9._-]*\.$/);
        const { labels } = record;
        // What the answers were answers to goes along where there is room.
        const kept = CODEC.encode(record).length <= room ? labels : {};
        const found = CODEC.decode(line);
        assert.ok(found.kind === "intact");
        assert.deepEqual({ ...found.record.labels }, { ...kept });
        assert.deepEqual({ ...found.record, labels }, record);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  for (const [name, value] of [
    ["newlines", "een\r\ntwee\n\n\ttab\u2028drie"],
    ["emoji", "👩‍🏫 goed 🇳🇱"],
    ["lone surrogates", "a\ud800b\udfffc"],
    ["NUL", "voor\0na"],
    ["</script>", "</script><script>alert(1)</script>"],
    ["separators", '~|~["x",1]~|.'],
    ["one word 20,000 times", "samen ".repeat(20_000)],
    ["a paste of 100 kB", answersOf(600).join("\n").repeat(13).slice(0, 100_000)],
  ] as const) {
    for (const room of [Infinity, 4096, 1]) {
      test(`keep ${name} (room ${room})`, () => {
        const record = filled([value, "daarna"]);
        assert.deepEqual(CODEC.decode(CODEC.encode(record, room)), { kind: "intact", record });
      });
    }
  }

  test("use each codec where it is the first that fits", () => {
    for (const [codec, line] of SAMPLES) assert.equal(line.charAt(3), codec);
  });

  test("raise nothing but the revision for the same record", () => {
    const record = filled(["tekst"]);
    assert.notEqual(CODEC.encode(record), CODEC.encode({ ...record, revision: record.revision + 1 }));
  });
});

describe("decode", () => {
  test("finds an empty store empty", () => assert.deepEqual(CODEC.decode(""), { kind: "empty" }));

  for (const [codec, line] of SAMPLES) {
    test(`tells every cut of a record of codec ${codec}, and saves only whole answers`, () => {
      const whole = CODEC.decode(line);
      assert.ok(whole.kind === "intact");
      let most = 0;
      for (let length = 1; length < line.length; length++) {
        const cut = CODEC.decode(line.slice(0, length));
        assert.equal(cut.kind, "truncated", `cut at ${length}`);
        const saved = Object.entries((cut.kind === "truncated" && cut.record?.answers) || {});
        for (const [id, answer] of saved) assert.deepEqual(answer, whole.record.answers[id]);
        assert.deepEqual(
          saved.map(([id]) => id),
          Object.keys(whole.record.answers).slice(0, saved.length),
          "the oldest answers come first",
        );
        assert.ok(saved.length >= most, "a longer piece never holds less");
        most = saved.length;
      }
      assert.ok(most >= Object.keys(whole.record.answers).length - 1);
    });

    test(`never calls a record of codec ${codec} with a flipped bit intact`, () => {
      for (let at = 0; at < line.length; at++) {
        // Of the packed one a bit in each character, for it is slow to read.
        const bits = codec === "z" ? [0, 1, 2, 3, 4, 5, 6, 7] : [at % 8];
        for (const bit of bits) {
          const flipped = String.fromCharCode(line.charCodeAt(at) ^ (1 << bit));
          assert.notEqual(
            CODEC.decode(line.slice(0, at) + flipped + line.slice(at + 1)).kind,
            "intact",
            `${at}.${bit}`,
          );
        }
      }
    });
  }

  test("gives of a damaged record what still can be read", () => {
    const line = CODEC.encode(filled(answersOf(400).slice(0, 5)));
    const at = line.length - 40;
    const damaged = CODEC.decode(line.slice(0, at) + (line[at] === "A" ? "B" : "A") + line.slice(at + 1));
    assert.ok(damaged.kind === "damaged");
    assert.ok(Object.keys(damaged.record!.answers).length >= 3);
  });

  test("takes full stops after the end for room that is kept", () => {
    const line = CODEC.encode(SMALL);
    assert.equal(CODEC.decode(`${line}......`).kind, "intact");
    assert.notEqual(CODEC.decode(`${line}..a..`).kind, "intact");
  });

  test("tells a newer format, and what is not ours at all", () => {
    for (const raw of ["MB3z.a.1.0..", "MB2q.a.1.0..", "MB2|1|0||q||.", "MB10z.a"])
      assert.deepEqual(CODEC.decode(raw), { kind: "newer", record: null, raw });
    assert.equal(CODEC.decode('{"cursor":"10"}').kind, "damaged");
    assert.equal(CODEC.decode("2|b|1|").kind, "damaged");
  });

  test("never throws and never calls anything intact that encode did not make", () => {
    const beginnings = fc.constantFrom(
      "",
      "MB1|",
      "MB1|3|12|0badcafe|z|",
      "MB1|3|12|0badcafe|k|",
      "MB2z.a.3.12.0badcafe.",
      "MB2k.a.3.12.0badcafe.",
    );
    fc.assert(
      fc.property(beginnings, fc.string({ unit: "binary" }), (beginning, rest) => {
        assert.notEqual(CODEC.decode(beginning + rest).kind, "intact");
      }),
      { seed: SEED },
    );
  });
});

describe("records that the first players wrote, when fflate deflated", () => {
  const written: readonly (readonly [string, readonly string[]])[] = [
    [
      "MB1|7|396|655763b3|z|VZC7bsMwDEV/hdCsGnH6SLO3Y7ciS5BBiW5k2bJoSGoCeOi3l4oDtNUiPi8PuVdts2pWSqsE51np/d046PgVwuF7r0wsV+ZkH1ql2832eXV7Wu04eQe6AgPNppAf6CJ11KEQkHIhYyIVc0ago+9v8avvB74gBbiG3uUXnxxmOEvOR1dFkDog0ijltcVbgOyvvlH/oNZ3qNeXp5dWqw/fx2U6KMIvmpl4JBMCMs0IZ5KcLImA2NAnyywLCux4gvWCzdMRQUI81rGzoFcePnUF0dKEtOzsJRZnUD51LPf6C/W4QLWb9Xa91uoNNCQ/TktLJstJ7CyLi65cI5mcK+go4FrEZaYkOmMSIQzUV6PeUpgKQqilF3F5KHxEami35GzyC40sRp1HUocf|.",
      answersOf(120).slice(0, 3),
    ],
    [
      "MB1|7|312|48f035c1|k|hBnhyM4mmwxV/H0SSG8b2YMPc9t04PCT01vBe1IUdtJZBS+4bsSW1NIfmZz2UNcNlYfnh/1I9WCJbJEyOTIfb4jlG9yICyf5sgPKvhj87kmaCDWkiQb2g6Qzseu33MeMCQ3emabGLLtlC32QRKa6TWJgcb7se98buHXYRv0LS2a1e+JoPTRPzgWolteqZKwNATyDpw59/FpVEQU5WKrXuauuCZlZbjDoQi55PKtnU3kaykylFnLLEiQVARNI57/S+l5+bamWhcJ+3Twjj4ciSJH6eTVddyF71YZ2lpoCTl8S1bluG55LKg==|.",
      answersOf(120).slice(0, 3),
    ],
    [
      "MB1|7|76|c4b27433|z|i1Yy1DPQM1DSUSpKTc/MV9KJjtXJK83Jia2LVkrMKynPzy9K0TVU0jE0tzQ1AAMdpcMriYNKsQA=|.",
      ["é".repeat(20)],
    ],
  ];
  for (const [line, values] of written) {
    test(`open as they were: ${line.slice(0, 22)}`, () => {
      const stored = CODEC.decode(line);
      assert.ok(stored.kind === "intact");
      assert.deepEqual(
        Object.values(stored.record.answers).map(({ value }) => value),
        values,
      );
      assert.equal(stored.record.revision, 7);
    });
  }
});

describe("whether a line was cut", () => {
  const line = CODEC.encode(SMALL);

  test("is told by its beginning", () => {
    assert.ok(isCut(line.slice(0, -1), line) && isCut(line.slice(0, 100), line));
    assert.equal(isCut(line, line), false);
  });

  test("is not said of another revision of the same record, cut or whole", () => {
    const later = CODEC.encode({ ...SMALL, revision: SMALL.revision + 1 });
    assert.equal(isCut(later.slice(0, -5), line), false);
    assert.equal(isCut("MB2z.Ab3", line), false, "too short to know");
  });

  test("is not said of an earlier and shorter record, nor of a piece that may be of another revision", () => {
    const earlier = CODEC.encode(filled(answersOf(120).slice(0, 1)));
    assert.ok(earlier.length < line.length);
    assert.equal(isCut(earlier, line), false);
    // "240" begins as "24" does: only with what follows it is the revision known.
    const [codec, attempt, revision] = line.split(".");
    assert.equal(revision, "240");
    assert.equal(isCut(`${codec}.${attempt}.24`, line), false);
    assert.equal(isCut(`${codec}.${attempt}.240.`, line), false);
  });
});

describe("pack and unpack", () => {
  test("give every text back", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 500 }), (any) => {
        const text = any.replaceAll("\0", "");
        assert.equal(unpack(pack(text)), text);
      }),
      { seed: SEED, numRuns: 40 },
    );
  });

  test("rest on chances that no rounding of another browser's exp can change", () => {
    for (let index = 0; index < 4096; index++) {
      const exact = 4096 / (1 + Math.exp((2048 - index) / 256));
      assert.ok(Math.abs(exact - Math.floor(exact) - 0.5) > 1e-6, `${index}`);
    }
    assert.equal(CHANCE.length, 4096);
  });
});

test("a strict 4,096-character LMS holds 12 answers of 600 characters of Dutch prose", () => {
  const answers = answersOf(600);
  const fits = answers.filter(
    (_, index) => CODEC.encode(filled(answers.slice(0, index + 1)), 4096).length <= 4096,
  ).length;
  const size = CODEC.encode(filled(answers.slice(0, 12)), 4096).length;
  console.log(`4,096 characters hold ${fits} answers of 600 characters; 12 take ${size}`);
  assert.ok(fits >= 12);
});
