"""Width and height of a film, so that the page keeps room for it before it plays.

What holds others (a box, a master element) is entered: what is in it simply comes next, however deep it lies.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from modulebouwer.render.image_size import Size

# Boxes of MP4 on the way to a track's header (ISO/IEC 14496-12, 8.1 to 8.3).
AROUND = {b"moov", b"trak"}
# Elements of WebM on the way to a track's picture (RFC 8794; RFC 9559, 5.1.4), and the size of the picture itself.
MASTERS = {0x18538067, 0x1654AE6B, 0xAE, 0xE0}
WIDTH, HEIGHT = 0xB0, 0xBA


def film_size(data: bytes) -> Size | None:
    """Pixels of an MP4 or WebM film; None when the format is another or the file says nothing."""
    sizes = webm_sizes(data) if data.startswith(b"\x1aE\xdf\xa3") else mp4_sizes(data)
    return next((size for size in sizes if all(size)), None)


def mp4_sizes(data: bytes) -> Iterator[Size]:
    """The size in each track's header (``tkhd``, 8.3.2), which ends with width and height as 16.16; sound has 0 x 0."""
    at = 0
    while at + 8 <= len(data):
        length, name, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if length == 1:
            length, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        if name in AROUND:
            at += head
            continue
        if name == b"tkhd" and head + 8 <= length <= len(data) - at:
            width, height = struct.unpack(">II", data[at + length - 8 : at + length])
            yield width >> 16, height >> 16
        if length < head:  # the last box, up to the end of the file
            return
        at += length


def webm_sizes(data: bytes) -> Iterator[Size]:
    """The size of each track with a picture."""
    at, width = 0, 0
    while at < len(data):
        name, at = element_number(data, at, marker=True)
        length, at = element_number(data, at, marker=False)
        if name in MASTERS:
            continue
        value = int.from_bytes(data[at : at + min(length, 8)], "big")
        if name == WIDTH:
            width = value
        elif name == HEIGHT:
            yield width, value
        at += length


def element_number(data: bytes, at: int, *, marker: bool) -> tuple[int, int]:
    """A number of variable length and the place behind it (RFC 8794, 4); ``marker``: an id keeps its length bit."""
    first = data[at] if at < len(data) else 0
    length = 9 - first.bit_length() if first else 8
    value = int.from_bytes(data[at : at + length], "big")
    return (value if marker else value & ((1 << 7 * length) - 1)), at + length
