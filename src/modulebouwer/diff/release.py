"""A version of a module as its learners have it: read out of a package, or out of the folder that it is built from."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from modulebouwer.findings import Finding, Severity, severity
from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.verify import MOST_BYTES, MOST_ENTRIES, ZipTree, examine_file
from modulebouwer.render.launch_page import COURSE, LAUNCH_PAGE
from modulebouwer.standards import REGISTRY, WriteOptions
from modulebouwer.wrong_use import WrongUse

# The script is named by what is in it: another name is a change, not one file gone and one come.
SCRIPT = re.compile(r"^(player)-[0-9a-f]{8}\.js$")
# What runs on within a sentence (HTML Living Standard 4.5); every other element begins a new piece of text.
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
}  # fmt: skip
# What follows from the order of the sections or belongs to the player; a prompt is compared apart.
NOT_TEXT_CLASSES = {"label", "no-script", "prompt", "script-only"}
NOT_TEXT_ATTRIBUTES = {"data-interaction", "data-status", "data-count", "data-earlier", "data-print"}


@dataclass(frozen=True)
class Prompt:
    id: str
    section: str
    text: str
    max_length: int
    required: bool


@dataclass(frozen=True)
class Section:
    """``blocks``: its texts in reading order, white space made single."""

    id: str
    title: str
    blocks: tuple[str, ...]


@dataclass(frozen=True)
class Release:
    """``items``: the identifiers under which an LMS keeps work (item, AU or activity), with their titles.

    ``identifier``, ``version``, ``sections`` and ``prompts`` are empty for a package of another maker. ``contents``
    are the SHA-256 digests of the files, by path.
    """

    path: str
    standard: str
    title: str
    items: Mapping[str, str]
    contents: Mapping[str, str]
    identifier: str = ""
    version: str = ""
    sections: tuple[Section, ...] = ()
    prompts: tuple[Prompt, ...] = ()


def read_releases(old: Path, new: Path) -> tuple[Release, Release]:
    """Both sides; the source folder of a module is taken in the other side's standard. Raises ``WrongUse``."""
    sources = [is_source(path) for path in (old, new)]
    first = None if sources[0] else read_release(old)
    second = None if sources[1] else read_release(new)
    known = first or second
    standard = known.standard if known else ""
    return first or built_release(old, standard), second or built_release(new, standard)


def is_source(path: Path) -> bool:
    return (path / "module.yaml").is_file()


def read_release(path: Path) -> Release:
    """The release in a zip, or in a folder with an unpacked package. Raises ``WrongUse`` when it cannot be read."""
    shown = path.as_posix()
    if path.is_dir():
        tree = folder_tree(path)
        return release_of(tree, shown)
    unsafe = [one for one in examine_file(path).findings if one.code.startswith("PKG-") and is_error(one)]
    if unsafe:
        raise WrongUse("not_comparable", path=shown, code=unsafe[0].code)
    with path.open("rb") as file, zipfile.ZipFile(file) as package:
        return release_of(ZipTree(package), shown)


def is_error(finding: Finding) -> bool:
    return severity(finding.code) is Severity.ERROR


def folder_tree(folder: Path) -> FileTree:
    """Raises ``WrongUse`` for more than a package may be; links that leave the folder are not followed."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    if len(paths) > MOST_ENTRIES or sum(path.stat().st_size for path in paths) > MOST_BYTES:
        raise WrongUse("not_comparable", path=folder.as_posix(), code="PKG-007")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def built_release(folder: Path, standard: str) -> Release:
    """The release that ``folder`` would be built to, without writing it; its first standard when none is given."""
    from modulebouwer.render.pages import render
    from modulebouwer.source.loader import load
    from modulebouwer.source.look import read_look, read_templates

    module, problems = load(folder, folder.as_posix())
    templates, unread = read_templates(folder, folder.as_posix())
    look, unshown = read_look(module.definition, module.source, templates) if module else (None, [])
    wrong = [one for one in [*problems, *unread, *unshown] if is_error(one)]
    if module is None or look is None or wrong:
        raise WrongUse("not_comparable", path=folder.as_posix(), code=wrong[0].code if wrong else "SRC-001")
    chosen = REGISTRY[standard or module.definition.standards[0]]
    missing = [one for one in chosen.requires(module) if is_error(one)]
    if missing:
        raise WrongUse("not_comparable", path=folder.as_posix(), code=missing[0].code)
    course = render(module, look)
    return release_of(chosen.write(course, WriteOptions()), folder.as_posix())


def release_of_zip(data: bytes, shown: str) -> Release:
    """As ``read_release``, for a package that was just built."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return release_of(ZipTree(package), shown)


