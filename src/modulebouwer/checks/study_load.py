"""The study load that one can defend: minutes reckoned from what stands in the source, with the sum written out.

The speeds are those of plain experience in this field, and stand here and in docs/papers.md, so that a committee can
weigh them: 200 words of careful reading a minute, a minute of thought for each field and 15 words of writing a minute,
a minute a question, 15 seconds a statement or an item to place, 130 spoken words a minute.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

from modulebouwer.checks.texts import WORD, block_words, whole
from modulebouwer.components.component import PlacedComponent, Siblings
from modulebouwer.components.effort import Effort
from modulebouwer.findings import Finding, Location
from modulebouwer.model.fields import read_share
from modulebouwer.model.locale import rounded, step_of
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, Section
from modulebouwer.model.once import once

READ, WRITTEN, SPOKEN = 200, 15, 130  # words a minute
PER_FIELD, PER_QUESTION, PER_MARK = 1.0, 1.0, 0.25  # minutes
# Between what is said and what is reckoned: no more than this many minutes changes nobody's plans.
NOTICED = 10
# A longer sum than this is read by nobody.
MOST_TERMS = 12
# No module is meant to take longer.
MOST_HOURS = 12


@dataclass(frozen=True)
class StudyLoad:
    """Whole minutes. ``questions``: also scales and what is to be placed; ``media``: sound and film."""

    reading: int = 0
    writing: int = 0
    questions: int = 0
    media: int = 0
    tasks: int = 0

    @property
    def minutes(self) -> int:
        return sum(self.parts.values())

    @property
    def parts(self) -> dict[str, int]:
        return {part.name: getattr(self, part.name) for part in fields(self)}


def fits(minutes: int, load: int) -> bool:
    """Whether sections of so many reckoned ``minutes`` together may be in a module of that study load."""
    return abs(minutes - load) <= load / 3


def agrees(minutes: int, load: int) -> bool:
    """Whether the page says the same of a study load and of the sections' ``minutes``, which it shows one by one.

    On either side of where it rounds they may be a minute apart: less than half a step is no difference.
    """
    return rounded(minutes) == rounded(load) or abs(minutes - load) < step_of(load) / 2


def in_hours(minutes: int, load: int) -> bool:
    """Whether a study load can only be one in hours, beside sections of so many ``minutes``."""
    return load <= MOST_HOURS and minutes > 2 * load and minutes / 3 <= 60 * load <= 4 * minutes


def times(module: LearningModule) -> Iterator[Finding]:
    """The sections' minutes against the study load; then each against what is reckoned from the text."""
    if not whole(module):
        return
    each = [section.head.minutes for section in module.sections]
    minutes, load = sum(each), module.definition.study_load
    if in_hours(minutes, load):
        values = {"load": load, "minutes": minutes, "hours": 60 * load}
        yield Finding("MOD-600", module.source.value_at("study_load"), values)
    elif not agrees(minutes, load):
        values = {"minutes": minutes, "load": load}
        yield Finding("SEC-005", module.source.at("study_load"), {**values, "terms": summed(each)})
    apart = [*tasks_above(module)]
    apart += [
        found
        for section in module.sections
        if section.head.task_minutes <= section.head.minutes
        for found in section_apart(section, module)
    ]
    whole_load = study_load(module)
    against = [*told_apart("SEC-011", load, whole_load, module.source.value_at("study_load"))]
    # Who mends a section then need not come back for the whole.
    more = {"total": whole_load.minutes, "also": "yes" if against else "no"}
    yield from (
        replace(one, values={**one.values, **more}) if one.code == "SEC-010" else one for one in apart
    )
    # Of a sum that is not right itself, the difference says nothing.
    if not apart and agrees(minutes, load):
        yield from against


def summed(terms: Sequence[int]) -> str:
    """ " (8 + 12)": where a sum comes from; "" where there is but one term, or so many that nobody adds them up."""
    return f" ({' + '.join(map(str, terms))})" if 1 < len(terms) <= MOST_TERMS else ""


