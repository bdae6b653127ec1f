"""What replacing a package does to running attempts, per LMS; only what was measured (``Standard.updates``)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from modulebouwer.diff.compare import Difference, Fate, PromptChange
from modulebouwer.diff.release import Release
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.package.lms_facts import Verdict, lmss, package_cells
from modulebouwer.package.lms_report import Refusal
from modulebouwer.standards import REGISTRY

# How many a version has (semantic versioning).
NUMBERS = 3
# Caution → the findings of ``verify`` that say the same.
CAUTIONED = {"asset": {"S12-020", "S24-020", "S12-054", "S24-054"}}


class Outcome(StrEnum):
    """``MOVES``: attempts stay, some answers go to "Eerdere antwoorden". ``RESET``: attempts are lost.

    ``PART``: what was kept under one of the parts is lost.

    ``CAREFUL``: attempts stay, and mean something else (``cautions``). ``LEFT``: progress stays, answers do not.

    ``OTHER``: the LMS may take the new package for another one. ``REFUSED``: it does not take it at all.
    ``UNUSABLE``: it takes it, but nobody can begin, or nothing is kept.
    """

    SAFE = "safe"
    MOVES = "moves"
    CAREFUL = "careful"
    LEFT = "left"
    OTHER = "other"
    RESET = "reset"
    PART = "part"
    REFUSED = "refused"
    UNUSABLE = "unusable"
    UNMEASURED = "unmeasured"


class Option(StrEnum):
    """Where to put the new package."""

    NOTHING = "nothing"
    REPLACE = "replace"
    NEW_ACTIVITY = "new_activity"
    KEEP = "keep"


@dataclass(frozen=True)
class LmsOutcome:
    lms: str
    outcome: Outcome


def loses_attempts(difference: Difference) -> bool:
    """Whether an identifier that holds work is gone, or the runtime of another standard starts empty on it."""
    return bool(difference.gone) or difference.standard_changed


def kind(difference: Difference) -> str:
    """``partial``: some of what holds work is gone, and the rest is there. To another form than a standard's nothing is
    known of the old one's work: ``converted``.
    """
    if difference.same:
        return "same"
    another = difference.standard_changed and difference.new.standard not in REGISTRY
    if difference.gone and not another:
        left = len(difference.gone) < len(difference.old.items)
        if not left:
            return "reset"
        if not difference.standard_changed:
            return "partial"
    if difference.standard_changed:
        old = REGISTRY.get(difference.old.standard)
        measured = old is not None and difference.new.standard in old.restarts
        return "restarted" if measured else "converted"
    return "replaced"


def kind_in(lms: str, difference: Difference) -> str:
    """As ``kind``, for an LMS that may play both packages in other standards than they are written in."""
    stated = kind(difference)
    before, after = (side.played_as.get(lms, "") for side in (difference.old, difference.new))
    if stated != "replaced" or not before or not after or before == after:
        return stated
    return "restarted" if after in REGISTRY[before].restarts else "converted"


def played_otherwise(difference: Difference) -> Iterator[str]:
    """The LMSs that play the new package in another standard than the old, though both are written in one."""
    return (lms.id for lms in lmss() if kind_in(lms.id, difference) != kind(difference))


def outcomes(difference: Difference) -> Iterator[LmsOutcome]:
    """Per LMS that is always named, or of which something is known; none where one side is not for an LMS."""
    sides = [REGISTRY.get(side.standard) for side in (difference.old, difference.new)]
    if any(side is not None and not side.for_lms for side in sides):
        return
    stated = known_updates(difference)
    refusing, newly = refusals(difference.new), newly_refused(difference)
    for lms in lmss():
        if not (lms.compared or lms.id in stated or lms.id in newly):
            continue
        yield LmsOutcome(lms.id, outcome_in(lms.id, difference, stated, refusing.get(lms.id)))


def outcome_in(
    lms: str, difference: Difference, stated: Mapping[str, str], refusal: Refusal | None
) -> Outcome:
    if refusal:
        return Outcome.UNUSABLE if refusal.taken else Outcome.REFUSED
    if difference.old.unread or difference.new.unread:
        before = refusals(difference.old).get(lms)
        return Outcome.SAFE if before and not before.taken else Outcome.UNMEASURED
    outcome = Outcome(stated.get(lms, Outcome.UNMEASURED))
    if outcome is Outcome.SAFE and answers_leave(difference):
        return Outcome.LEFT
    if outcome is Outcome.SAFE and difference.fated(Fate.REMOVED):
        return Outcome.MOVES
    changed = any(cautions(difference)) or any(new_surprises(lms, difference))
    return Outcome.CAREFUL if outcome is Outcome.SAFE and changed else outcome


def answers_leave(difference: Difference) -> bool:
    """Whether one version keeps answers in the browser alone (opening.ts) and the other does not look there."""
    in_lms = difference.old.standard in REGISTRY and REGISTRY[difference.old.standard].for_lms
    return in_lms and any(
        each.name == "answers" and "device" in (each.before, each.after) for each in difference.rules
    )


def cautions(difference: Difference) -> Iterator[tuple[str, Mapping[str, str]]]:
    """What makes kept work mean something else, each with what its words speak of; of the manifest, in Moodle.

    ``added``: a part more, which those who are done have not seen. ``exchanged``: work is kept by the item, and the
    item starts what another one did. ``mark``: held against the score at ``LMSFinish``; ``unmarked``: no longer.
    ``asset``: completed when it is opened (loadSCO.php). ``unticked``: what was chosen is under no id of the new.
    ``renamed_section``: what was opened is kept by the id.
    """
    for rule in difference.rules:
        values = {"name": rule.name, "old": rule.before, "new": rule.after}
        if rule.name == "answers":
            told = {"device": "left_lms", "report": "reported"}.get(rule.after, "unreported")
            yield ("left_browser" if rule.before == "device" else told), values
        else:
            yield ("own_mark" if rule.name == "pass_mark" else "own_completion"), values
    for prompt in difference.fated(Fate.OTHER_KIND):
        yield "other_kind", {"prompt": shortened(prompt.new.text) if prompt.new else prompt.id}
    for change in difference.prompts:
        shown = {"prompt": shortened(change.new.text) if change.new else change.id}
        if {Fate.FEWER_OPTIONS, Fate.RENAMED_OPTIONS} & {*change.fates}:
            yield "unticked", shown
        if Fate.ONE_ANSWER in change.fates:
            yield "one_answer", shown
    for names in difference.renamed_sections:
        yield "renamed_section", names
    titles = difference.new.items
    if difference.came and not difference.gone and difference.old.items:
        yield "added", {"titles": ", ".join(f"‘{titles[name] or name}’" for name in difference.came)}
    started = {item: stated.get("start") for item, stated in difference.old.settings.items()}
    for setting in difference.settings:
        part = {"title": titles.get(setting.item) or setting.item}
        others = [item for item in started if item in titles and item != setting.item]
        other = next((item for item in others if started[item] == setting.after), "")
        if setting.name == "start" and other:
            yield "exchanged", {**part, "other": titles[other] or other}
        elif setting.name == "cmi.student_data.mastery_score":
            yield ("mark" if setting.after else "unmarked"), part
        elif setting.name == "type" and setting.before == "sco" and setting.after in ("", "asset"):
            yield "asset", part


def opens_another(lms: str, difference: Difference) -> tuple[str, str] | tuple[()]:
    """The titles of the part that an LMS opens in the old and in the new package, "" for none; empty where it is one.

    Only where an LMS does not go by the order of the parts (``Contents.first_in``).
    """
    before, after = (side.first_in.get(lms) for side in (difference.old, difference.new))
    alike = {(each.old, each.new) for each in difference.renamed}
    if before is None or after is None or before == after or (before, after) in alike:
        return ()
    return difference.old.items.get(before, "") or before, difference.new.items.get(after, "") or after


def new_surprises(lms: str, difference: Difference) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Code and words of what ``verify`` tells of the new package there, and not of the old; each told once."""
    told = {code for name, _ in cautions(difference) for code in CAUTIONED.get(name, ())}
    before = {*difference.old.surprises.get(lms, {}), *told}
    after = difference.new.surprises.get(lms, {})
    return ((code, seen) for code, seen in after.items() if code not in before)


