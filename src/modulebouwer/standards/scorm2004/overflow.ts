/**
 * Answers that suspend data has no room for live in interactions. In the record a mark stands in their place, with
 * length and check sum, so that an answer that the LMS lost or changed is noticed and never taken for empty.
 */

import { crc32 } from "../../player/crc32.ts";
import type { Answer, StateRecord } from "../../player/record.ts";
import { dictionary } from "../../player/state.ts";
import type { Stored } from "../../player/tracker.ts";
import { asciiLine, room, type Interactions, type Written } from "./interactions.ts";

/** NUL cannot be typed, so no answer begins with it. */
const MARK = /^\u0000overflow:(\d+):(\d+):([0-9a-f]{8})$/;
const PREFIX = "overflow.";

export interface Split {
  /** The record with marks in the place of what overflowed. */
  readonly record: StateRecord;
  readonly overflowed: readonly string[];
  /** What the overflowed texts take of a commit, in characters. */
  readonly characters: number;
}

/** Moves answers out of the record, longest first, until `fits`; null when that cannot be. */
export function split(whole: StateRecord, fits: (record: StateRecord) => boolean): Split | null {
  let record = whole;
  let characters = 0;
  const overflowed: string[] = [];
  const longestFirst = Object.entries(whole.answers).sort(([, a], [, b]) => b.value.length - a.value.length);
  for (const [id, answer] of longestFirst) {
    if (fits(record)) break;
    const mark: Answer = { ...answer, value: markOf(answer.value) };
    if (mark.value.length >= answer.value.length) break;
    record = { ...record, answers: dictionary([...Object.entries(record.answers), [id, mark]]) };
    overflowed.push(id);
    characters += room(answer.value).characters;
  }
  return fits(record) ? { record, overflowed, characters } : null;
}

export function writeOverflow(
  interactions: Interactions,
  whole: StateRecord,
  ids: readonly string[],
): Written {
  for (const id of ids) {
    const written = interactions.write(PREFIX + id, whole.answers[id]!.value, new Date());
    if (written !== "ok") return written;
  }
  return "ok";
}

/** The record with the texts back in the place of their marks; "damaged" when the LMS holds one no longer. */
export function join(stored: Stored, raw: string, interactions: Interactions): Stored {
  if (!("record" in stored) || !stored.record) return stored;
  let lost = false;
  const texts = Object.entries(stored.record.answers).flatMap(([id, answer]): [string, Answer][] => {
    const mark = MARK.exec(answer.value);
    if (!mark) return [[id, answer]];
    const value = interactions.read(PREFIX + id, Number(mark[1]));
    if (value?.length === Number(mark[2]) && crc32(asciiLine(value)) === mark[3])
      return [[id, { ...answer, value }]];
    lost = true;
    return [];
  });
  const record = { ...stored.record, answers: dictionary(texts) };
  if (stored.kind === "intact" && lost) return { kind: "damaged", record, raw };
  return { ...stored, record };
}

function markOf(value: string): string {
  return `\u0000overflow:${room(value).pieces}:${value.length}:${crc32(asciiLine(value))}`;
}
