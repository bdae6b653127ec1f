"""What is generated is fresh, and making it anew changes nothing until all of it is made."""

from __future__ import annotations

from pathlib import Path

import fresh
import pytest
from fresh import MAKERS, Files, Maker

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
    with pytest.raises(SystemExit, match="no browser"):
        fresh.main([])
    assert contents(root) == before


def test_a_name_that_is_none_is_told(root: Path) -> None:  # noqa: ARG001
    with pytest.raises(SystemExit, match="pictures: choose from one"):
        fresh.main(["pictures"])
