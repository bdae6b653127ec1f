"""What an LMS starts in a cmi5 package: its assignable units (cmi5 13.1.4)."""

from __future__ import annotations

from lxml import etree

from modulebouwer.package.file_tree import FileTree
from modulebouwer.standards.activities.control_file import root_of, text
from modulebouwer.standards.cmi5.names import COURSE_STRUCTURE
from modulebouwer.standards.standard import Contents, Launch

TITLE = "{*}title/{*}langstring"


def contents(tree: FileTree) -> Contents:
    """Raises ``Unlaunchable``. ``data``: members of ``LMS.LaunchData`` (cmi5 10.2)."""
    root = root_of(tree, COURSE_STRUCTURE)
    launches = []
    for unit in root.iter("{*}au"):
        stated = {name: unit.get(name, "").strip() for name in ("moveOn", "masteryScore", "launchMethod")}
        stated["launchParameters"] = text(unit, "{*}launchParameters")
        data = {name: value for name, value in stated.items() if value}
        launches.append(
            Launch(
                unit.get("id", "").strip(),
                text(unit, TITLE),
                text(unit, "{*}url"),
                data,
                chapters=tuple(
                    title for block in reversed(blocks_around(unit)) if (title := text(block, TITLE))
                ),
            )
        )
    course = root.find("{*}course")
    identifier = course.get("id", "").strip() if course is not None else ""
    return Contents(text(root, f"{{*}}course/{TITLE}"), tuple(launches), course=identifier)


def blocks_around(unit: etree._Element) -> list[etree._Element]:
    """The blocks that a unit lies in, the innermost first (cmi5 13.1.2)."""
    return [one for one in unit.iterancestors() if etree.QName(one).localname == "block"]
