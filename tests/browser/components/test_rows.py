"""The map of stakeholders and the plan: rows by keyboard, kept letter for letter, drawn, printed and taken along."""

from __future__ import annotations

import datetime
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from lxml import etree, html
from playwright.sync_api import Browser, BrowserContext, Frame, Locator, Page, expect
from ralph.models.xapi.base.statements import BaseXapiStatement

from browser.page.test_accessibility import AXE, DRESS, violations
from browser.reliability.learner import sees_saved
from browser.reliability.store import held
from harness.browser import guarded_context
from harness.lms import Desk, Visit, eventually
from modulebouwer.build import Options, build
from modulebouwer.lms.package import Package, from_zip

MODULE = """\
identifier: proef
title: Proef met rijen
version: 1.0.0
language: {language}
date: 2026-11-23
description: Een kleine module om rijen te beproeven.
study_load: 10
base_iri: https://example.org/modules
objectives: [{{id: kaart, text: U brengt de regio in kaart.}}]
sections: [begin]
completion: {{sections: all, components: required}}
answers: {answers}
"""
SECTION = """\
---
title: Begin
minutes: 10
---

Breng in beeld wie er meedoen, en maak een plan.

:::{stakeholder-map}
id: kaart
prompt: Wie hebben belang bij samenwerking in uw regio?
hint: Denk aan binnen en buiten de school.
min_rows: 4
max_rows: 12
suggestions: [Gemeente, Wijkteam]
required: true
:::

:::{plan}
id: plan
prompt: Wat gaat u doen?
max_rows: 2
:::
"""

ODD = ("MR & “ouders” <b>1</b>", "Regel 1\nRegel 2\tmet tab \\ en \\n 😀", "3", "4", "---")
MR = ("Medezeggenschapsraad", "Beslist mee over het jaarplan", "3", "4", "Elk kwartaal samen vooruitkijken")
REALISTIC = (
    MR,
    ("Samenwerkingsverband passend onderwijs", "Verdeelt middelen voor ondersteuning", "4", "4", "Nauw betrekken"),
    ("Wijkteam jeugd", "Begeleidt gezinnen thuis", "4", "2", "Elke maand bellen over de afspraken"),
    ("Wethouder onderwijs", "Stelt het jeugdbeleid vast", "2", "4", "Twee keer per jaar uitnodigen op school"),
    ("Kinderopvang in het gebouw", "Vangt onze leerlingen op na schooltijd", "4", "3", "Samen roosteren"),
    ("Bibliotheek", "Helpt bij het leesonderwijs", "3", "2", "Informeren over onze thema’s"),
    ("Schoolbestuur", "Beslist over geld en mensen", "3", "4", "Elk kwartaal de voortgang bespreken"),
    ("Leraren van de bovenbouw", "Voeren de afspraken uit", "4", "3", "In de werkgroep laten meebeslissen"),
    ("Ouderraad", "Organiseert en spreekt ouders aan", "4", "2", "Elke maand kort bijpraten"),
    ("Sportvereniging", "Biedt beweging na school", "2", "1", "Volgen; in het najaar contact"),
    ("School voor voortgezet onderwijs", "Ontvangt onze leerlingen", "2", "2", "Eens per jaar een overdracht"),
    ("Huisarts", "Verwijst kinderen door", "1", "3", "Tevreden houden met korte lijnen"),
)  # fmt: skip
PLAN = (
    "Een werklunch, met het wijkteam; en de bso",
    "Wijkteam",
    "De coördinator bellen",
    "2027-01-12",
    "Elke maand een overleg dat doorgaat als het druk is, met een verslag van één\nbladzijde voor wie er niet bij was",
    "Na drie keer zonder opbrengst stoppen we",
)


@cache
def packed(standard: str, answers: str = "lms", language: str = "nl") -> Package:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "proef"
        (folder / "sections").mkdir(parents=True)
        (folder / "module.yaml").write_text(MODULE.format(answers=answers, language=language), "utf-8")
        (folder / "sections" / "begin.md").write_text(SECTION, "utf-8")
        packages, report = build(
            [str(folder)], Path(name) / "out", Options(standards=(standard,)), lambda _: None
        )
        assert packages, report
        return from_zip(packages[0].path.read_bytes())


