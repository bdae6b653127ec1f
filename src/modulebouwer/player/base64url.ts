/** Bytes as `A-Z a-z 0-9 - _` (RFC 4648, 5, without padding). */

export function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The bytes up to the first character that is not of either base64 alphabet. */
export function fromBase64Url(text: string): Uint8Array {
  const good = /^[A-Za-z0-9+/_-]*/.exec(text)![0].replaceAll("-", "+").replaceAll("_", "/");
  const binary = atob(good.length % 4 === 1 ? good.slice(0, -1) : good);
  return Uint8Array.from(binary, (unit) => unit.charCodeAt(0));
}
