"""What an LMS will find in a package: the zip is opened as a stranger opens it, whoever made it.

Nothing is unpacked to disk and nothing in the zip is believed before it is checked: number and size of the entries are
bounded before one is read, so that a hostile zip costs neither memory nor time (see the limits below).
"""

from __future__ import annotations

import errno
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import IO, BinaryIO

from lxml.etree import QName, XMLSyntaxError

from modulebouwer.findings import Finding, Location
from modulebouwer.package.aicc import assignable_addresses
from modulebouwer.package.alone import alone
from modulebouwer.package.drawings import active_part, only_a_picture
from modulebouwer.package.file_tree import FileTree, left_behind, letters
from modulebouwer.package.missing_files import file_of, missing_files
from modulebouwer.package.page_scan import foreign_connections, foreign_loads, host_of, texts
from modulebouwer.package.places import at_entry, placed, whole
from modulebouwer.package.sized_tree import CHUNK, Below, FolderTree, SizedTree
from modulebouwer.package.unrecognised import aicc, misplaced, not_a_zip, unrecognised
from modulebouwer.package.wasm import streamed_wasm
from modulebouwer.package.xml import parse_xml
from modulebouwer.package.zip_ends import (
    END,
    END_LENGTH,
    LONGEST_COMMENT,
    covered_end,
    uncounted_before,
    without_comment,
)
from modulebouwer.standards import REGISTRY, Contents, Standard, Unlaunchable, recognised
from modulebouwer.standards.scorm import MANIFEST

MOST_ENTRIES = 20_000
MOST_BYTES = 1 << 30  # of all entries together, unpacked
MOST_CONTROL_FILE_BYTES = 2 << 20
MOST_PAGE_BYTES = 4 << 20  # where the control file is the page itself: a thousand sections take 3.5 MB
MOST_DRAWING_BYTES = 4 << 20
# Text shrinks to a tenth, seldom to a fiftieth; deflate reaches 1 : 1032 on nothing but zeros.
MOST_GROWTH = 200
GROWTH_MATTERS = 100 << 20
# What vendors' help pages name as the smallest cap on an upload.
LARGE = 100 << 20

# ZIP application note 6.3.10: 4.3.16 end of central directory, 4.3.15 its Zip64 locator, 4.4.4 flags, 4.4.5 methods.
ZIP64_LOCATOR = b"PK\x06\x07"
ZIP64_LOCATOR_LENGTH = 20
SHORTEST_ENTRY = 46
ENCRYPTED = 0x0001 | 0x0040
SIZES_BEHIND_DATA = 0x0008
ZIP64_VERSION = 45

# What the standard library raises on a zip that is not one, or is packed in a way that it does not read
# (``NotImplementedError``).
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)

# The script of a page that modulebouwer wrote, which begins with its course on one line (render/launch_page.py).
OWN_SCRIPT = re.compile(r"player-\w+\.js")
SCORED = re.compile(rb'window\.modulebouwerCourse=.*?(?:"fullScore":true|"passMark":[1-9])')
UNSAFE = re.compile(r"[^A-Za-z0-9._-]")
# Programs that a web server could be made to run.
SERVER_SUFFIXES = {
    ".asp",
    ".aspx",
    ".bat",
    ".cgi",
    ".cmd",
    ".exe",
    ".jsp",
    ".phar",
    ".php",
    ".pl",
    ".py",
    ".sh",
}
# What only plug-ins played, which browsers no longer have, and films in forms that they never played by themselves.
DEAD = {
    ".aam": "Authorware",
    ".avi": "AVI",
    ".dcr": "Shockwave",
    ".flv": "Flash Video",
    ".rm": "RealMedia",
    ".swf": "Flash",
    ".unity3d": "Unity Web Player",
    ".wmv": "Windows Media",
    ".xap": "Silverlight",
}
# What was never meant to be a package: nothing else about it is worth telling.
NOT_MEANT = {"PKG-035", "PKG-039", "PKG-040"}
# Of these it matters what the file is called.
NAMED = {"PKG-035", "PKG-039", "PKG-041", "PKG-185"}
# Of no standard, but a zip for an LMS.
AS_A_ZIP = {"PKG-030", "PKG-180"}
# Assigning or calling it; a comparison leads nowhere.
LEAVES_FRAME = re.compile(
    rb"\btop\.location(?:\.href|\.assign|\.replace)?\s*(?:=(?!=)|\()|\btarget\s*=\s*[\"']?_top\b",
    re.IGNORECASE,
)
# One of these stands in it; it takes ten times as long to look for.
FRAME_WORDS = (b"top.location", b"_top")
# XML 1.1, 2.8: a declaration stands at the very beginning, behind a byte order mark if there is one.
XML_1_1 = re.compile(rb"[\xef\xbb\xbf\xfe\xff]*<\?xml\s+version\s*=\s*[\"']1\.1[\"']")
MOST_OF_A_DECLARATION = 1_000
# A standard may forbid what is only unwise elsewhere: then it has spoken of that address.
FORBIDDEN_LOAD = "WEB-002"


