"""A finding that a guide shows as it is printed says what its record says today."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from modulebouwer.findings.record import record

ROOT = Path(__file__).parents[3]
# As `check` prints it, whole; findings.md and bevindingen.md are made of the records.
SHOWN = re.compile(
    r"^ *\S+:\d+:\d+: (?P<word>[a-z]+) (?P<code>[A-Z0-9]+-\d{3}) (?P<text>[^…\n]+)$", re.MULTILINE
)
WORDS = {"error": "en", "warning": "en", "advice": "en", "fout": "nl", "waarschuwing": "nl", "advies": "nl"}


def form_of(text: str) -> re.Pattern[str]:
    """What a text of a record can become: anything where a value comes."""
    parts = ((re.escape(said), field) for said, field, _, _ in Formatter().parse(text))
    return re.compile("".join(said + (".+" if field is not None else "") for said, field in parts))


def test_a_shown_finding_is_one_that_is_printed() -> None:
    guides = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = [(guide.name, found) for guide in guides for found in SHOWN.finditer(guide.read_text("utf-8"))]
    assert shown
    wrong = [
        f"{name}: {found.group().strip()}"
        for name, found in shown
        if name not in ("findings.md", "bevindingen.md")
        and not form_of(record(found["code"]).words[WORDS[found["word"]]].text).fullmatch(found["text"])
    ]
    assert wrong == []
