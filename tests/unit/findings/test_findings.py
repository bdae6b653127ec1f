"""Reports: sorted, strict, ignored, in two languages."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from string import Formatter

import pytest

from modulebouwer.catalogue import LANGUAGES, read_words
from modulebouwer.checks.ignores import without_ignored
from modulebouwer.cli import program
from modulebouwer.findings import Finding, Location, Severity, codes, message, record, report
from modulebouwer.findings.page import page
from modulebouwer.findings.record import read_family, record_files
from modulebouwer.model.definition import Ignore

ROOT = Path(__file__).parents[3]
WARNING = Finding("REF-007", Location("m/references.yaml", 3), {"key": "a"})
ERROR = Finding("SRC-102", Location("m/module.yaml", 9, 2), {"key": "title", "line": "title: …"})
HERE = Location("m/module.yaml", 1)


WHOLE = """X-001:
  name: a-name
  severity: error
  nl: {text: Fout., hint: Doe dit.}
  en: {text: Wrong., hint: Do this.}
"""


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("  nl: {text: Fout., hint: Doe dit.}\n", "", "X.yaml: X-001 has no words in nl"),
        ("{text: Fout., hint: Doe dit.}", "Fout.", "X.yaml: X-001 has no words in nl"),
        (", hint: Doe dit.", "", "X.yaml: X-001 has no nl.hint"),
        ("  severity: error\n", "", "X.yaml: X-001 has no severity"),
        ("error", "eror", "X.yaml: X-001 is no eror, but error, warning, advice"),
        ("hint: Doe", "hnt: a, hint: Doe", "X.yaml: X-001 has nl.hnt, which nobody reads"),
        (WHOLE[6:], "", "X.yaml: X-001 has nothing below it"),
        ("{text: Fout.,", "{text: Fout., {", "X.yaml: "),
    ],
)
def test_what_a_record_lacks_is_told_with_its_file(
    before: str, after: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "X.yaml").write_text(WHOLE.replace(before, after), "utf-8")
    module = sys.modules["modulebouwer.findings.record"]
    monkeypatch.setattr(module, "record_files", lambda: {"X.yaml": tmp_path / "X.yaml"})
    read_family.cache_clear()
    try:
        with pytest.raises(ValueError, match=re.escape(told)):
            read_family("X.yaml")
    finally:
        read_family.cache_clear()


def test_every_code_has_words_in_every_language_with_the_same_values() -> None:
    def fields(text: str) -> set[str | None]:
        return {field for _, field, _, _ in Formatter().parse(text) if field is not None}

    for code in codes():
        words = record(code).words
        assert list(words) == list(LANGUAGES)
        told = {language: fields(words[language].text) for language in LANGUAGES}
        for language in LANGUAGES:
            missing = set().union(*told.values()) - told[language]
            assert not missing, f"{code}: its text in {language} does not say {missing}"
            for text in (words[language].text, words[language].hint):
                assert text.strip() == text, f"{code}: a space around its words in {language}"


# Told by a command alone, and never in a page.
OF_COMMANDS = {"ATT", "REV", "UPD", "IMP-110", "PKG-220", "TRN-161", "TRN-200"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_page_no_finding_sends_its_reader_to_the_terminal(language: str) -> None:
    names = "|".join(sorted({name.partition(" ")[0] for name in program.commands}))
    command = re.compile(rf"modulebouwer (?:{names})\b|(?<!\w)--[a-z]|‘git ")
    sent = {}
    for code in codes():
        words = record(code).words[language]
        for said in (words.text, words.in_page or words.hint):
            if not {code, code.partition("-")[0]} & OF_COMMANDS and command.search(said):
                sent[code] = said
    assert not sent


def test_a_cure_for_the_page_is_told_there_and_nowhere_else() -> None:
    found = Finding("SEC-009", HERE, {"name": "a.docx"})
    assert "‘modulebouwer import’" in message(found, "en")[1]
    assert message(found, "en", in_page=True)[1].endswith("copy that to a new section.")


def test_a_record_holds_what_it_should_and_nothing_else() -> None:
    for file in record_files().values():
        for key, fields in read_words(file).items():
            assert list(fields) == ["name", "severity", *LANGUAGES], key
            assert {code.partition("-")[0] for code in key.split()} <= set(file.name[:-5].split("-")), key


def test_a_code_is_told_once_and_its_name_is_its_own_within_the_family() -> None:
    assert len(set(codes())) == len(codes()) > 200
    names = [(code.partition("-")[0], record(code).name) for code in codes()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for _, name in names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_is_explained_on_its_page(language: str) -> None:
    for code in codes():
        path, _, place = page(code, language).partition("#")
        text = (ROOT / path).read_text("utf-8")
        assert f'<a id="{place}"></a>' in text, code
        assert f"*{record(code).name}*, " in text


def test_findings_are_sorted_and_told_once() -> None:
    assert report([WARNING, ERROR, WARNING]).findings == (ERROR, WARNING)


def test_causes_come_before_what_follows_from_them() -> None:
    paths = [
        "a/module.yaml",
        "a/references.yaml",
        "a/sections/een.md",
        "a/media/b.png",
        "b/module.yaml",
        "b/media/a.png",
    ]
    found = [Finding("REF-007", Location(path, 3), {"key": "a"}) for path in sorted(paths)]
    assert [finding.location.path for finding in report(found).findings] == paths


def test_at_one_place_what_is_not_there_comes_before_how_it_is_told() -> None:
    in_order = ["SRC-002", "MED-003", "A11Y-001", "TXT-001"]
    found = [Finding(code, Location("a/sections/een.md", 3, 1)) for code in sorted(in_order)]
    assert [finding.code for finding in report(found).findings] == in_order


def test_how_a_series_hangs_together_comes_after_what_is_wrong_in_its_modules() -> None:
    advice = Finding("SER-009", Location("serie/series.yaml", 4), {"module": "les"})
    wrong = Finding("REF-007", Location("serie/les/references.yaml", 3), {"key": "a"})
    assert report([advice, wrong]).findings == (wrong, advice)


def test_a_line_names_place_severity_and_code() -> None:
    first, hint = report([ERROR]).text("nl").splitlines()
    assert first == "m/module.yaml:9:2: fout SRC-102 De sleutel ‘title’ ontbreekt."
    assert hint == "    Voeg een regel ‘title: …’ toe."
    assert report([ERROR]).text("en").startswith("m/module.yaml:9:2: error SRC-102 The key")


def test_json_has_stable_keys() -> None:
    (entry,) = json.loads(report([ERROR]).json("en"))
    assert list(entry) == ["path", "line", "column", "severity", "code", "text", "hint", "values"]
    assert (entry["severity"], entry["values"]) == ("error", {"key": "title", "line": "title: …"})


def test_strict_makes_errors_of_warnings_only() -> None:
    advice = Finding("LNK-009", HERE, {"id": "a"})
    assert not report([WARNING, advice]).failed
    assert report([WARNING]).count(Severity.WARNING) == 1
    strict = report([WARNING, advice], strict=True)
    assert strict.failed
    assert (strict.count(Severity.ERROR), strict.count(Severity.ADVICE)) == (1, 1)
    assert "fout REF-007" in strict.text("nl")


def test_an_ignore_takes_away_its_code_in_its_file() -> None:
    here = Ignore(code="REF-007", path="references.yaml", reason="Aanvullende literatuur.")
    elsewhere = Ignore(code="REF-007", path="andere.yaml", reason="Aanvullende literatuur.")
    assert without_ignored([WARNING, ERROR], [here], "m", [HERE]) == [ERROR]
    kept = without_ignored([WARNING], [elsewhere], "m", [HERE])
    assert [d.code for d in kept] == ["REF-007", "MOD-005"]


@pytest.mark.parametrize(
    "path", ["a/references.yaml", "xreferences.yaml", "references.yaml/x", "References.yaml"]
)
def test_an_ignore_is_for_the_whole_path_and_for_no_other(path: str) -> None:
    found = Finding("REF-007", Location(f"m/{path}"), {"key": "a"})
    ignore = Ignore(code="REF-007", path="references.yaml", reason="Aanvullende literatuur.")
    assert [d.code for d in without_ignored([found], [ignore], "m", [HERE])] == ["REF-007", "MOD-005"]


@pytest.mark.parametrize("folder", ["m", "m/", "../m", "/werk/m"])
def test_the_folder_is_left_out_of_an_ignores_path_as_it_was_typed(folder: str) -> None:
    found = Finding("REF-007", Location(f"{folder.rstrip('/')}/references.yaml"), {"key": "a"})
    ignore = Ignore(code="REF-007", path="references.yaml", reason="Aanvullende literatuur.")
    assert without_ignored([found], [ignore], folder, [HERE]) == []


def test_an_ignore_works_in_the_working_directory() -> None:
    found = Finding("REF-007", Location("references.yaml"), {"key": "a"})
    ignore = Ignore(code="REF-007", path="references.yaml", reason="Aanvullende literatuur.")
    assert without_ignored([found], [ignore], ".", [HERE]) == []


def test_an_error_may_keep_from_being_found_what_an_ignore_is_for() -> None:
    ignore = Ignore(code="REF-007", path="references.yaml", reason="Aanvullende literatuur.")
    assert without_ignored([ERROR], [ignore], "m", [HERE]) == [ERROR]
    assert [d.code for d in without_ignored([], [ignore], "m", [HERE])] == ["MOD-005"]


def test_an_error_cannot_be_ignored() -> None:
    ignore = Ignore(code="SRC-102", reason="Dat doen we later wel.")
    assert [d.code for d in without_ignored([ERROR], [ignore], "m", [HERE])] == ["SRC-102", "MOD-007"]


@pytest.mark.parametrize("code", ["TRN-001", "UPD-006"])
def test_what_loses_answers_or_links_comes_before_what_can_wait(code: str) -> None:
    wait = Finding(code, Location("m/module.yaml", 1), {"old": "o", "version": "1.0.0", "text": "t"})
    loss = Finding("UPD-001", Location("m/sections/a.md", 9), {"identifier": "a", "old": "o"})
    assert [one.code for one in report([wait, loss]).findings] == ["UPD-001", code]


def test_a_name_in_two_words_is_told_once() -> None:
    parts = [Finding("SRC-231", Location(word), {"near": "Mijn les"}) for word in ("Mijn", "les")]
    other = Finding("SRC-231", Location("Uw"), {"near": "Uw les"})
    assert [one.location.path for one in report([*parts, other]).findings] == ["Mijn", "Uw"]


def test_an_ignore_for_a_file_that_is_not_there_is_told_once() -> None:
    ignore = Ignore(code="REF-007", path="andere.yaml", reason="Aanvullende literatuur.")
    lost = Finding("MOD-580", HERE, {"path": "andere.yaml", "suggestion": ""})
    assert without_ignored([lost], [ignore], "m", [HERE]) == [lost]
    # Something was found in it all the same.
    found = Finding("REF-007", Location("m/andere.yaml"), {"key": "a"})
    assert without_ignored([found, lost], [ignore], "m", [HERE]) == []
