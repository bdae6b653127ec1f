"""A module as a course: the page's parts, the templates that win, and mistakes in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from jinja2 import UndefinedError
from lxml import html

from harness.looks import look_for
from modulebouwer import resources
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.model.look import Templates
from modulebouwer.render.course import Course
from modulebouwer.render.environment import RenderError, environment
from modulebouwer.render.pages import render, without_indentation
from modulebouwer.source.loader import load
from unit.render.conftest import HEAD, SECTION

Render = Callable[..., Course]
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"/>'


def page_of(course: Course) -> html.HtmlElement:
    return html.fromstring(f"<div>{course.page}</div>")


@pytest.mark.parametrize("kind", COMPONENTS)
def test_every_component_has_a_template_of_its_name(kind: str) -> None:
    assert (resources.templates() / "components" / kind / "component.html.j2").is_file()


def test_every_template_of_a_component_is_of_one_that_exists() -> None:
    folder = resources.templates() / "components"
    assert {path.parent.name for path in folder.glob("*/component.html.j2")} == set(COMPONENTS)
    assert {path.name for path in folder.iterdir()} == {*COMPONENTS, "shared"}


def test_ids_are_unique_and_every_link_and_label_finds_one(rendered: Render) -> None:
    text = """Een [woord](term:woord).

:::{term}
id: woord
term: woord
definition: Wat het is.[^d]

    [^d]: Noot.
:::

:::{reflection}
id: eerste
prompt: Wat?
hint: Zo.
:::

:::{reflection}
id: tweede
prompt: En nu?
builds_on: [eerste]
:::

:::{case}
id: geval
title: Geval
text: Er was eens.
:::
"""
    page = page_of(rendered(text.replace("[^d]\n\n    [^d]: Noot.", "")))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    targets = [href[1:] for href in page.xpath("//@href") if href.startswith("#")]
    named = page.xpath("//@for") + [
        name for value in page.xpath("//@aria-labelledby") for name in value.split()
    ]
    assert set(targets + named) <= set(ids)


def test_interactions_are_in_reading_order(rendered: Render) -> None:
    reflection = ":::{{reflection}}\nid: {0}\nprompt: Vraag {0}?\nmax_length: 400\n:::\n\n"
    text = "".join(reflection.format(name) for name in ("b", "a"))
    course = rendered(text)
    assert [(c.id, c.section, c.required, c.interactions[0].max_length) for c in course.components] == [
        ("b", "begin", False, 400),
        ("a", "begin", False, 400),
    ]


def test_only_media_that_is_shown_goes_along_and_keeps_its_room(rendered: Render) -> None:
    text = ":::{figure}\nsrc: media/kaart.svg\nalt: Een kaart\n:::\n"
    course = rendered(text, files={"media/kaart.svg": SVG, "media/over.svg": SVG})
    assert list(course.media) == ["media/kaart.svg"]
    image = page_of(course).find(".//img")
    assert (image.get("width"), image.get("height")) == ("400", "300")


def test_the_first_page_says_who_made_and_who_checked_it(rendered: Render) -> None:
    drawn = """:::{figure}
