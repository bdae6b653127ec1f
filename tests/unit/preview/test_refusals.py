"""What the record store turns down is told in the designer's language."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from modulebouwer import lms
from modulebouwer.preview.app import in_words

LRS = Path(lms.__file__).parent / "lrs"
SAID = {"_demand", "demand", "Refused"}


def whys() -> set[str]:
    """The reasons in the store's programs, "initialized" where a value comes."""
    found = set()
    for path in LRS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node, "func", None)
            if isinstance(node, ast.Call) and getattr(name, "id", getattr(name, "attr", "")) in SAID:
                found.add(reason(node.args[-1]))
    return found - {""}


def reason(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else sample(part) for part in node.values
        )
    return ""


def sample(part: ast.expr) -> str:
    text = ast.unparse(part)
    return "12" if "len(" in text else "PUT" if "method" in text else "initialized"


def test_there_are_reasons() -> None:
    assert len(whys()) > 50


@pytest.mark.parametrize("why", sorted(whys()))
def test_every_reason_has_dutch_words(why: str) -> None:
    told = in_words(why, "nl")
    assert told != why
    assert not re.search(r"\b(the|is no|of|missing|first|without)\b", told)
    for value in ("initialized", "12"):
        assert (value in why) == (value in told)
    assert in_words(why, "en") == why


def test_a_verb_of_the_package_stands_in_the_sentence() -> None:
    assert in_words("passed with a score of 0.4", "nl") == "‘passed’ past niet bij een score van 0.4"
    assert in_words("completed in mode Review", "nl") == "‘completed’ mag niet in de stand ‘Review’"
    assert in_words("the launch data is the LMS's own", "nl").startswith("‘LMS.LaunchData’ is voorbehouden")
    assert in_words("something new", "nl") == "something new"
