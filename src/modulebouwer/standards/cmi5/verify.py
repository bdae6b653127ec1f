"""Is this a cmi5 package that LMSs take? The course structure's form, then what a schema cannot say.

Sources: cmi5 1.0, 3 (identifiers), 8.1 (launch), 13 (course structure), 14 (packages, and structures alone). A rule
that goes beyond them names the LMS it is there for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from lxml import etree

from modulebouwer.findings import Finding, Location
from modulebouwer.package.file_tree import FileTree, letters
from modulebouwer.standards.activities.control_file import (
    Unreadable,
    at,
    impossible,
    missing_file,
    named,
    not_absolute,
    parse,
    reserved_parameters,
    root_of,
)
from modulebouwer.standards.cmi5.course_structure import NAMESPACE, faults
from modulebouwer.standards.cmi5.names import COURSE_STRUCTURE

NS = f"{{{NAMESPACE}}}"
UNREADABLE = {"malformed": "CM5-002", "doctype": "CM5-003"}
IDENTIFIED = ("course", "objective", "block", "au")
# cmi5 8.1: what the LMS adds to the address.
LAUNCH_PARAMETERS = {"activityId", "actor", "endpoint", "fetch", "registration"}


def verify(tree: FileTree) -> Iterator[Finding]:
    """Findings at the paths of ``tree``, which holds ``cmi5.xml``. The rules speak of a form that players read."""
    return found_in(tree, (identifiers, references, urls))


def verify_alone(tree: FileTree) -> Iterator[Finding]:
    """As ``verify``, of a course structure without a zip."""
    return found_in(tree, (identifiers, references, whole_urls))


def found_in(
    tree: FileTree, rules: Iterable[Callable[[etree._Element, FileTree], Iterator[Finding]]]
) -> Iterator[Finding]:
    root = parse(tree, COURSE_STRUCTURE)
    if isinstance(root, Unreadable):
        entities = "yes" if b"<!ENTITY" in letters(tree[COURSE_STRUCTURE]) else "no"
        values = {"why": root.why, "entities": entities}
        yield Finding(UNREADABLE[root.kind], Location(COURSE_STRUCTURE, root.line), values)
        if root.kind == "malformed" or entities == "yes":
            return
        root = root_of(tree, COURSE_STRUCTURE)
    wrong_form = [*faults(root)]
    for fault in wrong_form:
        yield Finding(
            "CM5-004", Location(COURSE_STRUCTURE, fault.line), {"why": fault.why, "kind": fault.kind}
        )
    if all(fault.kind for fault in wrong_form):
        for rule in rules:
            yield from rule(root, tree)


def identifiers(root: etree._Element, tree: FileTree) -> Iterator[Finding]:  # noqa: ARG001
    """cmi5 3.0.0.0-1 and 13.1: absolute IRIs, each once among the elements of its kind."""
    for name in IDENTIFIED:
        seen: set[str] = set()
        for element in root.iter(NS + name):
            iri = element.get("id")
            if iri is None:
                continue
            if not_absolute(iri):
                yield at("CM5-005", COURSE_STRUCTURE, element, name=name, iri=iri)
            elif iri.strip() in seen:
                yield at("CM5-006", COURSE_STRUCTURE, element, name=name, iri=iri)
            elif iri != iri.strip():
                before = "yes" if iri[0].isspace() else "no"
                yield at("CM5-011", COURSE_STRUCTURE, element, name=name, iri=iri.strip(), before=before)
            seen.add(iri.strip())


def references(root: etree._Element, tree: FileTree) -> Iterator[Finding]:  # noqa: ARG001
    """cmi5 13.1.4: a unit or block refers to an objective that the course declares."""
    declared = {
        (element.get("id") or "").strip() for element in root.iterfind(f"{NS}objectives/{NS}objective")
    }
    for element in root.iter(f"{NS}objective"):
        idref = element.get("idref")
        if idref is not None and idref.strip() not in declared:
            yield at("CM5-007", COURSE_STRUCTURE, element, idref=idref)


def urls(root: etree._Element, tree: FileTree) -> Iterator[Finding]:
    """cmi5 14.1.0.0-4 and 8.1.0.0-6. The CATAPULT player wants the entry's name in the zip, letter by letter."""
    for element in root.iter(f"{NS}url"):
        url = (element.text or "").strip()
        if impossible(url):
            yield at("CM5-010", COURSE_STRUCTURE, element, url=url)
        elif missing_file(url, tree):
            yield at("CM5-008", COURSE_STRUCTURE, element, **named(url, tree))
        yield from reserved(element, url)


def whole_urls(root: etree._Element, tree: FileTree) -> Iterator[Finding]:  # noqa: ARG001
    """cmi5 14.2.0.0-1: beside a structure without a zip there is no file that a relative address could name."""
    for element in root.iter(f"{NS}url"):
        url = (element.text or "").strip()
        if impossible(url):
            yield at("CM5-010", COURSE_STRUCTURE, element, url=url)
        elif not_absolute(url):
            yield at("CM5-180", COURSE_STRUCTURE, element, url=url)
        yield from reserved(element, url)


def reserved(element: etree._Element, url: str) -> Iterator[Finding]:
    for name in reserved_parameters(url, LAUNCH_PARAMETERS):
        yield at("CM5-009", COURSE_STRUCTURE, element, name=name)