def stops(difference: Difference) -> Iterator[tuple[str, str]]:
    """Why a new package should not simply take the place of the old (exit code 1), and what of."""
    yield from (("gone", identifier) for identifier in difference.gone)
    if difference.standard_changed:
        yield "standard", difference.new.standard_title
    if answers_leave(difference):
        yield "answers", difference.new.path
    newly = newly_refused(difference)
    yield from (("played", lms) for lms in played_otherwise(difference) if lms not in newly)
    yield from (("refused", lms.id) for lms in lmss() if lms.id in newly)


def known_updates(difference: Difference) -> dict[str, str]:
    """LMS → what it does with this kind of change, or with the change in the package's marks."""
    old = REGISTRY.get(difference.old.standard)
    updates = old.updates if old else {}
    remarked = updates.get("remarked", {}) if difference.marks else {}
    known = ((lms.id, updates.get(kind_in(lms.id, difference), {}).get(lms.id)) for lms in lmss())
    return {**remarked, **{lms: outcome for lms, outcome in known if outcome}}


def refusals(release: Release) -> dict[str, Refusal]:
    """LMS → why: those that take no package of its standard, and what is known of this one."""
    cells = package_cells(release.standard).items()
    whole = {lms: Refusal(cell.seen) for lms, cell in cells if cell.does is Verdict.REFUSED}
    return {**whole, **release.refusals}


