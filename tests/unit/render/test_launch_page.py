"""The one file: a policy that holds it to itself, and data that cannot break out."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable

import pytest
from lxml import html

from modulebouwer.render.course import Course
from modulebouwer.render.launch_page import launch_page

Render = Callable[..., Course]


def policy(page: bytes) -> dict[str, list[str]]:
    content = html.fromstring(page).xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    return {name: values for name, *values in (directive.split() for directive in content.split("; "))}


def test_the_policy_allows_exactly_what_is_in_the_file(rendered: Render) -> None:
    page = launch_page(rendered("Tekst."), standard="scorm12", script="let a = '</script>';", connect=False)
    rules = policy(page)
    assert rules["default-src"] == ["'none'"]
    assert "connect-src" not in rules
    assert not any("unsafe" in value or value == "*" for values in rules.values() for value in values)
    document = html.fromstring(page)
    scripts = [s.text for s in document.iter("script") if s.get("type") is None]
    assert len(scripts) == 2
    for name, texts in (("script-src", scripts), ("style-src", [s.text for s in document.iter("style")])):
        digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts]
        assert rules[name] == [f"'sha256-{digest}'" for digest in digests]


def test_only_a_page_with_a_record_store_may_connect(rendered: Render) -> None:
    page = launch_page(rendered("Tekst."), standard="cmi5", script="", connect=True)
    assert "https:" in policy(page)["connect-src"]


def test_nothing_is_asked_from_elsewhere(rendered: Render) -> None:
    page = launch_page(rendered("Tekst."), standard="scorm12", script="", connect=False)
    document = html.fromstring(page)
    assert document.xpath("//@src | //link/@href") == []
    assert "url(" not in document.find(".//style").text


def test_course_data_survives_what_would_end_a_script(rendered: Render) -> None:
    prompt = "Wat </script><!-- <script> & \u2028?"
    course = rendered(f":::{{reflection}}\nid: a\nprompt: {json.dumps(prompt)}\n:::\n")
    page = launch_page(course, standard="scorm12", script="", connect=False).decode()
    data = re.search(r'<script type="application/json" id="course">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    assert json.loads(data[1])["interactions"][0]["prompt"] == prompt


@pytest.mark.parametrize("answers", ["lms", "report", "device"])
@pytest.mark.parametrize("connect", [False, True])
def test_the_page_says_who_can_read_what(rendered: Render, answers: str, connect: bool) -> None:
    text = ":::{reflection}\nid: a\nprompt: Wat?\n:::\n"
    course = rendered(text, f"answers: {answers}\n")
    page = html.fromstring(launch_page(course, standard="x", script="", connect=connect))
    said = page.find(".//p[@data-privacy]").text
    assert ("rapporten" in said) == (answers == "report")
    assert ("blijven in deze browser" in said) == (answers == "device")
    if answers != "device":
        assert ("LRS" in said) == connect


def test_the_same_course_gives_the_same_bytes(rendered: Render) -> None:
    course = rendered("Tekst.")
    pages = {launch_page(course, standard="web", script="x", connect=False) for _ in range(3)}
    assert len(pages) == 1


def test_a_title_cannot_break_out(rendered: Render) -> None:
    course = rendered("Tekst.", "subtitle: x\n")
    page = launch_page(course, standard="web", script="", connect=False)
    assert html.fromstring(page).find(".//title").text == "Proef"
    assert html.fromstring(page).get("lang") == "nl"
