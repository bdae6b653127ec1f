"""What a screen reader is told, read from Chromium's accessibility tree: landmarks, headings, names, live regions."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from harness.browser import guarded_context
from harness.page import NOW, STATES, State, new_tab, open_page, show

PageFile = Callable[..., Path]

LANDMARKS = {"banner", "navigation", "main", "region", "contentinfo", "search", "form", "complementary"}
# Whoever lands on one of these hears its name, or nothing. (A group may be a `details`, which its summary names.)
NAMED = {
    "link",
    "button",
    "textbox",
    "searchbox",
    "radio",
    "checkbox",
    "slider",
    "combobox",
    "meter",
    "dialog",
    "navigation",
    "region",
    "image",
    "DisclosureTriangle",
}


@dataclass(frozen=True)
class Node:
    """``level`` is a heading's, ``live`` how urgently a change is spoken ("polite", "assertive" or "")."""

    role: str
    name: str
    level: int
    live: str


def tree(page: Page) -> list[Node]:
    """Every node that assistive technology is given, in reading order."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}

    def walk(node: dict[str, Any]) -> Iterator[Node]:
        if not node["ignored"]:
            properties = {p["name"]: p["value"].get("value") for p in node.get("properties", ())}
            yield Node(
                node["role"]["value"],
                str(node.get("name", {}).get("value", "")).strip(),
                int(properties.get("level") or 0),
                str(properties.get("live") or ""),
            )
        for child in node.get("childIds", ()):
            if child in by_id:
                yield from walk(by_id[child])

    return list(walk(nodes[0]))


def of(nodes: list[Node], *roles: str) -> list[tuple[str, str]]:
    return [(node.role, node.name) for node in nodes if node.role in roles]


def test_landmarks(browser: Browser, page_file: PageFile) -> None:
    with guarded_context(browser, viewport={"width": 1280, "height": 800}) as context:
        nodes = tree(open_page(context, page_file(), STATES["startpunt"]))
    assert of(nodes, *LANDMARKS) == [
        ("banner", ""),
        ("region", "Meldingen"),
        ("navigation", "Inhoud"),
        ("main", ""),
        ("region", "Startpunt"),
        ("navigation", "Verder lezen na sectie 1"),
    ]


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for every state."""
    with guarded_context(browser, viewport={"width": 1366, "height": 768}) as context:
        yield new_tab(context)


@pytest.mark.parametrize("name", STATES)
def test_names_and_headings_in_every_state(tab: Page, page_file: PageFile, name: str) -> None:
    show(tab, page_file(), STATES[name])
    expect(tab.locator("html.ready")).to_be_attached()
    nodes = tree(tab)
    assert [node for node in nodes if node.role in NAMED and not node.name] == []
    levels = [node.level for node in nodes if node.role == "heading"]
    # An open dialog hides the page behind it and has a heading of its own.
    assert levels[0] == (2 if tab.locator("dialog[open]").count() else 1)
    assert levels.count(1) <= 1
    assert [(a, b) for a, b in itertools.pairwise(levels) if b > a + 1] == []


def test_a_field_is_called_by_its_whole_prompt(context: BrowserContext, page_file: PageFile) -> None:
    nodes = tree(open_page(context, page_file(), STATES["startpunt"]))
    assert ("textbox", "Beschrijf één recent contact met iemand van een andere organisatie.") in of(
        nodes, "textbox"
    )


def said(nodes: list[Node], live: str) -> str:
    """What stands in the live region of this urgency."""
    [start] = [
        index for index, node in enumerate(nodes) if node.live == live and node.role in ("status", "alert")
    ]
    after = nodes[start + 1 : start + 2]
    return after[0].name if after and after[0].role == "StaticText" else ""


def test_saving_is_announced_politely_and_refusal_assertively(
    context: BrowserContext, page_file: PageFile
) -> None:
    page = open_page(context, page_file(), State({"record": {"location": "startpunt"}}))
    assert [said(tree(page), live) for live in ("polite", "assertive")] == ["", ""]

    page.evaluate("fake.set('contact', { kind: 'saving' })")
    expect(page.locator('[data-status="contact"]')).to_have_text("Bezig met bewaren, u kunt doorgaan")
    page.evaluate(f"fake.set('contact', {{ kind: 'saved', time: {NOW}, where: 'lms' }})")
    expect(page.get_by_role("status").filter(has_text="Bewaard")).to_have_count(1)
    nodes = tree(page)
    assert said(nodes, "polite").startswith("Bewaard in de leeromgeving")
    assert said(nodes, "assertive") == ""

    page.evaluate("fake.set('contact', { kind: 'unsaved', why: 'full' })")
    expect(page.get_by_role("alert")).to_contain_text("Niet bewaard")
    assert said(tree(page), "assertive").startswith("Niet bewaard: de leeromgeving heeft geen ruimte meer")
