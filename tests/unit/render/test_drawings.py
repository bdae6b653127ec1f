"""Drawings take the skin's colours, and there is one for each scheme where they differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from modulebouwer import resources
from modulebouwer.render.drawings import DARK, drawn, in_both_schemes

SKIN = ':root { --paper: light-dark(#fff, #111); --accent: #06c; --sans: "Figtree", sans-serif; }'
PATH = "media/kaart.svg"
PAGE = f'<p><img src="{PATH}" alt="Een kaart" width="4"></p><img src="media/foto.png" alt="">'


def both(svg: str, page: str = PAGE, **others: bytes) -> tuple[str, dict[str, bytes]]:
    more = {f"media/{name.replace('_', '-')}.svg": data for name, data in others.items()}
    return in_both_schemes(page, {PATH: svg.encode(), **more}, SKIN)


def test_a_drawing_takes_the_skins_colours_in_both_schemes() -> None:
    page, files = both("<svg fill='var(--accent)' stroke='var(--paper, #fcfaf6)' color='var(--mine, red)'/>")
    assert files == {
        PATH: b"<svg fill='#06c' stroke='#fff' color='var(--mine, red)'/>",
        "media/kaart-dark.svg": b"<svg fill='#06c' stroke='#111' color='var(--mine, red)'/>",
    }
    source = f'<source srcset="media/kaart-dark.svg" media="{DARK}">'
    assert f'<p><picture>{source}<img src="{PATH}" alt="Een kaart" width="4"></picture></p>' in page
    assert page.endswith('<img src="media/foto.png" alt="">')


def test_what_a_drawing_says_for_one_scheme_stands_in_that_one_only() -> None:
    svg = (
        "<style>.a{fill:red} @media (prefers-color-scheme: dark) { .a { fill: blue } .b { fill: lime } }"
        "@media (prefers-color-scheme:light){.c{fill:tan}}</style>"
    )
    _, files = both(svg)
    assert files[PATH] == b"<style>.a{fill:red} .c{fill:tan}</style>"
    assert files["media/kaart-dark.svg"] == (
        b"<style>.a{fill:red}  .a { fill: blue } .b { fill: lime } </style>"
    )


def test_a_drawing_that_looks_the_same_stays_one_file_byte_for_byte() -> None:
    svg = "<svg><style>@media (min-width: 9px) { a { fill: red } }</style><!-- \u00e9 --></svg>"
    assert both(svg) == (PAGE, {PATH: svg.encode()})
    assert in_both_schemes(PAGE, {PATH: b"\xff\xfe<svg/>"}, SKIN) == (PAGE, {PATH: b"\xff\xfe<svg/>"})


def test_only_colours_are_filled_in_and_only_in_what_is_shown_as_a_picture() -> None:
    svg = "<svg font-family='var(--sans, serif)' fill='var(--accent)'/>"
    _, files = both(svg, PAGE, lijn=svg.encode())
    assert files == {
        PATH: b"<svg font-family='var(--sans, serif)' fill='#06c'/>",
        "media/lijn.svg": svg.encode(),
    }


def test_no_file_of_the_author_is_written_over() -> None:
    _, files = both("<svg fill='var(--paper)'/>", kaart_dark=b"<svg/>")
    assert files["media/kaart-dark.svg"] == b"<svg/>"
    assert files["media/kaart-dark-dark.svg"] == b"<svg fill='#111'/>"


MODULES = Path(__file__).parents[3] / "modules"


@pytest.mark.parametrize(
    "path", [f"{one.parts[-3]}/{one.name}" for one in sorted(MODULES.glob("samenwerken_*/media/*.svg"))]
)
def test_each_drawing_of_the_real_modules_looks_otherwise_in_each_skin_and_scheme(path: str) -> None:
    module, name = path.split("/")
    drawing = (MODULES / module / "media" / name).read_bytes()
    skins = [
        (resources.templates() / "skins" / skin / "skin.css").read_text("utf-8")
        for skin in ("standaard", "helder", "oever")
    ]
    looks = {drawn(drawing, skin, scheme) for skin in skins for scheme in ("light", "dark")}
    assert len(looks) == 6
    assert not any(b"var(" in look for look in looks)
