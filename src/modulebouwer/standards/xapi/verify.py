"""Is this a package that LMSs with a plain xAPI launch take?

Source: the launch guideline of the Experience API's first makers. Its schema is not to be had any more; these rules are
written from the guideline's text.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from modulebouwer.findings import Finding, Location
from modulebouwer.package.file_tree import FileTree
from modulebouwer.standards.activities.control_file import (
    Unreadable,
    at,
    missing_file,
    named,
    not_absolute,
    parse,
    reserved_parameters,
)
from modulebouwer.standards.xapi.names import TINCAN

NAMESPACE = "http://projecttincan.com/tincan.xsd"
# RusticiSoftware's launch text (lms_lrs.md): what the LMS adds to the address.
LAUNCH_PARAMETERS = {
    "Accept-Language",
    "activity_id",
    "activity_platform",
    "actor",
    "auth",
    "endpoint",
    "grouping",
    "registration",
}
NS = f"{{{NAMESPACE}}}"
UNREADABLE = {"malformed": "TIN-002", "doctype": "TIN-003"}


def verify(tree: FileTree) -> Iterator[Finding]:
    """Findings at the paths of ``tree``, which holds ``tincan.xml``."""
    root = parse(tree, TINCAN)
    if isinstance(root, Unreadable):
        yield Finding(UNREADABLE[root.kind], Location(TINCAN, root.line), {"why": root.why})
        return
    activities = root.findall(f"{NS}activities/{NS}activity")
    if root.tag != f"{NS}tincan" or not activities:
        yield at("TIN-004", TINCAN, root, expected=NAMESPACE)
        return
    yield from identifiers(activities)
    yield from names(activities)
    yield from launches(activities, tree)


def identifiers(activities: list[etree._Element]) -> Iterator[Finding]:
    """xAPI Data 2.4.4.1: absolute IRIs. The guideline: an activity stands in the list once."""
    seen: set[str] = set()
    for activity in activities:
        iri = activity.get("id") or ""
        if not_absolute(iri):
            yield at("TIN-005", TINCAN, activity, iri=iri)
        elif iri in seen:
            yield at("TIN-006", TINCAN, activity, iri=iri)
        seen.add(iri)


def names(activities: list[etree._Element]) -> Iterator[Finding]:
    for activity in activities:
        if not (activity.findtext(f"{NS}name") or "").strip():
            yield at("TIN-007", TINCAN, activity)


def launches(activities: list[etree._Element], tree: FileTree) -> Iterator[Finding]:
    """One activity can be launched, at one address a language."""
    launched = [activity for activity in activities if activity.find(f"{NS}launch") is not None]
    if len(launched) != 1:
        yield at("TIN-008", TINCAN, activities[0], count=len(launched))
    for activity in launched:
        for launch in activity.iterfind(f"{NS}launch"):
            url = (launch.text or "").strip()
            if not url or missing_file(url, tree):
                yield at("TIN-009", TINCAN, launch, **named(url, tree))
            for name in reserved_parameters(url, LAUNCH_PARAMETERS):
                yield at("TIN-010", TINCAN, launch, name=name)
