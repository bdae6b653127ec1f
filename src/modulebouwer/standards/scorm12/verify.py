"""Is this a SCORM 1.2 package that LMSs take? The rules in the order of the standard, then the official schemas.

Sources: SCORM 1.2 Content Aggregation Model 2.3; IMS Content Packaging 1.1.2. A rule that goes beyond them names the
LMS it is there for. Where a rule has spoken about a line, the schema does not repeat it in its own words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from urllib.parse import unquote, urlsplit

from lxml import etree

from modulebouwer.diagnostics import Diagnostic, Location
from modulebouwer.package.file_tree import FileTree
from modulebouwer.standards.scorm12 import MANIFEST
from modulebouwer.standards.scorm12.schemas import ADLCP, IMSCP, SCHEMA_FILES, schema

CP = f"{{{IMSCP}}}"
TYPE = f"{{{ADLCP}}}scormtype"
# XML Schema part 2, 3.3.7 (NCName), in the ASCII part that every LMS stores as it is; Moodle's columns hold 255.
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,254}")
LONGEST_TITLE = 200
CONTROL_SUFFIXES = (".xsd", ".dtd")
NUMERIC_ENTITY = re.compile(rb"&#\w+;")
# More findings of one kind than this tell nothing new, and a hostile manifest could hold millions.
MOST_SCHEMA_FINDINGS = 20


class Manifest:
    """A parsed manifest with the files it came with."""

    def __init__(self, root: etree._Element, tree: FileTree) -> None:
        self.root = root
        self.tree = tree

    @cached_property
    def organizations(self) -> list[etree._Element]:
        return list(self.root.iterfind(f"{CP}organizations/{CP}organization"))

    @cached_property
    def items(self) -> list[etree._Element]:
        return [item for organization in self.organizations for item in organization.iter(f"{CP}item")]

    @cached_property
    def resources(self) -> list[etree._Element]:
        return list(self.root.iterfind(f"{CP}resources/{CP}resource"))

    @cached_property
    def resources_by_identifier(self) -> Mapping[str, etree._Element]:
        return {resource.get("identifier", ""): resource for resource in self.resources}

    @cached_property
    def launched(self) -> list[etree._Element]:
        """The resources that items start, in the order of the items."""
        wanted = [item.get("identifierref", "") for item in self.items]
        return [self.resources_by_identifier[name] for name in wanted if name in self.resources_by_identifier]


def verify(tree: FileTree) -> Iterator[Diagnostic]:
    """Findings at the paths of ``tree``, which holds ``imsmanifest.xml``."""
    data = tree[MANIFEST]
    try:
        # No DTD is loaded and no entity expanded: a manifest comes from anybody.
        root = etree.fromstring(
            data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    except etree.XMLSyntaxError as error:
        line, column = error.position
        yield Diagnostic(
            "S12-001", Location(MANIFEST, max(line, 1), max(column, 1)), {"why": error.msg or ""}
        )
        return
    if b"<!DOCTYPE" in data:
        yield finding("S12-002", root)
        return
    if root.tag != f"{CP}manifest" or root.prefix:
        yield finding("S12-003", root, expected=IMSCP)
        return
    manifest = Manifest(root, tree)
    found = [diagnostic for rule in RULES for diagnostic in rule(manifest)]
    yield from found
    yield from schema_findings(root, {diagnostic.location.line for diagnostic in found})


def finding(code: str, element: etree._Element, **values: str | int) -> Diagnostic:
    return Diagnostic(code, Location(MANIFEST, element.sourceline or 1), values)


def encoding(manifest: Manifest) -> Iterator[Diagnostic]:
    """Moodle shows ``&#233;`` as it is written (datamodels/scormlib.php)."""
    stated = manifest.root.getroottree().docinfo.encoding or "UTF-8"
    if stated.upper() != "UTF-8":
        yield finding("S12-004", manifest.root, encoding=stated)
    data = manifest.tree[MANIFEST]
    entity = NUMERIC_ENTITY.search(data)
    if entity:
        line = data.count(b"\n", 0, entity.start()) + 1
        yield Diagnostic(
            "S12-005", Location(MANIFEST, line), {"entity": entity[0].decode("ascii", "replace")}
        )


def prefixes(manifest: Manifest) -> Iterator[Diagnostic]:
    """Moodle looks for the letters ``adlcp:``, not for the namespace."""
    seen: set[str | None] = set()
    for element in manifest.root.iter(etree.Element):
        for prefix, namespace in element.nsmap.items():
            if namespace == ADLCP and prefix != "adlcp" and prefix not in seen:
                seen.add(prefix)
                yield finding("S12-006", element, prefix=prefix or "", expected="adlcp")


def version(manifest: Manifest) -> Iterator[Diagnostic]:
    """CAM 2.3.2.2; read to the letter by Moodle and Open edX."""
    metadata = manifest.root.find(f"{CP}metadata")
    for name, expected in (("schema", "ADL SCORM"), ("schemaversion", "1.2")):
        element = metadata.find(CP + name) if metadata is not None else None
        if element is None:
            yield finding(
                "S12-007",
                metadata if metadata is not None else manifest.root,
                name=name,
                expected=expected,
            )
        elif element.text != expected:
            yield finding("S12-008", element, name=name, value=element.text or "", expected=expected)


def identifiers(manifest: Manifest) -> Iterator[Diagnostic]:
    elements = [manifest.root, *manifest.organizations, *manifest.items, *manifest.resources]
    seen: set[str] = set()
    for element in elements:
        identifier = element.get("identifier", "")
        name = etree.QName(element).localname
        if not IDENTIFIER.fullmatch(identifier):
            yield finding("S12-009", element, name=name, identifier=identifier)
        elif identifier in seen:
            yield finding("S12-010", element, name=name, identifier=identifier)
        seen.add(identifier)


