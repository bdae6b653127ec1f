/**
 * Answers that the first players moved to interactions when suspend data was full: only read. In the record a mark
 * stands in their place, with length and check sum, so that one that the LMS lost or changed is never taken for empty.
 */

import { crc32 } from "../../player/crc32.ts";
import type { Answer } from "../../player/record.ts";
import { dictionary } from "../../player/state.ts";
import type { Stored } from "../../player/tracker.ts";
import { asciiLine, type Interactions } from "./interactions.ts";

/** NUL cannot be typed, so no answer begins with it. */
const MARK = /^\u0000overflow:(\d+):(\d+):([0-9a-f]{8})$/;

/** The record with the texts back in the place of their marks; "damaged" when the LMS holds one no longer. */
export function joinOverflow(stored: Stored, raw: string, interactions: Interactions): Stored {
  if (!("record" in stored) || !stored.record) return stored;
  let lost = false;
  const texts = Object.entries(stored.record.answers).flatMap(([id, answer]): [string, Answer][] => {
    const mark = MARK.exec(answer.value);
    if (!mark) return [[id, answer]];
    const value = interactions.read(`overflow.${id}`, Number(mark[1]));
    if (value?.length === Number(mark[2]) && crc32(asciiLine(value)) === mark[3])
      return [[id, { ...answer, value }]];
    lost = true;
    return [];
  });
  const record = { ...stored.record, answers: dictionary(texts) };
  if (stored.kind === "intact" && lost) return { kind: "damaged", record, raw };
  return { ...stored, record };
}
