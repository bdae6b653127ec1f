/**
 * The record as one line that survives every LMS, and back.
 *
 * `MB2<codec>.<attempt>.<revision>.<length>.<checksum>.<payload>.` of `A-Z a-z 0-9 - _ .` alone: nothing that strips,
 * escapes, decodes, trims or re-encodes text can change it (forma.lms strips backslashes, Chamilo and Claroline print
 * the line raw in a JavaScript string). Length and checksum (CRC-32 of all that goes before them and the payload) tell
 * a cut or changed record from a whole one. The payload is base64url of the record's frames (frames.ts), deflated
 * (codec `z`), or packed tighter (codec `k`) by whoever has little room and brings a packer (packing.ts). Full stops
 * after the end fill a line up: the room that they take is kept for what must always fit.
 * The lines of the first format are read as well (first_format.ts).
 */

import { fromBase64Url, toBase64Url } from "./base64url.ts";
import { crc32 } from "./crc32.ts";
import { deflate, inflate } from "./deflate.ts";
import { decodeFirstFormat, isFirstFormat } from "./first_format.ts";
import { fromFrames, toFrames } from "./frames.ts";
import type { Packer } from "./packing.ts";
import type { StateRecord } from "./record.ts";
import type { Stored } from "./tracker.ts";

const HEADER = /^MB2([zk])\.([\w-]*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)\.([0-9a-f]{8})\./;
const HEADER_BEGUN = /^M(B(2([zk](\.[\w.-]*)?)?)?)?$/;
const LONGEST_HEADER = 60;
const NEWER = /^MB([3-9]|[1-9]\d+|2[^zk])/;
const END = /^\.+$/;

/** The line in at most `room` characters if that can be; else the shortest there is. */
export function encode(record: StateRecord, room = Infinity, packer?: Packer): string {
  const whole = line(record, "z", deflate(toFrames(record, true)));
  if (whole.length <= room) return whole;
  const frames = toFrames(record, false);
  const bare = line(record, "z", deflate(frames));
  if (bare.length <= room || !packer?.worthPacking(frames.length, bare.length, room)) return bare;
  const pack = (text: string): string => line(record, "k", packer.pack(text));
  const packed = pack(frames);
  // Texts go first: what is not told of them costs a question at most.
  const least = packed.length > room ? pack(toFrames(record, false, false)) : packed;
  return least.length < bare.length ? least : bare;
}

function line({ attempt, revision }: StateRecord, codec: "z" | "k", bytes: Uint8Array): string {
  const payload = toBase64Url(bytes);
  const head = `MB2${codec}.${attempt}.${revision}.${payload.length}`;
  return `${head}.${crc32(`${head}.${payload}`)}.${payload}.`;
}

/** Never throws. What stood there and can be saved is saved; only a record that is whole is `intact`. */
export function decode(raw: string, packer?: Packer): Stored {
  if (raw === "") return { kind: "empty" };
  if (isFirstFormat(raw)) return decodeFirstFormat(raw, packer);
  const header = HEADER.exec(raw);
  if (!header) return { kind: withoutHeader(raw), record: null, raw };
  const [whole, codec, attempt, revision, length, checksum] = header as unknown as string[] & { 0: string };
  const rest = raw.slice(whole.length);
  const payload = rest.slice(0, Number(length));
  const head = `MB2${codec}.${attempt}.${revision}.${length}`;
  const sound = END.test(rest.slice(Number(length))) && crc32(`${head}.${payload}`) === checksum;
  const bytes = fromBase64Url(payload);
  const text = codec === "k" ? (packer?.unpack(bytes) ?? "") : inflate(bytes, sound);
  const { record, complete } = fromFrames(text, { attempt: attempt!, revision: Number(revision) });
  if (sound && complete && record) return { kind: "intact", record };
  return { kind: rest.length <= Number(length) ? "truncated" : "damaged", record, raw };
}

/** Whether `raw` is the beginning of `written`, and enough of it to know that it is of no other record. */
export function isCut(raw: string, written: string): boolean {
  return raw.length < written.length && HEADER.test(raw) && written.startsWith(raw);
}

function withoutHeader(raw: string): "truncated" | "damaged" | "newer" {
  if (NEWER.test(raw)) return "newer";
  return raw.length < LONGEST_HEADER && HEADER_BEGUN.test(raw) ? "truncated" : "damaged";
}