def release_of(tree: FileTree, shown: str) -> Release:
    standards = [standard for standard in REGISTRY.values() if standard.recognises(tree)]
    if not standards:
        raise WrongUse("not_comparable", path=shown, code="PKG-012")
    standard = standards[0]
    items, title = activities(tree, standard.control_file)
    contents = {SCRIPT.sub(r"\1.js", path): digest(tree, path) for path in tree}
    page = launch_page(tree)
    course = course_of(tree, page)
    if page is None or course is None:
        return Release(shown, standard.name, title, items, contents)
    return Release(
        path=shown,
        standard=standard.name,
        title=str(course["title"]),
        items=items or {str(course["identifier"]): str(course["title"])},
        contents=contents,
        identifier=str(course["identifier"]),
        version=str(course["version"]),
        sections=tuple(sections(page, course)),
        prompts=tuple(
            Prompt(i["id"], i["section"], i["prompt"], int(i["maxLength"]), bool(i["required"]))
            for i in course["interactions"]
        ),
    )


def digest(tree: FileTree, path: str) -> str:
    return tree.digest(path) if isinstance(tree, ZipTree) else hashlib.sha256(tree[path]).hexdigest()


def activities(tree: FileTree, control_file: str) -> tuple[dict[str, str], str]:
    """Identifier → title of all that an LMS keeps work for, and the package's own title."""
    if not control_file.endswith(".xml"):
        return {}, ""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        root = etree.fromstring(tree[control_file], parser)
    except etree.XMLSyntaxError as error:
        raise WrongUse("not_comparable", path=control_file, code="PKG-013") from error
    kinds = (
        (".//{*}item[@identifierref]", "identifier", "{*}title"),
        (".//{*}au", "id", "{*}title/{*}langstring"),
        (".//{*}activity[{*}launch]", "id", "{*}name"),
    )
    found = {
        element.get(attribute, ""): (element.findtext(title) or "").strip()
        for query, attribute, title in kinds
        for element in root.iterfind(query)
    }
    heading = root.findtext(".//{*}organization/{*}title") or root.findtext(
        "{*}course/{*}title/{*}langstring"
    )
    return found, (heading or next(iter(found.values()), "")).strip()


def launch_page(tree: FileTree) -> etree._Element | None:
    data = tree.get(LAUNCH_PAGE, b"").strip()
    return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", no_network=True)) if data else None


def course_of(tree: FileTree, page: etree._Element | None) -> dict[str, Any] | None:
    """The course that modulebouwer writes into a package (render/launch_page.py); None in another maker's."""
    try:
        course = json.loads(course_text(tree, page)) if page is not None else None
    except ValueError:
        return None
    wanted = {"identifier", "version", "title", "sections", "interactions"}
    return course if isinstance(course, dict) and wanted <= course.keys() else None


def course_text(tree: FileTree, page: etree._Element) -> str:
    """The JSON at the beginning of the page's script; before version 0.2 it stood in the page itself."""
    for source in page.xpath("//script/@src"):
        first, _, _ = tree.get(str(source), b"").partition(b"\n")
        if first.startswith(COURSE.encode()):
            return first.decode("utf-8", "replace").removeprefix(COURSE).rstrip(";")
    inside = page.xpath("//script[@id='course'][@type='application/json']/text()")
    return str(inside[0]) if inside else ""


def sections(page: etree._Element, course: Mapping[str, Any]) -> Iterator[Section]:
    for section in course["sections"]:
        found = page.xpath("//section[@data-section=$id]", id=section["id"])
        yield Section(section["id"], section["title"], tuple(blocks(found[0])) if found else ())


def blocks(element: etree._Element) -> Iterator[str]:
    """The pieces of text in reading order, with the text alternatives of pictures; white space made single."""
    piece: list[str] = []
    for part in [*parts(element), None]:
        if part is not None:
            piece.append(part)
            continue
        text = " ".join("".join(piece).split())
        piece.clear()
        if text:
            yield text


def parts(element: etree._Element) -> Iterator[str | None]:
    """The texts below ``element``; None where a new piece begins."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and is_text(child):
            if child.tag == "img":
                yield f" {child.get('alt', '')} "
            elif child.tag in INLINE:
                yield from parts(child)
            else:
                yield None
                yield from parts(child)
                yield None
        yield child.tail or ""


def is_text(element: etree._Element) -> bool:
    classes = set((element.get("class") or "").split())
    return (
        element.tag not in ("nav", "script", "style", "summary", "template")
        and NOT_TEXT_CLASSES.isdisjoint(classes)
        and NOT_TEXT_ATTRIBUTES.isdisjoint(element.attrib)
    )
