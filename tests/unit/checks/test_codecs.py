"""How films and sound are coded, in every form that a browser may not play."""

from __future__ import annotations

import struct

import pytest

from modulebouwer.checks.codecs import in_file
from modulebouwer.findings import Location


def box(kind: bytes, *parts: bytes) -> bytes:
    inside = b"".join(parts)
    return struct.pack(">I4s", len(inside) + 8, kind) + inside


def film(*entries: bytes) -> bytes:
    """A file with a track for each sample entry."""
    described = [box(b"stsd", bytes(7) + b"\1", box(one, bytes(78))) for one in entries]
    tracks = [box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", one)))) for one in described]
    return box(b"ftyp", b"isom") + box(b"mdat", b"hvc1" * 4) + box(b"moov", *tracks)


@pytest.mark.parametrize(
    ("path", "entries", "told"),
    [
        ("media/a.mp4", (b"hvc1", b"mp4a"), ("MED-580", "HEVC (H.265)", "a-h264.mp4")),
        ("media/a.mp4", (b"mp4a", b"hev1"), ("MED-580", "HEVC (H.265)", "a-h264.mp4")),
        ("media/a.mp4", (b"apcn", b"sowt"), ("MED-580", "ProRes", "a-h264.mp4")),
        ("media/a.mp4", (b"mp4v", b"mp4a"), ("MED-580", "MPEG-4 Part 2", "a-h264.mp4")),
        ("media/a.mp4", (b"avc1", b"ac-3"), ("MED-581", "Dolby Digital", "a-aac.mp4")),
        ("media/a.m4a", (b"alac",), ("MED-581", "Apple Lossless", "a-aac.m4a")),
        ("media/a.mp4", (b"avc1", b"mp4a"), None),
        ("media/a.mp4", (b"av01", b"Opus"), None),
        # Pictures of chapters, and the same sound for a television.
        ("media/a.mp4", (b"avc1", b"mp4a", b"ac-3", b"jpeg"), None),
        ("media/a.m4a", (b"mp4a", b"jpeg"), None),
        ("media/a.mp4", (), None),
    ],
)
def test_what_is_not_played_everywhere(
    path: str, entries: tuple[bytes, ...], told: tuple[str, str, str] | None
) -> None:
    found = [
        (one.code, one.values["codec"], one.values["new"])
        for one in in_file(path, film(*entries), Location(path))
    ]
    assert found == ([told] if told else [])


def test_a_file_that_is_damaged_is_no_matter_of_this_one() -> None:
    whole = film(b"hvc1")
    for size in range(len(whole)):
        assert len([*in_file("a.mp4", whole[:size], Location("a.mp4"))]) <= 1
    assert [*in_file("a.mp4", b"", Location("a.mp4"))] == []
