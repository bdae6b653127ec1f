"""A newer document, brought into the module that an earlier one became."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from modulebouwer.cli import main
from modulebouwer.importing.updating import merged_definition, pieces_of
from modulebouwer.model.definition import ModuleDefinition, Theme
from modulebouwer.source.yaml_file import parse_yaml
from unit.importing.documents import THEME, made

FIRST = """---
title: De wijk
---

# Begin

De school staat in een wijk met veel kinderen en hun ouders.

Wie samenwerkt, bereikt meer.[^1] Dat zegt iedereen die het probeert.

[^1]: Dit is de eerste noot.

Deze alinea gaat later weg uit het document, helemaal.

Deze alinea verhuist naar het eind van het document.

# Slot

Aan het eind komt alles samen in de wijk, zoals het hoort.
"""
SECOND = """---
title: De wijk in
---

# Begin

De school staat in een wijk met weinig kinderen en hun ouders.

Een nieuwe alinea met een noot.[^0]

[^0]: Dit is een nieuwe noot.

Wie samenwerkt, bereikt meer.[^1] Dat zegt iedereen die het ooit probeert.

[^1]: Dit is de eerste noot.

# Midden

Dit is een heel nieuw deel van de tekst.

Met nog een alinea.

# Slot

Aan het eind komt alles samen in de stad, zoals het hoort.

Deze alinea verhuist naar het eind van het document.
"""
REFLECTION = ":::{reflection}\nid: ouders\nprompt: Wie kent u?\n\nhint: Denk aan één naam.\n:::\n"

Run = Callable[..., list[dict[str, object]]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The module of the first document, with the designer's own work in it."""
    folder = tmp_path / "m"
    assert main(["import", str(made(tmp_path, "een.md", FIRST)), "--to", str(folder)]) == 0
    path = folder / "sections" / "begin.md"
    text = path.read_text("utf-8")
    text = text.replace("hun ouders.\n", f"hun ouders.\n\n{REFLECTION}")
    path.write_text(text.replace("iedereen die het", "bijna iedereen die het"), "utf-8")
    return folder