def at_work(desk: Desk, standard: str = "scorm12", answers: str = "lms", **options: object) -> Visit:
    visit = desk.launch(packed(standard, answers), **options)  # type: ignore[arg-type]
    begin(visit)
    return visit


def begin(visit: Visit) -> None:
    visit.sco.locator("html.ready").wait_for(state="attached")
    visit.frame.evaluate("location.hash = '#section-begin'")
    expect(visit.sco.locator("#section-begin")).to_be_visible()


def rows(visit: Visit, id: str = "kaart") -> Locator:
    return visit.sco.locator(f"#answer-{id} .row")


def add(visit: Visit, id: str = "kaart") -> Locator:
    return visit.sco.locator(f"[data-field]:has(#answer-{id})").get_by_role("button", name="Rij toevoegen")


# Row by row as a hand would, in one go: sixty fields by mouse and keyboard are four seconds of a processor.
PUT = """([values, number, id]) => values.forEach((row, index) => {
  const rows = () => document.querySelectorAll(`#answer-${id} .row`);
  const add = document.querySelector(`[data-field]:has(#answer-${id}) [data-add]`);
  if (rows().length <= number + index) add.click();
  row.forEach((value, place) => {
    const cell = rows()[number + index].querySelectorAll('[data-cell]')[place];
    cell.focus();
    cell.value = value;
    for (const told of ['input', 'change']) cell.dispatchEvent(new Event(told, { bubbles: true }));
  });
  document.activeElement.blur();
})"""


def fill_page(page: Page | Frame, values: list[tuple[str, ...]], number: int = 0, id: str = "kaart") -> None:
    """Writes these rows, the first of them row ``number``, and leaves the component.

    That a hand can do so is shown by keyboard alone, and by the faults of every component.
    """
    page.evaluate(PUT, [[list(row) for row in values], number, id])


def fill(visit: Visit, cells: tuple[str, ...], number: int = 0, id: str = "kaart") -> None:
    """Writes one row and leaves the component."""
    fill_page(visit.frame, [cells], number, id)


def cells(visit: Visit, number: int = 0, id: str = "kaart") -> tuple[str, ...]:
    found = rows(visit, id).nth(number).locator("[data-cell]").evaluate_all("all => all.map((e) => e.value)")
    return tuple(found)


def download(visit: Visit, name: str) -> bytes:
    with visit.page.expect_download() as caught:
        visit.sco.get_by_role("button", name=name).click()
    return Path(caught.value.path()).read_bytes()


@pytest.fixture
def elsewhere(browser: Browser) -> Iterator[BrowserContext]:
    with guarded_context(browser) as context:
        yield context


def test_twelve_rows_fit_in_strict_scorm_1_2(desk: Desk) -> None:
    visit = at_work(desk)
    fill_page(visit.frame, list(REALISTIC[:-1]))
    fill(visit, REALISTIC[-1], len(REALISTIC) - 1)
    expect(add(visit)).to_be_hidden()
    expect(visit.sco.get_by_text("Meer rijen vraagt deze opdracht niet (hoogstens 12).")).to_be_visible()
    fill(visit, PLAN, 0, "plan")
    sees_saved(visit, "kaart")
    sees_saved(visit, "plan")
    assert len(visit.values["cmi.suspend_data"]) <= 4096
    visit.close()
    again = visit.relaunch()
    begin(again)
    expect(rows(again)).to_have_count(12)
    assert tuple(cells(again, number) for number in range(12)) == REALISTIC


