"""What an LMS starts in a SCORM package, read as leniently as LMSs read: whatever the namespaces, whoever made it.

Sources: SCORM 1.2 CAM 2.3.2.5; SCORM 2004 4th Edition CAM 3.4.1.9 and 3.4.1.16, RTE 4.2 (what the manifest gives to the
data model).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from urllib.parse import unquote

from lxml import etree

from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.xml import XML, parse_xml
from modulebouwer.standards.scorm import MANIFEST
from modulebouwer.standards.scorm.versions import played_as
from modulebouwer.standards.standard import Contents, Launch, Unlaunchable

XML_BASE = f"{{{XML}}}base"

# An item → what its runtime starts with.
Given = Callable[[etree._Element], Iterator[tuple[str, str]]]


def contents(tree: FileTree, given: Given) -> Contents:
    """The items with a resource, those of the default organization first; else ``loose``. Raises ``Unlaunchable``."""
    root = root_of(tree)
    organizations = root.findall("{*}organizations/{*}organization")
    default = root.find("{*}organizations")
    first = default.get("default") if default is not None else None
    organizations.sort(key=lambda organization: organization.get("identifier") != first)
    title = next((text(organization, "{*}title") for organization in organizations), "")
    resources = {
        resource.get("identifier", ""): resource for resource in root.iterfind("{*}resources/{*}resource")
    }
    launches = [
        Launch(
            item.get("identifier", ""),
            text(item, "{*}title"),
            address(item, resources[item.get("identifierref", "")]),
            {name: value for name, value in given(item) if value},
            type_of(resources[item.get("identifierref", "")]),
            chapters(item),
        )
        for organization in organizations
        for item in organization.iter("{*}item")
        if resources.get(item.get("identifierref", ""), root).get("href")
    ] or loose(root)
    version = root.findtext("{*}metadata/{*}schemaversion")
    return Contents(
        title,
        tuple(launches),
        marks(root),
        version=version,
        played_as=played_as(version),
        first_in={"openedx": first_in_open_edx(root, launches)} if launches else {},
    )


def loose(root: etree._Element) -> list[Launch]:
    """What LMSs start where no item starts anything, each called by its identifier."""
    return [
        Launch(name, name, base(one) + one.get("href", ""), type=type_of(one))
        for one in loose_resources(root)
        if (name := one.get("identifier", ""))
    ]


def loose_resources(root: etree._Element) -> list[etree._Element]:
    """Without any organization Moodle starts all with an ``href`` (``scorm_get_manifest``); Open edX the first."""
    resources = root.findall("{*}resources/{*}resource[@href]")
    return resources if root.find("{*}organizations/{*}organization") is None else resources[:1]


def chapters(item: etree._Element) -> tuple[str, ...]:
    """The titles of the items around ``item``, the outermost first."""
    around = [one for one in item.iterancestors() if etree.QName(one).localname == "item"]
    return tuple(title for one in reversed(around) if (title := text(one, "{*}title")))


def first_in_open_edx(root: etree._Element, launches: Sequence[Launch]) -> str:
    """The ``id`` of the launch that starts the first resource with an ``href`` (XBlock: ``update_package_fields``)."""
    first = root.find("{*}resources/{*}resource[@href]")
    name = None if first is None else first.get("identifier")
    items = (one for one in root.iter("{*}item") if one.get("identifierref") == name)
    started = {one.get("identifier", "") for one in items} or {name or ""}
    return next((one.id for one in launches if one.id in started), "")


def marks(root: etree._Element) -> dict[str, str]:
    """What aNewSpring knows a package again by: the title in its metadata, and the identifiers of its resources."""
    general = root.find("{*}metadata/{*}lom/{*}general/{*}title")
    named = {item.get("identifierref", "") for item in root.iter("{*}item")} - {""}
    started = named or {one.get("identifier", "") for one in loose_resources(root)} - {""}
    return {
        "title": " ".join("".join(general.itertext()).split()) if general is not None else "",
        "resource": ", ".join(sorted(started)),
    }


def root_of(tree: FileTree) -> etree._Element:
    try:
        return parse_xml(tree[MANIFEST])
    except KeyError as error:
        raise Unlaunchable(MANIFEST) from error
    except etree.XMLSyntaxError as error:
        raise Unlaunchable(f"{MANIFEST}: {error.msg}") from error


def type_of(resource: etree._Element) -> str:
    """``scormtype``, or ``scormType`` as SCORM 2004 writes it, whatever its prefix; "" without."""
    named = {etree.QName(name).localname.lower(): value for name, value in resource.attrib.items()}
    return str(named.get("scormtype", ""))


def text(element: etree._Element, path: str) -> str:
    return " ".join((element.findtext(path) or "").split())


def target(element: etree._Element) -> str:
    """The path in the package that an element's ``href`` names, ``xml:base`` of its ancestors before it.

    As a browser resolves it (URL Standard, 4.4): ``\\`` counts as ``/``, and ``.`` and ``..`` are no folders.
    """
    kept: list[str] = []
    for part in written_target(element).replace("\\", "/").split("/"):
        if part == ".." and kept and kept[-1] != "..":
            kept.pop()
        elif part != ".":
            kept.append(part)
    return "/".join(kept)


def written_target(element: etree._Element) -> str:
    """As ``target``, as it is written: nobody but a browser need resolve it."""
    return base(element) + unquote(element.get("href", "").split("?")[0].split("#")[0])


def base(element: etree._Element) -> str:
    ancestors = [*reversed(list(element.iterancestors())), element]
    return "".join(ancestor.get(XML_BASE, "") for ancestor in ancestors)


def address(item: etree._Element, resource: etree._Element) -> str:
    """Where the item starts. CAM 3.4.1.9 says how its ``parameters`` join the resource's address."""
    start = base(resource) + resource.get("href", "")
    parameters = item.get("parameters", "").lstrip("?&")
    if not parameters:
        return start
    if parameters.startswith("#"):
        return start if "#" in start else start + parameters
    before, mark, fragment = start.partition("#")
    return f"{before}{'&' if '?' in before else '?'}{parameters}{mark}{fragment}"
