"""Files below ``media/``: each is there, is of the kind that its place needs, and is used."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote

from modulebouwer.checks.links import OWN_DISK, STRANGE, link_tokens
from modulebouwer.checks.media_content import HEAVY_PICTURE, LIKE_A_CUE, is_subrip
from modulebouwer.checks.media_uses import Use, uses
from modulebouwer.checks.texts import texts, whole
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.fields import CAPTIONS, PICTURE
from modulebouwer.model.module import LearningModule, MediaFile
from modulebouwer.source.folder import PHONE_PICTURES, is_media_name, media_name
from modulebouwer.source.text_file import no_text

# A picture that takes seconds on a slow school connection.
LARGE_PICTURE = 1_000_000
# A file that takes minutes there, and with a few others more than an LMS lets one upload.
LARGE_FILE = 20_000_000
FILM_ELSEWHERE = re.compile(r"youtu\.?be|vimeo\.com|\.(?:mp4|webm|mp3|m4a)$", re.IGNORECASE)
# A picture that came along with text from a page, a chat or a mail, and is no file of anybody's.
NO_FILE = re.compile(r"(?:data|blob|cid|attachment|sandbox|about):", re.IGNORECASE)
KEY = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----")


def media(module: LearningModule) -> Iterator[Finding]:
    present = {file.path: file for file in module.all_media}
    used: set[str] = set()
    named: dict[str, Location] = {}
    spare = frozenset(present) - {use.path for use in uses(module)} - linked(module)
    for use in uses(module):
        used.add(use.path)
        for finding in wrong_use(use, present, spare, lacking="media" in module.unread):
            # A file whose name is misspelt elsewhere is not also unused.
            used.add(str(finding.values.get("suggestion", "")))
            yield finding
        used.add(meant := in_good_form(use.path, present))
        named.setdefault(meant, use.place)
    # A link to a file is wrong in another way (LNK-011), and the file is not also unused.
    used |= linked(module)
    first = {use.path: use.place for use in reversed([*uses(module)]) if use.form is CAPTIONS}
    for file in module.all_media:
        if file.path in first:
            yield from captions(file, module.media_location(file), first[file.path])
    yield from bad_names(module, named)
    yield from files(module, used)


def bad_names(module: LearningModule, named: Mapping[str, Location]) -> Iterator[Finding]:
    """MED-002; ``named``: where each file is, for its name has to change there too."""
    for file in module.media:
        name = PurePosixPath(file.path)
        if not is_media_name(name):
            used = str(named.get(file.path, ""))
            values = {"suggestion": media_name(name.name), "used": used, "named": "yes" if used else "no"}
            yield Finding("MED-002", module.media_location(file), values)


def is_private_key(path: str, data: bytes) -> bool:
    """Whether a file is a secret that nobody else may have: in PEM (RFC 7468, 10 and 11), or packed (RFC 7292)."""
    return KEY.search(data) is not None or PurePosixPath(path).suffix.lower() in (".p12", ".pfx")


def linked(module: LearningModule) -> set[str]:
    tokens = (token for text in texts(module) for token in link_tokens(text))
    return {unquote(str(token.attrs.get("href", ""))) for token in tokens}


def wrong_use(
    use: Use, present: Mapping[str, MediaFile], spare: Iterable[str] = (), *, lacking: bool
) -> Iterator[Finding]:
    """``spare``: the files that nothing names; ``lacking``: what is present is not all there is."""
    path = PurePosixPath(use.path)
    values = {"path": shortened(use.path)}
    if NO_FILE.match(use.path):
        yield Finding("MED-371", use.place, values)
    elif OWN_DISK.match(use.path):
        name = media_name(use.path.replace("\\", "/").rpartition("/")[2])
        yield Finding("MED-372", use.place, {**values, "suggestion": f"media/{name}"})
    elif ":" in use.path or use.path.startswith("//"):
        code = "MED-027" if FILM_ELSEWHERE.search(use.path) else "MED-005"
        yield Finding(code, use.place, {**values, "value": shortened(use.path)})
    elif ".." in path.parts or path.is_absolute():
        yield Finding("MED-008", use.place, values)
    elif use.path not in present and lacking:
        return
    elif use.path not in present and (strange := STRANGE.search(use.path)):
        meant = {"id": shortened(use.path), "character": f"U+{ord(strange.group()):04X}"}
        yield Finding("LNK-150", use.place, {**meant, "suggestion": closest(use.path, present)})
    elif path.suffix.lower() in PHONE_PICTURES and (use.path in present or in_good_form(use.path, present)):
        yield Finding("MED-290", use.place, values)
    elif use.path not in present and in_good_form(use.path, present):
        # The file's own name is told (MED-002): once it is mended, it is the one that stands here.
        return
    elif use.path not in present:
        yield Finding("MED-003", use.place, {**values, "suggestion": meant_file(use, present, spare)})
    elif not fits(use.path, use):
        yield Finding(use.form.code, use.place, values)


def meant_file(use: Use, present: Iterable[str], spare: Iterable[str]) -> str:
    """The file of that name in another folder, or whose name is near; or the only one that nothing names; or "".

    Only a file of the kind that belongs there.
    """
    fitting = [path for path in present if fits(path, use)]
    moved = [path for path in fitting if PurePosixPath(path).name == PurePosixPath(use.path).name]
    names = {path.removeprefix("media/"): path for path in fitting}
    near = names.get(closest(use.path.removeprefix("media/"), names), "")
    left = [path for path in spare if fits(path, use)]
    return moved[0] if len(moved) == 1 else near or (left[0] if len(left) == 1 else "")


def fits(path: str, use: Use) -> bool:
    return not use.form.extensions or PurePosixPath(path).suffix.lower() in use.form.extensions


def in_good_form(wanted: str, present: Iterable[str]) -> str:
    """The file that is called ``wanted`` once its name is as names must be, or ""; one that looks the same too.

    A Mac writes an accent as a sign of its own, a keyboard the letter with it (Unicode 16, 2.12).
    """
    same = unicodedata.normalize("NFC", wanted)
    alike = (path for path in present if unicodedata.normalize("NFC", path) == same)
    paths = (PurePosixPath(path) for path in present if path.lower() == wanted)
    named = (str(path) for path in paths if str(path.with_name(media_name(path.name))) == wanted)
    return next(alike, "") or next(named, "")


def captions(file: MediaFile, place: Location, used: Location) -> Iterator[Finding]:
    """WebVTT, 4.1: UTF-8 whose first line is ``WEBVTT``, alone or with a space or tab behind it; then cues.

    ``place`` is that of the file, ``used`` where it is named.
    """
    if PurePosixPath(file.path).suffix.lower() not in CAPTIONS.extensions or no_text(file.data, file.path):
        return  # told at the use, and at the file
    values = {"path": file.path, "used": str(used)}
    text = file.data.decode("utf-8-sig")
    first = text.split("\n", 1)[0].rstrip("\r")
    if first.split(" ")[0].split("\t")[0] != "WEBVTT":
        if not is_subrip(file.data):  # MED-151, at the file
            yield Finding("MED-013", place, values)
    elif "-->" not in text and not LIKE_A_CUE.search(text):
        yield Finding("MED-014", place, values)


def files(module: LearningModule, used: set[str]) -> Iterator[Finding]:
    names: dict[str, str] = {}
    for file in module.all_media:
        path = PurePosixPath(file.path)
        place = module.media_location(file)
        # What the series shares is there because it is used, or is the logo of a brand.
        if whole(module) and file in module.media and file.path not in used:
            yield Finding("MED-004", place, {"path": file.path})
        if is_private_key(file.path, file.data):
            yield Finding("MED-028", place, {"path": file.path})
        first = names.setdefault(path.name.lower(), file.path)
        if first != file.path:
            yield Finding("MED-007", place, {"path": file.path, "first": first})
        yield from heavy_file(file, place)


def heavy_file(file: MediaFile, place: Location) -> Iterator[Finding]:
    """A file that takes long to load; MED-022 has already told a picture that is far too large."""
    picture = PurePosixPath(file.path).suffix in PICTURE.extensions
    heavy = picture and len(file.data) > HEAVY_PICTURE
    if len(file.data) > (LARGE_PICTURE if picture else LARGE_FILE) and not heavy:
        code = "MED-009" if picture else "MED-015"
        yield Finding(code, place, {"path": file.path, "size": round(len(file.data) / 1e6, 1)})
