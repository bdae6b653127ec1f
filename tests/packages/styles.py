"""Packages in the style of other tools: their structure made anew from small trees, none of their files or texts.

What is typical is kept: the manifest's form, the folders, what is listed and what is not, the names of the scripts and
the APIs that they look for.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from modulebouwer import resources

XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
HEAD_12 = (
    '<manifest identifier="{identifier}" version="1.0" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" '
    'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2" ' + XSI + ">"
    "<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion>{metadata}</metadata>"
)
HEAD_2004 = (
    '<manifest identifier="{identifier}" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" '
    'xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:adlseq="http://www.adlnet.org/xsd/adlseq_v1p3" '
    'xmlns:adlnav="http://www.adlnet.org/xsd/adlnav_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss" '
    + XSI
    + ' xsi:schemaLocation="http://www.imsglobal.org/xsd/imscp_v1p1 imscp_v1p1.xsd '
    "http://www.adlnet.org/xsd/adlcp_v1p3 adlcp_v1p3.xsd http://www.adlnet.org/xsd/adlseq_v1p3 adlseq_v1p3.xsd "
    'http://www.adlnet.org/xsd/adlnav_v1p3 adlnav_v1p3.xsd http://www.imsglobal.org/xsd/imsss imsss_v1p0.xsd">'
    "<metadata><schema>ADL SCORM</schema><schemaversion>{version}</schemaversion></metadata>"
)

PAGE = b"<!doctype html><html lang='en'><title>Course</title><script src='%s'></script></html>"
# A wrapper that walks the windows for either API, as those tools ship one.
WRAPPER = (
    b"function find(w){while(!w.API&&!w.API_1484_11&&w.parent!==w)w=w.parent;return w.API_1484_11||w.API}"
    b"find(window).LMSSetValue('cmi.core.lesson_status','incomplete');var other='cmi.completion_status';"
)


def listed(paths: Iterable[str]) -> str:
    return "".join(f'<file href="{escape(path)}"/>' for path in paths)


def adapt() -> dict[str, bytes]:
    """One SCO; the manifest lists the launch page alone; the course is JSON in a folder a language."""
    manifest = (
        HEAD_12.format(identifier="adapt_manifest", metadata="")
        + '<organizations default="adapt_scorm"><organization identifier="adapt_scorm"><title>Course</title>'
        '<item identifier="item_1" identifierref="res_1" isvisible="true"><title>Course</title></item></organization>'
        '</organizations><resources><resource identifier="res_1" type="webcontent" href="index_lms.html" '
        'adlcp:scormtype="sco"><file href="index_lms.html"/></resource></resources></manifest>'
    )
    return {
        "imsmanifest.xml": manifest.encode(),
        "index_lms.html": PAGE % b"adapt/js/adapt.min.js",
        "adapt/js/adapt.min.js": WRAPPER,
        "adapt/css/adapt.css": b"@font-face{font-family:vanilla;src:url(fonts/vanilla.woff2)}",
        "adapt/css/fonts/vanilla.woff2": b"wOF2",
        "course/config.json": b"{}",
        "course/en/course.json": b"{}",
        "course/nl/course.json": b"{}",
        **resources.control_documents("scorm12"),
    }


def liascript() -> dict[str, bytes]:
    """SCORM 2004 by a packager that lists every file; the edition in small letters; an own namespace unmapped."""
    content = {
        "index.html": PAGE % b"index.1f0a.js",
        "index.1f0a.js": b"var a=window.API_1484_11;a.SetValue('cmi.completion_status','incomplete')",
        "config.js": b"window.config={}",
        "README.md": b"# Course",
        "media/Mein Bild.png": b"\x89PNG",
    }
    manifest = (
        HEAD_2004.format(identifier="lia", version="2004 4th edition")
        + '<organizations default="org"><organization identifier="org"><title>Course</title>'
        '<item identifier="item" identifierref="res"><title>Course</title><imsss:sequencing><imsss:deliveryControls '
        'completionSetByContent="true" objectiveSetByContent="true"/></imsss:sequencing></item></organization>'
        '</organizations><resources><resource identifier="res" type="webcontent" href="index.html" '
        f'adlcp:scormType="sco">{listed(content)}</resource></resources></manifest>'
    )
    return {"imsmanifest.xml": manifest.encode(), **content, **resources.control_documents("scorm2004-4")}


def exelearning() -> dict[str, bytes]:
    """A SCO a page, all in one resource list, a shared resource of scripts, metadata in a file beside the manifest."""
    pages = ["index.html", "inleiding.html", "oefening.html"]
    scripts = {"SCORM_API_wrapper.js": WRAPPER, "SCOFunctions.js": b"function loadPage(){}"}
    items = "".join(
        f'<item identifier="ITEM-eXe{number}" identifierref="RES-eXe{number}"><title>{page}</title></item>'
        for number, page in enumerate(pages)
    )
    sco = "".join(
        f'<resource identifier="RES-eXe{number}" type="webcontent" adlcp:scormtype="sco" href="{page}">'
        f'{listed([page])}<dependency identifierref="COMMON"/></resource>'
        for number, page in enumerate(pages)
    )
    manifest = (
        HEAD_12.format(identifier="eXe-manifest", metadata="<adlcp:location>imslrm.xml</adlcp:location>")
        + f'<organizations default="eXe-org"><organization identifier="eXe-org" structure="hierarchical"><title>Cursus'
        f"</title>{items}</organization></organizations><resources>{sco}"
        f'<resource identifier="COMMON" type="webcontent" adlcp:scormtype="asset">{listed([*scripts, "base.css"])}'
        "</resource></resources></manifest>"
    )
    return {
        "imsmanifest.xml": manifest.encode(),
        "imslrm.xml": b"<lom xmlns='http://www.imsglobal.org/xsd/imsmd_rootv1p2p1'/>",
        **dict.fromkeys(pages, PAGE % b"SCORM_API_wrapper.js"),
        **scripts,
        "base.css": b"body{margin:0}",
        **resources.control_documents("scorm12"),
    }


def articulate() -> dict[str, bytes]:
    """A driver in a folder of its own starts the content in another; a pass mark in the manifest; a font from a CDN."""
    driver = {
        "scormdriver/indexAPI.html": PAGE % b"scormdriver.js",
        "scormdriver/scormdriver.js": WRAPPER,
        "scormcontent/index.html": b"<!doctype html><link rel=stylesheet href='https://fonts.example/css?family=Lato'>",
        "scormcontent/lib/main.bundle.js": b"var course=1",
    }
    manifest = (
        HEAD_12.format(identifier="rise_course", metadata="")
        + '<organizations default="B0"><organization identifier="B0"><title>Course</title>'
        '<item identifier="i1" identifierref="r1" isvisible="true"><title>Course</title>'
        "<adlcp:masteryscore>80</adlcp:masteryscore></item></organization></organizations>"
        '<resources><resource identifier="r1" type="webcontent" href="scormdriver/indexAPI.html" '
        f'adlcp:scormtype="sco">{listed(driver)}</resource></resources></manifest>'
    )
    return {"imsmanifest.xml": manifest.encode(), **driver, **resources.control_documents("scorm12")}


def xapi_export() -> dict[str, bytes]:
    """A tincan.xml in which each slide is an activity, but only the course can be launched."""
    tincan = (
        '<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>'
        '<activity id="http://example.org/5a" type="http://adlnet.gov/expapi/activities/course">'
        '<name>Course</name><description lang="en">Course</description><launch lang="en">story.html</launch></activity>'
        '<activity id="http://example.org/5a/slide1" type="http://adlnet.gov/expapi/activities/module">'
        '<name lang="en">One</name><description lang="en">One</description></activity></activities></tincan>'
    )
    return {"tincan.xml": tincan.encode(), "story.html": PAGE % b"story.js", "story.js": b"var s=1"}


def cmi5_export() -> dict[str, bytes]:
    """A course of two units whose score counts."""
    units = "".join(
        f'<au id="http://example.org/c/{number}" moveOn="CompletedOrPassed" masteryScore="0.8">'
        f'<title><langstring lang="en-US">{number}</langstring></title><description><langstring lang="en-US">{number}'
        f"</langstring></description><url>unit{number}/index.html</url></au>"
        for number in (1, 2)
    )
    structure = (
        '<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"><course id="http://example.org/c">'
        '<title><langstring lang="en-US">C</langstring></title><description><langstring lang="en-US">C</langstring>'
        f"</description></course>{units}</courseStructure>"
    )
    return {
        "cmi5.xml": structure.encode(),
        "unit1/index.html": PAGE % b"unit.js",
        "unit1/unit.js": b"",
        "unit2/index.html": PAGE % b"unit.js",
        "unit2/unit.js": b"",
    }
