"""What a module records: each component's answers in the words that the standards share, before any standard.

The types are those of SCORM (Run-Time Environment 4.2.9.1) and xAPI (``cmi.interaction``). A component may have several
interactions (the phases of a cycle, the statements of a scale): each is kept, merged and reported by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from modulebouwer.model.components import (
    Case,
    Categorise,
    Checklist,
    Choice,
    Component,
    Cycle,
    Match,
    Order,
    Plan,
    Question,
    Reflection,
    Scale,
    ShortAnswer,
    StakeholderMap,
    TrueFalse,
)
from modulebouwer.model.components.scale import Statement
from modulebouwer.model.identifiers import Identifier

InteractionType = Literal[
    "long-fill-in", "fill-in", "true-false", "choice", "sequencing", "matching", "likert"
]

# Most characters of what a learner types where no designer says how much, as player/components has it.
SHORT_ANSWER = 100
# A row of the map: 60 for the party, 80 for its role, 100 for the approach, two levels and what parts them.
MAP_ROW = 250
# A row of the plan: 120 each for action, first step, sign and rule, 60 for the partner, a date and what parts them.
PLAN_ROW = 560


@dataclass(frozen=True)
class Response:
    """Something that can be answered: an option, a point of a scale, one side of a match."""

    id: str
    text: str


@dataclass(frozen=True)
class Interaction:
    """One recorded answer. ``id`` is the component's, with a part's id behind a full stop where it has parts.

    ``max_length``: most characters of its value in the record. ``right`` are the right responses as ids
    (``source=target`` for matching, every accepted text for fill-in); empty when there is no right or wrong.
    """

    id: str
    prompt: str
    type: InteractionType
    max_length: int
    options: tuple[Response, ...] = ()
    targets: tuple[Response, ...] = ()
    right: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordedComponent:
    """A component that records. ``settings`` is what its part of the player must know beyond the page."""

    id: Identifier
    kind: str
    section: Identifier
    title: str
    required: bool
    interactions: tuple[Interaction, ...]
    graded: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict)


def recorded_components(placed: Iterable[tuple[Identifier, Component]]) -> Iterator[RecordedComponent]:
    """The components that record, of all ``(section, component)`` in reading order."""
    every = list(placed)
    scales = {model.id: model for _, model in every if isinstance(model, Scale)}
    for section, model in every:
        found = recorded(model, section, scales)
        if found is not None:
            yield found


def recorded(model: Component, section: Identifier, scales: Mapping[str, Scale]) -> RecordedComponent | None:
    """What ``model`` records, or None for a component that is only read."""
    match model:
        case Reflection():
            text = Interaction(model.id, model.prompt, "long-fill-in", model.max_length)
            return RecordedComponent(
                model.id, model.component, section, model.prompt, model.required, (text,)
            )
        case Cycle():
            texts = tuple(
                Interaction(f"{model.id}.{phase.id}", phase.prompt, "long-fill-in", phase.max_length)
                for phase in model.phases
            )
            return RecordedComponent(model.id, model.component, section, model.title, model.required, texts)
        case Scale():
            return recorded_scale(model, section, scales)
        case Choice() | TrueFalse() | Order() | Match() | Categorise() | ShortAnswer():
            return recorded_question(model, section)
        case Case() if model.choices:
            ways = tuple(Response(way.id, way.text) for way in model.choices)
            chosen = Interaction(model.id, model.question or model.title, "choice", ids_length(ways), ways)
            return RecordedComponent(
                model.id, model.component, section, model.title, model.required, (chosen,)
            )
        case Checklist():
            items = tuple(Response(item.id, item.text) for item in model.items)
            ticked = Interaction(model.id, model.title, "choice", ids_length(items), items)
            return RecordedComponent(
                model.id,
                model.component,
                section,
                model.title,
                model.required,
                (ticked,),
                settings={"items": [item.id for item in items]},
            )
        case StakeholderMap() | Plan():
            row = MAP_ROW if isinstance(model, StakeholderMap) else PLAN_ROW
            rows = Interaction(model.id, model.prompt, "long-fill-in", row * model.max_rows)
            settings = {"minRows": model.min_rows, "maxRows": model.max_rows}
            return RecordedComponent(
                model.id, model.component, section, model.prompt, model.required, (rows,), settings=settings
            )
    return None


def scale_content(scale: Scale, scales: Mapping[str, Scale]) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """The statements and anchors of a measuring moment; a later one asks those of the first that it goes back to."""
    seen = {scale.id}
    # A circle is a mistake that the checks tell; here it only may not go round for ever.
    while scale.earlier is not None and scale.earlier in scales and scale.earlier not in seen:
        scale = scales[scale.earlier]
        seen.add(scale.id)
    return scale.statements, scale.anchors or ()


def recorded_scale(scale: Scale, section: Identifier, scales: Mapping[str, Scale]) -> RecordedComponent:
    statements, anchors = scale_content(scale, scales)
    points = tuple(
        Interaction(
            f"{scale.id}.{statement.id}",
            statement.text,
            "likert",
            1,
            tuple(Response(str(n), text) for n, text in enumerate(statement.anchors or anchors, 1)),
        )
        for statement in statements
    )
    settings = {"moment": scale.moment or "", "earlier": scale.earlier or ""}
    return RecordedComponent(
        scale.id, scale.component, section, scale.title, scale.required, points, settings=settings
    )


def recorded_question(model: Question, section: Identifier) -> RecordedComponent:
    interaction = question_interaction(model)
    settings: dict[str, Any] = {"tries": model.tries or 0}
    if isinstance(model, Choice):
        settings["multiple"] = model.multiple
    if isinstance(model, ShortAnswer):
        settings["mistakes"] = [list(mistake.answers) for mistake in model.mistakes]
    return RecordedComponent(
        model.id,
        model.component,
        section,
        interaction.prompt,
        model.required,
        (interaction,),
        model.graded,
        settings,
    )


def question_interaction(model: Question) -> Interaction:
    match model:
        case Choice():
            options = tuple(Response(option.id, option.text) for option in model.options)
            right = tuple(option.id for option in model.options if option.right)
            return Interaction(model.id, model.question, "choice", ids_length(options), options, right=right)
        case TrueFalse():
            return Interaction(
                model.id, model.statement, "true-false", 8, right=("true" if model.answer else "false",)
            )
        case Order():
            items = tuple(Response(item.id, item.text) for item in model.items)
            right = tuple(item.id for item in items)
            return Interaction(model.id, model.question, "sequencing", ids_length(items), items, right=right)
        case Match():
            sources = tuple(Response(pair.id, pair.text) for pair in model.pairs)
            # What belongs to two things is one target, under the first one's id.
            first = {pair.match: pair.id for pair in reversed(model.pairs)}
            targets = tuple(Response(id, text) for text, id in reversed(first.items()))
            right = tuple(f"{pair.id}={first[pair.match]}" for pair in model.pairs)
            length = pairs_length(sources, targets)
            return Interaction(model.id, model.question, "matching", length, sources, targets, right)
        case Categorise():
            sources = tuple(Response(item.id, item.text) for item in model.items)
            targets = tuple(Response(category.id, category.title) for category in model.categories)
            right = tuple(f"{item.id}={item.category}" for item in model.items)
            length = pairs_length(sources, targets)
            return Interaction(model.id, model.question, "matching", length, sources, targets, right)
        case ShortAnswer():
            return Interaction(model.id, model.question, "fill-in", SHORT_ANSWER, right=model.accepted)


def ids_length(responses: Iterable[Response]) -> int:
    """Most characters of a value that names all of ``responses``: ids parted by commas, and a mark of checks."""
    return sum(len(response.id) + 1 for response in responses) + 3


def pairs_length(sources: Collection[Response], targets: Iterable[Response]) -> int:
    """Most characters of a value that gives each of ``sources`` one of ``targets``: ``source=target`` by commas."""
    return ids_length(sources) + len(sources) * max(len(target.id) + 1 for target in targets)
