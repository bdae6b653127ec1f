"""Citations and the reference list: exact text for every kind of source, and nothing unescaped for any source."""

from __future__ import annotations

import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import citeproc
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from harness.looks import locale
from modulebouwer import resources
from modulebouwer.render.citations import Bibliography, CiteItem, Locator, parse_locator
from modulebouwer.render.csl_style import csl_style

CASES = yaml.safe_load(Path(__file__).with_name("references_nl.yaml").read_text(encoding="utf-8"))
CSL = "{http://purl.org/net/xbiblio/csl}"
DUTCH = locale("nl").references["typed"]

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(scope="module")
def dutch() -> Bibliography:
    """All cases in one list, given in the reverse of their order."""
    return Bibliography([case["reference"] for case in reversed(CASES)], locale("nl"))


def book(key: str, *authors: object, year: int | None = None, **fields: object) -> dict[str, Any]:
    reference = {"id": key, "type": "book", "title": "Titel", "author": list(authors), **fields}
    return reference if year is None else {**reference, "issued": {"date-parts": [[year]]}}


def person(family: str, given: str = "", **parts: str) -> dict[str, str]:
    return {"family": family, "given": given, **parts}


def entry(**reference: object) -> str:
    return Bibliography([{"id": "x", "type": "book", **reference}], locale("nl")).entry("x")


def cited(bibliography: Bibliography, *keys: str) -> list[str]:
    return [html for key in keys for _, html in bibliography.parenthetical([CiteItem(key)])]


# Every kind of source


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["reference"]["id"])
def test_dutch_list_and_citation(dutch: Bibliography, case: dict[str, Any]) -> None:
    key = case["reference"]["id"]
    assert dutch.entry(key) == case["entry"]
    assert dutch.parenthetical([CiteItem(key)]) == [(key, case["parenthetical"])]
    assert dutch.narrative(CiteItem(key)) == case["narrative"]


def test_the_list_is_in_order(dutch: Bibliography) -> None:
    assert dutch.entries() == [(case["reference"]["id"], case["entry"]) for case in CASES]


