"""The module's folder: the only place from which files are read, and nothing outside it ever is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import ceil
from pathlib import Path, PurePosixPath

from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import closest
from modulebouwer.model.identifiers import ascii_letters
from modulebouwer.model.module import MediaFile
from modulebouwer.source.files import DISK, Files
from modulebouwer.source.text_file import LARGEST_TEXT, decode, loosely

# An LMS serves a package through PHP or Python: larger belongs on a media server.
LARGEST_MEDIA = 100_000_000

# What phones save pictures as, and most browsers do not show.
PHONE_PICTURES = frozenset({".heic", ".heif"})
# What every standard's packages can hold on every server: ASCII, lower case, no spaces, an extension.
MEDIA_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9_-]+)*\.[a-z0-9]+")
# Files that file managers leave behind.
LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini"})


def no_folder(path: Path, shown: str) -> Finding:
    """SRC-008 about a folder that is not there; SRC-230 or SRC-231 with the one beside it that was meant."""
    try:
        beside = sorted(one.name for one in path.parent.iterdir() if one.is_dir())
    except OSError:
        beside = []
    ends = (one for one in beside if one.startswith(f"{path.name} ") or one.endswith(f" {path.name}"))
    near = next(ends, "") or closest(path.name, beside)
    if not near:
        return Finding("SRC-008", Location(shown))
    return Finding("SRC-231" if " " in near else "SRC-230", Location(shown), {"near": near})


@dataclass
class Folder:
    """``root`` in ``files``, ``shown`` as the user typed it. ``problems`` collects what could not be read."""

    root: Path
    shown: str
    files: Files = DISK
    problems: list[Finding] = field(default_factory=list)

    @cached_property
    def real(self) -> Path:
        # A link that points at itself raises nothing here (Path.resolve does, in Python 3.11 and 3.12).
        return Path(os.path.realpath(self.root))

    def path(self, relative: str) -> str:
        """A file's path as it is told to the user."""
        return str(PurePosixPath(self.shown) / relative)

    def report(self, code: str, relative: str, **values: float | str) -> None:
        self.problems.append(Finding(code, Location(self.path(relative)), values))

    def has(self, relative: str) -> bool:
        return self.files.exists(self.real / relative)

    def text(self, relative: str) -> str | None:
        data = self.read(relative, LARGEST_TEXT)
        if data is None:
            return None
        text, problems = decode(data, self.path(relative))
        self.problems += problems
        return text

    def read(self, relative: str, limit: int) -> bytes | None:
        """The bytes of a regular file inside the folder, or None and a finding."""
        try:
            file = (self.root / relative).resolve()
            if not file.is_relative_to(self.real):
                self.report("SRC-005", relative)
                return None
            if not self.files.is_file(file):
                self.report("SRC-006", relative)
                return None
            size = self.files.size(file)
            if size > limit:
                self.report("SRC-003", relative, size=ceil(size / 1e5) / 10, limit=round(limit / 1e6))
                return None
            return self.files.read(file)
        except (OSError, RuntimeError):
            # RuntimeError: a symbolic link that points at itself (Python 3.11 and 3.12).
            self.report("SRC-006", relative)
            return None

    def loose_text(self, relative: str) -> str | None:
        """What can be made out of a file that is no text, or not to be read; None when nothing can. Tells nothing."""
        before = len(self.problems)
        data = self.read(relative, LARGEST_TEXT)
        del self.problems[before:]
        return None if data is None else loosely(data)

    def names(self, relative: str) -> list[str]:
        """The names in a sub-folder, sorted; none when it is not there."""
        try:
            folder = (self.root / relative).resolve()
            if not folder.is_relative_to(self.real):
                self.report("SRC-005", relative)
                return []
            return sorted(name for name in self.files.names(folder) if not left_behind(name))
        except FileNotFoundError:
            return []
        except (OSError, RuntimeError):
            self.report("SRC-006", relative)
            return []

    def media(self) -> Iterator[MediaFile]:
        """All files below ``media/``, sorted by path."""
        folders: set[str] = set()
        for relative in self.walk("media"):
            for part in PurePosixPath(relative).parts[1:-1]:
                if part not in folders and part != ascii_letters(part):
                    self.report("MED-310", relative, name=part, better=ascii_letters(part) or "media")
                folders.add(part)
            data = self.media_data(relative)
            if data is not None:
                yield MediaFile(relative, data)

    def media_data(self, relative: str) -> bytes | None:
        return self.read(relative, LARGEST_MEDIA)

    def walk(self, relative: str) -> Iterator[str]:
        for name in self.names(relative):
            path = f"{relative}/{name}"
            if self.files.is_folder(self.real / path) and not (self.real / path).is_symlink():
                yield from self.walk(path)
            else:
                yield path


def is_media_name(name: PurePosixPath) -> bool:
    """Whether every LMS takes a file by this name; what must become another kind of file gets another name by that."""
    return MEDIA_NAME.fullmatch(name.name) is not None or name.suffix.lower() in PHONE_PICTURES


def left_behind(name: str) -> bool:
    # A word processor's lock file begins with "~$".
    return name.startswith((".", "~$")) or name.endswith("~") or name.lower() in LEFT_BEHIND


def media_name(name: str) -> str:
    """A name that every LMS takes, as near as possible to the author's."""
    stem, _, suffix = ascii_letters(name).rpartition(".")
    if not stem:
        stem, suffix = suffix, "bin"
    stem = re.sub(r"[^a-z0-9_.-]+", "-", stem).strip("-._") or "media"
    return f"{stem}.{re.sub(r'[^a-z0-9]', '', suffix) or 'bin'}"
