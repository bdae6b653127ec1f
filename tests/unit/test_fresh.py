"""What is generated is fresh, and making it anew changes nothing until all of it is made."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import fresh
import pytest
from fresh import MAKERS, Files, Maker
from PIL import Image

QUICK = [name for name, maker in MAKERS.items() if not maker.slow]


@pytest.mark.parametrize("name", QUICK)
def test_fresh(name: str) -> None:
    stale = fresh.stale(MAKERS[name], MAKERS[name].make())
    assert list(stale) == [], f"run `make fresh WHAT={name}` and read what changed"


def broken() -> Files:
    raise SystemExit("there is no browser")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which one maker makes ``a`` and ``b``, and ``old`` is left over from before."""
    for name, text in {"a.txt": "a", "b.txt": "not b", "old.txt": "old", "note.md": "of a person"}.items():
        (tmp_path / name).write_text(text)
    made = {"a.txt": b"a", "b.txt": b"b", "new/c.txt": b"c"}
    monkeypatch.setattr(fresh, "ROOT", tmp_path)
    monkeypatch.setattr(fresh, "MAKERS", {"one": Maker(lambda: made, ("*.txt", "new/*.txt"))})
    return tmp_path


def contents(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text() for path in root.rglob("*.*") if path.is_file()
    }


def test_only_what_differs_is_written_and_what_is_left_over_goes(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    untouched = (root / "a.txt").stat().st_mtime_ns
    fresh.main([])
    assert contents(root) == {"a.txt": "a", "b.txt": "b", "new/c.txt": "c", "note.md": "of a person"}
    assert (root / "a.txt").stat().st_mtime_ns == untouched
    assert sorted(capsys.readouterr().out.splitlines()) == ["* b.txt", "* new/c.txt", "- old.txt"]
    assert fresh.stale(fresh.MAKERS["one"], fresh.MAKERS["one"].make()) == {}


def test_nothing_changes_when_one_maker_fails(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(root)
    monkeypatch.setattr(fresh, "MAKERS", {**fresh.MAKERS, "two": Maker(broken, ("*.png",))})
    told = (
        'no browser\ntwo: not made, and nothing was changed. Those before it can be made alone: .*WHAT="one"'
    )
    with pytest.raises(SystemExit, match=told):
        fresh.main([])
    assert contents(root) == before


PICTURE = Image.open(Path(fresh.ROOT) / "docs/pictures/components/reflection.png").convert("RGB")


def png(picture: Image.Image, **how: int) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", **how)
    return file.getvalue()


def moved(pixels: float) -> Image.Image:
    """The text a part of a pixel aside, as another machine may draw it."""
    return PICTURE.transform(
        PICTURE.size, Image.Transform.AFFINE, (1, 0, pixels, 0, 1, 0), Image.Resampling.BILINEAR
    )


def changed() -> Iterator[Image.Image]:
    """Another letter, a word less, another colour, another size."""
    for width in (8, 40):
        other = PICTURE.copy()
        other.paste("white", darkest(width, 12))
        yield other
    yield PICTURE.point([min(255, value + 40) for value in range(256)] * 3)
    yield PICTURE.crop((0, 0, PICTURE.width, PICTURE.height - 1))


def darkest(width: int, height: int) -> tuple[int, int, int, int]:
    """Where most of a letter, or of a word, stands."""
    boxes = [
        (x, y, x + width, y + height)
        for y in range(10, PICTURE.height - height, height)
        for x in range(10, PICTURE.width - width, width)
    ]
    return min(boxes, key=lambda box: sum(PICTURE.crop(box).convert("L").tobytes()))


def test_a_picture_of_another_machine_is_the_same() -> None:
    for other in (png(PICTURE, compress_level=1), png(moved(0.25)), png(moved(0.4))):
        assert fresh.same("x.png", png(PICTURE), other)


def test_a_picture_that_shows_something_else_is_another() -> None:
    assert [fresh.same("x.png", png(PICTURE), png(other)) for other in changed()] == [False] * 4
    assert not fresh.same("x.txt", b"a", b"b")


def test_a_name_that_is_none_is_told(root: Path) -> None:  # noqa: ARG001
    with pytest.raises(SystemExit, match="pictures: choose from one"):
        fresh.main(["pictures"])
