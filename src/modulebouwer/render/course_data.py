"""The course as a package carries it, at the beginning of its script: the one contract between Python and TypeScript.

``player/course_types.ts`` is made from these classes (``make fresh WHAT=types``). Names are in camel case there and in
the JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, SerializeAsAny
from pydantic.alias_generators import to_camel

from modulebouwer.components.recorded import (
    Interaction,
    InteractionType,
    RecordedComponent,
    Response,
    Settings,
)
from modulebouwer.model.definition import Answers
from modulebouwer.render.course import Course


class Data(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True, defer_build=True
    )


class CourseSection(Data):
    """``minutes``: of study."""

    id: str
    title: str
    minutes: int


class CourseResponse(Data):
    """Something that can be answered: an option, a point of a scale, one side of a match."""

    id: str
    text: str


class CourseInteraction(Data):
    """One recorded answer: kept, merged and reported by itself.

    ``id``: the component's, with a part's id behind a full stop where it has parts. ``component``: the kind of its
    component. ``max_length``: most characters of its value. ``right``: the right responses as ids, ``source=target``
    for matching, every accepted text for fill-in. What is empty is left out.
    """

    id: str
    component: str
    section: str
    prompt: str
    type: InteractionType
    max_length: int
    required: bool
    options: tuple[CourseResponse, ...] | None = None
    targets: tuple[CourseResponse, ...] | None = None
    right: tuple[str, ...] | None = None


class CourseComponent(Data):
    """A component that records. ``interactions``: ids, in order. ``settings``: what only its kind understands."""

    id: str
    kind: str
    section: str
    title: str
    required: bool
    graded: bool
    interactions: tuple[str, ...]
    settings: SerializeAsAny[Settings]


class CourseObjective(Data):
    """Something the learner can do after the module."""

    id: str
    text: str


class CourseCompletion(Data):
    """When the learner may finish. ``full_score``: finishing counts for 100 where nothing is graded."""

    sections: Literal["all", "none"]
    components: Literal["required", "all", "none"]
    score: Literal["none", "pass"]
    full_score: bool


class CourseData(Data):
    """``iri``: absolute, "" without ``base_iri``. ``publisher``: "" when the module names none. ``date``: ISO 8601.

    ``study_load``: minutes. ``standard``: the name of the one that the package was written in. ``interactions``: of all
    components, in order. ``pass_mark``: least percentage of what is graded, 0 when nothing is.
    """

    identifier: str
    iri: str
    version: str
    title: str
    publisher: str
    language: str
    date: str
    study_load: int
    objectives: tuple[CourseObjective, ...]
    standard: str
    sections: tuple[CourseSection, ...]
    components: tuple[CourseComponent, ...]
    interactions: tuple[CourseInteraction, ...]
    completion: CourseCompletion
    pass_mark: int
    answers: Answers
    words: Mapping[str, Any]


def course_json(course: Course, standard: str) -> dict[str, Any]:
    """``course`` for the page's script, as JSON data."""
    return course_data(course, standard).model_dump(mode="json", by_alias=True, exclude_none=True)


def course_data(course: Course, standard: str) -> CourseData:
    definition = course.definition
    return CourseData(
        identifier=definition.identifier,
        iri=definition.iri,
        version=definition.version,
        title=definition.title,
        publisher=definition.publisher or "",
        language=definition.language,
        date=definition.date.isoformat(),
        study_load=definition.study_load,
        objectives=tuple(CourseObjective(id=one.id, text=one.text) for one in definition.objectives),
        standard=standard,
        sections=tuple(CourseSection(id=s.id, title=s.title, minutes=s.minutes) for s in course.sections),
        components=tuple(component_data(component) for component in course.components),
        interactions=tuple(
            interaction_data(interaction, component)
            for component in course.components
            for interaction in component.interactions
        ),
        completion=CourseCompletion(**definition.completion.model_dump()),
        pass_mark=definition.pass_mark or 0,
        answers=definition.answers,
        words=course.words,
    )


def component_data(component: RecordedComponent) -> CourseComponent:
    return CourseComponent(
        id=component.id,
        kind=component.kind,
        section=component.section,
        title=component.title,
        required=component.required,
        graded=component.graded,
        interactions=tuple(interaction.id for interaction in component.interactions),
        settings=component.settings,
    )


def interaction_data(interaction: Interaction, component: RecordedComponent) -> CourseInteraction:
    return CourseInteraction(
        id=interaction.id,
        component=component.kind,
        section=component.section,
        prompt=interaction.prompt,
        type=interaction.type,
        max_length=interaction.max_length,
        required=component.required,
        options=response_data(interaction.options),
        targets=response_data(interaction.targets),
        right=interaction.right or None,
    )


def response_data(responses: tuple[Response, ...]) -> tuple[CourseResponse, ...] | None:
    return tuple(CourseResponse(id=one.id, text=one.text) for one in responses) or None
