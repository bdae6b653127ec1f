"""What the page to begin on can do: make a module, and open one that is there."""

from __future__ import annotations

import datetime
from collections.abc import Container
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from modulebouwer.model.definition import LONGEST_TITLE
from modulebouwer.new import DEFINITION, scaffold
from modulebouwer.preview.documents import free_folder, place_of_new
from modulebouwer.source.series import modules_in

MOST_PATH = 4096


class NewModule(BaseModel):
    """What the form for a new module asks."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(pattern=r"\S", max_length=LONGEST_TITLE)
    language: Literal["nl", "en"]


class Opened(BaseModel):
    """What the form for a module that is there asks: a path, as one would type it in a terminal."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str = Field(pattern=r"\S", max_length=MOST_PATH)


def make(wanted: NewModule, path: str, taken: Container[str]) -> Path:
    """The folder of a new module that begins as ``new`` makes one. Raises ``WrongUse`` where it cannot be written."""
    title = wanted.title.strip()
    folder = free_folder(place_of_new(path), title, taken)
    # The preview is a command that lasts: the day is the one on which it is asked.
    scaffold(folder, wanted.language, datetime.date.today(), title=title)
    return folder


def found_at(wanted: Opened, path: str) -> list[str]:
    """The modules at a path that may be seen from ``path``, or the package; empty where there is neither."""
    place = Path(path) / Path(wanted.path.strip().strip("\"'")).expanduser()
    if place.is_file():
        return [place.as_posix()]
    return [folder for folder in modules_in(place.as_posix()) if is_module(folder)]


def is_module(folder: str) -> bool:
    return (Path(folder) / DEFINITION).is_file()
