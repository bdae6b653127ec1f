/** When a record of SCORM 1.2 is written wide, and what ends that: docs/reliability.md, how much fits. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { dictionary, emptyRecord } from "../../src/modulebouwer/player/state.ts";
import { encode } from "../../src/modulebouwer/standards/scorm/suspend_data.ts";
import { WideSuspendData } from "../../src/modulebouwer/standards/scorm12/wide_suspend_data.ts";
import { noise } from "./records.ts";

const ROOM = 4_096;
const WIDE = /[\u4e00-\u8dff]/;
/** Of these two fit in ASCII, three in the wide form, and five in neither. */
const LONG = 1_950;

function record(answers: number, revision = 1): StateRecord {
  const texts = Array.from({ length: answers }, (_, at) => [
    `vraag-${at}`,
    { value: noise(LONG, at + 1), time: 1_795_000_000_000, version: 1 },
  ]) as [string, StateRecord["answers"][string]][];
  return { ...emptyRecord("1.0.0"), attempt: "een", revision, answers: dictionary(texts) };
}

/** A page's launch over what stands there. */
function launched(raw: string): WideSuspendData {
  const data = new WideSuspendData(ROOM);
  if (raw !== "") data.found(raw);
  return data;
}

/** Set by this page, in an LMS of 4,096 characters, and committed; what stands there then. */
function saves(data: WideSuspendData, one: StateRecord): string | null {
  const refused = (): boolean => data.text(one).length > ROOM;
  while (refused()) if (!data.refused(one)) return null;
  data.set(one);
  data.committed(true);
  const text = data.text(one);
  assert.deepEqual(data.compare(text, one), { kind: "equal" });
  return text;
}

/** A first launch that had no room: two answers are saved, and wide characters behind them. */
function filled(): string {
  const data = launched("");
  assert.equal(saves(data, record(3)), null);
  return saves(data, record(2, 2))!;
}

/** A second launch that writes a record wide. */
function widened(): string {
  return saves(launched(filled()), record(3, 3))!;
}

describe("wide characters", () => {
  test("are in no record as long as the LMS has refused none for its length", () => {
    const data = launched("");
    for (const answers of [0, 1, 2]) assert.doesNotMatch(saves(data, record(answers))!, WIDE);
  });

  test("fill the record up once it has, and never hold a record in that session", () => {
    const data = launched("");
    assert.equal(saves(data, record(3)), null);
    const text = saves(data, record(2, 2))!;
    assert.match(text, /^MB2z[ -~]*\.[\u4e00-\u8dff]+$/);
    assert.equal(text.length, ROOM);
    assert.equal(saves(data, record(3, 3)), null);
  });

  test("hold a record in a later launch that finds them whole, where the LMS has no room for it in ASCII", () => {
    const data = launched(filled());
    assert.equal(data.text(record(3, 3)).length > ROOM, true, "ASCII is tried first");
    const text = saves(data, record(3, 3))!;
    assert.match(text, /^MB2[ZK]/);
    assert.ok(text.length <= ROOM);
    const found = launched(text).found(text);
    assert.ok(found.kind === "intact");
    assert.deepEqual(Object.keys(found.record.answers).length, 3);
  });

  test("are not used where that launch's LMS takes the record in ASCII", () => {
    const data = launched(filled());
    const one = record(3, 3);
    data.set(one);
    assert.doesNotMatch(data.text(one), WIDE);
  });

  test("are not used for what fits again, and refuse what fits nowhere", () => {
    const data = launched(widened());
    assert.equal(data.text(record(3, 4)).length <= ROOM, true);
    assert.match(saves(data, record(2, 5))!, /^MB2z/);
    assert.equal(saves(data, record(6, 6)), null);
  });

  test("count for more than the LMS has shown, until a launch shows it", () => {
    const data = launched(filled());
    assert.equal(data.size(record(2, 2)), ROOM);
    saves(data, record(3, 3));
    const size = data.size(record(3, 3));
    assert.ok(size > ROOM);
    assert.equal(launched(widened()).size(record(3, 3)), size);
  });
});

