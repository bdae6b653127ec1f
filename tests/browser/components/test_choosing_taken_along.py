"""What a learner chose, on the page of all answers and in each form to take along."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree, html
from playwright.sync_api import expect

from browser.components.choosing import at, choose, choosing, place
from harness.lms import Desk, Visit

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HAPPENED = "Zij vroeg\nde <b>woensdag</b> & ik zweeg."
CASE = "Met de buurschool één opvang voorbereiden.\nOok bekeken: Met ouders zelf beginnen."
TICKS = "☐ Mijn kaart van nu\n☑ Mijn plan, met datum en stopregel"


@pytest.fixture
def visit(desk: Desk) -> Visit:
    """A learner with an answer in every component, at the page of all answers."""
    visit = at(desk.launch(choosing("scorm12")))
    place(visit, "startschaal", 1, 3)
    choose(visit, "Met ouders zelf beginnen.")
    choose(visit, "Met de buurschool één opvang voorbereiden.")
    at(visit, "section-eind")
    place(visit, "eindschaal", 2, 3)
    visit.sco.get_by_role("checkbox").last.check()
    visit.sco.get_by_role("textbox", name="Wat gebeurde er?").fill(HAPPENED)
    return at(visit, "portfolio")


def download(visit: Visit, name: str) -> bytes:
    with visit.page.expect_download() as caught:
        visit.sco.get_by_role("button", name=name).click()
    return Path(caught.value.path()).read_bytes()


def test_on_the_page(visit: Visit) -> None:
    answers = visit.sco.locator("#portfolio [data-answer]")
    assert answers.evaluate_all("(all) => all.map((one) => one.dataset.answer)") == [
        "startschaal",
        "dorp",
        "eindschaal",
        "bewijs",
        "terugblik",
    ]
    assert answers.nth(1).locator(".own-words").evaluate("(e) => e.textContent") == CASE
    assert answers.nth(3).locator(".own-words").evaluate("(e) => e.textContent") == TICKS
    cycle = answers.nth(4)
    expect(cycle.get_by_role("heading")).to_have_text(
        ["Terugkijken", "Wat gebeurde er?", "Wat doet u anders?"]
    )
    expect(cycle).to_contain_text("Nog niet beantwoord")
    assert cycle.locator(".own-words").evaluate("(e) => e.textContent") == HAPPENED


def test_in_the_word_document(visit: Visit) -> None:
    archive = zipfile.ZipFile(io.BytesIO(download(visit, "Download voor Word")))
    document = etree.fromstring(archive.read("word/document.xml"))
    tables = [
        [["".join(text.itertext()) for text in row.iter(f"{WORD}tc")] for row in table.iter(f"{WORD}tr")]
        for table in document.iter(f"{WORD}tbl")
    ]
    assert tables == [
        [
            ["Uitspraak", "Aan het begin"],
            ["Ik ken de mensen om onze school.", "1 – Ik zou niet weten wie."],
            ["Wij delen een doel.", "3 – Altijd."],
        ],
        [
            ["Uitspraak", "Aan het begin", "Aan het eind"],
            ["Ik ken de mensen om onze school.", "1 – Ik zou niet weten wie.", "2 – Ik zoek een nummer op."],
            ["Wij delen een doel.", "3 – Altijd.", "3 – Altijd."],
        ],
    ]
    styled = [
        (paragraph.find(f"{WORD}pPr/{WORD}pStyle").get(f"{WORD}val"), "".join(paragraph.itertext()))
        for paragraph in document.iter(f"{WORD}p")
        if paragraph.find(f"{WORD}pPr/{WORD}pStyle") is not None
    ]
    assert ("Heading2", "Terugkijken") in styled
    at = styled.index(("Heading3", "Wat gebeurde er?"))
    assert styled[at + 1 : at + 3] == [("Normal", line) for line in HAPPENED.split("\n")]
    for line in (*CASE.split("\n"), *TICKS.split("\n")):
        assert ("Normal", line) in styled


def test_as_text(visit: Visit) -> None:
    text = download(visit, "Download als tekst").decode("utf-8").replace("\r\n", "\n")
    assert "Uitspraak: Wij delen een doel.\nAan het begin: 3 – Altijd.\nAan het eind: 3 – Altijd.\n" in text
    for answer in (CASE, TICKS, f"Wat gebeurde er?\n{HAPPENED}"):
        assert answer in text


def test_as_a_web_page_with_the_picture(visit: Visit) -> None:
    page = html.fromstring(download(visit, "Download als webpagina"))
    names = page.xpath('//*[@role="img"]/@aria-label')
    assert names == [
        "Ik ken de mensen om onze school. Aan het begin: 1 – Ik zou niet weten wie. "
        "Aan het eind: 2 – Ik zoek een nummer op.",
        "Wij delen een doel. Aan het begin: 3 – Altijd. Aan het eind: 3 – Altijd.",
    ]
    # No style sheet of ours goes along: the marks bring their own colours.
    assert page.xpath('//*[@role="img"]//*[local-name()="circle"]/@fill')
    assert len(page.xpath("//table")) == 2
