"""Signs that were typed with a backslash are meant as they stand (CommonMark 2.4), and are told of nowhere."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from modulebouwer.checks.links import links
from modulebouwer.checks.lookalikes import lookalikes
from modulebouwer.checks.texts import is_escaped
from modulebouwer.source.loader import load

BASE = Path(__file__).parents[2] / "cases" / "base"


def told(text: str, folder: Path) -> list[str]:
    """The codes about the text as a section."""
    shutil.copytree(BASE, folder, dirs_exist_ok=True)
    section = next(iter(sorted((folder / "sections").glob("*.md"))))
    section.write_text(f"---\ntitle: Begin\nminutes: 1\n---\n\n{text}\n", "utf-8")
    module, _ = load(folder, "les")
    assert module is not None
    found = [*links(module), *lookalikes(module)]
    return [finding.code for finding in found if finding.code in ("LNK-007", "LNK-013", "LNK-372", "TXT-004")]


@pytest.mark.parametrize(
    ("plain", "escaped"),
    [
        ("Zie [^1] hier.", r"Zie \[\^1\] hier."),
        ("Zie [^1] hier.", r"Zie [\^1] hier."),
        ("Een $x^2$ hier.", r"Een $x\^2$ hier."),
        ("[ ] punt", r"\[ \] punt"),
        ("[[Wiki]]", r"\[\[Wiki\]\]"),
        (r"Een \begin{a} hier.", r"Een \\begin{a} hier."),
    ],
)
def test_escaped_text_is_meant_as_it_stands(plain: str, escaped: str, tmp_path: Path) -> None:
    assert (len(told(plain, tmp_path)), told(escaped, tmp_path)) == (1, [])


def test_a_text_that_stands_there_unescaped_too_is_told(tmp_path: Path) -> None:
    assert told(r"Zie \[^1\] en [^1].", tmp_path) != []
    assert not is_escaped("[^1]", r"een \\[^1]")
