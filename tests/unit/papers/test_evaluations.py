"""Evaluations add up to numbers and lines; nothing in the outcome shows what one person said."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import pytest

from modulebouwer.cli import main
from modulebouwer.papers.evaluations import evaluations

# As the page writes it (tests/browser/components/test_evaluation.py): two statements and an open line.
HEAD = '"Een goed gesprek";"les";"1.0.0";"{read}"'
ANCHORS = ("Nee", "Deels", "Ja")


def handed_in(
    folder: Path, points: Sequence[int], line: str, *, read: str = "alle secties", version: str = "1.0.0"
) -> Path:
    head = HEAD.format(read=read).replace("1.0.0", version)
    chosen = [f'"{point}";"{ANCHORS[point - 1]}"' if point else '"";""' for point in points]
    quoted = line.replace('"', '""')
    rows = [
        f'{head};"Ik weet mijn stap.";{chosen[0]}',
        f'{head};"De voorbeelden kloppen.";{chosen[1]}',
        f'{head};"Wat moet anders?";"";"{quoted}"',
    ]
    number = next(one for one in itertools.count() if not (folder / f"les-evaluatie-{one}.csv").exists())
    path = folder / f"les-evaluatie-{number}.csv"
    path.write_bytes("\r\n".join([*rows, ""]).encode("utf-8-sig"))
    return path


def test_they_add_up(tmp_path: Path) -> None:
    handed_in(tmp_path, (3, 2), "Zachter licht.")
    handed_in(tmp_path, (3, 0), "")
    handed_in(tmp_path, (1, 2), 'Meer "rust"; en\n=minder haast', read="minder dan de helft")
    handed_in(tmp_path, (3, 2), "")
    handed_in(tmp_path, (2, 3), "appels")
    (found,), findings = evaluations([tmp_path])
    assert findings == []
    assert (found.title, found.identifier, found.version, found.count) == (
        "Een goed gesprek",
        "les",
        "1.0.0",
        5,
    )
    assert found.read == (("alle secties", 4), ("minder dan de helft", 1))
    first, second, line = found.questions
    assert first.counts == (("Nee", 1), ("Deels", 1), ("Ja", 3))
    assert second.counts == (("Deels", 3), ("Ja", 1), ("", 1))
    assert line.written == ("appels", 'Meer "rust"; en =minder haast', "Zachter licht.")


def test_versions_are_kept_apart_and_few_are_told(tmp_path: Path) -> None:
    handed_in(tmp_path, (3, 2), "")
    handed_in(tmp_path, (3, 2), "", version="1.1.0")
    found, findings = evaluations([tmp_path])
    assert [(one.version, one.count) for one in found] == [("1.0.0", 1), ("1.1.0", 1)]
    assert [one.code for one in findings] == ["EVA-003", "EVA-003"]


def test_the_same_file_twice_counts_once_and_the_same_ticks_twice(tmp_path: Path) -> None:
    for line in ("Hetzelfde.", "Hetzelfde.", "", ""):
        handed_in(tmp_path, (3, 2), line)
    (found,), findings = evaluations(sorted(tmp_path.iterdir()))
    assert found.count == 3
    assert [one.code for one in findings] == ["EVA-002", "EVA-003"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff",
        b"Naam;E-mail\nSanne;s@x.invalid\n",
        b'"' * 9,
        b"a;b;c;d;e;f;g\na;b;andere;d;e;f;g\n",
        b";" * 6,
    ],
)
def test_what_is_no_evaluation_costs_no_other(data: bytes, tmp_path: Path) -> None:
    good, bad = handed_in(tmp_path, (3, 2), ""), tmp_path / "x-evaluatie.csv"
    bad.write_bytes(data)
    (found,), findings = evaluations([tmp_path / "weg.csv", bad, good])
    assert found.count == 1
    assert [one.code for one in findings] == ["EVA-001", "EVA-001", "EVA-003"]


def test_a_spreadsheet_may_have_saved_it_again(tmp_path: Path) -> None:
    path = handed_in(tmp_path, (3, 2), "Méér tijd")
    path.write_bytes(path.read_text("utf-8-sig").replace('"', "").encode("cp1252"))
    (found,), _ = evaluations([path])
    assert found.questions[2].written == ("Méér tijd",)


def test_the_outcome_is_told_and_put_in_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing in it shows which of the files said what: the order of the files makes no difference."""
    told = set()
    for turn in (1, -1):
        folder = tmp_path / str(turn)
        folder.mkdir()
        for points, line in [
            ((3, 2), "Zon"),
            ((1, 1), "=Licht"),
            ((2, 0), ""),
            ((3, 3), "meer"),
            ((1, 3), ""),
        ][::turn]:
            handed_in(folder, points, line)
        assert main(["evaluation", str(folder), "--output", str(folder / "uit"), "--lang", "nl"]) == 0
        told.add((capsys.readouterr().out, (folder / "uit/les-1.0.0-evaluaties.csv").read_text("utf-8-sig")))
    ((text, sheet),) = told
    assert text == (
        "Een goed gesprek, versie 1.0.0: 5 evaluaties\nGelezen: alle secties: 5\n\nIk weet mijn stap.\n"
        "     2  Nee\n     1  Deels\n     2  Ja\n\nDe voorbeelden kloppen.\n     1  Nee\n     1  Deels\n     2  Ja\n"
        "     1  niets gekozen\n\nWat moet anders?\n  * =Licht\n  * meer\n  * Zon\n"
    )
    assert sheet.splitlines()[0] == "Vraag;Antwoord;Aantal"
    assert "Wat moet anders?;'=Licht;" in sheet