@pytest.mark.parametrize(
    ("key", "expected", "narrative"),
    [
        (
            "boxall-purcell-2008",
            "Boxall, P., &amp; Purcell, J. (2008). <i>Strategy and human resource management</i> (2nd ed.). "
            "Palgrave Macmillan.",
            "Boxall and Purcell (2008)",
        ),
        (
            "douma-vanede-2010",
            "Douma, K., &amp; van Ede, S. (Eds.). (2010). <i>Krimp en onderwijs: Vijf case studies</i>. "
            "Aarts De Jong Wilms Goudriaan Public Economics (APE).",
            "Douma and van Ede (2010)",
        ),
        (
            "chapter",
            "Jansen, J.-W., &amp; van den Berg, IJ. Th. (2001). Wat nu? In S. van Ede &amp; K. Douma (Eds.), "
            "<i>Scholen in de wijk</i> (2nd ed., pp. 12–34). Uitgeverij School B.V.",
            "Jansen and van den Berg (2001)",
        ),
        (
            "webpage-accessed",
            "NJi. (n.d.). <i>Samenwerken met de wijk</i>. Retrieved March 3, 2022, from "
            '<a href="https://www.nji.nl/wijk" rel="noopener">https://www.nji.nl/wijk</a>',
            "NJi (n.d.)",
        ),
        (
            "newspaper-unsigned",
            "Krimp raakt dorpsscholen. (2019, December). <i>Trouw</i>.",
            "“Krimp raakt dorpsscholen” (2019)",
        ),
        ("law", None, "Wet op het primair onderwijs (1981)"),
        (
            "organisation-publishes",
            "Sardes B.V. (2008–2009). <i>Jaarbericht</i> (No. 12).",
            "Sardes B.V. (2008–2009)",
        ),
        (
            "translation",
            "Hart, M. &#x27;t. (1999). <i>Over leiden</i> (P. de Vries &amp; Q. Bos, Trans.; 3rd ed., Vol. 2). Boom.",
            "Hart (1999)",
        ),
        ("emmelot-2006", None, "Emmelot et al. (2006)"),
    ],
)
def test_english(key: str, expected: str | None, narrative: str) -> None:
    bibliography = Bibliography([case["reference"] for case in CASES], locale("en"))
    assert expected is None or bibliography.entry(key) == expected
    assert bibliography.narrative(CiteItem(key)) == narrative


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "<i>x</i>. (z.d.)."),
        ({"title": "T", "edition": 1}, "<i>T</i>. (z.d.)."),
        ({"title": "T", "edition": "1e"}, "<i>T</i>. (z.d.)."),
        ({"title": "T", "edition": "11"}, "<i>T</i> (11e druk). (z.d.)."),
        ({"title": "een IPhone op DE pabo"}, "<i>een IPhone op DE pabo</i>. (z.d.)."),
        ({"title": 'Het <span class="nocase">iPad</span>-lokaal'}, "<i>Het iPad-lokaal</i>. (z.d.)."),
        ({"title": "Eerst ... dan?!"}, "<i>Eerst ... dan?!</i> (z.d.)."),
        ({"title": "Het slot e.d."}, "<i>Het slot e.d.</i> (z.d.)."),
        ({"title": "over\n  twee regels"}, "<i>over twee regels</i>. (z.d.)."),
        ({"title": "T", "type": None, "volume": ["a"], "author": [None, {}, 3.5]}, "3.5. (z.d.). <i>T</i>."),
        ({"title": "T", "author": "Onderwijsraad"}, "Onderwijsraad. (z.d.). <i>T</i>."),
        ({"title": "T", "author": {"given": "Erasmus"}}, "E. (z.d.). <i>T</i>."),
        ({"title": "كتاب 📚"}, "<i>كتاب 📚</i>. (z.d.)."),
        ({"title": "T", "type": "thesis", "publisher": "UU"}, "<i>T</i>. (z.d.). UU."),
    ],
)
def test_missing_and_odd_fields(fields: dict[str, object], expected: str) -> None:
    assert entry(**fields) == expected


# Names


@pytest.mark.parametrize(
    ("count", "in_list", "in_text"),
    [
        (1, "N01, A.", "N01"),
        (2, "N01, A., &amp; N02, A.", "N01 &amp; N02"),
        (3, "N01, A., N02, A., &amp; N03, A.", "N01 e.a."),
        (20, ", ".join(f"N{n:02}, A." for n in range(1, 20)) + ", &amp; N20, A.", "N01 e.a."),
        (21, ", ".join(f"N{n:02}, A." for n in range(1, 20)) + ", … N21, A.", "N01 e.a."),
    ],
)
def test_number_of_authors(count: int, in_list: str, in_text: str) -> None:
    authors = [person(f"N{n:02}", "Anna") for n in range(1, count + 1)]
    bibliography = Bibliography([book("x", *authors, year=2010)], locale("nl"))
    assert bibliography.entry("x") == f"{in_list} (2010). <i>Titel</i>."
    assert cited(bibliography, "x") == [f"{in_text}, 2010"]


@pytest.mark.parametrize(
    ("name", "in_list", "in_text"),
    [
        (person("Vries", "Anna", **{"non-dropping-particle": "de"}), "De Vries, A.", "De Vries"),
        (
            person("van der Poel-van 't Hof", "J.M."),
            "Van der Poel-van &#x27;t Hof, J. M.",
            "Van der Poel-van &#x27;t Hof",
        ),
        (person("'t Hart", "P."), "&#x27;t Hart, P.", "&#x27;t Hart"),
        (person("Ancona", "J.", **{"non-dropping-particle": "d’"}), "d’Ancona, J.", "d’Ancona"),
        (person("Beethoven", "L.", **{"dropping-particle": "van"}), "Beethoven, L. van.", "Beethoven"),
        (person("Sartre", "Jean-Paul"), "Sartre, J.-P.", "Sartre"),
        (person("Zaal", "IJsbrand"), "Zaal, IJ.", "Zaal"),
        (person("Thijssen", "Th. J."), "Thijssen, Th. J.", "Thijssen"),
        (person("Plato"), "Plato.", "Plato"),
        (person("King", "Martin Luther", suffix="Jr."), "King, M. L., Jr.", "King"),
        ({"literal": "de Volkskrant"}, "de Volkskrant.", "de Volkskrant"),
        ({"literal": "Van Dale & Zn."}, "Van Dale &amp; Zn.", "Van Dale &amp; Zn."),
    ],
)
def test_names(name: dict[str, str], in_list: str, in_text: str) -> None:
    bibliography = Bibliography([book("x", name, year=2010)], locale("nl"))
    assert bibliography.entry("x") == f"{in_list} (2010). <i>Titel</i>."
    assert cited(bibliography, "x") == [f"{in_text}, 2010"]


