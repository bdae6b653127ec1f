"""Whether a picture is whole: cut off half-way or with a byte changed, a browser shows half of it, or nothing."""

from __future__ import annotations

import struct
import zlib

START_OF_SCAN, END_OF_IMAGE = b"\xff\xda", b"\xff\xd9"
GIF_TRAILER = b"\x3b"


def is_whole(data: bytes, form: str) -> bool:
    """False when the bytes of a picture, whose ``form`` is by how they begin, stop short or contradict its check sums.

    True for any other form. Bytes behind a picture's end are nobody's concern.
    """
    if form == "png":
        return whole_png(data)
    if form == "jpg":
        # A preview within the picture has an end of its own, and stands before the first scan.
        return data.rfind(END_OF_IMAGE) > data.rfind(START_OF_SCAN) > 0
    if form == "gif":
        return GIF_TRAILER in data[-64:]
    if form == "webp":
        return int.from_bytes(data[4:8], "little") + 8 <= len(data)
    if form == "avif":
        return whole_boxes(data)
    return True


def whole_png(data: bytes) -> bool:
    """Chunks of a length, a type, data and a sum, to the one that is called IEND (PNG 3rd edition, 5.3)."""
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        end = at + 8 + length
        if zlib.crc32(memoryview(data)[at + 4 : end]) != int.from_bytes(data[end : end + 4], "big"):
            return False
        if kind == b"IEND":
            return True
        at = end + 4
    return False


def whole_boxes(data: bytes) -> bool:
    """Boxes of a size and a type, each as long as it says (ISO/IEC 14496-12, 4.2); 0: to the end, 1: size behind."""
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if size == 0:
            return True
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        if size < 8:
            return False
        at += size
    return at == len(data)
