"""Everything of a module in one folder: who has this can go on without us."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from modulebouwer.build import Source
from modulebouwer.checks.media import is_private_key
from modulebouwer.findings import Finding, Location
from modulebouwer.model.look import Look
from modulebouwer.model.module import LearningModule
from modulebouwer.package import lms_report
from modulebouwer.package.archive import archive
from modulebouwer.package.file_tree import file_tree
from modulebouwer.package.verify import examine_file
from modulebouwer.papers.accessible import KEPT, accessibility_report
from modulebouwer.papers.folder import papers
from modulebouwer.papers.words import paper_words
from modulebouwer.render.licences import LICENCES
from modulebouwer.standards import Standard

OF_A_MODULE = ("module.yaml", "references.yaml", "sections", "media", "templates", "translations", KEPT)
OF_A_SERIES = ("series.yaml", "references.yaml", "terms.md", "media", "templates", "translations", "brands")


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
) -> tuple[dict[str, bytes], list[Finding]]:
    """File name → contents: packages with their verdicts and licences, all papers, a note, and the source if wanted.

    With what is wrong: a report of accessibility that cannot be read, a key in the source.
    """
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
    made, findings = papers(source, look, standards, language, changes)
    report, problems = accessibility_report(Path(module.folder), today, language)
    start = f"{module.definition.identifier}-{module.definition.version}"
    findings += problems
    found |= made | {f"{start}-{KEPT}" if name == KEPT else name: data for name, data in report.items()}
    if with_source:
        files = source_of(module)
        keys = [name for name, data in files.items() if is_private_key(name, data)]
        findings += [Finding("MED-028", Location(module.folder), {"path": name}) for name in keys]
        if not keys:
            found[f"{start}-{own['source']}.zip"] = archive(file_tree(files))
    found[own["file"]] = note(module.definition.title, module.definition.version, sorted(found), own)
    return found, findings


def source_of(module: LearningModule) -> dict[str, bytes]:
    """All that the same package is built of: the folder, or that in its series with what it takes from there.

    Of media only what a text names: what else lies there is not part of the module. Of another module to which a theme
    leads only ``module.yaml`` goes along: its title stands in the package.
    """
    folder = Path(module.folder).resolve()
    own = files_below(folder, OF_A_MODULE)
    if not module.shared.folder:
        return named_media(own)
    series = folder.parent
    shared = files_below(series, OF_A_SERIES)
    linked = (name for name in module.shared.modules if name != folder.name)
    others = {f"{name}/module.yaml": series / name / "module.yaml" for name in linked}
    all_of_it = {**shared, **{f"{folder.name}/{name}": data for name, data in own.items()}}
    return {
        **{name: path.read_bytes() for name, path in others.items() if path.is_file()},
        **named_media(all_of_it),
    }


def named_media(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """``files`` without those in ``media`` whose name stands in no text among them."""
    written = unquote(
        "\n".join(data.decode("utf-8", "replace") for name, data in files.items() if is_text(name))
    )
    return {
        name: data
        for name, data in files.items()
        if "media" not in PurePosixPath(name).parts[:-1] or PurePosixPath(name).name in written
    }


def is_text(name: str) -> bool:
    path = PurePosixPath(name)
    return path.suffix in (".md", ".yaml", ".html", ".css", ".json")


def files_below(folder: Path, names: Sequence[str]) -> dict[str, bytes]:
    """Path in ``folder`` → contents, of the files and the folders of these ``names``; no hidden files, no links."""
    tops = [folder / name for name in names]
    paths = [one for top in tops for one in (sorted(top.rglob("*")) if top.is_dir() else [top])]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in paths
        if path.is_file()
        and not path.is_symlink()
        and not path.name.startswith(".")
        and expected(path, folder)
    }


def expected(path: Path, folder: Path) -> bool:
    """In ``sections`` only sections, and so on: what else lies there is nobody's business."""
    kinds = {"sections": (".md",), "brands": (".yaml",), "translations": (".yaml", ".md")}
    top = path.relative_to(folder).parts[0]
    return top not in kinds or path.suffix in kinds[top]


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
