"""The rules that the manifests of all SCORM versions share: IMS Content Packaging, in the words of one version.

Sources: SCORM 1.2 Content Aggregation Model 2.3; SCORM 2004 CAM 3.4; IMS Content Packaging 1.1.2 and 1.1.4. A rule
that goes beyond them names the LMS it is there for. A rule that both versions have
has a code for each, with the same number.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from urllib.parse import unquote

from lxml import etree

from modulebouwer.findings import Finding, Location, Severity, severity
from modulebouwer.findings.wording import shortened
from modulebouwer.package.file_tree import FileTree, has_index, left_behind, letters
from modulebouwer.package.leaving import saved_only_while_leaving
from modulebouwer.package.page_scan import MARKUP, Calls, calls, texts
from modulebouwer.package.veiled import has_code, named_in, veil
from modulebouwer.package.xml import XSI, parse_xml
from modulebouwer.standards import REGISTRY
from modulebouwer.standards.scorm import MANIFEST
from modulebouwer.standards.scorm.contents import (
    XML_BASE,
    base,
    loose_resources,
    target,
    text,
    written_target,
)
from modulebouwer.standards.scorm.versions import moodle_starts_2004, open_edx_starts_2004

# XML Schema part 2, 3.3.7 (NCName), in the ASCII part that every LMS stores as it is; Moodle's columns hold 255.
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,254}")
LONGEST_TITLE = 200
DOCUMENTS = (".pdf", ".docx", ".pptx", ".mp4", ".mp3", ".png", ".jpg", ".jpeg", ".txt")
PAGES = tuple(MARKUP)
CONTROL_SUFFIXES = (".xsd", ".dtd")
# RFC 3986, 3.1. (``urlsplit`` raises on some hostile addresses.)
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
BARE_AMPERSAND = re.compile(rb"&(?!\w{2,6};)")
READ_ENTITY = re.compile(r"\w{2,6}")
OWN_ENTITY = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\w+);)")
# What libxml2 says of a prefix without a namespace, and of entities that multiply.
UNDECLARED = re.compile(r"Namespace prefix ([\w.-]+)")
ENDLESS = re.compile("amplification|[Ee]ntity reference loop")
# Where libxml2 stops, and what it says there.
READ_ON = {"deep": "Excessive depth", "cut": "Premature end of data"}
# A manifest in which more of them are forgotten was not made by a tool.
MOST_PREFIXES = 20
DECLARED = re.compile(rb"[^<]*<\?xml[^>]*?encoding=[\"']([\w-]+)")
NUMERIC_ENTITY = re.compile(rb"&#\w+;")
TITLE = re.compile(rb"<title\b[^<>]*>[^<]*</title>")
# Where Moodle's own reader drops the space (datamodels/scormlib.php:941-943).
LOST_SPACE = re.compile(rb"&\w+;\s+(?=[\x80-\xff]|&)")
CHARACTERS = {"&quot;": '"', "&apos;": "'", "&lt;": "<", "&gt;": ">"}
# In the order of page_scan's ``Calls``.
APIS = ("API", "API_1484_11")


def quoted(word: bytes) -> tuple[bytes, ...]:
    """A value as scripts write it, also in a string of a string."""
    return tuple(
        start + word + end for start, end in ((b'"', b'"'), (b"'", b"'"), (b"`", b"`"), (b'"', b'\\"'))
    )


# What a script names that keeps something for the next time, and the values that decide what becomes of it.
KEPT = (b"suspend_data", b"cmi.location")
SUSPEND, PASSED, COMPLETED = quoted(b"suspend"), quoted(b"passed"), b"completed"
# An exit that is worked out: the value behind the name is no string.
GIVEN_EXIT = re.compile(rb"cmi\.exit[\"'`]\s*,\s*[^\s\"'`]")
# More findings of one kind than this tell nothing new, and a hostile manifest could hold millions.
MOST_SCHEMA_FINDINGS = 20
# What the schemas say of identifiers and of a title's length, which have rules of their own.
OWN_RULES = re.compile(
    r"atomic type 'xs:(ID|IDREF|NCName)'|attribute 'identifier' is required|'title': \[facet 'maxLength'\]"
)
# More than these on one line were written by a program that breaks no lines.
FEW_ELEMENTS = 4
# The validator looks back over all that went before for each fault it tells: its work is the square of this.
MOST_ELEMENTS = 20_000


@dataclass(frozen=True)
class Dialect:
    """What differs between the versions.

    ``codes`` is the prefix of the findings. ``prefixes``: XML prefix → namespace of ADL's and IMS's extensions.
    ``type_attribute`` says whether a resource is a SCO. ``versions`` are the texts ``<schemaversion>`` may have.
    ``control_documents`` are the schemas without which a strict validator stops. ``api`` is the name of the API that
    the manifest promises, ``status_words`` those by which Open edX sees that a package reports completion.
    """

    codes: str
    imscp: str
    prefixes: Mapping[str, str]
    type_attribute: str
    versions: tuple[str, ...]
    control_documents: tuple[str, ...]
    api: str
    status_words: tuple[bytes, ...]
    # What an item's ``parameters`` may be; anything, where the version leaves it open.
    parameters: re.Pattern[str] = re.compile(r".*", re.DOTALL)
    # Whether a checker warns of any file that the manifest does not list, also of another standard's control file.
    tells_excess: bool = False
    # What else of the scripts the version has rules about.
    words: tuple[bytes, ...] = ()

    def code(self, codes: str) -> str:
        """Of the codes that the versions give one rule ("S12-001 S24-001"), this version's."""
        return next(code for code in codes.split() if code.startswith(f"{self.codes}-"))

    def finding(self, codes: str, element: etree._Element, **values: str | int) -> Finding:
        return Finding(self.code(codes), Location(MANIFEST, element.sourceline or 1), values)


