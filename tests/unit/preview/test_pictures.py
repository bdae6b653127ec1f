"""A picture that comes in: under a name that says something, never over another, and checked before it is kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from modulebouwer.preview.pictures import keep
from modulebouwer.wrong_use import WrongUse

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>%d</title></svg>'


def picture(form: str = "PNG", side: int = 9, colour: int = 0) -> bytes:
    held = io.BytesIO()
    Image.new("L", (side, side), colour).save(held, form)
    return held.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "les"


@pytest.mark.parametrize(
    ("name", "data", "path"),
    [
        ("Een kaart (2).png", picture(), "media/een-kaart-2.png"),
        ("image.png", picture(), "media/preparing.png"),
        ("IMG_2031.JPG", picture("JPEG"), "media/preparing.jpg"),
        ("Screenshot 2026-11-27 10.12.13.png", picture(), "media/preparing.png"),
        ("photo.png", picture("JPEG"), "media/photo.jpg"),
        ("photo", picture("WEBP"), "media/photo.webp"),
        ("photo.jpeg", picture("JPEG"), "media/photo.jpeg"),
        ("..\\..\\plan.svg", DRAWING % 1, "media/plan.svg"),
        ("../../module.yaml", picture(), "media/module.png"),
        ("…", picture(), "media/preparing.png"),
    ],
)
def test_it_is_kept_under_a_name_that_says_something(folder: Path, name: str, data: bytes, path: str) -> None:
    (folder / "media").mkdir(parents=True)
    made = keep(folder, name, data, "preparing")
    assert (made.path, made.findings) == (path, ())
    assert (folder / path).read_bytes() == data
    assert [one.name for one in (folder / "media").iterdir()] == [Path(path).name]


def test_never_over_another_and_the_same_only_once(folder: Path) -> None:
    folder.mkdir()
    paths = [keep(folder, "a.png", picture(colour=one), "x").path for one in (1, 2, 1, 3)]
    assert paths == ["media/a.png", "media/a-2.png", "media/a.png", "media/a-3.png"]
    (folder / "media" / "B.txt").write_text("not ours")
    assert keep(folder, "b.svg", DRAWING % 1, "x").path == "media/b-2.svg"
    assert (folder / "media" / "B.txt").read_text() == "not ours"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.png", b"", "MED-016"),
        ("a.png", b"not a picture", "MED-024"),
        ("a.png", b"%PDF-1.7", "MED-320"),
        ("a.exe", b"MZ", "MED-006"),
        ("a", b"words", "MED-006"),
        ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "MED-019"),
        ("a.svg", b"<svg", "MED-018"),
    ],
)
def test_what_learners_could_not_see_is_not_kept(folder: Path, name: str, data: bytes, code: str) -> None:
    folder.mkdir()
    made = keep(folder, name, data, "x")
    assert (made.path, [one.code for one in made.findings]) == ("", [code])
    assert list(folder.iterdir()) == []


def test_a_large_one_is_kept_and_told(folder: Path) -> None:
    folder.mkdir()
    made = keep(folder, "wide.png", picture(side=3000), "x")
    assert (made.path, [one.code for one in made.findings]) == ("media/wide.png", ["MED-021"])


def test_nothing_is_written_outside_the_folder(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (folder / "media").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(WrongUse, match="cannot_write"):
        keep(folder, "a.png", picture(), "x")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_full_disk_leaves_no_empty_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "media").mkdir(parents=True)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(WrongUse, match="cannot_write"):
        keep(folder, "a.png", picture(), "x")
    assert list((folder / "media").iterdir()) == []
