"""A course as a package for LMSs that launch plain xAPI: one activity, started by one HTML file and its script.

Source: the launch guideline of the Experience API's first makers (tincan.xml, "Launch for LMSs and LRSs"). No endpoint
and no credential is ever in a package: the LMS tells them at launch.
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
from modulebouwer.standards.standard import WriteOptions
from modulebouwer.standards.wording import one_line
from modulebouwer.standards.xapi.names import TINCAN
from modulebouwer.standards.xapi.verify import NAMESPACE

COURSE_TYPE = "http://adlnet.gov/expapi/activities/course"

E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


def write(course: Course, options: WriteOptions) -> FileTree:  # noqa: ARG001
    """The package's files, ``tincan.xml`` first. There are no control documents to leave out."""
    files = launch_files(course, standard="xapi", script=resources.player("xapi"), asks="store")
    return file_tree({TINCAN: tincan(course.definition), **files, **dict(sorted(course.media.items()))})


def tincan(module: ModuleDefinition) -> bytes:
    """``tincan.xml``: the module as one activity; its language stands in ``lang``, as all LMSs read it."""
    language = module.language
    activity = E.activity(
        E.name(one_line(module.title), lang=language),
        E.description(one_line(module.description), lang=language),
        E.launch(LAUNCH_PAGE, lang=language),
        id=required_iri(module),
        type=COURSE_TYPE,
    )
    root = E.tincan(E.activities(activity))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
