"""What people upload that is no package, or nearly one: what it is called, and what the LMSs do with it.

Of Open edX: the functions ``extract_package`` and ``update_package_fields`` of its XBlock 19.0.5 were run on these.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest

from modulebouwer.findings import message
from modulebouwer.package.archive import archive
from modulebouwer.package.lms_report import lms_report, text
from modulebouwer.package.verify import Examined, examine
from packages import faults, tools

SCHEMAS = {"S12-027", "S24-027"}
Tree = Mapping[str, bytes]


def examined(tree: Tree) -> Examined:
    return examine(io.BytesIO(archive(tree)), "a.zip")


def codes(package: Examined) -> list[str]:
    return sorted(one.code for one in package.findings if one.code not in SCHEMAS)


def verdicts(package: Examined) -> dict[str, str]:
    return {each.lms.id: each.verdict.value for each in lms_report(package)}


def manifest(before: bytes, after: bytes, times: int = -1) -> dict[str, bytes]:
    tree = faults.one_sco()
    assert before in tree["imsmanifest.xml"]
    return {**tree, "imsmanifest.xml": tree["imsmanifest.xml"].replace(before, after, times)}


def with_doctype(declared: bytes, title: bytes) -> dict[str, bytes]:
    tree = manifest(b"<title>Proef", b"<title>" + title)
    doctype = b"<!DOCTYPE manifest [" + declared + b"]><manifest"
    return {**tree, "imsmanifest.xml": tree["imsmanifest.xml"].replace(b"<manifest", doctype, 1)}


def nested(depth: int) -> bytes:
    items = b"".join(b'<item identifier="d%d"><title>t</title>' % number for number in range(depth))
    return items + b"</item>" * (depth + 1)


def other_prefix() -> dict[str, bytes]:
    text = manifest(b"xmlns:adlcp=", b"xmlns:adl=")["imsmanifest.xml"].replace(b"adlcp:", b"adl:")
    return {**faults.one_sco(), "imsmanifest.xml": text}


def flash() -> dict[str, bytes]:
    """What is started is a film; of one that is merely there one is told to see whether it is needed."""
    tree = {path.replace("a.html", "a.swf"): data for path, data in faults.one_sco(None, "b.swf").items()}
    text = tree["imsmanifest.xml"].replace(b"a.html", b"a.swf")
    return {**tree, "imsmanifest.xml": text, "b.swf": b"CWS"}


def packaged(schema: bytes, href: bytes = b' href="a.html"') -> dict[str, bytes]:
    """Content in IMS's packaging, on which SCORM is built, without anything of SCORM."""
    tree = {path: data for path, data in faults.scorm2004().items() if path == "a.html"}
    structure = (
        b'<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"><metadata><schema>'
        + schema
        + b"</schema>"
        b"<schemaversion>1.1</schemaversion></metadata><organizations/><resources>"
        b'<resource identifier="r" type="webcontent"' + href + b'><file href="a.html"/></resource>'
        b"</resources></manifest>"
    )
    return {"imsmanifest.xml": structure, **tree}


def in_utf_16(declared: str = "UTF-16") -> dict[str, bytes]:
    text = f'<?xml version="1.0" encoding="{declared}"?>' + faults.one_sco()["imsmanifest.xml"].decode()
    return {**faults.one_sco(), "imsmanifest.xml": text.encode("utf-16")}


def cartridge(title: str = "") -> dict[str, bytes]:
    structure = (
        '<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"><metadata>'
        "<schema>IMS Common Cartridge</schema><schemaversion>1.1.0</schemaversion></metadata><organizations>"
        f'<organization identifier="o" structure="rooted-hierarchy">{title}<item identifier="i"><title>Een</title>'
        '<item identifier="j" identifierref="r"><title>Een</title></item></item></organization></organizations>'
        '<resources><resource identifier="r" type="webcontent" href="a.html"><file href="a.html"/></resource>'
        "</resources></manifest>"
    )
    return {"imsmanifest.xml": structure.encode(), "a.html": b"<p>a</p>"}


def below(tree: Tree) -> dict[str, bytes]:
    return {f"les/{path}": data for path, data in tree.items()}


def nothing_to_start() -> dict[str, bytes]:
    items = '<item identifier="i1"><title>Deel</title></item>'
    return faults.scorm12(faults.organization(items), "", {})


