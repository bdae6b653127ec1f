"""What stands in ``module.yaml``, in a section's front matter and in ``references.yaml``.

These classes are the published JSON schema: every field has a description that an editor can show.
Values are checked in strict mode on their JSON form (lists become tuples, dates come as ISO 8601 text).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field, JsonValue

from modulebouwer.model.base import DefinitionModel
from modulebouwer.model.fields import (
    EMPTY,
    KEPT,
    NOT_EMPTY,
    Minutes,
    Name,
    Percentage,
    Picture,
    Prose,
    Text,
    WebAddress,
)
from modulebouwer.model.form import Form, Missing
from modulebouwer.model.identifiers import IDENTIFIER_LENGTH, IDENTIFIER_PATTERN, Identifier
from modulebouwer.model.provenance import Provenance

Title = Annotated[str, Field(pattern=NOT_EMPTY), EMPTY]
Version = Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$"), Form("MOD-001")]
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
Language = Annotated[str, Field(pattern=LANGUAGE_PATTERN), Form("MOD-002")]
Code = Annotated[str, Field(pattern=r"^[A-Z0-9]+-[0-9]{3}$"), Form("MOD-004")]
BaseIri = Annotated[
    str, Field(pattern=r"^https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~-]+)*/?$"), Form("MOD-008")
]
# The name of a folder in templates/skins/.
Skin = Annotated[str, Field(pattern=IDENTIFIER_PATTERN, max_length=IDENTIFIER_LENGTH), Form("SKN-005")]
Answers = Literal["lms", "device", "report"]
# A Creative Commons licence by its usual name, or the address where another is found.
Licence = Annotated[
    str,
    Field(pattern=r"^(CC0 1\.0|CC BY(-NC)?(-SA|-ND)? 4\.0|https://[^\s]+)$", examples=["CC BY-SA 4.0"]),
    Form("MOD-016"),
]


# The folder of a module in that of its series.
FolderName = Annotated[
    str, Field(pattern=r"^[^/\\.\s][^/\\]*$", examples=["samenwerken_regio"]), Form("SER-191"), KEPT
]

# Moodle 4.5 stores titles in 255 characters and fails on longer ones with a database error.
LONGEST_TITLE = 255
UNIQUE: dict[str, JsonValue] = {"uniqueItems": True}


class Objective(DefinitionModel):
    """Something the learner can do after the module."""

    id: Identifier = Field(description="Stable for ever.")
    text: Text = Field(description="What the learner can do, as a sentence.")
    trained_by: tuple[Identifier, ...] = Field(
        default=(),
        description="Sections, and components that have an `id`, in which the learner works at it.",
        json_schema_extra=UNIQUE,
    )
    checked_by: tuple[Identifier, ...] = Field(
        default=(),
        description="Components that show whether it is reached: a question, a scale, a text.",
        json_schema_extra=UNIQUE,
    )


def version_numbers(version: str) -> tuple[int, ...]:
    """A ``Version`` as numbers, which sort as versions do."""
    return tuple(int(number) for number in version.split("."))


class Theme(DefinitionModel):
    """A linked theme, such as "Passend onderwijs": why it connects, and where it is when that is known."""

    id: Identifier = Field(description="What links name: `[word](theme:id)`.")
    title: Title = Field(description="The theme's name.")
    why: Annotated[Prose, Missing("MOD-012")] = Field(description="Why this theme connects to the module.")
    url: WebAddress | None = Field(default=None, description="Where the theme is found.")
    module: FolderName | None = Field(
        default=None, description="The module of the series that the theme is: the name of its folder."
    )


class Author(DefinitionModel):
    """Somebody who made the module, or who reviewed it."""

    name: Name = Field(description="As it is to be printed.")
    role: Text | None = Field(default=None, description="What they did, in a few words.", examples=["auteur"])
    organisation: Name | None = Field(default=None, description="For whom they work.")
    reviewed_on: datetime.date | None = Field(
        default=None, description="The day on which they reviewed this version, ISO 8601."
    )


class Register(DefinitionModel):
    """The place of the module in a professional register. It promises nothing that only the register can give."""

    name: Name = Field(description="The register's name.", examples=["Schoolleidersregister PO"])
    themes: tuple[Text, ...] = Field(default=(), description="The register's themes that it is about.")
    practices: tuple[Text, ...] = Field(
        default=(), description="The practices of the professional standard that it trains."
    )


class Cover(DefinitionModel):
    """What draws a reader in on the first page."""

    picture: Picture | None = Field(
        default=None, description="A picture that sets the mood; screen readers pass it by."
    )
    provenance: Provenance | None = Field(
        default=None, description="Who or what made the picture, and who checked it."
    )
    scene: Text | None = Field(
        default=None, description="The scene that the module opens with, in two to four sentences."
    )
    take_home: tuple[Text, ...] = Field(default=(), description="What the learner has in hand afterwards.")


class Completion(DefinitionModel):
    """When the learner may finish. Finishing itself is always the learner's own act."""

    sections: Literal["all", "none"] = Field(
        default="all", description="Which sections must have been opened."
    )
    components: Literal["required", "all", "none"] = Field(
        default="required", description="Which components that record something must have been done."
    )
    score: Literal["none", "pass"] = Field(
        default="none", description="`pass`: the graded questions must reach the pass mark."
    )
    full_score: bool = Field(
        default=False,
        description="For a module without graded questions: SCORM packages report a score of 100 at completion, for "
        "gradebooks that show 0 % without one (Moodle). It says that the learner finished, and nothing of how well.",
    )


