"""Where the documentation explains a code, and what it says."""

from __future__ import annotations

import re

from modulebouwer import resources

PAGES = {"nl": "docs/bevindingen.md", "en": "docs/findings.md"}


def page(code: str, language: str) -> str:
    """The page and the place on it, from the root of the project: ``docs/findings.md#src-001``."""
    return f"{PAGES[language]}#{code.lower()}"


def explanation(code: str, language: str) -> str:
    """What that page says of ``code``, below its heading, as Markdown; "" for what is no code."""
    text = (resources.docs() / PAGES[language].removeprefix("docs/")).read_text("utf-8")
    parts = re.split(r'^<a id="(.+)"></a>\n### .+\n', text, flags=re.MULTILINE)
    # What stands behind it under the next heading of a chapter is not of it.
    said = dict(zip(parts[1::2], parts[2::2], strict=True)).get(code.lower(), "")
    return re.split(r"^## ", said, maxsplit=1, flags=re.MULTILINE)[0].strip()
