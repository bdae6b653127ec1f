"""Where a zip begins and ends in its file: programs differ in what they make of bytes before it and in its comment.

ZIP application note 6.3.10, 4.3.16: the end record states the length of the comment behind it, and where the directory
begins, counted from the first byte of the zip.
"""

from __future__ import annotations

import io
import re
import struct
from typing import BinaryIO

END = b"PK\x05\x06"
END_LENGTH = 22
LONGEST_COMMENT = 0xFFFF
PLACE_OF_DIRECTORY, PLACE_OF_COMMENT_LENGTH = 12, 20  # of its length, and then its place


class Head(io.RawIOBase):
    """The first ``length`` bytes of a file."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self._file = file
        self._length = length
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length}[whence]
        if start + offset < 0:
            raise OSError("before the beginning")
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._file.seek(self._at)
        data = self._file.read(max(0, min(len(buffer), self._length - self._at)))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def without_comment(file: BinaryIO) -> BinaryIO:
    """The zip up to its comment where that holds the sign of an end, which our own reader takes for the end itself."""
    cut = covered_end(file)
    file.seek(0)
    return io.BufferedReader(Head(file, cut)) if cut else file


def covered_end(file: BinaryIO) -> int:
    """Where a zip ends whose comment holds the sign of an end, as most programs find it; 0 for any other."""
    size = file.seek(0, io.SEEK_END)
    start = file.seek(max(0, size - LONGEST_COMMENT - END_LENGTH))
    tail = file.read()
    places = [found.start() for found in re.finditer(re.escape(END), tail)]
    whole = [place for place in places if len(tail) - place >= END_LENGTH and reaches_the_end(tail, place)]
    return start + whole[0] + END_LENGTH if whole and places[-1] not in whole else 0


def reaches_the_end(tail: bytes, place: int) -> bool:
    (length,) = struct.unpack_from("<H", tail, place + PLACE_OF_COMMENT_LENGTH)
    return place + END_LENGTH + int(length) == len(tail)


def uncounted_before(file: BinaryIO) -> int:
    """How many bytes stand before the zip that the places in its directory do not count (without Zip64)."""
    size = file.seek(0, io.SEEK_END)
    start = file.seek(max(0, size - LONGEST_COMMENT - END_LENGTH))
    tail = file.read()
    end = tail.rfind(END)
    if end < 0 or len(tail) - end < END_LENGTH:
        return 0
    length, place = struct.unpack_from("<LL", tail, end + PLACE_OF_DIRECTORY)
    return max(0, start + end - int(length) - int(place))
