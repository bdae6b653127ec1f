"""The dossier says what stands in the source, in Word and in PDF alike, and where the source says nothing."""

from __future__ import annotations

import datetime
import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from modulebouwer.build import Options, build
from modulebouwer.cli import main
from modulebouwer.new import scaffold
from modulebouwer.papers.dossier import dossier
from modulebouwer.papers.pdf import pdf
from modulebouwer.papers.reading import module_for_papers
from modulebouwer.papers.word import word
from modulebouwer.papers.words import paper_words

ROOT = Path(__file__).parents[3]
REAL = ("samenwerken_regio", "samenwerken_passend_onderwijs")


def made(folder: Path, changes: tuple[str, ...] = ()) -> Any:
    source, found = module_for_papers(str(folder), Options())
    assert source is not None, found.text("en")
    assert source.look is not None
    return source.module, dossier(source.module, source.look.locale, paper_words("nl"), "nl", changes)


def table_texts(data: bytes) -> list[list[list[str]]]:
    found = docx.Document(io.BytesIO(data))
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found.tables]


def words_of(data: bytes) -> str:
    """The text of a PDF, its line breaks and hyphens at the end of a line undone."""
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return "".join(text.replace("\xad", "").replace("-\n", "").split())


@pytest.mark.parametrize("name", REAL)
def test_the_matrix_has_every_objective_with_what_trains_and_checks_it(name: str) -> None:
    module, document = made(ROOT / "modules" / name)
    facts, matrix, loads = table_texts(word(document))
    assert [row[0] for row in matrix[1:]] == [one.text for one in module.definition.objectives]
    assert all(all(row) for row in matrix)
    assert "niet ingevuld" not in str(matrix)
    titles = [section.head.title for section in module.sections]
    assert [row[0] for row in loads[1:]] == [*titles, "Samen"]
    for row in loads[1:]:
        assert sum(map(int, row[2:7])) == int(row[7])
    assert loads[-1][8] == str(module.definition.study_load)
    assert ["Niveau", "niet ingevuld"] in facts


def test_a_question_and_a_text_are_told_apart() -> None:
    _, document = made(ROOT / "modules/samenwerken_regio")
    matrix = table_texts(word(document))[1]
    assert matrix[1][3] == "Schrijfopdracht: Zet uw samenwerkingsvraag in één zin. (verplicht)"
    assert "Kennisvraag: Wie is het eerst aan zet?" in matrix[2][3].split("\n")
    assert "Lezen: Wat verandert er rond uw school?" in matrix[2][2].split("\n")


def test_word_and_pdf_hold_the_same_words_and_the_literature() -> None:
    _, document = made(ROOT / "modules/samenwerken_regio")
    printed = words_of(pdf(document))
    in_word = docx.Document(io.BytesIO(word(document)))
    for paragraph in in_word.paragraphs:
        assert "".join(paragraph.text.split()).replace("-", "") in printed.replace("-", ""), paragraph.text
    (bryson,) = [one for one in in_word.paragraphs if one.text.startswith("Bryson, J. M. (2004).")]
    assert "Public Management Review" in [run.text for run in bryson.runs if run.italic]


def test_the_pdf_is_tagged_and_says_its_language_and_title() -> None:
    _, document = made(ROOT / "modules/samenwerken_passend_onderwijs")
    reader = PdfReader(io.BytesIO(pdf(document)))
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "nl"
    assert reader.metadata is not None
    assert reader.metadata.title == "Dossier: Samenwerken aan passend onderwijs"


@pytest.mark.parametrize("name", ["samenwerken_regio", "samenwerken_passend_onderwijs"])
def test_no_heading_stays_behind_on_the_page_before_its_table(name: str) -> None:
    _, document = made(ROOT / "modules" / name)
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf(document))).pages]
    headings = [page for page in pages if "Doelen, secties, oefening en toetsing" in page]
    assert ["Na de module" in page for page in headings] == [True]


def test_the_same_source_gives_the_same_bytes() -> None:
    _, document = made(ROOT / "modules/samenwerken_passend_onderwijs")
    assert word(document) == word(document)
    assert pdf(document) == pdf(document)