@dataclass(frozen=True)
class Manifest:
    """A parsed manifest with the files it came with."""

    root: etree._Element
    tree: FileTree
    dialect: Dialect

    def finding(self, codes: str, element: etree._Element, **values: str | int) -> Finding:
        return self.dialect.finding(codes, element, **values)

    def name(self, local: str) -> str:
        return f"{{{self.dialect.imscp}}}{local}" if self.dialect.imscp else local

    @cached_property
    def organizations(self) -> list[etree._Element]:
        return list(self.root.iterfind(f"{self.name('organizations')}/{self.name('organization')}"))

    @cached_property
    def items(self) -> list[etree._Element]:
        return [item for organization in self.organizations for item in organization.iter(self.name("item"))]

    @cached_property
    def resources(self) -> list[etree._Element]:
        return list(self.root.iterfind(f"{self.name('resources')}/{self.name('resource')}"))

    @cached_property
    def resources_by_identifier(self) -> Mapping[str, etree._Element]:
        return {resource.get("identifier", ""): resource for resource in self.resources}

    @cached_property
    def launched(self) -> list[etree._Element]:
        """The resources that items start, in the order of the items."""
        wanted = [item.get("identifierref", "") for item in self.items]
        return [self.resources_by_identifier[name] for name in wanted if name in self.resources_by_identifier]

    @cached_property
    def default(self) -> etree._Element | None:
        """The organization that an LMS shows: the one that is named, else the first (IMS CP 1.1.4, 4.5)."""
        parent = self.root.find(self.name("organizations"))
        named = parent.get("default") if parent is not None else None
        by_name = (one for one in self.organizations if one.get("identifier") == named)
        return next(by_name, next(iter(self.organizations), None))

    @cached_property
    def shown(self) -> list[etree._Element]:
        """The items of ``default`` that start something."""
        items = self.default.iter(self.name("item")) if self.default is not None else ()
        return [item for item in items if item.get("identifierref") in self.resources_by_identifier]

    @cached_property
    def calls(self) -> Calls:
        return calls(
            self.tree, (*self.dialect.status_words, *self.dialect.words, *KEPT, *SUSPEND, *PASSED, COMPLETED)
        )

    @cached_property
    def names_a_status(self) -> bool:
        return not self.calls.words.isdisjoint(self.dialect.status_words)

    @cached_property
    def apis(self) -> set[str]:
        """The names of the APIs that the scripts look for."""
        return {name for name, is_there in zip(APIS, self.calls, strict=False) if is_there}

    @cached_property
    def schema_version(self) -> str | None:
        """The text of ``schemaversion``, None without the element."""
        return self.root.findtext(f"{self.name('metadata')}/{self.name('schemaversion')}")

    @cached_property
    def starts(self) -> Mapping[str, str]:
        """By LMS what comes of starting the package in the version that its ``schemaversion`` is read as there.

        ``same``: the version of the manifest. ``finds``: the other version, whose API the scripts look for. ``lost``:
        the other version, and they do not.
        """
        read = {
            "moodle": moodle_starts_2004(self.schema_version),
            "openedx": open_edx_starts_2004(self.schema_version),
        }
        found = {lms: APIS[is_2004] for lms, is_2004 in read.items()}
        return {
            lms: "same" if api == self.dialect.api else "finds" if api in self.apis else "lost"
            for lms, api in found.items()
        }

    @cached_property
    def started_otherwise(self) -> bool:
        """Whether the scripts look for the other version alone, and all that go by ``schemaversion`` start it so."""
        return set(self.starts.values()) == {"finds"} and self.dialect.api not in self.apis


