"""The templates a module is rendered with: the project's own first, then the built-in ones."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from modulebouwer.diagnostics import Diagnostic


class RenderError(Exception):
    """A mistake in a template or locale. ``diagnostic`` says where; the module itself may be faultless."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(f"{diagnostic.location}: {diagnostic.code}")
        self.diagnostic = diagnostic


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


def source(templates: Environment, name: str) -> str | None:
    """The text of a template file that is used as it is (CSS, YAML), or None when no folder has it."""
    for folder in folders(templates):
        path = folder / name
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return None


def folders(templates: Environment) -> tuple[Path, ...]:
    """The folders of ``environment``, in order."""
    assert isinstance(templates.loader, FileSystemLoader)
    return tuple(Path(path) for path in templates.loader.searchpath)
