/**
 * A line in fewer characters: its last part in wide ones, of 14 bits each (U+4E00 to U+8DFF), in the place of 6.
 *
 * `MB2<codec in upper case>.<attempt>.<revision>.<length>.<checksum>.<beginning of the payload>.<its rest, wide>.`:
 * length and checksum are those of the line in ASCII, which comes back whole or is told. No more of it is wide than
 * has to be, so that an LMS that loses the wide characters still gives the earlier answers. All 16,384 of the range are
 * unified ideographs: no normal form, case, trimming or escaping of HTML changes them.
 */

const FIRST = 0x4e00;
const BITS = 14;
/** Seven characters of base64url and three wide ones are 42 bits. */
const NARROW = 7;
const WIDE = 3;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const LINE = /^MB2([zk])((?:\.[\w-]*){4}\.)([\w-]*)\.$/;
const WIDENED = /^MB2([ZK])((?:\.[\w-]*){5})\.([\u4e00-\u8dff]*)(\.*$)?/;
const MARK = /^MB2([ZK])(?=\.|$)/;
const FILLED = /^(MB2[zk](?:\.[\w-]*){5}\.)[^]/;
/** So few tell nothing of a character set that has most of them. */
export const FEWEST = 8;

export function hasWide(text: string): boolean {
  return /[\u4e00-\u8dff]/.test(text);
}

/** Whether `text` is a line of which a part is wide. */
export function isWide(text: string): boolean {
  return MARK.test(text);
}

/** `line`, which is longer, in exactly as much of `room` as groups allow; null where it does not fit. */
export function widened(line: string, room: number): string | null {
  const [, mark, head, payload] = LINE.exec(line) as unknown as [string, string, string, string];
  const groups = Math.max(1, Math.ceil((line.length + 1 - room) / (NARROW - WIDE)));
  const begins = payload.length - groups * NARROW;
  if (begins < 0) return null;
  return `MB2${mark.toUpperCase()}${head}${payload.slice(0, begins)}.${toWide(payload.slice(begins))}.`;
}

/** The line in ASCII that `text` stands for, without what fills it up; of a changed one as far as it is sure. */
export function narrowed(text: string): string {
  const [all, mark, head, rest, end = ""] = WIDENED.exec(text) ?? [];
  if (all === undefined)
    return FILLED.exec(text)?.[1] ?? text.replace(MARK, (_, short: string) => `MB2${short.toLowerCase()}`);
  return `MB2${mark!.toLowerCase()}${head}${fromWide(rest!)}${end}`;
}

/** Wide characters that fill `line` up to `room`, others behind each line; none where that are too few to tell anything. */
export function filling(line: string, room: number): string {
  const length = room - line.length;
  if (length < FEWEST) return "";
  const seed = parseInt(line.split(".")[4]!, 16);
  const one = (_: unknown, at: number): string =>
    String.fromCharCode(FIRST + (Math.imul(seed + at, 0x9e3779b1) >>> (32 - BITS)));
  return Array.from({ length }, one).join("");
}

function toWide(text: string): string {
  const wide = regrouped(text, (letter) => ALPHABET.indexOf(letter), 6, BITS);
  return wide.map((value) => String.fromCharCode(FIRST + value)).join("");
}

/** As many characters as are sure: of a beginning the beginning. */
function fromWide(text: string): string {
  const narrow = regrouped(text, (letter) => letter.charCodeAt(0) - FIRST, BITS, 6);
  return narrow.map((value) => ALPHABET[value]).join("");
}

/** The bits of `text`, of which `valueOf` gives `from` a character, `to` at a time. */
function regrouped(text: string, valueOf: (letter: string) => number, from: number, to: number): number[] {
  const values: number[] = [];
  let value = 0;
  let bits = 0;
  for (const letter of text) {
    value = (value << from) | valueOf(letter);
    for (bits += from; bits >= to; value &= (1 << bits) - 1) {
      bits -= to;
      values.push(value >>> bits);
    }
  }
  return values;
}
