"""Columns typed with tabs: a table where each line has as many, else told; labels and contents are none."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from unit.importing import habits
from unit.importing.documents import made
from unit.importing.test_habits import proposal_of, sections, told
from unit.importing.test_makers import saved, with_content

if TYPE_CHECKING:
    from docx.document import Document

ROTA = "| Week | Wat | Wie |\n|---|---|---|\n| 1 | Lezen | Anja |\n| 2 |  | Bert |"


def typed(path: Path, *lines: str) -> Path:
    """A Word document of paragraphs with tabs, and with a line's end where it says ``|``; bold between stars."""

    def make(document: Document) -> None:
        document.add_heading("Deel", 1)
        for line in lines:
            paragraph = document.add_paragraph()
            for number, part in enumerate(line.split("|")):
                if number:
                    paragraph.add_run().add_break()
                paragraph.add_run(part.strip("*")).bold = part.startswith("*")

    return habits.written(path, make)


@pytest.mark.parametrize(
    ("lines", "written", "codes"),
    [
        (("Week\tWat\tWie", "1\tLezen\tAnja", "2\t\tBert"), ROTA, ["IMP-080"]),
        (("Week\tWat\tWie|1\tLezen\tAnja|2\t\tBert",), ROTA, ["IMP-080"]),
        # Tabs are pressed until it looks right, and a corner may be empty.
        (("Wat\t\tWie\t", "\tLezen\t\tAnja"), "| Wat | Wie |\n|---|---|\n| Lezen | Anja |", ["IMP-080"]),
        (("\tMa\tDi", "9.00\ta\tb"), "|  | Ma | Di |\n|---|---|---|\n| 9.00 | a | b |", ["IMP-080"]),
        (("*Week\tWat*", "1\tLezen"), "| **Week** | **Wat** |\n|---|---|\n| 1 | Lezen |", ["IMP-080"]),
        (
            ("9.00\tOpening", "9.15\tKoffie\tin de hal", "Einde."),
            "9.00 Opening\n\n9.15 Koffie in de hal\n\nEinde.",
            ["IMP-090"],
        ),
        (("Naam:\tAnja", "Datum:\t3 mei"), "Naam: Anja\n\nDatum: 3 mei", []),
        (("Een\tregel.", "Einde."), "Een regel.\n\nEinde.", []),
        (("–\teen", "–\ttwee"), "- een\n- twee", []),
    ],
)
def test_columns_typed_with_tabs(
    lines: Sequence[str], written: str, codes: list[str], tmp_path: Path
) -> None:
    proposal = proposal_of(typed(tmp_path / "t.docx", *lines))
    assert sections(proposal)["Deel"] == written
    assert told(proposal) == codes


RICH = r"""{\rtf1\ansi{\stylesheet{\s0 Normal;}{\s1\b Heading 1;}}
\pard\plain \s1\b{\loch Deel}\par \pard\plain \s0{\loch Week\tab Wat}\par \pard\plain \s0{\loch 1\tab Lezen}\par
\pard\plain \s0{\listtext\pard\plain \u8226\'3f\tab}\ls1{\loch Een\tab punt}\par}"""
COLUMNS = "| Week | Wat |\n|---|---|\n| 1 | Lezen |"


@pytest.mark.parametrize(
    ("kind", "written"), [("odt", f"{COLUMNS}\n\n- Een punt"), ("rtf", f"{COLUMNS}\n\n- Een punt")]
)
def test_columns_of_other_programs(kind: str, written: str, tmp_path: Path) -> None:
    if kind == "odt":
        text = made(tmp_path, "t.odt", "# Deel\n\nWeekTABWat\n\n1TABLezen\n\n- EenTABpunt\n")
        path = with_content(text, lambda content: content.replace("TAB", "<text:tab/>"))
    else:
        path = saved(tmp_path / "t.rtf", RICH)
    assert sections(proposal_of(path))["Deel"] == written


def test_a_typed_table_of_contents_is_no_table(tmp_path: Path) -> None:
    path = typed(tmp_path / "t.docx", "Inhoud", "Deel\t2", "Slot\t3", "Tekst.")
    proposal = proposal_of(path)
    assert sections(proposal)["Deel"] == "Tekst."
    assert told(proposal) == ["IMP-019"]