def test_rows_by_keyboard_alone(desk: Desk) -> None:
    visit = at_work(desk)
    keys = visit.page.keyboard
    focused = visit.sco.locator(":focus")
    rows(visit).first.locator("[data-cell]").first.focus()
    keys.type("Gemeente")
    keys.press("Tab")
    keys.type("Bepaalt het beleid")
    keys.press("Tab")
    keys.type("2")
    keys.press("Tab")
    keys.type("4")
    keys.press("Tab")
    expect(focused).to_have_accessible_name("Aanpak")
    expect(focused).to_have_accessible_description("Gebruikelijk in dit vak: tevreden houden.")
    keys.type("Twee keer per jaar uitnodigen")
    expect(visit.sco.get_by_role("group", name="Belanghebbende 1: Gemeente")).to_be_visible()
    keys.press("Tab")
    expect(focused).to_have_accessible_name("Verwijder Belanghebbende 1: Gemeente")
    keys.press("Enter")
    expect(focused).to_have_text("Ongedaan maken")
    expect(visit.sco.locator('[data-live="polite"]')).to_have_text(
        "Belanghebbende 1: Gemeente is verwijderd."
    )
    expect(rows(visit)).to_have_count(2)
    keys.press("Enter")
    expect(focused).to_have_value("Gemeente")
    expect(visit.sco.locator('[data-live="polite"]')).to_have_text(
        "Belanghebbende 1: Gemeente staat er weer."
    )
    assert cells(visit) == ("Gemeente", "Bepaalt het beleid", "2", "4", "Twee keer per jaar uitnodigen")
    add(visit).focus()
    keys.press("Enter")
    expect(rows(visit)).to_have_count(4)
    expect(rows(visit).nth(3).locator("[data-cell]").first).to_be_focused()
    # An empty row goes without a word; the focus stays near.
    rows(visit).nth(3).locator("[data-remove]").focus()
    keys.press("Enter")
    expect(rows(visit)).to_have_count(3)
    expect(add(visit)).to_be_focused()


def test_what_was_taken_away_is_gone_from_the_record_until_it_is_brought_back(desk: Desk) -> None:
    visit = at_work(desk)
    fill(visit, MR)
    fill(visit, REALISTIC[2], 1)
    sees_saved(visit, "kaart")
    visit.sco.get_by_role("button", name="Verwijder Belanghebbende 1: Medezeggenschapsraad").click()
    eventually(lambda: "Medezeggenschapsraad" not in held(visit)["kaart"])
    assert "Wijkteam" in held(visit)["kaart"]
    visit.sco.get_by_role("button", name="Ongedaan maken").click()
    assert cells(visit) == MR
    eventually(lambda: "Medezeggenschapsraad" in held(visit)["kaart"])


def test_map_and_plan_are_done_when_enough_rows_are_complete(desk: Desk) -> None:
    visit = at_work(desk)
    done = visit.sco.locator('.frame > nav.contents [data-to="begin"] [data-done]')
    for number in range(4):
        expect(done).to_contain_text("nog 1 opdracht open")
        fill(visit, REALISTIC[number], number)
    expect(done).to_contain_text("nog 1 facultatief")
    expect(visit.sco.get_by_text("Rijen met belanghebbende en beide cijfers: 4 (nodig: 4)")).to_be_visible()
    fill(visit, PLAN, 0, "plan")
    expect(done).to_have_text(" (gelezen)")
    rows(visit).first.locator("select").first.select_option("")
    expect(done).to_contain_text("nog 1 opdracht open")


def test_a_picture_that_was_not_shown_yet_is_on_paper_too(desk: Desk) -> None:
    visit = desk.launch(packed("scorm12"))
    picture = visit.sco.locator("[data-picture] svg")
    expect(visit.sco.locator("html.ready")).to_be_attached()
    expect(picture).to_have_count(0)
    visit.frame.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(picture).to_have_count(1)


def test_the_picture_follows_the_rows(desk: Desk) -> None:
    visit = at_work(desk)
    picture = visit.sco.get_by_role("img", name="Kaart van de belanghebbenden naar belang en invloed")
    expect(picture.locator("circle")).to_have_count(0)
    fill(visit, MR)
    # In two lines where the device's own letters are wide.
    eventually(lambda: "".join(picture.locator(".party").all_text_contents()).replace("-", "") == MR[0])
    before = picture.locator("circle").bounding_box()
    rows(visit).first.locator("select").nth(1).select_option("1")
    after = picture.locator("circle").bounding_box()
    assert before is not None
    assert after is not None
    assert after["y"] > before["y"] + 50
    assert after["x"] == before["x"]
    rows(visit).first.locator("[data-cell]").first.fill("Ouders")
    expect(picture.locator(".party")).to_have_text(["Ouders"])


OVERLAPS = """(svg) => {
  const boxes = [...svg.querySelectorAll("text, circle")].map((e) => [e.textContent, e.getBoundingClientRect()]);
  const whole = svg.getBoundingClientRect();
  const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const inPoint = (a, b) => /^\\d*$/.test(a) && /^\\d*$/.test(b);
  const found = boxes.flatMap(([name, box], index) => boxes.slice(index + 1)
    .filter(([other, place]) => !inPoint(name, other) && over(box, place)).map(([other]) => [name, other]));
  const outside = boxes.filter(([, box]) => box.left < whole.left - 1 || box.right > whole.right + 1);
  return [found, outside.map(([name]) => name)];
}"""


