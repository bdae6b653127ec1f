"""What the pages about importing show is what happens: their commands are run and their output is compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from unit.importing.documents import THEME, made
from unit.importing.test_bibliography import BIBTEX
from unit.reviewing.test_review import changed, replaced

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("page", ["import.md", "importeren.md"])
def test_its_commands_print_what_it_shows(page: str, tmp_path: Path) -> None:
    blocks = re.findall(r"^```console\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    shown = [
        pair
        for block in blocks
        for pair in re.findall(r"^\$ modulebouwer (.*)\n((?:(?!\$ ).*\n)*)", block, re.M)
    ]
    assert len(shown) == 7
    made(tmp_path, "theme.docx")
    made(
        tmp_path,
        "theme-2.docx",
        THEME.replace("Vertrouwen groeit langzaam", "Vertrouwen groeit met de jaren"),
    )
    (tmp_path / "library.bib").write_text(BIBTEX, "utf-8")
    for command, output in shown:
        if "board.docx" in command:
            changed(tmp_path / "review.docx", lambda text: replaced(text, "omgeving", "buurt"), "board.docx")
        arguments = [sys.executable, "-m", "modulebouwer", *command.split()]
        done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, encoding="utf-8", env=os.environ)
        told = done.stdout or done.stderr
        pattern = re.escape(output).replace("…", "(?s:.*)")
        assert re.fullmatch(pattern, told), f"$ {command}\n{told}{done.stderr}"
