"""Reports: sorted, strict, ignored, in two languages."""

from __future__ import annotations

import json
from string import Formatter

from modulebouwer.diagnostics import (
    LANGUAGES,
    Diagnostic,
    Location,
    Severity,
    messages,
    report,
    severities,
    without_ignored,
)
from modulebouwer.model.definition import Ignore

WARNING = Diagnostic("REF-007", Location("m/references.yaml", 3), {"key": "a"})
ERROR = Diagnostic("SRC-102", Location("m/module.yaml", 9, 2), {"key": "title"})
HERE = Location("m/module.yaml", 1)


def test_every_code_has_words_in_every_language_with_the_same_values() -> None:
    def fields(text: str) -> set[str | None]:
        return {field for _, field, _, _ in Formatter().parse(text) if field is not None}

    for code in severities():
        Severity(severities()[code])
        used = [fields(messages(language)[code]["text"]) for language in LANGUAGES]
        assert used[0] == used[1], code
        for language in LANGUAGES:
            assert messages(language)[code]["hint"].strip()
    for language in LANGUAGES:
        assert {key for key in messages(language) if key.upper() == key} == set(severities())


def test_findings_are_sorted_and_told_once() -> None:
    assert report([WARNING, ERROR, WARNING]).diagnostics == (ERROR, WARNING)


def test_a_line_names_place_severity_and_code() -> None:
    first, hint = report([ERROR]).text("nl").splitlines()
    assert first == "m/module.yaml:9:2: fout SRC-102 De sleutel ‘title’ ontbreekt."
    assert hint == "    Voeg hem toe."
    assert report([ERROR]).text("en").startswith("m/module.yaml:9:2: error SRC-102 The key")


def test_json_has_stable_keys() -> None:
    (entry,) = json.loads(report([ERROR]).json("en"))
    assert list(entry) == ["path", "line", "column", "severity", "code", "text", "hint", "values"]
    assert (entry["severity"], entry["values"]) == ("error", {"key": "title"})


def test_strict_makes_errors_of_warnings_only() -> None:
    advice = Diagnostic("LNK-009", HERE, {"id": "a"})
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


def test_an_ignore_works_in_the_working_directory() -> None:
    found = Diagnostic("REF-007", Location("references.yaml"), {"key": "a"})
    ignore = Ignore(code="REF-007", path="references.yaml", reason="Aanvullende literatuur.")
    assert without_ignored([found], [ignore], ".", [HERE]) == []


def test_an_error_cannot_be_ignored() -> None:
    ignore = Ignore(code="SRC-102", reason="Dat doen we later wel.")
    assert [d.code for d in without_ignored([ERROR], [ignore], "m", [HERE])] == ["SRC-102", "MOD-007"]
