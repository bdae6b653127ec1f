"""A fixture per rule, in the order of the codes: a good package with one thing changed, and its one finding."""

from __future__ import annotations

import re

import pytest

from modulebouwer.findings import Severity, message, severity
from modulebouwer.standards.scorm2004.settings import Scorm2004
from modulebouwer.standards.scorm2004.verify import verify
from package_trees import LOM_SCHEMA, definition, scorm2004, scorm2004_with_metadata

Found = list[tuple[str, int]]
ITEM = 'item identifier="ITEM-samen-leren" identifierref="RES-samen-leren"'
OTHER_RESOURCE = (
    '<resource identifier="R2" type="webcontent" adlcp:scormType="asset" href="media/kaart.svg">'
    '<file href="media/kaart.svg"/></resource>'
)


def found(tree: dict[str, bytes]) -> Found:
    return [(finding.code, finding.location.line) for finding in verify(tree)]


def changed(before: str, after: str, file: str = "imsmanifest.xml") -> tuple[dict[str, bytes], int]:
    """The good package with ``before`` replaced in one of its files, and the line where it stood."""
    tree = dict(scorm2004())
    text = tree[file].decode()
    assert before in text, f"{file} has no {before}"
    tree[file] = text.replace(before, after, 1).encode()
    return tree, text[: text.index(before)].count("\n") + 1


def with_metadata(before: str, after: str, file: str = "metadata.xml") -> dict[str, bytes]:
    """A package with a record of metadata, with ``before`` replaced in one of its files."""
    tree = dict(scorm2004_with_metadata())
    text = tree[file].decode()
    assert before in text, f"{file} has no {before}"
    tree[file] = text.replace(before, after, 1).encode()
    return tree


def without(start: str, end: str) -> str:
    """The text of the good manifest from ``start`` to ``end``, both included."""
    text = scorm2004()["imsmanifest.xml"].decode()
    return text[text.index(start) : text.index(end) + len(end)]


@pytest.mark.parametrize("edition", [3, 4])
def test_nothing_in_what_we_write(edition: int) -> None:
    module = definition(
        scorm2004=Scorm2004.model_validate({"edition": edition}), keywords=(), title="x" * 200
    )
    assert found(dict(scorm2004(module))) == []


def test_nothing_in_what_the_2nd_edition_wrote() -> None:
    tree = dict(scorm2004(definition(scorm2004=Scorm2004(edition=3))))
    tree["imsmanifest.xml"] = tree["imsmanifest.xml"].replace(b"2004 3rd Edition", b"CAM 1.3")
    assert found(tree) == []


def test_nothing_in_metadata_in_a_file() -> None:
    assert found(dict(scorm2004_with_metadata())) == []


def with_inline_metadata() -> dict[str, bytes]:
    record = '<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><general><language>nl</language></general></lom>'
    tree, _ = changed("</schemaversion>", f"</schemaversion>\n{record}")
    tree["imsmanifest.xml"] = tree["imsmanifest.xml"].replace(
        b'schemaLocation="', b'schemaLocation="http://ltsc.ieee.org/xsd/LOM lom.xsd '
    )
    return tree


def test_nothing_in_metadata_inside_the_manifest() -> None:
    assert found(with_inline_metadata() | {"lom.xsd": LOM_SCHEMA.encode()}) == []


