"""The texts of a module's folder for who writes in the preview: nothing outside it, and nobody's words overwritten."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from stat import S_IMODE
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from modulebouwer.components.component import ComponentModel, RecordingModel
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import message
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.preview.merging import Conflict, Edit, merged, plain
from modulebouwer.source.markdown_parser import parser
from modulebouwer.source.section_file import front_matter
from modulebouwer.source.text_file import LARGEST_TEXT, decode
from modulebouwer.source.writing import save
from modulebouwer.wrong_use import WrongUse

DEFINITION, REFERENCES = "module.yaml", "references.yaml"
KINDS = re.compile(r"module\.yaml|references\.yaml|sections/[^/\\.:\x00-\x1f][^/\\:\x00-\x1f]*\.md")
BOM = "\ufeff"
# Longer than a text can be: who wrote one is told why it is not saved.
MOST_SENT = 10 * LARGEST_TEXT
# How much two texts share (difflib's ratio) when the one is the other under another name.
LIKE = 0.7
IDENTIFIER = re.compile(r"^id:[ \t]*([\"']?)([\w-]+)\1[ \t]*(?:#.*)?$", re.MULTILINE)
FENCE = re.compile(r"^.*:{3,}[ \t]*\{[\w-]+\}", re.MULTILINE)


class Wish(BaseModel):
    """A text to be saved at ``path`` in the module's folder; its line ends are ``\\n``. None: the file is to go.

    ``base``: what it was when it was read, None for a file that is not there.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str
    text: str | None = Field(max_length=MOST_SENT)
    base: str | None = Field(max_length=MOST_SENT)


@dataclass(frozen=True)
class Outcome:
    """What came of a ``Wish``; only after ``saved`` is every word of it on the disk.

    ``saved``: the file says ``text``. ``both``: others changed the same lines; of these ``conflicts`` the file says
    what they wrote, and elsewhere what was wished as well. ``changes`` and ``base`` are as in ``Merged``: what comes
    into the text that was sent, and what the next wish begins at. ``gone``: there is no file now, as was wished where
    the wish had no text; ``moved`` is the file that says now what it said, "" for none.
    """

    state: Literal["saved", "both", "gone"]
    text: str
    base: str = ""
    changes: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    moved: str = ""


class Unreadable(Exception):  # noqa: N818 (said of the file)
    """A file that is no text; ``why`` in the words of ``language``."""

    def __init__(self, data: bytes, path: str, language: str) -> None:
        text, hint = message(decode(data, path)[1][0], language, in_page=True)
        super().__init__(f"{text} {hint}".strip())


def place_in(folder: Path, path: str) -> Path | None:
    """The file at ``path``, which may not be there; None for what is no text of a module, or lies behind a link."""
    place = folder.resolve() / path
    return place if KINDS.fullmatch(path) and place.resolve() == place else None