# The skin's own, a narrow one and the widest that there is: a device has any.
TYPEFACES = ["", '"Liberation Sans Narrow", "Liberation Sans", Arial', "monospace"]


# A language a screen to begin on, and every language on each.
@pytest.mark.parametrize(
    ("language", "widths"), [("nl", (320, 700, 1280)), ("fr", (700, 1280, 320)), ("de", (1280, 320, 700))]
)
def test_the_picture_is_legible_and_nothing_in_it_overlaps(
    browser: Browser, tmp_path: Path, language: str, widths: tuple[int, ...]
) -> None:
    with guarded_context(browser, viewport={"width": widths[0], "height": 800}) as context:
        page = loose(context, tmp_path, language)
        fill_page(page, [(*row[:2], "4", "4", row[4]) if n < 6 else row for n, row in enumerate(REALISTIC)])
        for width, (number, typeface) in product(widths, enumerate(TYPEFACES)):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("(font) => document.documentElement.style.setProperty('--sans', font)", typeface)
            # The picture is drawn anew when something of the map changes.
            page.locator("#answer-kaart [data-cell]").first.fill(f"Ouders {width} {number}")
            picture = page.locator("[data-picture] svg")
            expect(picture.get_by_text(f"Ouders {width} {number}")).to_be_attached()
            assert picture.evaluate(OVERLAPS) == [[], []], (width, typeface)
            shrunk = picture.evaluate("(e) => e.getBoundingClientRect().width / e.viewBox.baseVal.width")
            assert shrunk > 0.95, (width, typeface)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (width, typeface)


def test_the_words_of_the_picture_grow_with_the_text(browser: Browser, tmp_path: Path) -> None:
    """WCAG 2.2, 1.4.4: who reads with letters of half as much again has them in the picture too."""
    with guarded_context(browser, viewport={"width": 1280, "height": 800}) as context:
        page = loose(context, tmp_path)
        fill_page(page, list(REALISTIC[:6]))
        name = page.locator("[data-picture] .party").first
        before = name.bounding_box()
        page.evaluate("document.documentElement.style.fontSize = '150%'")
        page.locator("#answer-kaart [data-cell]").first.fill("Ouders")
        expect(page.locator("[data-picture] svg").get_by_text("Ouders")).to_be_attached()
        after = name.bounding_box()
        assert before is not None
        assert after is not None
        assert after["height"] / before["height"] == pytest.approx(1.5, abs=0.15)
        assert page.locator("[data-picture] svg").evaluate(OVERLAPS) == [[], []]


def loose(context: BrowserContext, folder: Path, language: str = "nl") -> Page:
    """The page from a folder, at work."""
    for name, content in packed("web", language=language).files.items():
        (folder / name).write_bytes(content)
    page = context.new_page()
    page.on("pageerror", lambda error: (_ for _ in ()).throw(error))
    page.goto((folder / "index.html").as_uri() + "#section-begin")
    page.locator("html.js" if language == "none" else "html.ready").wait_for(state="attached")
    return page


def test_accessible(browser: Browser, tmp_path: Path) -> None:
    """In light, dark and forced colours, and on a small screen."""
    with guarded_context(browser, bypass_csp=True) as context:
        page = loose(context, tmp_path)
        fill_page(page, list(REALISTIC[:4]))
        page.locator("#answer-kaart [data-remove]").nth(3).click()
        page.locator('#answer-plan [data-kind="date"]').fill("2020-01-01")
        page.evaluate("document.activeElement.blur()")
        page.evaluate(AXE)
        for place in ("section-begin", "portfolio"):
            page.evaluate("(place) => { location.hash = place }", place)
            page.locator(f"#{place}.current").wait_for()
            page.emulate_media(color_scheme="light", forced_colors="none")
            page.set_viewport_size({"width": 320, "height": 800})
            assert violations(page) == []
            page.set_viewport_size({"width": 1280, "height": 720})
            assert violations(page) == []
            page.emulate_media(color_scheme="dark")
            assert violations(page, DRESS) == []
            page.emulate_media(color_scheme="light", forced_colors="active")
            assert violations(page, DRESS) == []