# Code, what is replaced, by what, and how many lines before the change the finding stands.
RULES = [
    ("001", "</metadata>", "</meta>", 0),
    ("005", "<title>Eén", "<title>E&#233;n", 0),
    ("008", ">ADL SCORM<", ">SCORM<", 0),
    ("008", ">2004 4th Edition<", ">2004 4th edition<", 0),
    ("008", ">2004 4th Edition<", ">1.2<", 0),
    ("009", 'item identifier="ITEM-samen-leren"', 'item identifier="ITEM samen"', 0),
    ("010", 'item identifier="ITEM-samen-leren"', 'item identifier="MB-samen-leren"', 0),
    ("012", ' default="ORG-samen-leren"', "", 0),
    ("013", 'default="ORG-samen-leren"', 'default="ORG-anders"', 0),
    ("014", "<title>Eén &amp; ander</title>", "<title/>", 1),
    ("015", "<title>Eén &amp; ander</title>", f"<title>{'x' * 201}</title>", 0),
    ("017", ' identifierref="RES-samen-leren"', "", 0),
    ("018", 'identifierref="RES-samen-leren"', 'identifierref="RES-anders"', 0),
    ("019", "<resource ", f"{OTHER_RESOURCE}\n<resource ", 0),
    ("020", ' adlcp:scormType="sco"', "", 0),
    ("020", ' adlcp:scormType="sco"', ' adlcp:scormtype="sco"', 0),
    ("021", ' href="index.html"', "", 0),
    ("023", "<file ", '<file href="https://example.org/a.js"/><file ', 0),
    ("025", "<file ", '<file href="weg.svg"/><file ', 0),
    ("030", ITEM, f'{ITEM} parameters="?a=b c"', 0),
    ("030", ITEM, f'{ITEM} parameters="/weg"', 0),
    ("031", "<metadata>", '<metadata xml:base="media">', 0),
    ("031", "<metadata>", '<metadata xml:base="/media/">', 0),
    ("031", "<metadata>", '<metadata xml:base="https://example.org/">', 0),
    ("035", "</schemaversion>", "</schemaversion><adlcp:location>meta.xml</adlcp:location>", 0),
]


@pytest.mark.parametrize(("number", "before", "after", "lines"), RULES)
def test_rule(number: str, before: str, after: str, lines: int) -> None:
    tree, line = changed(before, after)
    assert found(tree) == [(f"S24-{number}", line - lines)]


def test_doctype_is_not_opened() -> None:
    tree, _ = changed("<manifest", '<!DOCTYPE manifest [<!ENTITY a "aaaa">]>\n<manifest')
    assert found(tree) == [("S24-002", 3)]


def test_packaging_elements_want_no_prefix() -> None:
    tree = dict(scorm2004())
    text = tree["imsmanifest.xml"].decode().replace('xmlns="', 'xmlns:imscp="')
    tree["imsmanifest.xml"] = re.sub(r"<(/?)([a-z]+)(?=[\s>/])", r"<\1imscp:\2", text).encode()
    assert found(tree) == [("S24-003", 2)]


def test_encoding() -> None:
    tree = dict(scorm2004())
    text = tree["imsmanifest.xml"].decode().replace("UTF-8", "ISO-8859-1")
    tree["imsmanifest.xml"] = text.encode("latin-1")
    assert found(tree) == [("S24-004", 2)]


@pytest.mark.parametrize("prefix", ["adlcp", "adlnav", "adlseq", "imsss"])
def test_prefix_by_its_letters(prefix: str) -> None:
    tree = dict(scorm2004())
    text = tree["imsmanifest.xml"].decode()
    tree["imsmanifest.xml"] = re.sub(rf"\b{prefix}(?=[:=])", "other", text).encode()
    assert found(tree) == [("S24-006", 2)]


@pytest.mark.parametrize(
    "element", ["<schema>ADL SCORM</schema>", "<schemaversion>2004 4th Edition</schemaversion>"]
)
def test_version_missing(element: str) -> None:
    tree, _ = changed(element, "")
    assert found(tree) == [("S24-007", 3)]


def test_no_organization() -> None:
    tree, line = changed(without("<organization identifier", "</organization>"), "")
    tree["imsmanifest.xml"] = tree["imsmanifest.xml"].replace(b' default="ORG-samen-leren"', b"")
    assert found(tree) == [("S24-011", line - 1)]


def test_no_item() -> None:
    text = without("<item", "</organization>").removesuffix("</organization>")
    tree, line = changed(text, "")
    assert found(tree) == [("S24-016", line - 2)]


def test_start_file_not_in_its_own_list() -> None:
    tree, line = changed('<file href="index.html"/>', '<file href="index.html?a=b"/>')
    assert found(tree) == [("S24-022", line - 1)]


def test_other_capitals() -> None:
    tree, line = changed('<file href="media/kaart.svg"/>', '<file href="Media/Kaart.svg"/>')
    assert found(tree) == [("S24-024", line)]


