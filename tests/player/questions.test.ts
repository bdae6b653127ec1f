import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import {
  fold,
  isNear,
  isRight,
  marks,
  respond,
} from "../../src/modulebouwer/components/shared/questions/right.ts";
import { presentPairs, say } from "../../src/modulebouwer/components/shared/questions/say.ts";
import { parts, read, written } from "../../src/modulebouwer/components/shared/questions/value.ts";
import type { CourseComponent, CourseInteraction } from "../../src/modulebouwer/player/course.ts";
import type { Context } from "../../src/modulebouwer/player/view/context.ts";
import { loadedKind } from "./loaded_kinds.ts";
import { SEED, texts } from "./records.ts";

const COMMON = { section: "begin", prompt: "?", maxLength: 100, required: false } as const;
const OPTIONS = [
  { id: "raad", text: "De raad" },
  { id: "inspectie", text: "De inspectie" },
  { id: "ouders", text: "De ouders" },
];
const TARGETS = [
  { id: "omhoog", text: "Omhoog" },
  { id: "opzij", text: "Opzij" },
];
const ONE: CourseInteraction = {
  ...COMMON,
  id: "een",
  component: "choice",
  type: "choice",
  options: OPTIONS,
  right: ["raad"],
};
const SEVERAL: CourseInteraction = { ...ONE, id: "meer", right: ["raad", "ouders"] };
const STATEMENT: CourseInteraction = {
  ...COMMON,
  id: "stelling",
  component: "true-false",
  type: "true-false",
  right: ["false"],
};
const ORDER: CourseInteraction = {
  ...ONE,
  id: "volgorde",
  component: "order",
  type: "sequencing",
  right: ["raad", "inspectie", "ouders"],
};
const PAIRS: CourseInteraction = {
  ...ONE,
  id: "paren",
  component: "match",
  type: "matching",
  targets: TARGETS,
  right: ["raad=omhoog", "inspectie=omhoog", "ouders=opzij"],
};
const TEXT: CourseInteraction = {
  ...COMMON,
  id: "uren",
  component: "short-answer",
  type: "fill-in",
  right: ["940", "940 uur"],
};
const ARTICLES = "de het een 't 'n";
const WORDS: Readonly<Record<string, string>> = {
  "components.questions.articles": ARTICLES,
  "components.questions.is_true": "Juist",
  "components.questions.is_false": "Onjuist",
  "components.questions.mark.right": "Goed",
  "components.questions.mark.wrong": "Nog niet goed",
  "components.questions.said.right": "{text} (goed)",
  "components.questions.said.wrong": "{text} (nog niet goed)",
  "components.questions.said.open": "{text} (open)",
  "components.questions.table.item": "Onderdeel",
  "components.questions.table.chosen": "Keuze",
  "components.questions.table.result": "Resultaat",
};
const word = (path: string, { text = "" } = {}): string => WORDS[path]!.replace("{text}", text);
const CONTEXT = { course: { interactions: [PAIRS] }, phrases: { word } } as unknown as Context;

test("a value tells how often it was checked, whether it still stands, and the response", () => {
  assert.deepEqual(read(""), { checks: 0, checked: false, response: "" });
  assert.deepEqual(read("0?bestuur"), { checks: 0, checked: false, response: "bestuur" });
  assert.deepEqual(read("12!a=b,c=d"), { checks: 12, checked: true, response: "a=b,c=d" });
  assert.deepEqual(read("1!regel\nregel?!"), { checks: 1, checked: true, response: "regel\nregel?!" });
  assert.equal(written({ checks: 2, checked: false, response: "a" }), "2?a");
  assert.equal(written({ checks: 0, checked: false, response: "" }), "");
  assert.equal(written({ checks: 140, checked: true, response: "a" }), "99!a");
});

test("any response comes back as it was", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), fc.boolean(), texts, (checks, checked, response) => {
      assert.deepEqual(read(written({ checks, checked, response })), { checks, checked, response });
    }),
    { seed: SEED },
  );
});

test("what another version of the module kept is an answer that was never checked", () => {
  for (const text of ["Ik vond het mooi.", "raad", "3", "!", "123!raad"]) {
    assert.deepEqual(read(text), { checks: 0, checked: false, response: text });
    assert.equal(respond(ONE, text, ARTICLES), null);
  }
});

test("a response has parts, an empty one has none", () => {
  assert.deepEqual(parts("a=b,c=d"), ["a=b", "c=d"]);
  assert.deepEqual(parts(""), []);
});

test("right or not, by the kind of question", () => {
  for (const [interaction, response, right] of [
    [ONE, "raad", true],
    [ONE, "inspectie", false],
    [ONE, "", false],
    [SEVERAL, "ouders,raad", true],
    [SEVERAL, "raad", false],
    [SEVERAL, "raad,inspectie,ouders", false],
    [STATEMENT, "false", true],
    [STATEMENT, "true", false],
    [ORDER, "raad,inspectie,ouders", true],
    [ORDER, "inspectie,raad,ouders", false],
    [ORDER, "raad,inspectie", false],
    [PAIRS, "ouders=opzij,inspectie=omhoog,raad=omhoog", true],
    [PAIRS, "ouders=omhoog,inspectie=omhoog,raad=omhoog", false],
    [PAIRS, "raad=omhoog", false],
    [TEXT, " 940 UUR. ", true],
    [TEXT, "940 dagen", false],
    [TEXT, "", false],
  ] as const) {
    assert.equal(isRight(interaction, response, ARTICLES), right, `${interaction.id} ${response}`);
  }
});

