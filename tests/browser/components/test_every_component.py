"""Each component that records, by its example in the guide: what a learner does in it is kept, there again, on paper.

The kind is not known here: whatever native control stands in its element is used as anybody would.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import make_examples
import make_guide
from playwright.sync_api import BrowserContext, Locator, Page, expect

from harness.documents import on_paper, pages_of_pdf
from harness.real_module import build_all
from modulebouwer.model.module import LearningModule

# What the controls of an element hold; where there are none, how its rows are ordered.
HELD = """(root) => {
  const controls = [...root.querySelectorAll("input, select, textarea")];
  const rows = controls.length ? [] : [...root.querySelectorAll("li")];
  return [...controls.map((one) => [one.checked ?? "", one.value]), ...rows.map((one) => one.textContent)];
}"""
MARKED = "input[type=radio], input[type=checkbox]"
# What one types into, with what fits where a word does not.
TYPED = {
    "date": "2026-12-01",
    "month": "2026-12",
    "week": "2026-W49",
    "time": "09:30",
    "datetime-local": "2026-12-01T09:30",
    "color": "#336699",
    "email": "naam@example.org",
    "url": "https://example.org/",
}
NOT_WRITTEN = ("radio", "checkbox", "file", "button", "submit", "reset", "image", "hidden")
WRITTEN = f"textarea, input{''.join(f':not([type={kind}])' for kind in NOT_WRITTEN)}"
# What paper cannot do, and what would be printed before it has arrived.
USELESS = "main :is(button, [type=range], [type=file])"
MOVING = """[...document.querySelectorAll("main *")]
  .filter((one) => one.getClientRects().length && getComputedStyle(one).animationName !== "none")
  .map((one) => one.outerHTML)"""
CLOSED = "textarea:disabled, input:disabled, select:disabled"


def opened(module: Path, folder: Path, context: BrowserContext) -> Page:
    zips = build_all(module, folder / "dist", ("web",))
    with zipfile.ZipFile(io.BytesIO(zips["web"])) as archive:
        archive.extractall(folder)
    page = context.new_page()
    page.goto((folder / "index.html").as_uri())
    page.locator("html.ready").wait_for(state="attached")
    return page


def go(page: Page, module: LearningModule, kind: str) -> Locator:
    """The component of that kind, in sight."""
    placed = make_guide.examples(module)[kind]
    page.evaluate("(id) => (location.hash = id)", make_guide.element_id(placed))
    root = page.locator(f'main [data-component~="{kind}"]').first
    root.wait_for()
    return root


def work(root: Locator, word: str) -> None:
    """What a learner can do in it without knowing what it is: write, choose, tick; where only buttons are, press."""
    for field in shown(root, WRITTEN):
        write(field, word)
    for choice in shown(root, "select"):
        choice.select_option(index=1)
    for tick in shown(root, MARKED)[:1]:
        tick.check()
    if not shown(root, "textarea, input, select"):
        shown(root, "button:enabled:not([aria-disabled=true])")[0].click()
    for button in shown(root, "button.button:not(.quiet)"):
        button.click()


def write(field: Locator, word: str) -> None:
    """Into a field of any type: a word, or a number, a date and so on; a slider is pushed to its end."""
    kind = field.get_attribute("type") or "text"
    if kind == "range":
        before = field.input_value()
        field.press("End")
        if field.input_value() == before:
            field.press("Home")
    elif kind == "number":
        field.fill(field.get_attribute("max") or field.get_attribute("min") or "7")
    else:
        field.fill(TYPED.get(kind, word))


def shown(root: Locator, selector: str) -> Sequence[Locator]:
    return [one for one in root.locator(selector).all() if one.is_visible()]


def test_what_is_done_in_it_is_kept_and_on_paper(context: BrowserContext, tmp_path: Path) -> None:
    module = make_guide.example_module()
    titles = {one.kind: one.title for one in reversed(module.recorded)}
    page = opened(make_guide.ROOT / make_examples.MODULE, tmp_path, context)
    done = {}
    for number, kind in enumerate(titles):
        root = go(page, module, kind)
        assert not shown(root, CLOSED), (
            f"{kind}: its fields stay closed (disabled = false, in attach of player.ts)"
        )
        before = root.evaluate(HELD)
        work(root, f"word{number}")
        done[kind] = root.evaluate(HELD)
        assert done[kind] != before, f"{kind}: nothing happens in it"
    expect(page.locator('[data-status][data-kind="saving"]')).to_have_count(0)
    page.reload()
    page.locator("html.ready").wait_for(state="attached")
    pages = pages_of_pdf(page.pdf())
    page.emulate_media(media="print")
    assert [one.evaluate("(one) => one.outerHTML") for one in shown(page.locator("html"), USELESS)] == []
    assert page.evaluate(MOVING) == []
    page.emulate_media(media="screen")
    for number, (kind, title) in enumerate(titles.items()):
        held = go(page, module, kind).evaluate(HELD)
        assert held == done[kind], f"{kind}: what was done in it is not kept (attach in player.ts)"
        word = f"word{number}"
        for text in (title, *([word] if word in json.dumps(held) else [])):
            assert on_paper(text, pages), f"{kind}: not on paper: {text}"
