from __future__ import annotations

import datetime
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from modulebouwer.build import Options, build, check
from modulebouwer.findings import Finding, Location
from modulebouwer.new import scaffold
from modulebouwer.standards.standard import WriteOptions
from modulebouwer.wrong_use import WrongUse

ZIP = "les-1.0.0-scorm12.zip"


def silent(_: str) -> None:
    pass


@pytest.fixture
def module(tmp_path: Path) -> Path:
    scaffold(tmp_path / "les", "nl", datetime.date(2026, 1, 2))
    return tmp_path / "les"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


IGNORE = "ignore:\n  - {code: BUD-001, reason: De deelnemers schrijven minder.}\n"


@pytest.mark.parametrize(("own", "codes"), [("[scorm12, web]", set()), ("[web]", {"MOD-005"})])
def test_what_is_ignored_for_another_of_the_modules_standards_is_not_useless(
    module: Path, own: str, codes: set[str]
) -> None:
    definition = module / "module.yaml"
    definition.write_text(f"standards: {own}\n{IGNORE}{definition.read_text('utf-8')}", "utf-8")
    section = next(iter((module / "sections").glob("*.md")))
    fences = "".join(
        f"\n:::{{reflection}}\nid: lang-{number}\nprompt: Wat ziet u?\nmax_length: 9000\n:::\n"
        for number in range(3)
    )
    section.write_text(section.read_text("utf-8") + fences, "utf-8")
    for standards in ((), ("web",)):
        found = check([str(module)], Options(standards=standards), silent).findings
        assert {finding.code for finding in found} & {"MOD-005", "BUD-001"} == codes


@pytest.mark.parametrize(("answers", "roomier"), [(3, "yes"), (20, "no")])
def test_another_standard_is_named_where_the_answers_fit_there(
    module: Path, answers: int, roomier: str
) -> None:
    definition = module / "module.yaml"
    definition.write_text(f"standards: [scorm12]\n{definition.read_text('utf-8')}", "utf-8")
    section = next(iter((module / "sections").glob("*.md")))
    fence = "\n:::{{reflection}}\nid: lang-{}\nprompt: Wat ziet u?\nmax_length: 9000\n:::\n"
    section.write_text(section.read_text("utf-8") + "".join(map(fence.format, range(answers))), "utf-8")
    found = check([str(module)], Options(), silent).findings
    assert [one.values["roomier"] for one in found if one.code == "BUD-001"] == [roomier]


def test_the_example_has_nothing_to_find(module: Path) -> None:
    assert check([str(module)], Options(strict=True), silent).findings == ()


def test_a_zip_and_its_check_sum(module: Path, tmp_path: Path) -> None:
    packages, report = build([str(module)], tmp_path / "uit" / "diep", Options(), silent)
    assert not report.failed
    written = contents(tmp_path / "uit" / "diep")
    assert set(written) == {ZIP, f"{ZIP}.sha256"}
    sha256 = hashlib.sha256(written[ZIP]).hexdigest()
    assert written[f"{ZIP}.sha256"] == f"{sha256}  {ZIP}\n".encode()
    assert [(package.sha256, package.size) for package in packages] == [(sha256, len(written[ZIP]))]


def test_without_control_documents(module: Path, tmp_path: Path) -> None:
    options = Options(write=WriteOptions(control_documents=False))
    packages, report = build([str(module)], tmp_path, options, silent)
    assert b".xsd" not in packages[0].path.read_bytes()
    assert [finding.code for finding in report.findings] == ["S12-027"]
    assert not report.failed


def test_an_earlier_zip_stays_when_the_source_has_an_error(module: Path, tmp_path: Path) -> None:
    output = tmp_path / "dist"
    build([str(module)], output, Options(), silent)
    before = contents(output)
    with (module / "module.yaml").open("a") as file:
        file.write("onbekend: 1\n")
    packages, report = build([str(module)], output, Options(), silent)
    assert report.failed
    assert packages == []
    assert contents(output) == before


def test_an_earlier_zip_stays_when_the_package_is_refused(
    module: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "dist"
    build([str(module)], output, Options(), silent)
    before = contents(output)
    refused = Finding("PKG-001", Location("x.zip"), {"why": "test"})
    monkeypatch.setattr("modulebouwer.package.verify.verify", lambda _file, _shown: [refused])
    section = module / "sections" / "beginnen.md"
    section.write_text(section.read_text().replace("Oefen hardop", "Oefen eens hardop"))
    packages, report = build([str(module)], output, Options(), silent)
    assert packages == []
    assert report.findings == (refused,)
    assert contents(output) == before


def test_an_earlier_zip_stays_when_writing_fails(
    module: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "dist"
    build([str(module)], output, Options(), silent)
    before = contents(output)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WrongUse, match="cannot_write"):
        build([str(module)], output, Options(), silent)
    assert contents(output) == before


def test_two_modules_with_one_identifier(module: Path, tmp_path: Path) -> None:
    other = tmp_path / "kopie"
    shutil.copytree(module, other)
    packages, report = build([str(module), str(other)], tmp_path / "dist", Options(), silent)
    assert packages == []
    assert contents(tmp_path / "dist") == {}
    (finding,) = report.findings
    assert (finding.code, finding.location.path) == ("PKG-019", f"{other.as_posix()}/module.yaml")
    assert finding.location.line == 2
    assert finding.values == {"identifier": "les", "other": module.as_posix()}


def test_several_modules_in_one_run(module: Path, tmp_path: Path) -> None:
    other = tmp_path / "tweede"
    shutil.copytree(module, other)
    definition = other / "module.yaml"
    definition.write_text(definition.read_text().replace("identifier: les", "identifier: tweede"))
    packages, _ = build([str(module), str(other)], tmp_path / "dist", Options(), silent)
    assert [package.path.name for package in packages] == [ZIP, "tweede-1.0.0-scorm12.zip"]


def test_same_bytes_on_another_day_in_another_place(module: Path, tmp_path: Path) -> None:
    """Other files' times, folder, time zone, umask, hash seed and locale; one hash."""
    other = tmp_path / "elders" / "les"
    shutil.copytree(module, other)
    for number, path in enumerate(sorted(other.rglob("*"))):
        os.utime(path, (10**9 + number, 10**9 + number))
    command = "import os, sys; os.umask(int(sys.argv.pop(1), 8)); from modulebouwer.cli import main; main()"

    def built(folder: Path, umask: str, **environment: str) -> bytes:
        output = folder.parent / f"dist-{umask}"
        arguments = [sys.executable, "-c", command, umask, "build", folder.name, "--output", str(output)]
        subprocess.run(
            arguments, cwd=folder.parent, env={**os.environ, **environment}, check=True, capture_output=True
        )
        return (output / ZIP).read_bytes()

    first = built(module, "022", TZ="UTC", PYTHONHASHSEED="1", LC_ALL="C.UTF-8")
    assert first == built(other, "077", TZ="Asia/Kathmandu", PYTHONHASHSEED="99", LC_ALL="C")


def test_a_module_may_bring_its_own_templates(module: Path, tmp_path: Path) -> None:
    own = module / "templates"
    own.mkdir()
    (own / "finish.html.j2").write_text("{{ ontbreekt }}")
    packages, report = build([str(module)], tmp_path / "dist", Options(), silent)
    assert packages == []
    (finding,) = report.findings
    assert (finding.code, finding.location.path) == ("SKN-003", f"{own.as_posix()}/finish.html.j2")