test("a mark for each thing that was chosen", () => {
  assert.deepEqual(marks(SEVERAL, "raad,inspectie"), [
    { id: "raad", right: true },
    { id: "inspectie", right: false },
  ]);
  assert.deepEqual(
    marks(ORDER, "inspectie,raad,ouders").map(({ right }) => right),
    [false, false, true],
  );
  assert.deepEqual(marks(PAIRS, "ouders=omhoog"), [{ id: "ouders", right: false }]);
  assert.deepEqual(marks(TEXT, "940"), []);
});

test("nothing is reported until it is checked, nor when it was changed since", () => {
  assert.equal(respond(ONE, "", ARTICLES), null);
  assert.equal(respond(ONE, "0?raad", ARTICLES), null);
  assert.equal(respond(ONE, "1?raad", ARTICLES), null);
  assert.deepEqual(respond(ONE, "2!raad", ARTICLES), { parts: ["raad"], result: "correct" });
  assert.deepEqual(respond(SEVERAL, "1!raad,inspectie", ARTICLES), {
    parts: ["raad", "inspectie"],
    result: "incorrect",
  });
  assert.deepEqual(respond(PAIRS, "1!raad=opzij", ARTICLES), { parts: ["raad=opzij"], result: "incorrect" });
  assert.deepEqual(respond(TEXT, "1!940, uur", ARTICLES), { parts: ["940, uur"], result: "incorrect" });
});

test("what does not count in a text is the same here as in the compiler", () => {
  const cases = JSON.parse(readFileSync("tests/folding.json", "utf8")) as [string, string, boolean][];
  for (const [one, other, same] of cases) assert.equal(fold(one) === fold(other), same, `${one} / ${other}`);
});

test("an article before a text does not count, unless it is all there is or a number", () => {
  const accepts = (accepted: string, response: string, articles = ARTICLES): boolean =>
    isRight({ ...TEXT, right: [accepted] }, response, articles);
  for (const [accepted, response] of [
    ["raad van toezicht", "De Raad van Toezicht"],
    ["de raad van toezicht", "raad van toezicht."],
    ["de MR", "een mr"],
    ["het kindcentrum", "’t kindcentrum"],
    ["één uur", "een uur"],
    ["een", "Een"],
  ] as const) {
    assert.ok(accepts(accepted, response), `${accepted} / ${response}`);
  }
  assert.ok(!accepts("één uur", "uur"));
  assert.ok(!accepts("dezelfde", "zelfde"));
  assert.ok(accepts("école", "l'école", "le la les un une des l'"));
  assert.ok(!accepts("la raison", "raison", ""));
});

test("a slip of the pen is near, another word or number is not", () => {
  const near = (accepted: string, response: string): boolean =>
    isNear({ ...TEXT, right: [accepted] }, response, ARTICLES);
  for (const response of ["onderwijsrgeio", "de onderwijsregios", "Onderwijsreggio", "onderwijregie"]) {
    assert.ok(near("onderwijsregio", response), response);
  }
  assert.ok(!near("onderwijsregio", "onderwijsraad"));
  assert.ok(near("krimp", "krmip"));
  assert.ok(!near("raad", "raak"));
  assert.ok(!near("940 uur", "941 uur"));
  assert.ok(!isNear(ONE, "raap", ARTICLES));
});

test("an answer in words, with the result", () => {
  for (const [interaction, value, said] of [
    [ONE, "", ""],
    [ONE, "1!", ""],
    [ONE, "0?raad", "De raad (open)"],
    [ONE, "1!raad", "De raad (goed)"],
    [SEVERAL, "1!raad,inspectie", "De raad (goed)\nDe inspectie (nog niet goed)"],
    [ONE, "1!verdwenen", "verdwenen (nog niet goed)"],
    [STATEMENT, "1!false", "Onjuist (goed)"],
    [ORDER, "1!raad,ouders", "1. De raad (goed)\n2. De ouders (nog niet goed)"],
    [PAIRS, "2!ouders=omhoog", "De ouders → Omhoog (nog niet goed)"],
    [TEXT, "1!940 Uur", "940 Uur (goed)"],
    [TEXT, "1?940 Uur", "940 Uur (open)"],
    [TEXT, "0?  ", ""],
  ] as const) {
    assert.equal(say(CONTEXT, interaction, value), said);
  }
});

test("pairs are a table", () => {
  const component = { interactions: ["paren"] } as unknown as CourseComponent;
  assert.deepEqual(
    presentPairs(CONTEXT, component, () => ""),
    [{ prompt: "?", interactions: ["paren"], blocks: [] }],
  );
  const [part] = presentPairs(CONTEXT, component, () => "1!raad=omhoog,ouders=omhoog");
  assert.deepEqual(part!.blocks, [
    {
      kind: "table",
      head: ["Onderdeel", "Keuze", "Resultaat"],
      rows: [
        ["De raad", "Omhoog", "Goed"],
        ["De ouders", "Omhoog", "Nog niet goed"],
      ],
    },
  ]);
});

test("a question is done when it was checked, whatever came of it", async () => {
  const component = { interactions: ["een"] } as unknown as CourseComponent;
  for (const name of ["categorise", "choice", "match", "order", "short-answer", "true-false"]) {
    const kind = await loadedKind(name, ["questions"]);
    const done = (value: string): boolean => kind.done(component, () => value);
    assert.deepEqual(["", "0?raad", "1!inspectie", "1?raad"].map(done), [false, false, true, true], name);
  }
});
