/**
 * The record as one line of ASCII that survives every LMS, and back.
 *
 * `MB1|revision|length|crc|codec|payload|.` where length and crc (CRC-32 of `revision|codec|payload`) tell a cut or
 * changed record from a whole one. The payload is a row of JSON arrays parted by `~`: first the place, then the
 * answers, oldest first, so that a cut tail costs the last answers only, and is noticed.
 * Codec `p` is that text with everything but ASCII escaped. The others are compressions in base64, and a standard's
 * tracker brings those that its LMSs have made necessary: `z` is the text as UTF-8, deflated (deflate.ts); `k` is it
 * packed tighter (packing.ts), for the LMS that has no room for `z`.
 */

import { crc32 } from "./crc32.ts";
import type { Answer, StateRecord } from "./record.ts";
import { dictionary } from "./state.ts";
import type { Stored } from "./tracker.ts";

const FORMAT = 1;
const END = "|.";
const HEADER = /^MB1\|(0|[1-9]\d*)\|(0|[1-9]\d*)\|([0-9a-f]{8})\|([pzk])\|/;
const LONGEST_HEADER = 60;

/** A way to write a record's text with fewer characters. */
export interface Compression {
  readonly mark: "z" | "k";
  /** Whether to try it on `text`, which now takes `size` characters where there is room for `room`. */
  worth(text: string, size: number, room: number): boolean;
  compress(text: string): Uint8Array;
  /** The text again; of bytes that are not `sound`, as much as can be had. */
  restore(bytes: Uint8Array, sound: boolean): string;
}

type Place = readonly [
  moduleVersion: string,
  location: string,
  visited: readonly string[],
  finished: number | null,
];
/** In seconds, for they are shorter. */
type AnswerFrame = readonly [id: string, seconds: number, value: string, conflict?: 1];

export class Codec {
  readonly #compressions: readonly Compression[];

  /** `compressions`: in the order in which they are tried. */
  constructor(...compressions: Compression[]) {
    this.#compressions = compressions;
  }

  /** The record plain if that takes at most `room` characters; else by the first compression that does, or the shortest. */
  encode(record: StateRecord, room = Infinity): string {
    const text = frames(record)
      .map((frame) => JSON.stringify(frame).replaceAll("~", "\\u007e"))
      .join("~");
    let shortest = line(record.revision, "p", ascii(text));
    for (const { mark, worth, compress } of this.#compressions) {
      if (shortest.length <= room) break;
      if (!worth(text, shortest.length, room)) continue;
      const compressed = line(record.revision, mark, toBase64(compress(text)));
      if (compressed.length < shortest.length) shortest = compressed;
    }
    return shortest;
  }

  /** Never throws. What stood there and can be saved is saved; only a record that is whole is `intact`. */
  decode(raw: string): Stored {
    if (raw === "") return { kind: "empty" };
    const header = HEADER.exec(raw);
    if (!header) return { kind: withoutHeader(raw), record: null, raw };
    const [whole, revision, length, crc, mark] = header as unknown as [
      string,
      string,
      string,
      string,
      string,
    ];
    const compression = this.#compressions.find((one) => one.mark === mark);
    // Written by a player that knows more ways than this one: not to be overwritten.
    if (!compression && mark !== "p") return { kind: "newer", record: null, raw };
    const rest = raw.slice(whole.length);
    const payload = rest.slice(0, Number(length));
    const sound = rest.slice(Number(length)) === END && crc32(`${revision}|${mark}|${payload}`) === crc;
    const text = compression ? compression.restore(fromBase64(payload), sound) : payload;
    const { record, complete } = parse(text, Number(revision));
    if (sound && complete && record) return { kind: "intact", record };
    const truncated = rest.length < Number(length) + END.length;
    return { kind: truncated ? "truncated" : "damaged", record, raw };
  }
}

/** For a place with room: the browser's storage, and other tabs. */
export const PLAIN = new Codec();

function line(revision: number, mark: string, payload: string): string {
  const crc = crc32(`${revision}|${mark}|${payload}`);
  return `MB${FORMAT}|${revision}|${payload.length}|${crc}|${mark}|${payload}${END}`;
}

function frames(record: StateRecord): (Place | AnswerFrame)[] {
  const place: Place = [record.moduleVersion, record.location, record.visited, record.finished];
  const answers = Object.entries(record.answers).sort(([, a], [, b]) => a.time - b.time);
  return [
    place,
    ...answers.map(([id, { time, value }]): AnswerFrame => [id, time / 1000, value]),
    ...Object.entries(record.conflicts).map(([id, { time, value }]): AnswerFrame => [
      id,
      time / 1000,
      value,
      1,
    ]),
  ];
}

/** JSON escapes control characters and lone surrogates itself; `<` goes too, for an LMS that prints it in a script. */
function ascii(json: string): string {
  return json.replace(
    /[<\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function withoutHeader(raw: string): "truncated" | "damaged" | "newer" {
  const format = /^MB([1-9]\d*)\|/.exec(raw);
  if (format && Number(format[1]) > FORMAT) return "newer";
  const cut = raw.length < LONGEST_HEADER && /^M(B(1(\|[\d|a-fpzk]*)?)?)?$/.test(raw);
  return cut ? "truncated" : "damaged";
}

/** Every frame that is whole; `record` is null when not even the place is. */
function parse(text: string, revision: number): { record: StateRecord | null; complete: boolean } {
  const parsed = text.split("~").map(parseFrame);
  const [place, ...rest] = parsed;
  const found = rest.filter(isAnswerFrame);
  const complete = isPlace(place) && found.length === rest.length;
  if (!isPlace(place) && found.length === 0) return { record: null, complete };
  const [moduleVersion, location, visited, finished] = isPlace(place) ? place : (["", "", [], null] as const);
  const answers = (conflict: boolean): Record<string, Answer> =>
    dictionary(
      found
        .filter((frame) => (frame[3] === 1) === conflict)
        .map(([id, seconds, value]): [string, Answer] => [id, { value, time: Math.round(seconds * 1000) }]),
    );
  const record = {
    revision,
    moduleVersion,
    location,
    visited,
    answers: answers(false),
    conflicts: answers(true),
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

function isAnswerFrame(frame: unknown): frame is AnswerFrame {
  if (!Array.isArray(frame) || frame.length < 3) return false;
  const [id, time, value] = frame as unknown[];
  return typeof id === "string" && typeof time === "number" && typeof value === "string";
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** The bytes up to the first character that is not base64. */
function fromBase64(text: string): Uint8Array {
  const good = /^[A-Za-z0-9+/]*/.exec(text)![0];
  const binary = atob(good.length % 4 === 1 ? good.slice(0, -1) : good);
  return Uint8Array.from(binary, (unit) => unit.charCodeAt(0));
}
