"""Files hold what their names say, and are small enough to show."""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from modulebouwer.checks.media_content import content, media_content, seconds, shapes, times, too_large
from modulebouwer.findings import Location, message
from modulebouwer.model.module import LearningModule, MediaFile
from modulebouwer.source.loader import load

BASE = Path(__file__).parents[2] / "cases" / "base"
PLACE = Location("les/media/a")
USED = Location("les/sections/begin.md", 3, 5)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg">\n<script/></svg>'
CUES = b"WEBVTT\n\n00:00.500 --> 00:02.000\nDag\n"
AVIF = b"\0\0\0\x20ftypavif".ljust(32, b"\0")
# With the record that ends it (APPNOTE 4.3.16).
ZIP = b"PK\x03\x04PK\x05\x06" + bytes(18)


def png(width: int, height: int, size: int = 100) -> bytes:
    """A PNG that says how large it is, with as many bytes as is asked: of a comment, for it draws nothing."""
    head = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    end = chunk(b"IEND", b"")
    return head + chunk(b"tEXt", b"\1" * (size - len(head) - len(end) - 12)) + end


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def told(name: str, data: bytes) -> list[tuple[str, dict[str, object]]]:
    found = list(content(MediaFile(f"media/{name}", data), PLACE, USED))
    assert all(one.location.path == PLACE.path for one in found)
    assert all(
        one.values["path"] == f"media/{name}"
        for one in found
        if one.code.startswith("MED") and one.code not in ("MED-023", "MED-150")
    )
    return [(one.code, {key: one.values[key] for key in one.values if key != "path"}) for one in found]


@pytest.mark.parametrize(
    ("name", "data", "codes"),
    [
        ("a.png", png(9, 9), []),
        ("a.png", b" \n", ["MED-016"]),
        ("a.svg", SVG, ["MED-019"]),
        ("a.vtt", CUES.replace(b"02.000", b"00.100"), ["MED-023"]),
        ("a.vtt", b"1\n00:00,500 --> 00:02,000\nDag\n", ["MED-151"]),
        ("a.vtt", b"\xef\xbb\xbf1\r\n00:00,500 --> 00:02,000\r\nDag\r\n", ["MED-151"]),
        ("a.vtt", b"1\n00:00,500 --> 00:02,000\ncaf\xe9\n", ["SRC-002"]),
        ("a.vtt", CUES.decode().encode("utf-16"), ["SRC-001"]),
        ("a.vtt", rb"{\rtf1 WEBVTT}", ["SRC-150"]),
        ("a.vtt", CUES + "één".encode().decode("cp1252").encode(), ["SRC-181"]),
        ("a.svg", SVG.replace(b"<script/>", b"caf\xe9"), ["SRC-002"]),
        (
            "a.svg",
            b'<?xml version="1.0" encoding="windows-1252"?>' + SVG.replace(b"<script/>", b"caf\xe9"),
            [],
        ),
        ("a.txt", SVG, []),
        ("a.avif", AVIF, ["MED-025"]),
        ("a.avif", png(9, 9), ["MED-017"]),
        ("a.png", AVIF, ["MED-017"]),
        ("a.png", png(3000, 9), ["MED-021"]),
        ("a.mp4", AVIF, ["MED-017"]),
        ("a.docx", ZIP, []),
    ],
)
def test_a_file_is_looked_into_as_its_name_asks(name: str, data: bytes, codes: list[str]) -> None:
    assert [code for code, _ in told(name, data)] == codes


@pytest.mark.parametrize(
    ("name", "data", "found", "suggestion", "renamed"),
    [
        ("kaart.png", b"GIF89a", "gif", "kaart.gif", "yes"),
        ("film.mp4", b"\x1a\x45\xdf\xa3", "webm", "film.webm", "yes"),
        ("film.mp4", b"OggS", "ogg", "", "no"),
        ("kaart.png", ZIP, "zip", "", "no"),
        ("kaart.jpg", b"\0\0\0\x18ftypheic", "heic", "", "no"),
        ("verslag.docx", b"%PDF-1.7", "pdf", "", "yes"),
    ],
)
def test_a_file_of_another_kind(name: str, data: bytes, found: str, suggestion: str, renamed: str) -> None:
    values = {"extension": name.split(".")[1], "found": found, "used": str(USED), "suggestion": suggestion}
    assert told(name, data) == [("MED-017", {**values, "renamed": renamed})]
    # No name is asked under which it would not be shown either.
    (finding,) = content(MediaFile(f"media/{name}", data), PLACE, USED)
    assert ("geef het de naam" in message(finding, "nl")[1]) is (renamed == "yes")


@pytest.mark.parametrize(
    ("data", "found"),
    [(ZIP + b"word/document.xml", "docx"), (ZIP + b"xl/workbook.xml", "xlsx"), (b"%PDF-1.7", "pdf")],
)
def test_a_document_is_a_picture_under_no_name(data: bytes, found: str) -> None:
    values = {"extension": "png", "found": found, "used": str(USED)}
    assert told("kaart.png", data) == [("MED-320", values)]


def test_a_file_of_no_kind_that_is_known() -> None:
    assert told("kaart.png", b"geen plaatje") == [("MED-024", {"extension": "png", "used": str(USED)})]


