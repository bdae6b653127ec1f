"""A block of code that shows on purpose how a component is written is told of nowhere; a pasted one is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from modulebouwer.checks.lookalikes import lookalikes
from modulebouwer.source.loader import load

BASE = Path(__file__).parents[2] / "cases" / "base"
COMPONENT = ":::{callout}\ntext: Vraag door.\n:::\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"Zo schrijft een collega een tip:\n\n```markdown\n{COMPONENT}```", False),
        (f"## Een voorbeeld\n\n```text\n{COMPONENT}```", False),
        (f"Zo schrijft een collega een tip:\n\n```\n{COMPONENT}```", True),
        (f"Vraag altijd door.\n\n```markdown\n{COMPONENT}```", True),
        (f"Zo staat het in de klas:\n\n```markdown\nVraag door.\n\n{COMPONENT}```", True),
        (f"Natuurlijk! Hier is de herschreven tekst:\n\n```markdown\n{COMPONENT}```", True),
    ],
)
def test_a_component_in_code(text: str, told: bool, tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    (tmp_path / "sections" / "begin.md").write_text(
        f"---\ntitle: Begin\nminutes: 1\n---\n\n{text}\n", "utf-8"
    )
    module, _ = load(tmp_path, "les")
    assert module is not None
    assert ("CMP-200" in {one.code for one in lookalikes(module)}) == told
