"""Width and height from the headers of a film."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modulebouwer.components.video.film_size import film_size


def box(name: bytes, *inside: bytes) -> bytes:
    data = b"".join(inside)
    return struct.pack(">I", 8 + len(data)) + name + data


def long_box(name: bytes, *inside: bytes) -> bytes:
    data = b"".join(inside)
    return struct.pack(">I", 1) + name + struct.pack(">Q", 16 + len(data)) + data


def track(width: int, height: int) -> bytes:
    return box(b"trak", box(b"tkhd", b"\0" * 76, struct.pack(">II", width << 16, height << 16)), box(b"mdia"))


def element(marker: bytes, data: bytes, length: bytes = b"") -> bytes:
    return marker + (length or bytes([0x80 | len(data)])) + data


FTYP = box(b"ftyp", b"isom")
MP4 = FTYP + box(b"moov", box(b"mvhd", b"\0" * 100), track(0, 0), track(640, 360))
LATE = FTYP + long_box(b"mdat", b"moov" * 9) + long_box(b"moov", track(320, 240))
EBML = element(b"\x1a\x45\xdf\xa3", b"\x42\x86\x81\x01")
VIDEO = element(b"\xe0", element(b"\xb0", b"\x02\x80") + element(b"\xba", b"\x01\x68"))
TRACKS = element(b"\x16\x54\xae\x6b", element(b"\xae", element(b"\xd7", b"\x01") + VIDEO))
UNKNOWN = b"\x01\xff\xff\xff\xff\xff\xff\xff"


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (MP4, (640, 360)),
        (LATE, (320, 240)),
        (MP4[:-30], None),
        (FTYP, None),
        (box(b"moov") * 5000, None),
        (EBML + element(b"\x18\x53\x80\x67", TRACKS, UNKNOWN), (640, 360)),
        (EBML + element(b"\x18\x53\x80\x67", element(b"\xec", b"\0" * 40) + TRACKS, UNKNOWN), (640, 360)),
        (EBML, None),
        (b"", None),
        (b"not a film", None),
    ],
)
def test_film_size(data: bytes, size: tuple[int, int] | None) -> None:
    assert film_size(data) == size


@given(st.sampled_from([b"", FTYP, EBML, MP4[:200]]), st.binary(max_size=300))
def test_any_bytes(start: bytes, rest: bytes) -> None:
    film_size(start + rest)
