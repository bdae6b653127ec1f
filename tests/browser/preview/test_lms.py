"""The LMS around a module: its profiles, its learners, and a panel that tells what is really stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.preview.conftest import Open
from browser.reliability.store import answers
from harness.lms import eventually
from harness.previewing import Designer
from modulebouwer.lms.behaviour import PROFILES
from modulebouwer.standards import REGISTRY, Runtime

QUESTION = "What do you want to reach? Write one sentence."
ANSWER = "That she knows it bothers me."


def write(designer: Designer, text: str) -> None:
    designer.sco.locator("html.ready").wait_for(state="attached")
    designer.sco.locator("html").evaluate("() => { location.hash = '#section-preparing' }")
    designer.sco.get_by_label(QUESTION).fill(text)
    designer.sco.get_by_label(QUESTION).blur()


def test_the_panel_shows_what_is_stored(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    write(designer, ANSWER)
    eventually(lambda: ANSWER in answers(designer.record).values())
    saved = designer.part("saved")
    expect(saved.locator(".answers dt")).to_contain_text("goal-of-mine")
    expect(saved.locator(".answers dt")).to_contain_text("What do you want to reach?")
    expect(saved.locator(".answers dd")).to_have_text(ANSWER)
    stored = designer.record
    expect(saved.locator(".size")).to_have_text(f"{len(stored)} of 4,096 characters")
    expect(designer.part("model").locator("tr", has_text="cmi.suspend_data")).to_contain_text(stored[:40])
    calls = designer.part("calls").locator("li")
    expect(calls.last).to_contain_text("Initialize")
    expect(calls.filter(has_text="Commit").first).to_contain_text("true")


def test_a_value_that_the_lms_does_not_hold_is_marked(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    designer.choose("profile", "offline")
    eventually(lambda: designer.launch.behaviour == PROFILES[Runtime.SCORM_1_2]["offline"])
    designer.ready(2)
    # The attempt's name, of the launch before.
    before = designer.record
    assert answers(before) == {}
    write(designer, ANSWER)
    row = designer.part("model").locator("tr", has_text="cmi.suspend_data")
    expect(row).to_contain_text("not saved")
    assert designer.record == before


def test_a_package_that_does_not_come_is_asked_for_again(folder: Path, opened: Open) -> None:
    """The browser shows a page of its own in its place, into which nobody may look: that is no error of ours."""
    designer = opened(folder)
    designer.ready()
    page = designer.page
    page.route("**/content/**/index.html", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.locator("[data-action=relaunch]").click()
    page.unroute_all()
    page.locator("[data-action=relaunch]").click()
    designer.ready(3)


def test_a_call_that_fails_shows_its_error(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    designer.choose("profile", "full")
    eventually(lambda: designer.launch.behaviour == PROFILES[Runtime.SCORM_1_2]["full"])
    designer.sco.locator("html.ready").wait_for(state="attached")
    designer.host.evaluate("API.LMSSetValue('cmi.suspend_data', 'x'.repeat(4097))")
    call = designer.part("calls").locator("li.error", has_text="cmi.suspend_data")
    expect(call).to_contain_text("error 405")
    expect(call.locator("details").first).to_contain_text("4,097 characters")


@pytest.mark.parametrize("standard", REGISTRY)
def test_every_profile_is_one_click_and_the_doubles_own(folder: Path, opened: Open, standard: str) -> None:
    definition = folder / "module.yaml"
    text = definition.read_text("utf-8")
    definition.write_text(f"base_iri: https://example.org/modules\nstandards: [{standard}]\n{text}", "utf-8")
    designer = opened(folder)
    designer.ready()
    shown = designer.page.locator(".profiles label:visible input").evaluate_all(
        "(all) => all.map((i) => i.value)"
    )
    assert sorted(shown) == sorted(PROFILES[REGISTRY[standard].runtime])
    for name in shown[1:]:
        number = len(designer.preview.lms.launches)
        designer.choose("profile", name)
        # A slow LMS holds the page for five seconds at every call that saves.
        eventually(lambda number=number: len(designer.preview.lms.launches) > number, 40)  # type: ignore[misc]
        assert designer.launch.behaviour == PROFILES[REGISTRY[standard].runtime][name]
        assert designer.launch.package.standard == standard


def test_a_second_learner_a_new_attempt_and_back(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    write(designer, ANSWER)
    eventually(lambda: ANSWER in answers(designer.record).values())
    field = designer.sco.get_by_label(QUESTION)
    designer.choose("learner", "bram")
    designer.ready(2)
    expect(field).to_have_value("")
    designer.choose("learner", "anna")
    designer.ready(3)
    expect(field).to_have_value(ANSWER)
    designer.page.get_by_role("button", name="New attempt").click()
    designer.ready(4)
    expect(field).to_have_value("")
    expect(designer.page.locator("[data-count=lms]")).to_have_text("Attempt 2")
    assert designer.launch.attempt.number == 2


def test_browse_and_review(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    # Chosen before the first launch, it would be the mode of that one.
    designer.ready()
    for number, mode in ((2, "browse"), (3, "review")):
        designer.choose("mode", mode)
        designer.ready(number)
        assert designer.launch.mode == mode
        row = designer.part("model").locator("tr", has_text="cmi.core.lesson_mode")
        expect(row).to_contain_text(mode)
    # On a telephone it would lie over a quarter of the page in which one goes on writing; in browse nothing is kept.
    told = designer.sco.locator("[data-notice=review]")
    told.get_by_role("button").click()
    expect(told).to_have_count(0)


def test_that_nothing_is_kept_stays_in_sight(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    designer.choose("mode", "browse")
    designer.ready(2)
    told = designer.sco.locator("[data-notice=browse]")
    expect(told).to_be_visible()
    expect(told.get_by_role("button")).to_have_count(0)


def test_the_session_ends_and_nothing_is_saved_any_more(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    write(designer, ANSWER)
    eventually(lambda: ANSWER in answers(designer.record).values())
    designer.page.get_by_role("button", name="End session").click()
    expect(designer.page.get_by_role("status")).to_contain_text("ended the learner's session")
    designer.sco.get_by_label(QUESTION).fill("Too late.")
    designer.sco.get_by_label(QUESTION).blur()
    expect(designer.part("calls").locator("li.error", has_text="Commit").first).to_contain_text("error 101")
    assert answers(designer.record) == {"goal-of-mine": ANSWER}
    designer.page.get_by_role("button", name="Relaunch").click()
    designer.ready(2)
    expect(designer.page.get_by_role("status")).to_have_text("")


def test_language_skin_and_standard(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    form = designer.page.locator("form.package")
    offered = [form.locator(f"[name={name}] option").all_text_contents() for name in ("standard", "language")]
    assert offered == [
        ["SCORM 1.2", "SCORM 2004", "cmi5", "xAPI", "web"],
        ["German", "English", "French", "Western Frisian", "Dutch", "Dutch (je)"],
    ]
    form.locator("[name=language]").select_option("nl-je")
    expect(designer.sco.locator("[data-action=contents]").first).to_have_text("Inhoud")
    paper = "() => getComputedStyle(document.documentElement).getPropertyValue('--paper')"
    before = designer.sco.locator("html").evaluate(paper)
    form.locator("[name=skin]").select_option("helder")
    designer.ready(3)
    assert designer.sco.locator("html").evaluate(paper) != before
    form.locator("[name=standard]").select_option("scorm2004")
    designer.ready(4)
    assert designer.launch.package.standard == "scorm2004"
    # cmi5 wants an address of the organisation, which this module has not: the finding says so.
    form.locator("[name=standard]").select_option("cmi5")
    expect(designer.page.locator("#findings .findings")).to_contain_text("base_iri")
    expect(designer.page.get_by_role("status")).to_contain_text("last good version")


def test_statements_and_documents_of_cmi5(folder: Path, opened: Open) -> None:
    definition = folder / "module.yaml"
    definition.write_text(
        f"base_iri: https://example.org/m\nstandards: [cmi5]\n{definition.read_text('utf-8')}"
    )
    designer = opened(folder)
    write(designer, ANSWER)
    statements = designer.part("statements")
    expect(statements.locator("li code").last).to_have_text("launched")
    expect(statements.locator("li", has_text="initialized")).to_have_count(1)
    record = designer.part("saved").locator(".document", has_text="record")
    expect(record.locator(".answers dt")).to_contain_text("goal-of-mine")
    expect(record.locator(".answers dd")).to_have_text(ANSWER)
    expect(designer.page.locator("#model")).to_be_hidden()
