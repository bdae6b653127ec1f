"""Files below ``media/`` are what they say: their contents fit their names, and are safe and small enough to show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal

from modulebouwer.checks.left_by_programs import is_no_caption
from modulebouwer.checks.media_uses import uses
from modulebouwer.checks.whole_file import is_whole, seconds_of
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.module import LearningModule, MediaFile
from modulebouwer.render.image_size import image_size
from modulebouwer.source.text_file import garbled_letters, no_text, not_utf_8

if TYPE_CHECKING:
    from lxml import etree

# A form of file, by how its bytes begin. ISO base media files have their brand at byte 4; RIFF's stands at byte 8.
BEGINNINGS: tuple[tuple[str, re.Pattern[bytes]], ...] = (
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("jpg", re.compile(rb"\xff\xd8\xff")),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("avif", re.compile(rb"....ftypavi[fs]", re.DOTALL)),
    ("wav", re.compile(rb"RIFF....WAVE", re.DOTALL)),
    ("ogg", re.compile(rb"OggS")),
    ("m4a", re.compile(rb"....ftypM4[AB] ", re.DOTALL)),
    ("heic", re.compile(rb"....ftyp(?:hei[cxsfm]|hev[cx]|mif1|msf1)", re.DOTALL)),
    ("mp4", re.compile(rb"....ftyp", re.DOTALL)),
    ("webm", re.compile(rb"\x1a\x45\xdf\xa3")),
    ("mp3", re.compile(rb"ID3|\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]")),
    ("pdf", re.compile(rb"%PDF-")),
    ("zip", re.compile(rb"PK\x03\x04")),
    (
        "svg",
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:\w+:)?svg\b",
            re.DOTALL,
        ),
    ),
)
# Extensions whose contents are known by how they begin, and the forms that each may hold.
HOLDS = {
    **{name: {name} for name in ("png", "gif", "webp", "avif", "wav", "ogg", "webm", "mp3", "pdf", "svg")},
    "jpg": {"jpg"},
    "jpeg": {"jpg"},
    "m4a": {"m4a", "mp4"},
    "mp4": {"mp4", "m4a"},
    **{name: {"zip"} for name in ("docx", "xlsx", "pptx", "odt", "ods", "odp", "zip")},
}
# Wider than two pixels for each of a page's: nobody sees the rest.
WIDEST = 2600
# Shapes that differ by no more than this part show no edge.
SAME_SHAPE = 0.03
# More than a page may ask of a phone, whatever the picture shows.
HEAVY_PICTURE = 5_000_000
# Pixels: four bytes each once they are unpacked, which no phone has to spare, however small the file.
MOST_PIXELS = 100_000_000
SOUNDS = {"mp3", "m4a", "ogg", "wav"}
# What a file of an office program, which is a zip, has in it.
OFFICE = {"docx": b"word/", "xlsx": b"xl/", "pptx": b"ppt/", "odt": b"opendocument.text"}
# What may have a picture in it, and is none under any name.
DOCUMENTS = {*OFFICE, "pdf"}
PICTURES = {"png", "jpg", "jpeg", "gif", "webp", "avif", "svg"}
# Players show the last caption until the film ends: so many seconds longer is nobody's mistake.
SPARE = 1.0
# What stands in a file's place when it was not fetched: the page that asked to sign in, and what git keeps instead.
NO_MEDIA = (
    ("MED-190", re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<head|<!--)", re.IGNORECASE)),
    ("MED-191", re.compile(rb"version https://git-lfs\.github\.com/spec/")),
)
# What one file may be instead of another.
ALIKE = (PICTURES, SOUNDS, {"mp4", "webm"}, {*OFFICE, "zip"})

# A typeface that a drawing gets from elsewhere, or a sheet of styles.
FONT = re.compile(r"\bfonts?\b|font-?awesome|typekit|\.(?:woff2?|ttf|otf|eot)\b", re.IGNORECASE)
STYLED = re.compile(rf"{FONT.pattern}|\.css\b", re.IGNORECASE)

# Where JPEG, PNG and WebP keep what a camera wrote, and how that begins.
EXIF = re.compile(rb"(?:Exif\0\0|eXIf|EXIF....(?:Exif\0\0)?)(?P<tiff>II\*\0|MM\0\*)", re.DOTALL)
LONGEST_EXIF = 65536
# What a browser takes for the times of a caption (WebVTT 4.1 and 6.3): of one it does not, it shows nothing.
TIME = r"(?:\d+:)?[0-5]\d:[0-5]\d\.\d{3}(?!\d)"
CUE = re.compile(rf"^[ \t]*(?P<start>{TIME})[ \t]*-->[ \t]*(?P<end>{TIME})", re.MULTILINE)
# What was meant so: an arrow of any kind between two times, or that of WebVTT behind what begins as a time.
ROUGHLY = r"\d+:\d+[:.,;]\d+(?:[:.,;]\d+)?"
LIKE_A_CUE = re.compile(
    rf"^[ \t]*(?P<cue>(?P<start>\d[^\n]*?:[^\n]*?|\d+[.,]\d+)[ \t]*-->[ \t]*(?P<end>[^\s]*)"
    rf"|(?P<from>{ROUGHLY})[ \t]*(?:-*[>→]|[–—]+>?|=+>|-+)[ \t]*(?P<to>{ROUGHLY}))",
    re.MULTILINE,
)
# As SubRip has them; WebVTT has a point before the milliseconds.
COMMA_TIMES = re.compile(r"^[\d:]+,\d+[ \t]*-->[ \t]*[\d:]+,\d+", re.MULTILINE)


def media_content(module: LearningModule) -> Iterator[Finding]:
    used = {use.path: use.place for use in reversed([*uses(module)])}
    for file in module.all_media:
        place = module.media_location(file)
        yield from content(file, place, used.get(file.path, place))


def captions_in_time(module: LearningModule) -> Iterator[Finding]:
    """MED-373: captions that go on when the film has ended."""
    files = {file.path: file for file in module.all_media}
    for component in module.components:
        film, captions = (files.get(str(getattr(component.model, name, ""))) for name in ("src", "captions"))
        length = seconds_of(film.data) if film is not None and captions is not None else None
        if length is None or captions is None:
            continue
        text = captions.data.decode("utf-8-sig", "replace").replace("\r\n", "\n")
        late = next((one for one in CUE.finditer(text) if seconds(one["start"]) >= length), None)
        late = late or next((one for one in CUE.finditer(text) if seconds(one["end"]) > length + SPARE), None)
        if late is not None:
            line = text.count("\n", 0, late.start()) + 1
            place = Location(module.media_location(captions).path, line)
            minutes, rest = divmod(length, 60)
            values = {"cue": late.group().strip(), "length": f"{int(minutes):02}:{rest:06.3f}"}
            yield Finding("MED-373", place, values)


def shapes(module: LearningModule) -> Iterator[Finding]:
    """MED-152: pictures that are laid over each other and are not of one shape."""
    files = {file.path: file for file in module.all_media}
    for component in module.components:
        sizes = []
        for way in component.model.laid_over():
            path = str(reduce(getattr, (str(part) for part in way), component.model))
            file = files.get(path)
            size = image_size(file.data) if file is not None else None
            if size is not None and all(size):
                sizes.append((way, size))
        for (_, one), (way, other) in pairwise(sizes):
            if abs(one[0] / one[1] - other[0] / other[1]) > SAME_SHAPE * one[0] / one[1]:
                values = {
                    "component": component.model.component,
                    "one": f"{one[0]} × {one[1]}",
                    "other": f"{other[0]} × {other[1]}",
                }
                yield Finding("MED-152", component.source.value_at(*way), values)


def content(file: MediaFile, place: Location, used: Location) -> Iterator[Finding]:
    """What is wrong with one file at ``place``, which is shown at ``used``."""
    extension = PurePosixPath(file.path).suffix.lstrip(".")
    if not file.data.strip():
        yield Finding("MED-016", place, {"path": file.path})
    elif extension in HOLDS and form_of(file.data) not in HOLDS[extension]:
        yield another_kind(file, place, extension, used)
    elif not is_whole(file.data, form_of(file.data)):
        code = "MED-360" if extension in PICTURES else "MED-370"
        yield Finding(code, place, {"path": file.path, "used": str(used)})
    elif extension == "svg":
        yield from drawing(file, place)
    elif extension == "vtt":
        yield from captions_as_text(file, place, used)
    if extension == "avif" and form_of(file.data) == "avif":
        # Safari 16.4, of March 2023, is the first to show them; ours begin at 15.4.
        yield Finding("MED-025", place, {"path": file.path})
    if extension in PICTURES:
        yield from too_large(file, place)
        if tells_where(file.data):
            yield Finding("MED-230", place, {"path": file.path})


def captions_as_text(file: MediaFile, place: Location, used: Location) -> Iterator[Finding]:
    """What goes wrong with any text file, and then with its times."""
    if wrong := no_text(file.data, place.path):
        yield wrong
        return
    yield from garbled_letters(file.data.decode("utf-8-sig"), place.path)
    if is_subrip(file.data):
        yield Finding("MED-151", place, {"path": file.path, "used": str(used)})
    else:
        yield from times(file, place)


def another_kind(file: MediaFile, place: Location, extension: str, used: Location) -> Finding:
    """What a file really is.

    MED-017: the kind, with its name where it can be used so; MED-320: a document; MED-024: none that is known.
    """
    found = form_of(file.data)
    instead = next((code for code, form in NO_MEDIA if form.match(file.data)), "")
    if not found and instead:
        return Finding(instead, place, {"path": file.path, "used": str(used)})
    if not found:
        return Finding("MED-024", place, {"path": file.path, "extension": extension, "used": str(used)})
    if found == "zip":
        found = next((name for name, folder in OFFICE.items() if folder in file.data), "zip")
    if extension in PICTURES and found in DOCUMENTS:
        values = {"path": file.path, "extension": extension, "found": found, "used": str(used)}
        return Finding("MED-320", place, values)
    # Under another name it is still no picture that browsers show, or no picture at all.
    usable = any({found, extension} <= kind for kind in ALIKE)
    suggestion = PurePosixPath(file.path).with_suffix(f".{found}").name if usable else ""
    values = {"path": file.path, "extension": extension, "found": found, "used": str(used)}
    renamed = "yes" if usable or (extension in DOCUMENTS and found in DOCUMENTS) else "no"
    return Finding("MED-017", place, {**values, "suggestion": suggestion, "renamed": renamed})


def is_subrip(data: bytes) -> bool:
    """Whether captions, in UTF-8, are SubRip's: without the first line of WebVTT, and with a comma in their times."""
    text = data.decode("utf-8-sig")
    return not text.startswith("WEBVTT") and COMMA_TIMES.search(text) is not None