# Dates


@pytest.mark.parametrize(
    ("issued", "expected"),
    [
        (2020, "2020"),
        ("2020", "2020"),
        ("2020-12", "2020, december"),
        ("2020-12-03", "2020, 3 december"),
        ("2020~", "2020"),
        ({"date-parts": [["2020", "12", 3]]}, "2020, 3 december"),
        ({"date-parts": [[2020, 13, 3]]}, "2020"),
        ({"date-parts": [[2020, 2], [2020, 4]]}, "2020, februari"),
        ({"date-parts": [[2019], [2020]]}, "2019–2020"),
        ({"date-parts": [[]]}, "z.d."),
        ({"date-parts": None, "raw": "2020-01"}, "2020, januari"),
        ([{"year": 2020, "month": 5}], "2020, mei"),
        ({"year": 2020, "month": 5, "day": 9}, "2020, 9 mei"),
        ({"literal": "in druk"}, "in druk"),
        ("voorjaar 2020", "voorjaar 2020"),
        (None, "z.d."),
        ({}, "z.d."),
        (yaml.safe_load("2020-12-03"), "2020, 3 december"),
    ],
)
def test_forms_of_a_date(issued: object, expected: str) -> None:
    assert entry(type="webpage", title="T", issued=issued) == f"<i>T</i>. ({expected})."


# Order and what tells works apart


def test_order() -> None:
    poel, bos = person("Poel", "A.", **{"non-dropping-particle": "van der"}), person("Bos", "B.")
    references = [
        book("9", person("Zaal", "Z."), year=2000),
        book("8", poel, year=2000),
        book("7", title="De scholen"),
        book("6", person("Österreich", "O."), year=2000),
        book("5", bos, poel, year=1990),
        book("4", bos, issued={"literal": "in druk"}),
        book("3", bos, issued={"date-parts": [[2001, 2, 1]]}, type="webpage"),
        book("2", bos, year=2001, title="Zee"),
        book("1", bos, year=1999),
        book("0", bos),
    ]
    keys = [key for key, _ in Bibliography(references, locale("nl")).entries()]
    assert keys == ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]


def test_year_letters_follow_the_list() -> None:
    bos, dam = person("Bos", "B."), person("Dam", "D.")
    bibliography = Bibliography(
        [
            book("other", dam, year=2010),
            book("second", bos, year=2010, title="De zee"),
            book("first", bos, year=2010, title="Het bos"),
            book("undated-2", dam, title="Twee"),
            book("undated-1", dam, title="Een"),
        ],
        locale("nl"),
    )
    assert cited(bibliography, "first", "second") == ["Bos, 2010a", "Bos, 2010b"]
    assert cited(bibliography, "undated-1", "undated-2", "other") == [
        "Dam, z.d.-a",
        "Dam, z.d.-b",
        "Dam, 2010",
    ]
    assert bibliography.narrative(CiteItem("second", locator="3")) == "Bos (2010b, p. 3)"
    assert bibliography.entry("first") == "Bos, B. (2010a). <i>Het bos</i>."
    assert bibliography.entry("undated-2") == "Dam, D. (z.d.-b). <i>Twee</i>."


