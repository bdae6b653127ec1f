"""What is previewed: the same package as ``build`` makes, also when only what changed is read again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from harness.real_module import build_all, copy_real_module
from modulebouwer.lms.package import from_zip
from modulebouwer.package.archive import archive, digest, unsealed
from modulebouwer.preview.sources import (
    Choice,
    FolderSource,
    UnpackedSource,
    ZipSource,
    source_of,
    sources,
)
from modulebouwer.source.loader import load
from modulebouwer.source.section_file import ReadSection
from modulebouwer.standards import REGISTRY
from packages import faults, tools


def files(source: FolderSource, choice: Choice) -> dict[str, bytes]:
    built = source.build(choice)
    assert built.package is not None, built.report
    return dict(built.package.files)


@pytest.fixture
def module(tmp_path: Path) -> Path:
    folder = tmp_path / "regio"
    copy_real_module(folder)
    definition = folder / "module.yaml"
    text = definition.read_text("utf-8")
    if "\nbase_iri:" not in text:
        definition.write_text(f"base_iri: https://example.org/modules\n{text}", "utf-8")
    return folder


@pytest.mark.parametrize("standard", REGISTRY)
def test_a_rebuild_of_one_section_has_the_bytes_of_a_whole_build(
    module: Path, tmp_path: Path, standard: str
) -> None:
    """Of each section in one standard, of the first in the others: what is read again knows of no standard."""
    source = FolderSource(module.as_posix())
    choice = Choice(standard)
    before = files(source, choice)
    sections = sorted((module / "sections").iterdir())
    for section in sections if standard == next(iter(REGISTRY)) else sections[:1]:
        section.write_text(
            section.read_text("utf-8").replace("\n## ", "\n## Nieuw: ", 1) + "\nSlot.\n", "utf-8"
        )
        again = files(source, choice)
        assert again != before
        assert again == files(FolderSource(module.as_posix()), choice)
        before = again
    built = from_zip(build_all(module, tmp_path / "dist", (standard,))[standard])
    # A package names its own digest, by which a proof of participation is known; what is previewed is no package yet.
    assert digest(built.files).encode() in built.files["index.html"]
    assert before["index.html"] == unsealed(built.files, "index.html")
    # The official schemas, which no learner's browser asks for, are all that the preview leaves out.
    assert all(path.endswith((".xsd", ".dtd", ".xml")) for path in built.files.keys() - before.keys())


def test_a_choice_that_was_tried_leaves_no_trace(module: Path) -> None:
    source = FolderSource(module.as_posix())
    before = files(source, Choice())
    assert files(source, Choice("scorm2004", "nl-je", "helder")) != before
    assert files(source, Choice()) == before


def test_a_translation_shows_where_it_stands(tmp_path: Path) -> None:
    """With the words of the interface, and with what is wrong in it."""
    shutil.copytree(Path(__file__).parents[2] / "cases" / "base", tmp_path / "proef")
    source = FolderSource((tmp_path / "proef").as_posix())
    page = files(source, Choice(language="fy"))["index.html"].decode()
    assert '<html lang="fy"' in page
    assert "Liedjaan is learen" in page
    assert "Leidinggeven is leren" not in page
    translation = tmp_path / "proef" / "translations" / "fy" / "sections" / "begin.yaml"
    translation.write_text(
        translation.read_text("utf-8").replace("source: Begin\n", "source: Start\n"), "utf-8"
    )
    found = source.build(Choice(language="fy")).report.findings
    assert [(one.code, one.location.path.rpartition("/translations/")[2]) for one in found] == [
        ("TRN-002", "fy/sections/begin.yaml")
    ]
    # A language that nobody translated into: other words round the same text.
    assert "Leidinggeven is leren" in files(source, Choice(language="de"))["index.html"].decode()


def test_only_what_changed_is_parsed_again(module: Path) -> None:
    cache: dict[str, ReadSection] = {}
    load(module, "regio", cache)
    before = dict(cache)
    changed = sorted((module / "sections").iterdir())[2]
    changed.write_text(changed.read_text("utf-8") + "\nSlot.\n", "utf-8")
    load(module, "regio", cache)
    assert [path for path in cache if cache[path] is not before[path]] == [f"regio/sections/{changed.name}"]


def test_a_mistake_is_told_again_from_memory_and_goes_when_it_is_mended(module: Path) -> None:
    source = FolderSource(module.as_posix())
    section = sorted((module / "sections").iterdir())[0]
    text = section.read_text("utf-8")
    section.write_text(text.replace("minutes:", "minuts:"), "utf-8")
    first = source.build(Choice())
    assert [finding.code for finding in first.report.findings][:1] == ["SRC-101"]
    assert first.package is None
    assert source.build(Choice()).report == first.report
    section.write_text(text, "utf-8")
    assert source.build(Choice()).package is not None


def test_a_section_that_went_is_gone(module: Path) -> None:
    cache: dict[str, ReadSection] = {}
    load(module, "regio", cache)
    gone = sorted((module / "sections").iterdir())[0]
    gone.unlink()
    assert "SEC-001" in [finding.code for finding in load(module, "regio", cache)[1]]


def test_what_a_path_holds(module: Path, tmp_path: Path) -> None:
    (tmp_path / "plain.zip").write_bytes(b"")
    assert list(sources(str(module))) == ["regio"]
    assert list(sources(str(tmp_path))) == ["regio"]
    assert isinstance(sources(str(tmp_path / "plain.zip"))["plain"], ZipSource)
    shutil.copytree(module, tmp_path / "tweede")
    assert list(sources(str(tmp_path))) == ["regio", "tweede"]
    # No module at all: the folder itself, so that the findings say what is missing.
    (tmp_path / "leeg").mkdir()
    (source,) = sources(str(tmp_path / "leeg")).values()
    assert [finding.code for finding in source.build(Choice()).report.findings] == ["SRC-009"]


def unpacked(folder: Path, tree: Mapping[str, bytes]) -> Path:
    for path, data in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.mark.parametrize(
    "tree",
    [
        faults.one_sco(),
        faults.several_scos(),
        faults.cmi5(),
        tools.tincan("story.html"),
        {"index.html": b"<p>x"},
    ],
)
def test_an_unpacked_package_of_another_tool_is_played(tmp_path: Path, tree: Mapping[str, bytes]) -> None:
    """With the findings that ``verify`` has of the folder, and each file whole however large."""
    large = b"x" * (9 << 20)
    folder = unpacked(tmp_path / "les", {**tree, "media/film.mp4": large})
    (source,) = sources(folder.as_posix()).values()
    assert isinstance(source, UnpackedSource)
    built = source.build(Choice())
    assert built.package is not None
    assert built.package.files["media/film.mp4"] == large
    assert {path: built.package.files[path] for path in tree} == tree
    assert all(finding.code != "SRC-009" for finding in built.report.findings)


def test_an_unpacked_package_with_a_way_out_is_not_played(tmp_path: Path) -> None:
    folder = unpacked(tmp_path / "les", faults.one_sco())
    (folder / "geheim.html").symlink_to("/etc/passwd")
    built = UnpackedSource(folder.as_posix()).build(Choice())
    assert built.package is None
    assert [finding.code for finding in built.report.findings] == ["PKG-003"]
    (folder / "geheim.html").unlink()
    os.mkfifo(folder / "pijp.html")
    assert UnpackedSource(folder.as_posix()).build(Choice()).package is None


def test_a_module_is_a_module_also_with_a_page_beside_it(module: Path) -> None:
    (module / "index.html").write_text("<p>x", "utf-8")
    (source,) = sources(module.as_posix()).values()
    assert isinstance(source, FolderSource)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "les.zip"
    os.mkfifo(pipe)
    (source,) = sources(pipe.as_posix()).values()
    built = source.build(Choice())
    assert (built.package, [one.code for one in built.report.findings]) == (None, ["PKG-033"])


def test_what_is_of_a_kind_that_is_not_played_here_is_told(tmp_path: Path) -> None:
    for tree, codes in ((faults.aicc(), ["PKG-030", "PKG-044"]), ({"een.zip": b"PK"}, ["PKG-040"])):
        package = tmp_path / "les.zip"
        package.write_bytes(archive(tree))
        built = source_of(package.as_posix()).build(Choice())
        assert (built.package, [one.code for one in built.report.findings]) == (None, codes)
