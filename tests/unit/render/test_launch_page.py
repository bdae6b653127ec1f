"""The page and its script: a policy that holds it to its own files, and data that cannot break out."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable

import pytest
from lxml import html

from modulebouwer.render.course import Course
from modulebouwer.render.launch_page import COURSE, Asks, launch_files

Render = Callable[..., Course]


def policy(page: bytes) -> dict[str, list[str]]:
    content = html.fromstring(page).xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')[0]
    return {name: values for name, *values in (directive.split() for directive in content.split("; "))}


def files(course: Course, script: str = "", standard: str = "scorm12", asks: Asks = "nothing") -> list[bytes]:
    """The page and the script."""
    return list(launch_files(course, standard=standard, script=script, asks=asks).values())[:2]


def test_the_policy_allows_exactly_what_is_in_the_page_and_its_own_files(rendered: Render) -> None:
    page, _ = files(rendered("Tekst."))
    rules = policy(page)
    assert rules["default-src"] == ["'none'"]
    assert "connect-src" not in rules
    assert not any("unsafe" in value or value == "*" for values in rules.values() for value in values)
    document = html.fromstring(page)
    inside = [s.text for s in document.iter("script") if s.get("src") is None]
    assert len(inside) == 1
    styles = [s.text for s in document.iter("style")]
    for name, own, texts in (("script-src", ["'self'"], inside), ("style-src", [], styles)):
        digests = [
            base64.b64encode(hashlib.sha256((text or "").encode()).digest()).decode() for text in texts
        ]
        assert rules[name] == [*own, *(f"'sha256-{digest}'" for digest in digests)]


def test_only_a_page_with_a_record_store_may_ask_others(rendered: Render) -> None:
    page, _ = files(rendered("Tekst."), standard="cmi5", asks="store")
    assert "https:" in policy(page)["connect-src"]


def test_a_page_that_needs_proof_of_its_server_may_ask_for_its_own_file(rendered: Render) -> None:
    found = launch_files(rendered("Tekst."), standard="scorm12", script="", asks="package")
    assert policy(found["index.html"])["connect-src"] == ["'self'"]
    assert found["alive.txt"] == b"modulebouwer\n"


def test_nothing_is_asked_but_the_script_after_the_text(rendered: Render) -> None:
    found = launch_files(rendered("Tekst."), standard="scorm12", script="", asks="nothing")
    page, script, _ = found
    document = html.fromstring(found[page])
    assert document.xpath("//@src | //link/@href") == [script]
    assert document.xpath("//script[@src]/following::*") == []
    style = document.xpath("string(.//style)")
    assert style.count("url(") == style.count('url("data:') > 0
    assert "@import" not in style


def test_the_scripts_name_follows_from_what_is_in_it(rendered: Render) -> None:
    course = rendered("Tekst.")
    names = [
        list(launch_files(course, standard="scorm12", script=script, asks="nothing"))[1] for script in "aba"
    ]
    assert names[0] == names[2] != names[1]
    assert all(re.fullmatch(r"player-[0-9a-f]{8}\.js", name) for name in names)


def test_course_data_comes_back_whatever_is_in_it(rendered: Render) -> None:
    prompt = "Wat </script><!-- <script> & \u2028?"
    course = rendered(f":::{{reflection}}\nid: a\nprompt: {json.dumps(prompt)}\n:::\n")
    _, script = files(course)
    first = script.decode().split("\n")[0]
    data = json.loads(first.removeprefix(COURSE).removesuffix(";"))
    assert data["interactions"][0]["prompt"] == prompt


@pytest.mark.parametrize("answers", ["lms", "report", "device"])
@pytest.mark.parametrize("asks", ["nothing", "package", "store"])
def test_the_page_says_who_can_read_what(rendered: Render, answers: str, asks: Asks) -> None:
    text = ":::{reflection}\nid: a\nprompt: Wat?\n:::\n"
    course = rendered(text, f"answers: {answers}\n")
    page = html.fromstring(files(course, asks=asks)[0])
    said = page.xpath("string(.//p[@data-privacy])")
    assert ("rapporten" in said) == (answers == "report")
    assert ("blijven in deze browser" in said) == (answers == "device")
    if answers != "device":
        assert ("LRS" in said) == (asks == "store")


def test_the_same_course_gives_the_same_bytes(rendered: Render) -> None:
    course = rendered("Tekst.")
    made = [files(course, "x", "web") for _ in range(3)]
    assert made[0] == made[1] == made[2]


def test_a_title_cannot_break_out(rendered: Render) -> None:
    course = rendered("Tekst.", "subtitle: x\n")
    page, _ = files(course, standard="web")
    assert html.fromstring(page).find(".//title").text == "Proef"
    assert html.fromstring(page).get("lang") == "nl"
