"""What the learner takes along, opened with other programs: the Word file in LibreOffice, print as PDF."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from harness.documents import on_paper, pages_of_pdf, saved_as, text_of_docx, without_breaks
from harness.page import ROOT, STATES, WRITTEN, State, answer, module_in, open_page, write_page

PageFile = Callable[..., Path]

ANSWERS = {
    "letters": "Ünïcødé ﬁ ß Ł ẞ ĳ ŷ – — „ja” ‚nee’ … ½ ² € ° ™ e\u0301",
    "planes": "👩‍🏫 🇳🇱 😀 𝔘 中文 日本語 한국어 ไทย",
    "right to left": "שלום מורה, مرحبا يا معلم (123) en weer Nederlands",
    "white space": "een\ttwee\t\tdrie  met  dubbele  spaties\n\n\n\tna drie regels   ",
    "markup": "<b>&amp;</b> ]]> </w:t> \"q\" 'q' C:\\pad\\x %20 {{ x }} #hash",
    "one long line": "woord " * 2_000 + "slot",
}
# What a section says on paper. The rest is for the screen, and the answer key for who has given an answer.
SECTION_TEXTS = """() => [...document.querySelectorAll('main > [data-page="section"]')].map((section) => {
  const copy = section.cloneNode(true);
  const aside = '.turn, .hint, .state, .rescue, .no-script, .back, a.note, .required, .hidden, .answer-key, [hidden]';
  copy.querySelectorAll(aside).forEach((element) => element.remove());
  return [...copy.querySelectorAll('h1, h2, h3, p, li, th, td, dt, dd, figcaption, .prompt')]
    .filter((element) => !element.querySelector('p, li')).map((element) => element.textContent);
})"""


def word_file(context: BrowserContext, path: Path, text: str) -> bytes:
    record = {**WRITTEN, "answers": {"contact": answer(text)}}
    page = open_page(context, path, State({"record": record}, STATES["portfolio"].act))
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download voor Word").click()
    return Path(caught.value.path()).read_bytes()


@pytest.mark.parametrize("name", ANSWERS)
def test_libreoffice_opens_the_word_file_with_every_letter(
    context: BrowserContext, page_file: PageFile, tmp_path: Path, name: str
) -> None:
    text = text_of_docx(word_file(context, page_file(), ANSWERS[name]), tmp_path)
    assert f"\n{ANSWERS[name]}\n" in text
    for other in ("Mijn opbrengst", "Klein maar compleet", "Beschrijf één recent contact"):
        assert other in text


def test_what_xml_cannot_hold_is_marked_and_nothing_else_is_lost(
    context: BrowserContext, page_file: PageFile, tmp_path: Path
) -> None:
    text = text_of_docx(word_file(context, page_file(), "voor\0\x07\x0b na"), tmp_path)
    assert "\nvoor\ufffd\ufffd\ufffd na\n" in text


COVER_EDGES = (
    "[...document.querySelectorAll('#start :is(h1, p):not(.begin)')].map((e) => e.getBoundingClientRect().x)"
)
# The names in the map of the real modules that stand on more than one line.
BROKEN_WORDS = r"""[...document.querySelectorAll('.own-table td:nth-child(2):nth-last-child(5)')].flatMap((cell) => {
  const text = cell.firstChild;
  return [...text.data.matchAll(/\S+/g)].filter(({ 0: word, index }) => {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return range.getClientRects().length > 1;
  }).map(String);
})"""


def printed(page: Page) -> list[str]:
    """What stands on each page that is printed."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    return pages_of_pdf(page.pdf(prefer_css_page_size=True, format="A4"))


