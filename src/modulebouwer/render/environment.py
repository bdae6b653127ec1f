"""The templates a module is rendered with: the project's own first, then the built-in ones."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from modulebouwer.findings import Finding, Location


class RenderError(Exception):
    """A mistake in a template or locale. ``finding`` says where; the module itself may be faultless."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.location}: {finding.code}")
        self.finding = finding


def environment(*folders: Path) -> Environment:
    """Templates from ``folders``: a file in an earlier folder wins. The last folder is the built-in one.

    Everything is escaped unless it comes from ``prose`` (Markup); a name that does not exist is an error.
    """
    return Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def locate(templates: Environment, name: str) -> Path:
    """Where a template file is: in the first folder that has it, or else where a project would put it."""
    assert isinstance(templates.loader, FileSystemLoader)
    places = [Path(folder) / name for folder in templates.loader.searchpath]
    return next((place for place in places if place.is_file()), places[0])


def built_in(templates: Environment, name: str) -> Path:
    """The built-in file of that name, whatever the project has."""
    assert isinstance(templates.loader, FileSystemLoader)
    return Path(templates.loader.searchpath[-1]) / name


def location(templates: Environment, name: str, line: int = 1) -> Location:
    """A place in a template file, for a finding."""
    return Location(locate(templates, name).as_posix(), line)