@pytest.fixture
def update(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(text: str) -> list[dict[str, object]]:
        capsys.readouterr()
        document = made(tmp_path, "twee.md", text)
        code = main(["import", str(document), "--to", str(folder), "--update", "--format", "json"])
        found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
        assert code == 0, found
        return [entry for entry in found if str(entry["code"]).startswith("IMP-02")]

    return run


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_what_changed_is_taken_over_and_the_designers_own_stays(folder: Path, update: Run) -> None:
    found = update(SECOND)
    assert (folder / "sections" / "begin.md").read_text("utf-8") == (
        "---\ntitle: Begin\nminutes: 1\n---\n\n"
        f"De school staat in een wijk met weinig kinderen en hun ouders.\n\n"
        "Een nieuwe alinea met een noot.[^2]\n\n[^2]: Dit is een nieuwe noot.\n\n"
        f"{REFLECTION}\n"
        "Wie samenwerkt, bereikt meer.[^1] Dat zegt bijna iedereen die het probeert.\n\n"
        "[^1]: Dit is de eerste noot.\n\n"
        "Deze alinea gaat later weg uit het document, helemaal.\n\n"
        "Deze alinea verhuist naar het eind van het document.\n"
    )
    assert (folder / "sections" / "midden.md").read_text("utf-8") == (
        "---\ntitle: Midden\nminutes: 1\n---\n\nDit is een heel nieuw deel van de tekst.\n\nMet nog een alinea.\n"
    )
    assert (
        (folder / "sections" / "slot.md")
        .read_text("utf-8")
        .endswith("\nAan het eind komt alles samen in de stad, zoals het hoort.\n")
    )
    definition = (folder / "module.yaml").read_text("utf-8")
    assert "title: De wijk in\n" in definition
    assert "sections:\n  - begin\n  - midden\n  - slot\n" in definition
    told = [(str(entry["code"]), Path(str(entry["path"])).name, line_of(entry)) for entry in found]
    assert told == [
        ("IMP-020", "module.yaml", "title: De wijk in"),
        ("IMP-020", "module.yaml", "description: De wijk in"),
        ("IMP-020", "begin.md", "De school staat in een wijk met weinig kinderen en hun ouders."),
        ("IMP-021", "begin.md", "Een nieuwe alinea met een noot.[^2]"),
        ("IMP-021", "begin.md", "[^2]: Dit is een nieuwe noot."),
        (
            "IMP-022",
            "begin.md",
            "Wie samenwerkt, bereikt meer.[^1] Dat zegt bijna iedereen die het probeert.",
        ),
        ("IMP-023", "begin.md", "Deze alinea gaat later weg uit het document, helemaal."),
        ("IMP-024", "begin.md", "Deze alinea verhuist naar het eind van het document."),
        ("IMP-026", "midden.md", "---"),
        ("IMP-020", "slot.md", "Aan het eind komt alles samen in de stad, zoals het hoort."),
    ]
    assert [entry["values"] for entry in found if entry["code"] == "IMP-020"] == [
        {"old": "De wijk", "new": "De wijk in"},
        {"old": "De wijk", "new": "De wijk in"},
        {
            "old": "... een wijk met veel kinderen en hun ouders.",
            "new": "... een wijk met weinig kinderen en hun ouders.",
        },
        {"old": "... samen in de wijk, zoals het hoort.", "new": "... samen in de stad, zoals het hoort."},
    ]
    left = [entry for entry in told if entry[0] in ("IMP-022", "IMP-023", "IMP-024")]
    before = files(folder)
    again = update(SECOND)
    assert [(entry["code"], Path(str(entry["path"])).name, line_of(entry)) for entry in again] == left
    assert [entry["values"] for entry in again] == [e["values"] for e in found if (e["code"]) in LEFT]
    assert files(folder) == before


LEFT = ("IMP-022", "IMP-023", "IMP-024")


def test_what_was_told_is_told_again_until_it_is_seen_to(folder: Path, update: Run) -> None:
    """A paragraph that is gone is removed, another is taken over, and a third is moved."""
    update(SECOND)
    path = folder / "sections" / "begin.md"
    text = path.read_text("utf-8")
    path.write_text(text.replace("\nDeze alinea gaat later weg uit het document, helemaal.\n", ""), "utf-8")
    assert [entry["code"] for entry in update(SECOND)] == ["IMP-022", "IMP-024"]
    text = path.read_text("utf-8")
    path.write_text(text.replace("bijna iedereen die het", "iedereen die het ooit"), "utf-8")
    assert [entry["code"] for entry in update(SECOND)] == ["IMP-024"]
    moved = "\nDeze alinea verhuist naar het eind van het document.\n"
    text = path.read_text("utf-8")
    path.write_text(text.replace(moved, ""), "utf-8")
    slot = folder / "sections" / "slot.md"
    slot.write_text(slot.read_text("utf-8") + moved, "utf-8")
    assert update(SECOND) == []
    assert (folder / ".imported" / "open.json").read_text("utf-8") == "[]\n"


def test_a_title_that_differs_is_told_again(folder: Path, update: Run) -> None:
    path = folder / "module.yaml"
    path.write_text(path.read_text("utf-8").replace("title: De wijk\n", "title: Mijn wijk\n"), "utf-8")
    for _ in range(2):
        found = [entry for entry in update(SECOND) if entry["path"] == str(path)]
        assert ("IMP-022", {"new": "De wijk in"}) in [(entry["code"], entry["values"]) for entry in found]
    path.write_text(path.read_text("utf-8").replace("title: Mijn wijk\n", "title: De wijk in\n"), "utf-8")
    assert [entry for entry in update(SECOND) if entry["path"] == str(path)] == []


def test_what_is_told_is_what_the_document_changed(folder: Path, update: Run) -> None:
    """Not where the designer's own words differ from those of the document, which comes first in the paragraph."""
    path = folder / "sections" / "slot.md"
    text = path.read_text("utf-8")
    mine = "Tot slot: aan het eind komt werkelijk alles samen in de wijk, zoals het hoort."
    path.write_text(text.replace("Aan het eind komt alles samen in de wijk, zoals het hoort.", mine), "utf-8")
    found = [entry for entry in update(SECOND) if entry["path"] == str(path)]
    told = ("IMP-022", {"new": "... samen in de stad, zoals het hoort."})
    assert [(entry["code"], entry["values"]) for entry in found] == [told]
    assert mine in path.read_text("utf-8")


def test_a_picture_that_the_module_has_is_not_copied_again(tmp_path: Path) -> None:
    """Another program gave it another name; one with a name that is taken gets a new one."""
    for name, colour in (("a.png", "blue"), ("b.png", "blue"), ("c.png", "green")):
        Image.new("RGB", (4, 4), colour).save(tmp_path / name)
    folder, text = tmp_path / "m", "# A\n\nx ![Kaart](a.png) y\n\n# B\n\nTekst.\n"
    assert main(["import", str(made(tmp_path, "een.md", text)), "--to", str(folder)]) == 0
    section = (folder / "sections" / "a.md").read_bytes()
    newer = made(tmp_path, "twee.md", text.replace("a.png", "b.png"))
    assert main(["import", str(newer), "--to", str(folder), "--update"]) == 0
    assert [path.name for path in (folder / "media").iterdir()] == ["a.png"]
    assert (folder / "sections" / "a.md").read_bytes() == section
    (tmp_path / "c.png").replace(tmp_path / "a.png")
    assert main(["import", str(tmp_path / "een.md"), "--to", str(folder), "--update"]) == 0
    assert sorted(path.name for path in (folder / "media").iterdir()) == ["a-2.png", "a.png"]
    assert "![Kaart](media/a-2.png)" in (folder / "sections" / "a.md").read_text("utf-8")


def line_of(entry: dict[str, object]) -> str:
    return Path(str(entry["path"])).read_text("utf-8").split("\n")[int(str(entry["line"])) - 1]


def test_the_same_document_changes_no_byte(folder: Path, update: Run) -> None:
    before = files(folder)
    assert update(FIRST) == []
    assert files(folder) == before


def test_a_whole_theme_description_that_did_not_change_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document, folder = made(tmp_path, "t.docx"), tmp_path / "m"
    assert main(["import", str(document), "--to", str(folder), "--split-at", "2"]) == 0
    before = files(folder)
    changed = made(tmp_path, "u.docx", THEME.replace("Eerst kijken", "Eerst goed kijken"))
    assert main(["import", str(document), "--to", str(folder), "--update"]) == 0
    assert files(folder) == before
    assert main(["import", str(changed), "--to", str(folder), "--update", "--lang", "nl"]) == 0
    assert "1 verandering overgenomen" in capsys.readouterr().out
    after = files(folder)
    differing = {name for name in after if after[name] != before.get(name)}
    assert differing == {"sections/krimp.md", ".imported/sections/krimp.md"}


def test_a_changed_title_and_reference_follow_the_document(tmp_path: Path) -> None:
    text = "# Tekst over de wijk\n\nZo is het (Smit, 2007).\n\n# Literatuur\n\nSmit, E. (2007). *Samen*. Utrecht: A.\n"
    folder = tmp_path / "m"
    assert main(["import", str(made(tmp_path, "een.md", text)), "--to", str(folder)]) == 0
    newer = text.replace("over de wijk", "over uw wijk").replace("Utrecht: A.", "Utrecht: Boek.")
    newer = (
        newer.replace("2007).\n\n#", "2007; Maas, 2011).\n\n#") + "\nMaas, F. (2011). *Meer*. Zwolle: B.\n"
    )
    assert main(["import", str(made(tmp_path, "twee.md", newer)), "--to", str(folder), "--update"]) == 0
    references = (folder / "references.yaml").read_text("utf-8")
    assert "publisher: Boek\n" in references
    assert "- id: maas-2011\n" in references
    section = (folder / "sections" / "tekst-over-de-wijk.md").read_text("utf-8")
    assert "title: Tekst over uw wijk\n" in section
    assert "Zo is het [@smit-2007; @maas-2011]." in section


def test_a_section_that_is_divided_stays_one_and_is_told(folder: Path, update: Run) -> None:
    before = (folder / "sections" / "begin.md").read_bytes()
    found = update(FIRST.replace("Deze alinea gaat", "# Tussenkop\n\nDeze alinea gaat"))
    assert [(entry["code"], line_of(entry)) for entry in found] == [
        ("IMP-025", "[^1]: Dit is de eerste noot.")
    ]
    assert (folder / "sections" / "begin.md").read_bytes() == before


def test_a_folder_without_an_earlier_import_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "m"
    assert main(["new", str(folder)]) == 0
    before = files(folder)
    document = str(made(tmp_path, "een.md", FIRST))
    assert main(["import", document, "--to", str(folder), "--update", "--lang", "nl"]) == 2
    assert ".imported/" in capsys.readouterr().err
    assert files(folder) == before


def test_an_import_into_an_imported_module_points_at_update(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(tmp_path / "een.md"), "--to", str(folder)]) == 2
    assert "--update" in capsys.readouterr().err


