"""What a code means: its record, in a YAML file a family; those of a standard stand in its folder.

The key of a record is its code as it is printed, or the codes of both versions of SCORM where they share it; a file
is called after the families it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from modulebouwer.catalogue import LANGUAGES, PACKAGE, read_words
from modulebouwer.findings.finding import Finding, Severity
from modulebouwer.findings.wording import all_meant, explained, filled

PARTS, IN_PAGE = ("text", "hint"), "in_page"
DID_YOU_MEAN = {"nl": "Bedoelde u {suggestion}?", "en": "Did you mean {suggestion}?"}
OR = {"nl": " of ", "en": " or "}


@dataclass(frozen=True)
class Words:
    """What a finding says and what to do about it; the words in braces are the finding's values (``wording.py``).

    ``in_page``: what to do instead of ``hint`` where there is no terminal, in the page of the preview.
    """

    text: str
    hint: str
    in_page: str = ""


@dataclass(frozen=True)
class Record:
    """All there is to know about a code. ``name`` is short and readable, and as stable as the code."""

    code: str
    name: str
    severity: Severity
    words: Mapping[str, Words]


def codes() -> tuple[str, ...]:
    """Every code there is, a family after another."""
    return tuple(code for name in sorted(set(families().values())) for code in read_family(name))


def record(code: str) -> Record:
    """The record of a code. Raises ``KeyError`` for a code that does not exist."""
    family = code.partition("-")[0]
    return read_family(families()[family])[code]


def is_code(code: str) -> bool:
    """Whether there is such a code; reads one family, not all."""
    family = code.partition("-")[0]
    return family in families() and code in read_family(families()[family])


def severity(code: str) -> Severity:
    """The severity of a code, before ``--strict``."""
    return record(code).severity


def message(finding: Finding, language: str, *, in_page: bool = False) -> tuple[str, str]:
    """Text and hint of a finding; a ``suggestion`` among its values is asked before the hint.

    ``in_page``: it is told in the page of the preview. ``why`` is what another program said: it is told in our words.
    """
    words, values = record(finding.code).words[language], dict(finding.values)
    if "why" in values:
        values["why"] = explained(str(values["why"]), language)
    hints = [filled((words.in_page if in_page else "") or words.hint, values, language)]
    if meant := [f"‘{one}’" for one in all_meant(values.get("suggestion"))]:
        told = OR[language].join(filter(None, (", ".join(meant[:-1]), meant[-1])))
        hints.insert(0, filled(DID_YOU_MEAN[language], {"suggestion": told}, language))
    return filled(words.text, values, language), " ".join(hint for hint in hints if hint)


@cache
def families() -> Mapping[str, str]:
    """The file of each family of codes."""
    return {family: name for name in record_files() for family in name.removesuffix(".yaml").split("-")}


@cache
def record_files() -> Mapping[str, Path]:
    """The files with records by their names: those in ``records/`` and those in the folders of the standards."""
    standards = sorted(PACKAGE.joinpath("standards").iterdir(), key=lambda folder: folder.name)
    folders = [
        PACKAGE.joinpath("findings", "records"),
        *(folder.joinpath("findings") for folder in standards),
    ]
    return {file.name: file for folder in folders if folder.is_dir() for file in folder.iterdir()}


@cache
def read_family(name: str) -> Mapping[str, Record]:
    return {found.code: found for found in _records(name)}


def _records(name: str) -> Iterator[Record]:
    for key, fields in read_words(record_files()[name]).items():
        if not isinstance(fields, Mapping):
            raise ValueError(f"{name}: {key} has nothing below it")
        if missing := [language for language in LANGUAGES if not isinstance(fields.get(language), Mapping)]:
            raise ValueError(f"{name}: {key} has no words in {', '.join(missing)}")
        absent = [part for part in ("name", "severity") if not fields.get(part)]
        absent += [f"{lang}.{part}" for lang in LANGUAGES for part in PARTS if not fields[lang].get(part)]
        if absent:
            raise ValueError(f"{name}: {key} has no {', '.join(absent)}")
        strange = sorted(fields.keys() - {"name", "severity", *LANGUAGES})
        strange += sorted(
            f"{lang}.{part}" for lang in LANGUAGES for part in fields[lang].keys() - {*PARTS, IN_PAGE}
        )
        if strange:
            raise ValueError(f"{name}: {key} has {', '.join(strange)}, which nobody reads")
        if fields["severity"] not in set(Severity):
            raise ValueError(f"{name}: {key} is no {fields['severity']}, but {', '.join(Severity)}")
        words = {language: Words(**fields[language]) for language in LANGUAGES}
        for code in key.split():
            yield Record(code, fields["name"], Severity(fields["severity"]), words)
