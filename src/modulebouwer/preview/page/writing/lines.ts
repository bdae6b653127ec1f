/** A text's lines as the server counts them, and CodeMirror's places in it. */

import { ChangeSet, Text } from "@codemirror/state";

/** `merging.py`'s `Edit`: the lines from `first` up to and without `last` (from 0) became `lines`. */
export interface Edit {
  readonly first: number;
  readonly last: number;
  readonly lines: readonly string[];
}

export function textOf(text: string): Text {
  return Text.of(text.split("\n"));
}

/** Where an edit's lines begin and end. */
export function placeOf(doc: Text, { first, last }: Edit): { from: number; to: number } {
  const start = (line: number): number => (line < doc.lines ? doc.line(line + 1).from : doc.length);
  return { from: start(first), to: start(last) };
}

/** Edits by line as CodeMirror's by place: what stays of a line stays where the cursor is. */
export function inLines(doc: Text, edits: readonly Edit[]): ChangeSet {
  const changes = edits.map((edit) => {
    const { from, to } = placeOf(doc, edit);
    const insert = edit.lines.join("");
    const { head, tail } = alike(doc.sliceString(from, to), insert);
    return { from: from + head, to: to - tail, insert: insert.slice(head, insert.length - tail) };
  });
  return ChangeSet.of(changes, doc.length);
}

/**
 * As `inLines`, for what another wrote: a line that says something else is a new one. Would letters that both have in
 * common stay, undoing what one typed would take them out of the other's words.
 */
export function ofAnother(doc: Text, edits: readonly Edit[]): ChangeSet {
  const changes = edits.map((edit) => {
    const { from, to } = placeOf(doc, edit);
    const insert = edit.lines.join("");
    const { head, tail } = alike(doc.sliceString(from, to), insert);
    const most = Math.min(to - from, insert.length);
    // Nothing but more, or nothing but less.
    if (head + tail === most)
      return { from: from + head, to: to - tail, insert: insert.slice(head, insert.length - tail) };
    return { from, to, insert };
  });
  return ChangeSet.of(changes, doc.length);
}

/** How many letters two texts begin and end with alike. */
export function alike(one: string, other: string): { head: number; tail: number } {
  const most = Math.min(one.length, other.length);
  let head = 0;
  while (head < most && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < most - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return { head, tail };
}
