"""A section's file that got another name: told once, where module.yaml has the former one."""

from __future__ import annotations

from pathlib import Path

import pytest

from modulebouwer.build import Options, check

MODULE = """\
identifier: proef
title: Proef
version: 1.0.0
language: nl
date: 2026-09-01
description: Over namen.
study_load: 15
sections: [begin, midden, einde]
"""
SECTION = "---\ntitle: {}\nminutes: 5\n---\n\nLees verder bij [het vervolg](section:{}).\n"


@pytest.fixture(autouse=True)
def _module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    sections = Path("proef/sections")
    sections.mkdir(parents=True)
    Path("proef/module.yaml").write_text(MODULE, "utf-8")
    for name, title, link in (
        ("begin", "Waarom nu?", "midden"),
        ("midden", "Samen op weg", "einde"),
        ("einde", "Wat u meeneemt", "begin"),
    ):
        (sections / f"{name}.md").write_text(SECTION.format(title, link), "utf-8")


def rename(old: str, new: str) -> None:
    Path(f"proef/sections/{old}.md").rename(f"proef/sections/{new}.md")


def told() -> list[tuple[str, int, str]]:
    found = check(["proef"], Options(), lambda _: None).findings
    return [(one.code, one.location.line, str(one.values.get("suggestion", ""))) for one in found]


def test_the_new_name_is_what_was_meant() -> None:
    rename("midden", "vergezicht")
    assert told() == [("SEC-001", 8, "vergezicht")]


def test_a_link_to_the_new_name_leads_somewhere() -> None:
    rename("midden", "vergezicht")
    begin = Path("proef/sections/begin.md")
    begin.write_text(begin.read_text("utf-8").replace("section:midden", "section:vergezicht"), "utf-8")
    assert told() == [("SEC-001", 8, "vergezicht")]


def test_of_two_it_is_not_known_which_is_which() -> None:
    rename("midden", "vergezicht")
    rename("einde", "thuiskomst")
    assert sorted(told()) == [("SEC-001", 8, ""), ("SEC-001", 8, ""), ("SEC-002", 1, ""), ("SEC-002", 1, "")]


def test_a_file_too_many_is_told_by_itself() -> None:
    Path("proef/sections/vergezicht.md").write_text(SECTION.format("Vergezicht", "begin"), "utf-8")
    assert ("SEC-002", 1, "") in told()
