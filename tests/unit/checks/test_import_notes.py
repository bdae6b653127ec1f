"""What ``import`` noted in the files is told until it is gone; its output does not tell it twice."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest

from modulebouwer.build import Options, check
from modulebouwer.catalogue import LANGUAGES, PACKAGE, read_words
from modulebouwer.checks.import_notes import GUESSED, NOT_UNDERSTOOD, READ_FROM
from modulebouwer.findings import report
from modulebouwer.importing.importing import import_to

DOCUMENT = """# Werken met de wijk

De school staat niet los van haar omgeving, en wie met anderen afstemt, bereikt meer (Smit, 2008).

# Literatuur

Smit, A. (2008). *De wijk*. Utrecht: Uitgever.

Maas, B. z.j. Iets over de wijk in: een blad dat niemand meer heeft.
"""


def test_the_words_are_those_of_an_import() -> None:
    for language in LANGUAGES:
        words = read_words(PACKAGE.joinpath("catalogue", "importing", f"{language}.yaml"))
        assert words["guessed"] in GUESSED
        assert READ_FROM.match(words["read_from"].format(source="Smit, A."))
        found = NOT_UNDERSTOOD.fullmatch(words["not_understood"].format(text="z.j."))
        assert found is not None
        assert found["text"] == "z.j."
    assert len(GUESSED) == len(LANGUAGES)


@pytest.fixture
def imported(tmp_path: Path) -> tuple[Path, list[str]]:
    document, folder = tmp_path / "wijk.md", tmp_path / "wijk"
    document.write_text(DOCUMENT, "utf-8")
    found = import_to({"wijk.md": document}, folder, datetime.date(2026, 1, 2), None, "nl", lambda _: None)
    return folder, [one.code for one in report(found.findings).findings]


def told(folder: Path) -> dict[str, int]:
    findings = check([str(folder)], Options(), lambda _: None).findings
    return {one.code: one.location.line for one in findings if one.code.startswith("IMP-")}


def test_what_is_still_there_is_told_where_import_told_it(imported: tuple[Path, list[str]]) -> None:
    folder, codes = imported
    noted = {"IMP-001", "IMP-007", "IMP-011"}
    assert sorted(code for code in codes if code in noted) == sorted(noted)
    found = told(folder)
    assert found.keys() == noted
    lines = {
        name: (folder / name).read_text("utf-8").splitlines() for name in ("module.yaml", "references.yaml")
    }
    assert lines["module.yaml"][found["IMP-001"] - 1].startswith("title:")
    assert lines["references.yaml"][found["IMP-011"] - 1].startswith("- id: smit-2008")
    assert lines["references.yaml"][found["IMP-007"] - 1].startswith("- id: maas")


def test_a_comment_of_somebody_s_own_is_no_note(imported: tuple[Path, list[str]]) -> None:
    folder, _ = imported
    for name in ("module.yaml", "references.yaml"):
        text = (folder / name).read_text("utf-8")
        mine = re.sub(r"(?m)^# (?!yaml-language-server)", "# Ik zocht dit na: ", text)
        (folder / name).write_text(
            mine.replace("sections:", "sections:\n  # Voorstel uit het document; kijk het na.")
        )
    assert told(folder) == {}


def test_who_follows_the_hints_is_told_nothing_more(imported: tuple[Path, list[str]]) -> None:
    folder, _ = imported
    for name in ("module.yaml", "references.yaml"):
        text = (folder / name).read_text("utf-8")
        (folder / name).write_text(re.sub(r"(?m)^# (?!yaml-language-server).*\n", "", text), "utf-8")
    assert told(folder) == {}
