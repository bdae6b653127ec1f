"""Which SCORM an LMS reads from ``schemaversion``, letter for letter, and whether the module then finds its API.

Of Moodle: the expressions of ``scorm_get_manifest`` in 5.1; of Open edX: ``update_package_fields`` of its XBlock
19.0.5.
"""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from modulebouwer.lms.behaviour import PROFILES
from modulebouwer.lms.package import from_files
from modulebouwer.lms.versions import as_started
from modulebouwer.package.archive import archive
from modulebouwer.package.lms_report import lms_report, text
from modulebouwer.package.verify import Examined, examine
from modulebouwer.standards import Runtime
from packages import faults

OLD, NEW = Runtime.SCORM_1_2, Runtime.SCORM_2004


def examined(tree: dict[str, bytes]) -> Examined:
    return examine(io.BytesIO(archive(tree)), "a.zip")


def verdicts(tree: dict[str, bytes]) -> tuple[str, str]:
    found = {each.lms.id: each.verdict.value for each in lms_report(examined(tree))}
    return found["moodle"], found["openedx"]


def started(tree: dict[str, bytes]) -> list[Runtime]:
    package = from_files(tree)
    return [as_started(package, PROFILES[NEW][lms]).runtime for lms in ("moodle", "openedx")]


def older(version: str) -> dict[str, bytes]:
    tree = faults.one_sco()
    manifest = tree["imsmanifest.xml"].replace(b"<schemaversion>1.2<", f"<schemaversion>{version}<".encode())
    return {**tree, "imsmanifest.xml": manifest}


@pytest.mark.parametrize(
    ("version", "runtimes", "said"),
    [
        ("1.3", [NEW, NEW], ("accepted", "accepted")),
        ("CAM 1.3", [NEW, NEW], ("accepted", "accepted")),
        ("2004 4th Edition<!-- 2009 -->", [NEW, NEW], ("accepted", "accepted")),
        ("2004 4th Edition\n", [NEW, NEW], ("accepted", "accepted")),
        ("\n2004 4th Edition\n", [OLD, NEW], ("surprises", "accepted")),
        ("1.2", [OLD, OLD], ("surprises", "surprises")),
        ("1.2\n", [OLD, OLD], ("surprises", "surprises")),
        ("\n1.2", [OLD, NEW], ("surprises", "accepted")),
        ("1,2", [OLD, OLD], ("surprises", "surprises")),
    ],
)
def test_a_module_in_scorm_2004(version: str, runtimes: list[Runtime], said: tuple[str, str]) -> None:
    assert started(faults.scorm2004(version)) == runtimes
    assert verdicts(faults.scorm2004(version)) == said


@pytest.mark.parametrize(
    ("version", "runtimes", "said"),
    [
        ("1.2<!-- of 2001 -->", [OLD, OLD], ("accepted", "accepted")),
        ("<?p x?>1.2", [OLD, OLD], ("accepted", "accepted")),
        ("1,2", [OLD, OLD], ("accepted", "accepted")),
        ("1.2\n", [OLD, OLD], ("accepted", "accepted")),
        ("\n1.2\n", [OLD, NEW], ("accepted", "surprises")),
        (" ", [OLD, NEW], ("accepted", "surprises")),
        ("1.3", [NEW, NEW], ("surprises", "surprises")),
    ],
)
def test_a_module_in_scorm_12(version: str, runtimes: list[Runtime], said: tuple[str, str]) -> None:
    assert started(older(version)) == runtimes
    assert verdicts(older(version)) == said


def test_a_comment_is_no_text() -> None:
    """Open edX reads the element as empty, and stops (``re.match`` of nothing)."""
    assert verdicts(older("<!-- 1.2 -->")) == ("accepted", "refused")


NEWER = "2004 3rd Edition"


@pytest.mark.parametrize(
    ("tree", "runtime", "code"),
    [
        ({**faults.scorm2004("1.2"), "a.html": faults.page()}, OLD, "S24-180"),
        ({**faults.scorm2004("1.2\n"), "a.html": faults.page()}, OLD, "S24-180"),
        ({**older(NEWER), "a.html": faults.page(script=faults.SAVING_2004)}, NEW, "S12-180"),
        ({**older("CAM 1.3"), "a.html": faults.page(script=faults.SAVING_2004)}, NEW, "S12-180"),
    ],
)
def test_a_manifest_that_is_started_as_the_version_its_page_looks_for(
    tree: dict[str, bytes], runtime: Runtime, code: str
) -> None:
    """Moodle and Open edX go by ``schemaversion`` alone; of the others nobody knows what they start."""
    package = examined(tree)
    found = [one.code for one in package.findings]
    assert code in found
    assert {"S12-008", "S24-008", "S12-040", "S24-040"}.isdisjoint(found)
    assert started(tree) == [runtime, runtime]
    told = {each.lms.id: each for each in lms_report(package)}
    assert (told["moodle"].verdict.value, told["openedx"].verdict.value) == ("accepted", "accepted")
    assert {told[lms].verdict.value for lms in ("anewspring", "forma", "ilias", "chamilo")} == {"unmeasured"}
    app = [note.seen["en"] for note in told["moodle"].notes if "app" in note.seen["en"]]
    assert len(app) == (1 if runtime is NEW else 0)
    assert len({note.seen["en"] for note in told["moodle"].notes}) == len(told["moodle"].notes)
    # The preview plays it as they do, whatever LMS one chooses.
    assert from_files(tree).runtime is runtime


def test_a_wrapper_that_looks_for_both_needs_another_text_and_no_other_module() -> None:
    tree = {**older(NEWER), "a.html": faults.page(script=f"{faults.SAVING};{faults.SAVING_2004}")}
    found = {one.code for one in examined(tree).findings}
    assert "S12-008" in found
    assert {"S12-180", "S12-040"}.isdisjoint(found)
    assert verdicts(tree) == ("accepted", "accepted")


def test_what_only_one_of_them_starts_otherwise_is_played_as_it_is_written() -> None:
    tree = older("\n1.2\n")
    assert from_files(tree).runtime is OLD
    tree = faults.scorm2004(None)
    assert from_files(tree).runtime is NEW


def test_a_page_that_looks_for_another_version_than_is_started_saves_nothing() -> None:
    tree = {**faults.scorm2004("2004 4th Edition"), "a.html": faults.page()}
    assert "S24-040" in {one.code for one in examined(tree).findings}
    assert verdicts(tree) == ("surprises", "surprises")


@pytest.mark.parametrize("version", ["2004 3rd Edition", "2004 4th Edition", "CAM 1.3"])
def test_a_manifest_is_of_the_standard_of_its_namespaces(version: str) -> None:
    assert examined(older(version)).standards == ("scorm12",)
    assert examined(faults.scorm2004("1.2")).standards == ("scorm2004",)


@pytest.mark.parametrize("version", ["2004 3rd Edition", "CAM 1.3", "2004 4th Edition"])
def test_adls_checker_warns_of_every_version_but_the_4th_editions(version: str) -> None:
    package = examined(faults.scorm2004(version))
    # The schemas that the checker fails this package for are another matter.
    report = text(replace(package, findings=()), "en", "adl")
    assert "ADL's strict checker: accepted" in report
    assert (f"Also know: The checker warns of ‘{version}’ in schemaversion" in report) == (
        "4th" not in version
    )