def test_works_that_shorten_alike_are_told_apart() -> None:
    bos, dam, eik, fin = (person(name, "A.") for name in ("Bos", "Dam", "Eik", "Fin"))
    bibliography = Bibliography(
        [book("x", bos, dam, eik, year=2010), book("y", bos, dam, fin, year=2010)], locale("nl")
    )
    assert cited(bibliography, "x", "y") == ["Bos e.a., 2010a", "Bos e.a., 2010b"]


def test_letter_after_z() -> None:
    references = [book(f"{n:02}", person("Bos", "B."), year=2010) for n in range(28)]
    assert cited(Bibliography(references, locale("nl")), "25", "26", "27") == [
        "Bos, 2010z",
        "Bos, 2010aa",
        "Bos, 2010ab",
    ]


def test_keys_that_differ_in_case_only() -> None:
    bibliography = Bibliography(
        [book("A", year=2001, title="Groot"), book("a", year=2002, title="Klein")], locale("nl")
    )
    assert cited(bibliography, "A", "a") == ["<i>Groot</i>, 2001", "<i>Klein</i>, 2002"]


def test_unknown_key(dutch: Bibliography) -> None:
    with pytest.raises(KeyError):
        dutch.entry("nergens")
    with pytest.raises(KeyError):
        dutch.parenthetical([CiteItem("nergens")])


# Citing


def test_several_works_stand_in_the_order_of_the_list(dutch: Bibliography) -> None:
    items = [CiteItem("ser-2011"), CiteItem("bryson-2004", locator="3-5"), CiteItem("geijsel-2015")]
    assert dutch.parenthetical(items) == [
        ("bryson-2004", "Bryson, 2004, pp. 3–5"),
        ("geijsel-2015", "Geijsel, 2015"),
        ("ser-2011", "Sociaal-Economische Raad, 2011"),
    ]


def test_a_prefix_keeps_works_as_typed(dutch: Bibliography) -> None:
    items = [
        CiteItem("ser-2011", prefix="zie "),
        CiteItem("bryson-2004", locator="12", prefix="en <ook>", suffix=", nadruk & tekst"),
    ]
    assert dutch.parenthetical(items) == [
        ("ser-2011", "zie Sociaal-Economische Raad, 2011"),
        ("bryson-2004", "en &lt;ook&gt; Bryson, 2004, p. 12, nadruk &amp; tekst"),
    ]
    assert dutch.narrative(items[1]) == "en &lt;ook&gt; Bryson (2004, p. 12, nadruk &amp; tekst)"


