"""What an LMS starts in a package with a tincan.xml: the activities that have an address."""

from __future__ import annotations

from modulebouwer.package.file_tree import FileTree
from modulebouwer.standards.activities.control_file import root_of, text
from modulebouwer.standards.standard import Contents, Launch
from modulebouwer.standards.xapi.names import TINCAN


def contents(tree: FileTree) -> Contents:
    """Raises ``Unlaunchable``."""
    launches = tuple(
        Launch(activity.get("id", "").strip(), text(activity, "{*}name"), text(activity, "{*}launch"))
        for activity in root_of(tree, TINCAN).iter("{*}activity")
        if text(activity, "{*}launch")
    )
    return Contents(launches[0].title if launches else "", launches)
