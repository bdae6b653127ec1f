/**
 * The lines that the first players wrote, `MB1|revision|length|crc|codec|payload|.`, which stand in LMSs: only read.
 *
 * Codec `p` is the frames with everything but ASCII escaped; `z` and `k` are as today, in base64.
 */

import { fromBase64Url } from "./base64url.ts";
import { crc32 } from "./crc32.ts";
import { inflate } from "./deflate.ts";
import { fromFrames } from "./frames.ts";
import type { Packer } from "./packing.ts";
import type { Stored } from "./tracker.ts";

const END = "|.";
const HEADER = /^MB1\|(0|[1-9]\d*)\|(0|[1-9]\d*)\|([0-9a-f]{8})\|([pzk])\|/;
const LONGEST_HEADER = 60;

export function isFirstFormat(raw: string): boolean {
  return /^MB1(\||$)/.test(raw);
}

export function decodeFirstFormat(raw: string, packer?: Packer): Stored {
  const header = HEADER.exec(raw);
  if (!header) {
    const cut = raw.length < LONGEST_HEADER && /^MB1(\|[\d|a-fpzk]*)?$/.test(raw);
    return { kind: cut ? "truncated" : "damaged", record: null, raw };
  }
  const [whole, revision, length, crc, codec] = header as unknown as string[] & { 0: string };
  const rest = raw.slice(whole.length);
  const payload = rest.slice(0, Number(length));
  const sound = rest.slice(Number(length)) === END && crc32(`${revision}|${codec}|${payload}`) === crc;
  const bytes = codec === "p" ? null : fromBase64Url(payload);
  const text =
    bytes === null ? payload : codec === "z" ? inflate(bytes, sound) : (packer?.unpack(bytes) ?? "");
  const { record, complete } = fromFrames(text, { attempt: "", revision: Number(revision) });
  if (sound && complete && record) return { kind: "intact", record };
  const truncated = rest.length < Number(length) + END.length;
  return { kind: truncated ? "truncated" : "damaged", record, raw };
}
