"""Which lines of a text begin a field: in lines side by side two may have written two fields.

A look at single lines, also where the text is no YAML yet while somebody writes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

OPENS = re.compile(r"\s*:{3,}[ \t]*\{[\w-]+\}")
CLOSES = re.compile(r"\s*:{3,}[ \t]*$")
HEAD = re.compile(r"---[ \t]*$")
# A key, an item of a list, or both; of what is below it the column is `indent`.
BEGINS = re.compile(r"(?P<indent>[ ]*(?:- +)*)(?:[\w-]+:(?:\s|$)|- )|(?P<last>[ ]*(?:- +)*)-\s")
COMMENT = re.compile(r"[ ]*#")
# YAML 1.2.2, 8.1: what is further in than a block scalar's key belongs to it, whatever it looks like.
SCALAR = re.compile(r"[^#]*[:-][ \t]+[|>][-+0-9]*[ \t]*(?:#.*)?$")

FAR = 1_000


def begins(line: str) -> bool:
    """Whether it begins a field or an item, or says something about the one that follows."""
    return bool(BEGINS.match(line) or COMMENT.match(line))


def indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def field_lines(lines: Sequence[str], is_yaml: bool) -> dict[int, int]:
    """The lines (from 0) that begin a field or end all fields → how far in a line may be that begins one there.

    ``is_yaml``: every line is of a field; else those of a section's head and of its components.
    """
    found = {}
    inside, scalar, most = is_yaml, -1, FAR
    for number, line in enumerate(lines):
        said = line.rstrip()
        if scalar >= 0 and (not said or indent_of(line) > scalar):
            continue
        most, scalar = FAR if scalar < 0 else scalar, -1
        if not is_yaml and ends(said, number, inside):
            if inside:
                found[number] = most
            inside = not inside
        elif inside and begins(line):
            found[number] = most
            match = SCALAR.match(said) and BEGINS.match(line)
            scalar = len(match["indent"] or "") if match else -1
    if is_yaml:
        found[len(lines)] = FAR if scalar < 0 else scalar
    return found


def ends(said: str, number: int, inside: bool) -> bool:
    """Whether the fields of a head or a component begin behind this line, or end before it."""
    if inside:
        return bool(CLOSES.match(said) or HEAD.match(said))
    return bool(OPENS.match(said) or (number == 0 and HEAD.match(said)))
