"""Whether each objective is worked at, and whether somebody still vouches for the content."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from modulebouwer.checks.texts import whole
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import closest
from modulebouwer.model.module import LearningModule


def objectives(module: LearningModule) -> Iterator[Finding]:
    """Names that are none; and where the author has begun to tell what trains what, objectives without any."""
    if not whole(module):
        return
    unknown = [*unknown_names(module)]
    yield from unknown
    # A name that is none may be meant for what trains another objective.
    if not unknown and any(one.trained_by or one.checked_by for one in module.definition.objectives):
        yield from untrained(module)


def untrained(module: LearningModule) -> Iterator[Finding]:
    for number, objective in enumerate(module.definition.objectives):
        if not (objective.trained_by or objective.checked_by):
            yield Finding("MOD-013", module.source.at("objectives", number), {"id": objective.id})


def unknown_names(module: LearningModule) -> Iterator[Finding]:
    components = {one.id for one in module.components if one.id is not None}
    known = components | {section.id for section in module.sections}
    answered = {one.id for one in module.recorded}
    for number, objective in enumerate(module.definition.objectives):
        for field, allowed in (("trained_by", known), ("checked_by", answered)):
            for place, name in enumerate(getattr(objective, field)):
                where = module.source.value_at("objectives", number, field, place)
                if name not in known:
                    yield Finding("MOD-014", where, {"name": name, "suggestion": closest(name, allowed)})
                elif name not in allowed:
                    yield Finding("MOD-020", where, {"name": name})


def dates(module: LearningModule) -> Iterator[Finding]:
    """A module that is valid until before it was made."""
    until, date = module.definition.valid_until, module.definition.date
    if until is not None and until < date:
        values = {"until": until.isoformat(), "date": date.isoformat()}
        yield Finding("MOD-019", module.source.value_at("valid_until"), values)


# Nobody dates a module before learning environments were, or more than a year ahead.
EARLIEST = 1995
DAYS_AHEAD = 366
YEARS_AHEAD = 2
LONGEST_VALID = 20


def far_off(module: LearningModule, today: datetime.date) -> Iterator[Finding]:
    """MOD-190: a date with a year that can only be a slip of the finger; of works those that are still to come."""
    definition = module.definition
    days = (
        ("date", definition.date, DAYS_AHEAD),
        ("valid_until", definition.valid_until, LONGEST_VALID * DAYS_AHEAD),
    )
    for key, day, ahead in days:
        wrong = day is not None and (day.year < EARLIEST or day - today > datetime.timedelta(ahead))
        if day is not None and wrong and module.source.gives((key,)):
            place = module.source.value_at(key)
            yield Finding("MOD-190", place, {"key": key, "date": day.isoformat(), "year": day.year})
    for work in module.references:
        parts = work.csl.get("issued", {}).get("date-parts", [])
        years = [int(date[0]) for date in parts if date]
        if years and max(years) > today.year + YEARS_AHEAD:
            yield Finding("REF-197", work.dated or work.location, {"key": work.id, "year": max(years)})


def validity(module: LearningModule, today: datetime.date) -> Iterator[Finding]:
    until = module.definition.valid_until
    if until is not None and module.definition.date <= until < today:
        yield Finding("MOD-015", module.source.value_at("valid_until"), {"date": until.isoformat()})
