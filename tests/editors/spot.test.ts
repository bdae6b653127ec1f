/** A place in the module and the same place in its Markdown, found by the words around it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { found, sourceWords, spotAt, wordsIn } from "../../src/modulebouwer/lms/stage/spot.ts";

const SOURCE = `---
title: Het gesprek
minutes: 10
---

## Doel

Een **goed** gesprek begint met [luisteren](section:luisteren), zegt het onderzoek [@geijsel-2015, p. 12].

:::{reflection}
id: doel
prompt: Wat wilt u bereiken?
hint: Eén zin is genoeg.
:::

:::{choice}
id: keuze-een
question: Begint u zelf?
options:
  - id: ja
    text: Ja
  - id: nee
    text: Nee
:::

:::{choice}
id: keuze-twee
question: Vraagt u door?
options:
  - id: ja
    text: Ja
  - id: nee
    text: Nee
:::
`;
const SHOWN = `Sectie 1 van 3 · 10 minuten Het gesprek Doel Een goed gesprek begint met luisteren, zegt het onderzoek
(Geijsel, Krüger en Sleegers, 2015, p. 12). Om over na te denken Wat wilt u bereiken? Eén zin is genoeg. 0 van 1.200
tekens Begint u zelf? Ja Nee Controleer Vraagt u door? Ja Nee Controleer Vorige Begin`;

const texts = (text: string): string[] => wordsIn(text).map((one) => one.text);

/** Where the spot at the `nth` of a word in one text is in another: the line it is found on. */
function line(word: string, nth = 0): string {
  const shown = texts(SHOWN);
  const places = shown.flatMap((one, index) => (one === word ? [index] : []));
  const among = sourceWords(SOURCE);
  const place = found(
    spotAt("", shown, places[nth]!),
    among.map((one) => one.text),
  );
  const from = among[place]?.from ?? -1;
  return from < 0 ? "" : SOURCE.slice(SOURCE.lastIndexOf("\n", from - 1) + 1).split("\n")[0]!;
}

test("a paragraph, a heading, a title and a question stand where they were written", () => {
  assert.equal(line("doel"), "## Doel");
  assert.equal(line("gesprek"), "title: Het gesprek");
  assert.match(line("luisteren"), /^Een \*\*goed\*\*/);
  assert.equal(line("bereiken"), "prompt: Wat wilt u bereiken?");
  assert.equal(line("zin"), "hint: Eén zin is genoeg.");
});

test("a citation is found by what stands beside it", () => {
  assert.match(line("krüger"), /^Een \*\*goed\*\*/);
});

test("the same word twice is told apart by the words around it", () => {
  const source = sourceWords(SOURCE).map((one) => one.text);
  const [first, second] = [0, 1].map((nth) => {
    const shown = texts(SHOWN);
    const at = shown.flatMap((one, index) => (one === "ja" ? [index] : []))[nth]!;
    return found(spotAt("", shown, at), source);
  });
  const answers = source.flatMap((one, index) => (one === "ja" ? [index] : []));
  assert.deepEqual([first, second], answers);
});

test("words that stand in no text are found nowhere", () => {
  const other = "Bewaard in de leeromgeving om kwart over twaalf precies";
  assert.equal(found(spotAt("", texts(other), 0), texts("Iets heel anders, zonder één gelijk rijtje.")), -1);
  assert.equal(found(spotAt("", [], -1), texts(SOURCE)), -1);
});

test("the other way round: what one writes is found in what is shown", () => {
  const source = sourceWords(SOURCE);
  const at = source.findIndex((one) => one.text === "zin");
  const shown = texts(SHOWN);
  assert.equal(
    found(
      spotAt(
        "",
        source.map((one) => one.text),
        at,
      ),
      shown,
    ),
    shown.indexOf("zin"),
  );
});
