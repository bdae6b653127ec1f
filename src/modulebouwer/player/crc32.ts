/** CRC-32 (ISO 3309, as in zip and PNG). */

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++)
    remainder = remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  return remainder;
});

export function checksum(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ TABLE[(crc ^ byte) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}

/** Of a text as UTF-8, in eight lower-case hexadecimal digits. */
export function crc32(text: string): string {
  return checksum(new TextEncoder().encode(text)).toString(16).padStart(8, "0");
}
