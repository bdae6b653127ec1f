"""A fixture per rule: a good package with one thing changed, and its one finding."""

from __future__ import annotations

import pytest

from modulebouwer.findings import message
from modulebouwer.standards.cmi5.verify import verify
from package_trees import cmi5, definition

ROOT = "https://example.org/modules/samen-leren"


def changed(before: str, after: str) -> tuple[dict[str, bytes], int]:
    """The good package with ``before`` replaced in its course structure, and the line where it stood."""
    tree = dict(cmi5())
    text = tree["cmi5.xml"].decode()
    assert before in text, f"cmi5.xml has no {before}"
    tree["cmi5.xml"] = text.replace(before, after, 1).encode()
    return tree, text[: text.index(before)].count("\n") + 1


def found(tree: dict[str, bytes]) -> list[tuple[str, int]]:
    return [(finding.code, finding.location.line) for finding in verify(tree)]


def test_nothing_in_what_we_write() -> None:
    assert found(dict(cmi5())) == []
    assert found(dict(cmi5(definition(base_iri="https://example.org/m/")))) == []


RULES = [
    ("002", "</course>", "</cours>"),
    ("003", "<courseStructure", "<!DOCTYPE courseStructure>\n<courseStructure"),
    ("004", "https://w3id.org/xapi/profiles/cmi5/v1/", "https://w3id.org/xapi/profiles/cmi5/v2/"),
    ("004", 'moveOn="Completed"', 'moveOn="completed"'),
    ("004", 'launchMethod="AnyWindow"', 'launchMethod="AnyWindow" masteryScore="80"'),
    ("004", "<url>index.html</url>", "<url> </url>"),
    ("004", 'lang="nl"', 'lang="nl_NL"'),
    ("004", f'<course id="{ROOT}">', "<course>"),
    ("005", f'<course id="{ROOT}">', '<course id="samen-leren">'),
    ("005", f'<course id="{ROOT}">', '<course id="https://example.org/a b">'),
    ("006", f"{ROOT}/objective/doen", f"{ROOT}/objective/kijken"),
    ("007", f'idref="{ROOT}/objective/doen"', f'idref="{ROOT}/objective/laten"'),
    ("008", "<url>index.html</url>", "<url>start.html</url>"),
    ("008", "<url>index.html</url>", "<url>./index.html</url>"),
    ("008", "<url>index.html</url>", "<url>index%2Ehtml</url>"),
    ("008", "<url>index.html</url>", "<url>index.html#deel</url>"),
    ("009", "<url>index.html</url>", "<url>index.html?a=b&amp;actor=c</url>"),
]


@pytest.mark.parametrize(("number", "before", "after"), RULES)
def test_rule(number: str, before: str, after: str) -> None:
    tree, line = changed(before, after)
    codes = found(tree)
    assert codes[0] == (f"CM5-{number}", line + (number == "003"))
    # An objective's id that is given twice is also one that is missing.
    assert {code for code, _ in codes[1:]} <= ({"CM5-007"} if number == "006" else set())


@pytest.mark.parametrize("url", ["index.html?a=b", "https://example.org/start.html"])
def test_addresses_that_are_fine(url: str) -> None:
    tree, _ = changed("<url>index.html</url>", f"<url>{url}</url>")
    assert found(tree) == []


def test_elements_of_others_are_left_alone() -> None:
    tree, _ = changed("</au>", '<own:part xmlns:own="urn:own"><own:x y="1">z</own:x></own:part></au>')
    assert found(tree) == []


def test_every_finding_has_words() -> None:
    tree, _ = changed("<url>index.html</url>", "")
    (finding,) = verify(tree)
    assert "expected title description" in message(finding, "nl")[0]
    assert "expected title description" in message(finding, "en")[0]


@pytest.mark.parametrize(
    ("url", "file", "meant"),
    [
        ("start.html?deel=1", "start.html", ""),
        ("./index.html?deel=1", "./index.html", "index.html"),
        ("Index.HTML#a?b", "Index.HTML#a?b", "index.html"),
        ("een/../index%2Ehtml", "een/../index%2Ehtml", "index.html"),
    ],
)
def test_a_file_that_is_absent_and_one_that_is_called_otherwise(url: str, file: str, meant: str) -> None:
    tree, _ = changed("<url>index.html</url>", f"<url>{url}</url>")
    (finding,) = verify(tree)
    told, hint = message(finding, "en")
    assert told == f"The start file ‘{file}’ is not in the package{' under just that name' if meant else ''}."
    assert hint.startswith(f"Did you mean ‘{meant}’? Include" if meant else "Include")