def test_the_real_module_on_paper_holds_every_section_and_written_answer(
    context: BrowserContext, real_page: Path
) -> None:
    first = open_page(context, real_page)
    ids = first.evaluate(
        "[...document.querySelectorAll('textarea[data-interaction]')].map((e) => e.dataset.interaction)"
    )
    first.close()
    answers = {
        id_: f"Mijn antwoord op {id_}: eerst luisteren,\ndan vragen; en om {index} uur naar huis."
        for index, id_ in enumerate(ids)
    }
    assert len(answers) > 10
    record = {**WRITTEN, "answers": {id_: answer(text) for id_, text in answers.items()}}
    page = open_page(context, real_page, State({"record": record}))
    expect(page.locator("html.ready")).to_be_attached()
    paper = printed(page)
    sections = page.evaluate(SECTION_TEXTS)
    assert len(sections) == 7
    assert sum(len(text.split()) for texts in sections for text in texts) > 5_000
    missing = [text for texts in sections for text in texts if not on_paper(text, paper)]
    assert not missing, "\n".join(missing)
    assert [text for text in answers.values() if not on_paper(text, paper)] == []
    # On the cover, as everywhere, all text begins at one edge.
    assert len(set(page.evaluate(COVER_EDGES))) == 1


@pytest.mark.parametrize(
    ("name", "question", "least"),
    [("samenwerken_regio", "check-vakken", 20), ("samenwerken_passend_onderwijs", "check-stemmen", 8)],
)
def test_a_fully_answered_module_is_a_document_of_six_pages(
    context: BrowserContext, script: str, tmp_path: Path, name: str, question: str, least: int
) -> None:
    """In Word and printed, with the map drawn, and without the knowledge questions until the learner asks for them."""
    texts = json.loads((ROOT / "tests" / "data" / f"{name}_answers.json").read_text("utf-8"))
    record = {**WRITTEN, "answers": {id_: answer(text) for id_, text in texts.items()}}
    path = write_page(module_in(f"modules/{name}"), tmp_path, script)
    page = open_page(context, path, State({"record": record}, STATES["portfolio"].act))
    questions = page.get_by_role("checkbox", name="De kennisvragen")
    expect(questions).not_to_be_checked()
    expect(page.locator(f'[data-answer="{question}"]')).to_have_count(0)
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download voor Word").click()
    document = tmp_path / "opbrengst.docx"
    document.write_bytes(Path(caught.value.path()).read_bytes())
    with zipfile.ZipFile(document) as archive:
        assert archive.read("word/media/picture1.png").startswith(b"\x89PNG")
    pages = pages_of_pdf(saved_as(document, "pdf", tmp_path / "pdf").read_bytes())
    assert len(pages) <= 6
    written = page.locator("[data-portfolio] .own-words").all_text_contents()
    assert len(written) > least
    # The boxes of a checklist come from whatever font has them; its words must all be there.
    lines = [line.strip("☑☐ ") for text in written for line in text.split("\n")]
    assert [line for line in lines if not on_paper(line, pages)] == []
    page.evaluate("document.documentElement.dataset.print = 'portfolio'")
    assert len(printed(page)) <= 6
    assert page.evaluate(BROKEN_WORDS) == []
    page.emulate_media(media="screen")
    questions.check()
    expect(page.locator(f'[data-answer="{question}"]')).to_be_visible()
    page.get_by_role("checkbox", name="Uw kaart").uncheck()
    expect(page.locator('[data-answer="kaart"]')).to_have_count(0)


def test_the_portfolio_on_paper_holds_every_answer_and_nothing_else(
    context: BrowserContext, page_file: PageFile
) -> None:
    record = {
        **WRITTEN,
        "answers": {"contact": answer(ANSWERS["one long line"]), "vroeger": answer("Van toen.")},
    }
    context.add_init_script("window.print = () => {}")
    page = open_page(context, page_file(), State({"record": record}, STATES["portfolio"].act))
    page.get_by_role("button", name="Afdrukken").click()
    paper = printed(page)
    for text in ("Mijn opbrengst", "Beschrijf één recent contact", ANSWERS["one long line"], "Van toen."):
        assert on_paper(text, paper)
    assert not any(without_breaks("Welk kind wint hierbij?") in page_text for page_text in paper)