def default_organization(manifest: Manifest) -> Iterator[Diagnostic]:
    parent = manifest.root.find(f"{CP}organizations")
    if parent is None or not manifest.organizations:
        yield finding("S12-011", parent if parent is not None else manifest.root)
        return
    default = parent.get("default")
    if default is None:
        yield finding("S12-012", parent)
    elif default not in {organization.get("identifier") for organization in manifest.organizations}:
        yield finding("S12-013", parent, default=default)


def titles(manifest: Manifest) -> Iterator[Diagnostic]:
    """Schema: 200 characters. Moodle: a database error above 255."""
    for element in [*manifest.organizations, *manifest.items]:
        title = element.find(f"{CP}title")
        text = (title.text or "").strip() if title is not None else ""
        name = etree.QName(element).localname
        if not text:
            yield finding("S12-014", element, name=name)
        elif len(text) > LONGEST_TITLE:
            yield finding(
                "S12-015", title if title is not None else element, length=len(text), most=LONGEST_TITLE
            )


def items(manifest: Manifest) -> Iterator[Diagnostic]:
    for organization in manifest.organizations:
        if organization.find(f"{CP}item") is None:
            yield finding("S12-016", organization)
    for item in manifest.items:
        wanted = item.get("identifierref")
        if wanted is None and item.find(f"{CP}item") is None:
            yield finding("S12-017", item)
        elif wanted is not None and wanted not in manifest.resources_by_identifier:
            yield finding("S12-018", item, identifier=wanted)


def launch_files(manifest: Manifest) -> Iterator[Diagnostic]:
    """A started resource has a type and a file; Open edX starts the first resource that has an ``href``."""
    with_href = [resource for resource in manifest.resources if resource.get("href")]
    if manifest.launched and with_href and with_href[0] not in manifest.launched:
        yield finding("S12-019", with_href[0])
    for resource in dict.fromkeys(manifest.launched):
        if resource.get(TYPE) not in ("sco", "asset"):
            yield finding("S12-020", resource)
        if not resource.get("href"):
            yield finding("S12-021", resource)


def references(manifest: Manifest) -> Iterator[Diagnostic]:
    """Every ``href`` is a file of the package, written as the file is; a started file is listed too."""
    by_lower_case = {path.lower(): path for path in manifest.tree}
    for resource in manifest.resources:
        listed = {file.get("href", "") for file in resource.iterfind(f"{CP}file")}
        if resource.get("href") and not external(resource) and resource.get("href", "") not in listed:
            yield finding("S12-022", resource, href=resource.get("href", ""))
        elements = list(resource.iterfind(f"{CP}file"))
        # A resource's own file is told once: at its <file>, if that is there.
        for element in (
            elements if resource.get("href", "") in listed or external(resource) else [resource, *elements]
        ):
            yield from reference(element, manifest.tree, by_lower_case)
        if external(resource):
            yield finding("S12-023", resource, href=resource.get("href", ""))


def reference(
    element: etree._Element, tree: FileTree, by_lower_case: Mapping[str, str]
) -> Iterator[Diagnostic]:
    href = element.get("href")
    if not href:
        return
    if external(element):
        yield finding("S12-023", element, href=href)
        return
    path = target(element)
    if path in tree:
        return
    other = by_lower_case.get(path.lower())
    if other:
        yield finding("S12-024", element, href=href, file=other)
    else:
        yield finding("S12-025", element, href=href)


def external(element: etree._Element) -> bool:
    return bool(urlsplit(element.get("href", "")).scheme)


def target(element: etree._Element) -> str:
    """The path in the package that an element's ``href`` names, ``xml:base`` of its ancestors before it."""
    base = ""
    for ancestor in [*reversed(list(element.iterancestors())), element]:
        base += ancestor.get("{http://www.w3.org/XML/1998/namespace}base", "")
    return base + unquote(element.get("href", "").split("?")[0].split("#")[0])


def unlisted(manifest: Manifest) -> Iterator[Diagnostic]:
    """CAM 2.3.2.5: a resource lists the files it needs. The schemas at the root belong to the manifest itself."""
    listed = {target(file) for file in manifest.root.iter(f"{CP}file")}
    for path in manifest.tree:
        if path != MANIFEST and path not in listed and not path.endswith(CONTROL_SUFFIXES):
            yield Diagnostic("S12-026", Location(path), {"path": path})


def control_documents(manifest: Manifest) -> Iterator[Diagnostic]:
    """PIF, CAM 2.3.3; only strict validators look."""
    missing = [file for file in (SCHEMA_FILES[IMSCP], SCHEMA_FILES[ADLCP]) if file not in manifest.tree]
    if missing:
        yield finding("S12-027", manifest.root, files=", ".join(missing))


RULES = (
    encoding,
    prefixes,
    version,
    identifiers,
    default_organization,
    titles,
    items,
    launch_files,
    references,
    unlisted,
    control_documents,
)


def schema_findings(root: etree._Element, spoken: set[int]) -> Iterator[Diagnostic]:
    official = schema()
    if official.validate(root):
        return
    told = Counter(spoken)
    for error in list(official.error_log):
        if told[error.line] or sum(told.values()) - len(spoken) >= MOST_SCHEMA_FINDINGS:
            continue
        told[error.line] += 1
        message = re.sub(r"\{[^}]*\}", "", error.message)
        yield Diagnostic("S12-028", Location(MANIFEST, error.line or 1), {"why": message})
