"""Which languages modules are translated into, and the files in which these translations stand.

What is not about languages never reads a translation (``translations.py``), nor waits for what does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import closest, quoted
from modulebouwer.model.module import LearningModule
from modulebouwer.source.files import DISK, Files
from modulebouwer.source.folder import Folder
from modulebouwer.source.meant import language_like
from modulebouwer.source.misplaced import is_language, misplaced
from modulebouwer.source.series import MODULE, TERMS
from modulebouwer.source.yaml_file import parse_yaml
from modulebouwer.wrong_use import WrongUse

FOLDER = "translations"
# What a file with translations has in it, whatever it is called.
UNITS = re.compile(r"^units:\s*$(?:\n.*)*?\n\s*(?:- )?source:", re.MULTILINE)


def language_names(folder: Path, files: Files = DISK) -> list[str]:
    """The languages that a module, or series, has translations in."""
    place = Folder(folder, "", files)
    return [name for name in place.names(FOLDER) if files.is_folder(place.real / FOLDER / name)]


def source_language(folder: Path, files: Files = DISK) -> str:
    """The language of a module's source as far as its module.yaml tells, "" otherwise."""
    text = Folder(folder, "", files).text(MODULE)
    data = parse_yaml(text, MODULE).data if text is not None else None
    return str((data or {}).get("language", ""))


def in_languages(folders: Sequence[str], languages: Sequence[str]) -> dict[str, list[str]]:
    """Of each of ``languages`` the modules that are translated into it; under "" those of which it is the source's.

    "all" is every language; none at all is that of the source. Raises ``WrongUse`` for one that no module is in.
    """
    if not languages:
        return {"": list(folders)}
    # What is no language (TRN-010) is not looked into.
    into = {one: [*filter(is_language, language_names(Path(one)))] for one in folders}
    if "all" in languages:
        every = dict.fromkeys(name for names in into.values() for name in names)
        return {"": list(folders), **{name: [one for one in folders if name in into[one]] for name in every}}
    own = {one: source_language(Path(one)) for one in folders}
    every = dict.fromkeys([*own.values(), *(name for names in into.values() for name in names)])
    wanted = list(dict.fromkeys(languages))
    # Where the translations stand in a folder of another name, that is told and not what follows from it.
    mislaid = [one for one in folders if FOLDER in misplaced(Folder(Path(one), one))]
    for name in wanted:
        if name not in every and not mislaid:
            meant = language_like(name)
            suggestion = meant if meant in every else closest(name, every)
            values = {"language": name, "suggestion": suggestion, "known": quoted(every)}
            raise WrongUse("no_such_language", **values)
    found = {"": [one for one in folders if own[one] in wanted or one in mislaid]}
    found |= {name: [one for one in folders if name in into[one]] for name in wanted}
    return {name: those for name, those in found.items() if those}


def lacking_languages(folder: Path, shown: str, languages: Sequence[str]) -> Iterator[Finding]:
    """TRN-200: one of ``languages`` that the module in ``folder`` is not in; "all" asks for what it has.

    ``shown``: that path as the user typed it (POSIX).
    """
    place = Folder(folder, shown)
    # Where translations stand in a folder of another name, that is told and not what follows from it.
    if not languages or "all" in languages or not place.has(MODULE) or FOLDER in misplaced(place):
        return
    there = [source_language(folder), *language_names(folder)]
    for name in dict.fromkeys(languages):
        if name not in there:
            known = quoted(filter(None, there))
            yield Finding("TRN-200", Location(place.path(MODULE)), {"language": name, "known": known})


def in_packages(
    found: Mapping[str, Sequence[str]], *, together: bool
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The languages of a package, with the modules that have one in these; ``found``: language → modules."""
    if not together:
        yield from (((language,), list(those)) for language, those in found.items())
        return
    of_module: dict[str, tuple[str, ...]] = {}
    for language, those in found.items():
        for folder in those:
            of_module[folder] = (*of_module.get(folder, ()), language)
    for languages in dict.fromkeys(of_module.values()):
        yield languages, [folder for folder, one in of_module.items() if one == languages]


def translation_path(path: str, language: str) -> str:
    """Where the translations of a file of the source stand: ``sections/begin.md`` → ``…/fy/sections/begin.yaml``."""
    return f"{FOLDER}/{language}/{PurePosixPath(path).with_suffix('.yaml')}"


def strangers(folder: Folder, language: str, known: Iterable[str]) -> Iterator[Finding]:
    """TRN-008: a file among the translations that stands for none of the source."""
    ours = [translation_path(one, language) for one in known]
    start = f"{FOLDER}/{language}/"
    lacking = [one.removeprefix(start) for one in ours if not folder.has(one)]
    for path in folder.walk(f"{FOLDER}/{language}"):
        inside = path.removeprefix(start)
        stem, suffix = PurePosixPath(path).with_suffix(".yaml").as_posix(), PurePosixPath(path).suffix
        if stem in ours and suffix not in (".yaml", ".yml"):
            place = Location(folder.path(path))
            if UNITS.search(folder.loose_text(path) or "") and not folder.has(stem):
                yield Finding("TRN-400", place, {"path": path, "wanted": stem})
                continue
            yield Finding("TRN-191", place, {"path": path, "language": language})
        elif path not in ours and not (inside.startswith("media/") and folder.has(inside)):
            is_media = inside.startswith("media/")
            meant = media_meant(folder, inside, start) if is_media else closest(inside, lacking)
            kind = "media" if is_media else "units"
            values = {"path": path, "suggestion": start + meant if meant else "", "kind": kind}
            yield Finding("TRN-008", Location(folder.path(path)), values)


def media_meant(folder: Folder, inside: str, start: str) -> str:
    """The file of the source that a translated one may stand for: of its kind, and still without one."""
    suffix = PurePosixPath(inside).suffix
    left = [
        path
        for path in folder.walk("media")
        if PurePosixPath(path).suffix == suffix and not folder.has(start + path)
    ]
    return left[0] if len(left) == 1 else closest(inside, left)


def strange_files(module: LearningModule, folder: Path, files: Files = DISK) -> Iterator[Finding]:
    """As ``strangers``, in every language; and what stands in translations/ without the folder of a language."""
    place = Folder(folder, module.folder, files)
    known = [MODULE, TERMS, *(f"sections/{section.id}.md" for section in module.sections)]
    languages = language_names(folder, files)
    for language in languages:
        if language != module.definition.language:
            yield from strangers(place, language, known)
    yield from into_the_source(module, place)
    for name in place.names(FOLDER):
        if name not in languages:
            path = f"{FOLDER}/{name}"
            yield Finding(
                "TRN-008", Location(place.path(path)), {"path": path, "suggestion": "", "kind": "units"}
            )


def into_the_source(module: LearningModule, folder: Folder) -> Iterator[Finding]:
    """TRN-190: translations into the language that ``module`` itself is in."""
    path = f"{FOLDER}/{module.definition.language}"
    if folder.files.is_folder(folder.real / path):
        values = {"path": path, "language": module.definition.language}
        yield Finding("TRN-190", Location(folder.path(path)), values)
