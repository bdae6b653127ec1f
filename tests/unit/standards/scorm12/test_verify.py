"""A fixture per rule, in the order of the rules: a good manifest with one thing changed, and its one finding."""

from __future__ import annotations

import re

import pytest

from modulebouwer.findings import Severity, message, severity
from modulebouwer.standards.scorm12.verify import verify
from package_trees import definition, scorm12

Found = list[tuple[str, int]]


def found(tree: dict[str, bytes]) -> Found:
    return [(finding.code, finding.location.line) for finding in verify(tree)]


def changed(before: str, after: str) -> tuple[dict[str, bytes], int]:
    """The good package with ``before`` replaced in its manifest, and the line where it stood."""
    tree = dict(scorm12())
    text = tree["imsmanifest.xml"].decode()
    assert text.count(before) >= 1, f"the manifest has no {before}"
    tree["imsmanifest.xml"] = text.replace(before, after, 1).encode()
    return tree, text[: text.index(before)].count("\n") + 1


def test_nothing_in_what_we_write() -> None:
    assert found(dict(scorm12())) == []
    assert found(dict(scorm12(definition(keywords=(), title="x" * 200)))) == []


def test_not_well_formed() -> None:
    tree, line = changed("</metadata>", "</meta>")
    assert found(tree) == [("S12-001", line)]


def test_doctype_is_not_opened() -> None:
    tree, _ = changed("<manifest", '<!DOCTYPE manifest [<!ENTITY a "aaaa">]>\n<manifest')
    assert found(tree) == [("S12-002", 3)]
    tree, _ = changed("<manifest", '<!DOCTYPE manifest SYSTEM "http://127.0.0.1:9/a.dtd">\n<manifest')
    assert found(tree) == [("S12-002", 3)]


def test_packaging_elements_want_no_prefix() -> None:
    tree = dict(scorm12())
    text = tree["imsmanifest.xml"].decode().replace('xmlns="', 'xmlns:imscp="')
    tree["imsmanifest.xml"] = re.sub(r"<(/?)([a-z]+)(?=[\s>/])", r"<\1imscp:\2", text).encode()
    assert found(tree) == [("S12-003", 2)]


def test_encoding() -> None:
    tree = dict(scorm12())
    text = tree["imsmanifest.xml"].decode().replace("UTF-8", "ISO-8859-1")
    tree["imsmanifest.xml"] = text.encode("latin-1")
    assert found(tree) == [("S12-004", 2)]


def test_numeric_entity() -> None:
    tree, line = changed("<title>Eén", "<title>E&#233;n")
    assert found(tree) == [("S12-005", line)]


def test_prefix_by_its_letters() -> None:
    tree = dict(scorm12())
    text = tree["imsmanifest.xml"].decode().replace("xmlns:adlcp", "xmlns:adl")
    tree["imsmanifest.xml"] = text.replace("adlcp:scormtype", "adl:scormtype").encode()
    assert found(tree) == [("S12-006", 2)]


@pytest.mark.parametrize("element", ["<schema>ADL SCORM</schema>", "<schemaversion>1.2</schemaversion>"])
def test_version_missing(element: str) -> None:
    tree, _ = changed(element, "")
    assert found(tree) == [("S12-007", 3)]


@pytest.mark.parametrize("text", ["1.3", " 1.2", "SCORM 1.2", ""])
def test_version_otherwise(text: str) -> None:
    tree, line = changed(">1.2<", f">{text}<")
    assert found(tree) == [("S12-008", line)]


@pytest.mark.parametrize("identifier", ["1-item", "ITEM x", "ITEM:x", "ITEM/x", "ÍTEM", "", "a" * 256])
def test_identifier_otherwise(identifier: str) -> None:
    tree, line = changed('item identifier="ITEM-samen-leren"', f'item identifier="{identifier}"')
    assert found(tree) == [("S12-009", line)]


