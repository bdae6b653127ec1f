/** The text of a record, frame by frame: what has another shape than ours is nobody's answer, and tells so. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromFrames, toFrames } from "../../src/modulebouwer/player/frames.ts";
import {
  BETWEEN_TEXTS,
  dictionary,
  emptyRecord,
  parts,
  together,
} from "../../src/modulebouwer/player/state.ts";

const KNOWN = { attempt: "een", revision: 4 };
const PLACE = '["1.0.0","regio",["begin"],null]';
const ANSWER = '["regio",1795000000,"tekst",0,3]';

const read = (...frames: string[]) => fromFrames(frames.join("~"), KNOWN);

test("a record is written as the format has it, with its labels only where they are wanted", () => {
  const record = {
    ...emptyRecord("1.0.0"),
    ...KNOWN,
    location: "regio",
    visited: ["begin"],
    answers: dictionary([["regio", { value: "tek~st", time: 1_795_000_000_000, version: 3 }]]),
    conflicts: dictionary([["regio", { value: "hun", time: 5_000, version: 1 }]]),
    labels: dictionary([["regio", { component: "reflection", prompt: "Wat ziet u?" }]]),
  };
  const texts = [PLACE, '["regio",1795000000,"tek\\u007est",0,3]', '["regio",5,"hun",1,1]'];
  assert.equal(toFrames(record, false), texts.join("~"));
  assert.equal(toFrames(record, true), [...texts, '["regio","reflection","Wat ziet u?",2]'].join("~"));
  assert.deepEqual(fromFrames(toFrames(record, true), KNOWN), { record, complete: true });
});

test("an answer tells behind all that who wrote it and what was let go for it, which an earlier player passes over", () => {
  const both = together([
    { value: "een", time: 5_000, version: 1, by: "AbCd" },
    { value: ["twee", "drie"].join(BETWEEN_TEXTS), time: 5_000, version: 2 },
  ])!;
  const record = {
    ...emptyRecord("1.0.0"),
    ...KNOWN,
    location: "regio",
    visited: ["begin"],
    answers: dictionary([
      ["regio", { value: "tekst", time: 1_795_000_000_000, version: 9, by: "AbCd", seen: { eF_g: 7 } }],
      ["partners", { value: "", time: 5_000, version: 3, seen: { "0a1b2c3d": 2 } }],
    ]),
    conflicts: dictionary([["regio", both]]),
  };
  const frames = toFrames(record, false);
  assert.deepEqual(frames.split("~").slice(1, 3), [
    '["regio",1795000000,"tekst",0,9,"AbCd",{"eF_g":7}]',
    '["partners",5,"",0,3,"",{"0a1b2c3d":2}]',
  ]);
  const second = { ...record.answers["regio"]!, value: "ook" };
  const same = {
    ...record,
    answers: dictionary([...Object.entries(record.answers).slice(0, 1), ["plan", second]]),
  };
  assert.match(toFrames(same, false), /\["plan",1795000000,"ook",0,9,0,\{"eF_g":7\}\]/);
  assert.deepEqual(fromFrames(toFrames(same, false), KNOWN), { record: same, complete: true });
  const cut = fromFrames(toFrames(same, false).replace('["regio",17', '["regio"'), KNOWN);
  assert.deepEqual([cut.complete, cut.record!.answers["plan"]!.by], [false, undefined]);
  const read = fromFrames(frames, KNOWN);
  assert.deepEqual(read, { record, complete: true });
  assert.deepEqual(
    parts(read.record!.conflicts["regio"]!).map(({ value, by, version }) => [value, by, version]),
    [
      ["een", "AbCd", 1],
      [["twee", "drie"].join(BETWEEN_TEXTS), undefined, 2],
    ],
  );
});

test("what the first format left out has its meaning", () => {
  const { record, complete } = read(PLACE, '["regio",1.5,"tekst"]', '["partners",2,"hun",1]');
  assert.equal(complete, true);
  assert.deepEqual({ ...record!.answers }, { regio: { value: "tekst", time: 1_500, version: 1 } });
  assert.deepEqual({ ...record!.conflicts }, { partners: { value: "hun", time: 2_000, version: 1 } });
});

test("without a place the answers are saved, and the record is not whole", () => {
  const { record, complete } = read("kapot", ANSWER);
  assert.equal(complete, false);
  const { moduleVersion, location, visited, finished, answers } = record!;
  assert.deepEqual([moduleVersion, location, visited, finished], ["", "", [], null]);
  assert.equal(answers["regio"]!.value, "tekst");
});

test("without place and answers there is no record", () => {
  assert.deepEqual(read("kapot"), { record: null, complete: false });
  assert.deepEqual(read(""), { record: null, complete: false });
});

for (const place of [
  '{"0":"1.0.0","length":4}',
  "null",
  '["1.0.0","regio",["begin"]]',
  '["1.0.0","regio",["begin"],null,0]',
  '[1,"regio",["begin"],null]',
  '["1.0.0",2,["begin"],null]',
  '["1.0.0","regio","begin",null]',
  '["1.0.0","regio",["begin",3],null]',
  '["1.0.0","regio",["begin"],"gisteren"]',
]) {
  test(`is no place: ${place}`, () => assert.deepEqual(read(place), { record: null, complete: false }));
}

test("a place may say when it was finished", () => {
  assert.equal(read('["1.0.0","regio",[],1795]').record!.finished, 1795);
});

for (const frame of [
  "kapot",
  "null",
  '"tekst"',
  '{"0":"regio","length":5}',
  '["regio",1795]',
  '[1,1795,"tekst",0,3]',
  '["regio","1795","tekst",0,3]',
  '["regio",1795,["tekst"],0,3]',
  '["regio",1795,"tekst",0,"3"]',
  '["regio","reflection",3,2]',
  '["regio",4,"Wat ziet u?",2]',
  '[1,"reflection","Wat ziet u?",2]',
  '["regio","reflection","Wat ziet u?",2,1]',
]) {
  test(`is neither answer nor label: ${frame}`, () => {
    const { record, complete } = read(PLACE, ANSWER, frame);
    assert.equal(complete, false);
    assert.deepEqual(Object.entries(record!.answers).length, 1);
    assert.equal(record!.answers["regio"]!.value, "tekst");
    assert.deepEqual(Object.entries(record!.labels), []);
  });
}
