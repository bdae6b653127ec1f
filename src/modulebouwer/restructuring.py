"""Changes to the frame of a module: a section or component more, another order, another name for a section.

Only the lines that change are written anew; a module that cannot be read is not touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import Any

from modulebouwer.catalogue import LANGUAGES, PACKAGE
from modulebouwer.checks.texts import plain_text
from modulebouwer.components.component import PlacedComponent
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Severity, report
from modulebouwer.findings.wording import closest
from modulebouwer.model.definition import ModuleDefinition, Objective
from modulebouwer.model.fields import IN_MEDIA, NOT_EMPTY, WEB_ADDRESS
from modulebouwer.model.identifiers import ANSWER_PATTERN, IDENTIFIER_PATTERN, file_stem, identifier_from
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.outline import section_outline
from modulebouwer.schema import Schema, describer, model_schema
from modulebouwer.source.loader import load
from modulebouwer.source.writing import save, write_definition
from modulebouwer.source.yaml_file import parse_yaml
from modulebouwer.source.yaml_writing import write_yaml
from modulebouwer.wrong_use import WrongUse

# Text to be replaced, in the author's language.
PLACEHOLDER = {"nl": "Schrijf hier de tekst.", "en": "Write the text here."}
MINUTES = 5


def add_section(folder: Path, title: str, after: str | None, language: str) -> Path:
    """A new section called after its title, last or behind ``after``; the path of its file."""
    files = section_added(folder, title, after, language)
    save(folder, files)
    return folder / next(iter(files))


def section_added(folder: Path, title: str, after: str | None, language: str) -> dict[str, bytes]:
    """The files that such a section takes, its own first; nothing is written."""
    module = readable(folder)
    name = file_stem(identifier_from(title))
    path = f"sections/{name}.md"
    if not name:
        raise WrongUse("no_section_name", name=title)
    if (folder / path).exists() or name in module.definition.sections:
        raise WrongUse("section_exists", name=name)
    order = list(module.definition.sections)
    order.insert(order.index(known(module, after)) + 1 if after else len(order), name)
    head = write_yaml({"title": title, "minutes": MINUTES})
    text = f"---\n{head}---\n\n{PLACEHOLDER[language]}\n"
    return {path: text.encode(), "module.yaml": definition_with(folder, module, {"sections": tuple(order)})}


def add_component(
    folder: Path, section: str, kind: str, language: str, behind: str | None = None
) -> tuple[Path, int]:
    """A component of ``kind`` with every field, at the end of ``section`` or ``behind`` what is called so there.

    Its file, and its line in that.
    """
    module = readable(folder)
    if kind not in COMPONENTS:
        suggestion, every = closest(kind, COMPONENTS), ", ".join(COMPONENTS)
        raise WrongUse("no_such_component", kind=kind, suggestion=suggestion, known=every)
    path = folder / "sections" / f"{known(module, section)}.md"
    lines = path.read_bytes().decode("utf-8-sig").rstrip("\r\n").split("\n")
    there = next(one for one in module.sections if one.id == section)
    place = len(lines) if behind is None else end_of(behind, there)
    written = module.definition.language.partition("-")[0]
    fence = new_component(kind, module.components, written if written in LANGUAGES else language)
    rest = "\n".join(lines[place:]).lstrip("\r\n")
    before = "\n".join(lines[:place]).rstrip("\r\n")
    text = f"{before}\n\n{fence}" + (f"\n{rest}\n" if rest else "")
    save(folder, {path.relative_to(folder).as_posix(): text.encode()})
    return path, before.count("\n") + 3


def end_of(name: str, section: Section) -> int:
    """Behind how many lines of its file a component or heading ends; of one in a list, that list.

    A component is known by its id, a heading by its words. Raises ``WrongUse`` for a name that none has.
    """
    tokens = section.body.tokens
    ends: dict[str, int] = {}
    outer = 0
    for token, inside in zip_longest(tokens, tokens[1:]):
        if token.level == 0 and token.map:
            outer = token.map[1]
        if token.type == "component":
            ends.setdefault(token.meta["component"].id or "", outer)
        elif token.type == "heading_open" and inside is not None:
            ends.setdefault(identifier_from(plain_text(inside.children or ())), outer)
    there = ends.keys() - {""}
    wanted = name if name in there else identifier_from(name)
    if wanted not in there:
        every = ", ".join(one for one in ends if one)
        raise WrongUse("nothing_called_so", name=name, suggestion=closest(name, there), known=every or "–")
    return section.body.location.line - 1 + ends[wanted]


def new_component(kind: str, beside: Iterable[PlacedComponent], language: str) -> str:
    """The fence of a component of ``kind`` with every field, explained in ``language``; its id is that of none
    ``beside`` it.
    """
    taken = {placed.id for placed in beside if placed.id is not None}
    return f":::{{{kind}}}\n{fields_with_comments(kind, taken, language)}:::\n"


def move_section(folder: Path, section: str, position: int) -> tuple[str, ...]:
    """Put a section at a position, counted from 1; the new order. Raises ``WrongUse`` for a place past the last."""
    module = readable(folder)
    order = [name for name in module.definition.sections if name != known(module, section)]
    if position > len(order) + 1:
        raise WrongUse("no_such_place", position=str(position), places=str(len(order) + 1))
    order.insert(position - 1, section)
    save(folder, {"module.yaml": definition_with(folder, module, {"sections": tuple(order)})})
    return tuple(order)


def rename_section(folder: Path, section: str, wanted: str) -> int:
    """Give a section's file another name, with every link to it; how many links followed.

    Answers hang on the ids of components, so they stay. That somebody was in this section hangs on its name.
    """
    module = readable(folder)
    old, new = known(module, section), file_stem(identifier_from(wanted))
    if new != wanted:
        raise WrongUse("not_a_section_name", name=wanted, suggestion=new)
    if (folder / "sections" / f"{new}.md").exists() or new in module.definition.sections:
        raise WrongUse("section_exists", name=new)
    link = re.compile(rf"(?<=\]\(section:){re.escape(old)}(?=[)\s#])")
    changed: dict[str, bytes] = {}
    followed = 0
    for name in module.definition.sections:
        path = f"sections/{name}.md"
        text, count = link.subn(new, (folder / path).read_bytes().decode("utf-8"))
        followed += count
        if count or name == old:
            changed[path.replace(f"/{old}.md", f"/{new}.md")] = text.encode()
    definition, count = link.subn(new, (folder / "module.yaml").read_bytes().decode("utf-8"))
    order = tuple(new if name == old else name for name in module.definition.sections)
    ignore = tuple(
        one.model_copy(update={"path": f"sections/{new}.md"}) if one.path == f"sections/{old}.md" else one
        for one in module.definition.ignore
    )
    objectives = objectives_with(module, old, new)
    # The new file first: whatever goes wrong, no text is lost.
    save(folder, changed)
    if count:
        save(folder, {"module.yaml": definition.encode()})
        module = readable(folder)
    update = {"sections": order, "ignore": ignore, "objectives": objectives}
    save(folder, {"module.yaml": definition_with(folder, module, update)})
    (folder / "sections" / f"{old}.md").unlink()
    return followed + count


@dataclass(frozen=True)
class Removal:
    """What goes with a section: its ``files`` in the module's folder, how many ``words`` and fields for ``answers``.

    ``links``: how many elsewhere in the module lead to it, and then lead nowhere; ``ignored``: the codes that are
    ignored in its files, and ``objectives``: the ids of those that it trains, which ``module.yaml`` then leaves out.
    """

    files: tuple[str, ...]
    words: int
    answers: int
    links: int
    ignored: tuple[str, ...]
    objectives: tuple[str, ...]


def removal_of(folder: Path, section: str) -> Removal:
    """What would go; nothing is written. Raises ``WrongUse`` for a section that is not there, or the only one."""
    module = readable(folder)
    name = known(module, section)
    if len(module.definition.sections) == 1:
        raise WrongUse("only_section", section=name)
    own = f"sections/{name}.md"
    translated = sorted(folder.glob(f"translations/*/sections/{name}.yaml"))
    others = [f"sections/{one}.md" for one in module.definition.sections if one != name]
    link = re.compile(rf"\]\(section:{re.escape(name)}(?=[)\s#])")
    texts = ((folder / path).read_text("utf-8-sig") for path in ("module.yaml", *others))
    told = section_outline(next(one for one in module.sections if one.id == name), module)
    files = (own, *(path.relative_to(folder).as_posix() for path in translated))
    objectives = zip(module.definition.objectives, objectives_with(module, name), strict=True)
    return Removal(
        files,
        told["words"],
        told["answers"],
        sum(len(link.findall(text)) for text in texts),
        tuple(one.code for one in module.definition.ignore if one.path in files),
        tuple(before.id for before, after in objectives if before != after),
    )


def remove_section(folder: Path, section: str) -> Removal:
    """Take a section out of a module, with its files; what went.

    ``module.yaml`` no longer names it first: whatever goes wrong, no text is gone that the module still has.
    """
    going, module = removal_of(folder, section), readable(folder)
    update = {
        "sections": tuple(name for name in module.definition.sections if name != section),
        "ignore": tuple(one for one in module.definition.ignore if one.path not in going.files),
        "objectives": objectives_with(module, section),
    }
    save(folder, {"module.yaml": definition_with(folder, module, update)})
    for path in going.files:
        (folder / path).unlink()
    return going


def objectives_with(module: LearningModule, section: str, *instead: str) -> tuple[Objective, ...]:
    """The objectives with ``instead`` for ``section``, or nothing; a component of that name is what is meant."""
    if section in {component.id for component in module.components}:
        return module.definition.objectives
    return tuple(
        one.model_copy(
            update={
                "trained_by": tuple(
                    name for had in one.trained_by for name in (instead if had == section else (had,))
                )
            }
        )
        for one in module.definition.objectives
    )


def readable(folder: Path) -> LearningModule:
    """The module in ``folder``; raises ``WrongUse`` with the first error in what is read of it."""
    module, problems = load(folder, folder.as_posix())
    told = report(problems)
    error = next((one for one in told.findings if told.severity(one) is Severity.ERROR), None)
    if module is None or error is not None:
        wrong = WrongUse("errors_first", path=folder.as_posix())
        wrong.finding = error
        raise wrong
    return module


def known(module: LearningModule, section: str | None) -> str:
    """``section`` itself; raises ``WrongUse`` when the module has none of that name."""
    sections = module.definition.sections
    if section not in sections:
        raise WrongUse(
            "no_such_section",
            section=section or "",
            suggestion=closest(section or "", sections),
            known=", ".join(sections),
        )
    return section


def definition_with(folder: Path, module: LearningModule, update: dict[str, Any]) -> bytes:
    """``module.yaml`` with ``update``."""
    definition: ModuleDefinition = module.definition.model_copy(update=update)
    before = (folder / "module.yaml").read_bytes()
    return write_definition(definition, before, inherited=module.shared.inherited)


def fields_with_comments(kind: str, taken: set[str], language: str) -> str:
    """The fields of a component in YAML, each under what it is for; those that it can do without, as comments."""
    schema = model_schema(kind, COMPONENTS[kind], describer(language))
    needed = schema.get("required", ())
    # A switch or a number that it can do without keeps its default.
    example = {
        name: value
        for name, value in example_of(kind).items()
        if name in needed or not isinstance(value, bool | int)
    }
    if "id" in example:
        example["id"] = free_id(kind, taken)
    example = waiting(example, schema)
    lines: list[str] = []
    for name, field in schema["properties"].items():
        lines.append(f"# {field['description']}")
        if name in example:
            lines += write_yaml({name: example[name]}).splitlines()
        else:
            default = field.get("default")
            value = "…" if default in (None, []) else default
            lines += [f"# {line}" for line in write_yaml({name: value}).splitlines()]
    return "".join(f"{line}\n" for line in lines)


def example_of(kind: str) -> dict[str, Any]:
    path = PACKAGE.joinpath("components", kind.replace("-", "_"), "example.md")
    lines = path.read_text(encoding="utf-8").strip().split("\n")
    return parse_yaml("\n".join(lines[1:-1]), "").data or {}


def free_id(kind: str, taken: set[str]) -> str:
    return next(name for name in candidates(kind) if name not in taken)


def candidates(kind: str) -> Iterator[str]:
    yield kind
    number = 2
    while True:
        yield f"{kind}-{number}"
        number += 1


def waiting(example: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """What an example says, as places for the author's own words: those of another would go to learners unseen, and
    its ids would stay for ever. What it names in the module around it is not there in another.
    """
    places: dict[str, Any] = placeholders(example, schema, schema, dict(numbered_ids(example)))
    return places


def numbered_ids(example: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """For each id of an item in a list of ``example``: one that tells its place, since answers hang on it for ever."""
    for name, items in example.items():
        one = re.sub(r"ies$", "y", name).removesuffix("s").replace("_", "-")
        for number, item in enumerate(items if isinstance(items, list) else (), 1):
            if isinstance(item, dict) and "id" in item:
                yield item["id"], f"{one}-{number}"


def placeholders(value: Any, field: Schema, schema: Schema, ids: Mapping[str, str], way: str = "") -> Any:
    """``value`` with its texts replaced by numbered dots, and its ids by those that ``ids`` has for them.

    The name of a file keeps its folder and its form.
    """
    field = stated(field, schema)
    if isinstance(value, list):
        items = field.get("items", {})
        return [placeholders(one, items, schema, ids, f"{way}{n}") for n, one in enumerate(value, 1)]
    if isinstance(value, dict):
        inside = field.get("properties", {})
        return {
            key: placeholders(one, inside.get(key, {}), schema, ids, way)
            for key, one in value.items()
            if key == "id" or not names_another(one, inside.get(key, {}), schema, ids)
        }
    if not isinstance(value, str) or "enum" in field:
        return value
    pattern, dots = field.get("pattern", NOT_EMPTY), f"… {way}".rstrip()
    if pattern == IN_MEDIA:
        return f"media/{dots.replace(' ', '-')}{PurePosixPath(value).suffix}"
    if pattern == WEB_ADDRESS:
        return "https://example.org/…"
    return dots if pattern == NOT_EMPTY else ids.get(value, value)


def names_another(value: Any, field: Schema, schema: Schema, ids: Mapping[str, str]) -> bool:
    """Whether a value is the id of what stands elsewhere in the module, or a list with one."""
    field = stated(field, schema)
    if isinstance(value, list):
        return any(names_another(one, field.get("items", {}), schema, ids) for one in value)
    return field.get("pattern") in (IDENTIFIER_PATTERN, ANSWER_PATTERN) and value not in ids


def stated(field: Schema, schema: Schema) -> Schema:
    """What ``schema`` says of a field that may be left out, or that several have alike."""
    field = next((one for one in field.get("anyOf", [field]) if one.get("type") != "null"), field)
    return schema["$defs"][field["$ref"].split("/")[-1]] if "$ref" in field else field
