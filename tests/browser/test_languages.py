"""Languages in a browser: a learner who changes half-way, and a language that shows what was forgotten."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from browser.page.test_accessibility import AXE, violations
from browser.page.test_form import CUT_OFF, STICKS_OUT
from browser.reliability.store import held
from browser.standards.modules import MODULE, REFLECTION, SECTION
from harness import pseudo, shelf
from harness.browser import guarded_context
from harness.lms import Desk, Visit
from modulebouwer.build import Options, build_languages
from modulebouwer.lms.package import from_zip

ENGLISH = {
    "module.yaml": {
        "title": ("Proef met standaarden", "Trial of standards"),
        "description": ("Een kleine module om de standaarden te beproeven.", "A small module."),
        "objectives.bewaren.text": ("U schrijft drie antwoorden.", "You write three answers."),
    },
    "sections/begin.yaml": {
        "title": ("Begin", "Beginning"),
        "text": (
            "Lees dit stuk en schrijf op wat u ervan vindt.",
            "Read this and write what you think of it.",
        ),
        "regio.prompt": ("Wat wilt u schrijven over regio?", "What will you write about the region?"),
        "partners.prompt": ("Wat wilt u schrijven over partners?", "What will you write about partners?"),
    },
    "sections/verder.yaml": {
        "title": ("Verder", "Further"),
        "text": (
            "Lees dit stuk en schrijf op wat u ervan vindt.",
            "Read this and write what you think of it.",
        ),
        "plan.prompt": ("Wat wilt u schrijven over plan?", "What will you write about your plan?"),
    },
}


def two_languages(folder: Path, standard: str) -> bytes:
    """A small module in Dutch and English in one package."""
    module = folder / "proef"
    for section, title, ids in (("begin", "Begin", ("regio", "partners")), ("verder", "Verder", ("plan",))):
        text = SECTION.format(title=title, reflections="\n".join(REFLECTION.format(id=id) for id in ids))
        write(module / "sections" / f"{section}.md", text.replace("15000", "400"))
    write(module / "module.yaml", MODULE)
    for path, units in ENGLISH.items():
        listed = (
            f"  - at: {at}\n    source: {source}\n    text: {text}\n" for at, (source, text) in units.items()
        )
        write(module / "translations" / "en" / path, "units:\n" + "".join(listed))
    options = Options(standards=(standard,))
    packages, report = build_languages(
        [str(module)], folder / "dist", options, lambda _: None, (), ["nl", "en"], together=True
    )
    assert report.findings == ()
    return packages[0].path.read_bytes()


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def begin_in(visit: Visit, language: str, section: str) -> None:
    """Chooses a language on the first page and opens a section in it."""
    visit.sco.locator(f'a[hreflang="{language}"]').click()
    visit.sco.locator(f'html[lang="{language}"].ready').wait_for(state="attached")
    visit.frame.evaluate("id => { location.hash = '#section-' + id }", section)
    expect(visit.sco.locator(f"#section-{section}")).to_be_visible()


def answer(visit: Visit, id: str, text: str, saved: str) -> None:
    field = visit.sco.locator(f'textarea[data-interaction="{id}"]')
    field.fill(text)
    field.blur()
    expect(visit.sco.locator(f'[data-status="{id}"]')).to_contain_text(re.compile(saved))


@pytest.mark.parametrize("standard", ["scorm12", "scorm2004", "cmi5", "xapi"])
def test_half_way_in_dutch_and_on_in_english(desk: Desk, tmp_path: Path, standard: str) -> None:
    visit = desk.launch(from_zip(two_languages(tmp_path, standard)))
    # Each title and invitation in its own language, before anything is asked of the LMS.
    expect(visit.sco.locator("h1")).to_have_text(["Proef met standaarden", "Trial of standards"])
    begin_in(visit, "nl", "begin")
    answer(visit, "regio", "Over de wijk: “één”.", "^Bewaard")
    visit.settle()
    visit.close()
    again = visit.relaunch()
    begin_in(again, "en", "begin")
    prompt = again.sco.locator("#section-begin")
    expect(prompt).to_contain_text("What will you write about the region?")
    expect(again.sco.locator('textarea[data-interaction="regio"]')).to_have_value("Over de wijk: “één”.")
    answer(again, "partners", "About partners.", "^Saved")
    again.settle()
    assert held(again) == {"regio": "Over de wijk: “één”.", "partners": "About partners."}
    again.close()
    # And back: what was written in English stands in the Dutch page.
    back = again.relaunch()
    begin_in(back, "nl", "begin")
    expect(back.sco.locator('textarea[data-interaction="partners"]')).to_have_value("About partners.")


TEXTS = """() => {
  const seen = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    // A work is called as it is called, in every language.
    if (!element.closest('script, style, code, .cite, [id^="ref-"]')) seen.push(walk.currentNode.textContent);
  }
  for (const element of document.querySelectorAll('[aria-label], [alt], [title], [placeholder]'))
    for (const name of ['aria-label', 'alt', 'title', 'placeholder'])
      seen.push(element.getAttribute(name) ?? '');
  return seen;
}"""


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("name", "brand"),
    [("samenwerken_regio", ""), ("samenwerken_regio", "linde"), ("samenwerken_passend_onderwijs", "haven")],
)
def test_in_a_language_of_accents_nothing_is_forgotten_and_nothing_cut(
    browser: Browser, tmp_path: Path, name: str, brand: str
) -> None:
    page_file = pseudo_page(tmp_path, name, brand)
    with guarded_context(browser, viewport={"width": 367, "height": 666}) as context:
        page = context.new_page()
        page.goto(page_file.as_uri())
        page.locator("html.ready").wait_for(state="attached")
        if brand == "linde":
            # It is there, and not a hole where it should be.
            logo = page.locator('img[src="media/linde.svg"]')
            assert logo.evaluate("one => one.complete && one.naturalWidth > 0")
        forgotten = {word for text in page.evaluate(TEXTS) for word in pseudo.untranslated(text)}
        # An organisation is called as it is called.
        assert forgotten - {shelf.PUBLISHERS.get(brand)} == set()
        places = page.evaluate("[...document.querySelectorAll('[data-page]')].map((one) => one.id)")
        assert len(places) > 5
        for width in (367, 714):
            page.set_viewport_size({"width": width, "height": 666})
            for place in places:
                page.evaluate("id => { location.hash = '#' + id }", place)
                expect(page.locator(f"#{place}")).to_be_visible()
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (place, width)
                assert page.evaluate(STICKS_OUT) == [], (place, width)
                assert page.evaluate(CUT_OFF) == [], (place, width)


def pseudo_page(tmp_path: Path, name: str, brand: str) -> Path:
    """The module's page in the pseudo-language, for a client or for nobody."""
    series = shelf.lay_out(tmp_path)
    packages, report = build_languages(
        [str(series / name)],
        tmp_path / "dist",
        Options(standards=("web",)),
        lambda _: None,
        [brand] if brand else (),
        [pseudo.PSEUDO],
    )
    assert {finding.code for finding in report.findings} <= {"TXT-001", "BUD-001", "SER-007"}, report.text(
        "en"
    )
    with zipfile.ZipFile(packages[0].path) as archive:
        archive.extractall(tmp_path / "page")
    return tmp_path / "page" / "index.html"


def test_the_choice_of_a_language_is_accessible(browser: Browser, tmp_path: Path) -> None:
    """By all of axe's rules at two widths; each choice is said, and read, in its own language."""
    with zipfile.ZipFile(io.BytesIO(two_languages(tmp_path, "web"))) as archive:
        archive.extractall(tmp_path / "page")
    with guarded_context(browser, viewport={"width": 367, "height": 666}) as context:
        page = context.new_page()
        page.goto((tmp_path / "page" / "index.html").as_uri())
        page.evaluate(AXE)
        for width in (367, 714):
            page.set_viewport_size({"width": width, "height": 666})
            assert violations(page) == []
            edges = (
                page.locator("section")
                .locator("p, h1")
                .evaluate_all("all => all.map((one) => one.getBoundingClientRect().left)")
            )
            assert len(edges) == 8
            assert len(set(edges)) == 1
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        choices = page.get_by_role("link")
        languages = choices.evaluate_all("all => all.map((one) => one.closest('[lang]').lang)")
        assert languages == ["nl", "en"]
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(choices.nth(1)).to_be_focused()
        page.keyboard.press("Enter")
        page.locator('html[lang="en"].ready').wait_for(state="attached")
