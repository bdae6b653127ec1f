/** A line of which a part is wide, and the characters that show whether an LMS keeps such a line. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { isCut } from "../../src/modulebouwer/player/codec.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { dictionary, emptyRecord } from "../../src/modulebouwer/player/state.ts";
import { decode, encode } from "../../src/modulebouwer/standards/scorm/suspend_data.ts";
import { filling, isWide, narrowed, widened } from "../../src/modulebouwer/standards/scorm12/wide_form.ts";
import { answersOf } from "./prose.ts";
import { records, SEED } from "./records.ts";

/** With answers enough to be packed, and to be too long for `ROOM`. */
const RECORD: StateRecord = {
  ...emptyRecord("1.0.0"),
  attempt: "Ab3_x-9Q",
  revision: 240,
  location: "vooruitblik",
  visited: ["kennismaken", "regio"],
  answers: dictionary(
    answersOf(120)
      .slice(0, 8)
      .map((value, index) => [
        `antwoord-${index + 1}`,
        { value, time: 1_795_000_000_000 + index * 61_000, version: 1 },
      ]),
  ),
};
const ROOM = 560;
const LINE = encode(RECORD, ROOM + 100);
const TEXT = widened(LINE, ROOM)!;
const WIDE = /[\u4e00-\u8dff]/g;

describe("a line of which a part is wide", () => {
  test("gives every record back, in no more than the room there is and no less than three characters of it", () => {
    fc.assert(
      fc.property(records(), fc.double({ min: 0.3, max: 0.99, noNaN: true }), (record, share) => {
        const line = encode(record, 1);
        const room = Math.floor(line.length * share);
        const text = widened(line, room);
        if (text === null) return;
        assert.ok(text.length <= room && text.length > room - 4);
        assert.match(text, /^MB2[ZK]\.[ -~]*\.[\u4e00-\u8dff]+\.$/);
        assert.equal(narrowed(text), line);
        assert.deepEqual(decode(narrowed(text)), decode(line));
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  test("holds more than twice as much, and null is what does not fit", () => {
    const payload = LINE.split(".")[5]!.length;
    const least = LINE.length - payload + 1 + Math.ceil((payload * 3) / 7) + 6;
    assert.ok(widened(LINE, least));
    assert.equal(widened(LINE, Math.floor(LINE.length * 0.42)), null);
  });

  test("has no more wide characters than it has to", () => {
    const over = LINE.length + 1 - ROOM;
    assert.equal(TEXT.match(WIDE)!.length, Math.ceil(over / 4) * 3);
  });

  test("uses all 16,384 characters of the range, which no normal form or case changes", () => {
    for (let code = 0x4e00; code <= 0x8dff; code++) {
      const one = String.fromCharCode(code);
      for (const form of ["NFC", "NFD", "NFKC", "NFKD"]) assert.equal(one.normalize(form), one);
      assert.ok(one === one.toLowerCase() && one === one.toUpperCase() && one === one.trim());
    }
  });

  test("is of a newer format for a player that does not know it, which then writes nothing over it", () => {
    for (const line of [TEXT, TEXT.replace("MB2K", "MB2Z")])
      assert.deepEqual(decode(line), { kind: "newer", record: null, raw: line });
  });

  test("tells every cut, and saves whole answers of it", () => {
    for (let length = 1; length < TEXT.length; length++) {
      const found = decode(narrowed(TEXT.slice(0, length)));
      assert.equal(found.kind, "truncated", `cut at ${length}`);
      const saved = Object.entries((found.kind === "truncated" && found.record?.answers) || {});
      for (const [id, answer] of saved) assert.deepEqual(answer, RECORD.answers[id]);
      if (length > 100) assert.ok(isCut(narrowed(TEXT.slice(0, length)), narrowed(TEXT)));
    }
  });

  test("is never called whole with a flipped bit or another character in it", () => {
    for (let at = 0; at < TEXT.length; at++)
      for (const other of [TEXT.charCodeAt(at) ^ (1 << (at % 14)), 63, 0xfffd, 0x4e00]) {
        const changed = TEXT.slice(0, at) + String.fromCharCode(other) + TEXT.slice(at + 1);
        if (changed !== TEXT) assert.notEqual(decode(narrowed(changed)).kind, "intact", `${at}, ${other}`);
      }
  });

  for (const [name, change] of CHANGES()) {
    test(`is told when its characters are ${name}, and the beginning is still read`, () => {
      const found = decode(narrowed(change(TEXT)));
      assert.ok(found.kind === "damaged" || found.kind === "truncated");
      const saved = Object.entries(found.record?.answers ?? {});
      assert.ok(saved.length >= 2, `${saved.length} answers`);
      for (const [id, answer] of saved) assert.deepEqual(answer, RECORD.answers[id]);
    });
  }
});

describe("what fills a line up", () => {
  const line = encode(RECORD);
  const room = line.length + 40;
  const text = line + filling(line, room);

  test("takes all the room there is, and none where that is too little to tell anything", () => {
    assert.equal(text.length, room);
    assert.match(text.slice(line.length), /^[\u4e00-\u8dff]{40}$/);
    assert.equal(filling(line, line.length + 7), "");
    assert.equal(filling(line, line.length), "");
  });

  test("is another behind another record", () => {
    const later = encode({ ...RECORD, revision: 241 });
    assert.notEqual(filling(later, later.length + 8), filling(line, line.length + 8));
  });

  test("costs the record nothing, however it is cut", () => {
    assert.equal(isWide(text), false);
    for (let length = line.length; length <= text.length; length++)
      assert.deepEqual(decode(narrowed(text.slice(0, length))), decode(line));
    assert.equal(decode(narrowed(line.slice(0, -1))).kind, "truncated");
  });

  for (const [name, change] of CHANGES())
    test(`costs the record nothing when its characters are ${name}`, () => {
      assert.equal(narrowed(change(text)), line);
    });
});

/** What an LMS whose database or script has no such characters makes of them. */
function CHANGES(): readonly (readonly [string, (text: string) => string])[] {
  return [
    ["question marks", (text) => text.replace(WIDE, "?")],
    ["left out", (text) => text.replace(WIDE, "")],
    ["the same sign", (text) => text.replace(WIDE, "\ufffd")],
    ["escaped for HTML", (text) => text.replace(WIDE, (one) => `&#${one.charCodeAt(0)};`)],
    ["escaped for JSON", (text) => text.replace(WIDE, (one) => `\\u${one.charCodeAt(0).toString(16)}`)],
    ["encoded twice", (text) => Buffer.from(text, "utf8").toString("latin1")],
    ["cut off at the first", (text) => text.slice(0, text.search(WIDE))],
  ];
}
