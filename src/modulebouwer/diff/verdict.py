"""What replacing a package does to running attempts, per LMS; only what was measured (``Standard.updates``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from modulebouwer.diff.compare import Difference, Fate
from modulebouwer.findings import Finding, Location
from modulebouwer.package.lms_facts import lmss
from modulebouwer.standards import REGISTRY


class Outcome(StrEnum):
    """``MOVES``: attempts stay, some answers go to "Eerdere antwoorden". ``RESET``: attempts are lost."""

    SAFE = "safe"
    MOVES = "moves"
    RESET = "reset"
    UNMEASURED = "unmeasured"


class Option(StrEnum):
    """Where to put the new package."""

    NOTHING = "nothing"
    REPLACE = "replace"
    NEW_ACTIVITY = "new_activity"


@dataclass(frozen=True)
class LmsOutcome:
    lms: str
    outcome: Outcome


def loses_attempts(difference: Difference) -> bool:
    """Whether an identifier that holds work is gone, or the runtime of another standard starts empty on it."""
    return bool(difference.gone) or difference.standard_changed


def kind(difference: Difference) -> str:
    if difference.same:
        return "same"
    if difference.gone:
        return "reset"
    if difference.standard_changed:
        measured = difference.new.standard in REGISTRY[difference.old.standard].restarts
        return "restarted" if measured else "converted"
    return "replaced"


def outcomes(difference: Difference) -> Iterator[LmsOutcome]:
    """Per LMS that is always named, or of which something is known."""
    stated = REGISTRY[difference.old.standard].updates.get(kind(difference), {})
    for lms in lmss():
        if not lms.compared and lms.id not in stated:
            continue
        outcome = Outcome(stated[lms.id]) if lms.id in stated else Outcome.UNMEASURED
        if outcome is Outcome.SAFE and difference.fated(Fate.REMOVED):
            outcome = Outcome.MOVES
        yield LmsOutcome(lms.id, outcome)


def moodle_option(difference: Difference) -> Option:
    """What to do in Moodle: the same activity keeps attempts when the item identifiers stayed, and only then."""
    if difference.same:
        return Option.NOTHING
    return Option.NEW_ACTIVITY if loses_attempts(difference) else Option.REPLACE


def findings(difference: Difference, shown: str, *, allow_reset: bool) -> Iterator[Finding]:
    """The verdict as findings of a build; a reset is an error unless it is allowed."""
    place = Location(shown)
    old, new = difference.old, difference.new
    for identifier in difference.gone:
        code = "UPD-002" if allow_reset else "UPD-001"
        yield Finding(code, place, {"identifier": identifier, "old": old.path})
    if difference.standard_changed:
        code = "UPD-004" if allow_reset else "UPD-003"
        yield Finding(code, place, {"old": old.path, "before": old.standard, "after": new.standard})
    for change in difference.fated(Fate.REMOVED):
        if change.old is not None:
            yield Finding("UPD-005", place, {"prompt": change.old.text, "id": change.id})
    if not difference.same and old.version and old.version == new.version:
        yield Finding("UPD-006", place, {"old": old.path, "version": new.version})
