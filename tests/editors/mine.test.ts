/** Writing in the preview: what is told of typed words that another program took out of the file. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { EditorState, Transaction } from "@codemirror/state";
import { lostIn, mineField, type Lost } from "../../src/modulebouwer/preview/page/writing/mine.ts";

const elsewhere = Transaction.addToHistory.of(false);

/** What is told after `typed` was written below a first line and the file became `onDisk`. */
function lostOf(typed: string, onDisk: string): readonly Lost[] {
  const start = EditorState.create({ doc: "Begin.\n", extensions: [mineField] });
  const written = start.update({ changes: { from: start.doc.length, insert: typed } }).state;
  const changes = { from: 0, to: written.doc.length, insert: onDisk };
  return lostIn(written.update({ changes, annotations: elsewhere }).state);
}

test("a line that the file still has is not told as gone, whatever stood with it", () => {
  assert.deepEqual(
    lostOf("Een.\nTwee.\n", "Begin.\nTwee.").map(({ text }) => text),
    ["Een."],
  );
});

test("lines that are gone are told as they stood, with the empty ones between them", () => {
  assert.deepEqual(
    lostOf("Een.\n\nTwee.\n\nDrie.\n", "Begin.\nDrie.\n").map(({ text }) => text),
    ["Een.\n\nTwee."],
  );
});

test("nothing is told where only the end of the last line went", () => {
  assert.deepEqual(lostOf("Een.\nTwee.\n", "Begin.\nEen.\nTwee."), []);
});

test("a line that goes later than the one above it is told as well", () => {
  const start = EditorState.create({ doc: "Begin.\n", extensions: [mineField] });
  const written = start.update({ changes: { from: 7, insert: "Een.\nTwee.\n" } }).state;
  const less = written.update({ changes: { from: 7, to: 12 }, annotations: elsewhere }).state;
  const none = less.update({ changes: { from: 7, to: 13 }, annotations: elsewhere }).state;
  const told = lostIn(none).map(({ text }) => text);
  assert.deepEqual(told.sort(), ["Een.", "Twee."]);
});

test("a line that goes bit by bit is told once, as it was", () => {
  const start = EditorState.create({ doc: "Begin.\n", extensions: [mineField] });
  let state = start.update({ changes: { from: 7, insert: "Een zin 🙂 erbij.\n" } }).state;
  for (const [from, to] of [
    [7, 11],
    [10, 13],
  ] as const)
    state = state.update({ changes: { from, to }, annotations: elsewhere }).state;
  assert.deepEqual(
    lostIn(state).map(({ text }) => text),
    ["Een zin 🙂 erbij."],
  );
});
