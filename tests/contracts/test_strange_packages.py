"""No rule of ``verify`` stops at a stranger's package, whatever is left out of it, empty, twice or something else.

One thing at a time is changed in packages of each standard. Who stops is told by name, with what was changed.
"""

from __future__ import annotations

import io
import traceback
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from harness.packages import small_package
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.findings import message
from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.lms_report import text
from modulebouwer.package.verify import Examined, examine
from modulebouwer.package.xml import parse_xml
from modulebouwer.standards import REGISTRY, Unlaunchable, recognised
from packages import styles
from packages.test_tools import ROWS, plain

SOURCE = Path(__file__).parents[2] / "src" / "modulebouwer"
# What stands where a title, a number, a name or an address should.
ODD = ("", "☃ %41 ://?#", "-1e999")
# The same of a whole file: nothing, no text, text in other encodings, markup that begins and does not end.
FILES = (b"", b"\0\xff\xfe\x80", "<a b='ë'/>".encode("utf-16"), "é".encode("latin-1"), b"<!doctype html><p")
# Names beside which a rule must pass.
NAMES = (
    "A.HTML",
    "é/%00?.js",
    "-",
    "a b/c.svg",
    "imsmanifest.XML",
    "cmi5.xml.bak",
    "x.css",
    "/".join("abcdefgh"),
)


@cache
def packages_of(name: str) -> list[tuple[str, FileTree]]:
    """Who made it → a package of a standard: ours, and those of other tools that have the most to change in them."""
    trees = {tool: plain(row[0]) for tool, row in ROWS.items()}
    trees |= {
        maker: getattr(styles, maker)() for maker in ("adapt", "exelearning", "xapi_export", "cmi5_export")
    }
    ours = [(tool, tree) for tool, tree in trees.items() if [one.name for one in recognised(tree)] == [name]]
    ours.sort(key=lambda one: -len(kinds(one[1][REGISTRY[name].control_file])))
    return [("modulebouwer", light(small_package(name), REGISTRY[name].control_file)), *ours[:2]]


def light(tree: FileTree, control: str) -> FileTree:
    """A package of ours without all that a page holds, of which no rule asks so much a thousand times."""
    page = b"<!doctype html><title>x</title><script src='a.js'></script><a href='https://example.org/'>x</a>"
    return {
        path: data if path == control or len(data) < 5_000 else page if path.endswith(".html") else b"a.b()"
        for path, data in tree.items()
        if not path.endswith((".xsd", ".dtd"))
    }


def kinds(control: bytes) -> set[object]:
    """The names of elements and attributes in a control file."""
    root = read(control)
    return set() if root is None else {name for one in root.iter() for name in (one.tag, *one.attrib)}


def read(control: bytes) -> etree._Element | None:
    try:
        return parse_xml(control)
    except etree.XMLSyntaxError:
        return None


def changed_control(control: bytes) -> Iterator[tuple[str, bytes]]:
    """A control file with one element or attribute left out, empty, odd or twice; of text, with one line so."""
    root = read(control)
    if root is None:
        lines = control.splitlines(keepends=True)
        for number in range(0, len(lines), len(lines) // 40 + 1):
            yield f"line {number + 1} is left out", b"".join([*lines[:number], *lines[number + 1 :]])
            yield f"line {number + 1} is empty", b"".join([*lines[:number], b"\n", *lines[number + 1 :]])
            yield f"line {number + 1} stands twice", b"".join([*lines[: number + 1], *lines[number:]])
        return
    seen: set[object] = set()
    for number, element in enumerate(root.iter()):
        if not isinstance(element.tag, str):
            continue
        name = f"<{etree.QName(element).localname}>"
        if element.tag not in seen and number:
            yield f"{name} is left out", without(root, number)
            yield f"{name} stands twice", twice(root, number)
        if element.tag not in seen:
            yield f"{name} has nothing in it", emptied(root, number)
            for odd in ODD:
                yield f"{name} says {odd!r}", saying(root, number, odd)
        for attribute in element.attrib:
            if (element.tag, attribute) not in seen:
                short = etree.QName(attribute).localname
                yield f"{short} of {name} is left out", with_attribute(root, number, str(attribute), None)
                for odd in ODD:
                    yield f"{short} of {name} is {odd!r}", with_attribute(root, number, str(attribute), odd)
            seen.add((element.tag, attribute))
        seen.add(element.tag)


def copied(root: etree._Element, number: int) -> tuple[etree._Element, etree._Element]:
    copy = deepcopy(root)
    return copy, list(copy.iter())[number]


def without(root: etree._Element, number: int) -> bytes:
    copy, element = copied(root, number)
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)
    return etree.tostring(copy)


