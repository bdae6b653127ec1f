"""A check is whole: its generator is run, its code has a record, and its record is of something that is found."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from modulebouwer import checks
from modulebouwer.catalogue import read_words
from modulebouwer.checks.causes import RULES, Rule
from modulebouwer.findings import Severity, codes, record
from modulebouwer.findings.record import record_files

FOLDER = Path(checks.__file__).parent
SOURCE = FOLDER.parent
TESTS = Path(__file__).parents[1]
FILES = sorted(path for path in FOLDER.glob("*.py") if path.name != "__init__.py")


def generators(tree: ast.Module) -> Iterator[str]:
    """Functions that take a module alone and give findings."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            asked = [ast.unparse(one.annotation) for one in node.args.args if one.annotation is not None]
            if asked == ["LearningModule"] and ast.unparse(node.returns) == "Iterator[Finding]":
                yield node.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_generator_is_run(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    run = {check.__name__ for check in checks.CHECKS if check.__module__.endswith(f".{path.stem}")}
    called = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    for name in generators(tree):
        assert name in run | called, f"{name}: a check in checks/{path.name} without a line in CHECKS"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_generator_finds_something(path: Path) -> None:
    """One that has no ``yield`` gives None, over which nobody can walk."""
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            gives = any(isinstance(one, ast.Yield | ast.YieldFrom) for one in ast.walk(node))
            gives |= any(isinstance(one, ast.Return) and one.value is not None for one in ast.walk(node))
            assert gives or "Iterator" not in ast.unparse(node.returns), (
                f"{node.name}: yields nothing (checks/{path.name})"
            )


# "REF-009", or the codes that two versions of SCORM share: "S12-001 S24-001".
CODES = re.compile(r"[A-Z][A-Z0-9]+-\d{3}(?: [A-Z][A-Z0-9]+-\d{3})*")


@cache
def given() -> Mapping[str, str]:
    """Every code that stands in the program → a file that has it; which follow from which is no place to give one."""
    found: dict[str, str] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if not path.is_relative_to(SOURCE / "_bundled") and path != FOLDER / "causes.py":
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                text = node.value if isinstance(node, ast.Constant) else None
                if isinstance(text, str) and CODES.fullmatch(text):
                    found |= dict.fromkeys(text.split(), path.relative_to(SOURCE).as_posix())
    return found


def test_every_code_that_is_given_has_a_record() -> None:
    for code, path in given().items():
        assert code in codes(), f"{code}: given in {path}, and no findings/*.yaml has a record of it"


def test_every_code_with_a_record_is_given() -> None:
    """Else its generator was left out, or is empty."""
    for code in codes():
        assert code in given(), f"{code}: has a record, and nothing in the program gives it"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.cause}-{rule.where.__name__}")
def test_what_follows_from_another_exists_as_its_cause_does(rule: Rule) -> None:
    for code in {rule.cause, *rule.follow} - {*Severity}:
        assert code in given(), f"{code}: stands in checks/causes.py, and nothing in the program gives it"


def test_codes_stand_in_order() -> None:
    """Where the next one goes is then seen, and which numbers are free."""
    for file in record_files().values():
        numbers = [key[-3:] for key in read_words(file)]
        assert numbers == sorted(numbers), file.name


@cache
def held_by_tests() -> frozenset[str]:
    """Every code that a test names, or has a case; also where a file of a family writes their numbers alone."""
    written = {path.name for path in (TESTS / "cases").iterdir()}
    for path in sorted([*TESTS.rglob("*.py"), *TESTS.rglob("*.ts")]):
        text = path.read_text("utf-8")
        written |= set(re.findall(r"\b[A-Z][A-Z0-9]+-\d{3}\b", text))
        families = re.findall(r'f"([A-Z][A-Z0-9]+-)\{', text)
        written |= {f"{family}{number}" for family in families for number in re.findall(r'"(\d{3})"', text)}
    # One record, one rule: the versions of SCORM share it.
    shared = {id(record(code).words) for code in written & set(codes())}
    return frozenset(code for code in codes() if id(record(code).words) in shared)


@pytest.mark.parametrize("code", codes())
def test_every_code_has_a_test(code: str) -> None:
    """A case, or a test beside those of its family in which it is found."""
    assert code in held_by_tests(), f"{code}: no test finds it, and there is no tests/cases/{code}"