# What is kept of a package while its rules look into it: its pages, scripts and styles, and no films.
MOST_KEPT_OF_A_FILE = 1 << 20
MOST_KEPT = 8 << 20


class ZipTree(SizedTree):
    """A zip's files as a ``FileTree`` that reads a file when asked for it, up to ``MOST_READ``."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._entries = {entry.filename: entry for entry in files(package)}
        self._kept: dict[str, bytes] = {}

    def __getitem__(self, path: str) -> bytes:
        """As it was read before: several rules look into the same page or script."""
        if path in self._kept:
            return self._kept[path]
        data = super().__getitem__(path)
        if len(data) <= MOST_KEPT_OF_A_FILE and sum(map(len, self._kept.values())) <= MOST_KEPT:
            self._kept[path] = data
        return data

    def __contains__(self, path: object) -> bool:
        return path in self._entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def opened(self, path: str) -> IO[bytes]:
        return self._package.open(self._entries[path])

    def size(self, path: str) -> int:
        return self._entries[path].file_size


@dataclass(frozen=True)
class Examined:
    """A package after examination. ``standards`` are the names of those it is written in, empty when unknown.

    ``hosts``: the other servers that it loads from, connects to or starts on, as far as can be seen. ``played_as``: for
    each standard what ``Contents`` says of that, where it says anything. ``versions``: standard → its version, to the
    letter, where the control file states one. ``scored``: modulebouwer wrote it, to report a score at completion.
    """

    path: str
    standards: tuple[str, ...]
    findings: tuple[Finding, ...]
    hosts: tuple[str, ...] = ()
    played_as: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    scored: bool = False


def verify(file: BinaryIO, shown: str) -> list[Finding]:
    """All findings in the package ``file``; their paths are ``shown`` (the zip) and the entry's path."""
    return list(examine(file, shown).findings)


def examine(file: BinaryIO, shown: str) -> Examined:
    """As ``verify``, with the standards that the package is written in."""
    ends = list(end_findings(file))
    file = without_comment(file)
    unfit = unsafe(file)
    if unfit and (bare := alone(file)) is not None:
        return examined_alone(bare, shown)
    if unfit:
        return named(examined(shown, [], unfit))
    with zipfile.ZipFile(file) as package:
        tree = ZipTree(package)
        return named(examined_tree(tree, [*ends, *form_findings(package)], shown))


def named(package: Examined) -> Examined:
    """A form turns a file down by its name, before anybody looks into it."""
    name = PurePosixPath(package.path).name.lower()
    found = tuple(
        replace(one, values={**one.values, "name": name}) if one.code in NAMED else one
        for one in package.findings
    )
    suffix = PurePosixPath(name).suffix
    other = package.standards or any(one.code in AS_A_ZIP for one in found)
    if other and suffix != ".zip":
        found = (*found, Finding("PKG-183", Location(package.path), {"suffix": suffix}))
    return replace(package, findings=found)


def examined_alone(tree: FileTree, shown: str) -> Examined:
    """Of a control file without a zip: what its standard says, the places in the file itself."""
    standards = recognised(tree)
    found = [
        replace(one, location=replace(one.location, path=""))
        for each in standards
        for one in each.verify_alone(tree)
    ]
    return examined(shown, standards, [whole("PKG-047"), *found], starts(tree, standards))


def examined_tree(tree: SizedTree, form: list[Finding], shown: str) -> Examined:
    """``form``: what was found before its files were looked into."""
    standards, folder = kinds(tree)
    form = [*form, *name_findings(tree, folder)]
    inside = Below(tree, folder) if folder else tree
    readable = [] if control_file_too_large(inside) else standards
    addresses = starts(inside, readable) if standards else aicc_starts(tree)
    found = findings_in(tree, standards, form, folder, addresses)
    read = [*contents(inside, readable)]
    return replace(
        examined(shown, standards, found, addresses),
        played_as={one.name: held.played_as for one, held in read if held.played_as},
        versions={one.name: held.version for one, held in read if held.version},
        scored=is_scored(inside),
    )


