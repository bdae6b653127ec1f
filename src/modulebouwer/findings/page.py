"""Where the documentation explains a code."""

from __future__ import annotations

PAGES = {"nl": "docs/bevindingen.md", "en": "docs/findings.md"}


def page(code: str, language: str) -> str:
    """The page and the place on it, from the root of the project: ``docs/findings.md#src-001``."""
    return f"{PAGES[language]}#{code.lower()}"