src: media/kaart.svg
alt: Een kaart
provenance: {made_by: een tekenprogramma}
:::
"""
    made = "provenance: {made_by: Sanne, checked_by: Joris, checked_on: 2026-09-01}\n"
    course = rendered(drawn, head=made, files={"media/kaart.svg": SVG})
    assert [line.text for line in page_of(course).findall(".//p[@class='colophon']")[1:]] == [
        "Deze module: gemaakt door Sanne, nagekeken door Joris op 1 september 2026.",
        "Afbeelding in ‘Begin’: gemaakt door een tekenprogramma, nog niet nagekeken.",
    ]


FILM = """:::{video}
src: media/film.mp4
title: Een "film"
captions: media/film.vtt
poster: media/kaart.svg
transcript: Wat er *gezegd* wordt.
:::
"""
FILM_FILES = {
    "media/film.mp4": b"",
    "media/film.vtt": "WEBVTT\n\n00:01.000 --> 00:02.000\nGoedemorgen, één & <i>al</i>\n",
    "media/kaart.svg": SVG,
}


def test_a_film_has_its_captions_in_the_page_and_keeps_its_room(rendered: Render) -> None:
    course = rendered(FILM, files=FILM_FILES)
    assert set(course.media) == {"media/film.mp4", "media/kaart.svg"}
    video = page_of(course).find(".//video")
    assert (video.get("width"), video.get("height")) == ("400", "300")
    assert (video.get("poster"), video.get("preload")) == ("media/kaart.svg", "none")
    track = video.find("track")
    assert (track.get("kind"), track.get("srclang"), track.get("default")) == ("captions", "nl", "")
    head, _, data = track.get("src").partition(",")
    assert head == "data:text/vtt;charset=utf-8"
    assert unquote(data) == FILM_FILES["media/film.vtt"]


def test_a_film_without_a_picture_shows_its_beginning(rendered: Render) -> None:
    video = page_of(rendered(FILM.replace("poster: media/kaart.svg\n", ""), files=FILM_FILES)).find(
        ".//video"
    )
    assert (video.get("preload"), video.get("poster"), video.get("width")) == ("metadata", None, None)


def test_a_download_tells_its_kind_and_size(rendered: Render) -> None:
    text = ":::{download}\nsrc: media/verslag.pdf\ntitle: Het verslag\n:::\n"
    course = rendered(text, files={"media/verslag.pdf": b"x" * 1_240_000})
    link = page_of(course).xpath('//*[@class="download"]/a')[0]
    assert (link.get("href"), link.get("download")) == ("media/verslag.pdf", "")
    assert link.text_content() == "Het verslag PDF, 1,2 MB"
    assert list(course.media) == ["media/verslag.pdf"]


def test_an_embed_is_a_link_that_says_where_it_leads(rendered: Render) -> None:
    text = """:::{embed}
url: https://voorbeeld.example/a?b=1&c=2
title: Het gedicht
picture: media/kaart.svg
alt: Een handspiegel
:::
"""
    course = rendered(text, files={"media/kaart.svg": SVG})
    page = page_of(course)
    link = page.xpath('//*[@class="embed"]/a')[0]
    assert link.get("href") == "https://voorbeeld.example/a?b=1&c=2"
    assert (link.get("target"), link.get("rel")) == ("_blank", "noopener")
    assert link.text_content().split("\n")[-2].strip() == "Opent op een andere site: voorbeeld.example"
    assert link.find("img").get("alt") == "Een handspiegel"
    assert page.xpath("//iframe | //object | //embed") == []
    assert list(course.media) == ["media/kaart.svg"]


def test_components_without_an_id_on_the_same_line_of_two_sections(tmp_path: Path) -> None:
    tabs = ":::{tabs}\nitems:\n  - {title: a, text: b}\n  - {title: c, text: 'd[^1]'}\n:::\n"
    (tmp_path / "sections").mkdir()
    (tmp_path / "module.yaml").write_text(HEAD.replace("[begin]", "[begin, verder]"), encoding="utf-8")
    for name in ("begin", "verder"):
        (tmp_path / "sections" / f"{name}.md").write_text(SECTION + tabs, encoding="utf-8")
    module, _ = load(tmp_path, "proef")
    assert module is not None
    ids = page_of(render(module, look_for(module.definition))).xpath("//@id")
    assert len(ids) == len(set(ids))


def test_citations_lead_to_the_reference_list(rendered: Render) -> None:
    references = """references:
  - id: jansen-2020
    type: book
    title: Leiden
    author: [{family: Jansen, given: A}]
    issued: 2020
    publisher: Uitgever