def test_no_text_is_cut_on_a_small_screen(browser: Browser, tmp_path: Path) -> None:
    long = "Samenwerkingsverband passend onderwijs voor de hele regio en alle scholen"
    with guarded_context(browser, viewport={"width": 320, "height": 800}) as context:
        page = loose(context, tmp_path)
        fill_page(page, [(long, long, "4", "4", long)])
        first = page.locator("#answer-kaart .row").first
        cut = "(e) => e.scrollHeight - e.clientHeight > 1 || e.scrollWidth - e.clientWidth > 1"
        shown = first.locator("textarea, [data-whole]")
        assert shown.evaluate_all(f"all => all.map({cut})") == [False, False, False]
        expect(first.locator("[data-whole]")).to_have_text(long)
        for target in first.locator("button, select, input").all():
            box = target.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_on_paper_and_without_script(browser: Browser, tmp_path: Path) -> None:
    with guarded_context(browser) as context:
        page = loose(context, tmp_path)
        fill_page(page, [MR])
        page.emulate_media(media="print")
        table = page.locator("#stakeholder-map-kaart .paper table")
        expect(table).to_be_visible()
        expect(page.locator("#answer-kaart")).to_be_hidden()
        written = [MR[0], MR[1], "3 – veel", "4 – zeer veel", MR[4]]
        assert table.locator("tbody tr").first.locator("td").all_inner_texts() == written
        # Room for the rows that are still missing.
        expect(table.locator("tbody tr")).to_have_count(4)
        expect(page.locator("#stakeholder-map-kaart [data-picture] svg")).to_be_visible()
    with guarded_context(browser, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((tmp_path / "index.html").as_uri())
        component = page.locator("#stakeholder-map-kaart")
        expect(component.locator(".paper table")).to_be_visible()
        expect(component.locator("tbody tr")).to_have_count(4)
        expect(component.get_by_text("Invullen kan alleen met scripts.")).to_be_visible()
        expect(page.get_by_text("Schrijven, bewaren en afronden werken alleen").first).to_be_visible()
        expect(component.get_by_role("button")).to_have_count(0)


def test_taken_along_in_every_form(desk: Desk) -> None:
    visit = at_work(desk)
    fill(visit, MR)
    fill(visit, PLAN, 0, "plan")
    visit.frame.evaluate("location.hash = '#portfolio'")
    shown = visit.sco.locator('[data-answer="kaart"]')
    expect(shown.locator("td")).to_have_text(["1", MR[0], MR[1], "3 – veel", "4 – zeer veel", MR[4]])
    expect(shown.get_by_role("img")).to_be_visible()
    word = zipfile.ZipFile(io.BytesIO(download(visit, "Download voor Word"))).read("word/document.xml")
    said = "\n".join(etree.fromstring(word).itertext())
    text = download(visit, "Download als tekst").decode()
    page = html.fromstring(download(visit, "Download als webpagina").decode())
    for cell in (*MR[:2], "3 – veel", PLAN[0], "12 januari 2027", PLAN[5], *PLAN[4].split("\n")):
        assert cell in said
        assert cell in text
        assert cell in page.text_content()
    assert page.xpath("//*[local-name()='svg'][@role='img']")
    assert "Belanghebbende: Medezeggenschapsraad" in text


def test_two_devices_keep_the_rows_of_both(desk: Desk, elsewhere: BrowserContext) -> None:
    first = at_work(desk, "xapi")
    second = at_work(desk, "xapi", context=elsewhere)
    fill(first, MR)
    sees_saved(first, "kaart")
    fill(second, ODD)
    choice = second.sco.locator("#conflict-kaart")
    expect(choice).to_contain_text("Belanghebbende: Medezeggenschapsraad")
    expect(choice).to_contain_text(f"Belanghebbende: {ODD[0]}")
    choice.get_by_role("button", name="Allebei houden").click()
    # They stand above the empty rows that were there.
    expect(rows(second)).to_have_count(4)
    assert (cells(second), cells(second, 1)) == (ODD, MR)
    sees_saved(second, "kaart")


def test_what_another_tab_wrote_comes_into_the_rows(desk: Desk) -> None:
    first = at_work(desk)
    second = at_work(desk)
    fill(first, MR)
    fill(first, REALISTIC[2], 1)
    expect(rows(second).nth(1).locator("[data-cell]").first).to_have_value("Wijkteam jeugd")
    assert cells(second) == MR
    # An empty row of the tab's own stays where it is.
    expect(rows(second)).to_have_count(5)


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004"])
def test_reported_in_words_to_a_scorm_lms(desk: Desk, standard: str) -> None:
    visit = at_work(desk, standard, answers="report")
    fill(visit, MR)
    field = "student_response" if standard == "scorm12" else "learner_response"
    eventually(lambda: f"cmi.interactions.0.{field}" in visit.values)
    values = visit.values
    response = values[f"cmi.interactions.0.{field}"]
    # SCORM 1.2 takes 255 characters, and the double no new lines: pieces of one line each.
    assert values["cmi.interactions.0.id"].partition("_")[0] == "kaart"
    assert len(response) <= (255 if standard == "scorm12" else 4000)
    assert values["cmi.interactions.0.type"] == ("fill-in" if standard == "scorm12" else "long-fill-in")
    assert values["cmi.interactions.0.result"] == "neutral"
    for word in ("Belanghebbende: Medezeggenschapsraad", "Belang: 3 – veel", "Invloed: 4 – zeer veel"):
        assert word in re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), response)