def parse(tree: FileTree, dialect: Dialect) -> tuple[Manifest | None, Finding | None]:
    """The manifest as the most lenient LMS reads it, None where none does; and what is wrong with it as a whole."""
    try:
        root = parse_xml(tree[MANIFEST])
    except etree.XMLSyntaxError as error:
        line, column = error.position
        place = Location(MANIFEST, max(line, 1), max(column, 1))
        mended, way = as_moodle_reads(tree[MANIFEST], dialect, error.msg or "")
        values = {"why": error.msg or "", "mended": way}
        wrong = Finding(dialect.code("S12-001 S24-001"), place, values)
        return (None if mended is None else Manifest(mended, tree, dialect)), wrong
    if root.getroottree().docinfo.internalDTD is not None:
        entities = entities_in(root)
        finding = dialect.finding("S12-002 S24-002", root, entities=entities)
        if entities == "outside":
            return None, finding
        read = root if entities == "none" else parse_xml(entities_as_text(tree[MANIFEST]))
        return Manifest(read, tree, dialect), finding
    if root.tag != f"{{{dialect.imscp}}}manifest" or root.prefix:
        name = etree.QName(root)
        finding = dialect.finding(
            "S12-003 S24-003",
            root,
            expected=dialect.imscp,
            prefix=root.prefix or "",
            root=name.localname,
            index=has_index(tree),
        )
        readable = name.localname == "manifest" and not root.prefix
        own = replace(dialect, imscp=name.namespace or "")
        return (Manifest(root, tree, own) if readable else None), finding
    return Manifest(root, tree, dialect), None


def as_moodle_reads(data: bytes, dialect: Dialect, why: str) -> tuple[etree._Element | None, str]:
    """What Moodle makes of a manifest that is no XML for the reason ``why``, None if nothing; and what is mended.

    It mends a bare ``&`` itself, and its parser neither knows namespaces nor expands an entity in an entity
    (datamodels/scormlib.php: ``scorm_parse_scorm``, ``xml2Array``). ``deep`` and ``cut`` (off): it reads on where ours
    stops.
    """
    text = BARE_AMPERSAND.sub(b"&amp;", data)
    way = "entities" if ENDLESS.search(why) else "ampersand"
    for _ in range(MOST_PREFIXES):
        try:
            return parse_xml(text), way
        except etree.XMLSyntaxError as error:
            why = error.msg or ""
        if undeclared := UNDECLARED.match(why):
            way, text = "prefix", declared(text, undeclared[1], dialect)
        elif ENDLESS.search(why):
            way, text = "entities", entities_as_text(text)
        else:
            return None, next((name for name, says in READ_ON.items() if why.startswith(says)), "no")
    return None, "no"


def declared(data: bytes, prefix: str, dialect: Dialect) -> bytes:
    """The manifest with a namespace for ``prefix``: the one that it stands for, or one of nobody's."""
    namespace = {**dialect.prefixes, "xsi": XSI}.get(prefix, f"urn:undeclared:{prefix}")
    return data.replace(b"<manifest", f'<manifest xmlns:{prefix}="{namespace}"'.encode(), 1)


def entities_as_text(data: bytes) -> bytes:
    """``&name;`` behind the DOCTYPE as the letters themselves."""
    doctype, mark, rest = data.partition(b"]>")
    return doctype + mark + OWN_ENTITY.sub(b"&amp;", rest)


def entities_in(root: etree._Element) -> str:
    """Which entities of its DOCTYPE a manifest uses.

    ``none``; its own, of which Moodle shows the ``text`` or the ``code`` (``BARE_AMPERSAND``; one inside another); or
    such as lie ``outside``.
    """
    used = {(entity.text or "").strip("&;") for entity in root.iter(etree.Entity)}
    if not used:
        return "none"
    table = root.getroottree().docinfo.internalDTD
    entities = table.iterentities() if table is not None else ()
    own = {entity.name: entity.content for entity in entities if entity.content is not None}
    if not used <= own.keys():
        return "outside"
    plain = all(READ_ENTITY.fullmatch(name) and "&" not in own[name] for name in used)
    return "text" if plain else "code"


def encoding(manifest: Manifest) -> Iterator[Finding]:
    """Moodle shows ``&#233;`` as it is written (datamodels/scormlib.php)."""
    wide = b"\0" in manifest.tree[MANIFEST][:4]
    # Of a text without a declaration the parser says UTF-8, whatever its byte order mark says.
    stated = "UTF-16" if wide else manifest.root.getroottree().docinfo.encoding or "UTF-8"
    if stated.upper() != "UTF-8":
        declared = DECLARED.match(letters(manifest.tree[MANIFEST]))
        fits = "no" if wide and declared and not declared[1].upper().startswith(b"UTF-16") else "yes"
        yield manifest.finding("S12-004 S24-004", manifest.root, encoding=stated, fits=fits)
    data = with_blank_comments(manifest.tree[MANIFEST])
    spans = (title.span() for title in TITLE.finditer(data))
    entity = next((one for span in spans if (one := NUMERIC_ENTITY.search(data, *span))), None)
    if entity:
        place = Location(MANIFEST, data.count(b"\n", 0, entity.start()) + 1)
        code = manifest.dialect.code("S12-005 S24-005")
        yield Finding(code, place, {"entity": entity[0].decode("ascii", "replace")})


