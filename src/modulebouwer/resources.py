"""Files that come with modulebouwer, at the one place that knows where a wheel and an editable install keep them."""

from __future__ import annotations

import json
from pathlib import Path

from modulebouwer.package.file_tree import FileTree, file_tree
from modulebouwer.wrong_use import WrongUse

PACKAGE = Path(__file__).parent
BUNDLED = PACKAGE / "_bundled"


def templates() -> Path:
    """The built-in templates: inside the package in a wheel, at the repository's root in an editable install."""
    inside = PACKAGE / "templates"
    return inside if inside.is_dir() else PACKAGE.parents[1] / "templates"


def docs() -> Path:
    """The pages that explain the findings: inside the package in a wheel, else at the repository's root."""
    inside = PACKAGE / "docs"
    return inside if inside.is_dir() else PACKAGE.parents[1] / "docs"


def player(standard: str) -> str:
    """The player's bundle for a standard (see hatch_build.py); esbuild leaves its regular expressions in UTF-8."""
    return bundled(f"player/{standard}.js")


def player_part(name: str) -> str:
    """A script that goes before the player's where needed: ``portfolio``, ``drawings``, or that of a component."""
    return bundled(f"player_parts/{name}.js")


def has_player_part(name: str) -> bool:
    return (BUNDLED / "player_parts" / f"{name}.js").is_file()


def typeface(family: str) -> tuple[Path, ...]:
    """The faces of a typeface that comes along (see hatch_build.py): ``figtree`` → ``figtree-400-normal.woff2`` …"""
    return tuple(sorted((BUNDLED / "typefaces").glob(f"{family}-[1-9]00-*.woff2")))


def control_documents(folder: str) -> FileTree:
    """The official schemas of a standard as distributed, by their path in a package: ``scorm12``, ``scorm2004-4`` …"""
    root = BUNDLED / "control_documents" / folder
    found = sorted((path.relative_to(root).as_posix(), path) for path in root.rglob("*") if path.is_file())
    return file_tree({name: path.read_bytes() for name, path in found})


def preview(program: str) -> str:
    """A program of the preview: ``lms``, in which a package is played, ``page`` around it, ``start`` and ``write``."""
    return bundled(f"preview/{program}.js")


def inside(script: str) -> tuple[str, ...]:
    """The packages of others that are in a script (``player/cmi5``), by the names of their licences."""
    known: dict[str, list[str]] = json.loads(bundled("licences/inside.json"))
    return tuple(known.get(f"{script}.js", ()))


def licence(name: str) -> str:
    """The licence of a package that is in our scripts, or of ``modulebouwer`` itself."""
    return bundled(f"licences/{name}.txt")


def typeface_licence(family: str) -> str:
    return bundled(f"typefaces/{family.lower().replace(' ', '-')}.txt")


def bundled(path: str) -> str:
    """A text that hatch_build.py made. Raises ``WrongUse`` when it has not yet: a wheel has them all."""
    try:
        return (BUNDLED / path).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise WrongUse("not_bundled", path=path) from error
