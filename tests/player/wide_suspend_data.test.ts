/** When a record of SCORM 1.2 is written wide, and what ends that: docs/reliability.md, how much fits. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { dictionary, emptyRecord } from "../../src/modulebouwer/player/state.ts";
import { WideSuspendData } from "../../src/modulebouwer/standards/scorm12/wide_suspend_data.ts";
import { noise } from "./records.ts";

const ROOM = 4_096;
const WIDE = /[\u4e00-\u8dff]/;
/** Of these two fit in ASCII, three in the wide form, and five in neither. */
const LONG = 2_000;

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
