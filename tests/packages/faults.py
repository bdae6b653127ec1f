"""The smallest packages with a fault that real packages have, each made by one function."""

from __future__ import annotations

from packages.styles import HEAD_12, HEAD_2004, listed

# Finds either API, as every tool's wrapper does; saves at once.
SAVING = (
    "function find(w){for(var i=0;i<9&&w;i++){if(w.API)return w.API;w=w.parent}}var api=find(window);"
    "api.LMSInitialize('');api.LMSSetValue('cmi.core.lesson_status','completed');api.LMSCommit('')"
)
SAVING_2004 = SAVING.replace("LMS", "").replace("API", "API_1484_11").replace("core.lesson", "completion")
CONTROLS = (
    '<imsss:sequencing><imsss:deliveryControls completionSetByContent="true" objectiveSetByContent="true"/>'
    "</imsss:sequencing>"
)


def page(body: str = "", script: str = SAVING, head: str = "") -> bytes:
    return (
        f"<!doctype html><html lang='nl'><head><title>Deel</title>{head}</head><body>{body}"
        f"<script>{script}</script></body></html>"
    ).encode()


def organization(items: str, identifier: str = "org") -> str:
    return (
        f'<organizations default="{identifier}"><organization identifier="{identifier}"><title>Proef</title>{items}'
        "</organization></organizations>"
    )


def item(number: int = 1, inside: str = "", more: str = "") -> str:
    return f'<item identifier="i{number}" identifierref="r{number}"{more}><title>Deel {number}</title>{inside}</item>'


def sco(*files: str, number: int = 1, more: str = "", kind: str = "scormtype") -> str:
    return (
        f'<resource identifier="r{number}" type="webcontent" adlcp:{kind}="sco" href="{files[0]}"{more}>'
        f"{listed(files)}</resource>"
    )


def scorm12(
    organizations: str, resources: str, files: dict[str, bytes], head: str = HEAD_12
) -> dict[str, bytes]:
    manifest = f"{head.format(identifier='m', metadata='')}{organizations}<resources>{resources}</resources></manifest>"
    return {"imsmanifest.xml": manifest.encode(), **files}


def scorm2004(version: str | None = "2004 4th Edition", inside: str = CONTROLS) -> dict[str, bytes]:
    head = HEAD_2004.format(identifier="m", version=version or "")
    resources = f"<resources>{sco('a.html', kind='scormType')}</resources>"
    manifest = f"{head}{organization(item(inside=inside))}{resources}</manifest>"
    if version is None:
        manifest = manifest.replace("<schemaversion></schemaversion>", "")
    return {"imsmanifest.xml": manifest.encode(), "a.html": page(script=SAVING_2004)}


def one_sco(content: bytes | None = None, *more: str) -> dict[str, bytes]:
    """A sound package of one SCO, that lists ``more`` as well without having it."""
    return scorm12(organization(item()), sco("a.html", *more), {"a.html": content or page()})


def no_version() -> dict[str, bytes]:
    tree = one_sco()
    start = tree["imsmanifest.xml"].partition(b"<metadata>")[0]
    return {**tree, "imsmanifest.xml": start + tree["imsmanifest.xml"].partition(b"</metadata>")[2]}


def several_scos() -> dict[str, bytes]:
    numbers = (1, 2, 3)
    return scorm12(
        organization("".join(item(number) for number in numbers)),
        "".join(sco(f"{number}.html", number=number) for number in numbers),
        {f"{number}.html": page() for number in numbers},
    )


def parameters() -> dict[str, bytes]:
    return scorm12(organization(item(more=' parameters="?deel=3"')), sco("a.html"), {"a.html": page()})


def base() -> dict[str, bytes]:
    return scorm12(organization(item()), sco("a.html", more=' xml:base="inhoud/"'), {"inhoud/a.html": page()})


def aicc(*, without: str = "") -> dict[str, bytes]:
    files = {
        "les.crs": b"[Course]\nCourse_ID=P1\nCourse_Title=Proef\nVersion=3.0\nTotal_AUs=1\n",
        "les.au": b'"system_id","type","file_name","web_launch"\n"A1","lesson","a.html",""\n',
        "les.des": b'"system_id","title"\n"A1","Proef"\n',
        "les.cst": b'"block","member"\n"root","A1"\n',
        "a.html": page(),
    }
    return {path: data for path, data in files.items() if path != without}


def loads_in_comments() -> dict[str, bytes]:
    head = (
        '<!--[if lt IE 9]><script src="//old.example/shim.js"></script><![endif]-->'
        '<!-- <img src="https://a.example/x.png"> -->'
    )
    return one_sco(page(head=head))


def names() -> dict[str, bytes]:
    return {**one_sco(None, "_beeld.png", ".stijl.css"), "_beeld.png": b"\x89PNG", ".stijl.css": b"p{}"}


def start_written(href: str) -> dict[str, bytes]:
    """The start file is ``a.html``, and so it is listed; the resource names it as ``href``."""
    resource = sco("a.html").replace('href="a.html"', f'href="{href}"', 1)
    return scorm12(organization(item()), resource, {"a.html": page()})


def no_start_file() -> dict[str, bytes]:
    return scorm12(organization(item()), sco("start.html"), {})


def no_picture() -> dict[str, bytes]:
    return one_sco(None, "beeld.png")


def identifiers() -> dict[str, bytes]:
    tree = one_sco()
    manifest = tree["imsmanifest.xml"].replace(b'"m"', b'"507f1f77_man"').replace(b'"org"', b'"507f1f77_org"')
    return {**tree, "imsmanifest.xml": manifest}


def saves_while_leaving() -> dict[str, bytes]:
    head, _, save = SAVING.partition("api.LMSSetValue")
    content = page(script=f"{head}function weg(){{api.LMSSetValue{save}}}")
    return one_sco(content.replace(b"<body>", b'<body onunload="weg()">'))


def given() -> dict[str, bytes]:
    inside = "<adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>begin</adlcp:datafromlms>"
    return scorm12(organization(item(inside=inside)), sco("a.html"), {"a.html": page()})


def given_2004() -> dict[str, bytes]:
    inside = (
        "<adlcp:dataFromLMS>begin</adlcp:dataFromLMS>"
        '<adlcp:completionThreshold completedByMeasure="true" minProgressMeasure="0.75"/>'
    )
    return scorm2004(inside=inside + CONTROLS)


def style_from_elsewhere(*, listed_too: bool) -> dict[str, bytes]:
    content = page(head='<link rel="stylesheet" href="a.css">')
    style = b"p{background:url(https://teller.example/p.png)}"
    return {**one_sco(content, *(["a.css"] if listed_too else [])), "a.css": style}


def cmi5(unit: str = "au", url: str = "index.html") -> dict[str, bytes]:
    words = "".join(
        f'<{name}><langstring lang="nl">Proef</langstring></{name}>' for name in ("title", "description")
    )
    structure = (
        '<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">'
        f'<course id="https://school.example/c">{words}</course>'
        f'<au id="https://school.example/c/{unit}" moveOn="Completed">{words}<url>{url}</url></au></courseStructure>'
    )
    return {"cmi5.xml": structure.encode(), "index.html": page(script="")}
