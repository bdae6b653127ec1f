"""Is this a SCORM 1.2 package that LMSs take? The shared packaging rules in this version's words, then the schemas.

Sources: SCORM 1.2 Content Aggregation Model 2.3; IMS Content Packaging 1.1.2. Where a rule has spoken about a line, the
schema does not repeat it in its own words.
"""

from __future__ import annotations

from collections.abc import Iterator

from modulebouwer.findings import Finding
from modulebouwer.package.file_tree import FileTree
from modulebouwer.standards.scorm import MANIFEST, content_package
from modulebouwer.standards.scorm.content_package import Dialect, Manifest, schema_findings
from modulebouwer.standards.scorm.contents import text
from modulebouwer.standards.scorm12.schemas import ADLCP, IMSCP, SCHEMA_FILES, schema

DIALECT = Dialect(
    codes="S12",
    imscp=IMSCP,
    prefixes={"adlcp": ADLCP},
    type_attribute=f"{{{ADLCP}}}scormtype",
    versions=("1.2",),
    control_documents=(SCHEMA_FILES[IMSCP], SCHEMA_FILES[ADLCP]),
    api="API",
    status_words=(b"lesson_status", b"completion_status"),
)


def mastery_scores(manifest: Manifest) -> Iterator[Finding]:
    """CAM 2.3.2.5.2. Moodle lets it overrule the reported status, at ``LMSFinish`` with a raw score."""
    for element in manifest.root.iter(f"{{{ADLCP}}}masteryscore"):
        score = (element.text or "").strip()
        if score:
            seen = "yes" if content_package.folded(element.prefix) == "adlcp" else "no"
            yield manifest.finding("S12-041", element, score=score, seen=seen)


def prerequisites(manifest: Manifest) -> Iterator[Finding]:
    """CAM 2.3.2.5.1: an order that the LMS may impose."""
    for element in manifest.root.iter(f"{{{ADLCP}}}prerequisites"):
        rule = " ".join((element.text or "").split())
        item = element.getparent()
        if rule and item is not None:
            title = text(item, "{*}title") or item.get("identifier", "")
            yield manifest.finding("S12-183", element, title=title, rule=rule)


RULES = (
    content_package.encoding,
    content_package.ampersands,
    content_package.prefixes,
    content_package.version,
    content_package.identifiers,
    content_package.default_organization,
    content_package.titles,
    content_package.items,
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
    content_package.control_documents,
    mastery_scores,
    prerequisites,
    content_package.scripts,
    content_package.passed_alone,
)


def verify(tree: FileTree) -> Iterator[Finding]:
    """Findings at the paths of ``tree``, which holds ``imsmanifest.xml``."""
    manifest, wrong = content_package.parse(tree, DIALECT)
    if wrong:
        yield wrong
    if manifest is None:
        return
    found = [finding for rule in RULES for finding in rule(manifest)]
    yield from found
    if manifest.dialect is not DIALECT:
        return
    told = content_package.spoken(found)
    yield from schema_findings("S12-028", MANIFEST, schema(), manifest.root, told)