def prefixed() -> dict[str, bytes]:
    text = faults.one_sco()["imsmanifest.xml"].replace(b"xmlns=", b"xmlns:imscp=")
    for name in (b"manifest", b"metadata", b"schema", b"schemaversion", b"organization", b"resource"):
        text = text.replace(b"<" + name, b"<imscp:" + name).replace(b"</" + name, b"</imscp:" + name)
    text = text.replace(b"imscp:imscp:", b"imscp:")
    for name in (b"title", b"item", b"file"):
        text = text.replace(b"<" + name, b"<imscp:" + name).replace(b"</" + name, b"</imscp:" + name)
    return {**faults.one_sco(), "imsmanifest.xml": text}


def capitals() -> dict[str, bytes]:
    tree = {path.replace("a.html", "index.html"): data for path, data in faults.one_sco().items()}
    return {path.replace("imsmanifest.xml", "IMSMANIFEST.XML"): data for path, data in tree.items()}


OUTSIDE = b'<!ENTITY x SYSTEM "file:///etc/passwd">'
BOMB = b'<!ENTITY a0 "ha">' + b"".join(
    b'<!ENTITY a%d "%s">' % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 10)
)


@pytest.mark.parametrize(
    ("tree", "found", "moodle", "openedx"),
    [
        # Moodle mends a bare & and reads on; Open edX's parser does not.
        (manifest(b"<title>Proef", b"<title>Vraag & antwoord"), ["S12-001"], "accepted", "refused"),
        (manifest(b"<title>Proef", b"<title>Vraag & <b>"), ["S12-001"], "refused", "refused"),
        (manifest(b"</title>", b" & </title>"), ["S12-001"], "accepted", "refused"),
        # Moodle's own reader and Open edX's parser were run on these. Moodle shows the entity itself where its
        # expression for a bare & finds one (a name of one letter), or where one holds another.
        (with_doctype(b"", b"Proef"), ["S12-002"], "accepted", "accepted"),
        (with_doctype(b'<!ENTITY x "y">', b"&x;"), ["S12-002"], "surprises", "accepted"),
        (with_doctype(b'<!ENTITY xxx "y">', b"&xxx;"), ["S12-002"], "accepted", "accepted"),
        (with_doctype(b'<!ENTITY xx "y"><!ENTITY yy "&xx;">', b"&yy;"), ["S12-002"], "surprises", "accepted"),
        (with_doctype(OUTSIDE, b"&x;"), ["S12-002"], "surprises", "refused"),
        (with_doctype(BOMB, b"&a9;"), ["S12-001"], "surprises", "refused"),
        (with_doctype(BOMB.replace(b"a", b"entity"), b"&entity9;"), ["S12-001"], "surprises", "refused"),
        # Moodle's parser knows no namespaces, so it misses no declaration; nor does it mind the depth.
        (manifest(b"xmlns:adlcp=", b"x="), ["S12-001", "S12-028"], "accepted", "refused"),
        (manifest(b"<title>Deel", b"<title q:x='y'>Deel"), ["S12-001", "S12-028"], "accepted", "refused"),
        (manifest(b"</item>", nested(300)), ["S12-001"], "unmeasured", "unmeasured"),
        # To Moodle what is not called a SCO is an asset, and an asset is completed when it is opened.
        (manifest(b'"sco"', b'"asset"'), ["S12-054"], "surprises", "accepted"),
        (manifest(b' adlcp:scormtype="sco"', b""), ["S12-020"], "surprises", "accepted"),
        (other_prefix(), ["S12-006"], "surprises", "accepted"),
        (manifest(b'"r1"', b'"r9"', 1), ["S12-018"], "surprises", "accepted"),
        (in_utf_16(), ["S12-004"], "unmeasured", "accepted"),
        (in_utf_16("UTF-8"), ["S12-004"], "unmeasured", "refused"),
        # Moodle never tells its parser that the text is over.
        (manifest(b"</resources></manifest>", b""), ["S12-001"], "unmeasured", "refused"),
        (cartridge(), ["PKG-035"], "surprises", "refused"),
        (cartridge("<title>Een</title>"), ["PKG-035"], "surprises", "surprises"),
        (capitals(), ["PKG-187"], "refused", "refused"),
        # Open edX reads a manifest in a folder, so what is in the folder is judged.
        (below(faults.one_sco()), ["PKG-011"], "refused", "accepted"),
        (below(faults.several_scos()), ["PKG-011", "S12-046"], "refused", "surprises"),
        ({"site/imsmanifest.xml": b"<manifest/>", "index.html": b"<p>"}, ["PKG-011", "PKG-013"], "refused", "refused"),
        # It starts the first resource, or an index.html anywhere; without both there is an error.
        (manifest(b' href="a.html">', b">"), ["S12-021"], "unmeasured", "refused"),
        (
            {**manifest(b' href="a.html">', b">"), "x/index.html": b"<p>"},
            ["S12-021", "S12-026"],
            "unmeasured",
            "surprises",
        ),
        (nothing_to_start(), ["S12-017", "S12-051"], "unmeasured", "refused"),
        ({**nothing_to_start(), "index.html": b"<p>"}, ["S12-017", "S12-026", "S12-051"], "unmeasured", "surprises"),
        (prefixed(), ["S12-003"], "surprises", "refused"),
        ({**prefixed(), "index.html": b"<p>"}, ["S12-003"], "surprises", "surprises"),
        ({"index.html": faults.page()}, [], "refused", "refused"),
        ({"h5p.json": b"{}", "content/content.json": b"{}"}, ["PKG-035"], "refused", "refused"),
        ({"moodle_backup.xml": b"<moodle_backup/>", "files.xml": b"<files/>"}, ["PKG-035"], "refused", "refused"),
        (flash(), ["PKG-042", "PKG-045"], "surprises", "surprises"),
        ({"META-INF/container.xml": b"<container/>", "mimetype": b"x"}, ["PKG-039"], "refused", "refused"),
        ({"[Content_Types].xml": b"<Types/>"}, ["PKG-039"], "refused", "refused"),
        ({"een.zip": b"PK", "twee.zip": b"PK"}, ["PKG-040"], "refused", "refused"),
        (packaged(b"QTIv2.1 Package"), ["PKG-035"], "surprises", "surprises"),
        (packaged(b"IMS Content", b""), ["PKG-035"], "surprises", "refused"),
        (packaged(b"IMS Content"), ["PKG-035"], "surprises", "surprises"),
        # Moodle's form lets a package in by its .cst, whatever lies beside it.
        ({**faults.cmi5(), **faults.aicc()}, ["PKG-030"], "accepted", "refused"),
        ({**tools.tincan("a.html"), **faults.aicc()}, ["PKG-030"], "accepted", "refused"),
        ({**faults.cmi5(), **faults.aicc(without="les.cst")}, ["PKG-180"], "refused", "refused"),
        (
            {**tools.cmi5(["a.html"]), **tools.tincan("a.html"), **faults.one_sco()},
            [],
            "accepted",
            "accepted",
        ),
        (
            {path.replace("a.html", "A.html"): data for path, data in faults.one_sco().items()},
            ["S12-024"],
            "surprises",
            "surprises",
        ),
    ],
)  # fmt: skip
def test_judged(tree: Tree, found: list[str], moodle: str, openedx: str) -> None:
    package = examined(tree)
    assert codes(package) == found
    assert (verdicts(package)["moodle"], verdicts(package)["openedx"]) == (moodle, openedx)


