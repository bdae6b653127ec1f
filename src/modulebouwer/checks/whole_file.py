"""Whether a file is whole: of one that was cut off, a browser shows half, or nothing; a byte can be wrong too."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

START_OF_SCAN, END_OF_IMAGE = b"\xff\xda", b"\xff\xd9"
GIF_TRAILER = b"\x3b"


# The end of a document: of PDF (ISO 32000-1, 7.5.5), and of a zip (APPNOTE 4.3.16), that a remark may follow.
PDF_END, ZIP_END = b"%%EOF", b"PK\x05\x06"
LONGEST_REMARK = 65_557
# EBML (RFC 8794): a segment of Matroska, whose size may be unknown, which is all ones.
SEGMENT = b"\x18\x53\x80\x67"
# The bytes of an MP3 that its first frame may tell (Xing, LAME); what an encoder rounds is no damage.
XING = re.compile(rb"(?:Xing|Info)(?P<flags>....)", re.DOTALL)
ROUNDED = 4096


def is_whole(data: bytes, form: str) -> bool:
    """False when the bytes of a file, whose ``form`` is by how they begin, stop short or contradict its check sums.

    True for a form that does not tell its own length. Bytes behind a file's end are nobody's concern.
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
    if form in ("mp4", "m4a"):
        return all(end <= len(data) for _, _, end in boxes(data))
    if form == "wav":
        size = int.from_bytes(data[4:8], "little")
        return size + 8 <= len(data) or size == 0xFFFFFFFF
    if form == "mp3":
        return whole_mp3(data)
    if form == "ogg":
        return whole_ogg(data)
    if form == "webm":
        return whole_webm(data)
    if form == "pdf":
        return PDF_END in data[-2048:]
    if form == "zip":
        return ZIP_END in data[-LONGEST_REMARK:]
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
    """Boxes that fill the file to its last byte."""
    ends = [end for _, _, end in boxes(data)]
    return bool(ends) and ends[-1] == len(data)


def boxes(data: bytes, start: int = 0, stop: int | None = None) -> Iterator[tuple[bytes, int, int]]:
    """The type, and where its contents begin and end, of each box (ISO/IEC 14496-12, 4.2) between two places.

    Of a size, 0 is: to the end, and 1: in the eight bytes behind. A box may end behind the file.
    """
    stop = len(data) if stop is None else stop
    while start + 8 <= stop:
        size, head = int.from_bytes(data[start : start + 4], "big"), 8
        if size == 1:
            size, head = int.from_bytes(data[start + 8 : start + 16], "big"), 16
        end = stop if size == 0 else start + size
        if end < start + head:
            return
        yield data[start + 4 : start + 8], start + head, end
        start = end


def whole_mp3(data: bytes) -> bool:
    found = XING.search(data[: 2 * LONGEST_REMARK])
    if found is None or int.from_bytes(found["flags"], "big") & 3 != 3:
        return True
    told = int.from_bytes(data[found.end() + 4 : found.end() + 8], "big")
    return len(data) - found.start() >= told - ROUNDED


def whole_ogg(data: bytes) -> bool:
    """Whether the last page has all that its table of segments says (RFC 3533, 6)."""
    at = data.rfind(b"OggS")
    segments = data[at + 26 : at + 27]
    table = data[at + 27 : at + 27 + segments[0]] if segments else b""
    return bool(segments) and len(table) == segments[0] and at + 27 + len(table) + sum(table) <= len(data)


def whole_webm(data: bytes) -> bool:
    at = data.find(SEGMENT, 0, 4096)
    first = data[at + 4] if 0 <= at < len(data) - 4 else 0
    if not first:
        return False
    length = 9 - first.bit_length()
    size = int.from_bytes(data[at + 4 : at + 4 + length], "big") & ((1 << 7 * length) - 1)
    return size == (1 << 7 * length) - 1 or at + 4 + length + size <= len(data)


def seconds_of(data: bytes) -> float | None:
    """How long an MP4 plays, by its movie header (ISO/IEC 14496-12, 8.2.2); None for what does not say."""
    movie = next(((start, end) for kind, start, end in boxes(data) if kind == b"moov"), None)
    header = (
        next((start for kind, start, _ in boxes(data, *movie) if kind == b"mvhd"), None) if movie else None
    )
    if header is None:
        return None
    long = data[header] == 1
    at, size = header + (20 if long else 12), 8 if long else 4
    scale = int.from_bytes(data[at : at + 4], "big")
    length = int.from_bytes(data[at + 4 : at + 4 + size], "big")
    # All ones: not known.
    return length / scale if scale and 0 < length < (1 << 8 * size) - 1 else None
