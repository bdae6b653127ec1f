"""What docs/contributing names is there: files, and in the way of an answer every name in its own file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "contributing"
PAGES = sorted(path.name for path in FOLDER.glob("*.md"))
BELOW = (ROOT, ROOT / "src" / "modulebouwer")
# Files of the examples that were made for the pages, and what a designer has.
IMAGINARY = re.compile(r"commitment|filelist|^(sections|media)/|release/|/da\.yaml$")


def names(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", text)


def files(page: str) -> Iterator[str]:
    text = re.sub(r"```.*?```", "", (FOLDER / page).read_text("utf-8"), flags=re.DOTALL)
    for name in names(text):
        if re.fullmatch(r"[\w./-]+/[\w.-]*", name) and not IMAGINARY.search(name):
            yield name


def steps() -> list[tuple[str, str]]:
    """File → what is said to happen there."""
    text = (FOLDER / "answer.md").read_text("utf-8")
    return re.findall(r"^\| \d+ \| `([^`]+)` \| (.*) \|$", text, re.MULTILINE)


@pytest.mark.parametrize("page", PAGES)
def test_the_files_that_a_page_names_are_there(page: str) -> None:
    found = list(files(page))
    assert found
    gone = [name for name in found if not any((folder / name).exists() for folder in BELOW)]
    assert gone == []


def test_every_name_on_the_way_of_an_answer_stands_in_its_file() -> None:
    assert len(steps()) == 31
    for file, told in steps():
        (path,) = [folder / file for folder in BELOW if (folder / file).is_file()]
        text = path.read_text("utf-8")
        for name in names(told):
            if "/" not in name:
                assert re.search(rf"\b{re.escape(name.rpartition('.')[2])}\b", text), f"{file}: {name}"