def newly_refused(difference: Difference) -> set[str]:
    """The LMSs in which people can work with the old package, and not with the new."""
    return {*refusals(difference.new)} - {*refusals(difference.old)}


def moodle_option(difference: Difference) -> Option:
    """What to do in Moodle: the same activity keeps attempts when the item identifiers stayed, and only then."""
    if difference.same:
        return Option.NOTHING
    if "moodle" in newly_refused(difference):
        return Option.KEEP
    loses = loses_attempts(difference) or answers_leave(difference)
    otherwise = loses or "moodle" in played_otherwise(difference)
    return Option.NEW_ACTIVITY if otherwise else Option.REPLACE


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
    for rule in difference.rules:
        leaves = rule.name == "answers" and answers_leave(difference)
        shown_rule = {"name": rule.name, "before": rule.before, "after": rule.after}
        yield Finding("UPD-011", place, shown_rule) if leaves else Finding("UPD-013", place, shown_rule)
    for change in difference.prompts:
        yield from prompt_findings(change, place)
    if not difference.same and old.version and old.version == new.version:
        yield Finding("UPD-006", place, {"old": old.path, "version": new.version})
    if lower(new.version, old.version):
        yield Finding("UPD-230", place, {"old": old.path, "before": old.version, "version": new.version})
    for names in difference.renamed_sections:
        yield Finding("UPD-231", place, names)


def lower(version: str, than: str) -> bool:
    """Whether a version of three numbers comes before another."""
    one, other = (tuple(map(int, re.findall(r"\d+", text))) for text in (version, than))
    return len(one) == len(other) == NUMBERS and one < other


def prompt_findings(change: PromptChange, place: Location) -> Iterator[Finding]:
    """What an author may not have meant to do to answers that were given."""
    old, new = change.old, change.new
    if old is None:
        return
    shown = {"prompt": shortened(old.text), "id": change.id}
    if new is None:
        yield Finding("UPD-005", place, {**shown, "prompt": old.text})
        return
    if Fate.OTHER_KIND in change.fates:
        yield Finding("UPD-012", place, {**shown, "before": old.kind, "after": new.kind})
    elif change.vanished:
        yield Finding("UPD-008", place, {**shown, "options": ", ".join(change.vanished)})
    if Fate.RENAMED_OPTIONS in change.fates:
        yield Finding("UPD-200", place, {**shown, "ids": ", ".join(f"{a} → {b}" for a, b in change.renamed)})
    if Fate.ONE_ANSWER in change.fates:
        yield Finding("UPD-201", place, shown)
    if Fate.SHORTER in change.fates:
        yield Finding("UPD-009", place, {**shown, "before": old.max_length, "after": new.max_length})
    if Fate.REQUIRED in change.fates:
        yield Finding("UPD-010", place, shown)
