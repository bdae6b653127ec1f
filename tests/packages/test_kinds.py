"""Kinds of packages that strangers brought, and their siblings: what is found, and what is known of LMSs.

What an LMS does is measured or read in its source; where it is not, the verdict is ``unmeasured``.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pytest

from modulebouwer.findings import message
from modulebouwer.package.archive import archive
from modulebouwer.package.lms_report import LmsVerdict, lms_report
from modulebouwer.package.verify import Examined, examine, examine_file
from packages import faults, tools
from packages.styles import HEAD_2004

SCHEMAS = {"S12-027", "S24-027"}
Tree = Mapping[str, bytes]


def examined(tree: Tree, name: str = "a.zip") -> Examined:
    return examine(io.BytesIO(archive(tree)), name)


def codes(package: Examined) -> list[str]:
    return sorted(one.code for one in package.findings if one.code not in SCHEMAS)


def judged(package: Examined, lms: str) -> LmsVerdict:
    (verdict,) = lms_report(package, lms)
    return verdict


def verdict(package: Examined, lms: str) -> str:
    return judged(package, lms).verdict.value


def seen(package: Examined, lms: str) -> str:
    told = judged(package, lms)
    return " ".join([*(one.seen["en"] for one in told.whole), *(one.seen("en") for one in told.effects)])


def manifest(tree: Tree, *changes: tuple[str, str]) -> dict[str, bytes]:
    text = tree["imsmanifest.xml"].decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return {**tree, "imsmanifest.xml": text.encode()}


# --- AICC: known by any two of its files, one of which is nothing else.


@pytest.mark.parametrize("without", ["les.au", "les.crs", "les.des"])
def test_a_course_in_aiccs_form_that_misses_a_file(without: str) -> None:
    """Moodle's form looks for a .cst alone; what comes of such a course was never measured."""
    package = examined(faults.aicc(without=without))
    assert codes(package) == ["PKG-180"]
    assert without.removeprefix("les") in message(package.findings[0], "en")[0]
    assert verdict(package, "moodle") == "unmeasured"
    assert (verdict(package, "openedx"), verdict(package, "anewspring")) == ("refused", "refused")


def test_without_a_cst_moodles_form_finds_no_course() -> None:
    assert verdict(examined(faults.aicc(without="les.cst")), "moodle") == "refused"


@pytest.mark.parametrize("names", [["a.au", "a.des"], ["a.cst"], ["a.crs"], ["a.au"]])
def test_other_files_are_no_course(names: list[str]) -> None:
    """Sounds end in .au, designs in .des; one file alone may be anything."""
    package = examined({"lees.txt": b"x", **dict.fromkeys(names, b"x")})
    assert codes(package) == ["PKG-012"]
    # Moodle's own test of its form has a zip accepted that holds a .cst and nothing else.
    assert verdict(package, "moodle") == ("unmeasured" if "a.cst" in names else "refused")


# --- The form of a cmi5 course structure.


def structure(*changes: tuple[str, str]) -> dict[str, bytes]:
    tree = faults.cmi5()
    text = tree["cmi5.xml"].decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return {**tree, "cmi5.xml": text.encode()}


TITLE = '<title><langstring lang="nl">Proef</langstring></title>'
DESCRIPTION = TITLE.replace("title", "description")
URL = "<url>index.html</url>"


@pytest.mark.parametrize(
    ("tree", "found", "catapult"),
    [
        # CATAPULT, run: another order is accepted, and so are values that the schema does not know.
        (
            structure((TITLE + DESCRIPTION + "</course>", DESCRIPTION + TITLE + "</course>")),
            ["CM5-004"],
            "accepted",
        ),
        (structure((TITLE + DESCRIPTION + URL, URL + TITLE + DESCRIPTION)), ["CM5-004"], "accepted"),
        (structure((TITLE + DESCRIPTION + URL, TITLE + URL + DESCRIPTION)), ["CM5-004"], "accepted"),
        (
            structure(('moveOn="Completed"', 'moveOn="completed" masteryScore="80"')),
            ["CM5-004"] * 2,
            "accepted",
        ),
        # Without a title it ends in an error; of two addresses nothing is known.
        (structure((TITLE + DESCRIPTION + URL, DESCRIPTION + URL)), ["CM5-004"], "refused"),
        (structure((URL, URL + URL)), ["CM5-004"], "unmeasured"),
        # Whoever reads it in another order reads the addresses too.
        (
            structure((TITLE + DESCRIPTION + URL, URL.replace("index", "weg") + TITLE + DESCRIPTION)),
            ["CM5-004", "CM5-008"],
            "refused",
        ),
    ],
)
def test_the_order_of_a_course_structure(tree: Tree, found: list[str], catapult: str) -> None:
    package = examined(tree)
    assert codes(package) == found
    assert verdict(package, "catapult") == catapult


