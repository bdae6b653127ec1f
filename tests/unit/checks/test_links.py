"""Where a link leads: to what is there, or a finding that says what was meant."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from markdown_it.token import Token

from modulebouwer.checks.links import (
    BARE,
    NEARLY,
    SPACED,
    UNLINKED,
    WIKI,
    address_like,
    leading_somewhere,
    link,
    link_of,
    links,
    shown_as,
)
from modulebouwer.findings import Finding, Location
from modulebouwer.model.module import LearningModule
from modulebouwer.source.loader import load

BASE = Path(__file__).parents[2] / "cases" / "base"

PLACE = Location("les/sections/begin.md", 3, 5)
TARGETS = {
    "section": frozenset({"begin", "verder"}),
    "term": frozenset({"partner", "school"}),
    "theme": frozenset({"rust"}),
}


def told(
    address: str, targets: dict[str, frozenset[str]] = TARGETS, broken: frozenset[str] = frozenset()
) -> tuple[list[Finding], set[str]]:
    """The findings about a link, and the terms that it names."""
    used: set[str] = set()
    token = Token("link_open", "a", 1, attrs={"href": address}, meta={"location": PLACE})
    return list(link(token, targets, {}, broken, used)), used


@pytest.mark.parametrize(
    ("address", "code", "values"),
    [
        ("media/kaart.png", "LNK-011", {"path": "media/kaart.png"}),
        ("Verslag%202.DOCX", "LNK-011", {"path": "Verslag 2.DOCX"}),
        ("map/verslag.pdf", "LNK-011", {"path": "map/verslag.pdf"}),
        ("verder", "LNK-006", {"address": "verder", "suggestion": "section:verder"}),
        ("#partner", "LNK-006", {"address": "#partner", "suggestion": "term:partner"}),
        ("sections/verder.md", "LNK-006", {"address": "sections/verder.md", "suggestion": "section:verder"}),
        (
            "www.poraad.nl/a",
            "LNK-006",
            {"address": "www.poraad.nl/a", "suggestion": "https://www.poraad.nl/a"},
        ),
        ("poraad.nl", "LNK-006", {"address": "poraad.nl", "suggestion": "https://poraad.nl"}),
        ("info@poraad.nl", "LNK-006", {"address": "info@poraad.nl", "suggestion": "mailto:info@poraad.nl"}),
        ("elders", "LNK-006", {"address": "elders", "suggestion": ""}),
        ("section:verdr", "LNK-001", {"id": "verdr", "suggestion": "verder"}),
        ("SECTION:weg", "LNK-001", {"id": "weg", "suggestion": ""}),
        ("theme:rustt", "LNK-003", {"id": "rustt", "suggestion": "rust"}),
        ("http://example.org/", "LNK-004", {"address": "http://example.org/"}),
        ("begrip:partner", "LNK-005", {"scheme": "begrip", "suggestion": "term"}),
        ("hoofdstuk:begin", "LNK-005", {"scheme": "hoofdstuk", "suggestion": "section"}),
        ("sectie:begin", "LNK-005", {"scheme": "sectie", "suggestion": "section"}),
        ("thema:rust", "LNK-005", {"scheme": "thema", "suggestion": "theme"}),
        ("sections:begin", "LNK-005", {"scheme": "sections", "suggestion": "section"}),
        ("htps://example.org", "LNK-005", {"scheme": "htps", "suggestion": "https"}),
        ("ftp://example.org", "LNK-005", {"scheme": "ftp", "suggestion": ""}),
    ],
)
def test_what_leads_nowhere_is_told_with_what_was_meant(
    address: str, code: str, values: dict[str, str]
) -> None:
    (finding,), _ = told(address)
    assert (finding.code, finding.location, finding.values) == (code, PLACE, values)


@pytest.mark.parametrize(
    "address",
    [
        "section:begin",
        "theme:rust",
        "https://example.org/a.pdf",
        "mailto:info@example.org",
        "Term:school",
        "tel:+31201234567",
        "TEL:112",
    ],
)
def test_what_leads_somewhere_is_fine(address: str) -> None:
    assert told(address)[0] == []


def test_a_long_address_is_shortened() -> None:
    for address in ("http://" + "a" * 200, "media/" + "a" * 200, "section:" + "a" * 200, "a" * 200):
        ((finding,), _) = told(address)
        values = finding.values
        shown = str(values.get("address") or values.get("path") or values["id"])
        assert (len(shown), shown[-3:]) == (60, "..."), address


def test_a_term_is_used_by_whoever_names_it_or_means_it() -> None:
    assert told("term:partner") == ([], {"partner"})
    (finding,), used = told("term:partnr")
    assert (finding.code, finding.values) == ("LNK-002", {"id": "partnr", "suggestion": "partner"})
    assert used == {"partnr", "partner"}
    assert told("#partner")[1] == {"partner"}
    assert told("begrip:partner")[1] == {"partner"}
    assert told("section:weg")[1] == set()


def test_what_could_not_be_read_may_be_there() -> None:
    assert told("section:weg", broken=frozenset({"weg"}))[0] == []
    assert told("theme:weg", {"term": frozenset()})[0] == []
    assert told("section:weg", {"term": frozenset()})[0] == []
    assert [one.code for one in told("term:weg", {"term": frozenset()})[0]] == ["LNK-002"]


def test_a_link_without_an_address_leads_nowhere() -> None:
    token = Token("link_open", "a", 1, meta={"location": PLACE})
    (finding,) = link(token, TARGETS, {}, frozenset(), set())
    assert (finding.code, finding.values["address"]) == ("LNK-006", "")


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("'https://example.org/a'", "https://example.org/a"),
        ("“verder”", "section:verder"),
        ("<www.poraad.nl>", "https://www.poraad.nl"),
        ("section;verder", "section:verder"),
        ("term. partner", "term:partner"),
        ("section;weg", ""),
        ("##verder", "section:verder"),
    ],
)
def test_an_address_that_was_meant(address: str, meant: str) -> None:
    assert address_like(address, TARGETS) == meant


@pytest.mark.parametrize(
    ("pattern", "written", "proposed"),
    [
        (NEARLY, "[de raad] (https://poraad.nl/a)", "[de raad](https://poraad.nl/a)"),
        (NEARLY, "(de raad)[section:begin]", "[de raad](section:begin)"),
        (SPACED, "![Kaart](media/mijn kaart.png)", "![Kaart](media/mijn-kaart.png)"),
        (SPACED, "[de raad](https://poraad.nl/een twee)", "[de raad](https://poraad.nl/een%20twee)"),
        (SPACED, "[verder](section:Hoe nu: verder)", "[verder](section:hoe-nu-verder)"),
        (WIKI, "[[Hoe verder]]", "[Hoe verder](section:hoe-verder)"),
        (WIKI, "[[Hoe verder| dit deel ]]", "[dit deel](section:hoe-verder)"),
        (WIKI, "[[!]]", "[!](section:…)"),
        (UNLINKED, "Begin (section:begin)", "[Begin](section:begin)"),
        (BARE, "www.poraad.nl", "[…](https://www.poraad.nl)"),
        (BARE, "https://poraad.nl/a", "[…](https://poraad.nl/a)"),
    ],
)
def test_a_link_that_is_not_quite_one_is_proposed_whole(
    pattern: re.Pattern[str], written: str, proposed: str
) -> None:
    match = pattern.fullmatch(written)
    assert match is not None
    assert link_of(match.groupdict()) == proposed


@pytest.mark.parametrize(
    ("proposed", "near", "used"),
    [
        ("[a](section:verdr)", "[a](section:verder)", set()),
        ("[a](section:begin)", "[a](section:begin)", set()),
        ("[a](term:partnr)", "[a](term:partner)", {"partner"}),
        ("[a](term:iets-heel-anders)", "[a](term:iets-heel-anders)", {"iets-heel-anders"}),
        ("[a](https://poraad.nl)", "[a](https://poraad.nl)", set()),
    ],
)
def test_a_proposed_link_leads_to_what_is_nearest(proposed: str, near: str, used: set[str]) -> None:
    named: set[str] = set()
    found = Finding("LNK-013", PLACE, {"written": "a", "link": proposed})
    assert leading_somewhere(found, TARGETS, named).values == {"written": "a", "link": near}
    assert named == used


def test_a_proposed_link_to_what_could_not_be_read_stays() -> None:
    found = Finding("LNK-013", PLACE, {"written": "a", "link": "[a](theme:rust)"})
    assert leading_somewhere(found, {"term": frozenset()}, set()) == found


Read = Callable[[str], LearningModule]
TERM = ":::{term}\nid: regio\nterm: regio\ndefinition: Het gebied.\n:::\n"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The base with a text below its section."""

    def made(text: str) -> LearningModule:
        shutil.copytree(BASE, tmp_path / "m")
        written = f"---\ntitle: Begin\nminutes: 10\n---\n\n{text}\n"
        (tmp_path / "m" / "sections" / "begin.md").write_text(written, "utf-8")
        module, _ = load(tmp_path / "m", "m")
        assert module is not None
        return module

    return made


