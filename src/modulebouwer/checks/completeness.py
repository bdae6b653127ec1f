"""Whether a module is whole: text in every section, a title that every LMS can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from modulebouwer.findings import Finding, Location
from modulebouwer.model.definition import LONGEST_TITLE
from modulebouwer.model.module import LearningModule
from modulebouwer.source.meant import identifier_like

# What Windows, macOS, Linux and a browser call the copy of a file; and what programs that keep files the same on two
# computers call the other version of it (iCloud, Dropbox, OneDrive, Syncthing, Nextcloud).
COPY = re.compile(
    r"(?:[Kk]opie van|[Cc]opy of) (.+)|(.+?)[ _-]*(?:\(\d+\)|\(?(?:[Kk]opie|[Cc]opy)(?: \d+)?\)?)"
    r"|(.+?)(?: \([^()]*(?:[Cc]onflict|[Kk]opie|[Cc]opy)[^()]*\)|[._-](?:sync-)?conflict[\w.-]*"
    r"|-[A-Z][A-Z0-9]{3,}[A-Z0-9-]*)"
)
# "voeren 2" is one where the same answers are in it; it may be a second part.
NUMBERED = re.compile(r"(.+?)[ _]\d{1,2}")


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
    original = original_of(module, name)
    if original:
        return Finding("SEC-320", Location(str(path)), {"name": path.name, "original": f"{original}.md"})
    wanted = identifier_like(name)
    if wanted and wanted != name:
        return Finding("SEC-321", Location(str(path)), {"name": path.name, "wanted": wanted})
    return Finding("SEC-002", Location(str(path)), {"name": path.name})


def original_of(module: LearningModule, name: str) -> str:
    """The section that the file ``name`` is a copy of, or ""."""
    copied, numbered = COPY.fullmatch(name), NUMBERED.fullmatch(name)
    within = {id for id, section in module.unlisted.items() if section == name}
    for section in module.sections:
        if copied and section.id in copied.groups():
            return section.id
        if numbered and section.id == numbered[1] and any(one.id in within for one in section.components):
            return section.id
    return ""