def is_scored(tree: SizedTree) -> bool:
    """Whether a package of modulebouwer reports a score at completion: that of its questions, or the full one."""
    scripts = (path for path in tree if OWN_SCRIPT.fullmatch(path) and tree.size(path) <= MOST_PAGE_BYTES)
    return any(SCORED.match(tree.get(path, b"")) for path in scripts)


def examined(
    shown: str, standards: Iterable[Standard], found: Iterable[Finding], addresses: Iterable[str] = ()
) -> Examined:
    """Of ``found`` the paths are those in the package, "" for the package itself."""
    found = tuple(found)
    spoken_to = [*addresses, *(str(one.values.get("address", one.values.get("href", ""))) for one in found)]
    return Examined(
        shown,
        tuple(standard.name for standard in standards),
        tuple(replace(one, location=placed(one.location, shown)) for one in found),
        tuple(sorted({host for address in spoken_to if (host := host_of(address))})),
    )


def examine_file(path: Path) -> Examined:
    """As ``examine``, for a zip on disk or for the folder of one that was unpacked."""
    shown = path.as_posix()
    try:
        if path.is_dir():
            return examine_folder(path, shown)
        if not stat.S_ISREG(path.stat().st_mode):
            return Examined(shown, (), (Finding("PKG-033", Location(shown)),))
        with path.open("rb") as file:
            return examine(file, shown)
    except OSError as error:
        return Examined(shown, (), (unreadable(error, shown),))


def unreadable(error: OSError, shown: str) -> Finding:
    """At the file that ``error`` is about; at ``shown`` where none is named, or its name is the trouble."""
    named = isinstance(error.filename, str) and error.errno != errno.ENAMETOOLONG
    place = Path(error.filename).as_posix() if named else shown
    return Finding("PKG-020", Location(place), {"why": error.strerror or str(error)})


def examine_folder(folder: Path, shown: str) -> Examined:
    """What a zip of the folder's files would give, but for what only a zip has. Raises ``OSError``."""
    tree = FolderTree(folder)
    if "module.yaml" in tree and not any(one.control_file in tree for one in REGISTRY.values()):
        return Examined(shown, (), (Finding("PKG-220", Location(shown), {"path": shown}),))
    unfit = unfit_folder(tree)
    return examined(shown, [], unfit) if unfit else examined_tree(tree, [], shown)


def unfit_folder(tree: FolderTree) -> list[Finding]:
    """As ``unsafe``, of a folder: too large, or with what is no file of its own."""
    links = [at_entry("PKG-003", path) for path in tree.links]
    return [*folder_size_findings(tree), *links, *(at_entry("PKG-036", path) for path in tree.odd)]


def folder_size_findings(tree: FolderTree) -> Iterator[Finding]:
    if len(tree) > MOST_ENTRIES:
        yield whole("PKG-006", most=MOST_ENTRIES)
    size = sum(tree.size(path) for path in tree)
    if size > MOST_BYTES:
        yield whole("PKG-007", size=size >> 20, most=MOST_BYTES >> 20)


def verify_file(path: Path) -> list[Finding]:
    """As ``verify``, for a file on disk."""
    return list(examine_file(path).findings)


def findings_in(
    tree: SizedTree, standards: list[Standard], form: list[Finding], folder: str, addresses: list[str]
) -> list[Finding]:
    """What the standards say, then what was found in the ``form``, then what the pages load.

    ``addresses``: those that LMSs start, by their path in ``folder``.
    """
    content = list(content_findings(tree, standards, folder))
    if any(one.code in NOT_MEANT for one in content):
        return content
    found = [*content, *form]
    told = {one.values["address"] for one in found if one.code == FORBIDDEN_LOAD}
    framed = bool(standards) and all(one.runtime.kind == "scorm" for one in standards)
    loaded = (one for one in page_findings(tree, framed=framed) if one.values["address"] not in told)
    begins = [f"{folder}/{address}" if folder else address for address in addresses]
    return [
        *found,
        *([] if standards else aicc_missing(tree)),
        *dead_findings(tree, begins),
        *missing_findings(tree, begins),
        *capital_findings(tree),
        *loaded,
        *connection_findings(tree),
        *streamed_wasm(tree),
        *leaving_findings(tree),
        *drawing_findings(tree),
    ]


