"""Any module: models with values drawn for each field from what its type allows, whatever the fields are."""

from __future__ import annotations

import datetime
import types
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from modulebouwer.components.component import ComponentModel
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.model.definition import SectionHead
from modulebouwer.model.identifiers import ANSWER_PATTERN, IDENTIFIER_PATTERN
from modulebouwer.model.module import LearningModule, MediaFile, Reference, Section
from modulebouwer.model.source_map import SourceMap, TextPlaces
from modulebouwer.source.loader import load
from modulebouwer.source.markdown_file import parse_markdown
from modulebouwer.source.module_yaml import MODULE_YAML
from modulebouwer.source.text_file import garbled
from modulebouwer.source.writing import fence

# Texts that YAML or Markdown could take for something else, among any that a file may hold.
AWKWARD = (
    "nee: ja",
    "- lijst",
    "# kop",
    "a #b",
    "true",
    "~",
    "2015",
    "1.0",
    "'s ochtends",
    '"zo"',
    "een\n\ntwee\n",
    "  in",
    "uit  ",
    "a\n b",
    "\ttab",
    "x\n",
    "x\n\n",
    "é\u2028x",
    "\x85",
    "{a}",
    "[b]",
    "*c",
    "&d",
    "!e",
    "|",
    ">",
    "%",
    "@key",
    "`code`",
    "Eén zin. Nog een zin die zo lang is dat hij niet meer op een regel past. En dan: nog een!",
    "Lang en met  twee spaties. " * 6,
    "a:\nb",
    "---",
    "...",
    "= x",
    "<<",
    "null",
    "0x1F",
    "1e3",
    "naïef \U0001f600",
    "\ufeffx",
    "a\\b",
    "regel\n  ingesprongen\nterug",
    "regel\n# geen commentaar",
    "- a\n- b\n",
    "x \ny",
    "\xa0x",
)
PRINTABLE = st.characters(codec="ascii", exclude_categories=["Cc"])
CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
TEXT = (
    st.sampled_from(AWKWARD) | st.text(CHARACTERS | st.sampled_from(" \n:#-'\""), min_size=1, max_size=40)
).filter(lambda text: bool(text.strip()) and not garbled(text))
IDENTIFIER = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?", fullmatch=True)
FORMS = {
    IDENTIFIER_PATTERN: IDENTIFIER,
    ANSWER_PATTERN: IDENTIFIER | st.tuples(IDENTIFIER, IDENTIFIER).map(".".join),
    r"\S": TEXT,
    r"^https://": st.just("https://example.org/a?b=c&d#e"),
    r"^[^/\\.\s][^/\\]*$": st.just("samenwerken_regio"),
    r"^media/": st.sampled_from(["media/kaart.png", "media/map/film.mp4"]),
    r"^[A-Z0-9]+-[0-9]{3}$": st.just("TXT-001"),
    r"^[0-9]+\.[0-9]+\.[0-9]+$": st.sampled_from(["1.0.0", "0.10.2"]),
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": st.sampled_from(["nl", "en-GB"]),
    r"^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~-]+)*/?$": st.just("https://example.org/modules"),
}


def of_form(pattern: str) -> st.SearchStrategy[str]:
    """Texts of a form that is named above, or of any other."""
    if pattern in FORMS:
        return FORMS[pattern]
    return st.from_regex(pattern, fullmatch=True, alphabet=PRINTABLE)


def models(model: type[BaseModel], **fixed: Any) -> st.SearchStrategy[Any]:
    """Values of ``model`` with any of its fields; fields that have a default are there or not."""
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in model.model_fields.items():
        strategy = st.just(fixed[name]) if name in fixed else of_field(field)
        (required if field.is_required() or name in fixed else optional)[name] = strategy
    return st.fixed_dictionaries(required, optional=optional).map(lambda values: model(**values))


def of_field(field: FieldInfo) -> st.SearchStrategy[Any]:
    return of_type(field.annotation, *field.metadata)


