"""Width and height of a picture, so that the page keeps room for it and nothing shifts (CLS 0)."""

from __future__ import annotations

import re
import struct

Size = tuple[int, int]


def image_size(data: bytes) -> Size | None:
    """CSS pixels of a PNG, GIF, JPEG, WebP or SVG; None when the format is another or the file says nothing."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data.startswith(b"\xff\xd8"):
        return jpeg_size(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP" and len(data) >= 30:
        return webp_size(data)
    return svg_size(data[:4096].decode("utf-8", "replace"))


def jpeg_size(data: bytes) -> Size | None:
    """Walks the segments to the start of frame (ITU-T T.81, B.1.1.3 and B.2.2)."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None


def webp_size(data: bytes) -> Size | None:
    """Lossy, lossless and extended form (RFC 9649, 2.5 to 2.7)."""
    form = data[12:16]
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", data[26:30])
        return width & 0x3FFF, height & 0x3FFF
    if form == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if form == b"VP8X":
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return None


def svg_size(text: str) -> Size | None:
    """The root's ``width`` and ``height`` in pixels, else those of its ``viewBox`` (SVG 2, 8.2)."""
    root = re.search(r"<svg\b[^>]*>", text)
    if root is None:
        return None
    lengths = [re.search(rf'\s{name}="([\d.]+)(?:px)?"', root[0]) for name in ("width", "height")]
    if lengths[0] and lengths[1]:
        return round(float(lengths[0][1])), round(float(lengths[1][1]))
    box = re.search(r'viewBox="[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)"', root[0])
    return (round(float(box[1])), round(float(box[2]))) if box else None
