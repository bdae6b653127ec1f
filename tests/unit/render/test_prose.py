"""Markdown → HTML: what a reader gets, and what an author cannot smuggle in."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from lxml import html

from modulebouwer.render.course import Course
from modulebouwer.render.prose import unique_id

Render = Callable[..., Course]
EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def page_of(course: Course) -> html.HtmlElement:
    return html.fromstring(f"<div>{course.page}</div>")


def text_of(course: Course) -> html.HtmlElement:
    (text,) = page_of(course).iterfind('.//section[@data-section="begin"]//div[@class="text"]')
    return text


def test_paragraphs_lists_and_emphasis(rendered: Render) -> None:
    text = text_of(rendered("Een *klein* begin.\n\n- één\n- twee\n"))
    assert text.find("p/em").text == "klein"
    assert [item.text for item in text.findall("ul/li")] == ["één", "twee"]


def test_words_in_another_language_say_so_and_are_no_link(rendered: Render) -> None:
    """WCAG 2.2, 3.1.2; BCP 47."""
    text = text_of(rendered("Een [*broad* bag](lang:en-GB) en [zo](lang:nl) zegt men.\n"))
    assert text.findall(".//a") == []
    first, second = text.findall("p/span")
    assert (first.get("lang"), first.text_content()) == ("en-GB", "broad bag")
    assert (second.get("lang"), second.text) == ("nl", "zo")
    assert text.find("p").text_content() == "Een broad bag en zo zegt men."


def test_links_go_to_places_in_the_page(rendered: Render) -> None:
    text = "[a](section:begin) [b](theme:buur) [c](term:fit)\n\n:::{term}\nid: fit\nterm: fit\ndefinition: Past.\n:::\n"
    course = rendered(text, "themes:\n  - {id: buur, title: Buren, why: Daarom.}\n")
    links = text_of(course).findall("p/a")
    assert [link.get("href") for link in links] == ["#section-begin", "#theme-buur", "#term-fit"]
    page = page_of(course)
    for link in links:
        assert len(page.xpath(f'//*[@id="{link.attrib["href"][1:]}"]')) == 1


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "http://x.nl", "//x.nl"]
)
def test_other_schemes_are_no_links(rendered: Render, url: str) -> None:
    page = page_of(rendered(f"Zie [hier]({url})."))
    assert [a.get("href") for a in page.iter("a") if not a.attrib["href"].startswith("#")] == []
    assert "hier" in page.text_content()


def test_links_outside_open_apart_and_tell_nothing(rendered: Render) -> None:
    link = text_of(rendered("[hier](https://example.org/a?b=1&c=2)")).find("p/a")
    assert dict(link.attrib) == {
        "href": "https://example.org/a?b=1&c=2",
        "rel": "noopener",
        "target": "_blank",
    }


@pytest.mark.parametrize("url", ["mailto:info@example.org", "tel:+31201234567", "TEL:112"])
def test_an_address_of_mail_or_telephone_opens_no_page(rendered: Render, url: str) -> None:
    assert dict(text_of(rendered(f"[hier]({url})")).find("p/a").attrib) == {"href": url}


def test_a_table_names_its_columns_for_narrow_screens(rendered: Render) -> None:
    text = text_of(rendered("| Wie | Wat | Waar |\n|---|:-:|--:|\n| a | b | c |\n"))
    wrapper = text.find("div")
    assert wrapper.get("class") == "table wide"
    assert [cell.get("scope") for cell in wrapper.iter("th")] == ["col"] * 3
    cells = list(wrapper.iter("td"))
    assert [(cell.text, cell.get("data-label"), cell.get("class")) for cell in cells] == [
        ("a", "Wie", None),
        ("b", "Wat", "center"),
        ("c", "Waar", "right"),
    ]


def test_an_empty_corner_is_no_header(rendered: Render) -> None:
    text = text_of(rendered("|  | Nu |\n|---|---|\n| ik | b |\n"))
    assert [cell.text for cell in text.iter("th")] == ["Nu"]


def test_no_attribute_needs_an_unsafe_policy(rendered: Render) -> None:
    course = rendered("| a | b |\n|--:|---|\n| 1 | 2 |\n")
    assert not re.search(r'\s(style|on\w+)="', course.page)


def test_a_footnote_and_its_way_back(rendered: Render) -> None:
    page = page_of(rendered("Zo[^a] en zo[^b] en weer[^a].\n\n[^a]: Eerste.\n[^b]: Tweede.\n"))
    notes = page.xpath('//aside[@class="notes"]/ol/li')
    assert [note.get("id") for note in notes] == ["fn-begin-1", "fn-begin-2"]
    references = page.xpath('//a[@class="note"]')
    assert [ref.get("href") for ref in references] == ["#fn-begin-1", "#fn-begin-2", "#fn-begin-1"]
    assert len({ref.get("id") for ref in references}) == 3
    for back in page.xpath('//a[@class="back"]'):
        assert back.get("href")[1:] in {ref.get("id") for ref in references}


def test_heading_ids_are_unique_and_speaking(rendered: Render) -> None:
    headings = text_of(rendered("## Eén begin\n\na\n\n## Een begin\n\nb\n\n## 中文\n\nc\n")).findall("h2")
    assert [heading.get("id") for heading in headings] == [
        "begin--een-begin",
        "begin--een-begin-2",
        "begin--deel",
    ]


def test_slug_keeps_what_is_taken() -> None:
    taken = {"a"}
    assert (unique_id("A", taken), unique_id("a!", taken)) == ("a-2", "a-3")
    assert taken == {"a", "a-2", "a-3"}


def test_markup_in_prose_is_shown_and_not_run(rendered: Render) -> None:
    text = f"Zo {EVIL} dus.\n\n<div onclick='x()'>blok</div>\n"
    page = page_of(rendered(text))
    assert page.xpath("//script | //img") == []
    assert EVIL in page.text_content()


def test_markup_in_every_field_is_shown_and_not_run(rendered: Render) -> None:
    quoted = EVIL.replace('"', "'")
    head = f"""subtitle: "{quoted}"
