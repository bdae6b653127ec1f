"""The accessibility report of a module, in the form of OpenACR (GSA, schema 0.1.0), for WCAG 2.2 A and AA.

A machine never says *supports*. It says *does not support* where ``check`` found something, *not applicable* where
there is no sound or film, and else *not evaluated*, with the tests that have to do with the criterion. A person
judges: a level, with a line ``Beoordeeld door: name, date`` (or ``Evaluated by:``) in the notes. That judgement is
kept for as long as what decides the criterion is the same, by digest; then it is opened again, and says what it was.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from modulebouwer.catalogue import PACKAGE, read_words
from modulebouwer.components.component import files as files_of
from modulebouwer.findings import Finding, Location
from modulebouwer.findings import message as told
from modulebouwer.model.fields import FILM, SOUND
from modulebouwer.model.locale import plural
from modulebouwer.model.module import LearningModule
from modulebouwer.model.source_map import KeyPath
from modulebouwer.papers.document import Block, Document, Heading, Listing, Paragraph, Table, lines, plain

NOT_EVALUATED, NOT_APPLICABLE, FAILS = "not-evaluated", "not-applicable", "does-not-support"
LEVELS = ("supports", "partially-supports", FAILS, NOT_APPLICABLE, NOT_EVALUATED)
CHAPTERS = {"a": "success_criteria_level_a", "aa": "success_criteria_level_aa"}
CATALOGUE = "2.5-edition-wcag-2.2-508-eu-en"
JUDGED = re.compile(r"(?:Beoordeeld door|Evaluated by): (?P<name>[^,\n]+), (?P<date>\d{4}-\d\d-\d\d)")
# On paper a test's name is enough, and its file too long for a column.
FILE_OF_TEST = re.compile(r"[\w/]+\.py::")
DIGESTS = re.compile(r"content sha256:(?P<content>[0-9a-f]{64}), player sha256:(?P<player>[0-9a-f]{64})")


@dataclass(frozen=True)
class Criterion:
    """``of``: what decides it, ``content``, ``player`` or ``both``. ``media``: only with sound or film."""

    num: str
    level: str
    name: str
    dutch: str
    of: str
    tests: tuple[str, ...]
    codes: tuple[str, ...]
    media: bool

    def called(self, language: str) -> str:
        """Number and name, as W3C and its Dutch translation have it."""
        return f"{self.num} {self.dutch if language == 'nl' else self.name}"


@dataclass(frozen=True)
class Judgement:
    """``person``: whoever judged, and when; "" for what the machine says."""

    criterion: Criterion
    level: str
    notes: str
    person: str = ""


@dataclass(frozen=True)
class Digests:
    content: str
    player: str


def criteria() -> tuple[Criterion, ...]:
    found: Any = read_words(PACKAGE.joinpath("papers").joinpath("wcag.yaml"))
    return tuple(
        Criterion(
            one["num"],
            one["level"],
            one["name"],
            one["nl"],
            one["of"],
            tuple(one.get("tests", ())),
            tuple(one.get("codes", ())),
            "media" in one,
        )
        for one in found
    )


def judge(
    module: LearningModule,
    found: Iterable[Finding],
    before: Mapping[str, Any],
    now: Digests,
    today: datetime.date,
    words: Any,
    language: str,
) -> tuple[list[Judgement], list[Finding]]:
    """Every criterion judged; ``before`` is the report as it was, ``found`` what ``check`` says of the module."""
    by_code: dict[str, list[Finding]] = {}
    for finding in found:
        by_code.setdefault(finding.code, []).append(finding)
    media = any(form in (SOUND, FILM) for one in module.components for _, form, _ in files_of(one.model))
    was, earlier = judgements_of(before), digests_of(before)
    problems, judged = [], []
    for criterion in criteria():
        against = [finding for code in criterion.codes for finding in by_code.get(code, ())]
        level, notes = was.get(criterion.num, (NOT_EVALUATED, ""))
        person = person_in(notes, today)
        if level != NOT_EVALUATED and not person and not machine_said(level, notes, words):
            place = Location(f"{module.folder}/accessibility.yaml")
            problems.append(Finding("ACR-001", place, {"num": criterion.num, "level": level}))
        unchanged = still(criterion, earlier, now)
        judged.append(
            judgement(criterion, against, media, (level, notes), person, unchanged, words, language)
        )
    return judged, problems


def person_in(notes: str, today: datetime.date) -> re.Match[str] | None:
    """Who judged, and when: a day that there is, and that has come."""
    found = JUDGED.search(notes)
    try:
        return found if found and datetime.date.fromisoformat(found["date"]) <= today else None
    except ValueError:
        return None


def judgement(
    criterion: Criterion,
    against: Sequence[Finding],
    media: bool,
    before: tuple[str, str],
    person: re.Match[str] | None,
    unchanged: bool,
    words: Any,
    language: str,
) -> Judgement:
    level, notes = before
    earlier = ""
    if person and level in LEVELS:
        if unchanged and not (against and level != FAILS):
            return Judgement(criterion, level, notes, f"{person['name']}, {person['date']}")
        earlier = words["earlier"].format(
            level=words["levels"][level], name=person["name"], date=person["date"]
        )
    if against:
        found = [f"{words['found']} {one.location}: {one.code} {told(one, language)[0]}" for one in against]
        return Judgement(criterion, FAILS, "\n".join([*found, earlier]).strip())
    if criterion.media and not media:
        return Judgement(criterion, NOT_APPLICABLE, words["no_media"])
    return Judgement(criterion, NOT_EVALUATED, "\n".join(filter(None, (evidence(criterion, words), earlier))))


def evidence(criterion: Criterion, words: Any) -> str:
    """What a person may look at: a test or a silent check proves a part, and never the whole."""
    told = [words["tests"].format(tests=", ".join(criterion.tests))] if criterion.tests else []
    return "\n".join(
        [*told, *([words["silent"].format(codes=", ".join(criterion.codes))] if criterion.codes else [])]
    )


def machine_said(level: str, notes: str, words: Any) -> bool:
    return (level == FAILS and words["found"] in notes) or (
        level == NOT_APPLICABLE and words["no_media"] in notes
    )


def still(criterion: Criterion, earlier: Digests | None, now: Digests) -> bool:
    """Whether what decides the criterion is as it was when it was judged."""
    if earlier is None:
        return False
    same = {"content": earlier.content == now.content, "player": earlier.player == now.player}
    return all(same.values()) if criterion.of == "both" else same[criterion.of]


def strange(report: Mapping[str, Any]) -> KeyPath | None:
    """The first place in ``report`` that has not the form of OpenACR where people's judgements stand; None for none."""
    chapters = report.get("chapters", {})
    if not isinstance(chapters, dict):
        return ("chapters",)
    for name, chapter in chapters.items():
        if not isinstance(chapter, dict):
            return ("chapters", name)
        listed = chapter.get("criteria") or []
        for number, one in enumerate(listed if isinstance(listed, list) else [None]):
            try:
                one["num"], one["components"][0]["adherence"]["level"]
            except (KeyError, IndexError, TypeError):
                return ("chapters", name, "criteria", number)
    return None


