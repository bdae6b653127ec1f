"""What an LMS decides by the manifest: which SCORM it starts, what a score comes to, where the package begins."""

from __future__ import annotations

import pytest

from modulebouwer.lms.behaviour import PROFILES
from modulebouwer.lms.lms import Launch, Lms
from modulebouwer.lms.package import from_files
from modulebouwer.lms.pages import start
from modulebouwer.lms.scorm.attempts import Mode, Save
from modulebouwer.standards import Runtime
from packages import faults, tools

OLDER, NEWER = Runtime.SCORM_1_2, Runtime.SCORM_2004


def launched(lms: Lms, tree: dict[str, bytes], profile: str, mode: Mode = "normal") -> Launch:
    package = from_files(tree)
    launch = lms.launch(package, behaviour=PROFILES[package.runtime][profile], mode=mode)
    if package.runtime.kind == "scorm":
        lms.launched_values(launch, reload=False)
    return launch


@pytest.mark.parametrize(
    ("version", "moodle", "openedx"),
    [
        ("2004 4th Edition", NEWER, NEWER),
        ("2004 3rd Edition", NEWER, NEWER),
        ("CAM 1.3", NEWER, NEWER),
        ("1.3", NEWER, NEWER),
        # What Moodle does not know to the letter is SCORM 1.2 to it.
        ("2004 4th edition", OLDER, NEWER),
        ("2004", OLDER, NEWER),
        ("2004 5th Edition", OLDER, NEWER),
        (" 2004 4th Edition", OLDER, NEWER),
        ("1.2", OLDER, OLDER),
        (None, OLDER, OLDER),
    ],
)
def test_the_version_is_chosen_by_the_letters_of_the_manifest(
    version: str | None, moodle: Runtime, openedx: Runtime
) -> None:
    tree = faults.scorm2004(version)
    lms = Lms()
    assert launched(lms, tree, "lenient").package.runtime is NEWER
    assert launched(lms, tree, "moodle").package.runtime is moodle
    assert launched(lms, tree, "moodle-strict").package.runtime is moodle
    assert launched(lms, tree, "openedx").package.runtime is openedx


def test_a_package_of_scorm_12_that_says_otherwise() -> None:
    tree = faults.one_sco()
    manifest = tree["imsmanifest.xml"].replace(b">1.2<", b">2004 4th Edition<")
    assert launched(Lms(), {**tree, "imsmanifest.xml": manifest}, "moodle").package.runtime is NEWER
    assert launched(Lms(), {**tree, "imsmanifest.xml": manifest}, "openedx").package.runtime is NEWER
    assert launched(Lms(), tools.cmi5(["index.html"]), "lenient").package.runtime is Runtime.LRS_UNIT


@pytest.mark.parametrize(
    ("score", "finish", "profile", "mode", "status"),
    [
        ("80", True, "moodle", "normal", "passed"),
        ("79", True, "moodle", "normal", "failed"),
        ("80", True, "lenient", "normal", "passed"),
        # Only at the end, with a score, where it counts, and in an LMS that looks at the mark.
        ("80", False, "moodle", "normal", "completed"),
        ("", True, "moodle", "normal", "completed"),
        ("80", True, "moodle", "browse", "completed"),
        ("80", True, "openedx", "normal", "completed"),
    ],
)
def test_a_score_is_held_against_the_mark_of_the_manifest(
    score: str, finish: bool, profile: str, mode: Mode, status: str
) -> None:
    """SCORM 1.2 RTE 3.4.4; Moodle's scorm_12.js, StoreData."""
    lms = Lms()
    launch = launched(lms, faults.given(), profile, mode)
    values = {"cmi.core.lesson_status": "completed", "cmi.core.score.raw": score}
    assert lms.save(launch, Save(values, "xhr", finish=finish))
    assert launch.attempt.values["cmi.core.lesson_status"] == status


def test_without_a_mark_the_package_says_what_it_is() -> None:
    lms = Lms()
    launch = launched(lms, faults.one_sco(), "moodle")
    lms.save(
        launch, Save({"cmi.core.lesson_status": "completed", "cmi.core.score.raw": "5"}, "xhr", finish=True)
    )
    assert launch.attempt.values["cmi.core.lesson_status"] == "completed"


@pytest.mark.parametrize(
    ("written", "begins"),
    [
        ("index.html?deel=1", "/content/1/index.html?deel=1"),
        ("https://content.example/een/index.html", "https://content.example/een/index.html"),
        ("//content.example/een", "//content.example/een"),
        ("javascript:alert(1)", "/content/1/javascript:alert(1)"),
        ("data:text/html,x", "/content/1/data:text/html,x"),
    ],
)
def test_a_package_begins_where_it_says(written: str, begins: str) -> None:
    assert start(launched(Lms(), faults.cmi5(url=written), "lenient")) == begins


RESOURCES = (
    '<resource identifier="R0"><file href="a.js"/></resource>'
    '<resource identifier="R1" adlcp:scormtype="sco" href="een.html"/><resource identifier="R2" href="twee.html"/>'
)


@pytest.mark.parametrize(
    ("organizations", "begins"),
    [
        # Moodle makes a part of every resource; Open edX opens the first.
        ("", ["een.html", "twee.html"]),
        ("<organizations/>", ["een.html", "twee.html"]),
        # Open edX opens the first whatever the items say; Moodle nothing.
        (faults.organization(""), ["een.html"]),
        (faults.organization(faults.item()), ["een.html"]),
    ],
)
def test_a_manifest_whose_items_start_nothing(organizations: str, begins: list[str]) -> None:
    package = from_files(faults.scorm12(organizations, RESOURCES, {}))
    assert [one.address for one in package.launches] == begins
    assert (package.activity, package.title, package.start.type) == ("R1", "R1", "sco")
    assert package.first_in == {"openedx": "R1"}