def twice(root: etree._Element, number: int) -> bytes:
    copy, element = copied(root, number)
    element.addnext(deepcopy(element))
    return etree.tostring(copy)


def emptied(root: etree._Element, number: int) -> bytes:
    copy, element = copied(root, number)
    del element[:]
    element.text = None
    return etree.tostring(copy)


def saying(root: etree._Element, number: int, words: str) -> bytes:
    copy, element = copied(root, number)
    element.text = words
    return etree.tostring(copy)


def with_attribute(root: etree._Element, number: int, name: str, value: str | None) -> bytes:
    copy, element = copied(root, number)
    if value is None:
        del element.attrib[name]
    else:
        element.set(name, value)
    return etree.tostring(copy)


def changed_files(tree: FileTree) -> Iterator[tuple[str, FileTree]]:
    """A package with one file gone, or with something else in it; with files of odd names beside it."""
    for path in list(tree)[:12]:
        yield f"{path} is not there", {other: data for other, data in tree.items() if other != path}
        for content in FILES:
            yield f"{path} holds {content!r}", {**tree, path: content}
    for path in NAMES:
        for content in FILES:
            yield f"{path} lies in it with {content!r}", {**tree, path: content}


def judged(name: str, tree: FileTree, change: str) -> None:
    """Everything that is said of a package, in every language; what stops is told with its place."""
    try:
        said(examine(zipped(tree), "a.zip"))
        launched(name, tree)
    except Exception as error:
        raise AssertionError(f"{name}: {stopped(error)} where {change}") from error


def judged_by_its_standard(name: str, tree: FileTree, change: str) -> None:
    """As ``judged``, by what stands in the control file alone."""
    try:
        said(Examined("a.zip", (name,), tuple(REGISTRY[name].verify(tree))))
        launched(name, tree)
    except Exception as error:
        raise AssertionError(f"{name}: {stopped(error)} where {change}") from error


def zipped(tree: FileTree) -> io.BytesIO:
    """As a stranger packs it: with any name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for path, data in tree.items():
            package.writestr(path, data)
    return file


def said(package: Examined) -> None:
    for language in LANGUAGES:
        assert all(message(finding, language)[0] for finding in package.findings)
        text(package, language)


def launched(name: str, tree: FileTree) -> None:
    try:
        assert REGISTRY[name].contents(tree).launches is not None
    except Unlaunchable:
        return


def stopped(error: Exception) -> str:
    """The rule that raised, the last function of ours in a standard or else of the program."""
    ours = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(str(SOURCE))
    ]
    rules = [frame for frame in ours if f"{SOURCE}/standards/" in frame.filename] or ours
    if not rules:
        return repr(error)
    place = Path(rules[-1].filename).relative_to(SOURCE)
    return f"{rules[-1].name} ({place}:{rules[-1].lineno}) stops with {error!r}"


@pytest.mark.parametrize("name", REGISTRY)
def test_no_rule_stops_at_a_control_file(name: str) -> None:
    control = REGISTRY[name].control_file
    for tool, tree in packages_of(name):
        for change, data in changed_control(tree[control]):
            judged_by_its_standard(name, {**tree, control: data}, f"{change} ({control}, {tool})")


@pytest.mark.parametrize("name", REGISTRY)
def test_no_rule_stops_at_a_file(name: str) -> None:
    for tool, tree in packages_of(name)[:2]:
        for change, other in changed_files(tree):
            judged(name, other, f"{change} ({tool})")