# --- Files that Moodle's form does not take, whatever is inside.


@pytest.mark.parametrize(
    ("name", "tree", "moodle"),
    [
        ("les.h5p", {"h5p.json": b"{}"}, "takes .zip and .xml only"),
        ("cursus.mbz", {"moodle_backup.xml": b"<x/>"}, "takes .zip and .xml only"),
        ("les.docx", {"[Content_Types].xml": b"<Types/>"}, "takes .zip and .xml only"),
        ("les.epub", {"META-INF/container.xml": b"<x/>"}, "takes .zip and .xml only"),
        ("les.pif", faults.one_sco(), "takes .zip and .xml only"),
        ("les.cmi5", faults.cmi5(), "At the upload"),
        ("les", faults.aicc(), "takes .zip and .xml only"),
        ("les.ZIP", {"h5p.json": b"{}"}, "missing imsmanifest.xml"),
    ],
)
def test_what_moodles_form_turns_down_by_its_name(name: str, tree: Tree, moodle: str) -> None:
    package = examined(tree, name)
    assert verdict(package, "moodle") == "refused"
    assert moodle in seen(package, "moodle")
    # A document or an exercise needs no other name: it is no package.
    meant = package.standards or "PKG-030" in codes(package)
    assert ("PKG-183" in codes(package)) == bool(meant)


def test_a_folder_has_no_suffix(tmp_path: Path) -> None:
    for path, data in faults.one_sco().items():
        (tmp_path / path).write_bytes(data)
    assert codes(examine_file(tmp_path)) == []


# --- Nothing inside, or almost the right name.


@pytest.mark.parametrize("tree", [{}, {"__MACOSX/._a": b"x"}, {".DS_Store": b"x", "a/Thumbs.db": b"x"}])
def test_an_empty_zip_is_called_so(tree: Tree) -> None:
    package = examined(tree)
    assert "PKG-184" in codes(package)
    assert "PKG-012" not in codes(package)
    assert verdict(package, "moodle") == "unmeasured"


@pytest.mark.parametrize("name", ["IMSMANIFEST.XML", "ImsManifest.xml", "CMI5.xml", "TinCan.xml"])
def test_a_control_file_in_capitals_needs_other_letters_and_no_other_place(name: str) -> None:
    package = examined({name: b"<manifest/>", "a.html": b"<p>"})
    assert codes(package) == ["PKG-187"]
    hint = message(package.findings[0], "nl")[1]
    assert f"‘{name.lower()}’" in hint
    assert "map" not in hint


# --- Names that differ in capitals.


def test_paths_that_differ_in_capitals_alone() -> None:
    """Moodle and Open edX look for the exact name; who keeps them on a disk of Windows keeps one."""
    package = examined(tools.scorm(also=["index_SCORM.html", "index_scorm.html"]))
    assert codes(package) == ["PKG-181"]
    assert "index_SCORM.html" in message(package.findings[-1], "en")[0]
    assert (verdict(package, "moodle"), verdict(package, "openedx")) == ("accepted", "accepted")


@pytest.mark.parametrize(
    ("also", "found"),
    [
        (["een/x.js", "twee/X.js"], []),
        (["een/x.js", "Een/x.js"], ["PKG-018", "PKG-018", "PKG-181"]),
        (["een/x.js", "twee/x.js"], ["PKG-018", "PKG-018"]),
        (["a.css", "A.css", "A.CSS"], ["PKG-181", "PKG-181"]),
    ],
)
def test_the_same_name_and_the_same_path(also: list[str], found: list[str]) -> None:
    assert codes(examined(tools.scorm(also=also))) == found