@pytest.mark.parametrize(
    ("text", "parsed", "dutch_place", "english_place"),
    [
        ("p. 12", Locator("page", "12", ""), ", p. 12", ", p. 12"),
        ("pp. 3-5", Locator("page", "3-5", ""), ", pp. 3–5", ", pp. 3–5"),
        (" 12 ", Locator("page", "12", ""), ", p. 12", ", p. 12"),
        ("blz. 7, 9", Locator("page", "7", "9"), ", p. 7, 9", ", p. 7, 9"),
        ("pag. iv", Locator("page", "iv", ""), ", p. iv", ", p. iv"),
        ("hfst. 2", Locator("chapter", "2", ""), ", hfst. 2", ", Chapter 2"),
        ("Hoofdstuk 2", Locator("chapter", "2", ""), ", hfst. 2", ", Chapter 2"),
        ("par. 3.3", Locator("section", "3.3", ""), ", par. 3.3", ", Section 3.3"),
        ("§3.3", Locator("section", "3.3", ""), ", par. 3.3", ", Section 3.3"),
        (
            "art. 45, lid 2",
            Locator("article-locator", "45", "lid 2"),
            ", art. 45, lid 2",
            ", Article 45, lid 2",
        ),
        ("alinea’s 3-4", Locator("paragraph", "3-4", ""), ", al. 3–4", ", para. 3–4"),
        ("noot 3", Locator("note", "3", ""), ", noot 3", ", Note 3"),
        ("tabel 1", Locator("table", "1", ""), ", tabel 1", ", Table 1"),
        ("fig. 1", Locator("figure", "1", ""), ", figuur 1", ", Figure 1"),
        ("bijlage 2", Locator("appendix", "2", ""), ", bijlage 2", ", Appendix 2"),
        ("dl. 2", Locator("part", "2", ""), ", deel 2", ", Part 2"),
        ("vol. 2", Locator("volume", "2", ""), ", deel 2", ", Vol. 2"),
        ("regel 4", Locator("line", "4", ""), ", regel 4", ", line 4"),
        ("kolom 2", Locator("column", "2", ""), ", kol. 2", ", Column 2"),
        ("zie ook daar", Locator("page", None, "zie ook daar"), ", zie ook daar", ", zie ook daar"),
        ("scène 4", Locator("page", None, "scène 4"), ", scène 4", ", scène 4"),
        ("p.", Locator("page", None, "p."), ", p.", ", p."),
        ("<b>", Locator("page", None, "<b>"), ", &lt;b&gt;", ", &lt;b&gt;"),
        ("p. 3<b>", Locator("page", "3<b>", ""), ", p. 3&lt;b&gt;", ", p. 3&lt;b&gt;"),
        ("", Locator("page", None, ""), "", ""),
    ],
)
def test_locators(text: str, parsed: Locator, dutch_place: str, english_place: str) -> None:
    assert parse_locator(text, DUTCH) == parsed
    for language, place in (("nl", dutch_place), ("en", english_place)):
        bibliography = Bibliography([book("x", person("Bos"), year=2010)], locale(language))
        item = CiteItem("x", parsed.locator, parsed.label, suffix=parsed.suffix)
        assert bibliography.parenthetical([item]) == [("x", f"Bos, 2010{place}")]
        assert bibliography.narrative(item) == f"Bos (2010{place})"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Groei van *Salix alba* bij 20 °C", "<i>Groei van </i>Salix alba<i> bij 20 °C</i>"),
        ("De <i>Max Havelaar</i>", "<i>De </i>Max Havelaar"),
        ("H~2~O en <sub>3</sub>", "<i>H<sub>2</sub>O en <sub>3</sub></i>"),
        ("10^6^ <sup>de</sup>", "<i>10<sup>6</sup> <sup>de</sup></i>"),
        (
            '<span class="nocase">iPad</span> en <span style="font-variant:small-caps;">VO</span>',
            "<i>iPad en VO</i>",
        ),
        ("2 * 3 * 4 en 5*6*7", "<i>2 * 3 * 4 en 5*6*7</i>"),
    ],
)
def test_markup_in_a_title_is_set(title: str, shown: str) -> None:
    assert entry(title=title, issued=2010) == f"{shown}. (2010)."


def test_markup_in_the_title_of_an_article() -> None:
    article = entry(type="article-journal", title="Groei van *Salix*", issued=2010, author=[person("Bos")])
    assert article == "Bos. (2010). Groei van <i>Salix</i>."


# Safe for any author and any text