@pytest.mark.parametrize(
    "body", ["", "\n", "\n\n a\n\n\n", "a\n:::{x}\n\nb\n:::\n\nc", "````\n```\n\n````\n\nd\r\n\r\ne\n"]
)
def test_pieces_are_the_body_again(body: str) -> None:
    lead, pieces = pieces_of(body, 0)
    assert lead + "".join(piece.text + piece.gap for piece in pieces) == body


def test_a_theme_keeps_its_id_and_what_the_document_dropped_stays() -> None:
    def definition(
        questions: tuple[str, ...], *themes: tuple[str, str, str], subtitle: str | None
    ) -> ModuleDefinition:
        made = tuple(Theme(id=id, title=title, why=why) for id, title, why in themes)
        return BASE.model_copy(update={"guiding_questions": questions, "themes": made, "subtitle": subtitle})

    why = "Dit thema gaat over kinderen die meer nodig hebben."
    other = ("leiderschap", "Leiderschap", "U leidt uzelf.")
    was = definition(
        ("Hoe betrek ik ouders?", "Hoe betrek ik buren?"),
        ("passend", "Passend", why),
        other,
        subtitle="Thema",
    )
    now = definition(
        ("Hoe betrek ik ouders?",), ("passend-onderwijs", "Passend onderwijs", why), subtitle=None
    )
    merged, told, _ = merged_definition(was, now, was, ())
    assert [(theme.id, theme.title) for theme in merged.themes] == [
        ("passend", "Passend onderwijs"),
        ("leiderschap", "Leiderschap"),
    ]
    assert merged.guiding_questions == was.guiding_questions
    assert merged.subtitle == "Thema"
    gone = [(key, mark.values["text"]) for key, mark in told if mark.code == "IMP-023"]
    assert gone == [
        ("subtitle", "Thema"),
        ("guiding_questions", "Hoe betrek ik buren?"),
        ("themes", "Leiderschap"),
    ]