def unsafe(file: BinaryIO) -> list[Finding]:
    """Why the zip must not be unpacked, or cannot be: too large, ways out of the package, damage. Paths as above."""
    too_large = directory_too_large(file)
    if too_large:
        return [too_large]
    try:
        package = zipfile.ZipFile(file)
    except BROKEN as broken:
        return [not_a_zip(file, str(broken))]
    with package:
        return [*size_findings(package), *entry_findings(package)] or list(damage(package))


def unopenable(file: BinaryIO) -> list[Finding]:
    """Why nobody should play the zip: ``unsafe``, or a control file that is not read for its size."""
    file = without_comment(file)
    unfit = unsafe(file)
    if unfit:
        return unfit
    with zipfile.ZipFile(file) as package:
        too_large = control_file_too_large(ZipTree(package))
    return [too_large] if too_large else []


def unopenable_folder(tree: FolderTree) -> list[Finding]:
    """As ``unopenable``, of a folder."""
    too_large = control_file_too_large(tree)
    return unfit_folder(tree) or ([too_large] if too_large else [])


def directory_too_large(file: BinaryIO) -> Finding | None:
    """``zipfile`` reads the whole directory at once, so its size is looked up before."""
    size = file.seek(0, 2)
    file.seek(max(0, size - LONGEST_COMMENT - END_LENGTH - ZIP64_LOCATOR_LENGTH))
    tail = file.read()
    for found in re.finditer(re.escape(END), tail):
        record = tail[found.start() : found.start() + END_LENGTH]
        zip64 = tail[max(0, found.start() - ZIP64_LOCATOR_LENGTH) : found.start()].startswith(ZIP64_LOCATOR)
        if len(record) == END_LENGTH and (
            zip64 or struct.unpack_from("<L", record, 12)[0] > MOST_ENTRIES * SHORTEST_ENTRY * 8
        ):
            return whole("PKG-006", most=MOST_ENTRIES)
    return None