class Tags(HTMLParser):
    """The start tags and the text of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.found.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("data:text/html,<b>", "data:text/html,&lt;b&gt;"),
        ('https://a.example/"onclick=x', "https://a.example/&quot;onclick=x"),
        ("https://a.example/een twee", "https://a.example/een twee"),
        (
            "https://a.example/'q'?a=1&b=2",
            '<a href="https://a.example/&#x27;q&#x27;?a=1&amp;b=2" rel="noopener">'
            "https://a.example/&#x27;q&#x27;?a=1&amp;b=2</a>",
        ),
    ],
)
def test_only_web_addresses_are_links(url: str, expected: str) -> None:
    assert entry(title="T", URL=url) == f"<i>T</i>. (z.d.). {expected}"


HOSTILE = st.text(
    st.sampled_from("aZ09 <>&\"'/=.,:;?!-–()[]*_`\\\n\t\0\x1b\u200f\u202e\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4📚éع")
) | st.sampled_from(
    ["<script>alert(1)</script>", "<img src=x onerror=y>", "&lt;", "</i>", "*ster*", "İ", "ﷺ"]
)
VALUE = HOSTILE | st.none() | st.integers() | st.floats() | st.booleans() | st.lists(HOSTILE, max_size=2)
NAME = st.dictionaries(
    st.sampled_from(["family", "given", "literal", "suffix", "non-dropping-particle", "dropping-particle"]),
    VALUE,
)
DATE = VALUE | st.fixed_dictionaries({}, optional={"date-parts": st.lists(st.lists(VALUE)), "literal": VALUE})
FIELDS = [
    "title",
    "title-short",
    "container-title",
    "publisher",
    "genre",
    "number",
    "edition",
    "volume",
    "issue",
    "page",
]
TYPES = [
    "book",
    "chapter",
    "report",
    "article-journal",
    "webpage",
    "thesis",
    "legislation",
    "post",
    "onbekend",
]
REFERENCE = st.fixed_dictionaries(
    {"id": HOSTILE.map(lambda text: f"k{text}"), "type": st.sampled_from(TYPES) | HOSTILE},
    optional={
        **dict.fromkeys([*FIELDS, "page", "URL", "DOI", "onzin"], VALUE),
        **dict.fromkeys(
            ["author", "editor", "translator"], VALUE | NAME | st.lists(NAME | VALUE, max_size=4)
        ),
        **dict.fromkeys(["issued", "accessed"], DATE | st.lists(DATE, max_size=2)),
    },
)


@settings(derandomize=True, database=None, deadline=None, max_examples=150)
@given(
    st.lists(REFERENCE, max_size=3, unique_by=lambda r: str(r["id"])), HOSTILE, st.sampled_from(["nl", "en"])
)
def test_whatever_is_typed_only_italics_and_web_links_come_out(
    references: list[dict[str, Any]], typed: str, language: str
) -> None:
    bibliography = Bibliography(references, locale(language))
    for key, html in bibliography.entries():
        label, locator, suffix = parse_locator(typed, DUTCH)
        item = CiteItem(key, locator, label, prefix=typed, suffix=suffix)
        for result in (html, bibliography.parenthetical([item])[0][1], bibliography.narrative(item)):
            tags = Tags(result)
            assert tags.open == []
            for tag, attributes in tags.found:
                href = dict(attributes).get("href") or ""
                assert (tag, attributes) == ("i", []) or (
                    (tag, attributes) == ("a", [("href", href), ("rel", "noopener")])
                    and href.lower().startswith(("https://", "http://"))
                )
            assert not any(0xFDD0 <= ord(c) <= 0xFDEF or c in "\0\x1b\n" for c in unescape(result))


@settings(derandomize=True, database=None, deadline=None, max_examples=100)
@given(HOSTILE.filter(str.strip), st.sampled_from(TYPES))
def test_a_title_is_never_changed(title: str, kind: str) -> None:
    """But for the stars of ``*italics*``: markup is set, and every letter stays."""
    shown = " ".join("".join(" " if c in "\0\x1b" or "\ufdd0" <= c <= "\ufdef" else c for c in title).split())
    text = Tags(entry(type=kind, title=title, issued=2010)).text
    assert shown.replace("*", "") in text.replace("*", "")
    assert "*" in shown or shown in text


# The style, and what it costs


LANGUAGES = sorted(path.stem for path in (resources.templates() / "locales").iterdir())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_style_is_valid_csl(language: str) -> None:
    style = etree.fromstring(csl_style(locale(language)))
    schema = etree.RelaxNG(etree.parse(citeproc.SCHEMA_PATH))
    assert schema.validate(style), schema.error_log


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_term_that_the_style_uses(language: str) -> None:
    style = etree.fromstring(csl_style(locale(language)))
    used = {(term.get("term"), term.get("form")) for term in style.iter(f"{CSL}text") if term.get("term")}
    used |= {
        (name, None)
        for name in ("and", "et-al", "ordinal", "page-range-delimiter", "open-quote", "close-quote")
    }
    used |= {(name, "short") for name in ("editor", "translator", "page")}
    used |= {(f"month-{number:02}", None) for number in range(1, 13)}
    (words,) = style.iter(f"{CSL}locale")
    assert used <= {(term.get("name"), term.get("form")) for term in words.iter(f"{CSL}term")}


CHAPTER = {
    "type": "chapter",
    "title": "Lernen",
    "author": [person("Bos", "Anna")],
    "container-title": "Schule",
    "editor": [person("Dam", "Bea"), person("Eik", "Cas")],
    "edition": "3",
    "page": "12-15",
}
SITE = {
    "type": "webpage",
    "title": "Lernen",
    "author": [{"literal": "Schule"}],
    "URL": "https://a.example/x",
    "accessed": {"date-parts": [[2026, 3, 2]]},
    "issued": {"date-parts": [[2025, 12, 24]]},
}


@pytest.mark.parametrize(
    ("language", "chapter", "site"),
    [
        (
            "de",
            "Bos, A. (o. D.). Lernen. In B. Dam &amp; C. Eik (Hrsg.), <i>Schule</i> (3. Aufl., S. 12–15).",
            "Schule. (2025, 24. Dezember). <i>Lernen</i>. Abgerufen am 2. März 2026, von ",
        ),
        (
            "fr",
            "Bos, A. (s. d.). Lernen. Dans B. Dam &amp; C. Eik (dir.), <i>Schule</i> (3e éd., p. 12–15).",
            "Schule. (2025, 24 décembre). <i>Lernen</i>. Consulté le 2 mars 2026, à l’adresse ",
        ),
        (
            "fy",
            "Bos, A. (s.d.). Lernen. Yn B. Dam &amp; C. Eik (red.), <i>Schule</i> (3e printinge, ss. 12–15).",
            "Schule. (2025, 24 desimber). <i>Lernen</i>. Rieplachte op 2 maart 2026, fan ",
        ),
        (
            "en",
            "Bos, A. (n.d.). Lernen. In B. Dam &amp; C. Eik (Eds.), <i>Schule</i> (3rd ed., pp. 12–15).",
            "Schule. (2025, December 24). <i>Lernen</i>. Retrieved March 2, 2026, from ",
        ),
    ],
)
def test_every_language_has_words_of_its_own(language: str, chapter: str, site: str) -> None:
    bibliography = Bibliography([{"id": "c", **CHAPTER}, {"id": "s", **SITE}], locale(language))
    assert bibliography.entry("c") == chapter
    assert bibliography.entry("s").startswith(site)


@pytest.mark.parametrize(
    ("language", "typed", "shown"),
    [
        ("de", "Seite 12", "Bos, o. D., S. 12"),
        ("de", "Kap. 3", "Bos, o. D., Kap. 3"),
        ("fr", "chapitre 3", "Bos, s. d., chap. 3"),
        ("fy", "side 12", "Bos, s.d., s. 12"),
        ("fy", "siden 12-14", "Bos, s.d., ss. 12–14"),
    ],
)
def test_a_place_is_typed_and_shown_in_the_language(language: str, typed: str, shown: str) -> None:
    words = locale(language)
    label, place, suffix = parse_locator(typed, words.references["typed"])
    item = CiteItem("x", place, label, suffix=suffix)
    assert Bibliography([book("x", person("Bos"))], words).parenthetical([item]) == [("x", shown)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_can_be_typed_as_it_is_shown_and_in_another_way(language: str) -> None:
    """An author writes the abbreviation that readers see, or the whole word; a word names one kind of place."""
    references = locale(language).references
    shown = {
        place: [*words.values()] if isinstance(words, dict) else [words]
        for place, words in references["places"].items()
    }
    for place, words in shown.items():
        for word in words:
            read = parse_locator(f"{word} 3", references["typed"]).label.replace("-", "_")
            assert word in shown[read], f"{language}.yaml: references.typed.{place} has no ‘{word}’"
    forms = {place: words.split() for place, words in references["typed"].items()}
    for place, words in forms.items():
        assert len(words) > 1, f"{language}.yaml: references.typed.{place} has one form: {words}"
        for other in forms.keys() - {place}:
            both = {*words} & {*forms[other]}
            assert not both, f"{language}.yaml: {both} are in references.typed.{place} and .{other}"


def test_a_module_without_references_does_not_pay_for_citeproc() -> None:
    code = "import sys, modulebouwer.render.citations; sys.exit('citeproc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
