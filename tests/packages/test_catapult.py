"""What CATAPULT's own import made of a course structure (January 2026, POST /course, run on such files)."""

from __future__ import annotations

import io

import pytest

from modulebouwer.package.archive import archive
from modulebouwer.package.lms_report import lms_report
from modulebouwer.package.verify import Examined, examine
from packages import faults, tools

UNIT = tools.cmi5(["index.html"])
TEXT = UNIT["cmi5.xml"].decode()
OBJECTIVES = '<objectives><objective idref="https://e.example/o"/></objectives>'
TITLES = TEXT[TEXT.index("<title>", TEXT.index("<au ")) : TEXT.index("<url>")]


def examined(structure: str) -> Examined:
    return examine(io.BytesIO(archive({**UNIT, "cmi5.xml": structure.encode()})), "a.zip")


def changed(before: str, after: str) -> str:
    assert before in TEXT
    return TEXT.replace(before, after)


def prefixed() -> str:
    """Every element by a prefix, none by the default namespace."""
    return (
        TEXT.replace("</", "</c:").replace("<", "<c:").replace("<c:/c:", "</c:").replace("xmlns=", "xmlns:c=")
    )


@pytest.mark.parametrize(
    ("structure", "found", "catapult"),
    [
        (TEXT, [], "accepted"),
        (prefixed(), [], "accepted"),
        (changed("<url>index.html</url>", "<url>\n  index.html\n</url>"), [], "accepted"),
        (f'<?xml version="1.1" encoding="UTF-8"?>{TEXT}', ["PKG-188"], "accepted"),
        (f"<!DOCTYPE courseStructure>{TEXT}", ["CM5-003"], "accepted"),
        (f'<!DOCTYPE courseStructure SYSTEM "a.dtd">{TEXT}', ["CM5-003"], "accepted"),
        (f'<!DOCTYPE courseStructure [<!ENTITY a "b">]>{TEXT}', ["CM5-003"], "refused"),
        # What else is wrong is not hidden by it.
        (
            "<!DOCTYPE courseStructure>" + changed("<url>index", "<url>other"),
            ["CM5-003", "CM5-008"],
            "refused",
        ),
        (changed('au id="', 'au id=" '), ["CM5-011"], "refused"),
        (changed('course id="', 'course id="&#10;'), ["CM5-011"], "refused"),
        (changed('course/0"', 'course/0 "'), ["CM5-011"], "accepted"),
        (changed("<url>", f"{OBJECTIVES}<url>"), ["CM5-007"], "refused"),
        (changed("<url>index.html</url>", ""), ["CM5-004"], "refused"),
        (changed(TITLES, ""), ["CM5-004"], "refused"),
        # Of the names that an LMS adds, to the letter; ``auth`` is none of cmi5's.
        (changed("index.html<", "index.html?fetch=1<"), ["CM5-009"], "refused"),
        (changed("index.html<", "index.html?auth=1<"), [], "accepted"),
        (changed("index.html<", "index.html?Actor=1<"), [], "accepted"),
    ],
)  # fmt: skip
def test_catapult(structure: str, found: list[str], catapult: str) -> None:
    package = examined(structure)
    (verdict,) = lms_report(package, "catapult")
    assert (sorted(one.code for one in package.findings), verdict.verdict.value) == (found, catapult)


def test_catapult_looks_in_the_top_folder_alone() -> None:
    package = examine(io.BytesIO(archive({f"course/{path}": data for path, data in UNIT.items()})), "a.zip")
    (verdict,) = lms_report(package, "catapult")
    assert verdict.verdict.value == "refused"


def test_a_tin_can_package_may_not_use_the_names_of_its_launch() -> None:
    def codes(query: str) -> list[str]:
        tree = tools.tincan("index.html")
        text = tree["tincan.xml"].replace(b"index.html<", f"index.html?{query}<".encode())
        return [
            one.code for one in examine(io.BytesIO(archive({**tree, "tincan.xml": text})), "a.zip").findings
        ]

    assert codes("auth=1") == ["TIN-010"]
    assert codes("fetch=1") == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_xml_1_1_is_told_and_of_whom_it_is_known(encoding: str) -> None:
    """Python's and PHP's parsers, with which Open edX and Moodle read a manifest, take it; of others nobody knows."""
    tree = faults.one_sco()
    text = f'<?xml version="1.1" encoding="{encoding.removesuffix("-sig").upper()}"?>'
    manifest = (text + tree["imsmanifest.xml"].decode()).encode(encoding)
    package = examine(io.BytesIO(archive({**tree, "imsmanifest.xml": manifest})), "a.zip")
    assert "PKG-188" in {one.code for one in package.findings}
    unknown = {each.lms.id for each in lms_report(package) if "PKG-188" in each.unmeasured}
    assert unknown.isdisjoint({"moodle", "openedx"})
    assert "ilias" in unknown
    plain = {
        **tree,
        "imsmanifest.xml": manifest.replace("1.1".encode(encoding[:6]), "1.0".encode(encoding[:6])),
    }
    if encoding != "utf-16":
        found = examine(io.BytesIO(archive(plain)), "a.zip").findings
        assert "PKG-188" not in {one.code for one in found}
