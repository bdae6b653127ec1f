"""CSL-YAML in the forms in which Zotero, Pandoc and people write it."""

from __future__ import annotations

import pytest

from modulebouwer.source.references_file import Bibliography, date_parts, read_references
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
