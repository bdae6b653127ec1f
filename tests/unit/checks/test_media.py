"""Files below ``media/``: there, of the kind that their place needs, and named by something."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from modulebouwer.checks.media import captions, files, heavy_file, is_private_key, media, wrong_use
from modulebouwer.checks.media_uses import Use
from modulebouwer.findings import Location
from modulebouwer.model.fields import ANY_FILE, CAPTIONS, PICTURE, FileForm
from modulebouwer.model.module import LearningModule, MediaFile
from modulebouwer.source.loader import load

BASE = Path(__file__).parents[2] / "cases" / "base"
PLACE = Location("les/sections/begin.md", 3, 5)
CUES = b"WEBVTT\n\n00:01.000 --> 00:02.000\nDag\n"
PRESENT = {
    path: MediaFile(path, data)
    for path, data in {
        "media/kaart.png": b"",
        "media/KOP.PNG": b"",
        "media/film.vtt": CUES,
        "media/leeg.vtt": b"WEBVTT\n",
    }.items()
}


def told(
    path: str, form: FileForm = PICTURE, *, lacking: bool = False
) -> list[tuple[str, dict[str, object]]]:
    found = list(wrong_use(Use(path, PLACE, form), PRESENT, lacking=lacking))
    assert {one.location for one in found} <= {PLACE}
    return [(one.code, dict(one.values)) for one in found]


@pytest.mark.parametrize(
    ("path", "code", "values"),
    [
        ("https://youtu.be/a", "MED-027", {"value": "https://youtu.be/a"}),
        ("https://example.org/a.png", "MED-005", {"value": "https://example.org/a.png"}),
        ("//example.org/a.png", "MED-005", {"value": "//example.org/a.png"}),
        ("media/../a.png", "MED-008", {}),
        ("/media/kaart.png", "MED-008", {}),
        ("media/kart.png", "MED-003", {"suggestion": "media/kaart.png"}),
        ("media/film.vtt", "MED-006", {}),
    ],
)
def test_a_place_names_a_file_that_it_cannot_show(path: str, code: str, values: dict[str, str]) -> None:
    assert told(path) == [(code, {"path": path, **values})]


def test_a_character_that_looks_like_another_is_told() -> None:
    values = {"id": "media/ka\u200bart.png", "character": "U+200B", "suggestion": "media/kaart.png"}
    assert told("media/ka\u200bart.png") == [("LNK-150", values)]


@pytest.mark.parametrize("path", ["media/kaart.png", "media/KOP.PNG"])
def test_a_picture_that_is_there_is_fine(path: str) -> None:
    assert told(path) == []


def test_any_file_is_fine_where_any_file_may_stand() -> None:
    assert told("media/film.vtt", ANY_FILE) == []


def test_captions_are_looked_into_where_captions_belong() -> None:
    assert told("media/film.vtt", CAPTIONS) == []
    assert told("media/kaart.png", CAPTIONS) == [("MED-012", {"path": "media/kaart.png"})]


def test_what_is_not_there_is_no_mistake_when_the_folder_could_not_be_read() -> None:
    assert told("media/weg.png", lacking=True) == []
    assert told("media/film.vtt", lacking=True) == [("MED-006", {"path": "media/film.vtt"})]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (CUES, []),
        (b"\xef\xbb\xbf" + CUES, []),
        (CUES.replace(b"\n", b"\r\n"), []),
        (CUES.replace(b"WEBVTT", b"WEBVTT - Kop", 1), []),
        (CUES.replace(b"WEBVTT", b"WEBVTT\tKop", 1), []),
        (b"\n" + CUES, ["MED-013"]),
        (CUES.replace(b"WEBVTT", b"WEBVTT\x0bKop", 1), ["MED-013"]),
        (CUES.replace(b"WEBVTT", b"WEBVTT\x0b", 1), ["MED-013"]),
        (b"WEBVTTX\n\n00:01.000 --> 00:02.000\nDag\n", ["MED-013"]),
        (CUES + b"caf\xe9\n", []),  # SRC-002, at the line
        (b"1\n00:00:01,000 --> 00:00:02,000\nDag\n", []),  # MED-151, at the file
        (b"1\n00:00:01,000 --> 00:00:02,000\ncaf\xe9\n", []),  # SRC-002, at the line
        (CUES.decode().encode("utf-16"), []),  # SRC-001, at the file
        (rb"{\rtf1 WEBVTT}", []),  # SRC-150, at the file
        (b"WEBVTT\n\nDag\n", ["MED-014"]),
        (b"WEBVTT", ["MED-014"]),
    ],
)
def test_captions(data: bytes, codes: list[str]) -> None:
    """What is wrong in the file is told there, and names where it is used."""
    file, place = MediaFile("media/film.vtt", data), Location("m/media/film.vtt", 1)
    found = list(captions(file, place, PLACE))
    assert [one.code for one in found] == codes
    values = {"path": "media/film.vtt", "used": str(PLACE)}
    assert all((one.location, one.values) == (place, values) for one in found)


@pytest.mark.parametrize(
    ("path", "data", "secret"),
    [
        ("media/sleutel.txt", b"-----BEGIN RSA PRIVATE KEY-----\n", True),
        ("media/sleutel.P12", b"", True),
        ("media/sleutel.pfx", b"", True),
        ("media/kaart.png", b"-----BEGIN CERTIFICATE-----\n", False),
    ],
)
def test_a_private_key(path: str, data: bytes, secret: bool) -> None:
    assert is_private_key(path, data) is secret


@pytest.mark.parametrize(
    ("path", "size", "told"),
    [
        ("media/a.png", 1_000_000, []),
        ("media/a.png", 1_340_000, [("MED-009", 1.3)]),
        ("media/a.png", 5_000_000, [("MED-009", 5.0)]),
        ("media/a.png", 5_000_001, []),  # MED-022
        ("media/a.mp4", 1_500_000, []),
        ("media/a.mp4", 20_000_000, []),
        ("media/a.mp4", 20_000_001, [("MED-015", 20.0)]),
    ],
)
def test_a_file_that_takes_long_to_load(path: str, size: int, told: list[tuple[str, float]]) -> None:
    found = list(heavy_file(MediaFile(path, bytes(size)), PLACE))
    assert [(one.code, one.values["size"]) for one in found] == told
    assert all((one.location, one.values["path"]) == (PLACE, path) for one in found)


Read = Callable[[str, dict[str, bytes]], LearningModule]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The base with a text below its section, and files."""

    def made(text: str, contents: dict[str, bytes]) -> LearningModule:
        shutil.copytree(BASE, tmp_path / "m")
        written = f"---\ntitle: Begin\nminutes: 10\n---\n\n{text}\n"
        (tmp_path / "m" / "sections" / "begin.md").write_text(written, "utf-8")
        (tmp_path / "m" / "media").mkdir()
        for name, data in contents.items():
            (tmp_path / "m" / "media" / name).write_bytes(data)
        module, _ = load(tmp_path / "m", "m")
        assert module is not None
        return module

    return made


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Niets.", [("MED-004", "m/media/kaart.png")]),
        ("![Een kaart](media/kaart.png)", []),
        # Misspelt, or a link where a picture was meant: wrong in one way, and not in two.
        ("![Een kaart](media/kart.png)", [("MED-003", "m/sections/begin.md")]),
        ("Zie [de kaart](media/kaart.png).", []),
    ],
)
def test_a_file_that_nothing_names(read: Read, text: str, told: list[tuple[str, str]]) -> None:
    found = media(read(text, {"kaart.png": b""}))
    assert [(one.code, one.location.path) for one in found] == told