def with_blank_comments(data: bytes) -> bytes:
    """As long as before, and with its line breaks, so that places and lines stay."""
    pieces: list[bytes] = []
    at = 0
    while (start := data.find(b"<!--", at)) >= 0 and (end := data.find(b"-->", start + 4)) >= 0:
        pieces += [data[at:start], re.sub(rb"[^\n]", b" ", data[start : end + 3])]
        at = end + 3
    return b"".join([*pieces, data[at:]])


def ampersands(manifest: Manifest) -> Iterator[Finding]:
    """The first title of which Moodle shows something else (datamodels/scormlib.php:560-562 and 941-943)."""
    before, *pieces = manifest.tree[MANIFEST].split(b"<title>")
    line = before.count(b"\n") + 1
    for piece in pieces:
        title = piece.partition(b"</title>")[0]
        if way := shown_otherwise(title):
            code = manifest.dialect.code("S12-053 S24-053")
            yield Finding(code, Location(MANIFEST, line), {"way": way})
            return
        if entity := LOST_SPACE.search(title):
            code = manifest.dialect.code("S12-201 S24-201")
            stated = entity[0].decode("ascii", "replace").strip()
            character = CHARACTERS.get(stated, stated)
            yield Finding(code, Location(MANIFEST, line), {"entity": stated, "character": character})
            return
        line += piece.count(b"\n")


def shown_otherwise(title: bytes) -> str:
    """``code``: the ``&`` is shown as ``&amp;``. ``space``: the space behind it is lost. "" where neither is so."""
    if any(b"&" in part.partition(b"]]>")[0] for part in title.split(b"<![CDATA[")[1:]):
        return "code"
    lost = LOST_SPACE.search(title)
    return "space" if lost and lost[0].startswith(b"&amp;") else ""


def prefixes(manifest: Manifest) -> Iterator[Finding]:
    """Moodle looks for the letters ``adlcp:``, not for the namespace."""
    expected = {namespace: prefix for prefix, namespace in manifest.dialect.prefixes.items()}
    seen: set[tuple[str | None, str]] = set()
    for element in manifest.root.iter(etree.Element):
        for prefix, namespace in element.nsmap.items():
            if expected.get(namespace, prefix) != prefix and (prefix, namespace) not in seen:
                seen.add((prefix, namespace))
                typed = "yes" if etree.QName(manifest.dialect.type_attribute).namespace == namespace else "no"
                seen_by_moodle = "yes" if folded(prefix) == expected[namespace] else "no"
                yield manifest.finding(
                    "S12-006 S24-006",
                    element,
                    prefix=prefix or "",
                    expected=expected[namespace],
                    typed=typed,
                    seen=seen_by_moodle,
                )


def folded(prefix: str | None) -> str:
    """A prefix as Moodle's reader sees it: PHP's folds the case of all names (``xml_parser_create``)."""
    return (prefix or "").lower()


def type_in_moodle(resource: etree._Element) -> str:
    """The type of a resource as Moodle reads it: by the letters of ``adlcp:scormtype``, in any case; "" without."""
    namespaces = {namespace for prefix, namespace in resource.nsmap.items() if folded(prefix) == "adlcp"}
    for name, value in resource.attrib.items():
        qualified = etree.QName(name)
        if qualified.localname.lower() == "scormtype" and qualified.namespace in namespaces:
            return value
    return ""


def version(manifest: Manifest) -> Iterator[Finding]:
    """Read to the letter by Moodle and Open edX."""
    metadata = manifest.root.find(manifest.name("metadata"))
    for name, expected in (("schema", ("ADL SCORM",)), ("schemaversion", manifest.dialect.versions)):
        element = metadata.find(manifest.name(name)) if metadata is not None else None
        as_asked = {"moodle": "same", "openedx": "same"}
        starts = manifest.starts if name == "schemaversion" else as_asked
        if element is None:
            place = metadata if metadata is not None else manifest.root
            yield manifest.finding("S12-007 S24-007", place, name=name, expected=expected[0], **starts)
        elif name == "schemaversion" and manifest.started_otherwise:
            yield manifest.finding("S12-180 S24-180", element, value=(element.text or "").strip())
        elif element.text not in expected:
            yield manifest.finding(
                "S12-008 S24-008",
                element,
                name=name,
                value=element.text or "",
                expected=", ".join(f"‘{text}’" for text in expected),
                empty="no" if name == "schema" or element.text else "yes",
                **starts,
            )


