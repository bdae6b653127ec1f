/** Which answers stand under a question that asks for something else now, and where they go. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CourseInteraction } from "../../src/modulebouwer/player/course.ts";
import type { StateRecord } from "../../src/modulebouwer/player/record.ts";
import { setAside } from "../../src/modulebouwer/player/set_aside.ts";
import { dictionary, emptyRecord, merge, over, withAnswer } from "../../src/modulebouwer/player/state.ts";
import { interaction } from "./virtual.ts";

function holding(value: string, component?: string): StateRecord {
  return {
    ...emptyRecord("1.0.0"),
    answers: dictionary([["vraag", { value, time: 1_000, version: 4 }]]),
    labels: dictionary(component === undefined ? [] : [["vraag", { component, prompt: "Wat vroeg het?" }]]),
  };
}

const OPTIONS = [
  { id: "ja", text: "Ja" },
  { id: "nee", text: "Nee" },
];
const TARGETS = [{ id: "hier", text: "Hier" }];

for (const [type, value, more, stays] of [
  ["long-fill-in", "wat dan ook", {}, true],
  ["fill-in", "wat dan ook", {}, true],
  ["true-false", "true", {}, true],
  ["true-false", "false", {}, true],
  ["true-false", "2!true", {}, true],
  ["true-false", "misschien", {}, false],
  ["choice", "ja", { options: OPTIONS }, true],
  ["choice", "ja,weg", { options: OPTIONS }, true],
  ["choice", "weg nee", { options: OPTIONS }, true],
  ["choice", "3?ja", { options: OPTIONS }, true],
  ["choice", "12!", { options: OPTIONS }, true],
  ["choice", "weg", { options: OPTIONS }, false],
  ["choice", "123?ja", { options: OPTIONS }, false],
  ["choice", "x?ja", { options: OPTIONS }, false],
  ["choice", "Een zin over de regio", {}, false],
  ["matching", "weg=hier", { options: OPTIONS, targets: TARGETS }, true],
  ["matching", "weg=daar", { options: OPTIONS, targets: TARGETS }, false],
] as const) {
  test(`without a label, "${value}" ${stays ? "may be" : "is no"} answer of type ${type}`, () => {
    const asked = [interaction("vraag", { type, ...more } as Partial<CourseInteraction>)];
    const record = holding(value);
    const after = setAside(record, asked);
    if (stays) assert.equal(after, record);
    else assert.deepEqual([after.answers["vraag"]?.value, after.answers["vraag~"]?.value], ["", value]);
  });
}

test("the label says of which component it was; an answer to that one stays, whatever it says", () => {
  const record = holding("weg", "choice");
  assert.equal(setAside(record, [interaction("vraag", { component: "choice", type: "choice" })]), record);
  const other = setAside(record, [interaction("vraag", { component: "scale", type: "likert" })]);
  const { seen, ...emptied } = other.answers["vraag"]!;
  assert.deepEqual(
    { ...other.answers, vraag: emptied },
    {
      vraag: { value: "", time: 1_000, version: 5 },
      "vraag~choice": { value: "weg", time: 1_000, version: 4 },
    },
  );
  assert.deepEqual(Object.values(seen!), [4], "who has it under its question lets it go there");
  assert.deepEqual(
    { ...other.labels },
    { "vraag~choice": { component: "choice", prompt: "Wat vroeg het?" } },
  );
});

test("pages of two versions do not put one text to and fro: what went aside twice goes from the former's field too", () => {
  const asked = [interaction("vraag", { component: "scale", type: "likert" })];
  const writer = holding("tekst", "reflection");
  // A page of the former version put the text back, in the place of the field that was emptied for it.
  const emptied = setAside(writer, asked).answers["vraag"]!;
  const former = {
    ...writer,
    answers: withAnswer(
      setAside(writer, asked).answers,
      "vraag",
      over({ ...writer, answers: dictionary([["vraag", emptied]]) }, "vraag", writer.answers["vraag"]!),
    ),
  };
  const again = setAside(former, asked);
  for (const joined of [merge(former, again), merge(again, former)])
    assert.equal(joined.answers["vraag"]!.value, "");
});

test("without a label the question's own words stand for what it was", () => {
  const { labels } = setAside(holding("misschien"), [interaction("vraag", { type: "true-false" })]);
  assert.deepEqual({ ...labels }, { "vraag~": { component: "", prompt: "Vraag vraag" } });
});

test("an empty answer, and a question that nobody answered, are nothing to put aside", () => {
  const asked = [interaction("vraag", { component: "scale", type: "likert" }), interaction("ander")];
  for (const record of [holding("", "choice"), emptyRecord("1.0.0")])
    assert.equal(setAside(record, asked), record);
});

test("what went aside before keeps its place, and the same text goes there once", () => {
  const asked = [interaction("vraag", { component: "scale", type: "likert" })];
  const before = holding("eerst", "choice");
  const aside = (value: string, there: Record<string, string>): string[] => {
    const texts = Object.entries({ ...there, vraag: value });
    const answers = dictionary(
      texts.map(([id, text]): [string, StateRecord["answers"][string]] => [
        id,
        { value: text, time: 1, version: 1 },
      ]),
    );
    const after = setAside({ ...before, answers }, asked).answers;
    return Object.entries(after)
      .map(([id, one]) => `${id}: ${one.value}`)
      .sort();
  };
  assert.deepEqual(aside("eerst", { "vraag~choice": "eerst" }), ["vraag: ", "vraag~choice: eerst"]);
  assert.deepEqual(aside("derde", { "vraag~choice": "eerst", "vraag~choice2": "tweede" }), [
    "vraag: ",
    "vraag~choice2: tweede",
    "vraag~choice3: derde",
    "vraag~choice: eerst",
  ]);
});

test("the other text of a conflict goes along, and a longer text takes the place of its own beginning", () => {
  const asked = [interaction("vraag", { component: "scale", type: "likert" })];
  const other = { value: "van thuis", time: 2_000, version: 3 };
  const once = setAside(
    { ...holding("Een begin", "reflection"), conflicts: dictionary([["vraag", other]]) },
    asked,
  );
  assert.deepEqual({ ...once.conflicts }, { "vraag~reflection": other });
  const answer = { value: "Een begin, en meer", time: 3_000, version: 6 };
  const label = { component: "reflection", prompt: "Wat vroeg het?" };
  const again = (value: string): StateRecord => ({
    ...once,
    answers: dictionary([...Object.entries(once.answers), ["vraag", { ...answer, value }]]),
    labels: dictionary([...Object.entries(once.labels), ["vraag", label]]),
  });
  const longer = setAside(again(answer.value), asked).answers;
  assert.deepEqual(Object.keys(longer).sort(), ["vraag", "vraag~reflection"]);
  assert.equal(longer["vraag~reflection"]?.value, answer.value);
  const another = setAside(again("Iets anders"), asked).answers;
  assert.deepEqual(Object.keys(another).sort(), ["vraag", "vraag~reflection", "vraag~reflection2"]);
});

test("what stands beside a field that was cleared goes aside too: one for another kind of answer does not show it", () => {
  const asked = [interaction("vraag", { component: "true-false", type: "true-false" })];
  const other = { value: "van thuis", time: 2_000, version: 3 };
  const cleared = setAside(
    { ...holding("", "reflection"), conflicts: dictionary([["vraag", other]]) },
    asked,
  );
  assert.deepEqual(cleared.answers["vraag~reflection"], other);
  assert.equal(cleared.answers["vraag"]?.value, "");
  assert.deepEqual({ ...cleared.conflicts }, {});
});
