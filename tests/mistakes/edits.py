"""How a mistake is made: changes to the example that `new` makes, and what is told of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Edit = Callable[[Path], None]

MODULE, REFERENCES = "module.yaml", "references.yaml"
FIRST, SECOND = "sections/voorbereiden.md", "sections/beginnen.md"


@dataclass(frozen=True)
class Mistake:
    """``told``: "CODE place" of every finding, in the order in which they are shown."""

    name: str
    told: tuple[str, ...]
    edits: tuple[Edit, ...]


def mistake(name: str, told: str | tuple[str, ...], *edits: Edit) -> Mistake:
    return Mistake(name, (told,) if isinstance(told, str) else told, edits)


def change(path: str, old: str, new: str) -> Edit:
    """``old``, which stands there once or more, becomes ``new`` the first time."""

    def edit(folder: Path) -> None:
        text = (folder / path).read_bytes()
        assert old.encode() in text, f"{path}: {old}"
        (folder / path).write_bytes(text.replace(old.encode(), new.encode(), 1))

    return edit


def write(path: str, content: str | bytes) -> Edit:
    def edit(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content.encode() if isinstance(content, str) else content)

    return edit


def add(path: str, text: str) -> Edit:
    """``text`` behind the file's last line."""

    def edit(folder: Path) -> None:
        with (folder / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return edit


def rename(path: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / new).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).rename(folder / new)

    return edit


def copy(path: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / new).write_bytes((folder / path).read_bytes())

    return edit


def remove(path: str) -> Edit:
    return lambda folder: (folder / path).unlink()


def recode(path: str, encoding: str) -> Edit:
    def edit(folder: Path) -> None:
        (folder / path).write_bytes((folder / path).read_text("utf-8").encode(encoding))

    return edit
