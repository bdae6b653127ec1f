"""Scales, cases with choices, checklists and cycles as the page has them: readable and answerable markup."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import html

from modulebouwer.render.course import Course

Render = Callable[..., Course]

SCALES = """:::{scale}
id: begin-schaal
title: Waar staat u?
moment: Aan het begin
required: true
anchors: [Nog niet, Soms, Altijd]
statements:
  - id: kennen
    text: Ik ken de partners.
    anchors: [Wie?, Een paar, Allemaal]
  - id: delen
    text: Wij delen een doel.
:::

:::{scale}
id: tussen-schaal
title: Halverwege
moment: Halverwege
earlier: begin-schaal
:::

:::{scale}
id: eind-schaal
title: En nu?
moment: Aan het eind
earlier: tussen-schaal
:::
"""
CASE = """:::{case}
id: dorp
title: De opvang vertrekt
text: De opvang sluit.
%s:::
"""
CHOICES = """question: Wat stelt u voor?
choices:
  - {id: zelf, text: Zelf beginnen, consequence: "Dan bent u **houder**."}
  - {id: samen, text: Samen beginnen, consequence: Dat duurt langer.}
"""


def page_of(course: Course) -> html.HtmlElement:
    return html.fromstring(f"<div>{course.page}</div>")


def text_of(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_a_scales_statements_are_groups_of_radios_with_their_anchors(rendered: Render) -> None:
    page = page_of(rendered(SCALES))
    groups = page.xpath('//section[@id="scale-begin-schaal"]//fieldset')
    assert [(group.get("id"), text_of(group.find("legend"))) for group in groups] == [
        ("answer-begin-schaal.kennen", "Ik ken de partners."),
        ("answer-begin-schaal.delen", "Wij delen een doel."),
    ]
    points = [[text_of(label) for label in group.findall("label")] for group in groups]
    assert points == [["1 Wie?", "2 Een paar", "3 Allemaal"], ["1 Nog niet", "2 Soms", "3 Altijd"]]
    radios = groups[0].xpath(".//input")
    assert [(radio.get("type"), radio.get("name"), radio.get("value")) for radio in radios] == [
        ("radio", "begin-schaal.kennen", value) for value in "123"
    ]


def test_a_later_moment_asks_the_first_ones_statements_also_by_way_of_another(rendered: Render) -> None:
    course = rendered(SCALES)
    first, between, last = course.components
    for component in (between, last):
        assert [(i.id, i.prompt, i.type, i.options) for i in component.interactions] == [
            (i.id.replace(first.id, component.id), i.prompt, "likert", i.options) for i in first.interactions
        ]
    assert [c.settings.model_dump() for c in course.components] == [
        {"moment": "Aan het begin", "earlier": ""},
        {"moment": "Halverwege", "earlier": "begin-schaal"},
        {"moment": "Aan het eind", "earlier": "tussen-schaal"},
    ]
    assert len(page_of(course).xpath('//section[@id="scale-eind-schaal"]//input')) == 6


def test_a_case_has_a_fork_only_with_choices(rendered: Render) -> None:
    course = rendered(CASE % CHOICES)
    case = page_of(course).xpath('//article[@id="case-dorp"]')[0]
    assert text_of(case.xpath(".//legend")[0]) == "Wat stelt u voor?"
    ways = case.xpath('.//section[@class="way"]')
    assert [way.get("data-way") for way in ways] == ["zelf", "samen"]
    assert ways[0].xpath(".//strong")[0].text == "houder"
    assert course.scripts == ("portfolio", "case")


def test_a_case_tells_what_to_think_over_readable_without_script(rendered: Render) -> None:
    choices = CHOICES.replace('**houder**."}', '**houder**.", debrief: Dit kost *tijd*.}')
    course = rendered(CASE % (choices + "debrief: Geen is gratis.\n"))
    debrief = page_of(course).xpath('//article[@id="case-dorp"]//section[@data-debrief]')[0]
    first = debrief.xpath("./div[@data-after]")
    assert [text_of(one.xpath("./p[last()]")[0]) for one in first] == ["Dit kost tijd."]
    assert "Geen is gratis." in text_of(debrief)


def test_a_case_to_read_records_nothing_and_brings_no_script(rendered: Render) -> None:
    """What is carried all the same makes the proof of participation, which every module has."""
    course = rendered(CASE % "")
    assert (course.components, course.scripts) == ((), ("portfolio",))
    assert page_of(course).xpath('//article[@id="case-dorp"]//input') == []


def test_a_case_without_a_question_of_its_own_still_asks_one(rendered: Render) -> None:
    course = rendered(CASE % CHOICES.partition("\n")[2])
    assert text_of(page_of(course).xpath("//legend")[0]) != ""
    assert course.components[0].interactions[0].prompt == "De opvang vertrekt"


def test_a_cycles_steps_say_how_many_there_are(rendered: Render) -> None:
    text = ":::{cycle}\nid: terug\ntitle: Terug\nphases:\n  - {id: a, prompt: Wat?}\n  - {id: b, prompt: En?}\n:::\n"
    page = page_of(rendered(text))
    assert [text_of(label) for label in page.xpath('//li/p[@class="label"]')] == [
        "Stap 1 van 2",
        "Stap 2 van 2",
    ]
    assert [label.get("for") for label in page.xpath("//li/label")] == ["answer-terug.a", "answer-terug.b"]
    assert [area.get("id") for area in page.xpath("//li/textarea")] == ["answer-terug.a", "answer-terug.b"]


def test_a_package_has_the_styles_of_the_kinds_in_use_alone(rendered: Render) -> None:
    style = rendered(CASE % "").style
    assert re.search(r"\.fork\b", style)
    assert not re.search(r"\.two-moments\b|\.phases\b", style)
