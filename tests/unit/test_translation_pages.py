"""The pages about languages: their commands run, and are the same in both."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from translate.storage import xliff2

from harness.pseudo import pseudo
from modulebouwer.cli import main

DOCS = Path(__file__).parents[2] / "docs"


def commands(page: str) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    return [line.removeprefix("$ modulebouwer ") for block in blocks for line in block.splitlines()]


def test_both_pages_have_the_same_commands() -> None:
    ours, theirs = commands("translating.md"), commands("vertalen.md")
    assert [re.sub('".*"', "", one) for one in ours] == [re.sub('".*"', "", one) for one in theirs]


@pytest.mark.parametrize("page", ["translating.md", "vertalen.md"])
def test_the_commands_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = commands(page)
    assert len(found) == 9
    for command in found:
        assert main(shlex.split(command)) == 0, command
        if " export " in command:
            translate(Path("gesprek-fy.xlf"))
    names = sorted(path.name for path in Path("dist").glob("*.zip"))
    assert {name.rpartition("-")[0] for name in names} == {
        "gesprek-1.0.0",
        "gesprek-1.0.0-fy",
        "gesprek-1.0.0-nl-fy",
    }
    shown = re.findall(r"`(gesprek-[\w.-]+\.zip)`", (DOCS / page).read_text("utf-8"))
    assert shown
    assert set(shown) <= set(names)


def translate(path: Path) -> None:
    """What a translator does who leaves the marks as they are."""
    # The library says no types.
    form: Any = xliff2.Xliff2File
    store = form.parsefile(str(path))
    for unit in store.units:
        source = unit.xmlelement.find(unit.namespaced("source"))
        unit.target = "?"
        target = unit.xmlelement.find(unit.namespaced("target"))
        target.text = pseudo(source.text or "")
        for child in source:
            target.append(child.__copy__())
    store.savefile(str(path))
