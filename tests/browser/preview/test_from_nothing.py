"""From an empty start page to a package for an LMS, without a terminal, in Chromium and in Firefox."""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from browser.preview.test_documents import DROP
from browser.reliability.store import answers
from harness.browser import guarded_context
from harness.engines import ENGINES, Chromium, Engine, click, until
from harness.lms import eventually
from harness.previewing import previewing
from modulebouwer.build import Options, build, check
from modulebouwer.preview.app import Preview
from modulebouwer.source.loader import load
from unit.importing.documents import made

SCO = "document.querySelector('#sco').contentDocument"
ANSWER = "Een hek, en kinderen erachter."
PASTE = """([base64, name, target]) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([bytes], name, { type: "image/png" }));
  const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
  // Not every browser lets a script say what is pasted.
  Object.defineProperty(event, "clipboardData", { value: clipboardData });
  document.querySelector(target).dispatchEvent(event);
}"""


@contextmanager
def opened(name: str, browser: Browser, folder: Path) -> Iterator[Engine]:
    if name == "chromium":
        with guarded_context(browser) as context:
            page = context.new_page()
            yield Chromium(page)
            page.close()
        return
    folder.mkdir()
    with ENGINES[name](folder) as engine:
        yield engine
        engine.goto("about:blank")


def call(engine: Engine, function: str, *values: str) -> None:
    engine.evaluate(f"({function})({json.dumps(values)})")


def shows(engine: Engine, selector: str, words: str = "") -> None:
    seen = f"one.getClientRects().length && (one.innerText || '').includes({json.dumps(words)})"
    until(engine, f"[...document.querySelectorAll({json.dumps(selector)})].some((one) => {seen})")


def fill(engine: Engine, selector: str, words: str) -> None:
    """Replaces what stands in a field, as one does: all of it chosen, then typed over."""
    click(engine, selector)
    engine.evaluate(f"document.querySelector({json.dumps(selector)}).select()")
    engine.type(words)


def says(place: Path, words: str) -> None:
    eventually(lambda: words in place.read_text("utf-8"), 30)


def insert(engine: Engine, kind: str) -> None:
    """A component at the end of the text, by the palette."""
    click(engine, "#editor .cm-content")
    engine.evaluate(
        "document.querySelector('.insert select').value = " + json.dumps(kind)
    )  # as the arrow keys do; a list of the browser's own is no part of the page
    click(engine, ".insert button")


@pytest.mark.parametrize("name", ["chromium", "firefox"])
def test_from_an_empty_page_to_a_package(name: str, browser: Browser, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    document = made(tmp_path, "thema.docx").read_bytes()
    with (
        previewing(desk, "nl", begin=True) as (preview, address),
        opened(name, browser, tmp_path / "home") as engine,
    ):
        engine.goto(address)
        shows(engine, "h1", "Maak een module of open er een")
        call(engine, DROP, base64.b64encode(document).decode(), "Wijk & werk.docx", "main")
        click(engine, "[data-told=import] a")
        until(engine, "document.querySelector('#title')?.innerText === 'Werken met de wijk'")
        until(engine, "!!document.querySelector('#stage iframe')")
        folder = desk / "wijk-werk"
        written(engine, folder)
        assert not check([folder.as_posix()], Options(), lambda _: None).failed
        module = str(engine.evaluate("location.pathname"))
        assert built(engine) == folder_package(folder, tmp_path / "dist")
        played(engine, preview)
        assert module == "/preview/wijk-werk/"


def built(engine: Engine) -> bytes:
    """What the button that makes the package hands over, caught where the browser would save it."""
    engine.evaluate(
        """void (() => {
          const whole = URL.createObjectURL.bind(URL);
          URL.createObjectURL = (blob) => {
            const reader = new FileReader();
            reader.onload = () => { window.made = reader.result.split(",")[1]; };
            reader.readAsDataURL(blob);
            return whole(blob);
          };
        })()"""
    )
    click(engine, "label:has(input[name=way][value=look])")
    click(engine, "[data-action=package]")
    shows(engine, "[data-told=package]", ".zip")
    return base64.b64decode(until(engine, "window.made"))


def folder_package(folder: Path, output: Path) -> bytes:
    """What the command line makes of the folder."""
    packages, _ = build([folder.as_posix()], output, Options(standards=("scorm12",)), lambda _: None)
    return packages[0].path.read_bytes()


def written(engine: Engine, folder: Path) -> None:
    """Three components by form, a mistake mended by its fix, a picture pasted."""
    click(engine, "label:has(input[name=way][value=write])")
    section = load(folder, "")[0]
    assert section is not None
    path = f"sections/{section.definition.sections[0]}.md"
    place = folder / path
    click(engine, f"#desk .texts [data-place='{path}']")
    shows(engine, "#desk h2", path)
    for kind, field, words in (
        ("reflection", "prompt", "Wat ziet u als u de wijk in loopt?"),
        ("quote", "text", "Een school staat nooit alleen."),
        ("callout", "text", "Begin klein, met iemand die u al kent."),
    ):
        insert(engine, kind)
        until(
            engine, f"document.querySelector('#fields [data-way=\\'[\"{field}\"]\\']')?.value.includes('…')"
        )
        fill(engine, f"#field-{field}", words)
        says(place, f": {words}")
    # A mistake: told at its field, with what mends it.
    kind = "#desk .texts button[data-place*=':reflection']"
    click(engine, kind)
    until(engine, "!!document.querySelector('#field-id')")
    fill(engine, "#field-id", "Wat ik zie")
    wrong = "#fields [data-wrong='[\"id\"]']"
    shows(engine, wrong, "wat-ik-zie")
    click(engine, f"{wrong} button")
    until(engine, "document.querySelector('#field-id').value === 'wat-ik-zie'")
    says(place, "\nid: wat-ik-zie\n")
    until(engine, f"document.querySelector({json.dumps(wrong)}).innerText === ''")
    held = io.BytesIO()
    Image.new("RGB", (60, 30), (0, 90, 100)).save(held, "PNG")
    call(engine, PASTE, base64.b64encode(held.getvalue()).decode(), "wijk.png", "#editor .cm-content")
    until(engine, "document.activeElement.id === 'field-alt'")
    engine.type("Een plattegrond van de wijk.")
    says(place, "alt: Een plattegrond van de wijk.")
    assert (folder / "media/wijk.png").read_bytes() == held.getvalue()
    until(engine, "document.querySelector('[data-kept]').innerText === 'Opgeslagen'")


def played(engine: Engine, preview: Preview) -> None:
    """Somebody learns in it, in the page of the LMS: what is answered is what the LMS keeps."""
    click(engine, "label:has(input[name=way][value=look])")
    shows(engine, "#panel")
    engine.goto(str(engine.evaluate("document.querySelector('#stage iframe').src")).split("#")[0])
    until(
        engine, f"!!document.querySelector('#sco') && !!{SCO}?.documentElement?.classList.contains('ready')"
    )
    field = f"{SCO}.querySelector('#answer-wat-ik-zie')"
    until(engine, f"!!{field}")
    section = f"{field}.closest('[data-page]').id"
    engine.evaluate(f"void ({SCO}.location.hash = '#' + {section})")
    until(engine, f"!!{field}.getClientRects().length")
    engine.evaluate(f"void {field}.focus()")
    engine.type(ANSWER)
    until(engine, f"{SCO}.body.innerText.includes('Bewaard in de leeromgeving')")
    launch = list(preview.lms.launches.values())[-1]
    eventually(lambda: ANSWER in answers(launch.attempt.values["cmi.suspend_data"]).values(), 30)
