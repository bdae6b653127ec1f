/** What Enter does in a list: on an item without words it ends the list. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { markdown } from "@codemirror/lang-markdown";
import { EditorState, type StateCommand } from "@codemirror/state";

import { fences } from "../../src/modulebouwer/preview/page/writing/fences.ts";
import { endList } from "../../src/modulebouwer/preview/page/writing/keys.ts";

/** The text after a command at its end, with | for the cursor; "" where the command does nothing. */
function after(text: string, command: StateCommand): string {
  let state = EditorState.create({
    doc: text,
    selection: { anchor: text.length },
    extensions: markdown({ extensions: fences }),
  });
  const done = command({ state, dispatch: (transaction) => (state = transaction.state) });
  const { head } = state.selection.main;
  const now = state.doc.toString();
  return done ? `${now.slice(0, head)}|${now.slice(head)}` : "";
}

test("an item without words ends the list with a blank line before what follows", () => {
  assert.equal(after("- one\n- two\n- ", endList), "- one\n- two\n\n|");
  assert.equal(after("1. one\n2. ", endList), "1. one\n\n|");
});

test("what has words, begins a text, or is YAML is left to others", () => {
  assert.equal(after("- one\n- two", endList), "");
  assert.equal(after("- ", endList), "");
  assert.equal(after("\n- ", endList), "");
  assert.equal(after(":::{choice}\noptions:\n- ", endList), "");
});
