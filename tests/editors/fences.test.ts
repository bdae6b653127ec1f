/** What CodeMirror draws of a section: headings are those of the text, and a comment in a component is quiet. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { markdown } from "@codemirror/lang-markdown";

import { fences } from "../../src/modulebouwer/preview/page/writing/fences.ts";

/** The parts of a text with one of these names. */
function parts(text: string, ...names: readonly string[]): string[] {
  const found: string[] = [];
  markdown({ extensions: fences })
    .language.parser.parse(text)
    .iterate({
      enter: ({ name, from, to }) => {
        if (names.includes(name)) found.push(text.slice(from, to));
      },
    });
  return found;
}

const HEADINGS = [1, 2, 3].flatMap((level) => [`ATXHeading${level}`, `SetextHeading${level}`]);
const TEXT = `---
# Wat boven de tekst staat.
title: Begin
minutes: 5
---

# Een kop

Een alinea
:::{choice}
# De vraag, zonder opmaak.
question: Wat nu?
options:
  - id: a
    # Het antwoord.
    text: Een kop is # niet
:::
## Nog een kop

> :::{callout}
> # Soort.
> kind: tip
> :::
> # Aangehaald

> :::{callout}
> # Open gebleven.
# Erbuiten

::: {tip} geen component
# Derde
`;

test("a comment in a component or a head is no heading, and a heading behind it is one", () => {
  assert.deepEqual(parts(TEXT, ...HEADINGS), [
    "# Een kop",
    "## Nog een kop",
    "# Aangehaald",
    "# Erbuiten",
    "# Derde",
  ]);
  assert.deepEqual(parts(TEXT, "YamlComment"), [
    "# Wat boven de tekst staat.",
    "# De vraag, zonder opmaak.",
    "# Het antwoord.",
    "# Soort.",
    "# Open gebleven.",
  ]);
  assert.deepEqual(parts(TEXT, "YamlKey"), ["title", "minutes", "question", "options", "id", "text", "kind"]);
});

test("what is not closed yet goes on to the end, and takes nothing before it", () => {
  assert.deepEqual(parts("# Kop\n\n:::{quote}\n# Wie\n", ...HEADINGS), ["# Kop"]);
  assert.deepEqual(parts("---\ntitle: Begin\n", ...HEADINGS), []);
});
