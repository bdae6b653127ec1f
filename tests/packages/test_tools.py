"""Sixty packages in the manner of the market's tools: what is found, and the verdict of each LMS.

The expectations are written by hand from what was measured: what Moodle, Open edX, aNewSpring and ADL's checker (of
cmi5: CATAPULT) make of each finding.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping

import pytest

from modulebouwer.package.archive import archive
from modulebouwer.package.lms_facts import Verdict
from modulebouwer.package.lms_report import lms_report
from modulebouwer.package.verify import examine
from packages.faults import SAVING
from packages.tools import FOURTH, THIRD, Tree, aicc, cmi5, scorm, tincan

A, S, R, U = Verdict.ACCEPTED, Verdict.SURPRISES, Verdict.REFUSED, Verdict.UNMEASURED
MASTERY = "<adlcp:masteryscore>80</adlcp:masteryscore>"
THRESHOLD = '<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.8"/>'
FONT = '<link rel="stylesheet" href="https://fonts.example/css?family=Open+Sans">'
SHIM = "<!--[if lt IE 9]><script src='https://cdn.example/html5shiv.js'></script><![endif]-->"
PRECONNECT = '<link rel="preconnect" href="https://fonts.example">'
BEACON = "navigator.sendBeacon('https://count.example/x');" + SAVING
UNLOAD = SAVING.replace("api.LMSSetValue", "window.onunload=function(){api.LMSSetValue") + "}"

# Name → the package, what is found, and what Moodle, Open edX, aNewSpring and ADL's checker say.
Row = tuple[Tree, dict[str, int], tuple[Verdict, Verdict, Verdict, Verdict]]
ROWS: dict[str, Row] = {
    # One driver page beside the content, all of it listed.
    "storyline 1.2": (scorm(start="index_lms.html", also=["story.html", "html5/lib/main.js"]), {}, (A, A, U, U)),
    "storyline 1.2, scored": (scorm(start="index_lms.html", inside=MASTERY), {"S12-041": 1}, (S, A, U, U)),
    "storyline 2004 3rd": (scorm(THIRD, "index_lms.html", also=["story.html"]), {}, (A, A, R, A)),
    "storyline 2004 4th": (scorm(FOURTH, "index_lms.html", also=["story.html"]), {}, (A, A, R, A)),
    "storyline 2004, own sequencing": (scorm(FOURTH, "index_lms.html", controls=False), {"S24-034": 1}, (A, A, R, U)),
    "storyline tin can": (tincan("story.html", slides=4, more=["html5/data/js/data.js"]), {}, (R, R, R, U)),
    "storyline cmi5": (cmi5(["index_lms.html"], mastery="0.8"), {}, (R, R, R, A)),
    "storyline, identifiers of an id": (scorm(names="5Xyz{kind}{number}"), {"S12-009": 4}, (A, A, U, U)),
    # A driver in a folder, content in another, a shim in a comment.
    "rise 1.2": (
        scorm(start="scormdriver/indexAPI.html", also=["scormcontent/index.html"], head=SHIM), {}, (A, A, U, U)),
    "rise 1.2, fonts from elsewhere": (
        scorm(start="scormdriver/indexAPI.html", head=FONT), {"PKG-024": 1}, (A, U, U, U)),
    "rise 2004": (scorm(THIRD, "scormdriver/indexAPI.html", also=["scormcontent/lib/main.js"]), {}, (A, A, R, A)),
    "rise tin can": (tincan("indexapi.html", more=["scormcontent/lib/main.js"]), {}, (R, R, R, U)),
    "rise cmi5": (cmi5(["scormdriver/indexAPI.html"], more=["scormcontent/lib/main.js"]), {}, (R, R, R, A)),
    "rise, preconnect only": (
        scorm(start="scormdriver/indexAPI.html", head=PRECONNECT), {"PKG-037": 1}, (A, U, U, U)),
    # Many files beside a manifest that lists a few.
    "captivate 1.2": (scorm(unlisted=["assets/js/CPXHRLoader.js", "dr/data.js"]), {"S12-026": 2}, (A, A, U, U)),
    "captivate 1.2, scored": (scorm(inside=MASTERY, unlisted=["dr/a.js"]), {"S12-041": 1, "S12-026": 1}, (S, A, U, U)),
    "captivate 2004": (scorm(THIRD, unlisted=["assets/css/a.css"]), {"S24-026": 1}, (A, A, R, S)),
    "captivate 2004, by progress": (scorm(FOURTH, inside=THRESHOLD), {"S24-033": 1}, (S, A, R, U)),
    "captivate tin can": (tincan("index.html", more=["assets/js/CPXHRLoader.js"]), {}, (R, R, R, U)),
    # Identifiers that begin with a digit, no schemas.
    "ispring 1.2": (
        scorm(start="res/index.html", names="1c{kind}{number}", schemas=False), {"S12-009": 4, "S12-027": 1},
        (A, A, U, U)),
    "ispring 1.2, sound": (scorm(start="res/index.html", also=["res/data/sound1.mp3"]), {}, (A, A, U, U)),
    "ispring 2004": (scorm(FOURTH, "res/index.html", names="1c{kind}{number}"), {"S24-009": 4}, (A, A, R, R)),
    "ispring 2004 without schemas": (scorm(THIRD, "res/index.html", schemas=False), {"S24-027": 1}, (A, A, R, R)),
    "ispring tin can": (tincan("res/index.html"), {}, (R, R, R, U)),
    "ispring cmi5": (cmi5(["res/index.html"], mastery="0.7"), {}, (R, R, R, A)),
    # A page a screen, spaces in names, a set for AICC.
    "lectora 1.2": (scorm(start="a001index.html", also=["a001_page1.html", "trivantis.js"]), {}, (A, A, U, U)),
    "lectora 1.2, names with spaces": (
        scorm(also=["images/My Picture.png"]), {"PKG-016": 1}, (A, U, U, U)),
    "lectora 2004": (scorm(THIRD, "a001index.html", also=["a001_page1.html"]), {}, (A, A, R, A)),
    "lectora aicc": (aicc("course", "a001index.html"), {"PKG-030": 1}, (A, R, R, U)),
    "lectora tin can": (tincan("a001index.html", more=["tincan.js"]), {}, (R, R, R, U)),
    "lectora, saves at unload": (scorm(start="a001index.html", script=UNLOAD), {"S12-050": 1}, (S, U, U, U)),
    # The start page alone is listed; course data in a folder a language.
    "adapt 1.2": (
        scorm(start="index_lms.html", unlisted=["course/en/course.json", "adapt/js/adapt.min.js"]), {"S12-026": 2},
        (A, A, U, U)),
    "adapt 2004": (scorm(THIRD, "index_lms.html", unlisted=["course/en/course.json"]), {"S24-026": 1}, (A, A, R, S)),
    "adapt authoring tool": (
        scorm(start="index_lms.html", names="507f1f77bcf8{kind}{number}", unlisted=["course/en/course.json"]),
        {"S12-009": 4, "S12-026": 1}, (A, A, U, U)),
    "adapt, two languages": (
        scorm(start="index_lms.html", also=["course/en/course.json", "course/nl/course.json"]), {"PKG-018": 2},
        (A, S, U, U)),
    "adapt xapi": (tincan("index.html", more=["course/en/course.json"]), {}, (R, R, R, U)),
    # A part a page.
    "exelearning 1.2": (scorm(start="index.html", parts=3), {"S12-046": 1, "PKG-018": 3}, (A, S, U, U)),
    "exelearning 2.9 1.2": (scorm(also=["inleiding.html", "SCORM_API_wrapper.js"]), {}, (A, A, U, U)),
    "exelearning 2004": (scorm(FOURTH, parts=2), {"S24-046": 1, "PKG-018": 2}, (A, S, R, U)),
    "exelearning, older": (scorm(script=UNLOAD, schemas=False), {"S12-050": 1, "S12-027": 1}, (S, U, U, U)),
    "exelearning, names that begin with _": (scorm(also=["_1_base.css", "_mathjax.js"]), {}, (A, A, U, U)),
    # Hidden and underscored names, an engine of many scripts.
    "xerte 1.2": (scorm(start="scormRLO.htm", also=["common_html5/js/xttracking_noop.js"]), {}, (A, A, U, U)),
    "xerte 1.2, hidden files": (scorm(start="scormRLO.htm", also=[".htaccess.txt"]), {"PKG-031": 1}, (A, A, U, U)),
    "xerte 2004": (scorm(THIRD, "scorm2004RLO.htm", also=["languages/en-GB/engine.xml"]), {}, (A, A, R, A)),
    "xerte xapi": (tincan("xapiRLO.htm", more=["common_html5/js/xttracking_xapi.js"]), {}, (R, R, R, U)),
    # A tour: one script, media beside it.
    "3dvista 1.2": (scorm(start="index.htm", also=["script.js", "media/panorama_0.webp"]), {}, (A, A, U, U)),
    "3dvista 2004": (scorm(FOURTH, "index.htm", also=["lib/tdvplayer.js"]), {}, (A, A, R, A)),
    # The standards' own examples.
    "adl example, one part": (scorm(start="shared/launchpage.html", more=' parameters="?content=playing"'),
                              {"S12-048": 1}, (A, S, U, U)),
    "adl example, five parts": (scorm(start="launchpage.html", parts=5), {"S12-046": 1, "PKG-018": 5}, (A, S, U, U)),
    "adl example 2004": (scorm(FOURTH, "shared/launchpage.html", controls=False), {"S24-034": 1}, (A, A, R, U)),
    "adl example 2004, parameters": (
        scorm(FOURTH, "shared/launchpage.html", more=' parameters="?content=posttest"'), {"S24-048": 1},
        (A, S, R, A)),
    "catapult, one unit": (cmi5(["index.html"], more=["js/cmi5.min.js", "js/course.js"]), {}, (R, R, R, A)),
    "catapult, pre and post test": (
        cmi5(["pre.html?assessment=pre", "post.html?assessment=post"], mastery="0.8"), {}, (R, R, R, A)),
    "catapult, block": (cmi5(["one.html", "two.html", "three.html"], block=True), {}, (R, R, R, A)),
    "catapult, units elsewhere": (cmi5(["https://content.example/one/index.html"]), {}, (R, R, R, A)),
    "catapult, a parameter of the LMS": (cmi5(["index.html?endpoint=x"]), {"CM5-009": 1}, (R, R, R, R)),
    "catapult, an address that is none": (cmi5(["https://content example/"]), {"CM5-010": 1}, (R, R, R, R)),
    # LMSs' own tests, and smaller makers.
    "moodle's test, single part": (scorm(start="PlayWithExternals.html", schemas=False), {"S12-027": 1}, (A, A, U, U)),
    "moodle's test, aicc": (aicc("geology", "ch1.html"), {"PKG-030": 1}, (A, R, R, U)),
    "h5p in a wrapper": (
        scorm(also=["h5p/content.json"], unlisted=["h5p/libraries/a-1.0/library.json"]), {"S12-026": 1}, (A, A, U, U)),
    "camtasia quiz": (scorm(start="Demo_player.html", inside=MASTERY), {"S12-041": 1}, (S, A, U, U)),
    "hot potatoes": (scorm(start="quiz.htm", schemas=False, script=UNLOAD), {"S12-050": 1, "S12-027": 1}, (S, U, U, U)),
    "a player that counts": (scorm(script=BEACON), {"PKG-032": 1}, (A, U, U, U)),
    "a film at a host": (
        scorm(external="https://video.example/film.mp4"), {"S12-023": 1}, (U, U, U, U)),
    "liascript-like 2004": (scorm(FOURTH, also=["media/Mein Bild.png"]), {"PKG-016": 1}, (A, U, R, U)),
}  # fmt: skip


def test_there_are_sixty() -> None:
    assert len(ROWS) >= 60


@pytest.mark.parametrize("name", ROWS)
def test_judged(name: str) -> None:
    tree, found, verdicts = ROWS[name]
    package = examine(io.BytesIO(archive(plain(tree))), "course.zip")
    assert Counter(finding.code for finding in package.findings) == found
    judged: Mapping[str, Verdict] = {each.lms.id: each.verdict for each in lms_report(package)}
    checker = judged.get("catapult" if package.standards == ("cmi5",) else "adl", U)
    assert (*(judged[lms] for lms in ("moodle", "openedx", "anewspring")), checker) == verdicts
    scorm = package.standards in (("scorm12",), ("scorm2004",))
    # Of a fault, or of advice, nobody knows what it does in these, so none of them is said to accept the package.
    faultless = not found
    for lms in ("chamilo", "claroline", "forma", "frappe"):
        assert judged[lms] == (S if scorm and faultless else U), lms
    # Its source says that it reads no schemas by itself.
    taken = package.standards == ("scorm12",) and found.keys() <= {"S12-027"}
    assert judged["ilias"] == (A if taken else U)
    assert {judged[lms] for lms in ("cloud", "brightspace", "canvas")} == {U}


def plain(tree: Tree) -> Tree:
    return {path: data for path, data in tree.items() if "://" not in path}
