/** What is typed in this window, and what another took of it out of the file: told, and to be put back. */

import {
  Annotation,
  StateEffect,
  StateField,
  Transaction,
  type EditorState,
  type Text,
} from "@codemirror/state";

import { alike } from "./lines.ts";

/** Whole lines, and where they were. */
export interface Lost {
  readonly at: number;
  readonly text: string;
}

type Range = readonly [from: number, to: number];

interface Mine {
  readonly typed: readonly Range[];
  /** As whole as it was taken, also where a line of it is there again. */
  readonly lost: readonly Lost[];
}

/** What comes into the text is of this window's own doing. */
export const ownAct = Annotation.define<boolean>();
/** What is lost is known, and may be. */
export const letGo = StateEffect.define();

export const mineField = StateField.define<Mine>({
  create: () => ({ typed: [], lost: [] }),
  update(mine, transaction) {
    const lost = transaction.effects.some((one) => one.is(letGo)) ? [] : mine.lost;
    if (!transaction.docChanged) return lost === mine.lost ? mine : { ...mine, lost };
    const { changes, newDoc } = transaction;
    const moved = lost.map(({ at, text }) => ({ at: changes.mapPos(at), text }));
    const foreign = transaction.annotation(Transaction.addToHistory) === false;
    if (foreign && !transaction.annotation(ownAct)) {
      for (const one of taken(mine.typed, transaction)) {
        // Of a line that goes bit by bit, all of it.
        if (!moved.some(({ at, text }) => at === one.at && isRest(one.text, text))) moved.push(one);
      }
    }
    const typed = mine.typed.map(([from, to]): Range => [changes.mapPos(from, 1), changes.mapPos(to, -1)]);
    if (!foreign) changes.iterChangedRanges((_from, _to, from, to) => typed.push([from, to]));
    return { typed: joined(typed), lost: missing(moved, newDoc) };
  },
  toJSON: (mine) => mine,
  fromJSON: (json) => json as Mine,
});

/** The lines of what was typed that are no longer as they were. */
function taken(typed: readonly Range[], { changes, startState, newDoc }: Transaction): Lost[] {
  const { doc } = startState;
  const found: Lost[] = [];
  changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
    const { head, tail } = alike(doc.sliceString(fromA, toA), inserted.toString());
    const [from, to] = [fromA + head, toA - tail];
    const parts = typed.map(([one, other]) => [Math.max(one, from), Math.min(other, to)] as const);
    const words = parts.filter(([one, other]) => /[\p{L}\p{N}]/u.test(doc.sliceString(one, other)));
    if (words.length === 0) return;
    const first = doc.lineAt(Math.min(...words.map(([one]) => one))).from;
    const last = doc.lineAt(Math.max(...words.map(([, other]) => other)) - 1).to;
    const at = newDoc.lineAt(changes.mapPos(first, -1)).from;
    found.push({ at, text: doc.sliceString(first, last).trimEnd() });
  });
  return found;
}

/** Whether it is what is left of the whole after some of its characters went. */
function isRest(rest: string, whole: string): boolean {
  let found = 0;
  for (const character of whole) if (rest.startsWith(character, found)) found += character.length;
  return found === rest.length;
}

/** What another took out of the text: the lines that it does not have any more, and the empty ones between those. */
export function lostIn(state: EditorState): readonly Lost[] {
  const { lost } = state.field(mineField);
  const there = linesOf(state.doc);
  return lost.map(({ at, text }) => {
    const gone = text.split("\n").filter((line) => !there.has(line));
    return { at, text: gone.join("\n").replace(/^\n+|\n+$/g, "") };
  });
}

/** Those of which the text lacks a line. */
function missing(lost: readonly Lost[], doc: Text): readonly Lost[] {
  if (lost.length === 0) return lost;
  const there = linesOf(doc);
  return lost.filter(({ text }) => text.split("\n").some((line) => line && !there.has(line)));
}

/** Without the empty ones. */
function linesOf(doc: Text): Set<string> {
  return new Set(doc.toString().split("\n").filter(Boolean));
}

/** From front to back, none empty, none within another. */
function joined(ranges: readonly Range[]): Range[] {
  const found: Range[] = [];
  for (const [from, to] of [...ranges].sort(([one], [other]) => one - other)) {
    const last = found.at(-1);
    if (from >= to) continue;
    if (last && from <= last[1]) found[found.length - 1] = [last[0], Math.max(last[1], to)];
    else found.push([from, to]);
  }
  return found;
}
