/** A zip whose entries are stored as they are (APPNOTE 6.3.10, 4.3 and 4.4): all that a small document needs. */

import { checksum } from "../crc32.ts";

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Version 2.0 of the format reads it. */
const VERSION = 20;
/** The names are UTF-8. */
const UTF8 = 0x800;
/** 1 January 1980, the first day that zip knows: the same content gives the same file. */
const DATE = 0x21;

/** `files`: content by path, in order. Throws nothing; the whole has to stay below 4 GiB. */
export function storedZip(files: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>): Blob {
  const encoder = new TextEncoder();
  const entries: BlobPart[] = [];
  const directory: BlobPart[] = [];
  let size = 0;
  let directorySize = 0;
  for (const [path, file] of Object.entries(files)) {
    const name = encoder.encode(path);
    const content = typeof file === "string" ? encoder.encode(file) : file;
    const sum = checksum(content);
    const about = [UTF8, 0, 0, DATE, ...pair(sum), ...pair(content.length), ...pair(content.length)];
    const nameAndExtra = [name.length, 0];
    const local = words(...pair(LOCAL), VERSION, ...about, ...nameAndExtra);
    // No comment, first disk, no attributes; then where the entry begins.
    const central = words(
      ...pair(CENTRAL),
      VERSION,
      VERSION,
      ...about,
      ...nameAndExtra,
      ...[0, 0, 0, 0, 0],
      ...pair(size),
    );
    entries.push(local, name, content);
    directory.push(central, name);
    size += local.length + name.length + content.length;
    directorySize += central.length + name.length;
  }
  const count = Object.keys(files).length;
  const end = words(...pair(END), 0, 0, count, count, ...pair(directorySize), ...pair(size), 0);
  return new Blob([...entries, ...directory, end]);
}

/** A number of 32 bits as two of 16, the lower first. */
function pair(value: number): [number, number] {
  return [value & 0xffff, value >>> 16];
}

function words(...values: number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(values.flatMap((value) => [value & 0xff, value >> 8]));
}
