"""A course as files for a website: the page that starts, its script and its media."""

from __future__ import annotations

from modulebouwer import resources
from modulebouwer.package.file_tree import FileTree, file_tree
from modulebouwer.render.course import Course
from modulebouwer.render.launch_page import launch_files
from modulebouwer.render.learning_resource import embedded
from modulebouwer.standards.standard import WriteOptions


def write(course: Course, options: WriteOptions) -> FileTree:  # noqa: ARG001
    """The files, the page first. There is no manifest: nobody but a browser reads them."""
    script, head = resources.player("web"), embedded(course.definition)
    files = launch_files(course, standard="web", script=script, asks="nothing", head=head)
    return file_tree({**files, **dict(sorted(course.media.items()))})
