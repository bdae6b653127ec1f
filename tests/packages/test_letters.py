"""What an LMS reads by the letters of a manifest: names of attributes, prefixes, codes for characters, addresses.

Of Moodle: ``xml2Array`` and ``scorm_get_manifest`` (mod/scorm/datamodels/scormlib.php, 5.1), whose parser folds the
case of names; of Open edX: ``update_package_fields`` of its XBlock 19.0.5.
"""

from __future__ import annotations

import io

import pytest

from modulebouwer.package.archive import archive
from modulebouwer.package.lms_report import lms_report
from modulebouwer.package.verify import Examined, examine
from packages import faults

Told = tuple[list[str], str, str]


def examined(tree: dict[str, bytes]) -> Examined:
    return examine(io.BytesIO(archive(tree)), "a.zip")


def told(tree: dict[str, bytes]) -> Told:
    package = examined(tree)
    found = {each.lms.id: each.verdict.value for each in lms_report(package)}
    codes = {one.code for one in package.findings} - {"S12-027", "S24-027"}
    return sorted(codes), found["moodle"], found["openedx"]


def seen(tree: dict[str, bytes], lms: str) -> set[str]:
    report = next(each for each in lms_report(examined(tree)) if each.lms.id == lms)
    return {each.finding.code for each in report.effects}


def written(tree: dict[str, bytes], *changes: tuple[str, str]) -> dict[str, bytes]:
    text = tree["imsmanifest.xml"].decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return {**tree, "imsmanifest.xml": text.encode()}


@pytest.mark.parametrize(
    ("attribute", "moodle"),
    [
        ('adlcp:scormType="sco"', "accepted"),
        ('adlcp:SCORMTYPE="sco"', "accepted"),
        ('adlcp:scormtype="SCO"', "surprises"),
        ('adlcp:scormtype=""', "surprises"),
        ('scormtype="sco"', "surprises"),
    ],
)
def test_the_type_of_a_resource(attribute: str, moodle: str) -> None:
    tree = written(faults.one_sco(), ('adlcp:scormtype="sco"', attribute))
    codes, in_moodle, in_open_edx = told(tree)
    assert "S12-020" in codes
    assert (in_moodle, in_open_edx) == (moodle, "accepted")


def test_a_type_in_capitals_does_not_complete_at_opening() -> None:
    tree = written(faults.one_sco(), ('"sco"', '"SCO"'))
    report = next(each for each in lms_report(examined(tree)) if each.lms.id == "moodle")
    (effect,) = report.effects
    assert "opens it" not in effect.cell.seen["en"]


def test_the_type_in_small_letters_in_scorm_2004() -> None:
    tree = written(faults.scorm2004(), ("adlcp:scormType", "adlcp:scormtype"))
    assert told(tree)[1] == "accepted"


def test_a_prefix_in_capitals() -> None:
    tree = written(faults.given(), ("adlcp:", "ADLCP:"), ("xmlns:adlcp", "xmlns:ADLCP"))
    assert told(tree)[0] == ["S12-006", "S12-041"]
    assert seen(tree, "moodle") == {"S12-041"}


def test_a_pass_mark_under_a_prefix_that_moodle_does_not_see() -> None:
    tree = written(faults.given(), ("adlcp:", "adl:"), ("xmlns:adlcp", "xmlns:adl"))
    assert told(tree)[0] == ["S12-006", "S12-041"]
    assert seen(tree, "moodle") == {"S12-006"}


@pytest.mark.parametrize(
    "change",
    [
        ('"i1"', '"i&#49;"'),
        ("<title>Proef", "<!-- <title>caf&#233;</title> --><title>Proef"),
        ("<title>Proef", "<title><!-- caf&#233; -->Proef"),
    ],
)
def test_a_code_for_a_character_that_no_title_shows(change: tuple[str, str]) -> None:
    assert "S12-005" not in told(written(faults.one_sco(), change))[0]


def test_a_title_behind_a_comment() -> None:
    codes, moodle, open_edx = told(written(faults.one_sco(), ("<title>Proef", "<title><!-- x -->Proef")))
    assert (codes, moodle, open_edx) == ([], "accepted", "accepted")


def test_the_folder_of_all_resources() -> None:
    tree = written(
        faults.base(), (' xml:base="inhoud/"', ""), ("<resources>", '<resources xml:base="inhoud/">')
    )
    assert told(tree) == (["S12-049"], "surprises", "surprises")
    assert told({**tree, "a.html": faults.page()})[1] == "surprises"
    assert told(faults.base())[1] == "accepted"


def test_an_empty_address() -> None:
    tree = written(faults.one_sco(), ('href="a.html">', 'href="">'))
    assert told(tree) == (["S12-021"], "surprises", "surprises")


def test_a_document_that_can_report_nothing() -> None:
    """Open edX looks for the names of the statuses in all files (``COMPLETION_SIGNAL_ELEMENTS``)."""
    tree = written(faults.one_sco(), ("a.html", "a.pdf"))
    del tree["a.html"]
    tree["a.pdf"] = b"%PDF-1.7"
    assert told(tree) == (["S12-043"], "surprises", "surprises")


@pytest.mark.parametrize("tree", [faults.one_sco(b"<p>Les"), faults.scorm2004()])
def test_a_page_that_calls_nothing(tree: dict[str, bytes]) -> None:
    """Moodle's loadSCO.php sets a status for an asset alone."""
    silent = {**tree, "a.html": b"<!doctype html><title>Les</title><p>Les"}
    codes, moodle, open_edx = told(silent)
    assert [code[3:] for code in codes] == ["-043"]
    assert (moodle, open_edx) == ("surprises", "surprises")
    (effect,) = (
        each for lms in lms_report(examined(silent)) if lms.lms.id == "moodle" for each in lms.effects
    )
    assert "never" in effect.cell.seen["en"]


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        (faults.one_sco(b"<script>parent.API.LMSInitialize('')</script>"), "as soon as it ends"),
        ({**faults.scorm2004(), "a.html": b"<script>parent.API_1484_11.Initialize('')</script>"}, "never is completed"),
    ],
)  # fmt: skip
def test_a_script_that_names_no_status(tree: dict[str, bytes], words: str) -> None:
    """Moodle 4.5.6: LMSFinish without a status stores ``completed`` in 1.2, and nothing in 2004."""
    (effect,) = (each for lms in lms_report(examined(tree)) if lms.lms.id == "moodle" for each in lms.effects)
    assert words in effect.cell.seen["en"]


def test_an_asset_is_told_as_an_asset() -> None:
    tree = written(faults.one_sco(b"<p>Les"), ('"sco"', '"asset"'))
    assert seen(tree, "moodle") == {"S12-054"}


@pytest.mark.parametrize("href", ["https://elders.example/a.html", "a.php", "weg.html"])
def test_what_cannot_be_looked_into_is_not_told_as_silent(href: str) -> None:
    tree = written(faults.one_sco(b"<p>Les"), ('href="a.html">', f'href="{href}">'))
    assert "S12-043" not in told({**tree, "a.php": b"<?php"})[0]