def test_every_field_is_in_it(tmp_path: Path) -> None:
    from modulebouwer.new import scaffold

    scaffold(tmp_path / "les", "nl", datetime.date(2026, 1, 2))
    path = tmp_path / "les/module.yaml"
    path.write_text(
        path.read_text("utf-8")
        + "publisher: Wij samen\naudience: Starters.\nlevel: NLQF 6\nlicence: CC BY 4.0\nvalid_until: 2027-08-31\n"
        "register: {name: Register X, themes: [Leiden], practices: [Richting geven]}\n"
        "authors: [{name: Sanne de Vries, role: auteur}, "
        "{name: Joris, organisation: De Brug, reviewed_on: 2026-09-15}]\n",
        "utf-8",
    )
    _, document = made(tmp_path / "les")
    facts = dict(table_texts(word(document))[0])
    assert "niet ingevuld" not in facts.values()
    assert facts["Auteurs"] == "Sanne de Vries (auteur)"
    assert facts["Beoordeeld"] == "Joris (De Brug), 15 september 2026"
    assert facts["Geldig tot en met"] == "31 augustus 2027"
    # Nothing trains them, and that is seen.
    assert [row[2:] for row in table_texts(word(document))[1][1:]] == [["niet ingevuld", "niet ingevuld"]] * 2


def test_what_changed_since_the_last_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from modulebouwer.new import scaffold

    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    (package,), _ = build(["les"], Path("dist"), Options(), lambda _: None)
    definition = Path("les/module.yaml")
    definition.write_text(definition.read_text("utf-8").replace("version: 1.0.0", "version: 1.1.0"), "utf-8")
    section = Path("les/sections/beginnen.md")
    section.write_text(section.read_text("utf-8").replace("De eerste minuut", "Het begin"), "utf-8")
    assert main(["dossier", "les", "--against", str(package.path), "--output", "uit", "--lang", "en"]) == 0
    text = "\n".join(one.text for one in docx.Document("uit/les-1.1.0-dossier.docx").paragraphs)
    assert "Van versie 1.0.0 naar versie 1.1.0.\nHerziene sectie: Beginnen (1 tekstgedeelte)." in text


def test_a_module_with_an_error_gets_no_dossier(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "module.yaml").write_text("title: Half\n")
    assert main(["dossier", str(tmp_path), "--output", str(tmp_path / "uit"), "--lang", "nl"]) == 1
    assert "fout" in capsys.readouterr().err
    assert not (tmp_path / "uit").exists()


def test_both_languages_have_the_same_words() -> None:
    def keys(words: Any, way: str = "") -> set[str]:
        if isinstance(words, dict):
            return {key for name, value in words.items() for key in keys(value, f"{way}.{name}")}
        return {f"{way}[{len(words)}]" if isinstance(words, list) else way}

    assert keys(paper_words("nl")) == keys(paper_words("en"))


def test_what_only_the_provider_can_say_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An address that is nobody's, and fields that a committee asks for."""
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    with Path("les/module.yaml").open("a", encoding="utf-8") as file:
        file.write("base_iri: https://modulebouwer.example/modules\npublisher: Samen\n")
    for command in (["dossier", "les"], ["papers", "les"], ["build", "les", "--papers"]):
        assert main([*command, "--lang", "nl"]) == 0
        told = capsys.readouterr().err
        assert re.search(r"les/module\.yaml:\d+:\d+: waarschuwing PAP-001 .*modulebouwer\.example", told)
        assert "PAP-002" in told
        assert "authors, audience, level, register, licence, valid_until." in told
    assert main(["check", "les", "--strict", "--lang", "nl"]) == 0


def test_works_that_the_series_keeps_are_in_the_literature() -> None:
    """As many as the module's own page lists, wherever they are written down."""
    module, document = made(ROOT / "modules/samenwerken_regio")
    assert module.shared.references
    text = words_of(pdf(document))
    for reference in module.all_references:
        title = str(reference.csl["title"])
        assert "".join(title.split())[:25] in text, title


def test_a_title_that_no_typeface_has_costs_only_the_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    module = Path("les/module.yaml")
    module.write_text(module.read_text("utf-8").replace("Een goed gesprek", "Een goed \U0010fffd"), "utf-8")
    for command in (["dossier", "les"], ["papers", "les"], ["build", "les", "--papers"]):
        assert main([*command, "--lang", "nl"]) == 1
        assert "PAP-003" in capsys.readouterr().err
        assert list(Path("dist").rglob("*dossier.docx"))
        assert not list(Path("dist").rglob("*dossier.pdf"))


