/** A learner's work as the first version stored it, written out here so that nobody can forget it. */

import { crc32 } from "../../src/modulebouwer/player/crc32.ts";
import type { StateDocument } from "./lms.ts";

const TIME = 1_795_000_000;
const PLACE = ["1.0.0", "begin", ["begin"], null] as const;

/** `MB1|revision|length|crc|p|place~answer~…|.` in ASCII. */
export function firstRecord(texts: Readonly<Record<string, string>>): string {
  const frames = [PLACE, ...Object.entries(texts).map(([id, text]) => [id, TIME, text])];
  const payload = frames
    .map((frame) => JSON.stringify(frame).replaceAll("~", "\\u007e"))
    .join("~")
    .replace(/[<\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `MB1|3|${payload.length}|${crc32(`3|p|${payload}`)}|p|${payload}|.`;
}

/** A State document for the place, and one an answer. */
export function firstDocuments(texts: Readonly<Record<string, string>>): ReadonlyMap<string, StateDocument> {
  const [moduleVersion, location, visited, finished] = PLACE;
  const bookmark = { format: 1, revision: 3, moduleVersion, location, visited, finished };
  const answers = Object.entries(texts).map(
    ([id, value]) => [`answer/${id}`, { value, time: TIME * 1000 }] as const,
  );
  return new Map(
    [["bookmark", bookmark] as const, ...answers].map(([id, value], at) => [
      id,
      { text: JSON.stringify(value), version: -1 - at, writer: null, at: -1 },
    ]),
  );
}
