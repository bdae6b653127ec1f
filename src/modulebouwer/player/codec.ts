/**
 * The record as one line of ASCII that survives every LMS, and back.
 *
 * `MB1|revision|length|crc|codec|payload|.` where length and crc (CRC-32 of `revision|codec|payload`) tell a cut or
 * changed record from a whole one. The payload is a row of JSON arrays parted by `~`: first the place, then the
 * answers, oldest first, so that a cut tail costs the last answers only, and is noticed.
 * Codec `p` is that text with everything but ASCII escaped; `z` is it as UTF-8, deflated (RFC 1951), in base64; `k` is
 * it packed tighter (packing.ts), in base64, for the LMS that has no room for `z`.
 */

import { deflateSync, inflateSync } from "fflate";
import { crc32 } from "./crc32.ts";
import { pack, unpack } from "./packing.ts";
import type { Answer, StateRecord } from "./record.ts";
import { dictionary } from "./state.ts";
import type { Stored } from "./tracker.ts";

const FORMAT = 1;
const END = "|.";
const HEADER = /^MB1\|(0|[1-9]\d*)\|(0|[1-9]\d*)\|([0-9a-f]{8})\|([pzk])\|/;
const LONGEST_HEADER = 60;
/** Of a record that is not whole, at most so many bytes are looked at. */
const LONGEST_DAMAGED = 300_000;

/** Packing takes some milliseconds per thousand characters: no use where it cannot win enough. */
const PACKING_WINS = 1.5;
const LONGEST_PACKED = 100_000;

type Codec = "p" | "z" | "k";
type Place = readonly [
  moduleVersion: string,
  location: string,
  visited: readonly string[],
  finished: number | null,
];
/** In seconds, for they are shorter. */
type AnswerFrame = readonly [id: string, seconds: number, value: string, conflict?: 1];

/** The record in at most `room` characters when that can be done, plain if possible; else as short as deflate makes it. */
export function encode(record: StateRecord, room = Infinity): string {
  const text = frames(record)
    .map((frame) => JSON.stringify(frame).replaceAll("~", "\\u007e"))
    .join("~");
  const plain = line(record.revision, "p", ascii(text));
  if (plain.length <= room) return plain;
  const deflated = line(
    record.revision,
    "z",
    toBase64(deflateSync(new TextEncoder().encode(text), { level: 9 })),
  );
  if (deflated.length > room && deflated.length <= room * PACKING_WINS) {
    const packed = line(record.revision, "k", toBase64(pack(text)));
    if (packed.length <= room) return packed;
  }
  return deflated.length < plain.length ? deflated : plain;
}

/** Never throws. What stood there and can be saved is saved; only a record that is whole is `intact`. */
export function decode(raw: string): Stored {
  if (raw === "") return { kind: "empty" };
  const header = HEADER.exec(raw);
  if (!header) return { kind: withoutHeader(raw), record: null, raw };
  const [whole, revision, length, crc, codec] = header as unknown as [string, string, string, string, Codec];
  const rest = raw.slice(whole.length);
  const payload = rest.slice(0, Number(length));
  const sound = rest.slice(Number(length)) === END && crc32(`${revision}|${codec}|${payload}`) === crc;
  const { record, complete } = parse(textOf(codec, payload, sound), Number(revision));
  if (sound && complete && record) return { kind: "intact", record };
  const truncated = rest.length < Number(length) + END.length;
  return { kind: truncated ? "truncated" : "damaged", record, raw };
}

function textOf(codec: Codec, payload: string, sound: boolean): string {
  if (codec === "p") return payload;
  const bytes = fromBase64(payload);
  if (codec === "k") return unpack(bytes, LONGEST_PACKED);
  return sound ? new TextDecoder().decode(inflateSync(bytes)) : inflateWhatIsThere(bytes);
}

function line(revision: number, codec: Codec, payload: string): string {
  const crc = crc32(`${revision}|${codec}|${payload}`);
  return `MB${FORMAT}|${revision}|${payload.length}|${crc}|${codec}|${payload}${END}`;
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

/** Everything before the cut or the error, as text. */
function inflateWhatIsThere(bytes: Uint8Array): string {
  const text = new Uint8Array(LONGEST_DAMAGED);
  try {
    inflateSync(bytes, { out: text });
  } catch {
    // What came out before the error stays.
  }
  // Nothing came out where there still is a NUL: no text of ours holds one.
  return new TextDecoder().decode(text.subarray(0, text.indexOf(0)));
}
