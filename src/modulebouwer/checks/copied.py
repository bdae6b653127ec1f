"""What a copied section still has of the one that it was copied from: its title, its goals, its text."""

from __future__ import annotations

from collections.abc import Iterator

from modulebouwer.checks.texts import paragraphs, plain_text, section_texts
from modulebouwer.components.component import PlacedComponent, RecordingModel
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.model.once import once

# Shorter ones are said twice on purpose, as an instruction is.
FEWEST_WORDS = 20


def copied(module: LearningModule) -> Iterator[Finding]:
    """SEC-230 at a title and SEC-231 at a goal that an earlier section has too; and what ``same_text`` finds."""
    yield from same_components(module)
    titles: dict[str, Section] = {}
    goals: dict[str, Section] = {}
    copies = [*same_text(module)]
    yield from copies
    whole = {finding.values["section"] for finding in copies if finding.code == "SEC-310"}
    for section in module.sections:
        if not section.source.keys or section.id in whole:
            continue
        head = section.head
        first = titles.setdefault(folded(head.title), section)
        if first is not section:
            values = {"title": shortened(head.title), "other": str(first.source.value_at("title"))}
            yield Finding("SEC-230", section.source.value_at("title"), values)
        for number, goal in enumerate(head.goals):
            first = goals.setdefault(folded(goal), section)
            if first is not section:
                values = {"goal": shortened(goal), "other": f"{first.id}.md"}
                yield Finding("SEC-231", section.source.value_at("goals", number), values)


def same_text(module: LearningModule) -> Iterator[Finding]:
    """SEC-310 at a section whose text is another's; TXT-311 at a long paragraph that stands elsewhere too.

    TXT-371, where it stands there more than twice.
    """
    first: dict[str, tuple[Section, Location]] = {}
    again: dict[str, list[Location]] = {}
    copies = {
        markdown.location
        for placed, _ in twin_components(module)
        for markdown in placed.prose.values()
        if markdown.text
    }
    for section in module.sections:
        long = [(text, place) for text, place in said(section) if text.count(" ") >= FEWEST_WORDS - 1]
        other = next((first[text][0] for text, _ in long if text in first), section)
        if other is not section and section.source.keys and words_of(section) <= words_of(other):
            values = {"section": section.id, "other": other.id}
            yield Finding("SEC-310", section.source.value_at("title"), values)
            continue
        for text, place in long:
            known = first.setdefault(text, (section, place))[1]
            if known is not place and place not in copies:
                again.setdefault(text, []).append(place)
    for text, places in again.items():
        telling: dict[str, str | int] = {"first": str(first[text][1])}
        if len(places) > 1:
            telling["count"] = len(places) + 1
        yield Finding("TXT-371" if len(places) > 1 else "TXT-311", places[0], telling)


def same_components(module: LearningModule) -> Iterator[Finding]:
    """CMP-371: a component that is copied with its id, CMP-372: under an id of its own.

    The same question in a line may be asked of every section on purpose.
    """
    for placed, first in twin_components(module):
        long = any(markdown.text.count(" ") >= FEWEST_WORDS - 1 for markdown in placed.prose.values())
        if placed.id != first.id and not long and "questions" not in placed.model.families:
            continue
        code = "CMP-371" if placed.id == first.id else "CMP-372"
        place = placed.source.value_at("id") if placed.id else placed.location
        values = {"component": placed.model.component, "id": placed.id or "", "first": str(first.location)}
        yield Finding(code, place, values)


def twin_components(module: LearningModule) -> Iterator[tuple[PlacedComponent, PlacedComponent]]:
    """Each component that records something and of which all but the id stands in an earlier one, with that one."""
    first: dict[str, PlacedComponent] = {}
    for placed in module.components:
        if isinstance(placed.model, RecordingModel):
            content = placed.model.model_dump_json(exclude={"id"})
            other = first.setdefault(f"{placed.model.component} {content}", placed)
            if other is not placed:
                yield placed, other


def words_of(section: Section) -> set[str]:
    return {text for text, _ in said(section)}


@once
def said(section: Section) -> Iterator[tuple[str, Location]]:
    """The paragraphs of a section, as they are held against those of another."""
    for text in section_texts(section):
        for paragraph in paragraphs(text):
            yield folded(plain_text(paragraph.inline.children or ())), paragraph.place


def folded(text: str) -> str:
    return " ".join(text.casefold().split())
