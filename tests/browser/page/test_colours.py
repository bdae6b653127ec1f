"""The pairs of colours that ``check`` holds a skin to are the pairs that the page shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser

from harness.browser import guarded_context
from harness.page import STATES, new_tab, settle, show
from modulebouwer import resources
from modulebouwer.checks.appearance import TEXT_PAIRS, colours

PageFile = Callable[..., Path]
SKIN = "helder"

# Of every text that shows: its colour, and the nearest background below it that is not see-through.
SHOWN = """() => {
  const found = new Set();
  const background = (element) => {
    for (; element; element = element.parentElement) {
      const { backgroundColor } = getComputedStyle(element);
      if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
    }
    return 'none';
  };
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = words.nextNode(); node; node = words.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() && element.checkVisibility() && !element.matches('script, style'))
      found.add(`${getComputedStyle(element).color} on ${background(element)}`);
  }
  for (const field of document.querySelectorAll('textarea, [type=search], [type=text]')) {
    if (field.checkVisibility()) found.add(`${getComputedStyle(field).color} on ${background(field)}`);
  }
  return [...found];
}"""


def rgb(colour: str) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def test_every_pair_that_shows_is_checked(browser: Browser, page_file: PageFile) -> None:
    css = (resources.templates() / "skins" / SKIN / "skin.css").read_text(encoding="utf-8")
    # Where two properties have one colour, any of them may be meant.
    names: dict[str, set[str]] = {}
    for name, colour in colours(css).items():
        names.setdefault(rgb(colour.light), set()).add(name)
    checked = {(front, back) for front, backs in TEXT_PAIRS for back in backs.split()}
    unchecked = set()
    shown = set()
    with guarded_context(browser, viewport={"width": 1280, "height": 800}) as context:
        page = new_tab(context)
        for state in STATES.values():
            show(page, page_file(skin=SKIN), state)
            settle(page)
            shown |= set(page.evaluate(SHOWN))
    for pair in shown:
        front, back = (names.get(colour, {colour}) for colour in pair.split(" on "))
        if not any((one, other) in checked for one in front for other in back):
            unchecked.add((*sorted(front), *sorted(back)))
    assert len(shown) > 10
    assert unchecked == set()
