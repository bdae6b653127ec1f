"""Packages of other tools play as an LMS plays them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.preview.conftest import Open
from harness.lms import eventually
from harness.packages import SCORM12
from harness.previewing import Designer
from modulebouwer.package.archive import archive
from packages import clients, faults, tools

# SCORM 1.2 RTE 3.2.3: the plainest use there is, as a tool of twenty years ago writes it.
PLAIN = b"""<!DOCTYPE html>
<html lang="en"><head><title>Plain</title><script>
var api = null, win = window;
while (!win.API && win.parent !== win) win = win.parent;
api = win.API;
api.LMSInitialize("");
api.LMSSetValue("cmi.core.lesson_status", "incomplete");
function answer() {
  api.LMSSetValue("cmi.core.score.raw", "80");
  api.LMSSetValue("cmi.core.lesson_status", "done");
  api.LMSSetValue("cmi.core.lesson_status", "passed");
  api.LMSSetValue("cmi.suspend_data", "page=2");
  api.LMSCommit("");
}
window.onunload = function () { api.LMSFinish(""); };
</script></head>
<body><h1>Plain</h1><img src="media/a picture.svg" alt=""><button onclick="answer()">Answer</button></body></html>"""
PICTURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>'
)


def test_a_plain_scorm_12_package_plays_and_its_calls_show(tmp_path: Path, opened: Open) -> None:
    package = tmp_path / "plain.zip"
    files = {"imsmanifest.xml": SCORM12.encode(), "index.html": PLAIN, "media/a picture.svg": PICTURE}
    package.write_bytes(archive(files))
    designer = opened(package)
    expect(designer.page.locator("#title")).to_have_text("Tiny")
    designer.sco.get_by_role("button", name="Answer").click()
    assert designer.sco.locator("img").evaluate("(image) => image.naturalWidth") == 10
    calls = designer.part("calls").locator("li")
    expect(calls.last).to_contain_text("Initialize → true")
    expect(calls.filter(has_text="cmi.core.score.raw")).to_contain_text("= 80 → true")
    expect(calls.filter(has_text="= done")).to_contain_text("error 405")
    expect(designer.part("saved")).to_contain_text("page=2")
    expect(designer.part("saved")).to_contain_text("not written by modulebouwer")
    # What verify has to say of it stands beside it.
    expect(designer.page.locator("#findings .findings")).to_contain_text("PKG-016")
    expect(designer.page.locator("form.package")).not_to_contain_text("Skin", use_inner_text=True)
    designer.page.get_by_role("button", name="Relaunch").click()
    eventually(lambda: len(designer.preview.lms.launches) == 2)
    assert designer.launch.attempt.values["cmi.core.lesson_status"] == "passed"


def test_the_part_that_is_chosen_is_named_and_one_that_cannot_begin_says_why(
    tmp_path: Path, opened: Open
) -> None:
    package = tmp_path / "delen.zip"
    tree = faults.several_scos()
    package.write_bytes(archive({path: data for path, data in tree.items() if path != "2.html"}))
    designer = opened(package, "nl")
    heading, notice = (designer.page.locator(id) for id in ("#title", "#notice"))
    expect(heading).to_have_text("Deel 1")
    expect(notice).to_be_empty()
    designer.page.locator("select[name=activity]").select_option("i2")
    expect(heading).to_have_text("Deel 2")
    expect(notice).to_contain_text("‘2.html’, en een bestand met precies die naam zit niet in het pakket")
    designer.page.locator("select[name=activity]").select_option("i3")
    expect(heading).to_have_text("Deel 3")
    expect(notice).to_be_empty()


def test_a_package_that_is_not_played_is_said_not_to_be_played(tmp_path: Path, opened: Open) -> None:
    package = tmp_path / "aicc.zip"
    package.write_bytes(archive(tools.aicc("les", "index.html")))
    page = opened(package, "nl").page
    expect(page.locator("#notice")).to_have_text(
        "Dit pakket wordt hier niet afgespeeld. Bij Bevindingen staat waarom."
    )
    expect(page.locator("#findings .findings")).to_contain_text("PKG-044")


def test_a_zip_that_is_made_anew_plays_anew(tmp_path: Path, opened: Open) -> None:
    package = tmp_path / "plain.zip"
    package.write_bytes(archive({"imsmanifest.xml": SCORM12.encode(), "index.html": PLAIN}))
    designer = opened(package)
    expect(designer.sco.get_by_role("heading")).to_have_text("Plain")
    other = PLAIN.replace(b"<h1>Plain", b"<h1>Plainer")
    part = tmp_path / "plain.zip.part"
    part.write_bytes(archive({"imsmanifest.xml": SCORM12.encode(), "index.html": other}))
    part.replace(package)
    expect(designer.sco.get_by_role("heading")).to_have_text("Plainer")


@pytest.mark.parametrize("standard", ["scorm2004", "cmi5", "xapi", "web"])
def test_a_zip_of_every_standard_plays(
    zips: Mapping[str, bytes], tmp_path: Path, opened: Open, standard: str
) -> None:
    package = tmp_path / "module.zip"
    package.write_bytes(zips[standard])
    designer = opened(package)
    designer.ready()
    assert designer.launch.package.standard == standard
    if designer.launch.session:
        expect(designer.part("statements").locator("li")).not_to_have_count(0)


# Package → the verbs that its launches send, and the document in which it keeps its place.
CLIENTS = {
    "catapult": (clients.catapult, ["initialized", "completed", "terminated"], "bookmark"),
    "storyline": (clients.storyline, ["initialized", "completed", "terminated"], "resume"),
    "authoring tool": (clients.authoring_tool, ["attempted", "completed"], "cumulative"),
}


@pytest.mark.parametrize("name", CLIENTS)
def test_a_package_that_asks_as_other_makers_do_starts_saves_and_resumes(
    tmp_path: Path, opened: Open, name: str
) -> None:
    tree, verbs, kept = CLIENTS[name]
    package = tmp_path / "les.zip"
    package.write_bytes(archive(tree()))
    designer = opened(package)
    lrs = designer.preview.lms.lrs
    expect(designer.sco.get_by_role("heading")).to_have_text("Bladzijde 1")
    # The second write goes over the first, without a condition.
    designer.sco.get_by_role("button", name="Verder").click()
    eventually(lambda: "2" in documents(designer, kept))
    designer.sco.get_by_role("button", name="Verder").click()
    eventually(lambda: "3" in documents(designer, kept))
    expect(designer.part("saved")).to_contain_text(kept)
    designer.page.get_by_role("button", name="Relaunch").click()
    eventually(lambda: len(designer.preview.lms.launches) == 2)
    expect(designer.sco.locator("#state")).to_have_text("gereed")
    expect(designer.sco.get_by_role("heading")).to_have_text("Bladzijde 3")
    designer.sco.get_by_role("button", name="Afronden").click()
    expect(designer.sco.locator("#state")).to_have_text("afgerond")
    sent = [str(statement["verb"]["id"]).rpartition("/")[2] for statement in lrs.statements]
    own = [verb for verb in sent if verb not in ("launched", "abandoned", "satisfied")]
    assert own == [verbs[0], *verbs]
    assert ("satisfied" in sent) == (len(verbs) == 3)
    assert [(refused.status, refused.why) for refused in lrs.refusals] == []


def documents(designer: Designer, name: str) -> str:
    """What the record store holds under that name."""
    held = designer.preview.lms.lrs.documents
    return "".join(document.content.decode() for key, document in held.items() if key[-1] == name)


def test_a_package_that_leaves_its_frame_does_not_take_the_preview_with_it(
    tmp_path: Path, opened: Open
) -> None:
    away = PLAIN.replace(b"<h1>", b"<a href='/lms.js' target='_top'>Away</a><h1>")
    package = tmp_path / "plain.zip"
    package.write_bytes(archive({"imsmanifest.xml": SCORM12.encode(), "index.html": away}))
    designer = opened(package)
    expect(designer.page.locator("#findings .findings")).to_contain_text("PKG-043")
    address = designer.page.url
    designer.sco.get_by_role("link", name="Away").click()
    # What comes after it is done in the same page: it went nowhere.
    designer.sco.get_by_role("button", name="Answer").click()
    expect(designer.part("saved")).to_contain_text("page=2")
    assert designer.page.url == address


def test_a_score_is_held_against_the_mark_as_the_lms_does(tmp_path: Path, opened: Open) -> None:
    """Moodle 4.5 at LMSFinish, whatever the package says of itself."""
    manifest = SCORM12.replace("</item>", "<adlcp:masteryscore>90</adlcp:masteryscore></item>")
    assert manifest != SCORM12
    package = tmp_path / "plain.zip"
    package.write_bytes(archive({"imsmanifest.xml": manifest.encode(), "index.html": PLAIN}))
    designer = opened(package)
    designer.page.locator("input[name=profile][value=moodle]").check()
    eventually(lambda: len(designer.preview.lms.launches) == 2)
    designer.sco.get_by_role("button", name="Answer").click()
    expect(designer.part("saved")).to_contain_text("page=2")
    assert designer.launch.attempt.values["cmi.core.lesson_status"] == "passed"
    attempt = designer.launch.attempt
    designer.page.get_by_role("button", name="Relaunch").click()
    eventually(lambda: attempt.values["cmi.core.lesson_status"] == "failed")
