"""What a page of the documentation shows of the command line: its commands, each with the output below it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from modulebouwer.cli import main

DOCS = Path(__file__).parents[2] / "docs"


def shown(page: str) -> list[tuple[str, str]]:
    """The commands in the console blocks of ``docs/<page>``, without the program's name, and what they print."""
    blocks = re.findall(r"^```console\n(.*?)^```", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [
        pair
        for block in blocks
        for pair in re.findall(r"^\$ modulebouwer (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]


def prints(command: str, output: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Runs it here and now; "…" stands for whatever differs from run to run."""
    capsys.readouterr()
    main(command.split())
    told = capsys.readouterr()
    pattern = re.escape(output).replace("…", "(?s:.*)")
    assert re.fullmatch(pattern, told.out or told.err), f"$ modulebouwer {command}\n{told.out}{told.err}"
