"""Everything of a module in one folder: who has this can go on without us."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from modulebouwer.build import Source
from modulebouwer.model.look import Look
from modulebouwer.package import lms_report
from modulebouwer.package.archive import archive
from modulebouwer.package.file_tree import file_tree
from modulebouwer.package.verify import examine_file
from modulebouwer.papers.accessible import KEPT, accessibility_report
from modulebouwer.papers.folder import papers
from modulebouwer.papers.words import paper_words
from modulebouwer.render.licences import LICENCES
from modulebouwer.source.mending import read_texts
from modulebouwer.standards import Standard


def handover(
    source: Source,
    look: Look,
    standards: Sequence[Standard],
    packages: Sequence[Path],
    language: str,
    changes: Sequence[str],
    today: datetime.date,
    *,
    with_source: bool,
) -> dict[str, bytes]:
    """File name → contents: packages with their verdicts and licences, all papers, a note, and the source if wanted."""
    module, own = source.module, paper_words(language)["handover"]
    found: dict[str, bytes] = {}
    for path in packages:
        found |= {
            path.name: path.read_bytes(),
            f"{path.name}.sha256": path.with_name(f"{path.name}.sha256").read_bytes(),
        }
        examined = examine_file(path)
        found[f"{path.stem}-{own['verify']}.txt"] = lms_report.text(examined, language, "").encode()
        with zipfile.ZipFile(path) as package:
            found[f"{path.stem}-{own['licences']}.txt"] = package.read(LICENCES)
    found |= papers(source, look, standards, language, changes)
    report, _ = accessibility_report(Path(module.folder), today, language)
    start = f"{module.definition.identifier}-{module.definition.version}"
    found |= {f"{start}-{KEPT}" if name == KEPT else name: data for name, data in report.items()}
    if with_source:
        parts = {**read_texts(Path(module.folder)), **{file.path: file.data for file in module.media}}
        found[f"{start}-{own['source']}.zip"] = archive(file_tree(parts))
    return {
        **found,
        own["file"]: note(module.definition.title, module.definition.version, sorted(found), own),
    }


def note(title: str, version: str, names: Sequence[str], own: dict[str, str]) -> bytes:
    """What is in the folder, and how one goes on."""
    lines = [
        own["note"].format(title=title, version=version),
        *(f"* {name}" for name in names),
        "",
        own["on"],
    ]
    return "\n".join([*lines, ""]).encode()


def of_module(paths: Sequence[Path], start: str) -> list[Path]:
    """The packages of one module among ``paths``."""
    return [path for path in paths if PurePosixPath(path.name).name.startswith(f"{start}-")]
