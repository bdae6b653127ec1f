"""A measurement that learners take of themselves, once or at several moments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import (
    STABLE,
    PageFiles,
    PartModel,
    PlacedComponent,
    RecordingModel,
    Siblings,
)
from modulebouwer.components.recorded import Interaction, Recorded, Response, Settings
from modulebouwer.components.shared.picks.anchors import highest_first
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import closest, to_choose_from
from modulebouwer.model.fields import Prose, Text
from modulebouwer.model.identifiers import Identifier

Anchors = Annotated[tuple[Text, ...], Field(min_length=2, max_length=7)]


class Statement(PartModel):
    """What the learner places on the scale."""

    id: Identifier = Field(description=STABLE)
    text: Text = Field(description="The statement, plain text.")
    anchors: Anchors | None = Field(
        default=None, description="What each point means for this statement; as many as the scale has."
    )


class ScaleSettings(Settings):
    """``moment``: the name of the measuring moment; ``earlier``: the id of the scale asked again; else ""."""

    moment: str
    earlier: str


class Scale(RecordingModel):
    """Statements with anchored answers. A later moment names the earlier scale, and shows its answers beside."""

    component: ClassVar[str] = "scale"
    also_called: ClassVar[tuple[str, ...]] = (
        "schaal",
        "stellingen",
        "likert",
        "vragenlijst",
        "enquete",
        "survey",
    )
    families: ClassVar[tuple[str, ...]] = ("picks",)
    settings: ClassVar[type[Settings]] = ScaleSettings
    strangers: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("points", "punten", "min", "max", "minimum", "maximum", "steps", "stappen", "range", "options"),
        "CMP-048",
    )
    title: Text = Field(description="The heading, plain text.")
    intro: Prose | None = Field(default=None, description="What stands above the statements.")
    moment: Text | None = Field(
        default=None, description="The name of this measuring moment.", examples=["Aan het begin"]
    )
    anchors: Anchors | None = Field(default=None, description="What each point means, lowest first.")
    statements: tuple[Statement, ...] = Field(default=(), max_length=20, description="The statements.")
    earlier: Identifier | None = Field(
        default=None, description="The scale whose statements and anchors are asked again here."
    )

    def content(self, siblings: Siblings) -> tuple[tuple[Statement, ...], Anchors]:
        """The statements and anchors; a later moment asks those of the first that it goes back to."""
        scale, scales, seen = self, scales_of(siblings), {self.id}
        # A circle is a mistake that the checks tell; here it only may not go round for ever.
        while scale.earlier is not None and scale.earlier in scales and scale.earlier not in seen:
            scale = scales[scale.earlier]
            seen.add(scale.id)
        return scale.statements, scale.anchors or ()

    def recorded(self, siblings: Siblings) -> Recorded:
        statements, anchors = self.content(siblings)
        points = tuple(
            Interaction(
                f"{self.id}.{statement.id}",
                statement.text,
                "likert",
                1,
                tuple(Response(str(n), text) for n, text in enumerate(statement.anchors or anchors, 1)),
            )
            for statement in statements
        )
        return Recorded(
            self.title, points, ScaleSettings(moment=self.moment or "", earlier=self.earlier or "")
        )

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        statements, anchors = self.content(siblings)
        # What every statement has in common is said once, above them; one then chooses a number at a glance.
        one_for_all = all(statement.anchors is None for statement in statements)
        return {
            "statements": [(s.id, s.text, s.anchors or anchors) for s in statements],
            "shared": anchors if one_for_all else (),
        }

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:
        """It has something to choose from, and a later moment asks what an earlier one asked."""
        if self.earlier is None:
            return self.check_content(placed)
        return self.check_later_moment(placed, self.earlier, siblings)

    def check_content(self, placed: PlacedComponent) -> Iterator[Finding]:
        if not self.statements:
            yield Finding("CMP-030", placed.source.at("id"), {"id": self.id})
            return
        bare = [n for n, statement in enumerate(self.statements) if statement.anchors is None]
        if self.anchors is None and bare:
            values = {"id": self.statements[bare[0]].id}
            yield Finding("CMP-031", placed.source.at("statements", bare[0]), values)
            return
        yield from highest_first(placed, self.anchors or (), "anchors")
        wanted = len(self.anchors or self.statements[0].anchors or ())
        for number, statement in enumerate(self.statements):
            found = len(statement.anchors or ())
            if found not in (0, wanted):
                place = placed.source.at("statements", number, "anchors")
                yield Finding("CMP-035", place, {"id": statement.id, "found": found, "wanted": wanted})

    def check_later_moment(
        self, placed: PlacedComponent, earlier: str, siblings: Siblings
    ) -> Iterator[Finding]:
        if earlier == self.id:
            yield Finding("CMP-205", placed.source.value_at("earlier"), {"id": earlier})
            return
        for name in ("anchors", "statements"):
            if getattr(self, name):
                yield Finding("CMP-032", placed.source.at(name), {"key": name, "earlier": earlier})
        place = placed.source.value_at("earlier")
        before = siblings.before(placed).named(self.component)
        if earlier not in scales_of(siblings):
            meant = closest(earlier, before) or (next(iter(before)) if len(before) == 1 else "")
            values = {"id": earlier, **to_choose_from(before), "suggestion": meant}
            yield from siblings.missing(earlier, Finding("CMP-033", place, values))
        elif earlier not in before:
            yield Finding("CMP-034", place, {"id": earlier})
        elif isinstance(second := before[earlier].model, Scale) and second.earlier is not None:
            # The page calls two moments ‘Earlier’ and ‘Now’; of three that does not say which.
            for one in (before[earlier], placed):
                if isinstance(one.model, Scale) and one.model.moment is None:
                    yield Finding("CMP-039", one.source.at("id"), {"id": one.model.id})


def scales_of(siblings: Siblings) -> Mapping[str, Scale]:
    return {one.model.id: one.model for one in siblings.placed if isinstance(one.model, Scale)}
