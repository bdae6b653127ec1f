"""What cmi5 and plain xAPI share: a module named by an absolute IRI, a control file that names one page to start."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree

from modulebouwer.findings import Finding, Location
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.model.module import LearningModule
from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.missing_files import file_of
from modulebouwer.package.xml import parse_xml
from modulebouwer.standards.standard import Unlaunchable

# RFC 3987, 2.2: a scheme, and after it nothing that must be escaped.
ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
# URL Standard, 3.1 and 4.4: of the schemes of the web the host may not be empty, nor hold any of these.
WEB_ADDRESS = re.compile(r"(?:https?|wss?|ftp):[/\\]*([^/\\?#]*)", re.IGNORECASE)
QUERY = re.compile(r"^([^?#]*)\?[^#]*")
FORBIDDEN_IN_HOST = re.compile(r"[\x00-\x20\x7f#/<>?@\\^|%\[\]]")


class Unreadable(NamedTuple):
    """Why a control file cannot be judged: ``malformed`` XML, or a ``doctype`` (some LMSs fail on one)."""

    kind: str
    line: int
    why: str


def base_iri_missing(code: str, name: str, module: LearningModule) -> Iterator[Finding]:
    """The standard names activities by IRIs that are the designer's own and stable; no default can be both.

    One that is written and wrong has a finding of its own. ``name``: the standard that asks for it.
    """
    written = module.source.gives(("base_iri",))
    if not module.definition.base_iri and not written and "module.yaml" not in module.unread:
        asked = [*module.definition.standards].index(name) if name in module.definition.standards else 0
        yield Finding(code, module.source.at("standards", asked))


def required_iri(module: ModuleDefinition) -> str:
    """The module's IRI. Raises ``ValueError`` without one: ``requires`` of the standard has told it before."""
    if not module.iri:
        raise ValueError("module.yaml has no base_iri")
    return module.iri


def parse(tree: FileTree, path: str) -> etree._Element | Unreadable:
    """The root of a control file, or why it cannot be judged."""
    try:
        root = parse_xml(tree[path])
    except etree.XMLSyntaxError as error:
        return Unreadable("malformed", max(error.position[0], 1), error.msg or "")
    if root.getroottree().docinfo.internalDTD is not None:
        return Unreadable("doctype", root.sourceline or 1, "")
    return root


def root_of(tree: FileTree, path: str) -> etree._Element:
    """As ``parse``, for who only wants to launch. Raises ``Unlaunchable``."""
    try:
        return parse_xml(tree[path])
    except KeyError as error:
        raise Unlaunchable(path) from error
    except etree.XMLSyntaxError as error:
        raise Unlaunchable(f"{path}: {error.msg}") from error


def text(element: etree._Element, path: str) -> str:
    return " ".join((element.findtext(path) or "").split())


def not_absolute(iri: str | None) -> bool:
    return not ABSOLUTE_IRI.fullmatch((iri or "").strip())


def impossible(url: str) -> bool:
    """Whether a browser can make no address of a whole ``url`` (URL Standard, 4.4): its host or its port is none."""
    found = WEB_ADDRESS.match(url)
    if not found:
        return False
    host, _, port = found[1].rpartition("@")[2].partition(":") if "[" not in found[1] else ("x", "", "")
    if FORBIDDEN_IN_HOST.search(unquote(host)) or not host or (port and not port.isascii()):
        return True
    try:
        return (urlsplit(url).port or 0) < 0
    except ValueError:
        return True


def missing_file(url: str, tree: FileTree) -> bool:
    """Whether a relative ``url`` names no file of the package, letter by letter as some LMSs look it up."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return not parts.scheme and (parts.path not in tree or bool(parts.fragment))


def named(url: str, tree: FileTree) -> dict[str, str]:
    """The values of a finding on an address that is a ``missing_file``: the file in it, and the one that is meant."""
    wanted = file_of(url, "").lower()
    meant = next((path for path in tree if path.lower() == wanted), "")
    return {"file": QUERY.sub(r"\1", url), "there": "yes" if meant else "no", "suggestion": meant}


def reserved_parameters(url: str, reserved: Set[str]) -> list[str]:
    """The ``reserved`` names in the query of ``url``, which an LMS adds itself; to the letter, as it reads them."""
    names = [pair.split("=")[0] for pair in url.partition("#")[0].partition("?")[2].split("&")]
    return [name for name in names if name in reserved]


def at(code: str, path: str, element: etree._Element, **values: str | int) -> Finding:
    return Finding(code, Location(path, element.sourceline or 1), values)
