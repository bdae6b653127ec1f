"""The pages about a new version: their commands run, and are the same in both."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from modulebouwer.cli import main

DOCS = Path(__file__).parents[2] / "docs"


def commands(page: str) -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", (DOCS / page).read_text("utf-8"), re.DOTALL)
    return [line.removeprefix("$ modulebouwer ") for block in blocks for line in block.splitlines()]


def test_both_pages_have_the_same_commands() -> None:
    assert commands("releases.md") == [one.replace("in-gebruik", "in-use") for one in commands("uitgaven.md")]


@pytest.mark.parametrize("page", ["releases.md", "uitgaven.md"])
def test_the_commands_run(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = commands(page)
    assert len(found) == 5
    for command in found:
        assert main([*shlex.split(command), "--lang", "nl"]) == 0, command
        text = Path("gesprek/sections/beginnen.md")
        if command.startswith("build"):
            text.write_text(text.read_text("utf-8").replace("Oefen hardop", "Oefen eens hardop"), "utf-8")
        written = not command.endswith("--dry-run") and "release" in command
        assert Path("gesprek/CHANGELOG.md").exists() == (written or command == found[-1]), command
    assert [path.name for path in Path("dist").glob("*.zip")] == ["gesprek-1.0.1-scorm12.zip"]
