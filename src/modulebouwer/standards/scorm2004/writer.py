"""A course as a SCORM 2004 package: one SCO, started by one HTML file; 4th Edition, or 3rd when the module says so.

Sources: SCORM 2004 Content Aggregation Model, 4th and 3rd Edition, 3.4 (manifest) and 5 (sequencing); IMS Content
Packaging 1.1.4. Identifiers come from the module's own identifier and from nothing else: Moodle deletes every
learner's work when ``item/@identifier`` changes (mod/scorm/datamodels/scormlib.php).

There is no LOM record: ADL's validator asks for its schemas in the package, and no package registry has them.

The objectives are not declared in the sequencing: no rule here uses them, and the tracker makes ``cmi.objectives``
itself, which every LMS allows (Run-Time Environment 4.2.17). Nor is there a ``completionThreshold``: Moodle would turn
a completed module into an incomplete one by it (standards.md, 1.3).
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from lxml.builder import ElementMaker

from modulebouwer import resources
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.package.file_tree import LAUNCH_PAGE, FileTree, file_tree
from modulebouwer.package.xml import XSI
from modulebouwer.render.course import Course
from modulebouwer.render.launch_page import launch_files
from modulebouwer.standards.scorm import MANIFEST
from modulebouwer.standards.scorm2004.settings import settings
from modulebouwer.standards.scorm2004.vocabulary import (
    ADLCP,
    ADLNAV,
    ADLSEQ,
    CONTROL_DOCUMENTS,
    IMSCP,
    IMSSS,
    PREFIXES,
    SCHEMA_FILES,
    SCHEMA_VERSIONS,
    Edition,
)
from modulebouwer.standards.standard import WriteOptions
from modulebouwer.standards.wording import one_line

NSMAP: dict[str | None, str] = {None: IMSCP, "xsi": XSI}
NSMAP.update(PREFIXES)
# The module brings its own way through the text; a second one of the LMS would leave it (ADLNAV 5.1.1).
HIDDEN_CONTROLS = ("continue", "previous")

CP = ElementMaker(namespace=IMSCP, nsmap=NSMAP)
NAV = ElementMaker(namespace=ADLNAV, nsmap=NSMAP)
SS = ElementMaker(namespace=IMSSS, nsmap=NSMAP)


def write(course: Course, options: WriteOptions) -> FileTree:
    """The package's files, the manifest first. The launch page holds its style; script and media lie beside it."""
    module = course.definition
    folder = CONTROL_DOCUMENTS[settings(module).edition]
    schemas = resources.control_documents(folder) if options.control_documents else {}
    script = resources.player("scorm2004")
    files = launch_files(course, standard="scorm2004", script=script, asks="package", schemas=schemas)
    content = {**files, **dict(sorted(course.media.items()))}
    return file_tree({MANIFEST: manifest(module, content), **content, **schemas})


def manifest(module: ModuleDefinition, content: Iterable[str]) -> bytes:
    """``imsmanifest.xml`` for the files ``content``, the launch page among them; UTF-8 with literal characters.

    The schema locations stay when the package leaves the control documents out: ADL's checker asks for both apart.
    """
    edition = settings(module).edition
    root = CP.manifest(
        CP.metadata(CP.schema("ADL SCORM"), CP.schemaversion(SCHEMA_VERSIONS[edition])),
        CP.organizations(organization(module, edition), default=f"ORG-{module.identifier}"),
        CP.resources(resource(module, content)),
        identifier=f"MB-{module.identifier}",
        version=module.version,
    )
    root.set(f"{{{XSI}}}schemaLocation", " ".join(f"{name} {file}" for name, file in SCHEMA_FILES.items()))
    return serialised(root)


def organization(module: ModuleDefinition, edition: Edition) -> etree._Element:
    """One organization with one item: the whole module is one SCO, so that its state is one record."""
    title = one_line(module.title)
    item = CP.item(
        CP.title(title),
        NAV.presentation(NAV.navigationInterface(*(NAV.hideLMSUI(control) for control in HIDDEN_CONTROLS))),
        # Otherwise the LMS's sequencer calls an unfinished module completed and satisfied.
        SS.sequencing(SS.deliveryControls(completionSetByContent="true", objectiveSetByContent="true")),
        identifier=f"ITEM-{module.identifier}",
        identifierref=f"RES-{module.identifier}",
    )
    root = CP.organization(
        CP.title(title),
        item,
        SS.sequencing(SS.controlMode(choice="true", flow="true")),
        identifier=f"ORG-{module.identifier}",
    )
    root.set(f"{{{ADLSEQ}}}objectivesGlobalToSystem", "false")
    if edition == 4:
        root.set(f"{{{ADLCP}}}sharedDataGlobalToSystem", "false")
    return root


def resource(module: ModuleDefinition, content: Iterable[str]) -> etree._Element:
    sco = CP.resource(identifier=f"RES-{module.identifier}", type="webcontent", href=LAUNCH_PAGE)
    sco.set(f"{{{ADLCP}}}scormType", "sco")
    sco.extend(CP.file(href=path) for path in content)
    return sco


def serialised(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