def texts(folder: Path, module: LearningModule | None, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The module's texts in the order of the module, with what stands in each as far as it could be read.

    References that are not ``there`` yet are among them: findings send their reader there.
    ``names``: what the author calls a kind of component.
    """
    found = [entry(name, "") for name in (DEFINITION, REFERENCES) if place_in(folder, name)]
    sections = {section.id: section for section in module.sections} if module else {}
    files = sorted(path.stem for path in (folder / "sections").glob("*.md"))
    order = module.definition.sections if module else ()
    for name in dict.fromkeys([*order, *files]):
        section = sections.get(name)
        place = place_in(folder, f"sections/{name}.md")
        components = components_in(place, sections.get(name), names) if place else []
        title = section.head.title if section else name
        found.append(entry(f"sections/{name}.md", name, title, components, in_module=name in order))
    places = {one["path"]: place_in(folder, one["path"]) for one in found}
    for one in found:
        one["there"] = bool((place := places[one["path"]]) and place.is_file())
    return [one for one in found if one["there"] or (one["path"] == REFERENCES and places[REFERENCES])]


def components_in(place: Path, section: Section | None, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """The components in a section's file, in its order; also those that cannot be read yet, while one writes them."""
    found = {
        placed.location.line: (type(placed.model), placed.id or "")
        for placed in (section.components if section else ())
    }
    text = plain(place.read_bytes().decode("utf-8", "replace")).removeprefix(BOM) if place.is_file() else ""
    # Most of the time every one of them can be read, and nothing is looked for.
    if len(FENCE.findall(text)) != len(found):
        found = {**begun_in(text), **found}
    return [
        {
            "component": model.component,
            "name": names.get(model.component, model.component),
            "id": identifier,
            "line": line,
            "answers": issubclass(model, RecordingModel),
        }
        for line, (model, identifier) in sorted(found.items())
    ]


def begun_in(text: str) -> dict[int, tuple[type[ComponentModel], str]]:
    """By their line: the fences of our components, and the id that stands in each."""
    *_, body = front_matter(text)
    lines = text.split("\n")
    found = {}
    for token in parser().parse("\n".join(lines[body - 1 :])):
        named = re.match(r"\s*\{([\w-]+)\}", token.info)
        if token.type == "colon_fence" and token.map and named and named[1] in COMPONENTS:
            identifier = IDENTIFIER.search(token.content)
            found[token.map[0] + body] = (COMPONENTS[named[1]], identifier[2] if identifier else "")
    return found


def entry(
    path: str,
    section: str,
    title: str = "",
    components: list[dict[str, Any]] | None = None,
    *,
    in_module: bool = False,
) -> dict[str, Any]:
    return {
        "path": path,
        "section": section,
        "title": title or path,
        "components": components or [],
        "inModule": in_module,
    }


def read(place: Path, language: str) -> str | None:
    """The text with ``\\n`` line ends; None when there is no file. Raises ``WrongUse`` or ``Unreadable``."""
    data = on_disk(place)
    return None if data is None else plain(text_of(data, place, language)).removeprefix(BOM)


def keep(place: Path, wish: Wish, language: str) -> Outcome:
    """Saves a text where that takes away nobody's words; the file is the old one or the new one, never half.

    Raises ``WrongUse`` when it cannot be written, ``Unreadable`` when one of the two is no text.
    """
    while True:
        before = on_disk(place)
        outcome, data = attempt(before, place, wish, language)
        if data == before:
            return outcome
        writable(place)
        # Somebody else may have saved in between: then once more, with what they wrote.
        if on_disk(place) == before:
            put(place, data)
            return outcome


def moved_to(folder: Path, path: str, said: str) -> str:
    """The section's file that says most of what the file at ``path`` said before it went; "" where none does."""
    lines, likeness, found = body_of(said), LIKE, ""
    for place in sorted((folder / "sections").glob("*.md")) if lines else ():
        name = f"sections/{place.name}"
        if name == path or place_in(folder, name) is None:
            continue
        other = body_of(plain(place.read_bytes().decode("utf-8", "replace")))
        alike = SequenceMatcher(None, lines, other, autojunk=False)
        if alike.quick_ratio() > likeness and (ratio := alike.ratio()) > likeness:
            likeness, found = ratio, name
    return found


def body_of(text: str) -> list[str]:
    """The lines behind the head that say something."""
    *_, begin = front_matter(text)
    return [line for line in text.split("\n")[begin - 1 :] if line.strip()]


def keep_all(folder: Path, wishes: Sequence[Wish], language: str) -> tuple[str, Outcome] | None:
    """Saves several texts together, or none of them: then the path of the first that cannot be, and why.

    Raises as ``keep``, with the texts as they were, as far as the disk lets them be put back.
    """
    places = [(place_in(folder, wish.path), wish) for wish in wishes]
    before: dict[Path, bytes | None] = {}
    for place, wish in places:
        if place is None:
            return wish.path, Outcome("gone", "")
        before[place] = on_disk(place)
        outcome, data = attempt(before[place], place, wish, language)
        if not is_done(outcome, wish):
            return wish.path, outcome
        if data != before[place]:
            writable(place)
    done: list[tuple[Path, bytes | None]] = []
    refused = None
    try:
        for place, wish in places:
            assert place is not None
            outcome = keep(place, wish, language)
            done.append((place, on_disk(place)))
            if not is_done(outcome, wish):
                refused = wish.path, outcome
                break
    except WrongUse:
        put_back(done, before)
        raise
    if refused:
        put_back(done, before)
    return refused


def is_done(outcome: Outcome, wish: Wish) -> bool:
    return outcome.state == ("gone" if wish.text is None else "saved")


def put_back(done: Sequence[tuple[Path, bytes | None]], before: Mapping[Path, bytes | None]) -> None:
    """Unless somebody wrote in it meanwhile."""
    for place, data in reversed(done):
        with suppress(WrongUse):
            if on_disk(place) == data != before[place]:
                put(place, before[place])


def put(place: Path, data: bytes | None) -> None:
    """The file, whole; None: no file. Raises ``WrongUse``."""
    if data is not None:
        save(place.parent, {place.name: data})
        return
    try:
        place.unlink(missing_ok=True)
    except OSError as error:
        raise WrongUse("cannot_write", path=place.as_posix(), why=error.strerror or str(error)) from error


def attempt(before: bytes | None, place: Path, wish: Wish, language: str) -> tuple[Outcome, bytes | None]:
    """What comes of the wish where the file holds ``before``, and what it is to hold then; None for no file."""
    if before is None and (wish.base is not None or wish.text is None):
        return Outcome("gone", ""), None
    raw = "" if before is None else text_of(before, place, language)
    mark, written = (BOM, raw[1:]) if raw.startswith(BOM) else ("", raw)
    if wish.text is None:
        # What somebody wrote in it meanwhile does not go with it.
        same = plain(written) == wish.base
        return (Outcome("gone", ""), None) if same else (Outcome("both", plain(written)), before)
    now = merged(wish.base or "", wish.text, written, is_yaml=place.suffix == ".yaml")
    data = f"{mark}{now.text}".encode()
    text_of(data, place, language)
    state: Literal["saved", "both"] = "both" if now.conflicts else "saved"
    return Outcome(state, plain(now.text), now.base, now.changes, now.conflicts), data


def on_disk(place: Path) -> bytes | None:
    """None when there is no such file. Raises ``WrongUse``."""
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise WrongUse("cannot_open", path=place.as_posix(), why=error.strerror or str(error)) from error


def text_of(data: bytes, place: Path, language: str) -> str:
    if decode(data, place.name)[0] is None:
        raise Unreadable(data, place.name, language)
    return data.decode("utf-8")


def writable(place: Path) -> None:
    """A file that nobody may write stays as it is, though another could be put in its place."""
    if place.exists() and not (S_IMODE(place.stat().st_mode) & 0o222 and os.access(place, os.W_OK)):
        raise WrongUse("cannot_write", path=place.as_posix(), why=os.strerror(errno.EACCES))