def identifiers(manifest: Manifest) -> Iterator[Finding]:
    elements = [manifest.root, *manifest.organizations, *manifest.items, *manifest.resources]
    seen: set[str] = set()
    for element in elements:
        identifier = element.get("identifier", "")
        name = etree.QName(element).localname
        if not IDENTIFIER.fullmatch(identifier):
            yield manifest.finding("S12-009 S24-009", element, name=name, identifier=identifier)
        elif identifier in seen:
            yield manifest.finding("S12-010 S24-010", element, name=name, identifier=identifier)
        seen.add(identifier)


def default_organization(manifest: Manifest) -> Iterator[Finding]:
    parent = manifest.root.find(manifest.name("organizations"))
    if parent is None or not manifest.organizations:
        found = parent if parent is not None else manifest.root
        yield manifest.finding("S12-011 S24-011", found, found=etree.QName(found).localname)
        return
    default = parent.get("default")
    if default is None:
        yield manifest.finding("S12-012 S24-012", parent)
    elif default not in {organization.get("identifier") for organization in manifest.organizations}:
        yield manifest.finding("S12-013 S24-013", parent, default=default)


def titles(manifest: Manifest) -> Iterator[Finding]:
    """SCORM 1.2 schema and SCORM 2004's smallest permitted maximum: 200. Moodle: a database error above 255."""
    for element in [*manifest.organizations, *manifest.items]:
        title = element.find(manifest.name("title"))
        text = (title.text or "").strip() if title is not None else ""
        if not text:
            name = etree.QName(element).localname
            yield manifest.finding("S12-014 S24-014", element, name=name, visible=visible(element))
        elif len(text) > LONGEST_TITLE:
            place = title if title is not None else element
            yield manifest.finding("S12-015 S24-015", place, length=len(text), most=LONGEST_TITLE)


def items(manifest: Manifest) -> Iterator[Finding]:
    for organization in manifest.organizations:
        if organization.find(manifest.name("item")) is None:
            yield manifest.finding("S12-016 S24-016", organization)
    for item in manifest.items:
        wanted = item.get("identifierref")
        if wanted is None and item.find(manifest.name("item")) is None:
            yield manifest.finding("S12-017 S24-017", item)
        elif wanted is not None and wanted not in manifest.resources_by_identifier:
            others = "yes" if manifest.launched else "no"
            yield manifest.finding(
                "S12-018 S24-018", item, identifier=wanted, visible=visible(item), others=others
            )


def visible(element: etree._Element) -> str:
    """``isvisible`` as stated, "" without: Open edX's import walks the items that say "true" only."""
    return element.get("isvisible", "")


def startable(manifest: Manifest) -> Iterator[Finding]:
    """Of a resource that is started without having an ``href`` there is another rule (``launch_files``)."""
    if not manifest.launched and not any(resource.get("href") for resource in manifest.resources):
        yield manifest.finding("S12-051 S24-051", manifest.root, index=has_index(manifest.tree))


def several(manifest: Manifest) -> Iterator[Finding]:
    """How many parts are started apart: LMSs differ most in what they make of more than one.

    ``opened``: the part that Open edX opens, "" for none; ``first``: whether that is the first one.
    """
    parts = manifest.shown if manifest.launched else loose_resources(manifest.root)
    if len(parts) > 1:
        opened = opened_in_open_edx(manifest, parts)
        yield manifest.finding(
            "S12-046 S24-046",
            parts[1],
            count=len(parts),
            opened=""
            if opened is None
            else shortened(text(opened, "{*}title") or opened.get("identifier", "")),
            first="yes" if opened is parts[0] else "no",
        )


def opened_in_open_edx(manifest: Manifest, parts: list[etree._Element]) -> etree._Element | None:
    """The part that is the first resource with an ``href``, or starts it (XBlock 19.0.5: ``update_package_fields``)."""
    first = next((one for one in manifest.resources if one.get("href") is not None), None)
    name = None if first is None else first.get("identifier")
    return next((one for one in parts if one is first or one.get("identifierref") == name), None)


def several_organizations(manifest: Manifest) -> Iterator[Finding]:
    """SCORM 1.2 CAM 2.3.2.3; SCORM 2004 CAM 3.4.1.5: each is a whole course by itself, and an LMS shows one."""
    if len(manifest.organizations) > 1 and manifest.default is not None:
        default = text(manifest.default, "{*}title") or manifest.default.get("identifier", "")
        count = len(manifest.organizations)
        yield manifest.finding("S12-181 S24-181", manifest.organizations[1], count=count, default=default)


def submanifests(manifest: Manifest) -> Iterator[Finding]:
    """IMS CP 1.1.4, 4.9; SCORM says little of them, and an item may start what they hold."""
    for inner in manifest.root.iterchildren(manifest.name("manifest")):
        yield manifest.finding("S12-185 S24-185", inner, identifier=inner.get("identifier", ""))


