"""Is this a SCORM 2004 package that LMSs take? The shared packaging rules, this version's own, then the schemas.

Sources: SCORM 2004 4th and 3rd Edition, Content Aggregation Model 3.4, 4.3 and 5; SCORM 2004 4th Edition Testing
Requirements 2.2. A rule that goes beyond them names the LMS it is there for. Where a rule has spoken about a line, the
schema does not repeat it in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from modulebouwer.findings import Finding, Location
from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.xml import XS, XSI, parse_xml
from modulebouwer.standards.scorm import MANIFEST, content_package
from modulebouwer.standards.scorm.content_package import Dialect, Manifest, schema_findings
from modulebouwer.standards.scorm.contents import XML_BASE
from modulebouwer.standards.scorm2004.lom import faults
from modulebouwer.standards.scorm2004.schemas import manifest_schema
from modulebouwer.standards.scorm2004.vocabulary import (
    ADLCP,
    IMSCP,
    IMSSS,
    LOM,
    PREFIXES,
    SCHEMA_FILES,
    SCHEMA_VERSIONS,
    Edition,
)

# CAM 3.4.1.9: name=value pairs, or a fragment, of characters that need no escape (RFC 3986, 2.3) or are escaped.
PARAMETERS = re.compile(r"(\??(?:[\w.~%-]+=[\w.~%-]*)(?:&[\w.~%-]+=[\w.~%-]*)*|#[\w.~%-]+)", re.ASCII)

RULES_OF_A_PART = {"preConditionRule", "postConditionRule", "exitConditionRule", "limitConditions"}
RULES_OF_ORDER = {
    *RULES_OF_A_PART,
    "rollupRule",
    "randomizationControls",
    "mapInfo",
}
# Element of the data model → how scripts write what they keep in it.
STORES = {"adl.data": (b"adl.data.",), "ssp": tuple(quote + b"ssp." for quote in (b'"', b"'", b"`"))}

DIALECT = Dialect(
    codes="S24",
    imscp=IMSCP,
    prefixes=PREFIXES,
    type_attribute=f"{{{ADLCP}}}scormType",
    # The 2nd Edition's "CAM 1.3" is still taken by every LMS; its schemas are those of the 3rd.
    versions=(SCHEMA_VERSIONS[4], SCHEMA_VERSIONS[3], "CAM 1.3"),
    control_documents=tuple(SCHEMA_FILES.values()),
    api="API_1484_11",
    status_words=(b"completion_status", b"progress_measure"),
    parameters=PARAMETERS,
    tells_excess=True,
    words=tuple(word for words in STORES.values() for word in words),
)
SET_BY_CONTENT = ("completionSetByContent", "objectiveSetByContent")


def verify(tree: FileTree) -> Iterator[Finding]:
    """Findings at the paths of ``tree``, which holds ``imsmanifest.xml``."""
    manifest, wrong = content_package.parse(tree, DIALECT)
    if wrong:
        yield wrong
    if manifest is None:
        return
    found = [finding for rule in RULES for finding in rule(manifest)]
    yield from found
    told = content_package.spoken(found)
    schema = manifest_schema(edition(manifest))
    yield from schema_findings("S24-028", MANIFEST, schema, without_lom(manifest.root), told)


def edition(manifest: Manifest) -> Edition:
    """The edition whose schemas judge: the 3rd when the manifest says so, else the 4th."""
    return 3 if manifest.schema_version in (SCHEMA_VERSIONS[3], "CAM 1.3") else 4


def without_lom(root: etree._Element) -> etree._Element:
    """The manifest as the packaging schemas can judge it: LOM records are judged apart (``metadata``)."""
    bare = deepcopy(root)
    for record in list(bare.iter(f"{{{LOM}}}lom")):
        parent = record.getparent()
        if parent is not None:
            parent.remove(record)
    return bare


def leaves(manifest: Manifest) -> Iterator[Finding]:
    """CAM 3.4.1.9: only an item without items starts something."""
    for item in manifest.items:
        if item.get("identifierref") and item.find(manifest.name("item")) is not None:
            yield manifest.finding("S24-029", item)


def parameters(manifest: Manifest) -> Iterator[Finding]:
    for item in manifest.items:
        stated = item.get("parameters")
        if stated is not None and not PARAMETERS.fullmatch(stated):
            yield manifest.finding("S24-030", item, parameters=stated)


def bases(manifest: Manifest) -> Iterator[Finding]:
    """CAM 3.4.1.16: ``xml:base`` names a folder of the package."""
    for element in manifest.root.iter(etree.Element):
        base = element.get(XML_BASE)
        if base is not None and (not base.endswith("/") or base.startswith("/") or ":" in base):
            yield manifest.finding("S24-031", element, base=base)


def schema_locations(manifest: Manifest) -> Iterator[Finding]:
    """ADL's checker fails a manifest that uses a namespace without telling its schema."""
    stated = (manifest.root.get(f"{{{XSI}}}schemaLocation") or "").split()[::2]
    used = {
        etree.QName(element).namespace: element
        for element in reversed(list(manifest.root.iter(etree.Element)))
    }
    for namespace, element in reversed(used.items()):
        if namespace not in stated:
            yield manifest.finding("S24-032", element, namespace=namespace or "")


def thresholds(manifest: Manifest) -> Iterator[Finding]:
    """Moodle reads a threshold of 1.0 even where measuring is off, and makes a completed item incomplete by it."""
    for element in manifest.root.iter(f"{{{ADLCP}}}completionThreshold"):
        yield manifest.finding("S24-033", element)


def mastery_scores(manifest: Manifest) -> Iterator[Finding]:
    """Sequencing definition 3.10.2. Without effect in Moodle 4.5, which reads it under a misspelt name."""
    for element in manifest.root.iter(f"{{{IMSSS}}}minNormalizedMeasure"):
        yield manifest.finding("S24-041", element, score=(element.text or "").strip())


