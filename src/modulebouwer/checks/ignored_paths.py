"""What module.yaml says to ignore in a file that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from modulebouwer.checks.texts import whole
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.module import LearningModule

# Which files are in these folders no check knows.
UNKNOWN = ("translations", "templates")


def ignored_paths(module: LearningModule) -> Iterator[Finding]:
    """MOD-580, in the place of MOD-005 (``ignores.py``): such an ignore is not useless, it is about another file."""
    if not whole(module):
        return
    sections = {*(section.id for section in module.sections), *module.unlisted.values()}
    present = {
        "module.yaml",
        "references.yaml",
        "CHANGELOG.md",
        *(f"sections/{name}.md" for name in sections),
    }
    present |= {file.path for file in module.media}
    for number, ignore in enumerate(module.definition.ignore):
        if ignore.path is None or ignore.path in present or ignore.path.split("/")[0] in UNKNOWN:
            continue
        values = {"path": shortened(ignore.path), "suggestion": nearest(ignore.path, present)}
        yield Finding("MOD-580", module.source.value_at("ignore", number, "path"), values)


def nearest(path: str, present: set[str]) -> str:
    """The file that is called so elsewhere, or nearly so."""
    plain = path.replace("\\", "/")
    name = PurePosixPath(plain).name
    alike = [one for one in present if PurePosixPath(one).name in (name, f"{name}.md")]
    if len(alike) == 1:
        return alike[0]
    # Of a name alone, or in another folder, its own likeness is what tells.
    by_name = {PurePosixPath(one).name: one for one in sorted(present)}
    return closest(plain, present) or by_name.get(closest(name, by_name), "")