def files(package: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    return (entry for entry in package.infolist() if not entry.is_dir())


def size_findings(package: zipfile.ZipFile) -> Iterator[Finding]:
    entries = package.infolist()
    if len(entries) > MOST_ENTRIES:
        yield whole("PKG-006", most=MOST_ENTRIES)
    total = sum(entry.file_size for entry in entries)
    if total > MOST_BYTES:
        yield whole("PKG-007", size=total >> 20, most=MOST_BYTES >> 20)
        return
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if total > GROWTH_MATTERS and total > packed * MOST_GROWTH:
        yield whole("PKG-025", ratio=total // packed)


def entry_findings(package: zipfile.ZipFile) -> Iterator[Finding]:
    """What makes an entry impossible or unsafe to unpack."""
    for entry in package.infolist():
        name = entry.orig_filename
        if leaves_the_package(name):
            yield at_entry("PKG-002", printable(name))
        elif crooked(name):
            yield at_entry("PKG-186", name, better=straightened(name))
        elif stat.S_ISLNK(entry.external_attr >> 16):
            yield at_entry("PKG-003", name)
        elif entry.flag_bits & ENCRYPTED:
            yield at_entry("PKG-004", name)
        elif entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            yield at_entry("PKG-008", name, method=entry.compress_type)
    for name, count in Counter(entry.filename for entry in package.infolist()).items():
        if count > 1:
            yield at_entry("PKG-005", printable(name), count=count)


def leaves_the_package(name: str) -> bool:
    return (
        "\\" in name
        or re.match(r"[A-Za-z]:", name) is not None
        or name.startswith("/")
        or ".." in name.split("/")
        or not straightened(name)
        or any(ord(character) < 32 or ord(character) == 127 for character in name)
    )


def crooked(name: str) -> bool:
    """Whether it leads to a place in the package by steps that lead nowhere (``./a.html``, ``a//b.html``)."""
    return straightened(name) != name.removesuffix("/")


def straightened(name: str) -> str:
    return "/".join(part for part in name.split("/") if part not in ("", "."))


def printable(name: str) -> str:
    return name.encode("unicode_escape").decode("ascii") if not name.isprintable() else name


def damage(package: zipfile.ZipFile) -> Iterator[Finding]:
    """Entries whose data cannot be read or do not match their check sum; read in pieces, kept nowhere."""
    for entry in files(package):
        try:
            with package.open(entry) as data:
                while data.read(CHUNK):
                    pass
        except BROKEN as broken:
            yield at_entry("PKG-009", entry.filename, why=str(broken))


def kinds(tree: SizedTree) -> tuple[list[Standard], str]:
    """The standards that a package is written in, and the folder in it where it is, "" where it belongs.

    In a folder because somebody packed the folder itself; some LMSs find it there.
    """
    standards = recognised(tree)
    folder = "" if standards else misplaced(tree).rpartition("/")[0]
    return (recognised(Below(tree, folder)) if folder else standards), folder


def content_findings(tree: SizedTree, standards: list[Standard], folder: str) -> Iterator[Finding]:
    """The standard is recognised by what lies in the package; its own rules do the rest."""
    if folder:
        holds_all = all(path.startswith(f"{folder}/") or left_behind(path) for path in tree)
        if not (standards and holds_all and all(one.may_nest for one in standards)):
            yield at_entry("PKG-011", misplaced(tree))
        below = content_findings(Below(tree, folder), standards, "")
        yield from (replace(one, location=placed(one.location, folder)) for one in below)
        return
    too_large = control_file_too_large(tree)
    if too_large:
        yield too_large
        return
    for standard in standards:
        yield from standard.verify(tree)
        if standard.for_lms and XML_1_1.match(letters(tree[standard.control_file][:MOST_OF_A_DECLARATION])):
            yield at_entry("PKG-188", standard.control_file)
    beside = aicc(tree) if MANIFEST not in tree else None
    if not standards:
        yield unrecognised(tree)
    elif beside:
        yield beside


def control_file_too_large(tree: SizedTree) -> Finding | None:
    for path in sorted({standard.control_file for standard in REGISTRY.values()} & set(tree)):
        most = MOST_PAGE_BYTES if path.endswith(".html") else MOST_CONTROL_FILE_BYTES
        if tree.size(path) > most:
            return at_entry("PKG-010", path, most=most >> 20)
    return None


def page_findings(tree: FileTree, *, framed: bool) -> Iterator[Finding]:
    """``framed``: the LMS shows the pages in a frame, for which a browser fetches no icon."""
    for load in (each for first in foreign_loads(tree) for each in (first, *first.others)):
        if framed and load.icon:
            continue
        place = Location(load.path, load.line, load.column)
        code = "PKG-024" if load.sure else "PKG-032"
        yield Finding(code, place, {"path": load.path, "address": load.address})


def missing_findings(tree: FileTree, addresses: Iterable[str]) -> Iterator[Finding]:
    for one in missing_files(tree, addresses):
        values = {"address": one.address, "file": one.file}
        code = {"import": "PKG-204", "folder": "PKG-205"}.get(one.kind, "PKG-046")
        yield Finding(code, Location(one.path, one.line), values)


def capital_findings(tree: FileTree) -> Iterator[Finding]:
    """Of paths that are one where capitals do not count, all but the first."""
    first: dict[str, str] = {}
    for path in tree:
        other = first.setdefault(path.lower(), path)
        if other != path:
            yield at_entry("PKG-181", path, other=other)


def connection_findings(tree: FileTree) -> Iterator[Finding]:
    for load in foreign_connections(tree):
        place = Location(load.path, load.line, load.column)
        yield Finding("PKG-037", place, {"path": load.path, "address": load.address})


def starts(tree: FileTree, standards: Iterable[Standard]) -> list[str]:
    """The addresses that LMSs start, each once."""
    launches = (launch for _, held in contents(tree, standards) for launch in held.launches)
    return [*dict.fromkeys(launch.address for launch in launches)]


def contents(tree: FileTree, standards: Iterable[Standard]) -> Iterator[tuple[Standard, Contents]]:
    """What an LMS starts, in each standard that is for one and whose control file can be read."""
    for standard in standards:
        if standard.for_lms:
            try:
                yield standard, standard.contents(tree)
            except Unlaunchable:
                continue


def aicc_starts(tree: FileTree) -> list[str]:
    """As ``starts``, of a course in AICC's form."""
    return [*dict.fromkeys(assignable_addresses(tree))]


def aicc_missing(tree: FileTree) -> Iterator[Finding]:
    files = {address: file for address in aicc_starts(tree) if (file := file_of(address, ""))}
    gone = [address for address, file in files.items() if file not in tree]
    others = "yes" if len(gone) < len(aicc_starts(tree)) else "no"
    yield from (whole("PKG-203", address=address, others=others) for address in gone)


def dead_findings(tree: FileTree, addresses: Iterable[str]) -> Iterator[Finding]:
    """A part that begins with a film of Flash, and other files that browsers have stopped playing."""
    paths = [re.split("[?#]", address)[0] for address in addresses]
    started = dict.fromkeys(path for path in paths if path.lower().endswith(".swf"))
    others = "yes" if any(not path.lower().endswith(".swf") for path in paths) else "no"
    yield from (at_entry("PKG-042", path, others=others) for path in started)
    for path in tree:
        kind = DEAD.get(PurePosixPath(path).suffix.lower())
        if kind and path not in started:
            yield at_entry("PKG-045", path, kind=kind)


def leaving_findings(tree: FileTree) -> Iterator[Finding]:
    """The first page or script that sets the address of the window around it."""
    for path, _, data in texts(tree):
        small = data.lower()
        named = any(word in small for word in FRAME_WORDS)
        if path in tree and named and (found := LEAVES_FRAME.search(data)):
            line = data.count(b"\n", 0, found.start()) + 1
            yield Finding("PKG-043", Location(path, line), {"path": path})
            return


def drawing_findings(tree: SizedTree) -> Iterator[Finding]:
    """A drawing that runs something does so in the LMS's name when it is opened by itself."""
    for path in tree:
        if not path.lower().endswith(".svg") or tree.size(path) > MOST_DRAWING_BYTES:
            continue
        try:
            element = active_part(parse_xml(tree[path], instructions=True), pages_too=False)
        except XMLSyntaxError:
            continue
        if element is not None:
            values = {"path": path, "element": QName(element).localname}
            code = "PKG-202" if only_a_picture(tree, path) else "PKG-034"
            yield Finding(code, Location(path, element.sourceline or 1), values)


def end_findings(file: BinaryIO) -> Iterator[Finding]:
    """What stands before and behind the zip in its file, as far as it stops some programs."""
    if covered_end(file):
        yield whole("PKG-201")
    elif before := uncounted_before(file):
        yield whole("PKG-200", count=before)


def form_findings(package: zipfile.ZipFile) -> Iterator[Finding]:
    """What many LMSs take and some do not."""
    entries = list(files(package))
    streamed = 0
    for entry in entries:
        if entry.extract_version >= ZIP64_VERSION:
            yield at_entry("PKG-014", entry.filename)
        if entry.flag_bits & SIZES_BEHIND_DATA and entry.compress_type == zipfile.ZIP_STORED:
            yield at_entry("PKG-015", entry.filename)
        elif entry.flag_bits & SIZES_BEHIND_DATA:
            streamed += 1
    if streamed:
        yield whole("PKG-021", count=streamed)
    size = sum(entry.compress_size for entry in entries)
    if size > LARGE:
        yield whole("PKG-027", size=size >> 20, most=LARGE >> 20)


def name_findings(tree: FileTree, folder: str) -> Iterator[Finding]:
    """Of the names below ``folder`` alone, where the package lies in one: packed well it is without."""
    for path in tree:
        inside = path.removeprefix(f"{folder}/") if folder else path
        if fault := name_fault(inside):
            code, values = fault
            around = path.removesuffix(inside)
            better = {name: around + value for name, value in values.items() if name == "better"}
            yield at_entry(code, path, **{**values, **better})


def name_fault(name: str) -> tuple[str, dict[str, str]] | None:
    """What is unwise in a path of a package: the code, and what its words speak of."""
    path = PurePosixPath(name)
    if left_behind(name):
        return "PKG-026", {}
    if unsafe_characters := UNSAFE.findall("".join(path.parts)):
        told = ", ".join(shown(character) for character in dict.fromkeys(unsafe_characters))
        return "PKG-016", {"characters": told, "better": better_name(path)}
    if any(part.startswith(".") for part in path.parts):
        return "PKG-031", {"better": better_name(path)}
    if not path.suffix:
        return "PKG-017", {}
    if path.suffix.lower() == ".mjs":
        return "PKG-022", {}
    return ("PKG-023", {}) if path.suffix.lower() in SERVER_SUFFIXES else None


def shown(character: str) -> str:
    """A character between quotes; a space would not be seen there."""
    return "‘ ’ (U+0020)" if character == " " else f"‘{character}’"


def better_name(path: PurePosixPath) -> str:
    """The same path in characters that every LMS keeps: accents off, anything else a hyphen, no leading dot."""
    return "/".join(better_part(part) for part in path.parts)


def better_part(part: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", part) if not unicodedata.combining(c))
    return re.sub(r"-*\.", ".", re.sub(r"-+", "-", UNSAFE.sub("-", plain))).strip(".-") or "x"
