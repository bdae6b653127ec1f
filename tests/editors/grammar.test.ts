/** The grammar for fences, in the engine that VS Code has: what is coloured as what. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

const require = createRequire(import.meta.url);
const oniguruma = require("vscode-oniguruma") as typeof import("vscode-oniguruma");
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate") as typeof import("vscode-textmate");

const FENCE = new URL("../../editors/vscode/syntaxes/fence.tmLanguage.json", import.meta.url);

// Enough of both languages to see which of them reads a line.
const OTHERS: Record<string, string> = {
  "text.html.markdown": JSON.stringify({
    scopeName: "text.html.markdown",
    patterns: [
      { begin: "^```", end: "^```", name: "markup.fenced_code" },
      { match: "\\*\\*[^*]+\\*\\*", name: "markup.bold.markdown" },
    ],
  }),
  "source.yaml": JSON.stringify({
    scopeName: "source.yaml",
    patterns: [{ match: "^\\s*[\\w-]+(?=:)", name: "entity.name.tag.yaml" }],
  }),
};

async function scopes(text: string): Promise<Map<string, string>> {
  const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (line) => new oniguruma.OnigString(line),
    }),
    loadGrammar: (name) => {
      const raw = name.startsWith("markdown.") ? readFileSync(FENCE, "utf-8") : OTHERS[name];
      return Promise.resolve(raw ? parseRawGrammar(raw, `${name}.json`) : null);
    },
    getInjections: (name) => (name === "text.html.markdown" ? ["markdown.modulebouwer.fence"] : undefined),
  });
  const grammar = await registry.loadGrammar("text.html.markdown");
  assert.ok(grammar);
  const found = new Map<string, string>();
  let state = INITIAL;
  for (const line of text.split("\n")) {
    const tokens = grammar.tokenizeLine(line, state);
    for (const token of tokens.tokens) {
      const word = line.slice(token.startIndex, token.endIndex).trim();
      if (word) found.set(word, token.scopes.join(" "));
    }
    state = tokens.ruleStack;
  }
  return found;
}

test("a component's name, its YAML, and Markdown again behind it", async () => {
  const found = await scopes("**one**\n\n:::{reflection}\nid: goal\n:::\n\n**two**\n");
  assert.match(found.get("reflection") ?? "", /entity\.name\.tag\.component\.modulebouwer/);
  assert.match(found.get("id") ?? "", /meta\.embedded\.block\.yaml.*entity\.name\.tag\.yaml/);
  assert.match(found.get("**two**") ?? "", /^text\.html\.markdown markup\.bold/);
  assert.match(found.get(":::") ?? "", /punctuation\.definition\.component/);
});

test("in a list item and a quotation too, and not in code", async () => {
  const found = await scopes(
    "- item\n\n  :::{quote}\n  text: a\n  :::\n\n> :::{callout}\n> kind: tip\n> :::\n\n```\n:::{plan}\n```\n",
  );
  assert.match(found.get("quote") ?? "", /entity\.name\.tag\.component/);
  assert.match(found.get("text") ?? "", /entity\.name\.tag\.yaml/);
  assert.match(found.get("callout") ?? "", /entity\.name\.tag\.component/);
  assert.match(found.get(":::{plan}") ?? "", /markup\.fenced_code/);
});