def test_identifier_twice() -> None:
    tree, line = changed('identifier="ITEM-samen-leren"', 'identifier="MB-samen-leren"')
    assert found(tree) == [("S12-010", line)]


def test_no_organization() -> None:
    tree = dict(scorm12())
    text = tree["imsmanifest.xml"].decode()
    start, end = text.index("<organization identifier"), text.index("</organizations>")
    tree["imsmanifest.xml"] = (text[:start] + text[end:]).replace(' default="ORG-samen-leren"', "").encode()
    assert found(tree) == [("S12-011", text[:start].count("\n"))]


def test_no_default_organization() -> None:
    tree, line = changed(' default="ORG-samen-leren"', "")
    assert found(tree) == [("S12-012", line)]


def test_default_organization_is_not_there() -> None:
    tree, line = changed('default="ORG-samen-leren"', 'default="ORG-anders"')
    assert found(tree) == [("S12-013", line)]


@pytest.mark.parametrize("title", ["<title/>", "<title>  </title>", ""])
def test_no_title(title: str) -> None:
    tree, line = changed("<title>Eén &amp; ander</title>", title)
    assert found(tree) == [("S12-014", line - 1)]


def test_title_too_long() -> None:
    tree, line = changed("<title>Eén &amp; ander</title>", f"<title>{'x' * 201}</title>")
    assert found(tree) == [("S12-015", line)]


def without_item() -> tuple[dict[str, bytes], int]:
    text = scorm12()["imsmanifest.xml"].decode()
    item = text[text.index("<item") : text.index("</item>") + len("</item>")]
    return changed(item, "")


def test_no_item() -> None:
    tree, line = without_item()
    assert found(tree) == [("S12-016", line - 2)]


def test_item_that_starts_nothing() -> None:
    tree, line = changed(' identifierref="RES-samen-leren"', "")
    assert found(tree) == [("S12-017", line)]


def test_item_that_starts_what_is_not_there() -> None:
    tree, line = changed('identifierref="RES-samen-leren"', 'identifierref="RES-anders"')
    assert found(tree) == [("S12-018", line)]


def test_another_resource_before_the_one_that_starts() -> None:
    attributes = 'identifier="R2" type="webcontent" adlcp:scormtype="asset" href="media/kaart.svg"'
    other = f'<resource {attributes}><file href="media/kaart.svg"/></resource>'
    tree, line = changed("<resource ", f"{other}\n<resource ")
    assert found(tree) == [("S12-019", line)]


@pytest.mark.parametrize("attribute", ["", ' adlcp:scormType="sco"', ' adlcp:scormtype="SCO"'])
def test_no_scorm_type(attribute: str) -> None:
    tree, line = changed(' adlcp:scormtype="sco"', attribute)
    assert found(tree) == [("S12-020", line)]


def test_nothing_to_start() -> None:
    tree, line = changed(' href="index.html"', "")
    assert found(tree) == [("S12-021", line)]


def test_start_file_not_in_its_own_list() -> None:
    tree, line = changed('<file href="index.html"/>', '<file href="./index.html"/>')
    codes = dict(found(tree))
    assert codes["S12-022"] == line - 1


@pytest.mark.parametrize("href", ["https://example.org/a.html", "//example.org/a.html", "http://[x"])
def test_outside_the_package(href: str) -> None:
    tree, line = changed(
        '<file href="media/kaart.svg"/>', f'<file href="media/kaart.svg"/><file href="{href}"/>'
    )
    assert found(tree) == [("S12-023", line)]


def test_other_capitals() -> None:
    tree, line = changed('<file href="media/kaart.svg"/>', '<file href="Media/Kaart.svg"/>')
    assert found(tree) == [("S12-024", line)]


def test_not_in_the_package() -> None:
    tree, line = changed(
        '<file href="media/kaart.svg"/>', '<file href="media/kaart.svg"/><file href="weg.svg"/>'
    )
    assert found(tree) == [("S12-025", line)]


