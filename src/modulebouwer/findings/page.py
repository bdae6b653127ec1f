"""Where the documentation explains a code, and what it says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from modulebouwer import resources

PAGES = {"nl": "docs/bevindingen.md", "en": "docs/findings.md"}
# One part may explain several codes.
PART = re.compile(r'^((?:<a id="[^"]+"></a>)+)\n### .+\n', re.MULTILINE)


def page(code: str, language: str) -> str:
    """The page and the place on it, from the root of the project: ``docs/findings.md#src-001``."""
    return f"{PAGES[language]}#{code.lower()}"


@cache
def explanations(language: str) -> Mapping[str, str]:
    """What that page says of each code, below its heading, as Markdown."""
    text = (resources.docs() / PAGES[language].removeprefix("docs/")).read_text("utf-8")
    _, *parts = PART.split(text)
    found: dict[str, str] = {}
    for anchors, said in zip(parts[::2], parts[1::2], strict=True):
        # The next chapter's heading is not of its last code.
        own = re.split(r"^## ", said, maxsplit=1, flags=re.MULTILINE)[0].strip()
        found |= {code.upper(): own for code in re.findall(r'id="([^"]+)"', anchors)}
    return found