def test_not_in_the_manifest() -> None:
    tree = {**scorm2004(), "media/los.svg": b"<svg/>"}
    assert [(f.code, f.location.path) for f in verify(tree)] == [("S24-026", "media/los.svg")]


def test_without_control_documents() -> None:
    assert found(dict(scorm2004(control_documents=False))) == [("S24-027", 2)]
    assert severity("S24-027") is Severity.ADVICE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<metadata>", '<metadata lang="nl">'),
        (">continue<", ">forward<"),
        ('flow="true"', 'flow="perhaps"'),
        ("<imsss:controlMode", "<imsss:unknownMode"),
        ("</resources>", "</resources><resources/>"),
    ],
)
def test_schema(before: str, after: str) -> None:
    tree, line = changed(before, after)
    assert found(tree) == [("S24-028", line)]


def test_item_with_parts_that_starts_something() -> None:
    inner = without("<item", "</item>").replace("ITEM-samen-leren", "ITEM-2")
    tree, line = changed("</adlnav:presentation>", f"</adlnav:presentation>{inner}")
    codes = found(tree)
    assert codes[0] == ("S24-029", line - 7)
    assert {code for code, _ in codes} == {"S24-029", "S24-028", "S24-046"}


def test_namespace_without_its_schema() -> None:
    tree, _ = changed(" http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd", "")
    (finding,) = verify(tree)
    assert (finding.code, finding.values["namespace"]) == ("S24-032", "http://www.imsglobal.org/xsd/imsss")


def test_completion_threshold() -> None:
    threshold = '<adlcp:completionThreshold completedByMeasure="false"/>'
    tree, line = changed("<adlnav:presentation>", f"{threshold}<adlnav:presentation>")
    assert found(tree) == [("S24-033", line)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (' completionSetByContent="true"', ""),
        ('objectiveSetByContent="true"', 'objectiveSetByContent="false"'),
    ],
)
def test_lms_that_may_complete_by_itself(before: str, after: str) -> None:
    tree, line = changed(before, after)
    assert found(tree) == [("S24-034", line - 9)]


def test_metadata_that_is_not_xml() -> None:
    tree = with_metadata("</lom>", "</lo>")
    ((code, _),) = found(tree)
    assert code == "S24-036"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<keyword>", "<trefwoord/><keyword>"),
        ("<lifeCycle>", "<lifeCycle><version/>"),
        (">PT1H35M<", ">1:35<"),
        (">PT1H35M<", ">PT<"),
        ('language="nl"', 'language="n l"'),
        ('language="nl"', 'taal="nl"'),
        ("<general>", "<general>tekst"),
        ("</lom>", "<general/></lom>"),
        ("<format>text/html</format>", "<format><b/></format>"),
        ("<technical>", "<technical><size>12 kB</size>"),
        ("<technical>", '<technical><own xmlns="urn:own"/>'),
        ("<lom xmlns=", "<record xmlns="),
    ],
)
def test_metadata_that_is_not_lom(before: str, after: str) -> None:
    tree = with_metadata(before, after)
    if after.startswith("<record"):
        tree["metadata.xml"] = tree["metadata.xml"].replace(b"</lom>", b"</record>")
    ((code, _),) = found(tree)
    assert code == "S24-037"


def test_every_kind_of_metadata_element_is_known() -> None:
    """A record with all parts of IEEE 1484.12.1 in any order."""
    full = """<classification><purpose><value>discipline</value><source>LOMv1.0</source></purpose>
      <taxonPath><taxon><entry><string>a</string></entry><id>1</id></taxon></taxonPath></classification>
    <annotation><date><dateTime>2026-01-02T10:00:00.5Z</dateTime></date></annotation>
    <relation><resource><identifier><catalog>URI</catalog></identifier></resource></relation>
    <rights><cost><source>LOMv1.0</source><value>no</value></cost></rights>
    <educational><typicalAgeRange><string>18-</string></typicalAgeRange></educational>
    <technical><requirement><orComposite><name><source>LOMv1.0</source></name></orComposite></requirement>
      <duration><duration>P1Y2M3DT4H5M6.7S</duration></duration></technical>
    <lifeCycle><contribute><entity>BEGIN:VCARD</entity><date><dateTime>2026</dateTime></date></contribute></lifeCycle>
    <general><coverage><string language="">x</string></coverage></general>"""
    tree = dict(scorm2004_with_metadata())
    tree["metadata.xml"] = f'<lom xmlns="http://ltsc.ieee.org/xsd/LOM">{full}</lom>'.encode()
    assert found(tree) == []


