/**
 * A record's text: a row of JSON arrays parted by `~`, first the place, then the answers in the order in which they were
 * first given, so that a cut tail costs the last answers only, whichever was changed since. What the first format (MB1) wrote has fewer fields and is read alike.
 */

import type { Answer, Label, StateRecord } from "./record.ts";
import { dictionary, entries } from "./state.ts";

type Place = readonly [
  moduleVersion: string,
  location: string,
  visited: readonly string[],
  finished: number | null,
];
/**
 * In seconds, for they are shorter. `kind` 0: an answer, 1: the other text of a conflict. `by` is not there, or 0, where it is
 * that of the frame before.
 */
type AnswerFrame = readonly [
  id: string,
  seconds: number,
  value: string,
  kind?: 0 | 1,
  version?: number,
  by?: string | 0,
  seen?: NonNullable<Answer["seen"]>,
];
type LabelFrame = readonly [id: string, component: string, prompt: string, kind: 2];

/** `labels`: whether what the answers were answers to goes along. `told`: whether who wrote each does. */
export function toFrames(record: StateRecord, labels: boolean, told = true): string {
  const place: Place = [record.moduleVersion, record.location, record.visited, record.finished];
  let last = "";
  const frame =
    (kind: 0 | 1) =>
    ([id, { time, value, version, by = "", seen }]: readonly [string, Answer]): AnswerFrame => {
      const plain = [id, time / 1000, value, kind, version] as const;
      if (!told) return plain;
      const writer = by === last ? 0 : by;
      last = by;
      return seen ? [...plain, writer, seen] : writer === 0 ? plain : [...plain, writer];
    };
  const frames: readonly (Place | AnswerFrame | LabelFrame)[] = [
    place,
    ...entries(record.answers).map(frame(0)),
    ...entries(record.conflicts).map(frame(1)),
    ...(labels ? entries(record.labels).map(labelFrame) : []),
  ];
  return frames.map((one) => JSON.stringify(one).replaceAll("~", "\\u007e")).join("~");
}

function labelFrame([id, { component, prompt }]: readonly [string, Label]): LabelFrame {
  return [id, component, prompt, 2];
}

/** Every frame that is whole; `record` is null when not even the place is. */
export function fromFrames(
  text: string,
  known: Pick<StateRecord, "attempt" | "revision">,
): { readonly record: StateRecord | null; readonly complete: boolean } {
  const [place, ...rest] = text.split("~").map(parseFrame);
  const answers = rest.filter(isAnswer);
  const labels = rest.filter(isLabel);
  const complete = isPlace(place) && answers.length + labels.length === rest.length;
  if (!isPlace(place) && answers.length === 0) return { record: null, complete };
  const [moduleVersion, location, visited, finished] = isPlace(place) ? place : (["", "", [], null] as const);
  let last = "";
  const texts = (kind: 0 | 1): Record<string, Answer> =>
    dictionary(
      answers
        .filter((one) => (one[3] ?? 0) === kind)
        .map(([id, seconds, value, , version = 1, told, seen]): [string, Answer] => {
          last = typeof told === "string" ? told : last;
          const time = Math.round(seconds * 1000);
          // Where one is missing, whose the next is nobody knows.
          return [id, { value, time, version, ...(complete && last && { by: last }), ...(seen && { seen }) }];
        }),
    );
  const record = {
    ...known,
    moduleVersion,
    location,
    visited,
    answers: texts(0),
    conflicts: texts(1),
    labels: dictionary(labels.map(([id, component, prompt]): [string, Label] => [id, { component, prompt }])),
    finished,
  };
  return { record, complete };
}

function parseFrame(frame: string): unknown {
  try {
    return JSON.parse(frame) as unknown;
  } catch {
    return undefined;
  }
}

function isPlace(frame: unknown): frame is Place {
  if (!Array.isArray(frame) || frame.length !== 4) return false;
  const [moduleVersion, location, visited, finished] = frame as unknown[];
  return (
    typeof moduleVersion === "string" &&
    typeof location === "string" &&
    Array.isArray(visited) &&
    visited.every((section) => typeof section === "string") &&
    (finished === null || typeof finished === "number")
  );
}

function isAnswer(frame: unknown): frame is AnswerFrame {
  if (!Array.isArray(frame) || frame.length < 3 || frame[3] === 2) return false;
  const [id, time, value, , version] = frame as unknown[];
  return (
    typeof id === "string" &&
    typeof time === "number" &&
    typeof value === "string" &&
    (version === undefined || typeof version === "number")
  );
}

function isLabel(frame: unknown): frame is LabelFrame {
  if (!Array.isArray(frame) || frame.length !== 4 || frame[3] !== 2) return false;
  return frame.slice(0, 3).every((part) => typeof part === "string");
}
