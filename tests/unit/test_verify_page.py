"""What docs/verify.md shows is what happens: its commands are run on the packages that it speaks of."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from harness.shown import shown
from modulebouwer.build import Options, build
from modulebouwer.cli import main
from modulebouwer.new import scaffold
from modulebouwer.package.archive import archive
from packages import styles

SHOWN = shown("verify.md")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A course of another tool, a lesson, and that lesson's folder on its way to a next version."""
    monkeypatch.chdir(tmp_path)
    Path("course.zip").write_bytes(archive(styles.articulate()))
    scaffold(Path("lesson"), "en", datetime.date(2026, 1, 2))
    build(["lesson"], Path(), Options(), lambda _: None)
    change("module.yaml", "version: 1.0.0", "version: 1.1.0")
    change("sections/beginning.md", "What is your first sentence?", "With which words do you begin?")
    change("sections/beginning.md", "builds_on: [goal-of-mine]\n", "")
    (question,) = re.findall(
        r"(?s):::\{reflection\}.*?\n:::\n", Path("lesson/sections/preparing.md").read_text("utf-8")
    )
    change("sections/preparing.md", question, "")
    build(["lesson"], Path(), Options(), lambda _: None)


def change(name: str, before: str, after: str) -> None:
    path = Path("lesson") / name
    text = path.read_text("utf-8")
    assert text.count(before) == 1, f"{name} has no {before}"
    path.write_text(text.replace(before, after), "utf-8")


def test_its_commands_print_what_it_shows(packages: None, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: ARG001
    assert len(SHOWN) == 3
    for command, output in SHOWN:
        main([*command.split(), "--lang", "en"])
        told = capsys.readouterr().out
        assert told == output or output == "", f"$ modulebouwer {command}\n{told}"


def test_a_command_without_shown_output_works(packages: None) -> None:  # noqa: ARG001
    for command, output in SHOWN:
        if not output:
            assert main([*command.split(), "--lang", "en"]) == 0, command
