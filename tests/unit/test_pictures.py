"""The README's pictures: all shown, all there, all small (docs/pictures.py takes them)."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST_BYTES = 150_000


def test_the_readme_shows_every_picture_and_each_is_small() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"docs/pictures/[a-z-]+\.png", readme))
    there = {path.relative_to(ROOT).as_posix(): path for path in (ROOT / "docs" / "pictures").glob("*.png")}
    assert shown == set(there) != set()
    assert [name for name, path in there.items() if path.stat().st_size > MOST_BYTES] == []


def test_every_picture_is_described() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    described = re.findall(
        r"!\[(.{20,}?)\]\(docs/pictures/|<img src=\"docs/pictures/[^>]*alt=\"(.{20,}?)\"", readme
    )
    assert len(described) == readme.count("docs/pictures/")


def test_the_looks_are_all_shown_described_and_small() -> None:
    """Twenty with the README's three (docs/looks.py)."""
    text = (ROOT / "docs" / "looks.md").read_text(encoding="utf-8")
    shown = re.findall(r"!\[.{20,}?\]\(pictures/looks/([a-z-]+\.png)\)", text)
    there = {path.name: path for path in (ROOT / "docs" / "pictures" / "looks").glob("*.png")}
    assert sorted(shown) == sorted(there)
    assert len(there) == 17
    assert [name for name, path in there.items() if path.stat().st_size > 120_000] == []
