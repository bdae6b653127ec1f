"""A package as an LMS takes it in: which standard it follows, what is launched, under which identifier work is kept."""

from __future__ import annotations

import io
import mimetypes
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from modulebouwer.package.verify import unsafe

Standard = Literal["scorm12", "scorm2004", "cmi5", "xapi", "web"]

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)

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


class NotAPackage(ValueError):  # noqa: N818 (it says what the file is not)
    """The files hold no control document, or one that names nothing to launch."""


@dataclass(frozen=True)
class Package:
    """``launch`` is a path in ``files``, with any query.

    ``activity`` is the id of the item, assignable unit or activity: what an LMS keys a learner's work on (Moodle keeps
    it over a new version as long as the item identifier stays).
    """

    files: Mapping[str, bytes]
    standard: Standard
    activity: str
    launch: str
    title: str
    moves_on: str = "NotApplicable"
    mastery_score: float | None = None
    launch_parameters: str = ""


class ZipFiles(Mapping[str, bytes]):
    """A zip's files, each unpacked when it is asked for: a course with an hour of film takes no memory for it."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._entries = {e.filename: e for e in self._archive.infolist() if not e.is_dir()}

    def __getitem__(self, path: str) -> bytes:
        return self._archive.read(self._entries[path])

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def from_zip(data: bytes) -> Package:
    """The package in a zip. Raises ``NotAPackage``, also for a zip that ``verify`` calls unsafe to unpack."""
    found = unsafe(io.BytesIO(data))
    if found:
        raise NotAPackage(", ".join(finding.code for finding in found))
    return from_files(ZipFiles(data))


def from_files(files: Mapping[str, bytes]) -> Package:
    """The package that ``files`` (POSIX path → content) are. Raises ``NotAPackage``."""
    for control, read in (("imsmanifest.xml", _scorm), ("cmi5.xml", _cmi5), ("tincan.xml", _xapi)):
        if control in files:
            try:
                return read(files, etree.fromstring(files[control], _PARSER))
            except (SyntaxError, IndexError) as error:
                raise NotAPackage(f"{control}: {error}") from error
    if "index.html" in files:
        return Package(files, "web", "index.html", "index.html", "index.html")
    raise NotAPackage("no imsmanifest.xml, cmi5.xml, tincan.xml or index.html")


def content_type(path: str) -> str:
    suffix = f".{path.rpartition('.')[2].lower()}"
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _scorm(files: Mapping[str, bytes], root: etree._Element) -> Package:
    """Moodle's reading: the version by the exact text, the first item with a resource is launched."""
    version = _text(root, ".//{*}schemaversion")
    standard: Standard = "scorm12" if version in ("1.2", "") else "scorm2004"
    item = root.findall(".//{*}item[@identifierref]")[0]
    resource = root.findall(f".//{{*}}resource[@identifier='{item.get('identifierref')}']")[0]
    return Package(
        files=files,
        standard=standard,
        activity=item.get("identifier", ""),
        launch=resource.get("href", ""),
        title=_text(item, "{*}title"),
    )


def _cmi5(files: Mapping[str, bytes], root: etree._Element) -> Package:
    unit = root.findall(".//{*}au")[0]
    score = unit.get("masteryScore")
    return Package(
        files=files,
        standard="cmi5",
        activity=unit.get("id", ""),
        launch=_text(unit, "{*}url"),
        title=_text(unit, "{*}title/{*}langstring"),
        moves_on=unit.get("moveOn", "NotApplicable"),
        mastery_score=None if score is None else float(score),
        launch_parameters=_text(unit, "{*}launchParameters"),
    )


def _xapi(files: Mapping[str, bytes], root: etree._Element) -> Package:
    activity = root.findall(".//{*}activity[{*}launch]")[0]
    return Package(
        files=files,
        standard="xapi",
        activity=activity.get("id", ""),
        launch=_text(activity, "{*}launch"),
        title=_text(activity, "{*}name"),
    )


def _text(element: etree._Element, path: str) -> str:
    return (element.findtext(path) or "").strip()
