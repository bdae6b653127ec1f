"""The evaluations that learners handed in, added up: how often each answer was given, and what was written.

What one person said is taken apart: numbers a statement, and lines in the order of the alphabet, so that nothing shows
which came out of one file.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from modulebouwer.findings import Finding, Location
from modulebouwer.model.locale import plural
from modulebouwer.papers.spreadsheet import table

# As components/evaluation/player.ts writes a line: module, identifier, version, read, statement, point, answer.
CELLS = 7
# With fewer, who knows the group can guess who said what.
ENOUGH = 5
LARGEST = 100_000


@dataclass(frozen=True)
class Line:
    """``point`` of a statement: the place of its answer, lowest first; "" for none and for an open question."""

    title: str
    identifier: str
    version: str
    read: str
    question: str
    point: str
    answer: str

    @property
    def of(self) -> tuple[str, str, str]:
        return self.title, self.identifier, self.version


@dataclass(frozen=True)
class Question:
    """``counts``: answer → how often it was given, lowest first and "" for none; ``written``: of an open question."""

    text: str
    counts: tuple[tuple[str, int], ...]
    written: tuple[str, ...]


@dataclass(frozen=True)
class Evaluation:
    """All evaluations of one version of a module. ``read``: range → how many read so much of it."""

    title: str
    identifier: str
    version: str
    count: int
    read: tuple[tuple[str, int], ...]
    questions: tuple[Question, ...]


def evaluations(paths: Iterable[Path]) -> tuple[list[Evaluation], list[Finding]]:
    """``paths``: files, and folders that hold them. What is no evaluation is told and costs no other."""
    findings: list[Finding] = []
    by_module: dict[tuple[str, str, str], list[list[Line]]] = {}
    seen: dict[tuple[Line, ...], Path] = {}
    for path in files_in(paths):
        lines = lines_of(path)
        if not lines or len({line.of for line in lines}) > 1:
            findings.append(Finding("EVA-001", Location(path.as_posix())))
            continue
        first = seen.setdefault(tuple(lines), path)
        # Two people may tick the same; nobody writes the same.
        if first != path and any(line.answer and not line.point for line in lines):
            findings.append(Finding("EVA-002", Location(path.as_posix()), {"first": first.as_posix()}))
            continue
        by_module.setdefault(lines[0].of, []).append(lines)
    added = [together(found) for _, found in sorted(by_module.items())]
    findings += [
        Finding("EVA-003", Location(one.identifier), {"count": one.count, "enough": ENOUGH})
        for one in added
        if one.count < ENOUGH
    ]
    return added, findings


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob("*-evaluatie*.csv"))
        else:
            yield path


def lines_of(path: Path) -> list[Line]:
    """Those of one file, none when it is no evaluation. Excel may have saved it again, in the letters of Windows."""
    try:
        data = path.read_bytes()[: LARGEST + 1]
        text = decoded(data) if len(data) <= LARGEST else ""
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") if any(row)]
    except (OSError, csv.Error):
        return []
    if not all(len(row) == CELLS and all(row[:5]) for row in rows):
        return []
    return [Line(*(cell.strip() for cell in row)) for row in rows]


def decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def together(files: Sequence[Sequence[Line]]) -> Evaluation:
    title, identifier, version = files[0][0].of
    questions = dict.fromkeys(line.question for lines in files for line in lines)
    read = Counter(lines[0].read for lines in files)
    return Evaluation(
        title,
        identifier,
        version,
        len(files),
        tuple(sorted(read.items(), key=lambda one: (-one[1], one[0]))),
        tuple(
            question(text, [line for lines in files for line in lines if line.question == text])
            for text in questions
        ),
    )


def question(text: str, lines: Sequence[Line]) -> Question:
    if not any(line.point for line in lines):
        written = (" ".join(line.answer.split()) for line in lines if line.answer)
        return Question(text, (), tuple(sorted(written, key=str.casefold)))
    counts = Counter((line.point, line.answer) for line in lines)
    # Who chose nothing comes last.
    ordered = sorted(counts.items(), key=lambda one: (not one[0][0], one[0]))
    return Question(text, tuple((answer, count) for (_, answer), count in ordered), ())


def shown(one: Evaluation, words: Any) -> str:
    """As text. ``words``: of ``catalogue/papers``, under ``evaluation``."""
    count = plural(words["evaluations"], one.count)
    lines = [words["head"].format(title=one.title, version=one.version, evaluations=count)]
    lines += [words["read"].format(ranges=", ".join(f"{text}: {count}" for text, count in one.read))]
    for each in one.questions:
        lines += ["", each.text]
        lines += [f"  {count:>4}  {answer or words['none']}" for answer, count in each.counts]
        lines += [f"  * {text}" for text in each.written]
        lines += [] if each.counts or each.written else [f"  {words['nothing']}"]
    return "\n".join([*lines, ""])


def sheet(one: Evaluation, words: Any) -> bytes:
    """As a table for a spreadsheet: a row an answer, and one a line that was written."""
    rows = [(words["read_short"], text, str(count)) for text, count in one.read]
    for each in one.questions:
        rows += [(each.text, answer or words["none"], str(count)) for answer, count in each.counts]
        rows += [(each.text, text, "") for text in each.written]
    return table(words["columns"], rows)
