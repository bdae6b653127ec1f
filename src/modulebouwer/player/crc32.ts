/** CRC-32 (ISO 3309, as in zip and PNG) of a text that holds ASCII only. */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

/** Eight lower-case hexadecimal digits. */
export function crc32(ascii: string): string {
  let crc = 0xffffffff;
  for (let i = 0; i < ascii.length; i++) crc = (crc >>> 8) ^ TABLE[(crc ^ ascii.charCodeAt(i)) & 0xff]!;
  return ((crc ^ 0xffffffff) >>> 0).toString(16).padStart(8, "0");
}
