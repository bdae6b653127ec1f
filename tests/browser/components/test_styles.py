"""A component looks the same whatever other components a module has."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from harness.browser import guarded_context
from harness.looks import look_for
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.render.launch_page import launch_files
from modulebouwer.render.pages import render, style
from modulebouwer.resources import player
from modulebouwer.source.loader import load

ROOT = Path(__file__).parents[3]
# Every property of every element of a kind's first component, and of what stands before it, as the browser computed
# it. Where a thing comes to stand follows from what is above it.
LOOK = """
  const place = /^(perspective|transform)-origin$|^(block|inline)-size$|^(width|height|top|bottom|left|right)$|inset/;
  const names = [...getComputedStyle(document.body)].filter((name) => !place.test(name));
  const look = (kind) => {
    const root = document.querySelector(`main [data-component~="${kind}"]`);
    return [root, ...root.querySelectorAll("*")].flatMap((element) =>
      [null, "::before"].map((part) => {
        const style = getComputedStyle(element, part);
        if (part && style.content === "none") return [element, part, []];
        return [element, part, names.map((name) => style.getPropertyValue(name))];
      }));
  };
"""
# What looks otherwise under the sheet of each kind alone than under all together, which are there at first.
COMPARE = (
    "(sheets) => {"
    + LOOK
    + """
  const sheet = document.querySelector("style");
  const together = Object.keys(sheets).map((kind) => [kind, look(kind)]);
  return together.flatMap(([kind, all]) => {
    sheet.textContent = sheets[kind];
    return look(kind).flatMap(([element, part, values], at) =>
      values.flatMap((value, index) => {
        const other = all[at][2][index];
        const what = `${kind}: ${element.cloneNode().outerHTML} ${part ?? ""} ${names[index]}`;
        return value === other ? [] : [`${what}: ${value} alone, ${other} beside others`];
      }));
  });
}"""
)
OPEN = """() => {
  document.querySelectorAll("main > section").forEach((section) => section.classList.add("current"));
  document.querySelectorAll("main details").forEach((details) => (details.open = true));
}"""


@pytest.mark.parametrize("media", ["screen", "print"])
def test_no_sheet_changes_another_component(
    browser: Browser, tmp_path: Path, media: Literal["screen", "print"]
) -> None:
    """All pairs at once: each kind under all sheets, and under its own alone. The guide's module has every kind."""
    module, _ = load(ROOT / "modules" / "component_guide", "guide")
    assert module is not None
    look = look_for(module.definition)
    course = render(module, look)
    for name, data in launch_files(course, standard="web", script=player("web"), asks="nothing").items():
        (tmp_path / name).write_bytes(data)
    with guarded_context(browser, bypass_csp=True, reduced_motion="reduce") as context:
        page = context.new_page()
        page.emulate_media(media=media)
        page.goto((tmp_path / "index.html").as_uri())
        page.locator("html.ready").wait_for(state="attached")
        page.evaluate(OPEN)
        alone = {kind: style(look, (*sorted(model.families), kind)) for kind, model in COMPONENTS.items()}
        assert page.evaluate(COMPARE, alone) == []


def test_the_right_answer_is_a_list_also_beside_a_scale(browser: Browser, tmp_path: Path) -> None:
    """The class of the scale's legend was that of the answer, which became unreadable columns."""
    module, _ = load(ROOT / "modules" / "component_guide", "guide")
    assert module is not None
    course = render(module, look_for(module.definition))
    for name, data in launch_files(course, standard="web", script=player("web"), asks="nothing").items():
        (tmp_path / name).write_bytes(data)
    with guarded_context(browser) as context:
        page = context.new_page()
        page.goto((tmp_path / "index.html").as_uri())
        displays = page.evaluate(
            "[...document.querySelectorAll('.key')].map((one) => getComputedStyle(one).display)"
        )
    assert len(displays) >= 6
    assert set(displays) == {"block"}
