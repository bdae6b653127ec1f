"""The dossier for a committee: what a module wants, what trains and checks it, what it asks, what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from modulebouwer.checks.study_load import section_load, section_words, study_load
from modulebouwer.components.component import ComponentModel, PlacedComponent, RecordingModel
from modulebouwer.components.recorded import Recorded
from modulebouwer.model.definition import Author, Objective
from modulebouwer.model.locale import Locale, plural
from modulebouwer.model.module import LearningModule
from modulebouwer.papers.document import (
    Block,
    Document,
    Heading,
    Inline,
    Listing,
    Paragraph,
    Run,
    Table,
    from_html,
    lines,
    plain,
)
from modulebouwer.render.citations import Bibliography

LOAD = ("reading", "writing", "questions", "media", "tasks")


def dossier(
    module: LearningModule, locale: Locale, words: Any, language: str, changes: Sequence[str]
) -> Document:
    """``words``: ``paper_words``; ``changes``: lines that tell what is new since the last version, none if unknown."""
    definition, own = module.definition, words["dossier"]
    blocks: tuple[Block, ...] = (
        *about(module, locale, words),
        Heading(own["objectives"]),
        Paragraph(plain(own["objectives_lead"])),
        matrix(module, locale, words),
        Heading(own["load"]),
        Paragraph(plain(own["load_lead"])),
        loads(module, own),
        Paragraph(plain(compared(module, own))),
        Heading(own["content"]),
        *content(module, own),
        Heading(own["literature"]),
        *literature(module, locale, own),
        Heading(own["changes"]),
        *((Listing(tuple(map(plain, changes))),) if changes else (Paragraph(plain(unchanged(module, own))),)),
    )
    title = own["title"].format(title=definition.title)
    footer = own["footer"].format(title=definition.title, version=definition.version)
    return Document(title, definition.subtitle or "", language, definition.date, footer, blocks, wide=True)


def about(module: LearningModule, locale: Locale, words: Any) -> Iterator[Block]:
    definition, own = module.definition, words["dossier"]
    register = definition.register
    facts: dict[str, str] = {
        "identifier": definition.identifier,
        "version": f"{definition.version}, {locale.date(definition.date)}",
        "publisher": definition.publisher or "",
        "authors": "\n".join(author(one) for one in definition.authors if not one.reviewed_on),
        "reviewed": "\n".join(
            f"{author(one)}, {locale.date(one.reviewed_on)}" for one in definition.authors if one.reviewed_on
        ),
        "audience": definition.audience or "",
        "level": definition.level or "",
        "study_load": plural(own["minutes"], definition.study_load),
        "register": register.name if register else "",
        "themes": "\n".join(register.themes) if register else "",
        "practices": "\n".join(register.practices) if register else "",
        "licence": definition.licence or "",
        "valid_until": locale.date(definition.valid_until) if definition.valid_until else "",
        "completion": completion(module, own),
    }
    yield Paragraph(plain(definition.description))
    yield Table(
        tuple((plain(own["facts"][name]), value(text, own)) for name, text in facts.items()), widths=(2, 7)
    )
    if register:
        yield Paragraph(plain(own["promise"].format(register=register.name)))


def unchanged(module: LearningModule, own: Any) -> str:
    return str(own["first_version" if module.definition.version == "1.0.0" else "no_changes"])


def compared(module: LearningModule, own: Any) -> str:
    """The two sums of the study load in a sentence: whoever reads them asks why they differ."""
    stated, reckoned = module.definition.study_load, study_load(module).minutes
    key = "same" if stated == reckoned else "more" if stated > reckoned else "less"
    return str(
        own["compared"][key].format(stated=plural(own["minutes"], stated), difference=abs(stated - reckoned))
    )


def value(text: str, own: Any) -> Inline:
    """What the source says, or that it says nothing: an empty place must be seen."""
    return plain(text) if text else (Run(own["empty"], italic=True),)


def author(one: Author) -> str:
    beside = ", ".join(filter(None, (one.role, one.organisation)))
    return f"{one.name} ({beside})" if beside else one.name


def completion(module: LearningModule, own: Any) -> str:
    rule = module.definition.completion
    required = sum(one.required for one in module.recorded)
    count = {"required": required, "all": len(module.recorded), "none": 0}[rule.components]
    parts = [own["completion"]["sections"]] if rule.sections == "all" else []
    parts += [plural(own["completion"]["components"], count)] if count else []
    if rule.score == "pass":
        parts.append(own["completion"]["score"].format(mark=module.definition.pass_mark))
    return "; ".join([*parts, own["completion"]["act"]])


def matrix(module: LearningModule, locale: Locale, words: Any) -> Table:
    """Objectives against the sections that they are worked at in, what trains them and how they are checked."""
    own = words["dossier"]
    rows = tuple(
        (
            plain(objective.text),
            value("\n".join(sections_of(objective, module)), own),
            value("\n".join(named(objective.trained_by, module, locale, own)), own),
            value("\n".join(named(objective.checked_by, module, locale, own)), own),
        )
        for objective in module.definition.objectives
    )
    return Table(rows, (5, 3, 6, 6), tuple(own["matrix"]))


def sections_of(objective: Objective, module: LearningModule) -> list[str]:
    """The titles of the sections that it names, or whose components it names, in reading order."""
    names = {*objective.trained_by, *objective.checked_by}
    return [
        section.head.title
        for section in module.sections
        if section.id in names or any(one.id in names for one in section.components)
    ]


def named(names: Sequence[str], module: LearningModule, locale: Locale, own: Any) -> Iterator[str]:
    sections = {section.id: section.head.title for section in module.sections}
    components = {one.id: one for one in module.components if one.id}
    for name in names:
        if name in components:
            yield described(components[name], module, locale, own)
        elif name in sections:
            yield own["reading"].format(title=sections[name])


def described(placed: PlacedComponent, module: LearningModule, locale: Locale, own: Any) -> str:
    """Its kind as the learner reads it, its title, and whether it counts."""
    model = placed.model
    found = model.recorded(module.siblings) if isinstance(model, RecordingModel) else None
    title = found.title if found else str(getattr(model, "title", placed.id))
    types = {one.type for one in found.interactions} if found else set()
    beside = [own["true_false"]] if types == {"true-false"} else []
    beside += [own["required"]] if isinstance(model, RecordingModel) and model.required else []
    beside += [own["graded"]] if found and found.graded else []
    told = f" ({'; '.join(beside)})" if beside else ""
    return f"{kind(model, found, locale, own)}: {title}{told}"


def kind(model: ComponentModel, found: Recorded | None, locale: Locale, own: Any) -> str:
    """What sort of work it is: by what is recorded, or else as the learner's page calls it."""
    types = {interaction.type for interaction in found.interactions} if found else set()
    if types and types <= own["work"].keys():
        return " + ".join(own["work"][one] for one in sorted(types))
    labels = (locale.components.get(name, {}).get("label") for name in (model.component, *model.families))
    return next(filter(None, labels), model.component)


