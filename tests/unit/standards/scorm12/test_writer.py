from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from modulebouwer.standards.scorm12.schemas import schema
from modulebouwer.standards.scorm12.writer import manifest
from modulebouwer.standards.standard import WriteOptions
from modulebouwer.standards.wording import duration
from package_trees import CONTENT, definition

GOLDEN = Path(__file__).parents[3] / "golden" / "scorm12"
ADLCP = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


@pytest.mark.parametrize(
    ("name", "options"),
    [("imsmanifest.xml", WriteOptions()), ("without-schemas.xml", WriteOptions(control_documents=False))],
)
def test_manifest_to_the_letter(name: str, options: WriteOptions) -> None:
    assert manifest(definition(), CONTENT, options).decode() == (GOLDEN / name).read_text("utf-8")


def test_manifest_follows_the_official_schemas() -> None:
    root = etree.fromstring(manifest(definition(keywords=()), CONTENT, WriteOptions()))
    schema().assertValid(root)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Een andere titel"},
        {"version": "9.0.0"},
        {"sections": ("slot", "begin")},
        {"language": "en"},
        {"study_load": 5},
    ],
)
def test_identifiers_hang_on_the_module_and_on_nothing_else(change: dict[str, object]) -> None:
    """Moodle deletes every learner's work when the item's identifier changes."""

    def identifiers(**changes: object) -> list[str]:
        text = manifest(definition(**changes), CONTENT, WriteOptions()).decode()
        return re.findall(r'identifier="([^"]*)"', text)

    assert identifiers(**change) == identifiers()
    assert identifiers(identifier="anders") != identifiers()


@pytest.mark.parametrize("language", ["fr", "fy", "nl"])
def test_metadata_is_in_the_modules_language(language: str) -> None:
    root = etree.fromstring(manifest(definition(language=language), CONTENT, WriteOptions()))
    texts = list(root.iter("{*}langstring"))
    stated = {text.get("{http://www.w3.org/XML/1998/namespace}lang") for text in texts}
    # The vocabulary's own words are in no language (IMS Learning Resource Metadata 1.2.1: x-none).
    assert stated - {"x-none"} == {language}
    assert [element.text for element in root.iter("{*}language")] == [language]


def test_text_is_literal_utf8_on_one_line() -> None:
    data = manifest(definition(title="Één\n  school 🙂 & <wijk>"), CONTENT, WriteOptions())
    assert "<title>Één school 🙂 &amp; &lt;wijk&gt;</title>".encode() in data
    assert b"&#" not in data


def test_the_sco_is_the_first_resource_and_lists_its_files() -> None:
    root = etree.fromstring(manifest(definition(), CONTENT, WriteOptions()))
    resources = [element for element in root.iter(etree.Element) if element.get("href")]
    assert (resources[0].get("href"), resources[0].get(f"{ADLCP}scormtype")) == ("index.html", "sco")
    assert [element.get("href") for element in resources[1:]] == list(CONTENT)


@pytest.mark.parametrize(("minutes", "written"), [(5, "PT5M"), (60, "PT1H"), (95, "PT1H35M"), (0, "PT0M")])
def test_duration(minutes: int, written: str) -> None:
    assert duration(minutes) == written
