"""A package as an LMS takes it in: which standard it follows, what is launched, under which identifier work is kept."""

from __future__ import annotations

import io
import mimetypes
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from modulebouwer.package.missing_files import file_of
from modulebouwer.package.page_scan import calls
from modulebouwer.package.sized_tree import FolderTree
from modulebouwer.package.verify import unopenable, unopenable_folder
from modulebouwer.package.zip_ends import without_comment
from modulebouwer.standards import REGISTRY, Contents, Launch, Runtime, Unlaunchable, recognised
from modulebouwer.standards.scorm.versions import agreed

# The system's own table differs from machine to machine.
_TYPES = {
    ".css": "text/css",
    ".gif": "image/gif",
    ".html": "text/html",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "text/xml",
}

MOVES_ON = {"NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"}


class NotAPackage(ValueError):  # noqa: N818 (it says what the file is not)
    """The files hold no control document, or one that names nothing to launch."""


@dataclass(frozen=True)
class Package:
    """``start`` is what is launched of the package, one of its ``launches``. ``standard`` is the standard's name.

    ``version`` and ``first_in``: as in ``Contents``.
    """

    files: Mapping[str, bytes]
    standard: str
    runtime: Runtime
    start: Launch
    launches: tuple[Launch, ...]
    version: str | None = None
    first_in: Mapping[str, str] = field(default_factory=dict)

    def at(self, activity: str) -> Package:
        """The same package at another of its launches; at its own where there is none with that identifier."""
        return replace(self, start=next((one for one in self.launches if one.id == activity), self.start))

    @property
    def course(self) -> str:
        """What all launches of the package share: an enrolment is one registration (cmi5 8.1.4)."""
        return self.launches[0].id

    @property
    def activity(self) -> str:
        """What a learner's work is kept under (Moodle keeps it over a new version as long as the item's id stays)."""
        return self.start.id

    @property
    def launch(self) -> str:
        """A path in ``files``, with any query; or a URL."""
        return self.start.address

    @property
    def missing(self) -> str:
        """The file that ``launch`` names, where the package does not have it; else ""."""
        file = file_of(self.launch, "")
        return "" if file in self.files else file

    @property
    def title(self) -> str:
        return self.start.title or self.start.address

    @property
    def moves_on(self) -> str:
        """cmi5 13.1.4: ``NotApplicable`` where nothing is said, and where what is said is no word of the standard."""
        stated = self.start.data.get("moveOn", "")
        return stated if stated in MOVES_ON else "NotApplicable"

    @property
    def mastery_score(self) -> float | None:
        try:
            return float(self.start.data["masteryScore"])
        except (KeyError, ValueError):
            return None


class ZipFiles(Mapping[str, bytes]):
    """A zip's files, each unpacked when it is asked for: a course with an hour of film takes no memory for it."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(without_comment(io.BytesIO(data)))
        self._entries = {e.filename: e for e in self._archive.infolist() if not e.is_dir()}

    def __getitem__(self, path: str) -> bytes:
        return self._archive.read(self._entries[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def from_zip(data: bytes) -> Package:
    """The package in a zip. Raises ``NotAPackage``, also for a zip that ``verify`` will not open."""
    found = unopenable(io.BytesIO(data))
    if found:
        raise NotAPackage(", ".join(finding.code for finding in found))
    return from_files(ZipFiles(data))


class FolderFiles(FolderTree):
    """A folder's files, each read whole when it is asked for."""

    def __getitem__(self, path: str) -> bytes:
        with self.opened(path) as data:
            return data.read()


def from_folder(folder: Path) -> Package:
    """The package that was unpacked in ``folder``. As ``from_zip``; raises ``OSError`` as well."""
    files = FolderFiles(folder)
    found = unopenable_folder(files)
    if found:
        raise NotAPackage(", ".join(finding.code for finding in found))
    return from_files(files)


def from_files(files: Mapping[str, bytes]) -> Package:
    """The package that ``files`` (POSIX path → content) are, at the first of its launches. Raises ``NotAPackage``."""
    why = "no control file"
    for standard in recognised(files):
        try:
            found: Contents = standard.contents(files)
        except Unlaunchable as error:
            why = str(error)
            continue
        if found.launches:
            other = agreed(found.played_as) if found.version else ""
            if other not in ("", standard.name) and asked_for(REGISTRY[other].runtime, files):
                standard = REGISTRY[other]
                found = standard.contents(files)
            launches = found.launches
            return Package(
                files, standard.name, standard.runtime, launches[0], launches, found.version, found.first_in
            )
        why = f"{standard.control_file} names nothing to launch"
    raise NotAPackage(why)


def asked_for(runtime: Runtime, files: Mapping[str, bytes]) -> bool:
    """Whether the scripts look for that API alone: then a ``schemaversion`` that fits it is not a slip of the pen."""
    found = calls(files, ())
    return (found.older, found.newer) == (runtime is Runtime.SCORM_1_2, runtime is Runtime.SCORM_2004)


def content_type(path: str) -> str:
    suffix = f".{path.rpartition('.')[2].lower()}"
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
