"""What is previewed: the same package as ``build`` makes, also when only what changed is read again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from harness.real_module import build_all, copy_real_module
from modulebouwer.lms.package import from_zip
from modulebouwer.preview.sources import Choice, FolderSource, ZipSource, sources
from modulebouwer.source.loader import ReadSection, load
from modulebouwer.standards import REGISTRY


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
    source = FolderSource(module.as_posix())
    choice = Choice(standard)
    before = files(source, choice)
    for section in sorted((module / "sections").iterdir()):
        section.write_text(
            section.read_text("utf-8").replace("\n## ", "\n## Nieuw: ", 1) + "\nSlot.\n", "utf-8"
        )
        again = files(source, choice)
        assert again != before
        assert again == files(FolderSource(module.as_posix()), choice)
        before = again
    built = from_zip(build_all(module, tmp_path / "dist", (standard,))[standard])
    assert before["index.html"] == built.files["index.html"]
    # The official schemas, which no learner's browser asks for, are all that the preview leaves out.
    assert all(path.endswith((".xsd", ".dtd", ".xml")) for path in built.files.keys() - before.keys())


def test_a_choice_that_was_tried_leaves_no_trace(module: Path) -> None:
    source = FolderSource(module.as_posix())
    before = files(source, Choice())
    assert files(source, Choice("scorm2004", "nl-je", "helder")) != before
    assert files(source, Choice()) == before


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
