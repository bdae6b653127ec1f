"""CSL-YAML in the forms in which Zotero, Pandoc and people write it."""

from __future__ import annotations

import json

import pytest

from harness.looks import locale
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.findings import message, report
from modulebouwer.render import citations as rendering
from modulebouwer.source.csl import TYPES, VARIABLES
from modulebouwer.source.references_file import (
    MEANT_TYPES,
    Bibliography,
    date_parts,
    read_references,
    references_document,
    without_tex,
)
from modulebouwer.source.yaml_file import parse_yaml


def read(text: str) -> Bibliography:
    document = parse_yaml(text, "references.yaml")
    assert document.data is not None
    return read_references(document.data, document.source)


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        (2015, [[2015]]),
        ("2015-03", [[2015, 3]]),
        ("2015-03-12", [[2015, 3, 12]]),
        ("2015-03-12/2015-04-01", [[2015, 3, 12], [2015, 4, 1]]),
        ({"date-parts": [[2015, "3"]]}, [[2015, 3]]),
        ({"year": 2015, "month": 3}, [[2015, 3]]),
        ([{"year": 2015}], [[2015]]),
        ({"raw": "2015-03"}, [[2015, 3]]),
        ("voorjaar 2015", None),
        (True, None),
        ({"date-parts": []}, None),
        ({"date-parts": [[1, 2, 3, 4]]}, None),
        ("2015/2016/2017", None),
        ([3], None),
        (None, None),
    ],
)
def test_dates(written: object, parts: object) -> None:
    assert date_parts(written) == parts


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("SER", "Bedoelde u ‘[{literal: SER}]’? Schrijf dat achter de dubbele punt."),
        (
            "C. R. Rogers",
            "Bedoelde u ‘[{family: Rogers, given: C. R.}]’? Schrijf dat achter de dubbele punt.",
        ),
        (
            "Ministerie van Welzijn, Wonen en Sport",
            'Bedoelde u ‘[{literal: "Ministerie van Welzijn, Wonen en Sport"}]’? Schrijf dat achter de dubbele punt.',
        ),
        ("Jansen en De Vries", "Zet elk deel op een eigen regel, na een streepje en een spatie."),
        ("[SER]", "Schrijf ‘- literal: SER’."),
        ("[C. R. Rogers]", "Schrijf ‘- {family: Rogers, given: C. R.}’."),
        ("[{name: SER}]", "Schrijf ‘- literal: SER’."),
        ("[3]", "Schrijf ‘- literal: Onderwijsraad’."),
    ],
)
def test_a_name_as_a_text_is_told_in_one_form(written: str, told: str) -> None:
    """An organisation at once as one, not first as a list and then as a name."""
    found = read(f"references:\n- id: een\n  type: book\n  title: Brood\n  author: {written}\n")
    (problem,) = found.problems
    assert message(problem, "nl")[1] == told


def test_an_entry_of_zotero_is_taken_as_it_is() -> None:
    found = read(
        """references:
- id: jansenEtAl2015
  author:
    - family: Berg
      given: A. B.
      non-dropping-particle: van den
    - literal: Onderwijsraad
  citation-key: jansenEtAl2015
  container-title: Tijdschrift
  ISBN: 978-90-812984-1-4
  issued:
    - year: 2015
      month: 3
  page: 12-34
  title: Leren
  type: article-journal
  volume: '14'
"""
    )
    assert found.problems == ()
    (reference,) = found.references
    assert reference.id == "jansenEtAl2015"
    assert reference.csl["issued"] == {"date-parts": [[2015, 3]]}
    assert reference.csl["author"][0]["non-dropping-particle"] == "van den"
    assert reference.location.line == 2


def test_a_date_in_words_is_kept() -> None:
    found = read("references:\n- {id: a, type: book, issued: {literal: z.j.}}\n")
    assert found.references[0].csl["issued"] == {"literal": "z.j."}


def test_a_misspelt_variable_is_asked_after() -> None:
    found = read("references:\n- id: a\n  type: book\n  titel: Leren\n- 3\n")
    assert [(p.code, p.location.line, p.values.get("suggestion")) for p in found.problems] == [
        ("SRC-101", 4, "title"),
        ("SRC-107", 5, None),
    ]
    assert found.references == ()
    assert found.broken_ids == {"a"}


VALUES = [
    None,
    True,
    7,
    2.5,
    "",
    "tekst",
    "2026-02-30",
    [],
    ["a"],
    [1, [2]],
    {},
    {"a": 1},
    [{"family": 3}],
    [[2015]],
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_every_field_takes_every_kind_of_value_or_tells_it(value: object) -> None:
    taken = []
    for number, field in enumerate(sorted(VARIABLES)):
        entry = {"id": f"a{number}", "type": "book", "title": "T", field: value}
        document = parse_yaml(json.dumps({"references": [entry]}), "references.yaml")
        assert document.data is not None
        found = read_references(document.data, document.source)
        assert bool(found.references) != bool(found.problems), field
        assert all(report(found.problems).text(language) for language in LANGUAGES if found.problems)
        taken += [{**one.csl, "id": f"{number}-{one.id}"} for one in found.references]
    shown = rendering.Bibliography(taken, locale("nl")).entries()
    assert len(shown) == len(taken)


@pytest.mark.parametrize(
    "text",
    [
        "- id: a\n  type: book\n  title: T\n",
        "---\n- id: a\n  type: book\n  title: T\n",
        '[{"id": "a", "type": "book",\n"title": "T", "issued": {"date-parts": [["2015", 3]]}}\n]\n',
    ],
)
def test_a_list_by_itself_counts_as_what_stands_under_references(text: str) -> None:
    document = references_document(text, "references.yaml")
    assert document.data is not None, document.problems
    read = read_references(document.data, document.source)
    assert [reference.id for reference in read.references] == ["a"]
    line = next(number for number, line in enumerate(text.splitlines(), 1) if "id" in line)
    column = text.splitlines()[line - 1].index("id" if text[0] != "[" else "{") + 1
    assert (read.references[0].location.line, read.references[0].location.column) == (line, column)


def test_a_season_is_no_mistake() -> None:
    text = "references:\n- {id: a, type: webpage, title: T, issued: [{year: 2017, season: 3}]}\n"
    document = parse_yaml(text, "references.yaml")
    read = read_references(document.data or {}, document.source)
    assert read.references[0].csl["issued"] == {"date-parts": [[2017]]}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{School, Family}, and Community", "School, Family, and Community"),
        ("{{Passend}} onderwijs", "Passend onderwijs"),
        (r"{M{\"u}ller} in {\'e}{\`e}n caf\'e", "Müller in éèn café"),
        (r"Fran\c{c}ois \& Zo{\"\i}", "François & Zoï"),
        ("{Leren} van {1, 2}", "Leren van {1, 2}"),
    ],
)
def test_what_bibtex_shows(written: str, shown: str) -> None:
    assert without_tex(written) == shown


@pytest.mark.parametrize(
    ("written", "type_of_csl"),
    [
        ("journalArticle", "article-journal"),
        ("bookSection", "chapter"),
        ("inproceedings", "paper-conference"),
    ],
)
def test_the_type_of_another_program_is_told_in_csl(written: str, type_of_csl: str) -> None:
    (problem,) = read(f"references:\n  - id: a\n    type: {written}\n    title: A\n").problems
    assert (problem.code, problem.values["suggestion"]) == ("REF-002", type_of_csl)


def test_every_type_that_is_meant_is_one_of_csl() -> None:
    assert set(MEANT_TYPES.values()) <= set(TYPES)