def time_limits(manifest: Manifest) -> Iterator[Finding]:
    """SCORM 1.2 CAM 2.3.2.5.4 and 2.3.2.5.5; SCORM 2004 CAM 4.1.1.6 and Sequencing 3.7.

    An action without a time never comes, and one that lets the learner go on without a word does nothing.
    """
    for item in manifest.items:
        if item.find(manifest.name("item")) is not None:
            continue
        stated = {etree.QName(one).localname.lower(): one for one in item.iter(etree.Element)}
        limits = stated.get("limitconditions", item).get("attemptAbsoluteDurationLimit", "")
        limit = limits or text(item, "{*}maxtimeallowed")
        action = stated.get("timelimitaction")
        quiet = action is not None and (action.text or "").split() == ["continue,no", "message"]
        if limit and not quiet:
            title = text(item, "{*}title") or item.get("identifier", "")
            yield manifest.finding("S12-184 S24-184", item, title=title, limit=limit)


def addresses(manifest: Manifest) -> Iterator[Finding]:
    """SCORM 1.2 CAM 2.3.2.5; SCORM 2004 CAM 3.4.1.9 and 3.4.1.16: what is more than the resource's ``href``."""
    for item in manifest.items:
        stated = item.get("parameters", "")
        if stated and manifest.dialect.parameters.fullmatch(stated):
            resource = manifest.resources_by_identifier.get(item.get("identifierref", ""))
            file = resource.get("href", "") if resource is not None else ""
            if file:
                yield manifest.finding("S12-048 S24-048", item, file=file, parameters=stated)
    found = {
        resource: with_own_base(manifest.tree, resource) for resource in dict.fromkeys(manifest.launched)
    }
    others = "yes" if "same" in found.values() else "no"
    for resource, moodle in found.items():
        if base(resource):
            values = {"base": base(resource), "moodle": moodle, "others": others}
            yield manifest.finding("S12-049 S24-049", resource, **values)


def with_own_base(tree: FileTree, resource: etree._Element) -> str:
    """What Moodle starts, which reads ``xml:base`` at the resource alone: the ``same`` file, an ``other``, or none."""
    own = resource.get(XML_BASE, "")
    if own == base(resource):
        return "same"
    path = own + unquote(resource.get("href", "").split("?")[0].split("#")[0])
    return "other" if path in tree else "none"


def launch_files(manifest: Manifest) -> Iterator[Finding]:
    """A started resource has a type and a file; Open edX starts the first resource that has an ``href``."""
    with_href = [resource for resource in manifest.resources if resource.get("href")]
    shown = [manifest.resources_by_identifier[item.get("identifierref", "")] for item in manifest.shown]
    if shown and with_href and with_href[0] not in shown:
        yield manifest.finding("S12-019 S24-019", with_href[0], file=with_href[0].get("href", ""))
    for resource in dict.fromkeys(manifest.launched):
        if resource.get(manifest.dialect.type_attribute) not in ("sco", "asset"):
            yield manifest.finding("S12-020 S24-020", resource, moodle=type_in_moodle(resource) or "asset")
        if not resource.get("href"):
            index = "yes" if with_href else has_index(manifest.tree)
            yield manifest.finding("S12-021 S24-021", resource, index=index, **unstarted(manifest, resource))


def unstarted(manifest: Manifest, resource: etree._Element) -> Mapping[str, str]:
    """Of a resource with an empty ``href``: whether it is all there is, and whether Open edX takes it to start.

    It takes the first resource with the attribute, also an empty one (``resource[@href]``).
    """
    written = resource.get("href") is not None
    alone = written and not any(other.get("href") for other in manifest.launched)
    first = next((one for one in manifest.resources if one.get("href") is not None), None)
    return {"alone": "yes" if alone else "no", "first": "yes" if first is resource else "no"}


def assets(manifest: Manifest) -> Iterator[Finding]:
    """CAM 2.3.2.5.1.1 (1.2), 3.4.1.16 (2004): an asset reports nothing. Moodle calls it completed when it is opened."""
    kinds = {resource.get(manifest.dialect.type_attribute) for resource in manifest.launched}
    if kinds == {"asset"}:
        yield manifest.finding("S12-054 S24-054", manifest.launched[0])


def cut_short(manifest: Manifest, element: etree._Element) -> str:
    """ "yes" where a file is called so to the letter: an address ends its name at the first ``?`` or ``#``."""
    return "yes" if base(element) + unquote(element.get("href", "")) in manifest.tree else "no"


