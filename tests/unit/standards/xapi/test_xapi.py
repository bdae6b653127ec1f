"""The writer to the letter, and a fixture per rule: a good package with one thing changed, and its one finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from modulebouwer.findings import message
from modulebouwer.standards.xapi.verify import verify
from modulebouwer.standards.xapi.writer import tincan
from package_trees import definition, xapi

GOLDEN = Path(__file__).parents[3] / "golden" / "xapi" / "tincan.xml"
IRI = "https://example.org/modules/samen-leren"
OTHER = '<activity id="{iri}" type="t"><name>Deel</name>{launch}</activity>'


def changed(before: str, after: str) -> tuple[dict[str, bytes], int]:
    """The good package with ``before`` replaced in tincan.xml, and the line where it stood."""
    tree = dict(xapi())
    text = tree["tincan.xml"].decode()
    assert before in text, f"tincan.xml has no {before}"
    tree["tincan.xml"] = text.replace(before, after, 1).encode()
    return tree, text[: text.index(before)].count("\n") + 1


def found(tree: dict[str, bytes]) -> list[tuple[str, int]]:
    return [(finding.code, finding.location.line) for finding in verify(tree)]


def test_tincan_to_the_letter() -> None:
    assert tincan(definition(base_iri="https://example.org/modules")).decode() == GOLDEN.read_text("utf-8")


def test_without_a_base_iri_nothing_is_written() -> None:
    with pytest.raises(ValueError, match="base_iri"):
        tincan(definition())


def test_nothing_in_what_we_write() -> None:
    assert found(dict(xapi())) == []


def test_nothing_in_a_course_with_parts() -> None:
    part = OTHER.format(iri=f"{IRI}/deel", launch="")
    tree, _ = changed("</activities>", f"{part}</activities>")
    assert found(tree) == []


RULES = [
    ("002", "</name>", "</naam>", 0),
    ("003", "<tincan", "<!DOCTYPE tincan>\n<tincan", -1),
    ("004", "http://projecttincan.com/tincan.xsd", "http://projecttincan.com/other.xsd", 0),
    ("005", f'id="{IRI}"', 'id="samen-leren"', 0),
    ("005", f'id="{IRI}" ', "", 0),
    ("006", "</activities>", f"{OTHER.format(iri=IRI, launch='')}</activities>", 0),
    ("007", '<name lang="nl">Eén &amp; ander</name>', '<name lang="nl"> </name>', 1),
    ("008", '<launch lang="nl">index.html</launch>', "", 3),
    (
        "008",
        "</activities>",
        f"{OTHER.format(iri=f'{IRI}/deel', launch='<launch>index.html</launch>')}</activities>",
        5,
    ),
    ("009", ">index.html<", ">start.html<", 0),
    ("009", ">index.html<", "><", 0),
    ("009", ">index.html<", ">./index.html<", 0),
    ("010", ">index.html<", ">index.html?endpoint=x<", 0),
]


@pytest.mark.parametrize(("number", "before", "after", "lines"), RULES)
def test_rule(number: str, before: str, after: str, lines: int) -> None:
    tree, line = changed(before, after)
    assert found(tree) == [(f"TIN-{number}", line - lines)]


def test_every_finding_has_words() -> None:
    tree, _ = changed(">index.html<", ">start.html<")
    (finding,) = verify(tree)
    assert "start.html" in message(finding, "nl")[0]
    assert "start.html" in message(finding, "en")[0]