def test_no_package_that_was_not_read_to_its_end_is_called_accepted_for_its_first_line() -> None:
    """A manifest in a namespace of nobody's is judged on, as Moodle does that looks at names alone."""
    tree = manifest(
        b'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"', b'xmlns="https://school.example/x"'
    )
    assert codes(examined(tree)) == ["S12-003"]
    assert verdicts(examined(tree))["moodle"] == "accepted"
    del tree["a.html"]
    assert codes(examined(tree)) == ["S12-003", "S12-047"]
    assert verdicts(examined(tree))["moodle"] == "surprises"


def test_a_small_rest_of_an_operating_system_is_told_once() -> None:
    rests = {".DS_Store": b"x", "__MACOSX/._a.html": b"x", "media/Thumbs.db": b"x"}
    assert codes(examined({**faults.one_sco(), **rests})) == ["PKG-026"] * 3


def test_a_start_file_in_other_capitals_is_told_once() -> None:
    """``href`` names one way, ``file`` another, and the file is called a third: one cause, told where it stands."""
    tree = faults.one_sco()
    listed = tree["imsmanifest.xml"].replace(b'<file href="a.html"', b'<file href="A.HTML"')
    found = codes(examined({"imsmanifest.xml": listed, "A.html": tree["a.html"]}))
    assert found == ["S12-024", "S12-024"]