def test_nothing_is_missing_from_a_folder_that_could_not_be_read(read: Read) -> None:
    module = read("![Een kaart](media/weg.png)", {})
    assert [one.code for one in media(module)] == ["MED-003"]
    assert list(media(replace(module, unread=frozenset({"media"})))) == []


def test_two_names_that_differ_in_capitals_are_one_on_many_servers(read: Read) -> None:
    module = read("Niets.", {"Kaart.png": b"", "foto.png": b"", "kaart.png": b""})
    (found,) = files(module, {"media/Kaart.png", "media/foto.png", "media/kaart.png"})
    assert (found.code, found.location.path) == ("MED-007", "m/media/kaart.png")
    assert found.values == {"path": "media/kaart.png", "first": "media/Kaart.png"}


def test_a_heavy_file_is_told_at_its_place(read: Read) -> None:
    (found,) = files(read("Niets.", {"kaart.png": bytes(1_500_000)}), {"media/kaart.png"})
    assert (found.code, found.location.path) == ("MED-009", "m/media/kaart.png")


def test_an_accent_written_apart_is_told_at_the_file_alone() -> None:
    together = "media/tafel-één.png"
    apart = unicodedata.normalize("NFD", together)
    assert apart != together
    present = {apart: MediaFile(apart, b"")}
    assert list(wrong_use(Use(together, PLACE, PICTURE), present, lacking=False)) == []
    assert [
        one.code for one in wrong_use(Use("media/stoel.png", PLACE, PICTURE), present, lacking=False)
    ] == ["MED-003"]
