"""The package in use that a new one is held against, by its name; and folders of them, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from modulebouwer.standards import REGISTRY
from modulebouwer.wrong_use import WrongUse

# A name that ``build`` gives; another's has no version in it.
VERSIONED = re.compile(r"(?P<name>.+?)-(?P<version>\d+\.\d+\.\d+)-(?P<rest>.+)")


def holds_packages(path: Path) -> bool:
    return path.is_dir() and any(path.glob("*.zip"))


def counterpart(against: Path, identifier: str, standard: str, languages: Sequence[str] = ()) -> Path | None:
    """The package in use: ``against`` itself, or in a folder of packages the newest of the module in a standard.

    ``languages``: those in the new package's name, none for that of the source alone. It takes the place of a package
    in the same ones, else of one in which learners work in its first. None for a translation that nobody has yet.

    Raises ``WrongUse`` when there is no package of the module.
    """
    if not holds_packages(against):
        return against
    found = in_use(against, identifier, standard)
    label = "-".join(languages)
    if label in found:
        return found[label]
    if len(languages) == 1:
        return None
    # With a choice of languages or without: it takes the place of a package that begins in the same one.
    first = f"{languages[0]}-" if languages else ""
    near = [one for one in found if (not one and languages) or ("-" in one and one.startswith(first))]
    return found[near[0]] if near else None


def in_use(against: Path, identifier: str, standard: str) -> dict[str, Path]:
    """Languages in a package's name ("" for the source's alone, "nl-fy" for two) → the newest package in them.

    Raises ``WrongUse`` when there is none at all.
    """
    found = packages_in_use(against, identifier, standard)
    if not found:
        raise WrongUse("no_counterpart", path=against.as_posix(), identifier=identifier, standard=standard)
    return found


def packages_in_use(against: Path, identifier: str, standard: str) -> dict[str, Path]:
    """As ``in_use``, empty when there is none."""
    form = re.compile(
        rf"{re.escape(identifier)}-(?P<version>\d+\.\d+\.\d+)(?:-(?P<languages>[A-Za-z0-9-]+))?-{standard}\.zip"
    )
    found: dict[str, tuple[tuple[int, ...], Path]] = {}
    for path in sorted(against.glob(f"*-{standard}.zip")):
        if match := form.fullmatch(path.name):
            version = tuple(int(part) for part in match["version"].split("."))
            languages = match["languages"] or ""
            found[languages] = max(found.get(languages, (version, path)), (version, path))
    return {languages: path for languages, (_, path) in found.items()}


def pairs(old: Path, new: Path) -> list[tuple[str, Path | None, Path | None]] | None:
    """What belongs together in two folders of packages, or of modules: name, one side, the other (None: not there).

    None where these are no such folders. Raises ``WrongUse`` where they are, and nothing in them belongs together.
    """
    before, after = many(old), many(new)
    if not before or not after:
        return None
    if before.keys().isdisjoint(after):
        raise WrongUse("nothing_in_common", old=old.as_posix(), new=new.as_posix())
    return [(name, before.get(name), after.get(name)) for name in dict.fromkeys([*before, *after])]


def many(folder: Path) -> dict[str, Path]:
    """Name → the newest package of that name, or the module in that folder; empty for what is one by itself."""
    own = [standard.control_file for standard in REGISTRY.values() if standard.for_lms]
    if any((folder / name).is_file() for name in [*own, "module.yaml"]):
        return {}
    found: dict[str, tuple[tuple[int, ...], Path]] = {}
    for path in sorted(folder.glob("*.zip")):
        match = VERSIONED.fullmatch(path.stem)
        name = f"{match['name']} {match['rest']}" if match else path.stem
        version = tuple(int(part) for part in match["version"].split(".")) if match else ()
        found[name] = max(found.get(name, (version, path)), (version, path))
    return {name: path for name, (_, path) in found.items()} or {
        path.parent.name: path.parent for path in sorted(folder.glob("*/module.yaml"))
    }
