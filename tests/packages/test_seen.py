"""What is told of what a browser does not do: fetch, run or miss."""

from __future__ import annotations

import io

import pytest

from modulebouwer.package.archive import archive
from modulebouwer.package.lms_report import lms_report
from modulebouwer.package.verify import Examined, examine
from packages import faults, tools

Tree = dict[str, bytes]
SCHEMAS = {"S12-027", "S24-027"}


def examined(tree: Tree) -> Examined:
    return examine(io.BytesIO(archive(tree)), "a.zip")


def codes(tree: Tree) -> list[str]:
    return sorted({one.code for one in examined(tree).findings} - SCHEMAS)


def moodle(tree: Tree) -> str:
    return lms_report(examined(tree), "moodle")[0].verdict.value


def page(head: str = "", body: str = "") -> Tree:
    return faults.one_sco(faults.page(head=head).replace(b"</body>", body.encode() + b"</body>"))


POLICY = '<meta http-equiv="Content-Security-Policy" content="{}">'
PICTURE = '<img alt="" src="https://elders.example/a.png">'


@pytest.mark.parametrize(
    ("tree", "loads"),
    [
        (page("<style>:root{--ground:url(https://elders.example/a.png)}</style>"), False),
        (page("<style>:root{--ground:url(https://elders.example/a.png)}p{background:var( --ground)}</style>"), True),
        (page("<style>:root{--n:url(https://elders.example/a.png);color:red}p{background:url(b.png)}</style>"), False),
        (page("<style>:root{--n:1;background:url(https://elders.example/a.png)}</style>"), True),
        (page('<link rel="icon" href="https://elders.example/a.ico">'), False),
        (page('<link rel="icon stylesheet" href="https://elders.example/a.css">'), True),
        (page(POLICY.format("default-src 'self' 'unsafe-inline'"), PICTURE), False),
        (page(POLICY.format("img-src https:; default-src 'self'"), PICTURE), True),
        (page(POLICY.format("img-src *.example"), PICTURE), True),
        (page(POLICY.format("img-src elders.example:443/map/ data:"), PICTURE), True),
        (page(POLICY.format("img-src data: blob: https://*.cdn.example"), PICTURE), False),
        (page(POLICY.format("script-src 'none'"), PICTURE), True),
        (page(POLICY.format("default-src 'none'") + POLICY.format("default-src *"), PICTURE), False),
        (page(PICTURE + POLICY.format("default-src 'none'")), True),
        (page(POLICY.format("child-src 'none'; default-src *"), '<iframe src="//elders.example/"></iframe>'), False),
    ],
)  # fmt: skip
def test_what_a_browser_fetches_from_another_server(tree: Tree, loads: bool) -> None:
    assert ("PKG-024" in codes(tree)) is loads
    assert examined(tree).hosts == (("elders.example",) if loads else ())


def test_a_page_by_itself_fetches_its_icon() -> None:
    icon = b'<!doctype html><link rel="icon" href="https://elders.example/a.ico">'
    assert "PKG-024" in codes({**tools.tincan("a.html"), "a.html": icon})


def test_a_control_file_of_tin_can_in_the_only_folder() -> None:
    """RusticiSoftware's launch text: every folder above it may hold just one."""
    below = {f"les/{path}": data for path, data in tools.tincan("a.html").items()}
    assert codes(below) == []
    assert codes({**below, "__MACOSX/x": b""}) == ["PKG-026"]
    assert "PKG-011" in codes({**below, "leesmij.txt": b"x"})
    assert "PKG-011" in codes({f"les/{path}": data for path, data in faults.one_sco().items()})


DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>var a=1</script></svg>'


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<img alt="" src="t.svg">', "PKG-202"),
        ("<img src=t.svg><p><img alt='' src='./t.svg?1'>", "PKG-202"),
        ('<img alt="" src="t.svg"><a href="t.svg">open</a>', "PKG-034"),
        ('<img alt="" srcset="t.svg 1x, ./t.svg 2x">', "PKG-202"),
        ('<picture><source srcset="t.svg"><img src="a.png" alt=""></picture>', "PKG-202"),
        ('<video poster="t.svg"></video>', "PKG-202"),
        ("<style>p{background:url(t.svg)}</style>", "PKG-202"),
        (
            "<style>p{background:image-set('t.svg' 1x)}</style><p style=\"list-style:url('t.svg')\">",
            "PKG-202",
        ),
        ("<style>@import url(t.svg);</style>", "PKG-034"),
        ("<style>p{background:url(t.svg)}</style><iframe src='t.svg'></iframe>", "PKG-034"),
        ('<object data="t.svg"></object>', "PKG-034"),
        ('<img alt="" src="t.svg"><script>open("t.svg")</script>', "PKG-034"),
        ("<p>Les", "PKG-034"),
    ],
)
def test_a_drawing_with_a_script_runs_as_a_document_only(body: str, code: str) -> None:
    found = codes(page("", body) | {"t.svg": DRAWING})
    assert [one for one in found if one in ("PKG-034", "PKG-202")] == [code]


@pytest.mark.parametrize(
    ("sheet", "script", "code"),
    [
        (b"p{background:url(t.svg)}", b"", "PKG-202"),
        (b"p{background:image-set('t.svg' 1x)}", b"", "PKG-202"),
        (b"@import 't.svg';", b"", "PKG-034"),
        # What a script does with it is not to be seen.
        (b"p{background:url(t.svg)}", b"var a='t.svg'", "PKG-034"),
    ],
)
def test_a_drawing_that_only_a_style_sheet_names(sheet: bytes, script: bytes, code: str) -> None:
    tree = page("", '<link rel="stylesheet" href="t.css">')
    found = codes(tree | {"t.svg": DRAWING, "t.css": sheet, "t.js": script})
    assert [one for one in found if one in ("PKG-034", "PKG-202")] == [code]


