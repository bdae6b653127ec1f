"""The designer's day: write, save, and see it where one was looking, with every typed letter still there."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from browser.preview.conftest import Open
from browser.reliability.store import answers
from harness.lms import eventually
from harness.previewing import Designer
from modulebouwer.lms.behaviour import PROFILES
from modulebouwer.standards import Runtime

QUESTION = "What is your first sentence?"
SAVED, UNSAVED = "I saw that you were late again.", " And I want to know why."


def beginning(folder: Path) -> Path:
    return folder / "sections" / "beginning.md"


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def at_the_question(designer: Designer) -> None:
    designer.ready()
    designer.sco.locator("html").evaluate("() => { location.hash = '#section-beginning' }")
    designer.sco.get_by_label(QUESTION).fill(SAVED)
    designer.sco.get_by_label(QUESTION).blur()
    eventually(lambda: SAVED in answers(designer.record).values())


def test_a_saved_file_is_seen_at_the_same_place_without_losing_an_answer(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    at_the_question(designer)
    field = designer.sco.get_by_label(QUESTION)
    field.press_sequentially(UNSAVED)
    before = designer.sco.locator("html").evaluate("() => [location.hash, scrollY]")
    assert before[1] > 0
    rewrite(beginning(folder), "Practise aloud", "Practise it aloud")
    expect(designer.sco.locator(".callout-title")).to_have_text("Practise it aloud")
    expect(field).to_have_value(SAVED + UNSAVED)
    expect(field).to_be_focused()
    scrolled = designer.sco.locator("html")
    eventually(lambda: abs(scrolled.evaluate("() => scrollY") - before[1]) < 2)
    assert designer.sco.locator("html").evaluate("() => location.hash") == before[0]
    assert field.evaluate("(field) => field.selectionStart") == len(SAVED + UNSAVED)
    # What was only typed reaches the LMS as well, in the new version.
    eventually(lambda: SAVED + UNSAVED in answers(designer.record).values())


def test_what_the_lms_refused_survives_a_new_version_too(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    at_the_question(designer)
    designer.choose("profile", "forgetful")
    eventually(lambda: designer.launch.behaviour == PROFILES[Runtime.SCORM_1_2]["forgetful"])
    field = designer.sco.get_by_label(QUESTION)
    expect(field).to_have_value(SAVED)
    field.press_sequentially(UNSAVED)
    rewrite(beginning(folder), "Practise aloud", "Practise it aloud")
    expect(designer.sco.locator(".callout-title")).to_have_text("Practise it aloud")
    expect(field).to_have_value(SAVED + UNSAVED)
    assert list(answers(designer.record).values()) == [SAVED]


def test_a_yaml_mistake_is_told_at_its_line_and_goes_when_it_is_mended(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    at_the_question(designer)
    line = 1 + beginning(folder).read_text("utf-8").split("\n").index("kind: tip")
    expect(designer.page.locator("#findings .findings")).to_have_text("Nothing found.")
    rewrite(beginning(folder), "kind: tip", "kidn: tip")
    place = designer.page.locator("#findings .findings a", has_text=f"sections/beginning.md:{line}:1")
    expect(place).to_have_attribute("href", f"vscode://file{beginning(folder)}:{line}:1")
    expect(designer.page.locator("#findings .findings")).to_contain_text("kind")
    # The last good version is still there, and works.
    expect(designer.page.get_by_role("status")).to_contain_text("last good version")
    expect(designer.sco.locator(".callout-title")).to_have_text("Practise aloud")
    designer.sco.get_by_label(QUESTION).press_sequentially(UNSAVED)
    rewrite(beginning(folder), "kidn: tip", "kind: tip")
    expect(designer.page.locator("#findings .findings")).to_have_text("Nothing found.")
    expect(designer.page.get_by_role("status")).to_have_text("")
    expect(designer.sco.get_by_label(QUESTION)).to_have_value(SAVED + UNSAVED)


def test_a_module_that_never_was_good_appears_when_it_is(folder: Path, opened: Open) -> None:
    rewrite(folder / "module.yaml", "study_load: 15", "study_load: long")
    designer = opened(folder)
    expect(designer.page.get_by_role("status")).to_contain_text("no version to show yet")
    expect(designer.page.locator("#stage iframe")).to_have_count(0)
    rewrite(folder / "module.yaml", "study_load: long", "study_load: 15")
    designer.ready()
    expect(designer.page.get_by_role("status")).to_have_text("")


def test_a_template_of_the_module_counts_as_well(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    designer.ready()
    own = folder / "templates" / "components" / "callout" / "component.html.j2"
    own.parent.mkdir(parents=True)
    own.write_text("<p>My own callout: {{ component.title }}</p>{{ nothing }}", "utf-8")
    expect(designer.page.locator("#findings .findings")).to_contain_text("SKN-003")
    own.write_text("<p>My own callout: {{ component.title }}</p>", "utf-8")
    expect(designer.sco.locator("#section-beginning")).to_contain_text("My own callout: Practise aloud")


def test_the_page_itself_may_be_opened_anew(folder: Path, opened: Open) -> None:
    designer = opened(folder)
    at_the_question(designer)
    designer.choose("profile", "moodle")
    designer.choose("learner", "bram")
    eventually(lambda: designer.launch.learner.id == "bram")
    designer.page.reload()
    eventually(lambda: len(designer.preview.lms.launches) == 4)
    assert designer.launch.learner.id == "bram"
    assert designer.launch.behaviour == PROFILES[Runtime.SCORM_1_2]["moodle"]
    expect(designer.page.locator("input[value=bram]")).to_be_checked()
