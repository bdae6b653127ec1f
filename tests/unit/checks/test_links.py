"""Where a link leads: to what is there, or a finding that says what was meant."""

from __future__ import annotations

import pytest
from markdown_it.token import Token

from modulebouwer.checks.links import link
from modulebouwer.findings import Finding, Location

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
    return list(link(token, targets, broken, used)), used


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
    ["section:begin", "theme:rust", "https://example.org/a.pdf", "mailto:info@example.org", "Term:school"],
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
    assert told("begrip:partner")[1] == {"partner"}
    assert told("section:weg")[1] == set()


def test_what_could_not_be_read_may_be_there() -> None:
    assert told("section:weg", broken=frozenset({"weg"}))[0] == []
    assert told("theme:weg", {"term": frozenset()})[0] == []
    assert told("section:weg", {"term": frozenset()})[0] == []
    assert [one.code for one in told("term:weg", {"term": frozenset()})[0]] == ["LNK-002"]


def test_a_link_without_an_address_leads_nowhere() -> None:
    token = Token("link_open", "a", 1, meta={"location": PLACE})
    (finding,) = link(token, TARGETS, frozenset(), set())
    assert (finding.code, finding.values["address"]) == ("LNK-006", "")
