"""Files and folders of a module under another name, or in another place, than where they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from modulebouwer.findings import Finding, Location
from modulebouwer.model.definition import LANGUAGE_PATTERN
from modulebouwer.model.identifiers import slug
from modulebouwer.source.folder import Folder
from modulebouwer.source.meant import is_misnamed, language_like

# What authors call the folders and files that are read, in small letters.
CALLED = {
    "sections": (
        "section", "sectie", "secties", "hoofdstuk", "hoofdstukken", "chapters", "teksten", "texts", "pages",
        "paginas", "pagina's", "onderdelen", "lessen",
    ),
    "media": (
        "medium", "images", "image", "img", "afbeeldingen", "afbeelding", "beelden", "beeld", "plaatjes", "fotos",
        "foto's", "pictures", "assets", "files", "bestanden", "videos", "video's",
    ),
    "translations": ("translation", "vertaling", "vertalingen", "talen", "languages"),
    "references.yaml": (
        "bronnen.yaml", "bronnen.yml", "literatuur.yaml", "literatuur.yml", "literatuurlijst.yaml", "bibliography.yaml",
        "sources.yaml", "referenties.yaml", "reference.yaml", "refs.yaml", "bibliografie.yaml",
    ),
}  # fmt: skip
# The same of a series, beside its modules.
CALLED_BESIDE = {
    "brands": ("brand", "merk", "merken", "huisstijl", "huisstijlen", "klanten", "labels"),
    "terms.md": (
        "termen.md", "begrippen.md", "begrippenlijst.md", "woordenlijst.md", "glossary.md", "term.md", "terms.yaml",
        "begrippen.yaml", "terms.txt",
    ),
    "references.yaml": CALLED["references.yaml"],
}  # fmt: skip
# What is meant for series.yaml.
CALLED_SERIES = (
    "series.yml",
    "serie.yaml",
    "serie.yml",
    "reeks.yaml",
    "reeks.yml",
    "series.yaml.txt",
    "series.txt",
)
# What only a series has, in the folder above its modules'.
OF_SERIES = ("brands", "series.yaml", "terms.md")
LANGUAGE = "translations"
# The ends that programs give to a file of YAML which is not called .yaml.
MEANT_FOR_A_BRAND = re.compile(r"(?<=.)\.ya?ml(\.txt)?$", re.IGNORECASE)
CODE = re.compile(LANGUAGE_PATTERN)


def misplaced(folder: Folder) -> dict[str, Finding]:
    """What is not read of a module's folder → the finding that says why, under the name that it should have."""
    names = folder.names("")
    found: dict[str, Finding] = {}
    for right, called in CALLED.items():
        if right in names and (right.endswith(".yaml") or folder.names(right)):
            continue
        meant = [
            name
            for name in names
            if name != right and name.lower() in (right, *called) and stands_for(folder, name, right)
        ]
        if meant:
            values = {"name": meant[0], "wanted": right}
            found[right] = Finding("SRC-040", Location(folder.path(meant[0])), values)
    for name in OF_SERIES:
        if name in names:
            code = "SRC-190" if name == "series.yaml" else "SRC-041"
            found[name] = Finding(code, Location(folder.path(name)), {"name": name})
    return {**found, **languages(folder, names)}


def misplaced_beside(folder: Folder) -> Iterator[Finding]:
    """As ``misplaced``, of what stands beside the modules of a series."""
    names = folder.names("")
    for right, called in CALLED_BESIDE.items():
        meant = [name for name in names if name != right and name.lower() in (right, *called)]
        meant = [name for name in meant if "." in right or any(".y" in one for one in folder.names(name))]
        if meant and right not in names:
            values = {"name": meant[0], "wanted": right}
            yield Finding("SRC-040", Location(folder.path(meant[0])), values)


def misnamed_brands(folder: Folder) -> Iterator[Finding]:
    """SER-220: a file in brands/ that is meant for a brand, and that is not read because of the end of its name."""
    for name in folder.names("brands"):
        if MEANT_FOR_A_BRAND.search(name) and not name.endswith(".yaml"):
            stem = MEANT_FOR_A_BRAND.sub("", name)
            wanted = f"brands/{slug(stem) or stem}.yaml"
            suggestion = "" if folder.has(wanted) else wanted
            values = {"name": name, "suggestion": suggestion}
            yield Finding("SER-220", Location(folder.path(f"brands/{name}")), values)
        elif name.endswith(".yaml") and (wanted := slug(name.removesuffix(".yaml"))) != name.removesuffix(
            ".yaml"
        ):
            values = {"name": name, "wanted": f"{wanted or 'merk'}.yaml"}
            yield Finding("SER-370", Location(folder.path(f"brands/{name}")), values)


def misnamed_series(folder: Folder) -> str:
    """What series.yaml is called instead in the folder above a module, or ""."""
    names = folder.names("")
    return (
        next((name for name in names if name.lower() in CALLED_SERIES), "")
        if "series.yaml" not in names
        else ""
    )


def series_in_a_module(folder: Folder) -> Finding | None:
    """SRC-190 about a series.yaml that stands in one of the modules' folders below ``folder``, not in it."""
    inside = (name for name in folder.names("") if folder.has(f"{name}/series.yaml"))
    name = next((name for name in inside if folder.has(f"{name}/module.yaml")), "")
    place = Location(folder.path(f"{name}/series.yaml"))
    return Finding("SRC-190", place, {"name": "series.yaml"}) if name else None


def languages(folder: Folder, names: list[str]) -> Mapping[str, Finding]:
    """TRN-010: a folder in translations/ that is not called after the code of a language."""
    found = {}
    for name in folder.names(LANGUAGE) if LANGUAGE in names else ():
        path = f"{LANGUAGE}/{name}"
        if folder.files.is_folder(folder.real / path) and not is_language(name):
            meant = language_like(name)
            values = {"name": name, "suggestion": "" if folder.has(f"{LANGUAGE}/{meant}") else meant}
            found[path] = Finding("TRN-010", Location(folder.path(path)), values)
    return found


def is_language(name: str) -> bool:
    return CODE.fullmatch(name) is not None and not is_misnamed(name)


def stands_for(folder: Folder, name: str, right: str) -> bool:
    """Whether what is called ``name`` holds what belongs in ``right``: an author may keep other things there."""
    inside = folder.names(name) if not right.endswith(".yaml") else []
    if right == "sections":
        return any(one.lower().endswith((".md", ".txt", ".markdown")) for one in inside)
    if right == "media":
        return name.lower() == right or any(f"{name}/" in text for text in section_texts(folder))
    return True


def section_texts(folder: Folder) -> Iterator[str]:
    for name in folder.names("sections"):
        yield folder.loose_text(f"sections/{name}") or ""