# --- Tables of contents.


def two_organizations(default: str = "org", second: str = "r1", more: str = "") -> dict[str, bytes]:
    extra = (
        f'<organization identifier="org2"><title>Kort</title><item identifier="k1" identifierref="{second}">'
    )
    extra += f"<title>Deel</title></item>{more}</organization></organizations>"
    resources = faults.sco("a.html") + faults.sco("b.html", number=2)
    start = faults.organization(faults.item()).replace("</organizations>", extra)
    return manifest(
        faults.scorm12(start, resources, {"a.html": faults.page(), "b.html": faults.page()}),
        ('default="org"', f'default="{default}"'),
    )


@pytest.mark.parametrize(
    ("tree", "found", "openedx"),
    [
        # One page in two tables of contents: nobody misses anything.
        (two_organizations(), ["S12-181"], "accepted"),
        (two_organizations("org2"), ["S12-181"], "accepted"),
        # Open edX starts the first resource, which is not that of the table that the manifest chooses.
        (two_organizations("org2", "r2"), ["S12-019", "S12-181"], "surprises"),
        (
            two_organizations(
                "org2", "r1", '<item identifier="k2" identifierref="r2"><title>x</title></item>'
            ),
            ["S12-046", "S12-181"],
            "surprises",
        ),
        # A table that nobody chose counts no parts.
        (
            two_organizations(
                "org", "r1", '<item identifier="k2" identifierref="r2"><title>x</title></item>'
            ),
            ["S12-181"],
            "accepted",
        ),
    ],
)
def test_two_tables_of_contents(tree: Tree, found: list[str], openedx: str) -> None:
    package = examined(tree)
    assert codes(package) == found
    assert verdict(package, "openedx") == openedx
    told = judged(package, "moodle")
    assert (told.verdict.value, told.unmeasured[:1]) == ("unmeasured", ("S12-181",)) or "S12-019" in found


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_manifest_without_a_table_of_contents_is_not_said_to_start_nothing(language: str) -> None:
    """Moodle plays it."""
    tree = manifest(faults.one_sco(), (faults.organization(faults.item()), "<organizations/>"))
    package = examined(tree)
    assert verdict(package, "moodle") == "accepted"
    (finding,) = (one for one in package.findings if one.code == "S12-011")
    words = " ".join(message(finding, language))
    assert "niets te starten" not in words
    assert "nothing to start" not in words


# --- What a manifest asks of an LMS beyond starting a page: of none is it known what it does with that.


def older(inside: str) -> dict[str, bytes]:
    return faults.scorm12(
        faults.organization(faults.item(1) + faults.item(2, inside)),
        faults.sco("a.html") + faults.sco("b.html", number=2),
        {"a.html": faults.page(), "b.html": faults.page()},
    )


def newer(rules: str, parts: int = 2, course: str = "") -> dict[str, bytes]:
    numbers = range(1, parts + 1)
    inside = faults.CONTROLS.replace("<imsss:sequencing>", f"<imsss:sequencing>{rules}")
    items = "".join(faults.item(number, inside) for number in numbers)
    resources = "".join(faults.sco(f"{number}.html", number=number, kind="scormType") for number in numbers)
    organization = faults.organization(items).replace("</organization>", f"{course}</organization>", 1)
    text = HEAD_2004.format(identifier="m", version="2004 4th Edition")
    pages = {f"{number}.html": faults.page(script=faults.SAVING_2004) for number in numbers}
    return {
        "imsmanifest.xml": f"{text}{organization}<resources>{resources}</resources></manifest>".encode(),
        **pages,
    }


