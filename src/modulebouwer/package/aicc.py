"""A course in AICC's form: known by its files, and what an LMS starts of it (AICC CMI 4.0, 5 and appendix A).

Its other rules are not checked: hardly any tool of today writes it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import PurePosixPath

from modulebouwer.package.file_tree import FileTree

# The name that stands for a standard where there is none in the registry.
AICC = "aicc"
# The files of one name that make up a course (appendix A: each course has all four).
SUFFIXES = (".crs", ".au", ".des", ".cst")
# Of these two no other file is known; sound and designs have the names of the others.
ITS_OWN = {".crs", ".cst"}


def aicc_files(tree: FileTree) -> dict[str, str]:
    """Suffix → path of what there is of an AICC course, two files at least; empty where there is none."""
    found = {PurePosixPath(path).suffix.lower(): path for path in sorted(tree, reverse=True)}
    there = found.keys() & {*SUFFIXES}
    if len(there) < 2 or there.isdisjoint(ITS_OWN):
        return {}
    return {suffix: found[suffix] for suffix in SUFFIXES if suffix in found}


def assignable_units(tree: FileTree) -> dict[str, str]:
    """``system_id`` of each unit → its title, "" where the descriptions have none."""
    files = aicc_files(tree)
    described = {row.get("system_id", ""): row.get("title", "") for row in rows(tree, files.get(".des"))}
    units = (row.get("system_id", "") for row in rows(tree, files.get(".au")))
    return {unit: described.get(unit, "") for unit in units if unit}


def unit_settings(tree: FileTree) -> dict[str, dict[str, str]]:
    """``system_id`` of each unit → what the course's files say of it, by the names that ``diff`` has words for."""
    titles = assignable_units(tree)
    return {
        unit: {
            "title": titles[unit],
            "start": row.get("file_name", "") + row.get("web_launch", ""),
            "cmi.student_data.mastery_score": row.get("mastery_score", ""),
        }
        for row in rows(tree, aicc_files(tree).get(".au"))
        if (unit := row.get("system_id", "")) in titles
    }


def assignable_addresses(tree: FileTree) -> Iterator[str]:
    """What an LMS starts of each unit: a path from the folder of the course's files, or a URL (appendix A.4)."""
    files = aicc_files(tree)
    folder = files.get(".au", "").rpartition("/")[0]
    for row in rows(tree, files.get(".au")):
        address = row.get("file_name", "")
        inside = address in tree or ":" in address or not folder
        if address:
            yield address if inside else f"{folder}/{address}"


def rows(tree: FileTree, path: str | None) -> Iterator[dict[str, str]]:
    """The rows of a table whose first line names the columns; none of a table that cannot be read further."""
    if path is None:
        return
    table = csv.reader(tree[path].decode("utf-8-sig", "replace").splitlines(), skipinitialspace=True)
    try:
        names = [name.strip().lower() for name in next(table, [])]
        for row in table:
            yield dict(zip(names, (cell.strip() for cell in row), strict=False))
    except csv.Error:
        return
