"""What the pages about the papers show is what happens: their commands are run and their output is compared."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from harness.shown import DOCS, prints, shown
from modulebouwer.new import scaffold
from unit.papers.test_certify import made_keys


def test_both_pages_show_the_same_commands() -> None:
    english, dutch = (
        [command.replace("--lang nl", "--lang en") for command, _ in shown(page)]
        for page in ("papers.md", "papieren.md")
    )
    assert english == dutch


@pytest.mark.parametrize("page", ["papers.md", "papieren.md"])
def test_its_commands_print_what_it_shows(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    scaffold(tmp_path / "les", "en", datetime.date(2026, 1, 2))
    tables = re.findall(r"^```csv\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    for name, text in zip(("export.csv", "members.csv", "participants.csv"), tables, strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    with (tmp_path / "les/module.yaml").open("a", encoding="utf-8") as file:
        file.write("publisher: School leaders together\nbase_iri: https://example.org/modules\n")
    for made, name in zip(made_keys(tmp_path, "made"), ("provider-key.pem", "provider.pem"), strict=True):
        made.rename(tmp_path / name)
    lay_out_evaluations(tmp_path / "evaluations")
    assert shown(page)
    for command, output in shown(page):
        prints(command, output, capsys)


def lay_out_evaluations(folder: Path) -> None:
    """Five, as the page of a module hands them out."""
    folder.mkdir()
    written = ["More time for the last section.", "", "Less to read.", "", ""]
    for number, line in enumerate(written):
        read, point, answer = (
            ("half or more", 2, "In between") if number == 4 else ("all sections", 3, "Agree")
        )
        head = f'"A good conversation";"les";"1.0.0";"{read}"'
        rows = [
            f'{head};"I can use this next week.";"{point}";"{answer}"',
            f'{head};"What should we change first?";"";"{line}"',
        ]
        (folder / f"les-evaluatie-{number}.csv").write_text("\r\n".join([*rows, ""]), "utf-8-sig")
