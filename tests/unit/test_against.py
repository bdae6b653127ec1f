"""``build --against``: a package that would reset who is half-way is not built, unless that is allowed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from modulebouwer.build import Options, Package, build
from modulebouwer.findings import Report
from modulebouwer.new import scaffold
from modulebouwer.wrong_use import WrongUse


@pytest.fixture
def module(tmp_path: Path) -> Path:
    scaffold(tmp_path / "les", "nl", datetime.date(2026, 1, 2))
    return tmp_path / "les"


@pytest.fixture
def old(module: Path, tmp_path: Path) -> Path:
    packages, _ = made(module, tmp_path / "oud")
    return packages[0].path


def made(module: Path, output: Path, **options: object) -> tuple[list[Package], Report]:
    return build([str(module)], output, Options(**options), lambda _: None)  # type: ignore[arg-type]


def changed(module: Path, before: str, after: str) -> None:
    for path in module.rglob("*.*"):
        if path.suffix in (".md", ".yaml") and before in path.read_text("utf-8"):
            path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")


def codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]


def test_the_same_again(module: Path, old: Path, tmp_path: Path) -> None:
    packages, report = made(module, tmp_path / "nieuw", against=old)
    assert (len(packages), codes(report)) == (1, [])


def test_a_safe_version(module: Path, old: Path, tmp_path: Path) -> None:
    changed(module, "Oefen hardop", "Oefen eens hardop")
    packages, report = made(module, tmp_path / "nieuw", against=old)
    assert (len(packages), codes(report)) == (1, ["UPD-006"])
    changed(module, "version: 1.0.0", "version: 1.1.0")
    packages, report = made(module, tmp_path / "nieuw", against=old, strict=True)
    assert (len(packages), codes(report)) == (1, [])


def test_what_was_meant_is_told_where_the_author_mends_it(module: Path, old: Path, tmp_path: Path) -> None:
    """The question with another id, the section with another file name and the version that stayed behind."""
    changed(module, "id: doel\nprompt", "id: mijn-doel\nprompt")
    changed(module, "builds_on: [doel]", "builds_on: [mijn-doel]")
    (module / "sections/beginnen.md").rename(module / "sections/eerste-zin.md")
    changed(module, "  - beginnen", "  - eerste-zin")
    changed(module, "version: 1.0.0", "version: 0.9.0")
    _, report = made(module, tmp_path / "nieuw", against=old)
    written = {
        "UPD-005": ("sections/voorbereiden.md", "id: mijn-doel"),
        "UPD-230": ("module.yaml", "version: 0.9.0"),
        "UPD-231": ("module.yaml", "- eerste-zin"),
    }
    assert sorted(codes(report)) == sorted(written)
    for finding in report.findings:
        name, line = written[finding.code]
        place = finding.location
        assert Path(place.path) == module / name
        assert (module / name).read_text("utf-8").splitlines()[place.line - 1].strip() == line


def test_another_identifier(module: Path, old: Path, tmp_path: Path) -> None:
    changed(module, "identifier: les", "identifier: lessen")
    changed(module, "version: 1.0.0", "version: 1.1.0")
    packages, report = made(module, tmp_path / "nieuw", against=old)
    assert (packages, codes(report)) == ([], ["UPD-001"])
    assert not (tmp_path / "nieuw").exists()
    packages, report = made(module, tmp_path / "nieuw", against=old, allow_reset=True, strict=True)
    assert (len(packages), codes(report)) == (1, ["UPD-002"])


def test_another_standard(module: Path, old: Path, tmp_path: Path) -> None:
    changed(module, "version: 1.0.0", "version: 1.1.0")
    packages, report = made(module, tmp_path / "nieuw", against=old, standards=("scorm2004",))
    assert (packages, codes(report)) == ([], ["UPD-003"])
    packages, report = made(
        module, tmp_path / "nieuw", against=old, standards=("scorm2004",), allow_reset=True
    )
    assert (len(packages), codes(report)) == (1, ["UPD-004"])


def test_the_old_standard_among_others(module: Path, old: Path, tmp_path: Path) -> None:
    packages, report = made(module, tmp_path / "nieuw", against=old, standards=("scorm12", "scorm2004"))
    assert (len(packages), codes(report)) == (2, [])


def test_one_module_at_a_time_and_a_package_that_can_be_read(module: Path, old: Path, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="one_folder"):
        build([str(module), str(module)], tmp_path / "nieuw", Options(against=old), lambda _: None)
    with pytest.raises(WrongUse, match="not_there"):
        made(module, tmp_path / "nieuw", against=tmp_path / "weg.zip")
    (tmp_path / "stuk.zip").write_bytes(b"PK")
    with pytest.raises(WrongUse, match="not_comparable"):
        made(module, tmp_path / "nieuw", against=tmp_path / "stuk.zip")