def test_the_folder_that_was_packed_is_no_part_of_the_names_in_it() -> None:
    """Packed well it is gone: its space is not told a file at a time."""
    tree = {f"Mijn cursus/{path}": data for path, data in faults.one_sco().items()}
    assert "PKG-016" not in codes(tree)
    package = examined({**tree, "Mijn cursus/media/a b.png": b"x"})
    (told,) = (one for one in package.findings if one.code == "PKG-016")
    assert told.values["better"] == "Mijn cursus/media/a-b.png"
    assert told.location.path == "a.zip/Mijn cursus/media/a b.png"


def test_what_holds_in_every_lms_holds_where_no_package_was_tried() -> None:
    package = examined({**faults.one_sco(), "a.avi": b"RIFF"})
    assert "PKG-045" in {one.code for one in package.findings}
    assert not [each.lms.id for each in lms_report(package) if "PKG-045" in each.unmeasured]


@pytest.mark.parametrize(("tree", "code"), [(faults.one_sco(), "S12-202"), (faults.scorm2004(), "S24-202")])
def test_a_folder_that_the_manifest_lists(tree: Tree, code: str) -> None:
    text = tree["imsmanifest.xml"].replace(b"</resource>", b'<file href="media/"/></resource>')
    listed = {**tree, "imsmanifest.xml": text, "media/a.png": b"x"}
    assert codes(listed) == [code]
    assert moodle(listed) == "accepted"
    assert [code[3:] for code in codes({**tree, "imsmanifest.xml": text})] == ["-025"]


def test_an_import_that_has_no_extension_and_a_folder_without_index() -> None:
    head = '<script type="module" src="m.js"></script>'
    imports = page(head) | {"m.js": b"import {a} from './lib/scorm';a()", "lib/scorm.js": b"export const a=1"}
    assert ([one for one in codes(imports) if one[:3] == "PKG"], moodle(imports)) == (
        ["PKG-204"],
        "surprises",
    )
    whole = page(head) | {
        "m.js": b"import {a} from './lib/scorm.js';a()",
        "lib/scorm.js": b"export const a=1",
    }
    assert ([one for one in codes(whole) if one[:3] == "PKG"], moodle(whole)) == ([], "accepted")
    folder = page("", '<a href="map/">alle</a>') | {"map/a.pdf": b"%PDF-1.4"}
    assert ([one for one in codes(folder) if one[:3] == "PKG"], moodle(folder)) == (["PKG-205"], "surprises")


def units(*addresses: str) -> Tree:
    rows = "".join(f'"A{number}","lesson","{address}",""\n' for number, address in enumerate(addresses))
    return {**faults.aicc(), "les.au": f'"system_id","type","file_name","web_launch"\n{rows}'.encode()}


def test_what_a_course_in_aiccs_form_starts() -> None:
    assert (codes(faults.aicc()), moodle(faults.aicc())) == (["PKG-030"], "accepted")
    gone = units("weg.html")
    assert (codes(gone), moodle(gone)) == (["PKG-030", "PKG-203"], "surprises")
    (verdict,) = lms_report(examined(gone), "moodle")
    assert [bool(each.cell.unusable) for each in verdict.effects] == [True]
    (part,) = lms_report(examined(units("a.html", "weg.html")), "moodle")
    assert [bool(each.cell.unusable) for each in part.effects] == [False]


def test_a_course_in_aiccs_form_that_starts_elsewhere_or_lies_in_a_folder_was_not_tried() -> None:
    elsewhere = units("https://elders.example/start?x=1")
    assert examined(elsewhere).hosts == ("elders.example",)
    assert (codes(elsewhere), moodle(elsewhere)) == (["PKG-030"], "unmeasured")
    below = {f"map/{path}": data for path, data in faults.aicc().items()}
    assert (codes(below), moodle(below)) == (["PKG-030"], "unmeasured")


FOUND = (
    "var A=parent.API;A.LMSInitialize('');function save(){A.LMSSetValue('cmi.core.lesson_status','completed');"
    "A.LMSCommit('')}addEventListener('unload',function(){save()});"
)
COMPUTED = "onclick=function(e){var f=e.target.getAttribute('data-act');if(f)window[f]()}"


def only(script: str, body: str) -> list[str]:
    return codes(faults.one_sco(f"<!doctype html><title>Les</title>{body}<script>{script}</script>".encode()))


def test_a_name_that_is_worked_out_may_lead_to_a_save() -> None:
    button = '<button data-act="save">x</button>'
    assert "S12-050" in only(FOUND, button)
    assert "S12-050" not in only(FOUND + COMPUTED, button)
    assert "S12-050" in only(FOUND + COMPUTED, '<button data-act="other">x</button>')
    assert "S12-050" in only(FOUND + COMPUTED, '<p onunload="save()">x</p>')


KEEPING = faults.SAVING_2004 + ";api.SetValue('cmi.suspend_data','x');api.SetValue('cmi.exit',cfg.exit)"


def test_an_exit_that_is_set_from_elsewhere() -> None:
    tree = {**faults.scorm2004(), "a.html": faults.page(script=KEEPING)}
    (verdict,) = lms_report(examined(tree), "moodle")
    assert [each.seen("en").split(":")[0] for each in verdict.effects] == [
        "Who comes back probably begins empty"
    ]
    assert "S24-056" not in codes({**tree, "config.json": b'{"exit":"suspend"}'})
    plain = {**tree, "a.html": faults.page(script=KEEPING.replace("cfg.exit", "'normal'"))}
    (verdict,) = lms_report(examined(plain), "moodle")
    assert [each.seen("en").split(":")[0] for each in verdict.effects] == ["Who comes back begins empty"]