@pytest.mark.parametrize(
    ("unread", "told"),
    [
        (set(), ["LNK-001", "LNK-002", "LNK-003"]),
        ({"module.yaml"}, ["LNK-002"]),
        ({"terms.md"}, ["LNK-001", "LNK-003"]),
        ({"themes"}, ["LNK-001", "LNK-002"]),
        ({"module.yaml", "terms.md", "themes"}, []),
    ],
)
def test_nothing_is_said_of_what_nothing_is_known_of(read: Read, unread: set[str], told: list[str]) -> None:
    module = read("Zie [a](section:weg), [b](term:weg) en [c](theme:weg).")
    assert [one.code for one in links(replace(module, unread=frozenset(unread)))] == told


def test_what_stands_in_a_section_that_is_not_listed_is_told_as_that(read: Read) -> None:
    module = replace(read("Zie [a](section:elders) en [b](section:weg)."), unlisted={"elders": "elders"})
    assert [one.code for one in links(module)] == ["SEC-013", "LNK-001"]


def test_a_section_that_is_missing_may_hold_a_term_and_no_section(read: Read) -> None:
    module = replace(read("Zie [a](section:weg), [b](term:weg) en [c](theme:weg)."), lacking=True)
    assert [one.code for one in links(module)] == ["LNK-001", "LNK-003"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Niets.", ["LNK-009"]),
        ("Zie [de regio](term:regio).", []),
        # Not quite links to it, and a link to a term that may be this one.
        ("Zie {term}`regio`.\n\nEn [meer](section:begin).", []),
        ("Zie regio (term:regio).", ["LNK-013"]),
        ("Zie [[regio]] en [meer](term:weg).", ["LNK-002", "LNK-013"]),
    ],
)
def test_a_term_that_nobody_names(read: Read, text: str, told: list[str]) -> None:
    assert [one.code for one in links(read(f"{text}\n\n{TERM}"))] == told


@pytest.mark.parametrize(
    ("name", "component"),
    [
        ("mijn kaart.PNG", "figure"),
        ("a.mp4", "video"),
        ("a.wav", "audio"),
        ("a.docx", "download"),
        ("Deel 2.1", ""),
    ],
)
def test_the_component_that_shows_a_file(name: str, component: str) -> None:
    assert shown_as(name) == component