def delivery_controls(manifest: Manifest) -> Iterator[Finding]:
    """Sequencing definition 3.13.2 and 3.13.3: without both, the LMS completes an item that said nothing."""
    for item in manifest.items:
        if item.find(manifest.name("item")) is not None:
            continue
        controls = item.find(f"{{{IMSSS}}}sequencing/{{{IMSSS}}}deliveryControls")
        if controls is None or any(controls.get(name) != "true" for name in SET_BY_CONTENT):
            yield manifest.finding("S24-034", item)


def metadata(manifest: Manifest) -> Iterator[Finding]:
    """CAM 4.3.1: records stand in the manifest or in files that it names."""
    for record in manifest.root.iter(f"{{{LOM}}}lom"):
        yield from metadata_findings(MANIFEST, record)
    for element in manifest.root.iter(f"{{{ADLCP}}}location"):
        path = (element.text or "").strip()
        if path not in manifest.tree:
            yield manifest.finding("S24-035", element, path=path)
        else:
            yield from metadata_file(manifest.tree, path)


def controlling_documents(manifest: Manifest) -> Iterator[Finding]:
    """ADL's validator fails a package with metadata whose schema is not in it, wherever the record stands.

    The five schemas of packaging itself have a rule of their own (``content_package.control_documents``).
    """
    used: dict[str, Location] = {}
    for namespace, place in metadata_records(manifest):
        used.setdefault(namespace, place)
    missing = used.keys() - SCHEMA_FILES.keys() - {""}
    if missing:
        missing -= described(manifest.tree)
    for namespace, place in used.items():
        if namespace in missing:
            yield Finding("S24-044", place, {"namespace": namespace})


def metadata_records(manifest: Manifest) -> Iterator[tuple[str, Location]]:
    """Namespace and place of every record, inside the manifest and in the files that it names."""
    for parent in manifest.root.iter(manifest.name("metadata")):
        for record in parent.iterchildren("*"):
            yield etree.QName(record).namespace or "", Location(MANIFEST, record.sourceline or 1)
    for element in manifest.root.iter(f"{{{ADLCP}}}location"):
        path = (element.text or "").strip()
        root = well_formed(manifest.tree.get(path, b""))
        if root is not None:
            yield etree.QName(root).namespace or "", Location(path, root.sourceline or 1)


def described(tree: FileTree) -> set[str]:
    """The namespaces whose schema is in the package."""
    roots = [well_formed(tree[path]) for path in tree if path.endswith(".xsd")]
    return {
        root.get("targetNamespace", "")
        for root in roots
        if root is not None and root.tag == f"{{{XS}}}schema"
    }


def well_formed(data: bytes) -> etree._Element | None:
    """The root element; None for what is no XML, which other rules tell."""
    try:
        return parse_xml(data)
    except etree.XMLSyntaxError:
        return None


def metadata_file(tree: FileTree, path: str) -> Iterator[Finding]:
    try:
        record = parse_xml(tree[path])
    except etree.XMLSyntaxError as error:
        yield Finding("S24-036", Location(path, max(error.position[0], 1)), {"why": error.msg or ""})
        return
    yield from metadata_findings(path, record)


def metadata_findings(path: str, record: etree._Element) -> Iterator[Finding]:
    for fault in faults(record):
        yield Finding("S24-037", Location(path, fault.line), {"why": fault.why})


def sequencing_rules(manifest: Manifest) -> Iterator[Finding]:
    """Sequencing and Navigation 3.2 to 3.12: what lets a learner in, through or out otherwise than by choice.

    Of a single part nothing can be put in order, so that only its own rules and its number of attempts count.
    """
    only = len(manifest.shown) == 1
    found: dict[str, etree._Element] = {}
    for element in manifest.root.iter(f"{{{IMSSS}}}*"):
        name = etree.QName(element).localname
        if name in (RULES_OF_A_PART if only else RULES_OF_ORDER) or (
            name == "controlMode" and not only and bound(element)
        ):
            found.setdefault(name, element)
    if found:
        yield manifest.finding("S24-183", next(iter(found.values())), rules=", ".join(found))


def bound(control: etree._Element) -> bool:
    """Whether a learner may not go where they choose."""
    return control.get("choice") == "false" or control.get("forwardOnly") == "true"


def shared_data(manifest: Manifest) -> Iterator[Finding]:
    """RTE 4.3 (4th Edition): stores that several items share; and SSP, a profile of its own. Not every LMS has them."""
    declared = manifest.root.find(f".//{{{ADLCP}}}data/{{{ADLCP}}}map")
    used = [name for name, words in STORES.items() if not manifest.calls.words.isdisjoint(words)]
    if declared is not None or used:
        place = declared if declared is not None else manifest.root
        yield manifest.finding("S24-182", place, store=", ".join(used) or "adl.data")


RULES = (
    content_package.encoding,
    content_package.ampersands,
    content_package.prefixes,
    content_package.version,
    content_package.identifiers,
    content_package.default_organization,
    content_package.titles,
    content_package.items,
    leaves,
    parameters,
    bases,
    content_package.startable,
    content_package.several,
    content_package.several_organizations,
    content_package.submanifests,
    content_package.time_limits,
    content_package.addresses,
    content_package.launch_files,
    content_package.assets,
    content_package.references,
    content_package.unlisted,
    content_package.same_names,
    schema_locations,
    thresholds,
    delivery_controls,
    metadata,
    sequencing_rules,
    shared_data,
    content_package.control_documents,
    controlling_documents,
    mastery_scores,
    content_package.scripts,
    content_package.passed_alone,
    content_package.never_suspended,
)