def test_what_changed_is_held_against_the_same_module(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("les", "ander"):
        scaffold(Path(name), "nl", datetime.date(2026, 1, 2))
    other = Path("ander/module.yaml")
    other.write_text(other.read_text("utf-8").replace("identifier: les", "identifier: ander"), "utf-8")
    assert main(["build", "les", "ander", "--output", "was", "--lang", "nl"]) == 0
    module = Path("les/module.yaml")
    module.write_text(module.read_text("utf-8").replace("version: 1.0.0", "version: 1.1.0"), "utf-8")
    for against in ("ander", "was/ander-1.0.0-scorm12.zip"):
        for command in ("dossier", "papers"):
            assert main([command, "les", "--against", against, "--lang", "nl"]) == 2
            assert "van een andere module (ander)" in capsys.readouterr().err
    # A folder of packages is what `build --against` takes too.
    assert main(["build", "les", "--papers", "--against", "was", "--lang", "nl"]) == 0
    text = words_of(Path("dist/les-1.1.0/les-1.1.0-dossier.pdf").read_bytes())
    assert "Vanversie1.0.0naarversie1.1.0." in text


def test_a_folder_of_modules_gives_the_papers_of_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As check and build take it; one that cannot be read costs the other nothing."""
    monkeypatch.chdir(tmp_path)
    for name in ("een", "twee"):
        scaffold(Path("reeks", name), "nl", datetime.date(2026, 1, 2))
    for command in ("dossier", "papers", "accessibility"):
        assert main([command, "reeks", "--lang", "nl"]) == 0
        made = capsys.readouterr().out
        assert "een-1.0.0" in made
        assert "twee-1.0.0" in made
    Path("reeks/een/module.yaml").write_text("title: [\n", "utf-8")
    for command in ("dossier", "papers", "accessibility"):
        assert main([command, "reeks", "--lang", "nl"]) == 1
        assert "twee-1.0.0" in capsys.readouterr().out
    assert main(["dossier", "reeks", "--against", "reeks/een", "--lang", "nl"]) == 2


def test_numbers_stand_below_each_other_and_their_difference_is_explained() -> None:
    module, document = made(ROOT / "modules/samenwerken_regio")
    loads = docx.Document(io.BytesIO(word(document))).tables[2]
    assert {cell.paragraphs[0].alignment for row in loads.rows[1:] for cell in row.cells[1:]} == {2}
    assert re.fullmatch(r"\d\d\.\d{3}", loads.rows[-1].cells[1].text)
    difference = module.definition.study_load - int(loads.rows[-1].cells[7].text)
    text = words_of(pdf(document))
    assert f"Demodulenoemtzelf{module.definition.study_load}minuten,{difference}meerdandesom." in text


def test_addresses_are_links_and_not_broken_by_a_hyphen() -> None:
    _, document = made(ROOT / "modules/samenwerken_regio")
    found = docx.Document(io.BytesIO(word(document)))
    links = {one.target_ref for one in found.part.rels.values() if one.is_external}
    assert any(one.startswith("https://") for one in links)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf(document))).pages)
    assert not re.search(r"htt[-\xad]|https?:[-\xad]\n", text)


def test_a_statement_to_judge_is_no_fact_and_the_first_version_says_so(tmp_path: Path) -> None:
    scaffold(tmp_path / "les", "nl", datetime.date(2026, 1, 2))
    section = tmp_path / "les/sections/beginnen.md"
    question = ":::{true-false}\nid: half\nstatement: Een begin is het halve werk.\nanswer: true\n"
    question += "explanation: Zo.\n:::\n"
    section.write_text(section.read_text("utf-8") + "\n" + question, "utf-8")
    path = tmp_path / "les/module.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r"(  - id: .*\n    text: .*\n)", r"\1    checked_by: [half]\n", text, count=1), "utf-8"
    )
    _, document = made(tmp_path / "les")
    matrix = table_texts(word(document))[1]
    assert matrix[1][3] == "Kennisvraag: Een begin is het halve werk. (waar of niet waar)"
    assert "Ditisdeeersteversie." in words_of(pdf(document))
