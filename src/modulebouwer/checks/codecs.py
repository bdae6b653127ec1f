"""How the picture and the sound in an MP4 are coded: the name of the file does not tell, and not all are played."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from modulebouwer.checks.whole_file import boxes
from modulebouwer.findings import Finding, Location
from modulebouwer.model.module import LearningModule

# The boxes around the descriptions of a track (ISO/IEC 14496-12, 8.1 to 8.5).
AROUND = (b"trak", b"mdia", b"minf", b"stbl")
# By the type of a sample entry (mp4ra.org): what Firefox, or a browser on a laptop of a school, does not play.
FILMS = {
    **dict.fromkeys((b"hvc1", b"hev1"), "HEVC (H.265)"),
    **dict.fromkeys((b"dvh1", b"dvhe"), "Dolby Vision"),
    **dict.fromkeys((b"apcn", b"apch", b"apcs", b"apco", b"ap4h", b"ap4x"), "ProRes"),
    b"mp4v": "MPEG-4 Part 2",
    **dict.fromkeys((b"jpeg", b"mjpa", b"mjpb"), "Motion JPEG"),
    **dict.fromkeys((b"s263", b"h263", b"H263"), "H.263"),
    b"vvc1": "VVC (H.266)",
}  # fmt: skip
SOUNDS = {
    **dict.fromkeys((b"ac-3", b"ec-3", b"ac-4"), "Dolby Digital"),
    b"alac": "Apple Lossless",
    **dict.fromkeys((b"samr", b"sawb"), "AMR"),
    **dict.fromkeys((b"sowt", b"twos", b"lpcm", b"in24"), "PCM"),
    **dict.fromkeys((b"dtsc", b"dtsh", b"dtsl", b"dtse"), "DTS"),
}  # fmt: skip

# What all play. A film may have other tracks beside it: pictures of its chapters, the same sound for a television.
SHOWN = {b"avc1", b"avc3", b"av01", b"vp08", b"vp09"}
PLAYED = {b"mp4a", b"Opus", b"fLaC", b".mp3"}


def codecs(module: LearningModule) -> Iterator[Finding]:
    """MED-580: a film that many browsers do not show; MED-581: sound that they do not play."""
    for file in module.all_media:
        if file.path.endswith((".mp4", ".m4a")):
            yield from in_file(file.path, file.data, module.media_location(file))


def in_file(path: str, data: bytes, place: Location) -> Iterator[Finding]:
    entries = [*sample_entries(data)]
    name = PurePosixPath(path)
    kinds = (("MED-580", FILMS, SHOWN, "h264"), ("MED-581", SOUNDS, PLAYED, "aac"))
    for code, known, good, ending in kinds if name.suffix == ".mp4" else kinds[1:]:
        found = next((known[one] for one in entries if one in known), "")
        if found and good.isdisjoint(entries):
            values = {
                "path": path,
                "codec": found,
                "name": name.name,
                "new": f"{name.stem}-{ending}{name.suffix}",
            }
            yield Finding(code, place, values)
            # What makes another film of it takes the sound along.
            return


def sample_entries(data: bytes) -> Iterator[bytes]:
    """The types of the sample entries of all tracks."""
    for kind, start, end in boxes(data):
        if kind == b"moov":
            yield from entries_within(data, start, end)


def entries_within(data: bytes, start: int, end: int) -> Iterator[bytes]:
    for kind, inside, behind in boxes(data, start, end):
        if kind in AROUND:
            yield from entries_within(data, inside, behind)
        elif kind == b"stsd":
            # A version, flags and a count go before the entries.
            yield from (entry for entry, _, _ in boxes(data, inside + 8, behind))
