"""A review in full: to Word, through LibreOffice at two reviewers, back to the lines, and taken over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from harness.real_module import copy_real_module
from harness.reviewing import Step, reviewed
from modulebouwer.cli import main

REGION = Path(__file__).parents[3] / "modules" / "samenwerken_regio"

ANJA = (
    Step("comment", "huiswerkklas", "Welke klas?"),
    Step("replace", "het busje van de opvang", "de taxi van de opvang"),
    Step("delete", "Misverstanden over plichten"),
)
BERT = (
    Step("comment", "Daarom lopen we vijf ontwikkelingen langs", "Zijn het er niet zes?"),
    Step("add", "Daarom lopen we vijf ontwikkelingen langs", "Een heel nieuwe alinea."),
    Step(
        "replace",
        "want wetten en ramingen veranderen",
        "want alles verandert",
    ),
)


def test_two_reviewers_come_back_at_the_right_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "regio"
    copy_real_module(folder)
    sent = tmp_path / "sent.docx"
    assert main(["review", str(folder), "--output", str(sent)]) == 0
    documents = [
        reviewed(sent, "Anja", ANJA, tmp_path / "anja.docx"),
        reviewed(sent, "Bert", BERT, tmp_path / "bert.docx"),
    ]
    options = [option for document in documents for option in ("--from", str(document))]
    capsys.readouterr()

    def back(*more: str) -> list[dict[str, object]]:
        assert main(["review", str(folder), *options, *more, "--format", "json"]) == 0
        found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
        return found

    told = []
    for entry in back():
        lines = Path(str(entry["path"])).read_text("utf-8").split("\n")
        words = lines[int(str(entry["line"])) - 1][int(str(entry["column"])) - 1 :]
        values: dict[str, str] = entry["values"]  # type: ignore[assignment]
        said = values.get("text") or values["new"]
        told.append((entry["code"], values["author"], said[:21], words[:12]))
    assert told == [
        ("REV-001", "Anja", "Welke klas?", "huiswerkklas"),
        ("REV-008", "Anja", "Misverstanden over pl", "Misverstande"),
        ("REV-001", "Bert", "Zijn het er niet zes?", "Daarom lopen"),
        ("REV-005", "Bert", "Een heel nieuwe aline", "Daarom lopen"),
        ("REV-002", "Bert", "want alles verandert", "want wetten "),
        ("REV-002", "Anja", "de taxi van de opvang", "het busje va"),
    ]
    before = (folder / "sections" / "omgeving.md").read_text("utf-8")
    assert [entry["code"] for entry in back("--apply")].count("REV-007") == 2
    after = before.replace("het busje van de opvang", "de taxi van de opvang")
    after = after.replace("want wetten en ramingen veranderen", "want alles verandert")
    assert (folder / "sections" / "omgeving.md").read_text("utf-8") == after