def test_files_of_one_name_matter_to_who_looks_by_name() -> None:
    """Open edX does, for SCORM; nobody was seen to for cmi5 and xAPI."""
    twice = ["een/x.js", "twee/x.js"]
    assert codes(examined(tools.cmi5(["index.html"], more=twice))) == []
    assert codes(examined(tools.tincan("index.html", more=twice))) == []
    assert codes(examined(tools.scorm(also=twice))) == ["PKG-018", "PKG-018"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nobody_is_sent_to_modulebouwer_with_a_strangers_package(language: str) -> None:
    for tree in (cartridge(), {"h5p.json": b"{}"}, {"notes.txt": b"x"}, faults.one_sco()):
        for finding in examined(tree).findings:
            assert "modulebouwer" not in " ".join(message(finding, language))


def test_entities_without_end_are_called_so() -> None:
    (finding,) = (one for one in examined(with_doctype(BOMB, b"&a9;")).findings if one.code not in SCHEMAS)
    assert "vermenigvuldigen zich zonder einde" in message(finding, "nl")[0]
    assert "nested" not in message(finding, "en")[0].partition("(‘")[0]


def test_a_manifest_that_leans_on_a_file_outside_is_refused_by_open_edx_in_words() -> None:
    told = text(examined(with_doctype(OUTSIDE, b"&x;")), "en", "openedx")
    assert "Open edX (SCORM XBlock 19): refused" in told
    assert "accepted" not in told


def test_what_comes_after_a_mended_ampersand_is_judged_too() -> None:
    tree = manifest(b"<title>Proef", b"<title>A & B")
    del tree["a.html"]
    assert codes(examined(tree)) == ["S12-001", "S12-047"]
    assert verdicts(examined(tree))["moodle"] == "surprises"


def test_a_refusal_that_two_standards_share_is_told_once() -> None:
    told = text(examined({**faults.cmi5(), **tools.tincan("index.html")}), "nl")
    assert told.count("Moodle speelt dit alleen met een plug-in.") == 1
    assert told.count("Could not find 'imsmanifest.xml'") == 1


def test_a_long_title_is_one_fault_also_where_a_line_holds_the_whole_manifest() -> None:
    """The schema says the same of it in its own words, as of an identifier that is missing."""
    tree = manifest(b"<title>Proef", b"<title>" + b"x" * 256)
    assert tree["imsmanifest.xml"].count(b"\n") == 0
    assert codes(examined(tree)) == ["S12-015"]
    assert codes(examined(manifest(b'<item identifier="i1"', b"<item"))) == ["S12-009"]


def test_what_was_not_opened_is_judged_of_no_lms() -> None:
    outside = examine(io.BytesIO(archive({"x": b""}).replace(b"x", b"\\")), "a.zip")
    assert [one.code for one in outside.findings] == ["PKG-002"]
    assert "niets te zeggen" in text(outside, "nl")
    assert "Moodle" not in text(outside, "nl")


@pytest.mark.parametrize(
    ("script", "leaves"),
    [
        ("top.location='https://x.example/'", True),
        ("window.top.location.href = back", True),
        ("top.location.replace('/')", True),
        ("if(top.location==self.location)start()", False),
        ("var here=top.location.href", False),
        ("stop.location='x'", False),
    ],
)
def test_what_leads_out_of_the_frame_is_told(script: str, leaves: bool) -> None:
    told = codes(examined(faults.one_sco(faults.page(script=script + ";" + faults.SAVING))))
    assert told == (["PKG-043"] if leaves else [])


def test_a_link_out_of_the_frame_is_told_with_its_line() -> None:
    package = examined(
        faults.one_sco(faults.page(body="\n<a target='_top' href='/'>weg</a>\n<a target=_top>"))
    )
    (finding,) = (one for one in package.findings if one.code == "PKG-043")
    assert (finding.location.path, finding.location.line) == ("a.zip/a.html", 2)


@pytest.mark.parametrize(
    ("tree", "lms", "verdict"),
    [
        # What one standard's rules say is nothing to who reads the other's file.
        ({**tools.cmi5(["b.html"]), **faults.one_sco()}, "catapult", "accepted"),
        ({**tools.cmi5(["weg.html?endpoint=x"]), **faults.one_sco()}, "moodle", "accepted"),
        ({**faults.one_sco(), "tincan.xml": b"<tincan"}, "moodle", "accepted"),
    ],
)
def test_two_control_files(tree: Tree, lms: str, verdict: str) -> None:
    tree = {path: data for path, data in tree.items() if path != "weg.html"}
    (told,) = lms_report(examined(tree), lms)
    assert told.verdict.value == verdict
    assert not [code for code in told.unmeasured if code.startswith(("TIN-", "CM5-"))]
    assert lms != "catapult" or not [code for code in told.unmeasured if code.startswith("S12-")]
