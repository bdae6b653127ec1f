"""A document that is dropped becomes a module, and a module becomes a document for reviewers."""

from __future__ import annotations

import base64
import re
import shutil
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from browser.preview.conftest import Open
from browser.preview.test_page import violations
from harness.browser import guarded_context
from harness.previewing import Designer, previewing
from modulebouwer.source.loader import load
from unit.importing.documents import WORKS, made

# What a browser hands to a page when somebody lets go of a file above it (HTML standard, 6.11.5).
DROP = """([base64, name, target]) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name));
  for (const type of ["dragenter", "dragover", "drop"]) {
    document.querySelector(target).dispatchEvent(
      new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }
}"""


def drop(page: Page, document: Path, name: str, target: str = ".bar") -> None:
    page.evaluate(DROP, [base64.b64encode(document.read_bytes()).decode(), name, target])


def test_a_dropped_document_becomes_a_new_module_that_plays(
    folder: Path, opened: Open, tmp_path: Path
) -> None:
    document = made(tmp_path, "thema.docx")
    designer = opened(folder, "nl")
    designer.ready()
    page = designer.page
    drop(page, document, "Wijk & werk.docx")
    told = page.locator("[data-told=import]")
    expect(told).to_contain_text(f"Gemaakt: {folder.parent / 'wijk-werk'}", timeout=30_000)
    expect(told).to_contain_text("Leidende vragen: 4. Aansluitende thema’s: 3.")
    expect(told).to_contain_text(f"Aangehaalde werken: {WORKS}. Nog na te kijken: ")
    left = page.locator("[data-made] li")
    expect(left.filter(has_text="IMP-002")).to_have_count(WORKS + 1)
    assert f"Nog na te kijken: {left.count()}." in told.inner_text()
    place, code = left.first.locator("a").all()
    expect(place).to_have_attribute("href", f"vscode://file{folder.parent}/wijk-werk/module.yaml:4:1")
    expect(code).to_have_attribute("href", "/findings/IMP-001")
    module, problems = load(folder.parent / "wijk-werk", "")
    assert problems == []
    assert module is not None
    assert module.definition.title == "Werken met de wijk"
    assert len(module.sections) == 3

    page.get_by_role("link", name="Open de nieuwe module").click()
    designer.ready(2)
    expect(page.locator("#title")).to_have_text("Werken met de wijk")
    # It is under watch as the first one is.
    section = folder.parent / "wijk-werk" / "sections" / "in-de-praktijk.md"
    section.write_text(section.read_text("utf-8").replace("## Taken", "## Uw taken"), "utf-8")
    expect(designer.sco.get_by_text("Uw taken").first).to_be_attached()
    page.get_by_role("link", name="Alle modules").click()
    expect(page.get_by_role("listitem").get_by_role("link")).to_have_count(2)


def test_the_document_for_reviewers_holds_the_module(folder: Path, opened: Open, tmp_path: Path) -> None:
    designer = opened(folder)
    designer.ready()
    button = designer.page.get_by_role("button", name="Make a Word document for reviewers")
    button.focus()
    with designer.page.expect_download() as started:
        designer.page.keyboard.press("Enter")
    assert started.value.suggested_filename == "les-review.docx"
    started.value.save_as(tmp_path / "review.docx")
    # With its time: what is written later is not in it.
    expect(designer.page.locator("[data-told=review]")).to_have_text(
        re.compile(r"^les-review\.docx is among your downloads: the module as it was at \d+:\d\d")
    )
    said = [paragraph.text for paragraph in docx.Document(str(tmp_path / "review.docx")).paragraphs]
    module, _ = load(folder, "")
    assert module is not None
    for words in (
        module.definition.title,
        *(section.head.title for section in module.sections),
        "What is your first sentence?",
        "What do you want to reach? Write one sentence.",
    ):
        assert words in said


def test_a_module_that_cannot_be_read_gives_no_document(folder: Path, opened: Open) -> None:
    designer = opened(folder, "nl")
    designer.ready()
    (folder / "module.yaml").write_text("identifier: [", "utf-8")
    expect(designer.page.locator(".findings li.error").first).to_be_visible()
    designer.page.get_by_role("button", name="Worddocument voor meelezers maken").click()
    expect(designer.page.locator("[data-told=review]")).to_contain_text("Herstel eerst de fouten")


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "Er is geen module gemaakt."), ("en", "No module was made.")]
)
def test_a_document_that_is_damaged_is_told_and_leaves_nothing(
    folder: Path, opened: Open, tmp_path: Path, language: str, said: str
) -> None:
    (tmp_path / "stuk").write_bytes(b"PK\x03\x04 en dan niets")
    before = sorted(path.name for path in folder.parent.iterdir())
    designer = opened(folder, language)
    drop(designer.page, tmp_path / "stuk", "verslag.docx")
    expect(designer.page.locator("[data-told=import]")).to_have_text(said)
    expect(designer.page.locator("[data-made] li")).to_contain_text("verslag.docx:1:1")
    expect(designer.page.locator("[data-made] li")).to_contain_text("IMP-102")
    assert sorted(path.name for path in folder.parent.iterdir()) == before


@pytest.mark.parametrize("language", ["nl", "en"])
def test_on_the_start_page_by_keyboard_and_for_everybody(
    browser: Browser, folder: Path, language: str, tmp_path: Path
) -> None:
    shutil.copytree(folder, folder.parent / "second")
    document = made(tmp_path / "second", "theme.odt")
    with (
        guarded_context(browser, bypass_csp=True) as context,
        previewing(folder.parent, language) as (preview, address),
    ):
        page = Designer(context, preview, address).page
        links = page.locator(".modules a")
        expect(links).to_have_count(2)
        links.last.focus()
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_text(
            {"nl": "Document kiezen", "en": "Choose a document"}[language]
        )
        # That the field is pressed is ours; the headless shell does not always open the browser's own dialog.
        field = page.locator(".incoming input[type=file]")
        field.evaluate("(field) => field.addEventListener('click', () => { window.pressed = true })")
        page.keyboard.press("Space")
        page.wait_for_function("window.pressed")
        field.set_input_files(document)
        expect(page.locator("[data-told=import] a")).to_be_visible(timeout=30_000)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator("[data-told=import] a").click()
        expect(page.locator("#title")).to_have_text("Werken met de wijk")
        page.close()


def test_two_documents_at_once_are_one_too_many(folder: Path, opened: Open, tmp_path: Path) -> None:
    designer = opened(folder)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Een zin.\n", "utf-8")
    chooser = designer.page.locator("input[type=file]")
    chooser.evaluate("(input) => { input.multiple = true }")
    chooser.set_input_files([tmp_path / "a.txt", tmp_path / "b.txt"])
    expect(designer.page.locator("[data-told=import]")).to_have_text("Drop one document at a time.")
    assert not (folder.parent / "a").exists()


def test_a_package_of_another_tool_has_no_document_for_reviewers(
    tmp_path: Path, folder: Path, opened: Open
) -> None:
    from modulebouwer.cli import main

    assert main(["build", str(folder), "--output", str(tmp_path / "dist")]) == 0
    (package,) = (tmp_path / "dist").glob("*.zip")
    designer = opened(package)
    designer.ready()
    expect(designer.page.get_by_role("button", name="Choose a document")).to_be_visible()
    expect(designer.page.get_by_role("button", name="Make a Word document for reviewers")).to_have_count(0)
