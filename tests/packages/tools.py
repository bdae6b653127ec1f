"""What is typical of the packages of sixty exports: made by one function a standard from what differs between them.

Structure only, from what the tools' help pages and the market's zips show: folders, what a manifest lists, how parts
are named, which API a wrapper looks for. No file and no text of a tool is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from modulebouwer import resources
from packages.faults import CONTROLS, SAVING, SAVING_2004, page
from packages.styles import HEAD_12, HEAD_2004, listed

Tree = dict[str, bytes]

THIRD, FOURTH = "2004 3rd Edition", "2004 4th Edition"
SCHEMAS = {"1.2": "scorm12", THIRD: "scorm2004-3", FOURTH: "scorm2004-4"}


def scorm(
    version: str = "1.2",
    start: str = "index.html",
    *,
    also: Sequence[str] = (),
    unlisted: Sequence[str] = (),
    parts: int = 1,
    names: str = "course{kind}{number}",
    inside: str = "",
    more: str = "",
    controls: bool = True,
    schemas: bool = True,
    head: str = "",
    script: str = "",
    external: str = "",
) -> Tree:
    """``names``: how identifiers are made; ``inside`` and ``more``: what an item holds, and its attributes.

    ``external``: a file outside the package that the resource lists.
    """
    older = version == "1.2"
    kind = "scormtype" if older else "scormType"

    def name(kind: str, number: int = 0) -> str:
        return names.format(kind=kind, number=number)

    starts = [start] if parts == 1 else [f"part{number}/{start}" for number in range(parts)]
    sequencing = "" if older or not controls else CONTROLS
    items = "".join(
        f'<item identifier="{name("i", number)}" identifierref="{name("r", number)}"{more}><title>Part {number}</title>'
        f"{inside}{sequencing}</item>"
        for number in range(parts)
    )
    outside = f'<file href="{external}"/>' if external else ""
    files = "".join(
        f'<resource identifier="{name("r", number)}" type="webcontent" adlcp:{kind}="sco" href="{path}">'
        f"{listed([path, *(also if number == 0 else ())])}{outside}</resource>"
        for number, path in enumerate(starts)
    )
    top = HEAD_12.format(identifier=name("m"), metadata="")
    if not older:
        top = HEAD_2004.format(identifier=name("m"), version=version)
    manifest = (
        f'{top}<organizations default="{name("o")}"><organization identifier="{name("o")}"><title>Course</title>{items}'
        f"</organization></organizations><resources>{files}</resources></manifest>"
    )
    content = page(script=script or (SAVING if older else SAVING_2004), head=head)
    documents = resources.control_documents(SCHEMAS[version]) if schemas else {}
    rest = {path: filler(path) for path in [*also, *unlisted]}
    return {"imsmanifest.xml": manifest.encode(), **dict.fromkeys(starts, content), **rest, **documents}


def filler(path: str) -> bytes:
    return b"<!doctype html><title>Part</title>" if path.endswith(".html") else b"/* */"


def cmi5(units: Iterable[str], *, mastery: str = "", block: bool = False, more: Sequence[str] = ()) -> Tree:
    def words(text: str) -> str:
        return "".join(
            f'<{name}><langstring lang="en-US">{text}</langstring></{name}>'
            for name in ("title", "description")
        )

    score = f' masteryScore="{mastery}"' if mastery else ""
    stated = list(units)
    listing = "".join(
        f'<au id="https://example.org/course/{number}" moveOn="CompletedOrPassed"{score}>{words(f"Unit {number}")}'
        f"<url>{url}</url></au>"
        for number, url in enumerate(stated)
    )
    if block:
        listing = f'<block id="https://example.org/course/block">{words("Block")}{listing}</block>'
    structure = (
        '<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">'
        f'<course id="https://example.org/course">{words("Course")}</course>{listing}</courseStructure>'
    )
    pages = {url.partition("?")[0]: page(script="") for url in stated if "://" not in url}
    return {"cmi5.xml": structure.encode(), **pages, **{path: filler(path) for path in more}}


def tincan(start: str, *, slides: int = 0, more: Sequence[str] = ()) -> Tree:
    inner = "".join(
        f'<activity id="https://example.org/course/{number}" type="http://adlnet.gov/expapi/activities/module">'
        f'<name lang="en">Slide {number}</name><description lang="en">Slide</description></activity>'
        for number in range(slides)
    )
    structure = (
        '<tincan xmlns="http://projecttincan.com/tincan.xsd"><activities>'
        '<activity id="https://example.org/course" type="http://adlnet.gov/expapi/activities/course">'
        '<name lang="en">Course</name><description lang="en">Course</description>'
        f'<launch lang="en">{start}</launch></activity>{inner}</activities></tincan>'
    )
    return {"tincan.xml": structure.encode(), start: page(script=""), **{path: filler(path) for path in more}}


def aicc(stem: str, start: str) -> Tree:
    return {
        f"{stem}.crs": b"[Course]\nCourse_ID=C1\nVersion=3.5\n",
        f"{stem}.au": f'"system_id","file_name"\n"A1","{start}"\n'.encode(),
        f"{stem}.des": b'"system_id","title"\n"A1","Course"\n',
        f"{stem}.cst": b'"block","member"\n"root","A1"\n',
        start: page(script=""),
    }
