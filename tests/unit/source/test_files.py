"""The loader reads what stands in an editor over what stands on the disk."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from modulebouwer.build import Options, read_module
from modulebouwer.findings import Finding, report
from modulebouwer.new import scaffold
from modulebouwer.source.files import DISK, Files


def codes(folder: Path, files: Files = DISK) -> list[tuple[str, str]]:
    """Code and place of each finding."""
    _, found = read_module(folder.as_posix(), Options(), files)
    return [(one.code, told(one, folder)) for one in report(found).findings]


def told(finding: Finding, folder: Path) -> str:
    return str(finding.location).removeprefix(f"{folder.as_posix()}/")


@pytest.fixture
def module(tmp_path: Path) -> Path:
    folder = tmp_path / "les"
    scaffold(folder, "en", datetime.date(2026, 1, 1))
    return folder


def test_what_is_not_saved_counts(module: Path) -> None:
    section = module / "sections" / "beginning.md"
    text = section.read_text("utf-8")
    typed = text.replace("](section:preparing)", "](section:prepare)")
    assert typed != text
    line = typed[: typed.index("](section:prepare)")].count("\n") + 1
    assert codes(module) == []
    found = codes(module, Files({section.resolve(): typed.encode()}))
    assert [(code, place.split(":")[:2]) for code, place in found] == [
        ("LNK-001", ["sections/beginning.md", str(line)])
    ]
    assert section.read_text("utf-8") == text


def test_a_file_that_was_never_saved_is_there(module: Path) -> None:
    new = module.resolve() / "sections" / "third.md"
    held = {new: b"---\ntitle: Third\nminutes: 5\n---\n\nText.\n"}
    assert codes(module, Files(held)) == [("SEC-002", "sections/third.md:1:1")]
    definition = (
        (module / "module.yaml").read_bytes().replace(b"  - beginning\n", b"  - beginning\n  - third\n")
    )
    assert b"- third" in definition
    held[module.resolve() / "module.yaml"] = definition
    source, _ = read_module(module.as_posix(), Options(), Files(held))
    assert source is not None
    assert [section.id for section in source.module.sections] == ["preparing", "beginning", "third"]


def test_a_whole_module_may_stand_in_the_editor(module: Path, tmp_path: Path) -> None:
    held = {
        tmp_path.resolve() / "new" / path.relative_to(module): path.read_bytes()
        for path in module.rglob("*")
        if path.is_file()
    }
    assert codes(tmp_path / "new", Files(held)) == []
    assert codes(tmp_path / "new") == [("SRC-008", (tmp_path / "new").as_posix() + ":1:1")]


def test_a_link_out_of_the_module_stays_out(module: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("secret", "utf-8")
    section = module / "sections" / "preparing.md"
    section.unlink()
    section.symlink_to(outside)
    found = codes(module, Files({outside.resolve(): b"held"}))
    assert ("SRC-005", "sections/preparing.md:1:1") in found


def test_a_file_too_large_is_refused_unsaved_too(module: Path) -> None:
    section = (module / "sections" / "preparing.md").resolve()
    _, found = read_module(module.as_posix(), Options(), Files({section: b"a" * 1_000_001}))
    # Never "1.0 MB; at most 1 MB".
    assert ("SRC-003", "sections/preparing.md:1:1", 1.1) in [
        (one.code, told(one, module), one.values.get("size")) for one in found
    ]
