"""What ``diff`` foretells of a new version is what a learner then sees who was half-way in the old one."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Frame, expect

from browser.reliability.store import answers
from harness.lms import Desk, Visit, eventually
from harness.real_module import build_all
from harness.two_versions import MOVED, NEW, REMOVED, REWORDED, edit, two_versions
from modulebouwer.diff.compare import Difference, Fate, compare
from modulebouwer.diff.release import release_of_zip
from modulebouwer.diff.verdict import Option, Outcome, moodle_option, outcomes
from modulebouwer.lms.package import from_zip

# Half-way: one answer for each thing that can happen to a prompt, and one for a prompt that stays as it was.
UNTOUCHED = "contact"
WRITTEN = {
    prompt: f"Antwoord op {prompt}:\n“één” & ander." for prompt in (UNTOUCHED, MOVED, REWORDED, REMOVED)
}


@dataclass(frozen=True)
class Update:
    old: bytes
    new: bytes
    reset: bytes

    def foretold(self, new: bytes) -> Difference:
        return compare(release_of_zip(self.old, "old.zip"), release_of_zip(new, "new.zip"))


@pytest.fixture(scope="module")
def updates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Update]:
    """Standard → version 1.0.0, version 1.1.0, and 1.1.0 under another identifier."""
    folder = tmp_path_factory.mktemp("versions")
    versions = two_versions(folder)
    standards = ("scorm12", "scorm2004")
    old, new = (build_all(path, folder / "dist", standards) for path in (versions.old, versions.new))
    edit(versions.new / "module.yaml", r"(?m)^identifier: .*", "identifier: een-andere-naam")
    reset = build_all(versions.new, folder / "dist", standards)
    return {name: Update(old[name], new[name], reset[name]) for name in standards}


def module(visit: Visit) -> Frame:
    """The module in the LMS's frame, ready to read."""
    visit.sco.locator("html.ready").wait_for(state="attached")
    return visit.sco


def go(frame: Frame, place: str) -> None:
    frame.locator(f'nav.contents a[href="#{place}"]').evaluate("link => link.click()")
    expect(frame.locator(f"#{place}")).to_have_class(re.compile("current"))


def write(frame: Frame, prompt: str, text: str) -> None:
    field = frame.locator(f'[data-interaction="{prompt}"]')
    section = field.evaluate("field => field.closest('section').id")
    go(frame, section)
    field.fill(text)
    field.blur()
    expect(frame.locator(f'[data-status="{prompt}"]')).to_contain_text(
        re.compile("^Bewaard in"), timeout=20_000
    )


def earlier_answers(frame: Frame) -> str:
    """What "Mijn opbrengst" shows under "Eerdere antwoorden"; empty when that heading is not there."""
    go(frame, "portfolio")
    text = frame.locator("#portfolio .answers").inner_text()
    return text.partition("Eerdere antwoorden")[2]


def half_done(desk: Desk, update: Update) -> None:
    """A learner answers in the old version, stays half-way and closes the tab."""
    visit = desk.launch(from_zip(update.old))
    frame = module(visit)
    for prompt, text in WRITTEN.items():
        write(frame, prompt, text)
    eventually(lambda: WRITTEN.items() <= answers(visit.values["cmi.suspend_data"]).items())
    visit.close()


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_a_safe_version(desk: Desk, updates: dict[str, Update], standard: str) -> None:
    update = updates[standard]
    difference = update.foretold(update.new)
    moodle = next(each for each in outcomes(difference) if each.lms == "moodle")
    assert (moodle.outcome, moodle_option(difference)) == (Outcome.MOVES, Option.REPLACE)
    half_done(desk, update)

    visit = desk.launch(from_zip(update.new))
    frame = module(visit)
    # The prompts that are answered in words; what is chosen has no text to find again.
    fields = frame.locator("textarea[data-interaction]")
    typed = set(fields.evaluate_all("fields => fields.map(field => field.dataset.interaction)"))
    assert {*WRITTEN, NEW} - {REMOVED} <= typed
    prompts = [change for change in difference.prompts if change.id in {*typed, REMOVED}]
    seen = {}
    for change in prompts:
        field = frame.locator(f'[data-interaction="{change.id}"]')
        seen[change.id] = field.input_value() if field.count() else None
    earlier = earlier_answers(frame)
    assert seen == {change.id: foretold(change.id, change.fates) for change in prompts}
    moved_away = {change.id for change in difference.fated(Fate.REMOVED)}
    assert moved_away == {REMOVED}
    assert {prompt for prompt, text in WRITTEN.items() if text in earlier} == moved_away

    # A new answer takes nothing from the old ones, the vanished prompt's among them.
    write(frame, NEW, "Nieuw.")
    eventually(
        lambda: {**WRITTEN, NEW: "Nieuw."}.items() <= answers(visit.values["cmi.suspend_data"]).items()
    )


def foretold(prompt: str, fates: tuple[Fate, ...]) -> str | None:
    """What its field will hold: None when it will not be there."""
    if Fate.REMOVED in fates:
        return None
    return "" if Fate.NEW in fates else WRITTEN.get(prompt, "")


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_a_reset(desk: Desk, updates: dict[str, Update], standard: str) -> None:
    update = updates[standard]
    difference = update.foretold(update.reset)
    assert difference.gone == ("ITEM-samenwerken-regio",)
    moodle = next(each for each in outcomes(difference) if each.lms == "moodle")
    assert (moodle.outcome, moodle_option(difference)) == (Outcome.RESET, Option.NEW_ACTIVITY)
    half_done(desk, update)

    frame = module(desk.launch(from_zip(update.reset)))
    fields = frame.locator("[data-interaction]")
    assert fields.count() > len(WRITTEN)
    assert fields.evaluate_all("fields => fields.map(field => field.value).join('')") == ""
    assert earlier_answers(frame) == ""


def test_another_standard_under_the_same_identifier_is_a_reset(updates: dict[str, Update]) -> None:
    difference = compare(
        release_of_zip(updates["scorm12"].old, "old.zip"), release_of_zip(updates["scorm2004"].new, "new.zip")
    )
    assert difference.gone == ()
    assert moodle_option(difference) is Option.NEW_ACTIVITY