"""
    page = page_of(rendered("Zo is het [@jansen-2020, p. 3].", files={"references.yaml": references}))
    link = page.find('.//a[@class="cite"]')
    assert link.get("href") == "#ref-jansen-2020"
    assert "Leiden" in page.xpath('//li[@id="ref-jansen-2020"]')[0].text_content()
    assert "p. 3" in link.getparent().text_content()


def test_a_projects_own_template_wins(rendered: Render) -> None:
    own = {"templates/components/callout/component.html.j2": "<p class='eigen'>{{ component.title }}</p>"}
    page = page_of(rendered(":::{callout}\ntitle: Let op & zo\ntext: x\n:::\n", files=own))
    assert page.find('.//p[@class="eigen"]').text == "Let op & zo"


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("\n\n{{ words.bestaat_niet }}", 3),
        ("\n{% if %}", 2),
        ("\n{{ 1 + 'a' }}", 2),
        ("{{ 1 // 0 }}", 1),
        ("\n\n\n{{ words.section_of | fill(number=1) }}", 4),
    ],
)
def test_a_mistake_in_an_own_template_is_told_at_its_line(rendered: Render, template: str, line: int) -> None:
    own = {"templates/components/callout/component.html.j2": template}
    with pytest.raises(RenderError) as error:
        rendered(":::{callout}\ntext: x\n:::\n", files=own)
    place = error.value.finding.location
    assert (error.value.finding.code, place.line) == ("SKN-003", line)
    assert place.path.endswith("proef/templates/components/callout/component.html.j2")


def test_a_field_that_a_component_has_not_is_told_with_those_it_has(rendered: Render) -> None:
    own = {"templates/components/callout/component.html.j2": "\n{{ component.titel }}"}
    with pytest.raises(RenderError) as error:
        rendered(":::{callout}\ntext: x\n:::\n", files=own)
    found = error.value.finding
    assert (found.code, found.location.line) == ("SKN-644", 2)
    assert (found.values["name"], found.values["field"]) == ("callout", "titel")
    assert found.values["suggestion"] == "title"
    assert "kind" in str(found.values["known"])


def test_a_right_to_left_locale_turns_the_page(rendered: Render) -> None:
    words = (resources.templates() / "locales" / "en.yaml").read_text(encoding="utf-8")
    own = {"templates/locales/ar.yaml": words.replace("direction: ltr", "direction: rtl")}
    assert rendered("Tekst.", files=own, language="ar").direction == "rtl"


REFERENCES = """references:
- {id: smeets-2007, type: book, title: Regie, author: [{family: Smeets, given: E.}], issued: 2007}
- {id: bos-2010, type: book, title: Leren, author: [{family: Bos, given: A.}], issued: 2010}
"""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("[@smeets-2007]", "(Smeets, 2007)"),
        ("[zie @smeets-2007, p. 3; @bos-2010]", "(zie Smeets, 2007, p. 3; Bos, 2010)"),
        (
            "[Freire, 1970, geciteerd in @bos-2010, hfst. 2]",
            "(Freire, 1970, geciteerd in Bos, 2010, hfst. 2)",
        ),
        ("Smeets [-@smeets-2007] zegt", "Smeets (2007) zegt"),
        ("Smeets [-@smeets-2007, p. 3]", "Smeets (2007, p. 3)"),
        ("@smeets-2007 [p. 3] zegt", "Smeets (2007, p. 3) zegt"),
        ("@smeets-2007 zegt", "Smeets (2007) zegt"),
        ("[@bos-2010, p. 4, mijn cursivering]", "(Bos, 2010, p. 4, mijn cursivering)"),
        ("[@smeets-2007; @bos-2010]", "(Bos, 2010; Smeets, 2007)"),
        ("@smeets-2007 [hier](https://a.nl)", "Smeets (2007) hier"),
        ("(Freire, geciteerd in @bos-2010)", "(Freire, geciteerd in Bos, 2010)"),
        ("(zoals @bos-2010 [p. 4] zegt)", "(zoals Bos, 2010, p. 4, zegt)"),
        ("(vgl. @bos-2010 en @smeets-2007)", "(vgl. Bos, 2010 en Smeets, 2007)"),
        ("(leren) @bos-2010 (2) zegt", "(leren) Bos (2010) (2) zegt"),
        ("1 (zonder eind @bos-2010 zegt", "1 (zonder eind Bos (2010) zegt"),
    ],
)
def test_a_citation_as_it_is_written(rendered: Render, typed: str, shown: str) -> None:
    course = rendered(f"Zie {typed}.", files={"references.yaml": REFERENCES})
    paragraph = page_of(course).xpath('//*[@data-page="section"]//p')[-1]
    assert shown in " ".join(page_of(course).text_content().split()), paragraph.text_content()


def test_environment_needs_every_name() -> None:
    with pytest.raises(UndefinedError):
        environment(Templates({})).from_string("{{ nergens }}").render()


def test_indentation_goes_but_for_what_is_shown_as_typed() -> None:
    html = "<ul>\n  <li>a\n    b</li>\n</ul>\n<pre><code>x:\n  y\n</code></pre>\n   <p>c</p>"
    assert without_indentation(html) == (
        "<ul>\n<li>a\nb</li>\n</ul>\n<pre><code>x:\n  y\n</code></pre>\n<p>c</p>"
    )


@pytest.mark.parametrize(
    "expression",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ words.__class__ }}",
        "{{ component.text.__class__.__mro__ }}",
        "{{ component.model_dump.__globals__ }}",
        "{{ component.__init__.__globals__['__builtins__']['open']('/etc/passwd').read() }}",
        "{% set _ = words.update({'skip': 'x'}) %}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    ],
)
def test_a_template_of_a_stranger_reaches_nothing_of_the_machine(rendered: Render, expression: str) -> None:
    own = {"templates/components/callout/component.html.j2": expression}
    with pytest.raises(RenderError) as error:
        rendered(":::{callout}\ntext: x\n:::\n", files=own)
    assert error.value.finding.code == "SKN-003"


def test_a_template_includes_nothing_outside_the_templates(rendered: Render) -> None:
    own = {"templates/components/callout/component.html.j2": "{% include '../../module.yaml' %}"}
    with pytest.raises(RenderError) as error:
        rendered(":::{callout}\ntext: x\n:::\n", files=own)
    assert error.value.finding.code == "SKN-003"


def test_a_number_of_two_figures_says_so_since_it_needs_more_of_the_margin(tmp_path: Path) -> None:
    folder = tmp_path / "proef"
    (folder / "sections").mkdir(parents=True)
    names = [f"deel-{number}" for number in range(1, 12)]
    head = HEAD.replace("[begin]", f"[{', '.join(names)}]")
    (folder / "module.yaml").write_text(head, encoding="utf-8")
    for name in names:
        (folder / "sections" / f"{name}.md").write_text(f"{SECTION}Lees dit.", encoding="utf-8")
    module, problems = load(folder, "proef")
    assert module is not None, problems
    openers = page_of(render(module, look_for(module.definition))).cssselect(".opener")
    assert [one.get("data-number") for one in openers if "long" in one.get("class").split()] == ["10", "11"]


def test_a_dot_of_a_line_stands_at_its_value_in_what_is_not_stretched(rendered: Render) -> None:
    chart = """:::{chart}
title: Wachten
form: lines
series: [Dagen]
rows:
  - {label: januari, values: [0]}
  - {label: februari, values: [null]}
  - {label: maart, values: [10]}
:::"""
    dots = page_of(rendered(chart)).cssselect(".drawing .dots")
    assert [(dot.getparent().get("x"), dot.getparent().get("y")) for dot in dots] == [
        ("0.0%", "100.0%"),
        ("100.0%", "0.0%"),
    ]
    assert not any(above.get("preserveaspectratio") for dot in dots for above in dot.iterancestors("svg"))


def test_the_name_of_a_note_does_not_cling_to_the_word_before_it(rendered: Render) -> None:
    page = page_of(rendered("Dit is zo.[^a] En dat.\n\n[^a]: Een noot."))
    assert "zo. Noot 1" in page.text_content()