def form_of(data: bytes) -> str:
    """The form of a file by its first bytes, or ``""``."""
    return next((name for name, beginning in BEGINNINGS if beginning.match(data[:4096])), "")


def too_large(file: MediaFile, place: Location) -> Iterator[Finding]:
    """MED-361: more pixels than can be shown; else MED-022: too many bytes, or MED-021: too many pixels."""
    size = (None if file.path.endswith(".svg") else image_size(file.data)) or (WIDEST, WIDEST)
    width, height = (round(side * WIDEST / 2 / max(*size, WIDEST)) for side in size)
    wanted = f"{width} × {height}"
    pixels = {"path": file.path, "width": str(size[0]), "height": str(size[1]), "wanted": wanted}
    if size[0] * size[1] > MOST_PIXELS:
        yield Finding("MED-361", place, pixels)
    elif len(file.data) > HEAVY_PICTURE:
        values: dict[str, str | float] = {
            "path": file.path,
            "size": round(len(file.data) / 1e6, 1),
            "wanted": wanted,
        }
        yield Finding("MED-022", place, values)
    elif max(size) > WIDEST:
        yield Finding("MED-021", place, pixels)


def tells_where(data: bytes) -> bool:
    """Whether a photo says where it was taken: Exif 2.32, a latitude (tag 2) in the directory that tag 0x8825 names."""
    begin = EXIF.search(data)
    if begin is None:
        return False
    tiff = data[begin.start("tiff") : begin.start("tiff") + LONGEST_EXIF]
    order: Literal["little", "big"] = "little" if tiff.startswith(b"II") else "big"
    first = directory(tiff, int.from_bytes(tiff[4:8], order), order)
    where = first.get(0x8825)
    return where is not None and 2 in directory(tiff, where, order)