class Ignore(DefinitionModel):
    """A finding that the designer accepts, with the reason why."""

    code: Code = Field(description="The code in the finding.", examples=["TXT-001"])
    path: str | None = Field(default=None, description="Only in this file (relative to the module's folder).")
    reason: str = Field(min_length=10, description="Why this is right here, for who reads it later.")


# What authors look for in module.yaml, and what decides the looks.
OF_A_SKIN = dict.fromkeys(
    (
        "kleur", "kleuren", "color", "colors", "colour", "colours", "font", "fonts", "lettertype", "css", "style",
        "stijl", "huisstijl", "opmaak", "template", "sjabloon", "background", "achtergrond", "accent",
    ),
    "SRC-157",
)  # fmt: skip


class ModuleDefinition(DefinitionModel):
    """The module as a whole: ``module.yaml``."""

    strangers: ClassVar[Mapping[str, str]] = OF_A_SKIN

    # What the standards add stands in source/module_yaml.py; a standard reads its own by ``getattr``.

    identifier: Identifier = Field(
        description="Stable for ever: an LMS keeps learners' work by it (Moodle: item identifier)."
    )
    title: Title = Field(
        description="The module's title, at most 255 characters.",
        json_schema_extra={"maxLength": LONGEST_TITLE},
    )
    subtitle: Title | None = Field(default=None, description="What stands below the title.")
    version: Version = Field(
        description="Version of the content, three numbers with points between: `1.0.0`; nothing may follow them.",
        examples=["1.0.0"],
    )
    language: Language = Field(description="BCP 47.", examples=["nl"])
    address: Literal["u", "je"] = Field(
        default="u", description="How the Dutch interface addresses the learner."
    )
    date: datetime.date = Field(description="Date of this version, ISO 8601.")
    description: Text = Field(description="One paragraph for catalogues.")
    keywords: tuple[Text, ...] = Field(
        default=(), description="Words by which a catalogue finds the module.", json_schema_extra=UNIQUE
    )
    study_load: Minutes = Field(gt=0, le=60_000, description="Minutes of study for the whole module.")
    publisher: Name | None = Field(default=None, description="The organisation that publishes the module.")
    authors: tuple[Author, ...] = Field(default=(), description="Who made and who reviewed the module.")
    provenance: Provenance | None = Field(
        default=None, description="Who or what made the text, and who checked it."
    )
    audience: Text | None = Field(default=None, description="For whom the module is, in a sentence.")
    level: Text | None = Field(
        default=None, description="The level of the module.", examples=["NLQF 6, verdiepend"]
    )
    register: Register | None = Field(
        default=None, description="Its place in a professional register: themes and practices."
    )
    licence: Licence | None = Field(default=None, description="Under which licence others may use it.")
    valid_until: datetime.date | None = Field(
        default=None, description="The last day on which the content is vouched for, ISO 8601."
    )
    objectives: tuple[Objective, ...] = Field(default=(), description="What the learner can do afterwards.")
    guiding_questions: tuple[Text, ...] = Field(
        default=(), description="The questions that the module is about."
    )
    themes: tuple[Theme, ...] = Field(default=(), description="Other themes that this module connects to.")
    cover: Cover = Field(
        default=Cover(), description="The first page: a picture, a scene, what one takes home."
    )
    sections: tuple[Identifier, ...] = Field(
        json_schema_extra=UNIQUE, min_length=1, description="File names in sections/ without .md, in order."
    )
    completion: Annotated[Completion, Form("MOD-150")] = Field(
        default=Completion(), description="When the learner may finish."
    )
    pass_mark: Percentage | None = Field(
        default=None,
        ge=1,
        le=100,
        description="Least percentage of the graded questions to pass.",
        examples=[70],
    )
    answers: Answers = Field(
        default="lms",
        description="lms: in the learner's state only; device: never leaves the browser; report: also where staff "
        "read answers.",
    )
    standards: tuple[str, ...] = Field(
        default=(), description="The standards for which `build` makes a package."
    )
    base_iri: BaseIri | None = Field(
        default=None,
        description="An address of your organisation under which cmi5 and xAPI name this module, its sections and its "
        "questions. Nothing needs to be found there. Stable for ever.",
        examples=["https://example.org/modules"],
    )
    skin: Skin = Field(default="standaard", description="The looks: a folder in templates/skins/.")
    ignore: tuple[Ignore, ...] = Field(
        default=(), description="Warnings and advice that you accept, with the reason."
    )

    @property
    def iri(self) -> str:
        """The module's own absolute IRI (cmi5 3.0, xAPI Data 2.4.4.1), "" when it names no ``base_iri``."""
        return f"{self.base_iri.rstrip('/')}/{self.identifier}" if self.base_iri else ""


class SectionHead(DefinitionModel):
    """The front matter of a section."""

    title: Title = Field(description="The section's title.")
    minutes: Minutes = Field(gt=0, le=6_000, description="Minutes of study for this section.")
    goals: tuple[Text, ...] = Field(default=(), description="What the reader can do after this section.")
    task_minutes: Minutes = Field(
        default=0,
        ge=0,
        le=6_000,
        description="Minutes of it for tasks outside the text: looking something up, a talk at school.",
        examples=[10],
    )
    provenance: Provenance | None = Field(
        default=None, description="Who or what made the section, and who checked it."
    )