/** So many new characters in ASCII, after an answer of 3,000; `visits`: of sections beside it. */
function measured(length: number, revision = 1, visits: readonly string[] = []): StateRecord {
  const texts = [noise(3_000, 1), ...(length ? [noise(length, 2)] : [])].map((value, at) => [
    `vraag-${at}`,
    { value, time: 1_795_000_000_000, version: 1 },
  ]) as [string, StateRecord["answers"][string]][];
  return { ...emptyRecord("1.0.0"), attempt: "een", revision, visited: visits, answers: dictionary(texts) };
}

/** The first length with which the line has no more than so many characters. */
function lengthFor(characters: number): number {
  for (let length = 1_500; ; length--) if (encode(measured(length)).length <= characters) return length;
}

describe("room for wide characters", () => {
  const [brim, near] = [lengthFor(ROOM), lengthFor(ROOM - 30)];

  test("is left by new answers in an LMS that holds no more, whatever their sizes", () => {
    for (const length of [brim, brim - 3, brim - 8, near]) {
      const data = launched("");
      saves(data, measured(0));
      assert.equal(saves(data, measured(length, 2)), null, `${length}: an answer is held back`);
      assert.match(saves(data, measured(0, 3))!, WIDE);
      assert.equal(saves(data, measured(length, 4)), null);
    }
  });

  test("comes from the questions' words and from packing first, before an answer is held back", () => {
    const labels = { "vraag-1": { component: "reflection", prompt: noise(12, 9) } };
    const worded = { ...measured(near - 30, 2), labels };
    const { length } = encode(worded);
    assert.ok(length > ROOM - 48 && length <= ROOM, String(length));
    const data = launched("");
    saves(data, measured(0));
    assert.match(saves(data, worded)!, /^MB2z[\w.-]*[\w-]\.$/);
  });

  test("costs nothing in an LMS that takes more, and is read as what it stands behind", () => {
    const data = launched("");
    const one = measured(brim);
    const text = data.text(one);
    assert.match(text, /^MB2z[\w.-]*\.{40}$/);
    data.set(one);
    assert.deepEqual(data.compare(text, one), { kind: "equal" });
    assert.equal(launched(text).found(text).kind, "intact");
  });

  test("is for what comes without an answer, such as a visited section, and is given up for it", () => {
    const data = launched("");
    saves(data, measured(0));
    saves(data, measured(brim, 2));
    saves(data, measured(near - 30, 3));
    const visited = (length: number): StateRecord => measured(near - 30, 4, [noise(length, 3)]);
    assert.match(saves(data, visited(16))!, WIDE);
    let length = 16;
    while (encode(visited(length)).length <= ROOM - 8) length += 1;
    const text = saves(data, visited(length))!;
    assert.ok(text.length > ROOM - 8 && text.length <= ROOM);
    assert.doesNotMatch(text, WIDE);
  });

  test("is not asked for by a page that sets what another page, or the LMS at the launch, has shown", () => {
    const found = launched(encode(measured(brim)));
    assert.equal(saves(found, measured(brim, 2))!.length, encode(measured(brim, 2)).length);
    const other = launched("");
    saves(other, measured(0));
    other.heard(measured(brim, 2));
    assert.notEqual(saves(other, measured(brim, 2)), null);
    assert.equal(saves(other, record(3, 3)), null, "nothing wide is proven by that");
  });

  test("is asked for as well where this session doubts them: the next one may try", () => {
    const data = launched("");
    saves(data, measured(0));
    saves(data, measured(brim, 2));
    data.set(measured(0, 3));
    data.committed(false);
    assert.equal(saves(data, measured(brim, 4)), null);
    assert.doesNotMatch(saves(data, measured(0, 5))!, WIDE);
  });

  test("is made, once they are proven, by writing some of the record wide", () => {
    const data = launched(filled());
    const text = saves(data, measured(brim, 3))!;
    assert.match(text, /^MB2Z/);
    assert.ok(text.length <= ROOM);
    assert.match(saves(launched(text), measured(brim, 4))!, /^MB2Z/, "and so in each launch from then on");
  });

  test("is not left where a launch found them changed", () => {
    const data = launched(filled().replace(/[\u4e00-\u8dff]/g, "?"));
    assert.notEqual(saves(data, measured(brim, 3)), null);
  });
});

