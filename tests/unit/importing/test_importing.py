"""Documents in, a module that builds out; nothing of the text is lost."""

from __future__ import annotations

import io
import json
import random
import re
import zipfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

import docx
import pytest

from modulebouwer.cli import main
from modulebouwer.importing.importing import look_at
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.model.module import LearningModule
from modulebouwer.source.loader import load
from unit.importing.documents import THEME, WORKS, made


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


KINDS = ("docx", "odt", "html", "epub", "md")
CASUAL = re.compile(r"[^\W_]")


def imported(path: Path, folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> LearningModule:
    code = main(["import", str(path), "--to", str(folder), "--format", "json", "--lang", "en", *options])
    told = json.loads(capsys.readouterr().out)
    assert code == 0, told
    imported.told = told  # type: ignore[attr-defined]
    module, problems = load(folder, "m")
    assert problems == []
    assert module is not None
    return module


def told(code: str) -> list[dict[str, object]]:
    return [entry for entry in imported.told if entry["code"] == code]  # type: ignore[attr-defined]


def test_a_typed_table_of_contents_goes_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where its numbered lines look like a list."""
    path = tmp_path / "stuk.docx"
    document = docx.Document()
    for line in ("Inhoudsopgave", "Voorwoord 3", "1. Aanleiding 4", "2. Wat wij willen 5", "Literatuur 7"):
        document.add_paragraph(line)
    for chapter in ("Aanleiding", "Wat wij willen"):
        document.add_heading(chapter, 1)
        document.add_paragraph(f"Dit is de tekst van {chapter}, in een zin.")
    document.save(str(path))
    module = imported(path, tmp_path / "stuk", capsys)
    assert [section.head.title for section in module.sections] == ["Aanleiding", "Wat wij willen"]
    assert [section.body.text.strip() for section in module.sections] == [
        "Dit is de tekst van Aanleiding, in een zin.",
        "Dit is de tekst van Wat wij willen, in een zin.",
    ]


@pytest.mark.parametrize("gap", ["\t", "       "])
def test_a_table_in_plain_text_becomes_a_table(
    gap: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ("Wie", "Taak", "Wanneer"),
        ("Gemeente", "huisvesting", "elk jaar"),
        ("School", "les", "elke dag"),
    ]
    table = "\n".join(gap.join(row) for row in rows)
    text = "Een zin voor de tabel, die zegt wat er komt.\n\nWie doet wat\n\n{}\n\nEen zin na de tabel, tot slot.\n"
    path = tmp_path / "stuk.txt"
    path.write_text(text.format(table), "utf-8")
    module = imported(path, tmp_path / "stuk", capsys)
    section = module.sections[-1]
    assert (
        "| Wie | Taak | Wanneer |\n|---|---|---|\n| Gemeente | huisvesting | elk jaar |" in section.body.text
    )
    assert section.body.text.rstrip().endswith("Een zin na de tabel, tot slot.")
    assert told("SEC-004") == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_theme_description_becomes_a_module(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path, f"thema.{kind}")
    module = imported(path, tmp_path / "wijk", capsys)
    definition = module.definition
    assert (definition.identifier, definition.title) == ("wijk", "Werken met de wijk")
    assert definition.language == "nl"
    assert definition.description.startswith("Dit thema gaat over de school en haar wijk.")
    assert definition.guiding_questions == (
        "Hoe haal ik de wijk naar binnen?",
        "Hoe past mijn school bij de buurt?",
        "Wat zie ik over de grens van mijn school?",
        "Hoe krijg ik anderen mee?",
    )
    assert [theme.title for theme in definition.themes] == [
        "Samen aan passend onderwijs",
        "Open over keuzes",
        "Persoonlijk leiderschap",
    ]
    assert definition.themes[1].why == "Wie samenwerkt, legt uit. Kies dan voor ‘Open over keuzes’."
    assert [section.head.title for section in module.sections] == [
        "Inleiding",
        "Wat en waarom",
        "In de praktijk",
    ]
    assert len({entry["values"]["citation"] for entry in told("IMP-002")}) == WORKS  # type: ignore[index]
    assert len(told("IMP-002")) == WORKS + 1
    first, second, third = (section.body.text for section in module.sections)
    assert "haar wijk.[^1] Het" in first
    assert "[^1]: In een grote stad kan hier ook ‘de stad’ staan.\n" in first
    assert (
        "| Partner | Waarvoor |\n|---|---|\n| Opvang | Hele dagen |\n| Sport\\|spel | H~2~O en m^2^ |\n"
        in second
    )
    assert "\n## Krimp\n\nSoms zijn" in second
    assert "Kies dan *samen* wat **nodig** is.\n" in second
    assert "\n1. Eerst kijken\n2. Dan praten\n   - met ouders\n   - met het team\n" in second
    assert (
        "\n## Uit het document, nog zonder plaats\n\nAansluitende thema’s\n\nDit thema raakt andere thema’s.\n"
        in third
    )
    assert "\n> Een school is van de hele buurt.\n" in third


@pytest.mark.parametrize("kind", KINDS)
def test_no_character_of_the_text_is_lost(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path, f"thema.{kind}")
    imported(path, tmp_path / "wijk", capsys)
    files = [tmp_path / "wijk" / "module.yaml", *sorted((tmp_path / "wijk" / "sections").glob("*.md"))]
    written = Counter(CASUAL.findall("".join(file.read_text("utf-8") for file in files)))
    text = THEME.split("---\n", 2)[2].replace("[^1]", "")
    wanted = Counter(CASUAL.findall("Werken met de wijk" + text))
    assert wanted - written == Counter()


def test_each_finding_stands_at_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(made(tmp_path, "thema.docx"), tmp_path / "wijk", capsys)
    for code, sign in (("IMP-002", "citation"), ("IMP-001", "keys")):
        assert told(code)
        for entry in told(code):
            line = Path(str(entry["path"])).read_text("utf-8").split("\n")[int(str(entry["line"])) - 1]
            said = str(entry["values"][sign])  # type: ignore[index]
            assert line[int(str(entry["column"])) - 1 :].startswith(said.partition(",")[0])


def test_what_was_guessed_is_told_once_and_marked_at_each_key(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(made(tmp_path, "thema.docx"), tmp_path / "wijk", capsys)
    (guessed,) = told("IMP-001")
    keys = str(guessed["values"]["keys"]).split(", ")  # type: ignore[index]
    assert keys == [
        "title",
        "subtitle",
        "language",
        "description",
        "study_load",
        "guiding_questions",
        "themes",
    ]
    lines = (tmp_path / "wijk" / "module.yaml").read_text("utf-8").split("\n")
    marked = [after.partition(":")[0] for line, after in pairwise(lines) if line.startswith("# Voorstel")]
    assert marked == keys


def test_what_was_made_builds_and_names_what_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert (
        main(["import", str(made(tmp_path, "t.docx")), "--to", str(tmp_path / "wijk"), "--lang", "nl"]) == 0
    )
    out = capsys.readouterr().out
    assert f"{WORKS} aangehaalde werken" in out
    assert "4 vragen, 3 aansluitende thema's" in out
    assert main(["build", str(tmp_path / "wijk"), "--output", str(tmp_path / "dist")]) == 0
    page = zipfile.ZipFile(tmp_path / "dist" / "wijk-0.1.0-scorm12.zip").read("index.html").decode()
    assert "H<sub>2</sub>O en m<sup>2</sup>" in page


def test_the_level_of_sections_can_be_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module = imported(made(tmp_path, "thema.docx"), tmp_path / "wijk", capsys, "--split-at", "2")
    assert [section.id for section in module.sections] == [
        "inleiding",
        "wat-en-waarom",
        "krimp",
        "in-de-praktijk",
        "taken",
    ]


def test_several_documents_become_one_module(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = made(tmp_path, "een.docx", "---\ntitle: Een\n---\n# A\n\nTekst.\n\n# B\n\nTekst.\n")
    second = made(tmp_path, "twee.odt", "# C\n\nTekst.\n\n# D\n\nTekst.\n")
    folder = tmp_path / "samen"
    assert main(["import", str(first), str(second), "--to", str(folder)]) == 0
    capsys.readouterr()
    module, _ = load(folder, "")
    assert module is not None
    assert [section.id for section in module.sections] == ["a", "b", "c", "d"]


def test_a_folder_that_holds_something_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "wijk"
    folder.mkdir()
    (folder / "module.yaml").write_text("mijn: werk\n")
    assert main(["import", str(made(tmp_path, "t.docx")), "--to", str(folder), "--lang", "nl"]) == 2
    assert "nooit iets overschreven" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["module.yaml"]


def test_a_skipped_level_and_a_long_section_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "# A\n\n### B\n\n" + "woord " * 2100 + "\n\n# C\n\nTekst.\n"
    module = imported(made(tmp_path, "t.docx", text), tmp_path / "m", capsys)
    assert "\n## B\n" in module.sections[0].body.text
    (skipped,), (long,) = told("IMP-003"), told("IMP-004")
    assert (skipped["values"], long["values"]) == ({"level": 3, "now": 2}, {"words": 2101, "limit": 2000})


def test_typed_bullets_and_bold_lines_are_lists_and_headings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "**Eerste kop**\n\nTekst.\n\n● een\n\n● twee\n\n**Tweede kop**\n\n1\\) een\n\n2\\) twee\n\nSlot.\n"
    module = imported(made(tmp_path, "t.docx", text), tmp_path / "m", capsys)
    assert [section.head.title for section in module.sections] == ["Eerste kop", "Tweede kop"]
    assert module.sections[0].body.text == "\nTekst.\n\n- een\n- twee\n"
    assert module.sections[1].body.text == "\n1. een\n2. twee\n\nSlot.\n"


def test_text_that_looks_like_markup_stays_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = [
        "# geen kop",
        "- geen lijst",
        "1. geen nummer",
        "a*b*c_d_",
        "<b>x</b>",
        "x@y.nl en @z",
        "[a](b)",
        "~a~ ^b^",
        "::: x",
    ]
    escaped = [re.sub(r"([^a-z0-9 ])", r"\\\1", line) for line in plain]
    text = "# K\n\n" + "\n\n".join(escaped) + "\n"
    module = imported(made(tmp_path, "t.docx", text), tmp_path / "m", capsys)
    inlines = [token.children for token in module.sections[0].body.tokens if token.type == "inline"]
    assert ["".join(child.content for child in children or ()) for children in inlines] == plain


def test_pictures_come_along_and_ask_for_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from PIL import Image

    Image.new("RGB", (4, 4)).save(tmp_path / "a.png")
    Image.new("RGB", (4, 4)).save(tmp_path / "b.bmp")
    text = f"# K\n\nx ![]({tmp_path}/a.png) y\n\nx ![Kaart van de wijk]({tmp_path}/b.bmp) y\n"
    module = imported(made(tmp_path, "t.docx", text), tmp_path / "m", capsys)
    assert [Path(media.path).suffix for media in module.media] == [".png", ".png"]
    assert "![Kaart van de wijk](media/" in module.sections[0].body.text
    (wanted,) = told("IMP-013")
    assert len(told("IMP-014")) == 1
    line = module.sections[0].body.text.split("\n")[1]
    assert line[int(str(wanted["column"])) - 1 :].startswith("![Beschrijf hier")


def test_definitions_become_terms(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "# A\n\nTekst.\n\n# Begrippen\n\nFit: hoe het past.\n\nRegio: de streek.\n"
    module = imported(made(tmp_path, "t.docx", text), tmp_path / "m", capsys)
    terms = [component.model.model_dump() for component in module.components]
    assert terms == [
        {"id": "fit", "term": "Fit", "definition": "hoe het past."},
        {"id": "regio", "term": "Regio", "definition": "de streek."},
    ]


def test_plain_text_from_a_pdf_is_read_as_it_was_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = """
1 In een stad kan hier ook ‘de

wijk’ staan.              1
 Themabeschrijving

Werken met de wijk

In dit thema staat de school centraal in haar buurt1 en gaat het om de mensen die
daar wonen en werken. Kinderen leren niet alleen in de klas, dus is er opvang, voor-
schoolse hulp en naschoolse- en buitenschoolse opvang nodig. Wat doet u? En waarom?

Taken van de schoolleider
Zoals beschreven: u verbindt mensen die elkaar nog niet kennen en u doet dat zonder
haast. Dat is veel.
 Ook de gemeente heeft een taak. Zij betaalt, en zij kijkt of het geld goed is besteed

aan wat er nodig was.

● Opvang is er de hele dag, ook in de vakantie en op de dagen dat de school geen les
geeft.
● Sport is er na de les.
"""
    (tmp_path / "t.txt").write_text(text, "utf-8")
    module = imported(tmp_path / "t.txt", tmp_path / "m", capsys)
    assert (module.definition.title, module.definition.subtitle) == (
        "Werken met de wijk",
        "Themabeschrijving",
    )
    first, second = module.sections
    assert first.body.text == (
        "\nIn dit thema staat de school centraal in haar buurt[^1] en gaat het om de mensen die daar wonen en werken. "
        "Kinderen leren niet alleen in de klas, dus is er opvang, voorschoolse hulp en naschoolse- en buitenschoolse "
        "opvang nodig. Wat doet u? En waarom?\n\n[^1]: In een stad kan hier ook ‘de wijk’ staan.\n"
    )
    assert second.head.title == "Taken van de schoolleider"
    assert second.body.text == (
        "\nZoals beschreven: u verbindt mensen die elkaar nog niet kennen en u doet dat zonder haast. Dat is veel.\n\n"
        "Ook de gemeente heeft een taak. Zij betaalt, en zij kijkt of het geld goed is besteed "
        "aan wat er nodig was.\n\n"
        "- Opvang is er de hele dag, ook in de vakantie en op de dagen dat de school geen les geeft.\n"
        "- Sport is er na de les.\n"
    )


LITERATURE = """# Tekst

Afstemming loont (Smit & Maas, 2008, p. 12) en (zie Smit, 2007a; Kamp & Van den Berg, 2013).
Ook Kamp en Van den Berg (2013) zien dat. Dat zegt de raad (Sociaal-Economische Raad, 2011).
Niemand (Bakker, 1999).

# Literatuur

Kamp, A., & Van den Berg, B. (2013). Brede scholen: wie doet wat? *Pedagogiek, 33*(2), 45–61.
https://doi.org/10.1000/ped.33

Smit, E. (2007a). *Samen werken*. Utrecht: De Uitgever.

Smit, E., & Maas, F. (2008). Afstemming in de wijk. In G. de Boer (Red.), *Handboek school* (pp. 10-20).
Den Haag: Raad.

Sociaal-Economische Raad. (2011). *Krimp benoemen*. https://example.org/krimp

Een regel zonder vorm
"""


def test_a_typed_list_and_its_citations_are_bound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (
        LITERATURE.replace("[Sociaal", "(Sociaal")
        .replace("2011]", "2011)")
        .replace("[Bakker, 1999]", "(Bakker, 1999)")
    )
    module = imported(made(tmp_path, "t.docx", text), tmp_path / "m", capsys)
    found = {reference.id: dict(reference.csl) for reference in module.references}
    assert found["kamp-van-den-berg-2013"] == {
        "id": "kamp-van-den-berg-2013",
        "type": "article-journal",
        "author": [{"family": "Kamp", "given": "A."}, {"family": "Van den Berg", "given": "B."}],
        "issued": {"date-parts": [[2013]]},
        "DOI": "10.1000/ped.33",
        "title": "Brede scholen: wie doet wat?",
        "container-title": "Pedagogiek",
        "volume": "33",
        "issue": "2",
        "page": "45–61",
    }
    assert found["smit-2007"]["publisher"] == "De Uitgever"
    assert found["smit-2007"]["publisher-place"] == "Utrecht"
    assert found["smit-maas-2008"]["container-title"] == "Handboek school"
    assert found["sociaal-economische-raad-2011"]["author"] == [{"literal": "Sociaal-Economische Raad"}]
    assert module.sections[0].body.text == (
        "\nAfstemming loont [@smit-maas-2008, p. 12] en [zie @smit-2007; @kamp-van-den-berg-2013]. "
        "Ook @kamp-van-den-berg-2013 zien dat. Dat zegt de raad [@sociaal-economische-raad-2011]. "
        "Niemand (Bakker, 1999).\n"
    )
    (missing,) = told("IMP-002")
    assert missing["values"] == {"citation": "Bakker, 1999", "keys": ""}
    (unread,) = told("IMP-007")
    read = {entry["values"]["id"] for entry in told("IMP-011")}  # type: ignore[index]
    assert read == found.keys() - {unread["values"]["id"]}  # type: ignore[index]
    assert unread["values"]["text"] == "Een regel zonder vorm"  # type: ignore[index]
    text = (tmp_path / "m" / "references.yaml").read_text("utf-8")
    assert "# Geraden uit: Smit, E. (2007a). Samen werken. Utrecht: De Uitgever.\n- id: smit-2007\n" in text
    assert "# Niet begrepen: Een regel zonder vorm\n" in text


def test_fields_of_a_reference_manager_are_sources(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from unit.importing.word import with_zotero_field

    path = with_zotero_field(made(tmp_path, "t.docx", "# A\n\nDat is bekend VELD.\n\n# B\n\nTekst.\n"))
    module = imported(path, tmp_path / "m", capsys)
    (reference,) = module.references
    assert reference.csl["title"] == "Samen sterk"
    assert reference.csl["issued"] == {"date-parts": [[2015]]}
    assert module.sections[0].body.text == f"\nDat is bekend [@{reference.id}, p. 12].\n"


def test_open_changes_are_taken_as_accepted_and_comments_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from unit.importing.word import with_changes

    path = with_changes(made(tmp_path, "t.docx", "# A\n\nDe oude tekst.\n\n# B\n\nTekst.\n"))
    module = imported(path, tmp_path / "m", capsys)
    assert module.sections[0].body.text == "\nDe nieuwe tekst.\n"
    assert [entry["values"] for entry in told("IMP-005")] == [{"count": 2, "who": "Lezer (2026-11-01)"}]
    assert [entry["values"] for entry in told("IMP-006")] == [{"author": "Lezer", "text": "Klopt dit?"}]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("oud.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "IMP-103"),
        ("oud.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "IMP-103"),
        (
            "slot.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"),
            "IMP-101",
        ),
        ("leeg.docx", b"", "IMP-102"),
        ("map.odt", zipped({"content.xml": b"<niet af"}), "IMP-102"),
        ("stuk2.docx", zipped({"word/document.xml": b"<niet af"}), "IMP-102"),
        (
            "slot.odt",
            zipped({"META-INF/manifest.xml": b"<m><encryption-data/></m>", "content.xml": b"\1\2"}),
            "IMP-101",
        ),
        ("stuk.docx", b"PK\x03\x04 en dan niets", "IMP-102"),
        ("stuk.pdf", b"%PDF-1.7\nniets", "IMP-102"),
        ("x.xlsx", b"PK\x03\x04", "IMP-104"),
        ("leeg.md", b"\n\n", "IMP-107"),
        ("leeg.txt", b"", "IMP-107"),
        ("rommel.txt", b"\0\1\2", "IMP-102"),
    ],
)
def test_a_document_that_cannot_be_read_is_one_sentence_and_no_folder(
    name: str, data: bytes, code: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    assert main(["import", str(tmp_path / name), "--to", str(tmp_path / "m"), "--format", "json"]) == 1
    assert [entry["code"] for entry in json.loads(capsys.readouterr().out)] == [code]
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_citation_that_fits_two_works_is_told_with_both(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    works = "Smit, E. (2007a). Samen werken. Utrecht: A.\n\nSmit, E. (2007b). Alleen werken. Utrecht: A.\n"
    text = f"# Begin\n\nDat loont (Smit, 2007).\n\n# Literatuur\n\n{works}"
    imported(made(tmp_path, "t.docx", text), tmp_path / "m", capsys)
    (found,) = told("IMP-012")
    assert found["values"] == {"citation": "Smit, 2007", "keys": "smit-2007, smit-2007b"}


def test_a_document_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        look_at(tmp_path / "weg.docx", "weg.docx")
    assert caught.value.finding.code == "IMP-109"


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bom.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    assert main(["import", str(path), "--to", str(tmp_path / "m"), "--format", "json"]) == 1
    assert [entry["code"] for entry in json.loads(capsys.readouterr().out)] == ["IMP-105"]


def test_a_document_that_takes_too_long_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modulebouwer.importing.pandoc.SECONDS", 0)
    assert (
        main(["import", str(made(tmp_path, "t.docx")), "--to", str(tmp_path / "m"), "--format", "json"]) == 1
    )
    assert [entry["code"] for entry in json.loads(capsys.readouterr().out)] == ["IMP-106"]


def test_a_document_that_takes_too_much_memory_ends(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modulebouwer.importing.pandoc.MEGABYTES", 1)
    document = made(tmp_path, "t.md", THEME * 200)
    assert main(["import", str(document), "--to", str(tmp_path / "m"), "--format", "json"]) == 1
    assert [entry["code"] for entry in json.loads(capsys.readouterr().out)] == ["IMP-106"]
    assert [path.name for path in tmp_path.iterdir()] == ["t.md"]


def test_a_document_with_macros_is_read_without_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = made(tmp_path, "t.docx").rename(tmp_path / "t.docm")
    assert imported(path, tmp_path / "m", capsys).definition.title == "Werken met de wijk"
    assert len(told("IMP-016")) == 1


def test_a_picture_of_forty_megabytes_becomes_one_that_loads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from PIL import Image

    noise = Image.frombytes("RGB", (3000, 4500), random.Random(1).randbytes(3000 * 4500 * 3))
    noise.save(tmp_path / "a.png", compress_level=0)
    assert (tmp_path / "a.png").stat().st_size > 40_000_000
    document = made(tmp_path, "t.docx", f"# K\n\nx ![Ruis]({tmp_path}/a.png) y\n")
    (media,) = imported(document, tmp_path / "m", capsys).media
    with Image.open(io.BytesIO(media.data)) as picture:
        assert picture.size == (2000, 3000)
    assert len(media.data) < 6_000_000
    assert len(told("IMP-014")) == 1


def test_a_picture_with_too_many_points_is_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from PIL import Image

    Image.new("1", (12_000, 12_000)).save(tmp_path / "a.tiff", compression="group4")
    document = made(tmp_path, "t.docx", f"# K\n\nx ![Groot]({tmp_path}/a.tiff) y\n")
    module = imported(document, tmp_path / "m", capsys)
    assert module.media == ()
    assert "Groot" in module.sections[0].body.text
    assert len(told("IMP-008")) == 1


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("modulebouwer.importing.find_spec", lambda _: None)
    assert main(["import", "x.docx", "--to", str(tmp_path / "m"), "--lang", "nl"]) == 2
    assert "pip install '.[import]'" in capsys.readouterr().err


def test_pandoc_reads_nothing_but_the_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "geheim.md").write_text("GEHEIM")
    (tmp_path / "t.html").write_text(
        f'<h1>A</h1><p>x <img src="{tmp_path}/geheim.md" alt="y"></p><iframe src="{tmp_path}/geheim.md"></iframe>'
    )
    module = imported(tmp_path / "t.html", tmp_path / "m", capsys)
    assert "GEHEIM" not in module.sections[0].body.text
    assert module.media == ()
