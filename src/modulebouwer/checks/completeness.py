"""Whether a module is whole: text in every section, a title that every LMS can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from modulebouwer.findings import Finding, Location
from modulebouwer.model.definition import LONGEST_TITLE
from modulebouwer.model.module import LearningModule
from modulebouwer.source.meant import identifier_like

# What Windows, macOS, Linux and a browser call the copy of a file.
COPY = re.compile(
    r"(?:[Kk]opie van|[Cc]opy of) (.+)|(.+?)[ _-]*(?:\(\d+\)|\(?(?:[Kk]opie|[Cc]opy)(?: \d+)?\)?)"
)


def completeness(module: LearningModule) -> Iterator[Finding]:
    title = module.definition.title
    if len(title) > LONGEST_TITLE:
        yield Finding(
            "MOD-009", module.source.value_at("title"), {"length": len(title), "limit": LONGEST_TITLE}
        )
    if not module.definition.standards and module.source.gives(("standards",)):
        yield Finding("MOD-370", module.source.at("standards"))
    for section in module.sections:
        if not section.has_text and section.source.keys:
            yield Finding("SEC-004", section.body.location, {"section": section.id})
    for name in dict.fromkeys(() if "sections" in module.unread else module.unlisted.values()):
        yield unlisted(module, name)
    if module.definition.answers == "report" and module.recorded:
        yield Finding("MOD-011", module.source.at("answers"))


def unlisted(module: LearningModule, name: str) -> Finding:
    """A section that is not in the module: SEC-320: a copy of another; SEC-321: misnamed; SEC-002: any other."""
    path = PurePosixPath(module.folder) / f"sections/{name}.md"
    copied = COPY.fullmatch(name)
    original = next(filter(None, copied.groups()), "") if copied else ""
    if any(original == section.id for section in module.sections):
        return Finding("SEC-320", Location(str(path)), {"name": path.name, "original": f"{original}.md"})
    wanted = identifier_like(name)
    if wanted and wanted != name:
        return Finding("SEC-321", Location(str(path)), {"name": path.name, "wanted": wanted})
    return Finding("SEC-002", Location(str(path)), {"name": path.name})