@pytest.mark.parametrize("standard", ["cmi5", "xapi"])
def test_reported_in_words_to_an_lrs(desk: Desk, standard: str) -> None:
    visit = at_work(desk, standard, answers="report")
    fill(visit, PLAN, 0, "plan")

    def answered() -> list[Mapping[str, Any]]:
        return [s for s in desk.lms.lrs.statements if s["verb"]["id"].endswith("/answered")]

    eventually(lambda: answered())
    (statement,) = answered()
    BaseXapiStatement.model_validate(statement)
    text = json.dumps(statement, ensure_ascii=False)
    assert '"interactionType": "long-fill-in"' in text
    assert "Actie: Een werklunch, met het wijkteam; en de bso" in text
    assert "Datum: 12 januari 2027" in text
    assert '"success"' not in text
    assert desk.lms.lrs.refusals == []


def test_the_plan_goes_into_a_calendar(desk: Desk) -> None:
    visit = at_work(desk)
    visit.sco.get_by_role("button", name="Zet in mijn agenda").click()
    expect(visit.sco.get_by_text("Vul eerst bij een actie een datum in.")).to_be_visible()
    fill(visit, PLAN, 0, "plan")
    expect(visit.sco.get_by_text("Vul eerst bij een actie een datum in.")).to_be_hidden()
    fill(visit, ("Zonder datum",), 1, "plan")
    with visit.page.expect_download() as caught:
        visit.sco.get_by_role("button", name="Zet in mijn agenda").click()
    assert caught.value.suggested_filename == "proef-plan.ics"
    content = Path(caught.value.path()).read_bytes()
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert event["UID"] == "proef.plan.1@modulebouwer"
    assert event.decoded("DTSTART") == datetime.date(2027, 1, 12)
    assert event["SUMMARY"] == PLAN[0]
    assert event["DESCRIPTION"] == (
        f"Partner: {PLAN[1]}\nEerste stap: {PLAN[2]}\nTeken van succes: {PLAN[4]}\nStopregel: {PLAN[5]}"
    )
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("TRIGGER") == datetime.timedelta(hours=-15)
    assert alarm["ACTION"] == "DISPLAY"


def test_a_date_is_checked_kindly_and_kept_as_it_is(desk: Desk) -> None:
    visit = at_work(desk)
    date = rows(visit, "plan").first.locator('[data-kind="date"]')
    date.fill("2020-05-01")
    expect(visit.sco.get_by_text("Deze dag is al voorbij")).to_have_count(0)
    date.blur()
    expect(visit.sco.get_by_text("Deze dag is al voorbij")).to_be_visible()
    expect(date).to_have_accessible_description("Deze dag is al voorbij. Klopt de datum?")
    sees_saved(visit, "plan")
    assert "2020-05-01" in held(visit)["plan"]
    date.fill("2099-05-01")
    date.blur()
    expect(visit.sco.get_by_text("Deze dag is al voorbij")).to_have_count(0)
