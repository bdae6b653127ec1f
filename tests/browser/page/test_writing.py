"""Writing, seeing what is kept, finishing, and taking one's own words along."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from lxml import etree, html
from playwright.sync_api import BrowserContext, Page, expect

from harness.page import ANSWERS, NOW, STATES, WRITTEN, State, answer, open_page

PageFile = Callable[..., Path]
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Letters of every plane, white space, markup, and what XML cannot hold.
ALL_LETTERS = "Ünïcødé 👩‍🏫 مرحبا 中文 <b>&amp;</b> \"q\" 'q'\n\n\ttab  twee spaties\nC:\\pad ]]> </w:t>"


def saved(text: str = "10:42") -> str:
    return f"Bewaard in de leeromgeving om {text}"


def download(page: Page, name: str) -> bytes:
    with page.expect_download() as caught:
        page.get_by_role("button", name=name).click()
    return Path(caught.value.path()).read_bytes()


def fixed_clock(context: BrowserContext) -> None:
    context.clock.set_fixed_time(datetime.datetime.fromtimestamp(NOW / 1000, datetime.UTC))


def test_what_is_typed_goes_to_the_session_letter_for_letter(
    context: BrowserContext, page_file: PageFile
) -> None:
    page = open_page(context, page_file(), State({"record": {"location": "startpunt"}}))
    field = page.get_by_label("Beschrijf één recent contact")
    field.fill(ALL_LETTERS)
    assert page.evaluate("fake.record.answers.contact.value") == ALL_LETTERS
    expect(page.locator('[data-count="contact"]')).to_contain_text("woorden")


def test_the_field_grows_and_never_cuts(context: BrowserContext, page_file: PageFile) -> None:
    page = open_page(context, page_file(), State({"record": {"location": "startpunt"}}))
    field = page.get_by_label("Beschrijf één recent contact")
    low = field.evaluate("(e) => e.clientHeight")
    long = "Een lange zin die vele malen terugkomt. " * 60
    field.fill(long)
    assert page.evaluate("fake.record.answers.contact.value") == long
    assert field.evaluate("(e) => e.clientHeight") > low
    assert field.evaluate("(e) => e.scrollHeight - e.clientHeight") <= 1
    expect(page.locator('[data-count="contact"]')).to_contain_text(
        f"Tekens meer dan gevraagd: {len(long) - 450}."
    )


def test_saving_is_said_calmly_and_politely(context: BrowserContext, page_file: PageFile) -> None:
    fixed_clock(context)
    page = open_page(context, page_file(), State({"record": {"location": "startpunt"}}))
    status = page.locator('[data-status="contact"]')
    page.evaluate("fake.set('contact', { kind: 'saving' })")
    expect(status).to_have_text("Bezig met bewaren, u kunt doorgaan")
    page.evaluate(f"fake.set('contact', {{ kind: 'saved', time: {NOW}, where: 'lms' }})")
    expect(status).to_have_text(saved())
    expect(page.get_by_role("status").filter(has_text=saved())).to_have_count(1)
    expect(page.get_by_role("alert")).to_have_text("")
    page.evaluate(f"fake.set('contact', {{ kind: 'saved', time: {NOW - 86_400_000 * 3}, where: 'browser' }})")
    expect(status).to_have_text("Bewaard in deze browser op 20 november 2026")
    assert "20\u00a0november\u00a02026" in (status.text_content() or "")


def test_refusal_is_said_at_once_and_the_text_can_be_saved_otherwise(
    context: BrowserContext, page_file: PageFile
) -> None:
    room = {"used": 4090, "limit": 4096}
    page = open_page(context, page_file(), State({"record": WRITTEN, "room": room}))
    expect(page.get_by_role("alert")).to_have_text("")
    page.evaluate("fake.set('contact', { kind: 'unsaved', why: 'full' })")
    expect(page.get_by_role("alert")).to_contain_text("Niet bewaard: de leeromgeving heeft geen ruimte meer")
    expect(page.get_by_label("Beschrijf één recent contact")).to_have_value(ANSWERS["contact"]["value"])
    rescue = page.locator('[data-rescue="contact"]')
    expect(rescue.get_by_role("meter")).to_have_accessible_name(
        "Uw antwoorden hebben 4090 tekens nodig; in de leeromgeving passen er 4096"
    )
    page.evaluate("fake.needs(5131)")
    expect(rescue.get_by_role("meter")).to_have_accessible_name(
        "Uw antwoorden hebben 5131 tekens nodig; in de leeromgeving passen er 4096"
    )
    rescue.get_by_role("button", name="Opnieuw bewaren").click()
    assert page.evaluate("fake.retries") == 1
    rescue.get_by_role("button", name="Kopieer tekst").click()
    expect(rescue.get_by_role("button", name="Gekopieerd")).to_be_visible()
    with page.expect_download() as caught:
        rescue.get_by_role("button", name="Download tekst").click()
    assert Path(caught.value.path()).read_text("utf-8") == ANSWERS["contact"]["value"]
    message = page.get_by_role("region", name="Meldingen")
    expect(message).to_contain_text("1 antwoord is niet bewaard")
    page.evaluate(f"fake.set('contact', {{ kind: 'saved', time: {NOW}, where: 'lms' }})")
    expect(message).not_to_contain_text("niet bewaard")
    expect(rescue).to_have_count(0)


def test_every_reason_has_its_words(context: BrowserContext, page_file: PageFile) -> None:
    page = open_page(context, page_file(), STATES["startpunt"])
    said = set()
    for why in ("offline", "full", "failed", "lost", "read-only"):
        page.evaluate("(why) => fake.set('contact', { kind: 'unsaved', why })", why)
        said.add(page.locator('[data-status="contact"]').inner_text())
    assert len(said) == 5


def test_a_conflict_shows_both_texts_and_the_learner_chooses(
    context: BrowserContext, page_file: PageFile
) -> None:
    page = open_page(context, page_file(), STATES["conflict"])
    choice = page.get_by_role("group", name="Hier staan twee antwoorden. Welk houdt u?")
    expect(choice).to_contain_text(ANSWERS["contact"]["value"])
    expect(choice).to_contain_text("Thuis schreef ik anders.")
    choice.get_by_role("button", name="Allebei houden").click()
    field = page.get_by_label("Beschrijf één recent contact")
    expect(field).to_have_value(ANSWERS["contact"]["value"] + "\n\nThuis schreef ik anders.")
    expect(field).to_be_focused()
    expect(choice).to_have_count(0)


def test_what_was_damaged_is_only_overwritten_after_a_word(
    context: BrowserContext, page_file: PageFile
) -> None:
    page = open_page(context, page_file(), STATES["damaged"])
    assert page.evaluate("fake.acknowledged") is False
    assert download(page, "Download wat er stond") == b"what stood there"
    page.get_by_role("button", name="Ik ga verder").click()
    assert page.evaluate("fake.acknowledged") is True
    expect(page.get_by_role("region", name="Meldingen")).to_be_empty()


def test_an_own_earlier_answer_is_shown_where_a_question_builds_on_it(
    context: BrowserContext, page_file: PageFile
) -> None:
    page = open_page(context, page_file(), State({"record": {"location": "startpunt"}}))
    earlier = page.locator('[data-earlier="contact"]')
    expect(earlier).to_be_hidden()
    page.get_by_label("Beschrijf één recent contact").fill("Bij het hek.")
    expect(earlier).to_contain_text("Bij het hek.")


def test_the_reflection_document_has_the_earlier_answers_beside_its_fields(
    context: BrowserContext, real_page: Path
) -> None:
    answers = {
        "eigen-vraag": answer("Hoe krijgen kleuters rust?"),
        "cyclus.uitproberen": answer("Eerst bellen."),
    }
    page = open_page(context, real_page, State({"record": {"location": "plan", "answers": answers}}))
    situation = page.locator(".phase", has=page.locator('[id="answer-reflectiedocument.situatie"]'))
    expect(situation.locator(".earlier:visible")).to_have_text(
        "Eerder schreef u bij: Zet uw samenwerkingsvraag in één zin.Hoe krijgen kleuters rust?"
    )
    behaviour = page.locator(".phase", has=page.locator('[id="answer-reflectiedocument.gedrag"]'))
    earlier = behaviour.locator(".earlier:visible")
    expect(earlier).to_have_count(1)
    expect(earlier).to_contain_text("Eerst bellen.")
    earlier.get_by_role("link").click()
    expect(page.locator("#section-rol")).to_be_visible()
    expect(page.locator('[id="answer-cyclus.uitproberen"]')).to_be_in_viewport()


def test_finishing_is_the_learners_own_act(context: BrowserContext, page_file: PageFile) -> None:
    page = open_page(context, page_file(), State({"record": {"visited": ["startpunt"]}}))
    page.get_by_role("navigation", name="Inhoud").get_by_role("link", name="Afronden").click()
    todo = page.locator("[data-todo]").get_by_role("link")
    expect(todo).to_have_text(
        [
            "Open de sectie: Omgeving",
            "Beschrijf één recent contact met iemand van een andere organisatie.",
        ]
    )
    expect(page.get_by_role("button", name="Module afronden")).to_have_count(0)
    todo.nth(1).click()
    field = page.get_by_label("Beschrijf één recent contact")
    expect(field).to_be_focused()
    field.fill("Bij het hek.")
    page.evaluate("location.hash = 'section-omgeving'")
    page.get_by_role("link", name="Verder Afronden").click()
    assert page.evaluate("fake.record.finished") is None
    page.get_by_role("button", name="Module afronden").click()
    expect(page.locator("[data-finish-result]")).to_contain_text(
        "U hebt de module afgerond op 23 november 2026"
    )
    expect(page.locator("[data-finish-result]")).to_be_focused()
    assert page.evaluate("fake.record.finished") == NOW


def test_finishing_that_fails_says_so_and_can_be_repeated(
    context: BrowserContext, page_file: PageFile
) -> None:
    ready = STATES["ready"]
    page = open_page(
        context,
        page_file(),
        State({**ready.scenario, "finish": {"kind": "failed", "error": "101"}}, ready.act),
    )
    page.get_by_role("button", name="Module afronden").click()
    expect(page.get_by_role("alert")).to_contain_text("Het afronden is niet gelukt")
    expect(page.get_by_role("button", name="Module afronden")).to_be_enabled()


def test_an_unsaved_answer_stands_in_the_way_of_finishing(
    context: BrowserContext, page_file: PageFile
) -> None:
    ready = STATES["ready"]
    statuses = {"contact": {"kind": "unsaved", "why": "offline"}}
    page = open_page(context, page_file(), State({**ready.scenario, "statuses": statuses}, ready.act))
    expect(page.locator("[data-todo]")).to_contain_text("Bewaar eerst: Beschrijf één recent contact")


def test_nothing_can_be_finished_in_a_preview(context: BrowserContext, page_file: PageFile) -> None:
    record = STATES["ready"].scenario
    page = open_page(
        context, page_file(), State({**record, "connection": {"mode": "browse"}}, STATES["ready"].act)
    )
    expect(page.locator("[data-finish]")).to_contain_text("In deze weergave kunt u de module niet afronden.")
    expect(page.get_by_role("button", name="Module afronden")).to_have_count(0)


def portfolio(context: BrowserContext, page_file: PageFile, connection: object = None) -> Page:
    answers = {"contact": answer(ALL_LETTERS), "vroeger": answer("Bij een oude vraag.")}
    scenario: dict[str, object] = {"record": {**WRITTEN, "answers": answers}}
    if connection is not None:
        scenario["connection"] = connection
    return open_page(context, page_file(), State(scenario, STATES["portfolio"].act))


def test_portfolio_shows_all_answers_in_order(context: BrowserContext, page_file: PageFile) -> None:
    page = portfolio(context, page_file)
    entries = page.locator("#portfolio [data-answer]")
    assert entries.evaluate_all("(all) => all.map((e) => e.dataset.answer)") == [
        "contact",
        "contact-terugblik",
        "vroeger",
    ]
    assert entries.nth(0).locator(".own-words").evaluate("(e) => e.textContent") == ALL_LETTERS
    expect(entries.nth(0)).to_contain_text("Geschreven op 23 november 2026")
    expect(entries.nth(1)).to_contain_text("Nog niet beantwoord")
    expect(page.get_by_role("heading", name="Eerdere antwoorden")).to_be_visible()


def test_the_word_document_holds_every_letter(context: BrowserContext, page_file: PageFile) -> None:
    data = download(portfolio(context, page_file), "Download voor Word")
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.testzip() is None
    parts = {name: etree.fromstring(archive.read(name)) for name in archive.namelist()}
    assert set(parts) >= {"[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/styles.xml"}
    styles = {style.get(f"{WORD}styleId") for style in parts["word/styles.xml"].iter(f"{WORD}style")}
    lines = []
    for paragraph in parts["word/document.xml"].iter(f"{WORD}p"):
        assert paragraph.find(f"{WORD}pPr/{WORD}pStyle").get(f"{WORD}val") in styles
        pieces = [
            piece.text or "" if piece.tag == f"{WORD}t" else "\t"
            for piece in paragraph.iter(f"{WORD}t", f"{WORD}tab")
        ]
        lines.append("".join(pieces))
    text = "\n".join(lines)
    assert ALL_LETTERS in text
    for other in (
        "Mijn opbrengst",
        "Klein maar compleet",
        "Versie 1.2.0",
        "Bij een oude vraag.",
        "Beschrijf één recent",
    ):
        assert other in text


def test_the_web_page_and_the_text_hold_every_letter(context: BrowserContext, page_file: PageFile) -> None:
    page = portfolio(context, page_file)
    document = html.fromstring(download(page, "Download als webpagina").decode())
    assert ALL_LETTERS in [p.text for p in document.iter("p")]
    assert document.xpath("//script | //b") == []
    text = download(page, "Download als tekst").decode().replace("\r\n", "\n")
    assert ALL_LETTERS in text


def test_portfolio_works_without_an_lms(context: BrowserContext, page_file: PageFile) -> None:
    answers = {"record": WRITTEN, "connection": None}
    page = open_page(context, page_file(), State(answers, STATES["portfolio"].act))
    assert len(download(page, "Download voor Word")) > 1000
    expect(page.get_by_role("region", name="Meldingen")).to_contain_text("Los geopend")


def test_the_support_report_holds_no_answer(context: BrowserContext, page_file: PageFile) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = open_page(context, page_file(), STATES["support"])
    expect(page.locator("[data-support]")).to_contain_text("scorm12")
    expect(page.get_by_role("region", name="Bewaarde gegevens")).to_contain_text("In oktober sprak ik")
    page.get_by_role("button", name="Kopieer rapport zonder antwoorden").click()
    expect(page.get_by_role("button", name="Rapport gekopieerd")).to_be_visible()
    report = page.evaluate("navigator.clipboard.readText()")
    assert "LMSInitialize" in report
    assert "oktober" not in report


def ways(page: Page) -> list[str]:
    """What the portfolio offers to do, in order."""
    offered = page.locator("#portfolio button:visible, #portfolio input:visible")
    return list(offered.evaluate_all("(all) => all.map((one) => one.dataset.action ?? one.value)"))


def test_an_empty_portfolio_offers_nothing_to_take_along_but_the_proof(
    context: BrowserContext, page_file: PageFile
) -> None:
    page = open_page(context, page_file(), STATES["portfolio-empty"])
    expect(page.locator("#portfolio")).to_contain_text("U hebt nog niets geschreven.")
    assert ways(page) == ["portfolio-proof"]
    page.evaluate("fake.answer('contact', 'Nu wel.')")
    page.evaluate("location.hash = '#section-startpunt'; location.hash = '#portfolio'")
    expect(page.get_by_role("button", name="Download voor Word")).to_be_visible()
