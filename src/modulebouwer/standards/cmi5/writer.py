"""A course as a cmi5 package: one assignable unit, started by one HTML file and its script.

Source: cmi5 1.0 ("Quartz"), 13 (course structure) and 14 (packages). The identifiers are IRIs under the module's
``base_iri`` and stay the same at every build: an LMS keeps learners' registrations by them.
"""

from __future__ import annotations

from lxml import etree
from lxml.builder import ElementMaker

from modulebouwer import resources
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.package.file_tree import LAUNCH_PAGE, FileTree, file_tree
from modulebouwer.render.course import Course
from modulebouwer.render.launch_page import launch_files
from modulebouwer.standards.activities.control_file import required_iri
from modulebouwer.standards.cmi5.course_structure import NAMESPACE
from modulebouwer.standards.cmi5.names import COURSE_STRUCTURE
from modulebouwer.standards.standard import WriteOptions
from modulebouwer.standards.wording import one_line

COURSE_TYPE = "http://adlnet.gov/expapi/activities/course"

E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


def write(course: Course, options: WriteOptions) -> FileTree:  # noqa: ARG001
    """The package's files, ``cmi5.xml`` first. cmi5 has no control documents to leave out."""
    files = launch_files(course, standard="cmi5", script=resources.player("cmi5"), asks="store")
    structure = course_structure(course.definition)
    return file_tree({COURSE_STRUCTURE: structure, **files, **dict(sorted(course.media.items()))})


def course_structure(module: ModuleDefinition) -> bytes:
    """``cmi5.xml``: a course with the module's objectives and one unit, done when the learner has finished it."""
    iri = required_iri(module)

    def text(name: str, wording: str) -> etree._Element:
        return E(name, E.langstring(one_line(wording), lang=module.language))

    objectives = [
        E.objective(text("title", o.text), text("description", o.text), id=f"{iri}/objective/{o.id}")
        for o in module.objectives
    ]
    references = [E.objective(idref=objective.get("id", "")) for objective in objectives]
    unit = E.au(
        text("title", module.title),
        text("description", module.description),
        *([E.objectives(*references)] if references else []),
        E.url(LAUNCH_PAGE),
        id=f"{iri}/au",
        moveOn="Completed",
        launchMethod="AnyWindow",
        activityType=COURSE_TYPE,
        # The least scaled score to pass (cmi5 13.1.4), where the module has a score.
        **({"masteryScore": f"{module.pass_mark / 100:g}"} if module.pass_mark else {}),
    )
    root = E.courseStructure(
        E.course(text("title", module.title), text("description", module.description), id=iri),
        *([E.objectives(*objectives)] if objectives else []),
        unit,
    )
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