def test_not_in_the_manifest() -> None:
    tree = {**scorm12(), "media/los.svg": b"<svg/>"}
    assert [(f.code, f.location.path) for f in verify(tree)] == [("S12-026", "media/los.svg")]


def test_without_control_documents() -> None:
    assert found(dict(scorm12(control_documents=False))) == [("S12-027", 2)]
    assert severity("S12-027") is Severity.ADVICE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<metadata>", '<metadata lang="nl">'),
        ('isvisible="true"', 'isvisible="maybe"'),
        ('version="1.2.3"', 'version="1.2.3-with-much-too-long-a-tail"'),
        ("<imsmd:lifecycle>", "<imsmd:lifecycle><imsmd:sort/>"),
    ],
)
def test_schema(before: str, after: str) -> None:
    tree, line = changed(before, after)
    codes = found(tree)
    assert {code for code, _ in codes} == {"S12-028"}
    assert codes[0][1] in (line, line + 1)


def test_external_items_are_read_with_their_base() -> None:
    tree, _ = changed('<file href="media/kaart.svg"/>', '<file href="media/kaart%2Esvg?a=1#b"/>')
    assert found(tree) == []
    tree, _ = changed("<resources>", '<resources xml:base="media/">')
    assert {code for code, _ in found(tree)} == {"S12-025", "S12-026", "S12-047", "S12-049"}


def with_script(script: bytes) -> dict[str, bytes]:
    return {**scorm12(), "index.html": b"<!doctype html><script>" + script + b"</script>"}


def test_scripts_that_look_for_another_api() -> None:
    assert found(with_script(b"window.parent.API_1484_11")) == [("S12-040", 2)]
    assert found(with_script(b"w.API_1484_11||w.API;'lesson_status'")) == []


def test_scripts_that_name_no_status() -> None:
    assert found(with_script(b"API.LMSInitialize('')")) == [("S12-043", 2)]
    assert found(with_script(b"API.LMSInitialize('');'cmi.core.lesson_status'")) == []


def test_mastery_score() -> None:
    tree, line = changed("</item>", "<adlcp:masteryscore>70</adlcp:masteryscore></item>")
    assert found(tree) == [("S12-041", line)]
    tree, _ = changed("</item>", "<adlcp:masteryscore/></item>")
    assert [code for code, _ in found(tree)] == []


def test_a_file_with_metadata_belongs_to_the_manifest() -> None:
    tree, _ = changed("</schemaversion>", "</schemaversion><adlcp:location>lom.xml</adlcp:location>")
    text = tree["imsmanifest.xml"].decode()
    start, end = text.index("<imsmd:lom"), text.index("</imsmd:lom>") + len("</imsmd:lom>")
    tree |= {"imsmanifest.xml": (text[:start] + text[end:]).encode(), "lom.xml": b"<lom/>"}
    assert found(tree) == []


def test_every_finding_has_words() -> None:
    tree, _ = changed(">1.2<", ">1.3<")
    (finding,) = verify(tree)
    assert "1.3" in message(finding, "nl")[0]
    assert "1.3" in message(finding, "en")[0]


@pytest.mark.parametrize(
    ("title", "way"),
    [
        ("<![CDATA[Vraag & antwoord]]>", "code"),
        ("Eén &amp; één", "space"),
        ("Vraag &amp; &lt;antwoord&gt;", "space"),
        ("Vraag &amp; antwoord", ""),
        ("<![CDATA[Vraag]]> &amp; antwoord", ""),
    ],
)
def test_a_title_that_moodle_shows_otherwise(title: str, way: str) -> None:
    tree, _ = changed("<title>Eén &amp; ander</title>", f"<title>{title}</title>")
    told = [(one.code, one.values["way"]) for one in verify(tree) if one.code == "S12-053"]
    assert told == ([("S12-053", way)] if way else [])