def directory(tiff: bytes, start: int, order: Literal["little", "big"]) -> dict[int, int]:
    """Tag → value or offset, of a directory of TIFF 6.0: a count, and entries of twelve bytes."""
    count = int.from_bytes(tiff[start : start + 2], order)
    entries = (tiff[at : at + 12] for at in range(start + 2, start + 2 + 12 * count, 12))
    return {
        int.from_bytes(one[:2], order): int.from_bytes(one[8:], order) for one in entries if len(one) == 12
    }


def drawing(file: MediaFile, place: Location) -> Iterator[Finding]:
    """An SVG draws and does nothing else: as a picture in a page it runs no script and loads no other file."""
    # Only a module with drawings waits for what reads them.
    from lxml import etree

    from modulebouwer.package.drawings import active_part, fetched
    from modulebouwer.package.xml import parse_xml

    try:
        root = parse_xml(file.data, instructions=True)
    except etree.XMLSyntaxError as error:
        wrong = (
            not_utf_8(file.data, place.path) if error.code == etree.ErrorTypes.ERR_INVALID_ENCODING else None
        )
        yield wrong or Finding("MED-018", place, {"path": file.path, "why": error.msg or ""})
        return
    active = active_part(root, pages_too=True)
    if active is not None:
        name = etree.QName(active).localname
        yield Finding("MED-019", at(place, active), {"path": file.path, "element": name})
        return
    for element, address in fetched(root):
        values = {"path": file.path, "address": shortened(address)}
        if STYLED.search(address):
            kind = "font" if FONT.search(address) else "sheet"
            yield Finding("MED-620", at(place, element), {**values, "kind": kind})
            continue
        yield Finding("MED-020", at(place, element), values)


