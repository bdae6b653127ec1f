"""What a package reports is not always to be read in its letters; what one reader of zips trips over, others read."""

from __future__ import annotations

import base64
import io
import re
import struct

import pytest

from modulebouwer.package.archive import archive
from modulebouwer.package.lms_report import lms_report
from modulebouwer.package.verify import Examined, examine
from packages import faults

REPORTS = (
    "var a=parent.API;a.LMSInitialize('');a.LMSSetValue('cmi.core.lesson_status','completed');a.LMSCommit('')"
)
PACKED = base64.b64encode(REPORTS.encode()).decode()
DRIVER = '<script src="https://cdn.driver.example/driver.js"></script><script>var n=1</script>'
DISPATCH = (
    "var DispatchRoot=\"https://cloud.dispatch.example/engine\";function go(){var s=document.createElement('script');"
    's.src=DispatchRoot+"/api/dispatch";document.head.appendChild(s)}go()'
)


def escaped(form: str) -> str:
    return re.sub(
        "lesson_status|API|LMSCommit", lambda found: "".join(form % ord(c) for c in found[0]), REPORTS
    )


def scripted(script: str, **more: bytes) -> dict[str, bytes]:
    return faults.one_sco(f"<!doctype html><title>Les</title><script>{script}</script>".encode()) | more


def examined(tree: dict[str, bytes]) -> Examined:
    return examine(io.BytesIO(archive(tree)), "a.zip")


def told(package: Examined) -> dict[str, dict[str, object]]:
    """Code → values of what is told of what the package reports."""
    kinds = {"S12-043", "S12-200"}
    return {one.code: dict(one.values) for one in package.findings if one.code in kinds}


def moodle(package: Examined) -> tuple[str, str]:
    (verdict,) = lms_report(package, "moodle")
    return verdict.verdict.value, " ".join(each.seen("en") for each in verdict.effects)


@pytest.mark.parametrize("script", [escaped(r"\x%02x"), escaped(r"\u%04x"), f'eval(atob("{PACKED}"))'])
def test_a_name_in_escapes_or_base64_is_read(script: str) -> None:
    package = examined(scripted(script))
    assert told(package) == {"S12-200": {"kind": "named", "where": "a.html", "named": "yes"}}
    assert moodle(package) == ("accepted", "")


def test_a_name_in_a_file_of_data_is_read() -> None:
    script = "fetch('cfg.xml').then(r=>r.text()).then(t=>parent.API.LMSSetValue(t.slice(6,28),'completed'))"
    package = examined(scripted(script, **{"cfg.xml": b'<c k="cmi.core.lesson_status"/>'}))
    assert told(package)["S12-200"]["where"] == "cfg.xml"
    assert moodle(package)[0] == "accepted"


@pytest.mark.parametrize(
    ("tree", "kind", "where"),
    [
        (scripted("eval(atob(window.name))"), "packed", "a.html"),
        (scripted("var _0x3f2a=['a'];(function(_0x1b2c){})(_0x3f2a)"), "packed", "a.html"),
        (faults.one_sco(f"<!doctype html>{DRIVER}".encode()), "elsewhere", "cdn.driver.example"),
        (scripted(DISPATCH), "elsewhere", "cloud.dispatch.example"),
    ],
)
def test_code_that_cannot_be_read_is_not_called_silent(tree: dict[str, bytes], kind: str, where: str) -> None:
    package = examined(tree)
    assert told(package) == {"S12-200": {"kind": kind, "where": where, "named": "no"}}
    assert moodle(package) == ("unmeasured", "")
    (openedx,) = lms_report(package, "openedx")
    assert openedx.verdict.value == "surprises"


def test_the_server_that_a_script_composes_is_named() -> None:
    apart = DISPATCH.partition("function go")
    tree = scripted(apart[1] + apart[2], **{"b.js": apart[0].encode()})
    package = examined(tree)
    assert package.hosts == ("cloud.dispatch.example",)
    (load,) = [one for one in package.findings if one.code == "PKG-032"]
    assert (load.location.path, load.location.column) == ("a.zip/b.js", 19)


@pytest.mark.parametrize(
    "script",
    [
        'var help="https://help.example/";var a="<a href=\'"+help+"\'>"',
        '// var root="https://root.example/";\nvar s={};s.src=root+"a.js"',
        'var ns="http://www.w3.org/2000/svg";document.createElementNS(ns,"svg")',
    ],
)
def test_an_address_that_nothing_is_loaded_from_is_no_server(script: str) -> None:
    assert examined(scripted(f"{REPORTS};\n{script}")).hosts == ()


def test_who_only_may_report_nothing_is_told_so() -> None:
    package = examined(scripted("var n=1"))
    assert told(package) == {"S12-043": {"calls": "no", "asset": "no", "sure": "no"}}
    assert moodle(package)[1].startswith("Moodle is probably told nothing")
    silent = examined(faults.one_sco(b"<!doctype html><title>Les</title><p>Les"))
    assert moodle(silent)[1].startswith("Moodle is told nothing")


def commented(data: bytes, comment: bytes) -> bytes:
    return data[:-2] + struct.pack("<H", len(comment)) + comment


def found(data: bytes) -> tuple[set[str], str]:
    package = examine(io.BytesIO(data), "a.zip")
    return {one.code for one in package.findings if one.code[:3] == "PKG"}, moodle(package)[0]


def test_bytes_before_a_zip_that_its_directory_does_not_count() -> None:
    whole = archive(faults.one_sco())
    assert found(whole) == (set(), "accepted")
    assert found(b"MZ" + bytes(500) + whole) == ({"PKG-200"}, "unmeasured")


def test_a_comment_that_holds_the_sign_of_an_end() -> None:
    whole = archive(faults.one_sco())
    assert found(commented(whole, b"Published by a tool")) == (set(), "accepted")
    assert found(commented(whole, b"Published by a tool PK\x05\x06 test")) == ({"PKG-201"}, "unmeasured")
    assert found(commented(whole, b"PK\x05\x06" + b"\xff" * 60)) == ({"PKG-201"}, "unmeasured")
    # Nothing whose end is cut off becomes readable by it.
    assert "PKG-001" in found(whole[:-4] + b"PK\x05\x06")[0]


def test_a_quotation_mark_in_a_title_is_called_what_it_is() -> None:
    tree = faults.one_sco()
    text = tree["imsmanifest.xml"].replace(b"<title>Deel 1", "<title>&quot;Zin&quot; één".encode())
    package = examined({**tree, "imsmanifest.xml": text})
    (one,) = [one for one in package.findings if one.code in ("S12-053", "S12-201")]
    assert (one.code, one.values["character"], one.values["entity"]) == ("S12-201", '"', "&quot;")
    assert moodle(package) == ("surprises", "The space behind this character in the title is lost.")