def references(manifest: Manifest) -> Iterator[Finding]:
    """Every ``href`` is a file of the package, written as the file is; a started file is listed too."""
    by_lower_case = {path.lower(): path for path in manifest.tree}
    started = [resource for resource in dict.fromkeys(manifest.launched) if resource.get("href")]
    targets = {target(resource) for resource in started if not external(resource)}
    missing = {path for path in targets - set(manifest.tree) if path.lower() not in by_lower_case}
    for resource in started:
        if target(resource) in missing:
            stated = {"href": resource.get("href", ""), "cut": cut_short(manifest, resource)}
            values = {**stated, **beside(manifest, resource)}
            yield manifest.finding("S12-047 S24-047", resource, **values)
    for resource in manifest.resources:
        files = list(resource.iterfind(manifest.name("file")))
        href = resource.get("href", "")
        hrefs = {file.get("href", "") for file in files}
        listed = href in hrefs
        # A difference in capitals is told where a file is named otherwise than it is called.
        nearly = href.lower() in {other.lower() for other in hrefs}
        if external(resource):
            yield manifest.finding("S12-023 S24-023", resource, href=href)
        elif href and not nearly:
            yield manifest.finding("S12-022 S24-022", resource, href=href)
        # A resource's own file is told once: at its <file>, if that is there.
        own = [] if listed or external(resource) else [resource]
        for element in [*own, *files]:
            if target(element) not in missing:
                yield from reference(manifest, element, by_lower_case, targets)


def reference(
    manifest: Manifest, element: etree._Element, by_lower_case: Mapping[str, str], started: set[str]
) -> Iterator[Finding]:
    href = element.get("href")
    if not href:
        return
    if external(element):
        yield manifest.finding("S12-023 S24-023", element, href=href)
        return
    path = target(element)
    if path in manifest.tree:
        if path != written_target(element):
            yield manifest.finding("S12-052 S24-052", element, href=href, file=path)
        return
    other = by_lower_case.get(path.lower())
    if path.endswith("/") and any(file.startswith(path) for file in manifest.tree):
        yield manifest.finding("S12-202 S24-202", element, href=href)
    elif other:
        begins = "yes" if path in started else "no"
        resource = element if element.get("identifier") is not None else element.getparent()
        others = beside(manifest, resource if resource is not None else element)
        yield manifest.finding("S12-024 S24-024", element, href=href, file=other, started=begins, **others)
    else:
        yield manifest.finding("S12-025 S24-025", element, href=href, cut=cut_short(manifest, element))


def beside(manifest: Manifest, resource: etree._Element) -> Mapping[str, str]:
    """Of a resource that does not start: whether others do, and whether it is the first, which Open edX opens."""
    started = (one for one in manifest.launched if one.get("href") and one is not resource)
    others = any(external(one) or target(one) in manifest.tree for one in started)
    first = next((one for one in manifest.resources if one.get("href") is not None), None)
    return {"others": "yes" if others else "no", "first": "yes" if first is resource else "no"}


def external(element: etree._Element) -> bool:
    return SCHEME.match(element.get("href", "")) is not None


def unlisted(manifest: Manifest) -> Iterator[Finding]:
    """A resource lists the files it needs. Schemas and files with metadata belong to the manifest itself."""
    location = f"{{{manifest.dialect.prefixes['adlcp']}}}location"
    records = ((element.text or "").strip() for element in manifest.root.iter(location))
    listed = {MANIFEST, *records, *(target(file) for file in manifest.root.iter(manifest.name("file")))}
    # What is listed in other letters is told there.
    in_other_letters = {path.lower() for path in listed if path not in manifest.tree}
    others = set() if manifest.dialect.tells_excess else control_files()
    folders = tuple(path for path in listed if path.endswith("/") and path != "/")
    for path in manifest.tree:
        known = (
            path in listed or path.startswith(folders) or path in others or path.lower() in in_other_letters
        )
        if not known and not path.endswith(CONTROL_SUFFIXES) and not left_behind(path):
            yield Finding(manifest.dialect.code("S12-026 S24-026"), Location(path), {"path": path})


def same_names(manifest: Manifest) -> Iterator[Finding]:
    """Open edX looks for some files by their name without the folder (``assets_proxy``)."""
    paths = [path for path in manifest.tree if not path.endswith(CONTROL_SUFFIXES) and not left_behind(path)]
    names = Counter(path.rpartition("/")[2] for path in paths)
    for path in paths:
        name = path.rpartition("/")[2]
        if names[name] > 1:
            yield Finding("PKG-018", Location(path), {"path": path, "name": name})


def control_files() -> set[str]:
    return {standard.control_file for standard in REGISTRY.values() if standard.for_lms}


def control_documents(manifest: Manifest) -> Iterator[Finding]:
    """Package interchange file; only strict validators look."""
    missing = [file for file in manifest.dialect.control_documents if file not in manifest.tree]
    if missing:
        yield manifest.finding("S12-027 S24-027", manifest.root, files=", ".join(missing))


