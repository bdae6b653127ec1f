"""What the pages about importing show is what happens: their commands are run and their output is compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.shown import prints, shown
from unit.importing.documents import THEME, made
from unit.importing.test_bibliography import BIBTEX
from unit.reviewing.test_review import changed, replaced


@pytest.mark.parametrize("page", ["import.md", "importeren.md"])
def test_its_commands_print_what_it_shows(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(shown(page)) == 7
    made(tmp_path, "theme.docx")
    made(
        tmp_path,
        "theme-2.docx",
        THEME.replace("Vertrouwen groeit langzaam", "Vertrouwen groeit met de jaren"),
    )
    (tmp_path / "library.bib").write_text(BIBTEX, "utf-8")
    for command, output in shown(page):
        if "board.docx" in command:
            changed(tmp_path / "review.docx", lambda text: replaced(text, "omgeving", "buurt"), "board.docx")
        prints(command, output, capsys)