NUMBERS = {
    "een": 1, "één": 1, "an": 1, "a": 1, "one": 1, "anderhalf": 1.5, "twee": 2, "two": 2, "drie": 3, "three": 3,
    "vier": 4, "four": 4, "vijf": 5, "five": 5, "zes": 6, "six": 6, "zeven": 7, "seven": 7, "acht": 8, "eight": 8,
    "tien": 10, "ten": 10, "vijftien": 15, "fifteen": 15, "twintig": 20, "twenty": 20, "dertig": 30, "thirty": 30,
    "veertig": 40, "forty": 40, "vijftig": 50, "fifty": 50, "zestig": 60, "sixty": 60, "half": 0.5,
}  # fmt: skip
UNITS = {"min": 1, "kwa": 15, "uur": 60, "ure": 60, "hou": 60}
NUMBER = rf"\d+(?:[.,]\d+)?|{'|'.join(NUMBERS)}"
UNIT = r"minu|min\b|kwartier|uur|uren|hour"
# The time that the module takes, and not that of a talk or a meeting in it: "in twee uur leert u", "duurt 2 uur".
SAID_TIME = re.compile(
    rf"\b(?:in|duurt|kost|vraagt|neemt|studielast(?: is| van|:)?|takes|lasts|(?:module|cursus|course) (?:van|of))"
    rf"(?: (?:u|je|jou|you|ongeveer|circa|ca\.|zo[’']n|about|around|some|only|maar|totaal|all|total|slechts)){{0,3}} "
    rf"(?P<time>(?:(?P<between>(?:tussen(?: de)?|between) )?(?P<low>{NUMBER})(?: ?(?P<unit_of_low>{UNIT})\w*)? ?"
    rf"(?(between)(?:en|and)|(?:tot(?: en met)?|à|of|or|-|–|to)) ?)?(?P<high>{NUMBER}) ?(?P<unit>{UNIT})\w*)"
    r"(?! (?:per|elke|iedere|a|each|every)\b)",
    re.IGNORECASE,
)


def said_times(module: LearningModule) -> Iterator[Finding]:
    """MOD-311: the description says how long the module takes, and it takes far longer or shorter."""
    if not whole(module):
        return
    definition = module.definition
    for found in SAID_TIME.finditer(" ".join(definition.description.split())):
        units = [UNITS[(found[one] or found["unit"])[:3].lower()] for one in ("unit_of_low", "unit")]
        low, high = (
            amount(found[part] or found["high"]) * unit
            for part, unit in zip(("low", "high"), units if found["low"] else [units[1]] * 2, strict=True)
        )
        spare = max(NOTICED, definition.study_load / 3)
        minutes = sum(section.head.minutes for section in module.sections)
        # Where the sections agree with the description, it is the study load that does not (SEC-005).
        agreed = low <= minutes <= high or (low == high and abs(minutes - low) <= low / 3)
        if not low - spare <= definition.study_load <= high + spare and not (
            agreed and not agrees(minutes, definition.study_load)
        ):
            values = {"written": found["time"], "load": definition.study_load}
            yield Finding("MOD-311", module.source.value_at("description"), values)


def amount(written: str) -> float:
    return NUMBERS.get(written.lower()) or float(written.replace(",", "."))


def tasks_above(module: LearningModule) -> Iterator[Finding]:
    """SEC-012: the minutes for tasks are a part of the section's minutes."""
    for section in module.sections:
        tasks, minutes = section.head.task_minutes, section.head.minutes
        if tasks > minutes:
            values = {
                "tasks": tasks,
                "minutes": minutes,
                "wanted": section_load(section, module.siblings).minutes,
            }
            yield Finding("SEC-012", section.source.value_at("task_minutes"), values)


def section_apart(section: Section, module: LearningModule) -> Iterator[Finding]:
    place = section.source.value_at("minutes")
    return told_apart("SEC-010", section.head.minutes, section_load(section, module.siblings), place)


def told_apart(code: str, said: int, found: StudyLoad, place: Location) -> Iterator[Finding]:
    if abs(said - found.minutes) > max(NOTICED, said / 3):
        yield Finding(code, place, {"said": said, "minutes": found.minutes, **found.parts})


def study_load(module: LearningModule) -> StudyLoad:
    """That of the whole module: the sum of its sections."""
    loads = [section_load(section, module.siblings) for section in module.sections]
    return StudyLoad(**{name: sum(load.parts[name] for load in loads) for name in StudyLoad().parts})


def section_load(section: Section, siblings: Siblings) -> StudyLoad:
    effort = sum((placed.model.effort(siblings) for placed in section.components), Effort())
    return StudyLoad(
        reading=round(words_read(section) / READ),
        writing=round(effort.fields * PER_FIELD + effort.words / WRITTEN),
        questions=round(effort.questions * PER_QUESTION + effort.marks * PER_MARK),
        media=round(effort.spoken / SPOKEN),
        tasks=section.head.task_minutes,
    )


def words_read(section: Section) -> float:
    """Its words; those of hints and feedback count as far as a learner meets them."""
    components = (component_words(placed) for placed in section.components)
    return words_in(section.body) + sum(share * words for found in components for share, words in found)


def section_words(section: Section) -> int:
    """All words that a learner can meet in it."""
    components = (component_words(placed) for placed in section.components)
    return words_in(section.body) + sum(words for found in components for share, words in found if share)


@once
def component_words(placed: PlacedComponent) -> Iterator[tuple[float, int]]:
    """Of each text: how much of it is read, and its words."""
    for way, field, value in placed.fields:
        share = read_share(field)
        if way in placed.prose:
            yield share, words_in(placed.prose[way])
        elif share:
            texts = value if isinstance(value, tuple) else (value,)
            yield share, sum(len(WORD.findall(text)) for text in texts if isinstance(text, str))


def words_in(text: Markdown) -> int:
    return sum(map(len, block_words(text)))
