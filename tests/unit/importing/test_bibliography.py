"""Libraries as reference managers export them, into a module's ``references.yaml``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modulebouwer.cli import main
from modulebouwer.source.loader import load

BIBTEX = r"""
@article{jansen2020,
  title = {Groei van {\emph{Salix alba}} in {N}ederland},
  author = {Jansen, An and van der Berg, Kees},
  journal = {Tijdschrift voor proeven}, year = {2020}, volume = {3}, number = {2}, pages = {12--20},
  doi = {10.1000/proef}, file = {:/home/iemand/jansen.pdf}
}
@misc{nota, title = {Een nota}, author = {{VO-raad}}, year = {1999}}
"""
RIS = """TY  - BOOK
AU  - Pieters, Jo
PY  - 2011
TI  - Een boek
PB  - De Uitgever
ER  -

TY  - ELEC
TI  - Een site zonder maker
UR  - https://example.org/
ER  -
"""
ENDNOTE = """<?xml version="1.0" encoding="UTF-8"?><xml><records><record><rec-number>1</rec-number>
<ref-type name="Book">6</ref-type><contributors><authors><author>Dekker, Bo</author></authors></contributors>
<titles><title>Over scholen</title></titles><dates><year>2003</year></dates></record></records></xml>"""
CSL = [
    {
        "id": "http://zotero.org/groups/1/items/ABCD",
        "type": "report",
        "title": "Een rapport",
        "author": [{"family": "Bos", "given": "C."}],
        "issued": {"date-parts": [["2017", 3]], "season": "3"},
    }
]


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["new", str(tmp_path / "proef"), "--lang", "en"]) == 0
    capsys.readouterr()
    return tmp_path / "proef"


def library(folder: Path, name: str, text: str) -> str:
    path = folder.parent / name
    path.write_text(text, "utf-8")
    return str(path)


def entries(folder: Path) -> dict[str, dict[str, object]]:
    module, problems = load(folder, "m")
    assert problems == []
    assert module is not None
    return {reference.id: dict(reference.csl) for reference in module.references}


def test_every_kind_of_library_is_read(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = set(entries(folder))
    files = [
        library(folder, "a.bib", BIBTEX),
        library(folder, "b.ris", RIS),
        library(folder, "c.xml", ENDNOTE),
        library(folder, "d.json", json.dumps(CSL)),
    ]
    assert main(["references", *files, "--to", str(folder), "--lang", "en"]) == 0
    assert "References added: 6; there already: 0" in capsys.readouterr().out
    found = entries(folder)
    assert there < set(found)
    assert found["jansen2020"] == {
        "id": "jansen2020",
        "type": "article-journal",
        "title": "Groei van <i>Salix alba</i> in Nederland",
        "author": [
            {"family": "Jansen", "given": "An"},
            {"family": "Berg", "given": "Kees", "dropping-particle": "van der"},
        ],
        "container-title": "Tijdschrift voor proeven",
        "issued": {"date-parts": [[2020]]},
        "volume": "3",
        "issue": "2",
        "page": "12-20",
        "DOI": "10.1000/proef",
    }
    assert (found["nota"]["type"], found["nota"]["author"]) == ("document", [{"literal": "VO-raad"}])
    titles = {entry["title"] for entry in found.values()}
    assert {"Een boek", "Een site zonder maker", "Over scholen"} <= titles
    assert found["bos-2017"]["issued"] == {"date-parts": [[2017, 3]]}


def test_what_was_added_can_be_cited_and_builds(folder: Path, tmp_path: Path) -> None:
    assert main(["references", library(folder, "a.bib", BIBTEX), "--to", str(folder)]) == 0
    section = folder / "sections" / "beginnen.md"
    section.write_text(section.read_text("utf-8") + "\nZie [@jansen2020; @nota].\n", "utf-8")
    assert main(["build", str(folder), "--strict", "--output", str(tmp_path / "out")]) == 0


def test_adding_again_changes_no_byte(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = library(folder, "a.bib", BIBTEX)
    assert main(["references", file, "--to", str(folder)]) == 0
    before = (folder / "references.yaml").read_bytes()
    capsys.readouterr()
    assert main(["references", file, "--to", str(folder), "--lang", "en"]) == 0
    assert "References added: 0; there already: 2" in capsys.readouterr().out
    assert (folder / "references.yaml").read_bytes() == before


def test_what_stands_otherwise_stays_and_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "references.yaml"
    mine = "- id: nota\n  type: document\n  title: Mijn titel # met de hand\n  issued: 1999\n"
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + mine, "utf-8")
    line = path.read_text("utf-8").splitlines().index("- id: nota") + 1
    file = library(folder, "a.bib", BIBTEX)
    assert main(["references", file, "--to", str(folder), "--format", "json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["code"], told["path"], told["line"]) == ("IMP-028", path.as_posix(), line)
    assert told["values"]["fields"] == "title"
    assert mine in path.read_text("utf-8")
    assert "jansen2020" in entries(folder)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("stuk.json", "{", "IMP-102"),
        ("leeg.bib", "", "IMP-107"),
        ("stuk.xml", "<xml><records>", "IMP-102"),
    ],
)
def test_a_library_that_cannot_be_read(
    name: str, text: str, code: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (folder / "references.yaml").read_bytes()
    assert main(["references", library(folder, name, text), "--to", str(folder), "--format", "json"]) == 1
    assert [entry["code"] for entry in json.loads(capsys.readouterr().out)] == [code]
    assert (folder / "references.yaml").read_bytes() == before


def test_a_document_is_no_library(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["references", library(folder, "a.docx", ""), "--to", str(folder), "--lang", "en"]) == 2
    assert "a.docx is no export of a reference manager" in capsys.readouterr().err


def test_what_was_added_is_all_that_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["references", library(folder, "a.bib", BIBTEX), "--to", str(folder), "--lang", "nl"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Bronnen toegevoegd: ")
    assert "Niets gevonden" not in said.err