BASE = ModuleDefinition.model_validate(
    {
        "identifier": "wijk",
        "title": "De wijk",
        "version": "1.0.0",
        "language": "nl",
        "date": datetime.date(2026, 11, 1),
        "description": "Over de wijk.",
        "study_load": 5,
        "sections": ("start",),
    }
)


def test_a_form_that_counts_its_headings_otherwise_keeps_the_sections(tmp_path: Path) -> None:
    """A word processor's first level is another form's second, where the title is a heading too."""
    folder = tmp_path / "m"
    text = FIRST.replace("# Slot", "## Waarom\n\nOmdat het zo is.\n\n# Slot")
    assert main(["import", str(made(tmp_path, "een.md", text)), "--to", str(folder)]) == 0
    before = {path.name: path.read_bytes() for path in (folder / "sections").iterdir()}
    lower = "# De wijk\n" + re.sub(r"(?m)^#", "##", text.split("---\n")[2])
    assert main(["import", str(made(tmp_path, "twee.md", lower)), "--to", str(folder), "--update"]) == 0
    assert {path.name: path.read_bytes() for path in (folder / "sections").iterdir()} == before


def test_a_second_document_is_added_when_both_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "m"
    first = made(tmp_path, "een.md", FIRST)
    other = "# {}\n\n" + " ".join(
        f"Samenhang{number} onderwijskundig{number} leiderschap{number}." for number in range(20)
    )
    second = made(
        tmp_path, "twee.md", "\n\n".join(other.format(title) for title in ("Eerst", "Dan", "Daarna"))
    )
    long = made(
        tmp_path,
        "een.md",
        FIRST + "\n" + " ".join(f"Burgerschap{number} maatschappij{number}" for number in range(30)),
    )
    assert first == long
    assert main(["import", str(first), "--to", str(folder)]) == 0
    kept = (folder / "module.yaml").read_bytes()
    capsys.readouterr()
    assert main(["import", str(second), "--to", str(folder), "--update", "--format", "json"]) == 1
    assert [found["code"] for found in json.loads(capsys.readouterr().out)] == ["IMP-110"]
    assert (folder / "module.yaml").read_bytes() == kept
    assert main(["import", str(first), str(second), "--to", str(folder), "--update"]) == 0
    definition: Any = parse_yaml((folder / "module.yaml").read_text("utf-8"), "").data
    assert definition["sections"] == ["begin", "slot", "eerst", "dan", "daarna"]
