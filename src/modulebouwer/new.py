"""A first module to change into one's own, with the schemas that let an editor complete and underline."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path, PurePosixPath
from string import Template

from modulebouwer.catalogue import PACKAGE
from modulebouwer.model.definition import LONGEST_TITLE
from modulebouwer.model.identifiers import identifier_from
from modulebouwer.schema import schemas
from modulebouwer.source.yaml_writing import write_yaml
from modulebouwer.wrong_use import WrongUse

SCHEMA_FOLDER = ".schema"
# The one file of the example with places to fill in.
DEFINITION = "module.yaml"


def scaffold(folder: Path, language: str, date: datetime.date, identifier: str = "", title: str = "") -> None:
    """Write the example in ``language`` (nl, en) to ``folder``, which may not hold anything yet.

    ``identifier``: the module's, for ever; without it, from the folder's name. ``title``: another than the example's.
    Raises ``WrongUse`` when nothing is left of the name, when the folder holds something, or when it cannot be written.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise WrongUse("not_empty", path=folder.as_posix())
        identifier = identifier_for(folder, identifier)
        for path, data in example(language):
            if path == DEFINITION:
                text = Template(data.decode()).substitute(identifier=identifier, date=date.isoformat())
                data = (titled(text, title) if title else text).encode()
            put(folder / path, data)
    except OSError as error:
        raise WrongUse("cannot_write", path=folder.as_posix(), why=error.strerror or str(error)) from error
    write_schemas(folder / SCHEMA_FOLDER, language)


def titled(text: str, title: str) -> str:
    """The text of ``module.yaml`` with another title."""
    return re.sub(
        r"^title: .*$", lambda _: write_yaml({"title": title}).rstrip(), text, count=1, flags=re.MULTILINE
    )


def title_from(folder: Path) -> str:
    """What a module in ``folder`` is called at first: its name, "een-goed-begin" as "Een goed begin"."""
    name = folder.resolve().name
    words = name if " " in name else re.sub(r"[-_]+", " ", name).strip()
    return (words[:1].upper() + words[1:])[:LONGEST_TITLE]


def identifier_for(folder: Path, wanted: str) -> str:
    """The identifier that was asked for, else one from the folder's name, so that two new modules differ."""
    name = wanted or folder.resolve().name
    found = identifier_from(name)
    if not found:
        raise WrongUse("wrong_identifier" if wanted else "no_identifier", name=name)
    if wanted and found != wanted:
        raise WrongUse("not_an_identifier", name=name, suggestion=found)
    return found


def example(language: str) -> Iterator[tuple[str, bytes]]:
    yield from walk(PACKAGE.joinpath("examples", language), PurePosixPath())


def walk(folder: Path, path: PurePosixPath) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from walk(entry, path / entry.name)
        else:
            yield str(path / entry.name), entry.read_bytes()


def write_schemas(folder: Path, language: str) -> list[Path]:
    """One JSON file a schema; raises ``WrongUse`` when the folder cannot be written."""
    written = []
    try:
        for name, data in schema_files(language).items():
            written.append(put(folder / name, data))
    except OSError as error:
        raise WrongUse("cannot_write", path=folder.as_posix(), why=error.strerror or str(error)) from error
    return written


@cache
def schema_files(language: str) -> Mapping[str, bytes]:
    """Each schema by the name of its file: who imports a series writes them beside every module."""
    return {
        f"{name}.json": f"{json.dumps(schema, ensure_ascii=False, indent=2)}\n".encode()
        for name, schema in schemas(language).items()
    }


def put(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
