"""SKN-581: files below templates/ that take the place of none of ours, so that the page stays as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import closest
from modulebouwer.model.definition import LANGUAGE_PATTERN
from modulebouwer.model.module import LearningModule
from modulebouwer.source.files import DISK, Files
from modulebouwer.source.folder import Folder
from modulebouwer.source.look import FOLDER, built_in_templates, templates_in
from modulebouwer.source.markdown_file import component_like
from modulebouwer.source.meant import language_like

# Beside the built-in files: the languages and skins that a designer adds, and a sheet for a component that has none.
ADDED = re.compile(
    r"locales/(?P<language>[^/]+?)(?:-u|-je)?\.yaml|skins/[^/]+/skin\.css|components/(?:shared/)?[\w-]+/style\.css"
)
# What a designer writes down, and what a skin's picture is made from (SKN-390).
BESIDE = re.compile(
    r".*\.(?:md|txt|pdf|png|jpe?g|gif|svg|webp|woff2?|ttf|otf)|[^.]*", re.IGNORECASE | re.DOTALL
)
STYLE = re.compile(r"\.(?:css|scss|sass|less)$", re.IGNORECASE)
ENDINGS = re.compile(r"(?:\.(?:html?|j2|jinja2?|tpl|css|scss|sass|less|ya?ml))+$", re.IGNORECASE)


def strange_templates(module: LearningModule, folder: Path, files: Files = DISK) -> Iterator[Finding]:
    """Of a module in ``folder``, and of the series above it."""
    yield from strangers(Folder(folder, module.folder, files))
    if module.shared.folder:
        yield from strangers(Folder(folder.resolve().parent, module.shared.folder, files))


def strangers(folder: Folder) -> Iterator[Finding]:
    built_in = built_in_templates()
    names = [path.removeprefix(f"{FOLDER}/") for path in folder.walk(FOLDER)]
    strange = [
        one for one in names if one not in built_in and not is_added(one) and not BESIDE.fullmatch(one)
    ]
    # Only a designer who has files of another name waits for what is said in the others.
    said = "".join(file.text for file in templates_in(folder).values()) if strange else ""
    for name in strange:
        if f'"{name}"' not in said and f"'{name}'" not in said:
            near = meant(name)
            suggestion = f"{FOLDER}/{near}" if near and near not in names else ""
            values = {"file": f"{FOLDER}/{name}", "suggestion": suggestion}
            yield Finding("SKN-581", Location(folder.path(f"{FOLDER}/{name}")), values)


def is_added(name: str) -> bool:
    found = ADDED.fullmatch(name)
    if found is None or name.startswith("skins/"):
        return found is not None
    if language := found["language"]:
        return re.fullmatch(LANGUAGE_PATTERN, language) is not None
    part = PurePosixPath(name).parent.name
    return part in COMPONENTS or f"components/shared/{part}/style.css" in built_in_templates()


def meant(name: str) -> str:
    """The file that ``name`` was probably to be, or ``""``."""
    style = is_style(name)
    *folders, last = ENDINGS.sub("", name).lower().replace("_", "-").split("/")
    component = next((one for one in (last, *reversed(folders)) if one in COMPONENTS), "")
    if not component and folders[:1] == ["components"]:
        component = component_like(folders[1] if folders[1:] else last)
    if component:
        return f"components/{component}/{'style.css' if style else 'component.html.j2'}"
    if style and len(folders) == 1 and (folders == ["skins"] or last == "skin"):
        return f"skins/{last if folders == ['skins'] else folders[0]}/skin.css"
    if style and folders[:1] == ["skins"] and len(folders) > 1:
        return f"skins/{folders[1]}/skin.css"
    if folders[:1] == ["locales"] and (language := language_like(last)):
        return f"locales/{language}.yaml"
    stems = {ENDINGS.sub("", one): one for one in built_in_templates() if is_style(one) == style}
    alike = [one for stem, one in stems.items() if stem.rpartition("/")[2] == last]
    return alike[0] if len(alike) == 1 else stems.get(closest("/".join([*folders, last]), stems), "")


def is_style(name: str) -> bool:
    return STYLE.search(name) is not None