def scripts(manifest: Manifest) -> Iterator[Finding]:
    """Scripts that look for the other version's API find none, and save nothing, without an error.

    Open edX (19.0.5) tells its staff when no file names a status. ``calls``: whether an API is looked for at all.
    """
    dialect = manifest.dialect
    present = manifest.apis
    if present and dialect.api not in present and not manifest.started_otherwise:
        values = {"found": min(present), "expected": dialect.api, **manifest.starts}
        yield manifest.finding("S12-040 S24-040", manifest.root, **values)
    elif not manifest.started_otherwise and not manifest.names_a_status and starts_what_is_read(manifest):
        yield silent(manifest)
    if present and saved_only_while_leaving(manifest.tree, texts(manifest.tree)):
        yield manifest.finding("S12-050 S24-050", manifest.root)


def silent(manifest: Manifest) -> Finding:
    """Of a package whose letters name no status. ``sure``: nothing in it runs. ``named``: a veiled name was found."""
    kinds = {resource.get(manifest.dialect.type_attribute) for resource in manifest.launched}
    asset = "yes" if kinds == {"asset"} else "no"
    there = "" if asset == "yes" else named_in(manifest.tree, manifest.dialect.status_words, MANIFEST)
    if there:
        return manifest.finding("S12-200 S24-200", manifest.root, kind="named", where=there, named="yes")
    hidden = None if asset == "yes" else veil(manifest.tree)
    if hidden:
        values = {"kind": hidden.kind, "where": hidden.where, "named": "no"}
        return manifest.finding("S12-200 S24-200", manifest.root, **values)
    calls, sure = "yes" if manifest.apis else "no", "no" if has_code(manifest.tree) else "yes"
    return manifest.finding("S12-043 S24-043", manifest.root, calls=calls, asset=asset, sure=sure)


def passed_alone(manifest: Manifest) -> Iterator[Finding]:
    """An LMS whose rule waits for "completed" hears nothing of who passes. A threshold lets the LMS complete."""
    said = manifest.calls.words
    threshold = any(
        etree.QName(one).localname == "completionThreshold" for one in manifest.root.iter(etree.Element)
    )
    reports = manifest.dialect.api in manifest.apis and manifest.names_a_status and not threshold
    if reports and not said.isdisjoint(PASSED) and COMPLETED not in said:
        yield manifest.finding("S12-055 S24-055", manifest.root)


def never_suspended(manifest: Manifest) -> Iterator[Finding]:
    """SCORM 2004 RTE 4.2.8: an attempt that ends otherwise than by "suspend" is over, and the next begins empty."""
    said = manifest.calls.words
    if manifest.dialect.api in manifest.apis and not said.isdisjoint(KEPT) and said.isdisjoint(SUSPEND):
        if named_in(manifest.tree, SUSPEND, MANIFEST):
            return
        unseen = veil(manifest.tree) or any(GIVEN_EXIT.search(data) for _, _, data in texts(manifest.tree))
        yield manifest.finding("S24-056", manifest.root, sure="no" if unseen else "yes")


def starts_what_is_read(manifest: Manifest) -> bool:
    """Whether all that is started is in the package, and a page, which can be looked into, or a silent document."""
    started = [resource for resource in manifest.launched if resource.get("href")]
    paths = [target(resource) for resource in started if not external(resource)]
    read = all(path in manifest.tree and path.lower().endswith(DOCUMENTS + PAGES) for path in paths)
    return bool(paths) and len(paths) == len(started) and read


def spoken(found: Iterable[Finding]) -> set[int]:
    """The lines of the manifest about which a rule has said what the schema would say in its own words."""
    return {
        one.location.line
        for one in found
        if one.location.path == MANIFEST and severity(one.code) is not Severity.ADVICE
    }


def schema_findings(
    code: str, path: str, schema: etree.XMLSchema | etree.RelaxNG, root: etree._Element, spoken: set[int]
) -> Iterator[Finding]:
    """What a schema says against ``root``, a finding a line, silent on the lines where a rule has ``spoken``.

    A line with many elements, as a program writes it, hides nothing: there every fault is told.
    """
    if sum(1 for _ in islice(root.iter(etree.Element), MOST_ELEMENTS + 1)) > MOST_ELEMENTS:
        yield Finding("PKG-028", Location(path), {"path": path, "most": MOST_ELEMENTS})
        return
    if schema.validate(root):
        return
    elements = Counter(element.sourceline for element in root.iter(etree.Element))
    told: set[tuple[int, str]] = set()
    for error in list(schema.error_log):
        why = re.sub(r"\{[^}]*\}", "", error.message)
        dense = elements[error.line] > FEW_ELEMENTS
        key = (error.line, why if dense else "")
        if OWN_RULES.search(why) or key in told or (error.line in spoken and not dense):
            continue
        if len(told) == MOST_SCHEMA_FINDINGS:
            return
        told.add(key)
        yield Finding(code, Location(path, error.line or 1), {"why": why})