publisher: "{quoted}"
objectives: [{{id: doel, text: "{quoted}"}}]
guiding_questions: ["{quoted}"]
themes: [{{id: buur, title: "{quoted}", why: "{quoted}", url: "https://example.org/<script>"}}]
"""
    components = {
        "reflection": 'id: vraag\nprompt: "{}"\nhint: "{}"',
        "guiding-question": 'question: "{}"\nnote: "{}"',
        "term": 'id: woord\nterm: "{}"\ndefinition: "{}"',
        "case": 'id: geval\ntitle: "{}"\ntext: "{}"',
        "callout": 'title: "{}"\ntext: "{}"',
        "figure": 'src: media/kaart.svg\nalt: "{}"\ncaption: "{}"',
        "quote": 'text: "{}"\nsource: "{}"',
    }
    text = "\n".join(
        f":::{{{kind}}}\n{body.format(quoted, quoted)}\n:::\n" for kind, body in components.items()
    )
    course = rendered(
        text, head, {"media/kaart.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'}
    )
    page = page_of(course)
    assert page.xpath("//script") == []
    assert [image.get("src") for image in page.iter("img")] == ["media/kaart.svg"]
    assert page.text_content().count(EVIL) >= 5 + 2 * len(components) - 1
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]


def test_marks_that_other_programs_write_are_set(rendered: Render) -> None:
    html = rendered("H~2~O, 10^6^ en ~~weg~~. Een noot^[Met *nadruk*.] staat onderaan.\n").page
    assert "H<sub>2</sub>O, 10<sup>6</sup> en <s>weg</s>" in html
    assert "Met <em>nadruk</em>." in html
    assert html.count('role="doc-noteref"') == html.count('role="doc-backlink"') == 1