def at(place: Location, element: etree._Element) -> Location:
    return Location(place.path, element.sourceline or 1)


def times(file: MediaFile, place: Location) -> Iterator[Finding]:
    """WebVTT 4.1: the times of a cue, which ends after it begins, and begins no earlier than the one before."""
    text = file.data.decode("utf-8-sig", "replace").replace("\r\n", "\n")

    def line_of(found: re.Match[str]) -> Location:
        return Location(place.path, text.count("\n", 0, found.start()) + 1)

    if (comma := COMMA_TIMES.search(text)) and text.startswith("WEBVTT"):
        like = LIKE_A_CUE.match(comma.group())
        meant = (as_cue(like) if like else "") or comma.group().replace(",", ".")
        values = {"cue": comma.group(), "suggestion": meant}
        yield Finding("MED-150", line_of(comma), values)
    for wrong in no_cues(text):
        values = {"cue": shortened(wrong["cue"]), "suggestion": as_cue(wrong)}
        yield Finding("MED-650", line_of(wrong), values)
    before = 0.0
    for match in CUE.finditer(text):
        start, end = seconds(match["start"]), seconds(match["end"])
        if end <= start or start < before:
            yield Finding("MED-023", line_of(match), {"cue": match.group().strip()})
            return
        before = start


def no_cues(text: str) -> Iterator[re.Match[str]]:
    """The lines of captions that were meant as times and are not; commas in both are told once, as MED-150."""
    for found in LIKE_A_CUE.finditer(text):
        at = found.start()
        if not (CUE.match(text, at) or COMMA_TIMES.match(text, at) or is_no_caption(text, at)):
            yield found


def as_cue(found: re.Match[str]) -> str:
    """The times of a line as WebVTT has them; "" where they leave a doubt."""
    start, end = as_time(found["start"] or found["from"]), as_time(found["end"] or found["to"] or "")
    return f"{start} --> {end}" if start and end else ""


def as_time(written: str) -> str:
    """One time in the form of WebVTT: "0:02,4" is 00:02.400, "00:00:02:400" is 00:00:02.400; "" where none is meant."""
    found = re.fullmatch(
        r"(?:(?P<hours>\d+):)??(?:(?P<minutes>\d+):)?(?P<seconds>\d+)(?P<part>[.,;:]\d{1,3})?", written
    )
    if found is None:
        return ""
    hours, minutes, whole = (int(found[one] or 0) for one in ("hours", "minutes", "seconds"))
    part = (found["part"] or ".0")[1:]
    # Behind a colon two digits may be frames, or the seconds of what has none.
    if max(minutes, whole) > 59 or ((found["part"] or "").startswith(":") and len(part) < 3):
        return ""
    return f"{f'{hours:02}:' if found['hours'] else ''}{minutes:02}:{whole:02}.{part:0<3}"


def seconds(time: str) -> float:
    total = 0.0
    for part in time.split(":"):
        total = total * 60 + float(part) if re.fullmatch(r"\d+(?:\.\d+)?", part) else 0.0
    return total