LOM_NAMESPACE = "http://ltsc.ieee.org/xsd/LOM"


def controlling(tree: dict[str, bytes]) -> list[tuple[str, str, int, object]]:
    return [(f.code, f.location.path, f.location.line, f.values["namespace"]) for f in verify(tree)]


def test_metadata_file_without_its_controlling_document() -> None:
    tree = dict(scorm2004_with_metadata())
    del tree["lom.xsd"]
    assert controlling(tree) == [("S24-044", "metadata.xml", 2, LOM_NAMESPACE)]
    assert severity("S24-044") is Severity.ADVICE


def test_metadata_inside_the_manifest_without_its_controlling_document() -> None:
    """That ``schemaLocation`` names the schema does not bring it."""
    tree = with_inline_metadata()
    line = tree["imsmanifest.xml"].decode().split("<lom ")[0].count("\n") + 1
    assert controlling(tree) == [("S24-044", "imsmanifest.xml", line, LOM_NAMESPACE)]


@pytest.mark.parametrize(
    "other", [LOM_SCHEMA.replace("LOM", "other"), LOM_SCHEMA.replace("/>", ""), "<a/>", ""]
)
def test_schema_of_something_else_controls_nothing(other: str) -> None:
    tree = with_metadata(LOM_SCHEMA, other, "lom.xsd")
    assert controlling(tree) == [("S24-044", "metadata.xml", 2, LOM_NAMESPACE)]


def test_many_records_are_one_finding_at_the_first() -> None:
    tree = with_inline_metadata()
    tree["metadata.xml"] = scorm2004_with_metadata()["metadata.xml"]
    tree["imsmanifest.xml"] = tree["imsmanifest.xml"].replace(
        b'<file href="index.html"/>',
        b'<file href="index.html"><metadata><adlcp:location>metadata.xml</adlcp:location></metadata></file>',
    )
    assert [finding[1] for finding in controlling(tree)] == ["imsmanifest.xml"]


def test_metadata_of_another_vocabulary_without_its_controlling_document() -> None:
    """A record need not be LOM; that it is not is told apart."""
    tree = with_metadata('xmlns="http://ltsc.ieee.org/xsd/LOM"', 'xmlns="urn:other"')
    assert {code for code, _ in found(tree)} == {"S24-037", "S24-044"}


def with_script(script: bytes) -> dict[str, bytes]:
    return {**scorm2004(), "index.html": b"<!doctype html><script>" + script + b"</script>"}


def test_scripts_that_look_for_another_api() -> None:
    assert found(with_script(b"API.LMSInitialize('')")) == [("S24-040", 2)]
    assert found(with_script(b"w.API_1484_11||w.API;'cmi.completion_status'")) == []


def test_scripts_that_name_no_status() -> None:
    assert found(with_script(b"w.API_1484_11")) == [("S24-043", 2)]
    assert found(with_script(b"w.API_1484_11;'cmi.progress_measure'")) == []


def test_mastery_score() -> None:
    controls = without("<imsss:deliveryControls", "/>")
    objectives = (
        '<imsss:objectives><imsss:primaryObjective objectiveID="o" satisfiedByMeasure="true">'
        "<imsss:minNormalizedMeasure>0.8</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>"
    )
    tree, line = changed(controls, objectives + controls)
    assert ("S24-041", line) in found(tree)
    assert {code for code, _ in found(tree)} == {"S24-041"}


def test_every_finding_has_words() -> None:
    tree, _ = changed(">2004 4th Edition<", ">1.4<")
    (finding,) = verify(tree)
    assert "1.4" in message(finding, "nl")[0]
    assert "2004 4th Edition" in message(finding, "en")[0]