ORDER = (
    '<imsss:sequencingRules><imsss:preConditionRule><imsss:ruleConditions><imsss:ruleCondition condition="satisfied"/>'
    '</imsss:ruleConditions><imsss:ruleAction action="disabled"/></imsss:preConditionRule></imsss:sequencingRules>'
)
ATTEMPTS = '<imsss:limitConditions attemptLimit="1"/>'
NO_CHOICE = '<imsss:sequencing><imsss:controlMode choice="false" flow="true"/></imsss:sequencing>'
CHOICE = '<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>'
PREREQUISITE = '<adlcp:prerequisites type="aicc_script">i1</adlcp:prerequisites>'
TIME = "<adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed>"
ACTION = "<adlcp:timelimitaction>exit,message</adlcp:timelimitaction>"
SUBMANIFEST = (
    '</resources><manifest identifier="sub"><organizations/><resources>'
    '<resource identifier="rs" type="webcontent" adlcp:scormtype="sco" href="a.html"><file href="a.html"/></resource>'
    "</resources></manifest></manifest>"
)


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        (older(PREREQUISITE), "S12-183"),
        (older(TIME), "S12-184"),
        (older(TIME + ACTION), "S12-184"),
        (manifest(faults.one_sco(), ("</resources></manifest>", SUBMANIFEST)), "S12-185"),
        (newer(ORDER), "S24-183"),
        (newer("", course=NO_CHOICE), "S24-183"),
        (newer(ORDER, parts=1), "S24-183"),
        (newer(ATTEMPTS, parts=1), "S24-183"),
        (newer('<imsss:limitConditions attemptAbsoluteDurationLimit="PT30M"/>', parts=1), "S24-184"),
    ],
)
def test_what_no_lms_was_seen_to_do(tree: Tree, code: str) -> None:
    package = examined(tree)
    assert codes(package).count(code) == 1
    for lms in ("moodle", "ilias", "forma"):
        told = judged(package, lms)
        assert told.verdict.value != "accepted"
        assert lms == "ilias" or code in told.unmeasured


@pytest.mark.parametrize(
    "tree",
    [
        newer(""),
        newer("", course=CHOICE),
        newer("", parts=1, course=NO_CHOICE),
        older(""),
        older("<adlcp:prerequisites/>"),
        older(ACTION),
        older(TIME + ACTION.replace("exit,message", "continue,no message")),
        faults.scorm2004(),
    ],
)
def test_without_such_rules_nothing_is_said_of_them(tree: Tree) -> None:
    assert [code for code in codes(examined(tree)) if code[-3:] in ("183", "184", "185")] == []


# --- Stores that Moodle does not have, and WebAssembly that it serves by another type.


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("api.SetValue('adl.data.0.store','x')", True),
        ('api.GetValue("ssp.allocate")', True),
        ("api.GetValue(`ssp.bucket`)", True),
        ("api.SetValue('adl.nav.request','exitAll')", False),
        ("var gossp='x';adl.database=1", False),
    ],
)
def test_stores_beside_the_data_model(script: str, told: bool) -> None:
    tree = {**faults.scorm2004(), "a.html": faults.page(script=f"{faults.SAVING_2004};{script}")}
    package = examined(tree)
    assert codes(package) == (["S24-182"] if told else [])
    assert verdict(package, "moodle") == ("surprises" if told else "accepted")


def test_a_store_that_the_manifest_asks_for() -> None:
    data = '<adlcp:data><adlcp:map targetID="urn:x"/></adlcp:data>'
    package = examined(faults.scorm2004(inside=data + faults.CONTROLS))
    assert "S24-182" in codes(package)
    assert "401" in seen(package, "moodle")


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("WebAssembly.instantiateStreaming(fetch('m.wasm'))", True),
        ("WebAssembly . compileStreaming (f)", True),
        ("WebAssembly.instantiateStreaming(f).catch(()=>WebAssembly.instantiate(b))", False),
        ("// WebAssembly.instantiateStreaming(f)", False),
        ("WebAssembly.instantiate(bytes)", False),
    ],
)
def test_webassembly_while_it_comes_in(script: str, told: bool) -> None:
    package = examined(faults.one_sco(faults.page(script=f"{faults.SAVING};{script}\n")))
    assert codes(package) == (["PKG-182"] if told else [])
    assert verdict(package, "moodle") == ("surprises" if told else "accepted")
