"""A package as an LMS takes it in: which standard it follows, what is launched, under which identifier work is kept."""

from __future__ import annotations

import io
import mimetypes
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from modulebouwer.package.verify import MOST_BYTES, MOST_ENTRIES

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


def from_zip(data: bytes) -> Package:
    """The package in a zip, unpacked in memory. Raises ``NotAPackage`` and ``zipfile.BadZipFile``."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
        size = sum(entry.file_size for entry in entries)
        if len(entries) > MOST_ENTRIES or size > MOST_BYTES:
            raise NotAPackage(f"{len(entries)} files of {size} bytes together")
        return from_files({entry.filename: archive.read(entry) for entry in entries})


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
