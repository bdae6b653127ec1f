from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from modulebouwer import resources
from modulebouwer.standards.scorm2004.schemas import manifest_schema
from modulebouwer.standards.scorm2004.settings import Scorm2004
from modulebouwer.standards.scorm2004.vocabulary import ADLCP, CONTROL_DOCUMENTS, Edition
from modulebouwer.standards.scorm2004.writer import manifest
from package_trees import CONTENT, definition

GOLDEN = Path(__file__).parents[3] / "golden" / "scorm2004"
EDITIONS: tuple[Edition, ...] = (3, 4)


@pytest.mark.parametrize("edition", EDITIONS)
def test_manifest_to_the_letter(edition: Edition) -> None:
    module = definition(scorm2004=Scorm2004(edition=edition))
    assert manifest(module, CONTENT).decode() == (GOLDEN / f"edition-{edition}.xml").read_text("utf-8")


@pytest.mark.parametrize("edition", EDITIONS)
def test_manifest_follows_the_official_schemas(edition: Edition) -> None:
    module = definition(keywords=(), scorm2004=Scorm2004(edition=edition))
    manifest_schema(edition).assertValid(etree.fromstring(manifest(module, CONTENT)))


def test_fourth_edition_is_what_a_module_gets() -> None:
    assert manifest(definition(), CONTENT) == manifest(definition(scorm2004=Scorm2004(edition=4)), CONTENT)


def test_third_edition_knows_nothing_of_the_fourth() -> None:
    """The 3rd Edition's schemas are strict: an attribute of the 4th makes the manifest invalid."""
    fourth = etree.fromstring(manifest(definition(), CONTENT))
    assert not manifest_schema(3).validate(fourth)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_namespace_has_its_controlling_document(edition: Edition) -> None:
    """ADL's validator fails a package whose manifest, or metadata that it names, uses a schema that is not there."""
    root = etree.fromstring(manifest(definition(scorm2004=Scorm2004(edition=edition)), CONTENT))
    documents = resources.control_documents(CONTROL_DOCUMENTS[edition])
    schemas = [etree.fromstring(data) for path, data in documents.items() if path.endswith(".xsd")]
    used = {etree.QName(element).namespace for element in root.iter(etree.Element)}
    assert used <= {schema.get("targetNamespace") for schema in schemas}
    assert root.find(f".//{{{ADLCP}}}location") is None


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Een andere titel"},
        {"version": "9.0.0"},
        {"sections": ("slot", "begin")},
        {"language": "en"},
        {"scorm2004": Scorm2004(edition=3)},
    ],
)
def test_identifiers_hang_on_the_module_and_on_nothing_else(change: dict[str, object]) -> None:
    """Moodle deletes every learner's work when the item's identifier changes."""

    def identifiers(**changes: object) -> list[str]:
        return re.findall(r'identifier="([^"]*)"', manifest(definition(**changes), CONTENT).decode())

    assert identifiers(**change) == identifiers()
    assert identifiers(identifier="anders") != identifiers()


def test_text_is_literal_utf8_on_one_line() -> None:
    data = manifest(definition(title="Één\n  school 🙂 & <wijk>"), CONTENT)
    assert "<title>Één school 🙂 &amp; &lt;wijk&gt;</title>".encode() in data
    assert b"&#" not in data


def test_the_sco_is_the_first_resource_and_lists_its_files() -> None:
    root = etree.fromstring(manifest(definition(), CONTENT))
    resources_and_files = [element for element in root.iter(etree.Element) if element.get("href")]
    first = resources_and_files[0]
    assert (first.get("href"), first.get(f"{{{ADLCP}}}scormType")) == ("index.html", "sco")
    assert [element.get("href") for element in resources_and_files[1:]] == list(CONTENT)


@pytest.mark.parametrize("edition", EDITIONS)
def test_control_documents_are_whole(edition: Edition) -> None:
    """Every schema that a control document names by file is one of them: nothing is ever fetched."""
    documents = resources.control_documents(CONTROL_DOCUMENTS[edition])
    named = {
        element.get("schemaLocation")
        for path, data in documents.items()
        if path.endswith(".xsd")
        for element in etree.fromstring(data).iter("{*}import", "{*}include")
    }
    assert named <= set(documents)