def loads(module: LearningModule, own: Any) -> Table:
    rows = []
    for section in module.sections:
        load = section_load(section, module.siblings)
        numbers = (
            section_words(section),
            *(load.parts[name] for name in LOAD),
            load.minutes,
            section.head.minutes,
        )
        rows.append((plain(section.head.title), *(plain(grouped(number, own)) for number in numbers)))
    total = study_load(module)
    sums = (
        sum(map(section_words, module.sections)),
        *(total.parts[name] for name in LOAD),
        total.minutes,
        module.definition.study_load,
    )
    rows.append((bold(own["total"]), *(bold(grouped(number, own)) for number in sums)))
    return Table(tuple(rows), (7, 2, 2, 2, 3, 3, 2, 2, 2), tuple(own["loads"]), frozenset(range(1, 9)))


def grouped(number: int, own: Any) -> str:
    """``10.580`` in Dutch."""
    return f"{number:,}".replace(",", own["thousands"])


def bold(text: str) -> Inline:
    return (Run(text, bold=True),)


def content(module: LearningModule, own: Any) -> Iterator[Block]:
    """The sections with their goals, and the themes that it connects to."""
    for section in module.sections:
        yield Heading(section.head.title, 2)
        if section.head.goals:
            yield Listing(tuple(map(plain, section.head.goals)))
    if module.definition.guiding_questions:
        yield Heading(own["questions"], 2)
        yield Listing(tuple(map(plain, module.definition.guiding_questions)))
    if module.definition.themes:
        yield Heading(own["linked_themes"], 2)
        yield Listing(tuple(lines([theme.title]) for theme in module.definition.themes))


def literature(module: LearningModule, locale: Locale, own: Any) -> Iterator[Block]:
    """The reference list in APA, as the module itself has it."""
    if not module.all_references:
        yield Paragraph(plain(own["no_literature"]))
        return
    entries = Bibliography([reference.csl for reference in module.all_references], locale).entries()
    for _, markup in entries:
        yield Paragraph(from_html(markup), hanging=True)