def of_type(annotation: Any, *metadata: Any) -> st.SearchStrategy[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return of_type(inner, *metadata, *(m for field in more for m in getattr(field, "metadata", [field])))
    if origin in (Union, types.UnionType):
        return st.one_of([of_type(part, *metadata) for part in get_args(annotation)])
    limits = {
        name: getattr(item, name)
        for item in metadata
        for name in ("pattern", "min_length", "max_length", "ge", "le", "gt")
        if getattr(item, name, None) is not None
    }
    if origin is Literal:
        return st.sampled_from(get_args(annotation))
    if origin is tuple:
        fewest = limits.get("min_length", 0)
        most = min(limits.get("max_length", fewest + 2), fewest + 2)
        return st.lists(of_type(get_args(annotation)[0]), min_size=fewest, max_size=most).map(tuple)
    if annotation is str:
        text = of_form(limits["pattern"]) if "pattern" in limits else TEXT
        fewest = limits.get("min_length", 0)
        return text.map(lambda value: value + "." * (fewest - len(value))) if fewest else text
    if annotation is int:
        return st.integers(limits.get("ge", limits.get("gt", 0) + 1), limits.get("le", 99))
    if annotation is float:
        return st.floats(-1e6, 1e6, allow_nan=False)
    if annotation is datetime.date:
        return st.dates(datetime.date(1970, 1, 1), datetime.date(2100, 1, 1))
    simple = {bool: st.booleans(), type(None): st.none()}
    return simple[annotation] if annotation in simple else models(annotation)


COMPONENT = st.one_of([models(kind) for kind in COMPONENTS.values()])
PARAGRAPH = st.sampled_from(
    [
        "Een alinea met [een bron](https://example.org).",
        "## Kop",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "Noot[^1].\n\n[^1]: Zo.",
    ]
)
CSL = st.fixed_dictionaries(
    {"type": st.sampled_from(["book", "article-journal", "report"])},
    optional={
        "title": TEXT,
        "publisher": TEXT,
        "volume": st.integers(1, 90) | st.just("12"),
        "edition": st.just("2"),
        "author": st.lists(
            st.fixed_dictionaries({"family": TEXT}, optional={"given": TEXT})
            | st.fixed_dictionaries({"literal": TEXT}),
            min_size=1,
            max_size=3,
        ),
        "issued": st.integers(1900, 2030).map(lambda year: {"date-parts": [[year]]})
        | st.just({"literal": "z.d."}),
    },
)


def body(components: list[ComponentModel], paragraphs: list[str]) -> str:
    blocks = [*paragraphs, *map(fence, components)]
    return "\n" + "\n\n".join(blocks) + "\n"


def section(identifier: str, head: SectionHead, text: str) -> Section:
    parsed = parse_markdown(TextPlaces.of_lines("", text, 1))
    return Section(identifier, head, SourceMap("", {}, {}), parsed.markdown, parsed.components)


BODY = st.builds(body, st.lists(COMPONENT, max_size=3), st.lists(PARAGRAPH, max_size=2))


@st.composite
def learning_modules(draw: st.DrawFn) -> LearningModule:
    names = draw(st.lists(IDENTIFIER, min_size=1, max_size=2, unique=True))
    definition = draw(models(MODULE_YAML, sections=tuple(names)))
    sections = tuple(section(name, draw(models(SectionHead)), draw(BODY)) for name in names)
    keys = draw(st.lists(st.sampled_from(["smeets-2008", "Ser_2011", "x:y"]), unique=True))
    references = tuple(Reference(key, {**draw(CSL), "id": key}, PLACE) for key in keys)
    media = tuple(
        MediaFile(f"media/{name}.bin", draw(st.binary(max_size=9)))
        for name in draw(st.sets(IDENTIFIER, max_size=2))
    )
    return LearningModule(
        "",
        definition,
        SourceMap("", {}, {}),
        {},
        sections,
        references,
        tuple(sorted(media, key=lambda m: m.path)),
    )


PLACE = section("a", SectionHead(title="a", minutes=1), "").body.location


def said(module: LearningModule) -> dict[str, Any]:
    """What a module says, without where it stands."""
    return {
        "definition": module.definition,
        "sections": [(s.id, s.head, s.body.text, [c.model for c in s.components]) for s in module.sections],
        "references": [dict(reference.csl) for reference in module.references],
        "media": [(media.path, media.data) for media in module.media],
    }


def written_to(folder: Path, files: Mapping[str, bytes]) -> Path:
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def read(folder: Path) -> LearningModule:
    module, problems = load(folder, "")
    assert module is not None
    errors = [problem for problem in problems if problem.code.startswith(("SRC", "CMP", "MOD"))]
    assert errors == []
    return module


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
