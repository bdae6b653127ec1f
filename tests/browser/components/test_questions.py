"""Questions on the page: answered by keyboard and pointer, checked, kept, taken along, readable in every form."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.components.question_module import (
    ANSWERS,
    KINDS,
    check,
    question,
    quiz,
    write_module,
)
from browser.page.test_accessibility import AXE, CONTRAST, violations
from browser.page.test_form import CUT_OFF, SPACING, STICKS_OUT, html_findings
from browser.page.test_writing import download
from browser.reliability.learner import open_section
from browser.reliability.store import held
from harness.browser import guarded_context
from harness.lms import Desk, Visit, eventually
from harness.page import State, answer, bundle, module_in, open_page, write_page
from modulebouwer.source.loader import load

READ: Mapping[str, Any] = {"location": "begin", "visited": ["begin"]}
ALL_ANSWERED: Mapping[str, Any] = {**READ, "answers": {id: answer(value) for id, value in ANSWERS.items()}}


@pytest.fixture(scope="session")
def quiz_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("quiz")
    module, problems = load(write_module(folder / "toets"), "toets")
    assert module is not None, problems
    return write_page(module, folder / "page", bundle(folder))


@pytest.fixture
def page(context: BrowserContext, quiz_page: Path) -> Page:
    return open_page(context, quiz_page, State({"record": READ}))


def stored(page: Page, id: str) -> str:
    """What the session was told."""
    value = page.evaluate("(id) => fake.record.answers[id]?.value ?? ''", id)
    assert isinstance(value, str)
    return value


def result(page: Page, id: str) -> str:
    return question(page, id).locator("[data-result]").inner_text()


def reading(desk: Desk, standard: str = "scorm12") -> Visit:
    visit = desk.launch(quiz(standard))
    open_section(visit)
    return visit


def test_by_keyboard_alone(desk: Desk) -> None:
    visit = reading(desk)
    press = visit.page.keyboard.press
    visit.sco.get_by_label("De raad van toezicht").focus()
    press("ArrowDown")
    press("Tab")
    press("Enter")
    expect(question(visit.sco, "toezicht").locator("[data-result]")).to_contain_text("Nog niet goed.")
    expect(question(visit.sco, "toezicht").get_by_role("button", name="Controleer")).to_be_focused()
    visit.sco.get_by_label("Het wijkteam").focus()
    press("Space")
    press("Tab")
    press("Space")
    visit.sco.get_by_role("button", name="Verplaats ‘Terugkijken’ omlaag").focus()
    for _ in range(3):
        press("Enter")
    visit.sco.get_by_label("Buren").focus()
    visit.page.keyboard.type("Opzij")
    visit.sco.get_by_label("Hoeveel uur").focus()
    visit.page.keyboard.type("940 uur")
    press("Enter")
    wanted = {
        "toezicht": "1!inspectie",
        "partners": "0?wijkteam,bso",
        "stappen": "0?verkennen,uitvoeren,afspreken,terugkijken",
        "richting": "0?ouders=ouders",
        "uren": "1!940 uur",
    }
    eventually(lambda: held(visit) == wanted)


def test_a_choice_is_kept_at_once_and_judged_only_when_asked(page: Page) -> None:
    place = question(page, "toezicht")
    page.get_by_label("De inspectie").check()
    assert stored(page, "toezicht") == "0?inspectie"
    expect(place.locator(".mark")).to_have_count(0)
    expect(place.locator("[data-key]")).to_be_hidden()
    check(page, "toezicht")
    expect(place.locator('[data-mark="inspectie"]')).to_have_text(
        re.compile(r"Nog niet goed\s*De inspectie houdt extern toezicht\.")
    )
    expect(place.locator("[data-explanation]")).to_be_empty()
    assert result(page, "toezicht") == "Nog niet goed. Bekijk de toelichting en probeer het opnieuw."
    expect(place.locator("[data-check]")).to_have_attribute("aria-disabled", "true")
    place.locator("[data-check]").click(force=True)
    assert stored(page, "toezicht") == "1!inspectie"
    page.get_by_label("De ouders").check()
    assert stored(page, "toezicht") == "1?ouders"
    expect(place.locator(".mark")).to_have_count(0)
    assert result(page, "toezicht") == ""
    page.get_by_label("De raad van toezicht").check()
    check(page, "toezicht")
    expect(place.locator("[data-explanation]")).to_have_text("Intern toezicht hoort bij het bestuur zelf.")
    # What is right is said once: the option has its reason, and no mark of its own.
    expect(place.locator('[data-mark="raad"]')).to_have_text("De raad benoemt het bestuur.")
    assert place.inner_text().count("Goed") == 1


def test_the_right_answer_can_be_opened_after_two_checks_or_a_right_one(page: Page) -> None:
    key = question(page, "toezicht").locator("[data-key]")
    for label in ("De inspectie", "De ouders"):
        expect(key).to_be_hidden()
        page.get_by_label(label).check()
        check(page, "toezicht")
    expect(key).to_be_visible()
    expect(key.get_by_text("De raad van toezicht (goed)")).to_be_hidden()
    key.locator("summary").click()
    expect(key.get_by_text("De raad van toezicht (goed)")).to_be_visible()
    page.get_by_label("De bso").check()
    page.get_by_label("Het wijkteam").check()
    check(page, "partners")
    assert result(page, "partners") == "Goed."
    expect(question(page, "partners").locator("[data-key]")).to_be_visible()


def test_what_is_right_but_not_all_is_told_apart(page: Page) -> None:
    page.get_by_label("De bso").check()
    check(page, "partners")
    partly = "Wat u koos is goed, maar er ontbreekt nog iets."
    assert result(page, "partners").startswith(partly)
    page.get_by_label("Buren").select_option(label="Opzij")
    check(page, "richting")
    assert result(page, "richting") == f"{partly} Probeer het opnieuw."


def test_after_the_last_try_the_question_is_closed_and_tells(page: Page) -> None:
    place = question(page, "stelling")
    expect(place).to_contain_text("U kunt deze vraag 2 keer controleren.")
    page.get_by_label("Juist", exact=True).check()
    check(page, "stelling")
    assert result(page, "stelling") == "Nog niet goed. U kunt nog één keer controleren."
    expect(place.locator("[data-key]")).to_be_hidden()
    page.get_by_label("Onjuist").check()
    page.get_by_label("Juist", exact=True).check()
    check(page, "stelling")
    assert result(page, "stelling") == "Nog niet goed. Het goede antwoord staat hieronder."
    expect(page.get_by_label("Onjuist")).to_be_disabled()
    expect(place.get_by_text("Onjuist (goed)")).to_be_visible()
    place.locator("[data-check]").click(force=True)
    assert stored(page, "stelling") == "2!true"


def test_nothing_chosen_is_no_mistake(page: Page) -> None:
    check(page, "toezicht")
    assert result(page, "toezicht") == "Kies eerst een antwoord."
    page.get_by_label("Hoeveel uur").fill("   ")
    page.get_by_label("Hoeveel uur").press("Enter")
    assert result(page, "uren") == "Schrijf eerst een antwoord."
    assert stored(page, "toezicht") == ""


def test_known_mistakes_have_words_of_their_own(page: Page) -> None:
    field = page.get_by_label("Hoeveel uur")
    field.fill("1000.")
    field.press("Enter")
    expect(question(page, "uren").locator(".verdict")).to_have_text("Dat was de norm van vroeger.")
    field.fill("lang")
    field.press("Enter")
    expect(question(page, "uren").locator(".verdict")).to_be_empty()
    assert stored(page, "uren") == "2!lang"


def test_the_feedback_of_a_place_waits_until_it_is_right(page: Page) -> None:
    place = question(page, "stappen").locator('[data-mark="verkennen"]')
    check(page, "stappen")
    expect(place).to_have_text("Nog niet goed")
    up = page.get_by_role("button", name="Verplaats ‘Verkennen’ omhoog")
    while up.get_attribute("aria-disabled") != "true":
        up.click()
    check(page, "stappen")
    expect(place).to_contain_text("Eerst kijken wie er zijn.")


def test_a_long_answer_is_kept_whole_and_told(page: Page) -> None:
    page.get_by_label("Hoeveel uur").fill("9" * 120)
    assert stored(page, "uren") == "0?" + "9" * 120
    expect(question(page, "uren")).to_contain_text("Tekens meer dan gevraagd: 20.")


def test_moving_keeps_the_focus_and_tells_the_place(page: Page) -> None:
    up = page.get_by_role("button", name="Verplaats ‘Afspreken’ omhoog")
    up.focus()
    for place in (3, 2, 1):
        page.keyboard.press("Enter")
        expect(question(page, "stappen").locator("[data-place]")).to_have_text(
            f"‘Afspreken’ staat nu op plaats {place} van 4."
        )
        expect(up).to_be_focused()
    expect(up).to_have_attribute("aria-disabled", "true")
    page.keyboard.press("Enter")
    assert stored(page, "stappen") == "0?afspreken,terugkijken,verkennen,uitvoeren"


def test_an_untouched_order_is_shown_shuffled_and_can_be_checked(page: Page) -> None:
    shown = page.locator(".order [data-text]").all_inner_texts()
    assert sorted(shown) == ["Afspreken", "Terugkijken", "Uitvoeren", "Verkennen"]
    assert shown != ["Verkennen", "Afspreken", "Uitvoeren", "Terugkijken"]
    assert stored(page, "stappen") == ""
    check(page, "stappen")
    assert stored(page, "stappen") == "1!" + ",".join(text.lower() for text in shown)


def test_a_check_is_said_once_and_what_was_found_is_not(context: BrowserContext, quiz_page: Path) -> None:
    page = open_page(context, quiz_page, State({"record": ALL_ANSWERED}))
    line = question(page, "toezicht").locator("[data-result]")
    expect(line).to_have_attribute("role", "status")
    page.evaluate(
        """() => {
            window.said = [];
            const line = document.querySelector('[data-question="toezicht"] [data-result]');
            const note = () => window.said.push(line.textContent);
            new MutationObserver(note).observe(line, { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.get_by_label("De raad van toezicht").check()
    check(page, "toezicht")
    expect(line).to_have_text("Goed.")
    assert [text for text in page.evaluate("said") if text] == ["Goed."]


def test_two_answers_to_one_question_are_chosen_between(context: BrowserContext, quiz_page: Path) -> None:
    conflicts = {"toezicht": answer("1!raad"), "richting": answer("1!ouders=ouders")}
    page = open_page(context, quiz_page, State({"record": {**ALL_ANSWERED, "conflicts": conflicts}}))
    place = question(page, "toezicht")
    expect(place.locator(".version")).to_have_count(2)
    expect(place.locator(".version").nth(0)).to_contain_text("De inspectie (nog niet goed)")
    expect(place.locator(".version").nth(1)).to_contain_text("De raad van toezicht (goed)")
    expect(place.get_by_role("button", name="Allebei houden")).to_have_count(0)
    place.get_by_role("button", name="Dit houden").nth(1).click()
    expect(page.get_by_label("De raad van toezicht")).to_be_checked()
    assert result(page, "toezicht") == "Goed."
    question(page, "richting").get_by_role("button", name="Dit houden").nth(1).click()
    expect(page.get_by_label("Buren")).to_have_value("ouders")
    expect(page.get_by_label("Toezicht", exact=True)).to_have_value("")


def test_two_tabs_lose_no_answer(desk: Desk) -> None:
    first, second = reading(desk), reading(desk)
    first.sco.get_by_label("De inspectie").check()
    check(first.sco, "toezicht")
    expect(second.sco.get_by_label("De inspectie")).to_be_checked(timeout=15_000)
    expect(question(second.sco, "toezicht").locator("[data-result]")).to_contain_text("Nog niet goed.")
    second.sco.get_by_label("De raad van toezicht").check()
    check(second.sco, "toezicht")
    expect(first.sco.get_by_label("De raad van toezicht")).to_be_checked(timeout=15_000)
    eventually(lambda: held(second)["toezicht"] == "2!raad")


def test_answers_are_taken_along_in_words(context: BrowserContext, quiz_page: Path) -> None:
    record = {**ALL_ANSWERED, "answers": {**ALL_ANSWERED["answers"], "toezicht": answer("1?ouders")}}
    page = open_page(context, quiz_page, State({"record": record}, "location.hash = '#portfolio'"))
    shown = page.locator("[data-portfolio]")
    # What was right or wrong stays out unless the learner asks for it; it is all there is here.
    expect(shown.get_by_role("group", name="Wat neemt u mee?")).to_have_count(0)
    said = [
        "De ouders (nog niet gecontroleerd)",
        "Het wijkteam (goed)",
        "Het eigen team (nog niet goed)",
        "Onjuist (goed)",
        "2. Terugkijken (nog niet goed)",
        "« 1000 » (nog niet goed)",
    ]
    for text in said:
        expect(shown).to_contain_text(text)
    table = shown.locator('[data-answer="richting"] table')
    expect(table.locator("tbody tr").nth(1).locator("td")).to_have_text(["Buren", "Omhoog", "Nog niet goed"])
    with zipfile.ZipFile(io.BytesIO(download(page, "Download voor Word"))) as archive:
        document = "".join(etree.fromstring(archive.read("word/document.xml")).itertext())
    text = download(page, "Download als tekst").decode()
    for one in [*said, "Buren", "Buiten de school"]:
        assert one in document
        assert one in text


def test_the_learners_answer_is_on_paper(context: BrowserContext, quiz_page: Path) -> None:
    record = {**ALL_ANSWERED, "answers": {**ALL_ANSWERED["answers"], "toezicht": answer("2!raad")}}
    page = open_page(context, quiz_page, State({"record": record}))
    page.emulate_media(media="print")
    expect(page.get_by_label("De inspectie")).to_be_visible()
    expect(page.get_by_label("Hoeveel uur")).to_be_visible()
    expect(question(page, "toezicht").locator("[data-explanation]")).to_be_visible()
    expect(question(page, "toezicht").locator("[data-check]")).to_be_hidden()
    expect(page.locator(".moves").first).to_be_hidden()
    # A box holds its cards there too, without a list that is closed and without words about tapping.
    cards = question(page, "plek")
    expect(cards.get_by_role("group", name="Binnen de school")).to_contain_text("Lerarenkamer")
    expect(cards.locator("select:visible")).to_have_count(0)
    for id, told in (("toezicht", True), ("plek", False), ("stappen", False)):
        expect(question(page, id).locator(".how")).to_be_visible(visible=told)


@pytest.fixture
def without_script(browser: Browser) -> Iterator[BrowserContext]:
    with guarded_context(browser, java_script_enabled=False) as context:
        yield context


def test_without_script_every_answer_and_reason_can_be_read(
    without_script: BrowserContext, quiz_page: Path
) -> None:
    page = without_script.new_page()
    page.goto(quiz_page.as_uri())
    for id in ANSWERS:
        key = question(page, id).locator("details[data-key]")
        expect(key.locator("summary")).to_be_visible()
        key.locator("summary").click()
        expect(question(page, id).locator("[data-check]")).to_be_hidden()
    for text in (
        "De raad van toezicht (goed)",
        "De inspectie houdt extern toezicht.",
        "Intern toezicht hoort bij het bestuur zelf.",
        "Netwerken kunnen zonder.",
        "Toezicht → Omhoog",
        "Wijkraad → Buiten de school",
        "940 (ook goed: 940 uur)",
        "Dat was de norm van vroeger.",
    ):
        expect(page.get_by_text(text)).to_be_visible()
    expect(page.get_by_label("De inspectie")).to_be_disabled()


@pytest.mark.parametrize("settings", [{"forced_colors": "active"}, {"color_scheme": "dark"}])
def test_marks_are_told_apart_by_shape(browser: Browser, quiz_page: Path, settings: dict[str, str]) -> None:
    with guarded_context(browser, **settings) as context:
        page = open_page(context, quiz_page, State({"record": ALL_ANSWERED}))
        shapes = {
            kind: page.locator(f".mark.is-{kind}").first.evaluate(
                "(mark) => getComputedStyle(mark, '::before').content + mark.textContent"
            )
            for kind in ("right", "wrong")
        }
        assert "✓" in shapes["right"]
        assert shapes["right"].endswith("Goed")
        assert "✓" not in shapes["wrong"]
        assert shapes["wrong"].endswith("Nog niet goed")
        # Nor does a mark look like a field in which nothing is chosen.
        assert shapes["wrong"] != "noneNog niet goed"
        assert not shapes["wrong"].startswith('""')
        chosen, other = (page.get_by_label(name) for name in ("Het wijkteam", "De bso"))
        assert chosen.screenshot() != other.screenshot()


def test_only_to_what_says_why_it_is_wrong_is_pointed(context: BrowserContext, quiz_page: Path) -> None:
    """A pair that is right has its reason beside it; one that is not yet, has none while there are tries."""
    page = open_page(context, quiz_page, State({"record": ALL_ANSWERED}))
    expect(question(page, "richting")).to_contain_text("Wie toezicht houdt kijkt mee.")
    assert result(page, "richting") == "Nog niet goed. Probeer het opnieuw."


def test_what_a_check_says_comes_into_the_window(desk: Desk) -> None:
    """Feedback pushes the button and the verdict down, below the window's edge or the message there."""
    visit = reading(desk)
    visit.page.set_viewport_size({"width": 420, "height": 480})
    visit.sco.get_by_label("De inspectie").check()
    button = question(visit.sco, "toezicht").locator("[data-check]")
    button.focus()
    button.evaluate("(button) => scrollBy(0, button.getBoundingClientRect().bottom - innerHeight)")
    visit.page.keyboard.press("Enter")
    expect(question(visit.sco, "toezicht").locator("[data-result]")).to_contain_text("Nog niet goed.")
    expect(question(visit.sco, "toezicht").locator("[data-result]")).to_be_in_viewport(ratio=1)


def test_the_explanation_stands_there_once(context: BrowserContext, quiz_page: Path) -> None:
    right = {**READ, "answers": {"toezicht": answer("1!raad")}}
    page = open_page(context, quiz_page, State({"record": right}))
    question(page, "toezicht").locator("[data-key] summary").click()
    expect(page.get_by_text("De raad van toezicht (goed)")).to_be_visible()
    expect(page.get_by_text("Intern toezicht hoort bij het bestuur").filter(visible=True)).to_have_count(1)


@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_stands_in_anyones_way(browser: Browser, quiz_page: Path, width: int, answered: bool) -> None:
    record = ALL_ANSWERED if answered else READ
    viewport = {"width": width, "height": 800}
    with guarded_context(browser, bypass_csp=True, viewport=viewport) as context:
        page = open_page(context, quiz_page, State({"record": record}))
        page.evaluate(AXE)
        found = violations(page)
        page.evaluate("document.documentElement.dataset.scheme = 'dark'")
        found += violations(page, CONTRAST)
        assert found == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_a_finger_meets_is_large_enough(context: BrowserContext, quiz_page: Path) -> None:
    page = open_page(context, quiz_page, State({"record": READ}))
    targets = ".quiz :is(.option label, select, .move, [data-check], .hint summary), .quiz > input"
    for box in [target.bounding_box() for target in page.locator(targets).all()]:
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


def test_search_does_not_give_the_answer_away(page: Page) -> None:
    page.locator("[data-action=search]").click()
    page.locator("#search-field").fill("extern toezicht")
    expect(page.locator("[data-search-count]")).to_contain_text("Niets gevonden")


def test_every_kind_has_its_root_and_one_field(page: Page) -> None:
    for id, kind in KINDS.items():
        expect(page.locator(f"#{kind}-{id}[data-field] #answer-{id}")).to_have_count(1)


def test_html_is_valid(quiz_page: Path, tmp_path: Path) -> None:
    assert html_findings(tmp_path, quiz_page) == ""


def test_nothing_is_cut_with_text_spacing_on_a_narrow_screen(browser: Browser, quiz_page: Path) -> None:
    viewport = {"width": 320, "height": 640}
    with guarded_context(browser, bypass_csp=True, viewport=viewport) as context:
        page = open_page(context, quiz_page, State({"record": ALL_ANSWERED}))
        page.add_style_tag(content=SPACING)
        assert page.evaluate(CUT_OFF) == []
        assert page.evaluate(STICKS_OUT) == []


def test_a_card_goes_where_it_is_tapped(browser: Browser, quiz_page: Path) -> None:
    """By finger, with no list opened: into a box, into another one, and back to where the cards lay."""
    with guarded_context(browser, viewport={"width": 367, "height": 666}, has_touch=True) as context:
        page = open_page(context, quiz_page, State({"record": READ}))
        place = question(page, "plek")
        card = place.locator(".pair", has_text="Wijkraad")
        told = place.locator("[role=status].hidden")
        inside, outside = (place.locator(f'[data-box="{box}"]') for box in ("binnen", "buiten"))
        card.locator("label").tap()
        expect(card).to_have_class(re.compile("picked"))
        expect(told).to_contain_text("Wijkraad")
        expect(card.locator("select")).not_to_be_focused()
        inside.tap()
        expect(inside.locator(".pair")).to_have_count(1)
        expect(card).not_to_have_class(re.compile("picked"))
        expect(card.locator("select")).to_have_value("binnen")
        assert stored(page, "plek") == "0?wijk=binnen"
        card.locator("label").tap()
        outside.tap()
        assert stored(page, "plek") == "0?wijk=buiten"
        card.locator("label").tap()
        place.locator(".tray").tap(position={"x": 2, "y": 2})
        expect(place.locator(".tray > .pair")).to_have_count(2)
        assert stored(page, "plek") == ""
        # Tapped twice, it is put down again.
        card.locator("label").tap()
        card.locator("label").tap()
        expect(place.locator(".picking, .picked")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 714, 367])
def test_no_box_and_no_card_stands_beside_an_empty_place(
    browser: Browser, quiz_page: Path, width: int
) -> None:
    """However many there are, each row of boxes and of cards ends where the question's own text does."""
    ragged = """(list) => {
      const ends = new Map();
      for (const one of list.children) {
        const { top, right } = one.getBoundingClientRect();
        ends.set(Math.round(top), Math.max(right, ends.get(Math.round(top)) ?? 0));
      }
      const { right } = list.getBoundingClientRect();
      return [...ends.values()].filter((end) => Math.abs(end - right) > 1).length;
    }"""
    with guarded_context(browser, viewport={"width": width, "height": 666}) as context:
        page = open_page(context, quiz_page, State({"record": READ}))
        for id in ("richting", "plek"):
            for name in (".boxes", ".tray"):
                assert question(page, id).locator(name).evaluate(ragged) == 0


# Lists whose longest name is wider than the room in them: beside it come the edges and an arrow of at most 24 pixels.
CUT_NAMES = """() => [...document.querySelectorAll('.pair select')].filter((list) => {
  const style = getComputedStyle(list);
  const pen = Object.assign(document.createElement('canvas').getContext('2d'), { font: style.font });
  const room = list.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - 24;
  return list.clientWidth && [...list.options].some(({ text }) => pen.measureText(text).width > room);
}).length"""


def test_a_list_on_a_card_shows_the_whole_name_of_its_box(browser: Browser, tmp_path: Path) -> None:
    page_file = write_page(module_in("modules/component_guide"), tmp_path, bundle(tmp_path))
    with guarded_context(browser, viewport={"width": 714, "height": 666}) as context:
        page = open_page(context, page_file, State({}, "location.hash = '#section-saying';"))
        expect(page.locator(".pair select").first).to_be_attached()
        expect(page.locator("#match-reasons .tray")).to_be_visible()
        assert page.evaluate(CUT_NAMES) == 0