describe("the first doubt ends it", () => {
  const broken: readonly (readonly [string, (text: string) => string])[] = [
    ["question marks", (text) => text.replace(/[\u4e00-\u8dff]/g, "?")],
    ["an entity", (text) => text.replace(/[\u4e00-\u8dff]/g, (one) => `&#${one.charCodeAt(0)};`)],
    [
      "4,096 bytes",
      (text) =>
        Buffer.from(text)
          .subarray(0, ROOM)
          .toString()
          .replace(/\ufffd+$/, ""),
    ],
    ["one other", (text) => `${text.slice(0, -1)}\u4e00`],
  ];
  for (const [name, change] of broken) {
    test(`for good where a launch finds ${name} behind the record, which costs it nothing`, () => {
      const raw = change(filled());
      const data = launched(raw);
      const found = data.found(raw);
      assert.ok(found.kind === "intact" && Object.keys(found.record.answers).length === 2);
      assert.equal(saves(data, record(3, 3)), null);
      const text = saves(data, record(2, 4))!;
      assert.match(text, /^MB2z[\w.-]*\.\.$/);
      // And so in each launch from then on.
      const later = launched(text);
      assert.equal(saves(later, record(3, 5)), null);
      assert.match(saves(later, record(2, 6))!, /^MB2z[\w.-]*\.\.$/);
    });

    if (name === "one other") continue;
    test(`for good where a launch finds ${name} in a record; it is told, and its beginning read`, () => {
      const raw = change(widened());
      const data = launched(raw);
      const found = data.found(raw);
      assert.ok(found.kind === "damaged" || found.kind === "truncated");
      assert.equal(found.raw, raw);
      assert.equal(found.record?.attempt, "een", "by which the draft in the browser is found");
      assert.match(saves(data, record(1, 4))!, /^MB2z[\w.-]*\.\.$/);
    });
  }

  test("where nothing comes back of them there is nothing to end: the next launch has none", () => {
    const raw = filled().replace(/[\u4e00-\u8dff]/g, "");
    const data = launched(raw);
    assert.equal(data.found(raw).kind, "intact");
    assert.equal(saves(data, record(3, 3)), null);
  });

  test("for a session whose LMS refuses them: the record is set without", () => {
    const data = launched("");
    saves(data, record(3));
    const one = record(2, 2);
    assert.match(data.text(one), WIDE);
    assert.ok(data.refused(one));
    assert.doesNotMatch(data.text(one), WIDE);
    assert.doesNotMatch(data.text(record(2, 3)), WIDE);
    assert.equal(data.refused(record(2, 3)), false);
  });

  test("for a session whose commit fails with them, or that shows another: ASCII from the next save on", () => {
    for (const amiss of ["commit", "shown"]) {
      for (const [raw, one, next] of [
        ["", record(2, 2), record(2, 3)],
        [filled(), record(3, 3), record(3, 4)],
      ] as const) {
        const data = launched(raw);
        data.refused(record(3, 2));
        data.set(one);
        assert.match(data.text(one), WIDE);
        if (amiss === "commit") data.committed(false);
        else data.compare(data.text(one).replace(/[\u4e00-\u8dff]/g, "?"), one);
        assert.doesNotMatch(data.text(next), WIDE);
      }
    }
  });

  test("but not where the record that stands there is wide: there is no way back that would lose nothing", () => {
    const data = launched(widened());
    data.set(record(3, 4));
    data.committed(false);
    assert.match(data.text(record(3, 5)), /^MB2[ZK]/);
  });

  test("and a page that goes begins nothing", () => {
    const data = launched("");
    saves(data, record(3));
    data.leaving();
    assert.doesNotMatch(data.text(record(2, 2)), WIDE);
  });
});

test("a page that was opened before follows one that has proven them", () => {
  const data = launched("");
  assert.equal(saves(data, record(3)), null);
  data.heard(record(2, 2));
  assert.equal(saves(data, record(3)), null, "a record that fits says nothing");
  data.heard(record(3, 3));
  assert.match(saves(data, record(3, 3))!, /^MB2[ZK]/);
});