@pytest.mark.parametrize(
    ("name", "data", "code", "values"),
    [
        (
            "a.png",
            png(5200, 2600),
            "MED-021",
            {"width": "5200", "height": "2600", "wanted": "1300 × 650"},
        ),
        ("a.png", png(5200, 2600, 5_340_000), "MED-022", {"size": 5.3, "wanted": "1300 × 650"}),
        ("a.png", png(100, 50, 5_000_001), "MED-022", {"size": 5.0, "wanted": "50 × 25"}),
        ("a.svg", b'<svg width="100" height="50"/>'.ljust(5_000_001), "MED-022", {"wanted": "1300 × 1300"}),
    ],
)
def test_a_picture_that_is_too_large(name: str, data: bytes, code: str, values: dict[str, object]) -> None:
    (found,) = too_large(MediaFile(name, data), PLACE)
    assert (found.code, found.location, found.values["path"]) == (code, PLACE, name)
    assert values.items() <= found.values.items()
    assert len(found.values) == (4 if code == "MED-021" else 3)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", png(2600, 2600)),
        ("a.png", png(100, 50, 5_000_000)),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="50"/>'),
    ],
)
def test_a_picture_that_is_not_too_large(name: str, data: bytes) -> None:
    assert list(too_large(MediaFile(name, data), PLACE)) == []


SECOND = b"\n00:00.500 --> 00:03.000\nSamen\n\n00:02.000 --> 00:03.000\nWeer\n"
BACK = b"\n00:02.000 --> 00:03.000\nDan\n\n00:01.000 --> 00:03.000\nTerug\n"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (CUES, []),
        (CUES + SECOND, []),
        (CUES + BACK, [("MED-023", 9)]),
        (CUES.replace(b"02.000", b"00.500"), [("MED-023", 3)]),
        (b"\n" + CUES.replace(b"02.000", b"00.100"), [("MED-023", 4)]),
        (b"WEBVTT caf\xe9\n\n00:00,500 --> 00:02,000\nDag\n", [("MED-150", 3)]),
        (b"WEBVTT\n\n1\n00:00,500 --> 00:02,000\n\n00:02,000 --> 00:03,000\n", [("MED-150", 4)]),
        (b"WEBVTT\r\n\r\n00:00,500 --> 00:02,000\r\n", [("MED-150", 3)]),
        (b"1\n00:00,500 --> 00:02,000\n", []),  # MED-151
    ],
)
def test_times_of_captions(data: bytes, told: list[tuple[str, int]]) -> None:
    found = times(MediaFile("media/a.vtt", data), PLACE)
    assert [(one.code, one.location.line) for one in found] == told


@pytest.mark.parametrize(
    ("time", "total"),
    [("00:01.500", 1.5), ("01:02:03.5", 3723.5), ("2", 2.0), ("1::2", 2.0), ("1.", 0.0)],
)
def test_seconds(time: str, total: float) -> None:
    assert seconds(time) == total


Read = Callable[[bytes, bytes], LearningModule]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The base with two pictures that are laid over each other."""

    def made(before: bytes, after: bytes) -> LearningModule:
        shutil.copytree(BASE, tmp_path / "m")
        pictures = "before:\n  src: media/a.png\n  alt: Eerst.\nafter:\n  src: media/b.png\n  alt: Nu."
        shown = f":::{{before-after}}\ntitle: Toen en nu\n{pictures}\n:::"
        written = f"---\ntitle: Begin\nminutes: 10\n---\n\n{shown}\n"
        (tmp_path / "m" / "sections" / "begin.md").write_text(written, "utf-8")
        (tmp_path / "m" / "media").mkdir()
        for name, data in {"a.png": before, "b.png": after}.items():
            if data:
                (tmp_path / "m" / "media" / name).write_bytes(data)
        module, _ = load(tmp_path / "m", "m")
        assert module is not None
        return module

    return made


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((400, 200), (200, 100)),
        ((400, 200), (404, 200)),
        ((200, 400), (100, 200)),
        ((400, 200), (0, 100)),
        ((400, 200), None),
    ],
)
def test_pictures_of_one_shape(read: Read, before: tuple[int, int], after: tuple[int, int] | None) -> None:
    assert list(shapes(read(png(*before), png(*after) if after else b""))) == []


@pytest.mark.parametrize(
    ("before", "after"), [((400, 200), (300, 100)), ((200, 400), (200, 300)), ((100, 400), (108, 400))]
)
def test_pictures_of_two_shapes(read: Read, before: tuple[int, int], after: tuple[int, int]) -> None:
    (found,) = shapes(read(png(*before), png(*after)))
    assert (found.code, found.location.line) == ("MED-152", 12)
    assert found.values == {
        "component": "before-after",
        "one": f"{before[0]} × {before[1]}",
        "other": f"{after[0]} × {after[1]}",
    }


def test_a_file_that_nothing_shows_is_told_at_its_own_place(read: Read) -> None:
    module = read(png(4, 2), b"geen plaatje")
    found = media_content(replace(module, media=(*module.media, MediaFile("media/c.png", b"ook niet"))))
    assert [(one.location.path, str(one.values["used"])) for one in found] == [
        ("m/media/b.png", "m/sections/begin.md:12:8"),
        ("m/media/c.png", str(Location("m/media/c.png"))),
    ]
