"""A ``LearningModule`` → the files of its folder, as a person would have written them.

Reading what was written gives the same module, and of what was read before only what differs is written anew: a file
that says what the module says keeps every byte, a changed component is written into its own fence, a changed key into
its own lines. The writer knows no component by name: it follows the models' fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from modulebouwer.components.component import ComponentModel, PlacedComponent
from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.model.module import LearningModule, Reference, Section
from modulebouwer.model.source_map import SourceMap, TextPlaces
from modulebouwer.package.file_tree import FileTree, file_tree
from modulebouwer.placing import place
from modulebouwer.source.markdown_file import parse_markdown
from modulebouwer.source.references_file import read_references
from modulebouwer.source.section_file import front_matter
from modulebouwer.source.text_file import decode
from modulebouwer.source.validation import validate
from modulebouwer.source.yaml_file import parse_yaml
from modulebouwer.source.yaml_writing import Comments, entry_lines, rewrite_yaml, write_yaml

# A key path into the module's files: ("module.yaml", "title"), ("sections/start.md", "minutes").
FileComments = Mapping[str, Comments]


def write_module(
    module: LearningModule, before: Mapping[str, bytes] | None = None, comments: FileComments | None = None
) -> FileTree:
    """All files of ``module`` by their path in the folder (UTF-8, ``\\n``).

    ``before`` are the files as they stand now: what already says the same keeps its bytes. ``comments`` go into files
    that are new. A reference's comment stands at ``("references", number)``.
    """
    known, notes = before or {}, comments or {}
    written = {
        "module.yaml": write_definition(
            module.definition, known.get("module.yaml"), notes.get("module.yaml"), module.shared.inherited
        )
    }
    for section in module.sections:
        path = f"sections/{section.id}.md"
        written[path] = write_section(section, known.get(path), notes.get(path))
    if module.references or "references.yaml" in known:
        old = known.get("references.yaml")
        written["references.yaml"] = write_references(module.references, old, notes.get("references.yaml"))
    return file_tree({**written, **{media.path: media.data for media in module.media}})


def write_definition(
    definition: ModuleDefinition,
    before: bytes | None = None,
    comments: Comments | None = None,
    inherited: Mapping[str, Any] | None = None,
) -> bytes:
    """``module.yaml``; what is ``inherited`` from a series and says the same stays out of it."""
    text = _text(before)
    return _unless_same(before, text, _yaml(definition, text, comments, inherited or {}))


def write_section(section: Section, before: bytes | None = None, comments: Comments | None = None) -> bytes:
    """A file of ``sections/``: the front matter, and the body with its fences as its components are now."""
    text = _text(before)
    front, yaml_line, first_line = front_matter(text) if text is not None else (None, 1, 1)
    head = _yaml(section.head, front, comments)
    body = write_body(section)
    if text is not None and front is not None:
        lines = text.split("\n")
        opening, closing = "\n".join(lines[: yaml_line - 1]), lines[first_line - 2]
        whole = f"{opening}\n{head}{closing}\n{body}"
        # A file may end at its front matter, without a line break.
        return _unless_same(before, text, whole if body or text.endswith("\n") else whole.removesuffix("\n"))
    return f"---\n{head}---\n{body}".encode()


def write_body(section: Section) -> str:
    """The section's Markdown, where a fence that says something else than its component is written anew.

    Raises ``ValueError`` when there are not as many components as fences.
    """
    text = section.body.text
    parsed = parse_markdown(TextPlaces.of_lines("", text, 1))
    tokens = [token for token in parsed.markdown.tokens if token.type == "component"]
    lines = text.split("\n")
    for token, now in reversed(list(zip(tokens, section.components, strict=True))):
        was: PlacedComponent = token.meta["component"]
        if was.model == now.model:
            continue
        first, last = token.map or [0, 0]
        lines[first:last] = _fence(lines[first:last], was.model, now.model)
    return "\n".join(lines)


def fence(model: ComponentModel) -> str:
    """A component as it stands in a section, without a line break at the end."""
    return "\n".join(_fence([":::{component}", ":::"], None, model))


def write_references(
    references: Sequence[Reference], before: bytes | None = None, comments: Comments | None = None
) -> bytes:
    """``references.yaml`` in CSL-YAML; entries that were there already and say the same keep their lines."""
    text = _text(before)
    kept, head = _entries(text) if text is not None else ({}, ["references:"])
    if text is not None and list(kept) == [_key(reference) for reference in references]:
        return before or b""
    if not references:
        return b"references: []\n"
    lines = list(head)
    for number, reference in enumerate(references):
        comment = (comments or {}).get(("references", number), "")
        lines += kept.get(_key(reference)) or entry_lines(_csl(reference), comment)
    header = (comments or {}).get((), "") if text is None else ""
    return "".join(f"{line}\n" for line in [*(f"# {line}" for line in header.splitlines()), *lines]).encode()


def save(folder: Path, files: FileTree, before: Mapping[str, bytes] | None = None) -> list[str]:
    """Write what differs from ``before`` to ``folder``, each file whole or not at all; the paths written.

    Raises ``WrongUse`` when something cannot be written.
    """
    known = before or {}
    changed = [path for path, data in files.items() if known.get(path) != data]
    for path in changed:
        place(folder / path, files[path])
    return changed


def fields(model: BaseModel) -> dict[str, Any]:
    """What a designer writes of ``model``: its values as plain data, without those that are the default."""
    return model.model_dump(mode="json", exclude_defaults=True)


def _text(data: bytes | None) -> str | None:
    return None if data is None else decode(data, "")[0]


def _unless_same(before: bytes | None, text: str | None, written: str) -> bytes:
    """The bytes that were there when only a byte order mark or line ends differ."""
    return before if before is not None and written == text else written.encode()


def _yaml(
    model: BaseModel,
    text: str | None,
    comments: Comments | None,
    inherited: Mapping[str, Any] = MappingProxyType({}),
) -> str:
    """``model`` written into ``text``, which holds a model of the same class, or from the start when it does not."""
    if text is not None:
        document = parse_yaml(text, "")
        data = None if document.data is None else {**inherited, **document.data}
        was = None if data is None else validate(type(model), data, document.source)[0]
        if data is not None and was is not None:
            before, now = fields(was), fields(model)
            elsewhere = inherited.keys() - (document.data or {}).keys()
            same = {key for key in elsewhere if before.get(key) == now.get(key)}
            return rewrite_yaml(text, less(before, elsewhere), less(now, same))
    return write_yaml(fields(model), comments)


def less(values: Mapping[str, Any], keys: AbstractSet[str]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key not in keys}


def _fence(lines: Sequence[str], was: ComponentModel | None, now: ComponentModel) -> list[str]:
    """The lines of a fence, in a list item or a quote too, that says ``now``."""
    opening = re.match(r"(?P<before>.*?)(?P<colons>:{3,})(?P<info>.*)", lines[0])
    assert opening is not None
    before = opening["before"]
    after = re.sub(r"[^>\s]", " ", before)
    data = fields(now)
    if was is not None and type(was) is type(now):
        name, width = opening["info"], len(before)
        text = "".join(f"{line[width:]}\n" for line in lines[1:-1])
        body = rewrite_yaml(text, fields(was), data)
    else:
        name, body = f"{{{now.component}}}", write_yaml(data)
    written = [f"{before}{opening['colons']}{name}"]
    written += [f"{after}{line}".rstrip() if not line else f"{after}{line}" for line in body.split("\n")[:-1]]
    return [*written, lines[-1] if was is not None else opening["colons"]]


def _csl(reference: Reference) -> dict[str, Any]:
    return {"id": reference.id, "type": reference.csl["type"], **_rest(reference.csl)}


def _rest(csl: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in csl.items() if key not in ("id", "type")}


def _key(reference: Reference) -> str:
    """Two references with one key say the same, with the same types."""
    return repr(sorted(_csl(reference).items()))


def _entries(text: str) -> tuple[dict[str, list[str]], list[str]]:
    """The lines of each entry that can be read, with the comments above it, and the lines before the first."""
    document = parse_yaml(text, "")
    lines = text.rstrip("\n").split("\n")
    if document.data is None or _flows(document.source):
        return {}, ["references:"]
    read = read_references(document.data, document.source).references
    starts = [place[0] - 1 for way, place in document.source.keys.items() if len(way) == 2]
    starts = [_above(lines, start) for start in starts]
    ends = [*starts[1:], len(lines)]
    blocks = [lines[start:end] for start, end in zip(starts, ends, strict=True)]
    if len(read) < len(blocks):
        return {}, ["references:"]
    head = lines[: starts[0]] if starts else ["references:"]
    return {_key(reference): block for reference, block in zip(read, blocks, strict=True)}, head


def _flows(source: SourceMap) -> bool:
    """Whether entries do not each begin a line of their own."""
    places = [place[0] for way, place in source.keys.items() if len(way) in (1, 2)]
    return len(set(places)) < len(places)


def _above(lines: Sequence[str], start: int) -> int:
    while start > 1 and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start
