"""The words of the interface: every file complete, dates, durations and plurals right, mistakes at their line."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from jinja2 import Environment

from modulebouwer import resources
from modulebouwer.render.environment import environment
from modulebouwer.render.locale import load_locale, locale_findings, plural, read, texts

FILES = sorted((resources.templates() / "locales").glob("*.yaml"))
LANGUAGES = ["nl", "nl-je", "en", "de", "fr", "fy"]


def test_the_promised_languages_are_there() -> None:
    assert sorted(path.stem for path in FILES) == sorted(LANGUAGES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_has_the_same_words_with_the_same_values(path: Path) -> None:
    dutch = dict(texts(read(resources.templates() / "locales" / "nl.yaml")[0]))
    ours = dict(texts(read(path)[0]))
    assert list(ours) == list(dutch)
    for way, text in ours.items():
        # A form for one may write the number out; a word never asks for what it does not get.
        assert set(re.findall(r"\{\w+\}", text)) <= set(re.findall(r"\{\w+\}", dutch[way])), way
        assert text.strip() == text
        assert text


@pytest.mark.parametrize("language", [path.stem for path in FILES if not path.stem.startswith("nl")])
def test_a_translation_is_not_the_dutch(language: str) -> None:
    dutch = dict(texts(read(resources.templates() / "locales" / "nl.yaml")[0]))
    ours = dict(texts(read(resources.templates() / "locales" / f"{language}.yaml")[0]))
    sentences = [way for way, text in dutch.items() if len(text.split()) > 4]
    assert [way for way in sentences if ours[way] == dutch[way]] == []


def test_je_and_u_do_not_mix() -> None:
    def words(name: str) -> str:
        return " ".join(text for _, text in texts(read(resources.templates() / "locales" / name)[0]))

    assert re.findall(r"\b(?:[Jj]e|[Jj]ij|[Jj]ouw|[Jj]ezelf)\b", words("nl.yaml")) == []
    informal = words("nl-je.yaml").replace("{hours} u", "")
    assert re.findall(r"\b(?:[Uu]|[Uu]w|[Uu]zelf)\b", informal) == []


@pytest.mark.parametrize(
    ("language", "day", "written"),
    [
        ("nl", datetime.date(2026, 11, 23), "23 november 2026"),
        ("en", datetime.date(2026, 1, 1), "1 January 2026"),
        ("de", datetime.date(2026, 3, 1), "1. März 2026"),
        ("fr", datetime.date(2026, 8, 1), "1er août 2026"),
        ("fr", datetime.date(2026, 8, 2), "2 août 2026"),
        ("fy", datetime.date(2026, 5, 5), "5 maaie 2026"),
    ],
)
def test_dates(templates: Environment, language: str, day: datetime.date, written: str) -> None:
    assert load_locale(templates, language, "u").date(day) == written


@pytest.mark.parametrize(("minutes", "written"), [(5, "5 min"), (60, "1 u"), (170, "2 u 50 min")])
def test_durations(templates: Environment, minutes: int, written: str) -> None:
    assert load_locale(templates, "nl", "u").duration(minutes) == written


@pytest.mark.parametrize(
    ("language", "size", "written"),
    [
        ("nl", 0, "1 kB"),
        ("nl", 1499, "1 kB"),
        ("nl", 999_499, "999 kB"),
        ("nl", 999_500, "1,0 MB"),
        ("en", 12_340_000, "12.3 MB"),
        ("fr", 2_500_000, "2,5 Mo"),
    ],
)
def test_sizes_of_files(templates: Environment, language: str, size: int, written: str) -> None:
    assert load_locale(templates, language, "u").file_size(size) == written


def test_plurals(templates: Environment) -> None:
    forms = load_locale(templates, "nl", "u").page["minutes"]
    assert [plural(forms, count) for count in (1, 2)] == ["1 minuut", "2 minuten"]


@pytest.mark.parametrize(
    ("language", "address", "begin"),
    [("nl", "je", "Je naam"), ("nl-BE", "u", "Uw naam"), ("en-GB", "je", "Your name")],
)
def test_a_region_and_a_form_of_address_find_their_file(
    templates: Environment, language: str, address: str, begin: str
) -> None:
    assert load_locale(templates, language, address).page["proof_name"] == begin


def own(folder: Path, name: str, change: tuple[str, str]) -> Environment:
    text = (resources.templates() / "locales" / "nl.yaml").read_text(encoding="utf-8")
    assert change[0] in text
    (folder / "locales").mkdir()
    (folder / "locales" / name).write_text(text.replace(*change, 1), encoding="utf-8")
    return environment(folder, resources.templates())


@pytest.mark.parametrize("name", ["nl.yaml", "da.yaml"])
def test_a_missing_word_is_told_at_the_line_above_it(tmp_path: Path, name: str) -> None:
    found = list(locale_findings(own(tmp_path, name, ("  skip: Naar de tekst\n", "")), name[:2], "u"))
    assert [(d.code, d.values) for d in found] == [("LOC-002", {"word": "page.skip"})]
    assert found[0].location.path == (tmp_path / "locales" / name).as_posix()
    assert found[0].location.line == 5


def test_a_value_that_is_not_given_is_told(tmp_path: Path) -> None:
    found = list(
        locale_findings(own(tmp_path, "nl.yaml", ("Versie {version}", "Versie {versie}")), "nl", "u")
    )
    assert [(d.code, d.values["value"]) for d in found] == [("LOC-003", "versie")]


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    found = list(locale_findings(own(tmp_path, "nl.yaml", ("page:", "page: [")), "nl", "u"))
    assert [d.code[:3] for d in found] == ["SRC"]


def test_an_unknown_language_is_told(templates: Environment) -> None:
    found = list(locale_findings(templates, "xx", "u"))
    assert [(d.code, d.values) for d in found] == [("LOC-001", {"language": "xx"})]
