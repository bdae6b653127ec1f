"""What stands under the pointer, in a few words: a field, a term, a work as it is printed, a picture."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position, Range

from modulebouwer.catalogue import Words
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.editing.completion import author_and_title
from modulebouwer.editing.cursor import key_at, part_at
from modulebouwer.editing.document import Document
from modulebouwer.editing.names import Kind, Name, name_at, names
from modulebouwer.editing.schemas import Field, field_at, schema_of
from modulebouwer.editing.workspace import OpenModule, Workspace
from modulebouwer.findings import Location
from modulebouwer.lms.package import content_type
from modulebouwer.model.fields import PICTURE
from modulebouwer.render.citations import Bibliography

FENCE = re.compile(r"[\s>]*:::+\s*\{(?P<name>[\w-]+)\}")


def hover(
    workspace: Workspace,
    module: OpenModule,
    document: Document,
    position: Position,
    language: str,
    words: Words,
    *,
    whole_pictures: bool = False,
) -> Hover | None:
    """``words``: the editor's catalogue in ``language``, that of its user; ``whole_pictures``: it opens no file."""
    line, column = document.place(position)
    place = Location(document.path.as_posix(), line, column)
    name = name_at(names(workspace, module), place)
    text = of_name(module, name, whole_pictures=whole_pictures) if name else ""
    if name and text:
        text += shared_at(module, name, words)
        return shown(text, document.range(name.place.line, name.place.column, len(name.name)))
    fence = FENCE.match(document.line(line))
    if fence and fence["name"] in COMPONENTS and part_at(document, line) is None:
        schema = schema_of(fence["name"], language) or {}
        width = fence.end("name") - fence.start("name")
        text = f"**{fence['name']}**\n\n{schema.get('description', '')}"
        return shown(text, document.range(line, fence.start("name") + 1, width))
    return of_key(document, line, column, language, of_series(workspace, module, words))


def shown(text: str, at: Range) -> Hover:
    return Hover(MarkupContent(MarkupKind.Markdown, text), at)


def of_key(
    document: Document, line: int, column: int, language: str, series: Mapping[str, str]
) -> Hover | None:
    found = key_at(document, line, column)
    if found is None:
        return None
    part, way = found
    field = field_at(part.kind, way, language)
    if field is None or not field.description:
        return None
    row, start = line, document.line(line).find(str(way[-1])) + 1
    said = series.get(str(way[0]), "") if part.kind == "module" and len(way) == 1 else ""
    return shown(
        f"**{way[-1]}**{limits(field)}\n\n{field.description}{said}",
        document.range(row, start, len(str(way[-1]))),
    )


def of_series(workspace: Workspace, open_module: OpenModule, words: Words) -> dict[str, str]:
    """A field of ``module.yaml`` → what the series says of it; under ``identifier`` all that is inherited."""
    module = open_module.module
    series = workspace.series.series.get(open_module.folder.parent, (None,))[0]
    if module is None or series is None or open_module.folder.name not in series.definition.modules:
        return {}
    told = {
        name: words["hover"]["default"].format(
            value=as_written(value), place=in_file(series.defaults.at(name))
        )
        for name, value in series.definition.defaults.items()
    }
    inherited = [
        f"* {name}: {as_written(value)} ({in_file(series.defaults.at(name))})"
        for name, value in module.shared.inherited.items()
    ]
    whole = "\n".join(["", "", words["hover"]["inherited"], "", *inherited]) if inherited else ""
    return {name: f"\n\n{text}" for name, text in told.items()} | {"identifier": whole}


def shared_at(open_module: OpenModule, name: Name, words: Words) -> str:
    """Where a term or work stands that the series gives, "" for the module's own."""
    shared = open_module.module.shared if open_module.module else None
    places = {}
    if shared and name.kind is Kind.WORK:
        places = {one.id: one.location for one in shared.references}
    elif shared and name.kind is Kind.TERM:
        places = {one.id: one.location for one in shared.terms if one.id}
    place = places.get(name.name)
    return f"\n\n{words['hover']['shared'].format(place=in_file(place))}" if place else ""


def in_file(place: Location) -> str:
    return f"{Path(place.path).name}:{place.line}"


def as_written(value: object) -> str:
    return f"`{value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)}`"


def limits(field: Field) -> str:
    """What a field can hold, as far as its schema says it shortly."""
    told = [f"`{choice}`" for choice in field.choices] or ([field.type] if field.type else [])
    default = field.schema.get("default")
    if default not in (None, [], {}):
        told.append(f"= `{str(default).lower() if isinstance(default, bool) else default}`")
    return f": {' '.join(told)}" if told else ""


def of_name(open_module: OpenModule, name: Name, *, whole_pictures: bool) -> str:
    module = open_module.module
    if module is None:
        return ""
    if name.kind is Kind.WORK:
        return of_work(open_module, name.name)
    if name.kind is Kind.SECTION:
        heads = {section.id: section.head for section in module.sections}
        return f"**{heads[name.name].title}** ({heads[name.name].minutes}′)" if name.name in heads else ""
    if name.kind is Kind.THEME:
        themes = {theme.id: theme for theme in module.definition.themes}
        return f"**{themes[name.name].title}**\n\n{themes[name.name].why}" if name.name in themes else ""
    if name.kind is Kind.MEDIA:
        return of_file(open_module, name.name, whole_pictures=whole_pictures)
    placed = next((one for one in module.shown_components if one.id == name.name), None)
    if placed is None:
        return ""
    word = placed.model.glossary_entry()
    if word is not None:
        return f"**{word}**\n\n{getattr(placed.model, 'definition', '')}"
    said = next(
        (
            str(getattr(placed.model, one))
            for one in ("prompt", "question", "statement", "title")
            if hasattr(placed.model, one)
        ),
        "",
    )
    return f"**{placed.model.component}** {name.name}\n\n{said}"


def of_work(open_module: OpenModule, key: str) -> str:
    module, look = open_module.module, open_module.source.look if open_module.source else None
    work = next((one for one in module.all_references if one.id == key), None) if module else None
    if module is None or work is None:
        return ""
    if look is None:
        return author_and_title(work)
    if open_module.bibliography is None:
        open_module.bibliography = Bibliography([one.csl for one in module.all_references], look.locale)
    return unescape(
        re.sub(r"</?i>", "*", re.sub(r"</?(?:a|sub|sup)\b[^>]*>", "", open_module.bibliography.entry(key)))
    )


def of_file(open_module: OpenModule, path: str, *, whole_pictures: bool) -> str:
    """A picture itself; of another file its size."""
    module = open_module.module
    file = next((one for one in module.all_media if one.path == path), None) if module else None
    if module is None or file is None:
        return ""
    size = f"{path}, {max(1, round(len(file.data) / 1000))} kB"
    if not any(path.endswith(extension) for extension in PICTURE.extensions):
        return size
    address = (
        f"data:{content_type(path)};base64,{base64.b64encode(file.data).decode('ascii')}"
        if whole_pictures
        else Path(module.media_location(file).path).as_uri()
    )
    return f"![{path}]({address})\n\n{size}"