def criteria_in(report: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Number → what stands in ``report``, which is not ``strange``."""
    chapters = report.get("chapters", {}).values()
    return {str(one["num"]): one for chapter in chapters for one in chapter.get("criteria") or ()}


def judgements_of(report: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Number → level and notes."""
    judged = {num: one["components"][0]["adherence"] for num, one in criteria_in(report).items()}
    return {num: (str(one["level"]), str(one.get("notes") or "")) for num, one in judged.items()}


def digests_of(report: Mapping[str, Any]) -> Digests | None:
    match = DIGESTS.search(str(report.get("notes") or ""))
    return Digests(match["content"], match["player"]) if match else None


def open_acr(
    module: LearningModule,
    judged: Sequence[Judgement],
    before: Mapping[str, Any],
    now: Digests,
    today: datetime.date,
    words: Any,
) -> dict[str, Any]:
    """The report as data. Whatever a person added to it stays: of ours are only levels, notes and what is reckoned."""
    definition = module.definition
    publisher = {"name": definition.publisher or "", "company_name": definition.publisher or "", "email": ""}
    was, kept = criteria_in(before), before.get("chapters", {})
    chapters: dict[str, Any] = {
        chapter: {
            "notes": "",
            **kept.get(chapter, {}),
            "criteria": [
                written_criterion(one, was.get(one.criterion.num, {}))
                for one in judged
                if one.criterion.level == level
            ],
        }
        for level, chapter in CHAPTERS.items()
    }
    chapters["success_criteria_level_aaa"] = {"disabled": True}
    for name in ("en_301_549_web", "en_301_549_non-web-documents", "en_301_549_software"):
        chapters[name] = {"notes": words["en_301_549"][name]}
    return {
        **before,
        "title": words["title"].format(title=definition.title),
        "product": {
            "name": definition.title,
            "version": definition.version,
            "description": definition.description,
        },
        "author": before.get("author") or publisher,
        "vendor": before.get("vendor") or publisher,
        "report_date": before.get("report_date") or written(today),
        "last_modified_date": written(today),
        "version": 1 + (before["version"] if isinstance(before.get("version"), int) else 0),
        "notes": f"{words['rule']} (content sha256:{now.content}, player sha256:{now.player})",
        "evaluation_methods_used": before.get("evaluation_methods_used") or words["methods"],
        "catalog": CATALOGUE,
        "chapters": {
            **chapters,
            **{name: one for name, one in kept.items() if name not in CHAPTERS.values()},
        },
    }


def written_criterion(judged: Judgement, before: Mapping[str, Any]) -> dict[str, Any]:
    """For the web; what a person wrote of other parts (documents, software) stays beside it."""
    web, *others = before.get("components") or [{"name": "web"}]
    adherence = {**web.get("adherence", {}), "level": judged.level, "notes": judged.notes}
    return {**before, "num": judged.criterion.num, "components": [{**web, "adherence": adherence}, *others]}


def written(date: datetime.date) -> str:
    """Day first: OpenACR wants text, and a reader of YAML 1.1 takes 2026-11-27 for a date."""
    return f"{date:%d-%m-%Y}"


def report(
    module: LearningModule, judged: Sequence[Judgement], date: datetime.date, words: Any, language: str
) -> Document:
    """For people: the statement for a buyer's own declaration, what does not work, and every criterion."""
    definition = module.definition
    counts = {level: sum(one.level == level for one in judged) for level in LEVELS}
    wrong = [one for one in judged if one.level in (FAILS, "partially-supports")]
    summary = Table(
        tuple((plain(words["levels"][level]), plain(str(count))) for level, count in counts.items()),
        widths=(3, 1),
    )
    blocks: list[Block] = [Paragraph(plain(words["rule"])), summary, Heading(words["statement_title"])]
    statement = words["statement"]["open" if counts[NOT_EVALUATED] else "wrong" if wrong else "whole"]
    blocks += [
        Paragraph(
            plain(
                statement.format(
                    title=definition.title,
                    version=definition.version,
                    waiting=plural(words["statement"]["waiting"], counts[NOT_EVALUATED]),
                    found=words["found_some" if wrong else "found_none"],
                )
            )
        )
    ]
    blocks += [Heading(words["wrong"])]
    shown = tuple(lines([f"{one.criterion.called(language)}: {one.notes}"]) for one in wrong)
    blocks += [Listing(shown) if wrong else Paragraph(plain(words["nothing_wrong"]))]
    for level in CHAPTERS:
        rows = tuple(
            (
                plain(one.criterion.called(language)),
                plain(words["levels"][one.level]),
                plain(FILE_OF_TEST.sub("", one.notes) or words["nothing_noted"]),
            )
            for one in judged
            if one.criterion.level == level
        )
        blocks += [Heading(words["table"][level]), Table(rows, (3, 2, 6), tuple(words["columns"]))]
    blocks += [Heading("EN 301 549"), Listing(tuple(plain(text) for text in words["en_301_549"].values()))]
    subtitle = words["subtitle"].format(version=definition.version)
    footer = f"{definition.identifier} {definition.version}"
    title = words["title"].format(title=definition.title)
    return Document(title, subtitle, language, date, footer, tuple(blocks), wide=True)
