"""A course as a SCORM 1.2 package: one SCO, started by one HTML file and its script.

Sources: SCORM 1.2 Content Aggregation Model 2.3 (content packaging) and 2.2 (metadata); IMS Content Packaging 1.1.2;
IMS Learning Resource Meta-data 1.2.1. Identifiers come from the module's own identifier and from nothing else:
Moodle deletes every learner's work when ``item/@identifier`` changes (mod/scorm/datamodels/scormlib.php).
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree
from lxml.builder import ElementMaker

from modulebouwer import resources
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.package.file_tree import LAUNCH_PAGE, FileTree, file_tree
from modulebouwer.package.xml import XML, XSI
from modulebouwer.render.course import Course
from modulebouwer.render.launch_page import launch_files
from modulebouwer.standards.scorm import MANIFEST
from modulebouwer.standards.scorm12.schemas import ADLCP, IMSCP, IMSMD, SCHEMA_FILES
from modulebouwer.standards.standard import WriteOptions
from modulebouwer.standards.wording import duration, one_line

# LMSs look for these prefixes by their letters, and for the packaging elements without one (standards.md 0.11, 1.1).
PREFIXES = {None: IMSCP, "adlcp": ADLCP, "imsmd": IMSMD, "xsi": XSI}

CP = ElementMaker(namespace=IMSCP, nsmap=PREFIXES)
MD = ElementMaker(namespace=IMSMD, nsmap=PREFIXES)


def write(course: Course, options: WriteOptions) -> FileTree:
    """The package's files, the manifest first. The launch page holds its style; script and media lie beside it."""
    schemas = resources.control_documents("scorm12") if options.control_documents else {}
    script = resources.player("scorm12")
    files = launch_files(course, standard="scorm12", script=script, asks="package", schemas=schemas)
    content = {**files, **dict(sorted(course.media.items()))}
    return file_tree({MANIFEST: manifest(course.definition, content, options), **content, **schemas})


def manifest(module: ModuleDefinition, content: Iterable[str], options: WriteOptions) -> bytes:
    """``imsmanifest.xml`` for the files ``content``, the launch page among them; UTF-8 with literal characters."""
    identifier = module.identifier
    root = CP.manifest(
        CP.metadata(CP.schema("ADL SCORM"), CP.schemaversion("1.2"), lom(module)),
        CP.organizations(organization(module), default=f"ORG-{identifier}"),
        CP.resources(resource(module, content)),
        identifier=f"MB-{identifier}",
        version=module.version,
    )
    if options.control_documents:
        root.set(
            f"{{{XSI}}}schemaLocation", " ".join(f"{name} {file}" for name, file in SCHEMA_FILES.items())
        )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def organization(module: ModuleDefinition) -> etree._Element:
    """One organization with one item: the whole module is one SCO, so that its state is one record."""
    item = CP.item(
        CP.title(one_line(module.title)),
        identifier=f"ITEM-{module.identifier}",
        identifierref=f"RES-{module.identifier}",
        isvisible="true",
    )
    return CP.organization(CP.title(one_line(module.title)), item, identifier=f"ORG-{module.identifier}")


def resource(module: ModuleDefinition, content: Iterable[str]) -> etree._Element:
    sco = CP.resource(identifier=f"RES-{module.identifier}", type="webcontent", href=LAUNCH_PAGE)
    sco.set(f"{{{ADLCP}}}scormtype", "sco")
    sco.extend(CP.file(href=path) for path in content)
    return sco


def lom(module: ModuleDefinition) -> etree._Element:
    """What a catalogue may show of the module, in the order of the metadata schema."""

    def text(value: str) -> etree._Element:
        wording = MD.langstring(one_line(value))
        wording.set(f"{{{XML}}}lang", module.language)
        return wording

    return MD.lom(
        MD.general(
            MD.title(text(module.title)),
            MD.language(module.language),
            MD.description(text(module.description)),
            *(MD.keyword(text(keyword)) for keyword in module.keywords),
        ),
        MD.lifecycle(MD.version(text(module.version))),
        MD.metametadata(MD.metadatascheme("ADL SCORM 1.2")),
        MD.technical(MD.format("text/html"), MD.location(LAUNCH_PAGE)),
        MD.educational(MD.typicallearningtime(MD.datetime(duration(module.study_load)))),
    )
