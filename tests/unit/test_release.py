"""The version is the changelog's newest, and every version has its day."""

from __future__ import annotations

import re
from pathlib import Path

from modulebouwer import __version__

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"


def test_the_version_is_the_newest_of_the_changelog() -> None:
    headings = re.findall(r"^## (.*)$", CHANGELOG.read_text("utf-8"), re.MULTILINE)
    released = [heading for heading in headings if heading != "[Unreleased]"]
    assert headings in (released, ["[Unreleased]", *released])
    found = [re.fullmatch(r"\[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d\d-\d\d)", heading) for heading in released]
    assert all(found), released
    versions = [tuple(map(int, one.groups()[:3])) for one in found if one]
    assert versions == sorted(set(versions), reverse=True)
    days = [one[4] for one in found if one]
    assert days == sorted(days, reverse=True)
    assert __version__ == ".".join(map(str, versions[0]))
