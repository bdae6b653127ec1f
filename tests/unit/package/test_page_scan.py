"""What counts as loading from another host, what does not, and how little of a hostile file is read."""

from __future__ import annotations

import pytest

from modulebouwer.package import page_scan
from modulebouwer.package.page_scan import Load, calls, foreign_connections, foreign_loads

HOST = "https://cdn.example/a"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", f'<script src="{HOST}"></script>'),
        ("a.HTM", f"<SCRIPT defer SRC={HOST}></SCRIPT>"),
        ("a.html", f"<img alt='x'\n  src='{HOST}'>"),
        ("a.html", f"<link href={HOST} rel=stylesheet>"),
        ("a.html", f'<link rel="preload" as="font" href="{HOST}">'),
        ("a.html", f'<video poster="{HOST}"></video>'),
        ("a.html", f"<style>p{{background:url( '{HOST}' )}}</style>"),
        ("a.css", f"@import '{HOST}';"),
        ("a.css", f"@font-face{{src:url({HOST})}}"),
        ("a.js", f'fetch("{HOST}")'),
        ("a.js", f"import x from'{HOST}'"),
        ("a.mjs", f'await import( "{HOST}" )'),
        ("a.js", f'image.src = "{HOST}"'),
    ],
)
def test_loads(path: str, text: str) -> None:
    (load,) = foreign_loads({path: f"\n{text}".encode()})
    assert (load.path, load.address) == (path, HOST)
    assert load.line == 2 + text.split(HOST)[0].count("\n") * (path == "a.css")


def test_a_scheme_may_be_left_to_the_page() -> None:
    assert foreign_loads({"a.html": b"<img src='//cdn.example/a'>"}) == [Load("a.html", 1, "//cdn.example/a")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", f'<img src="a.png" srcset="a.png 1x, {HOST} 2x">'),
        ("a.html", f'<picture><source srcset="{HOST}"><img src="a.png"></picture>'),
        ("a.html", f'<link rel="preload" as="image" imagesrcset="{HOST} 1x, b.png 2x">'),
        ("a.html", f'<link rel="alternate stylesheet" href="{HOST}">'),
        ("a.html", f'<object data="{HOST}"></object>'),
        ("a.html", f'<input type="image" src="{HOST}">'),
        ("a.html", f'<td background="{HOST}">'),
        ("a.html", f'<p style="background: url({HOST})">'),
        ("a.html", f'<iframe srcdoc="&lt;img src={HOST}&gt;"></iframe>'),
        ("a.html", f'<base href="{HOST}/"><img src="a.png">'),
        ("a.html", f'<meta http-equiv="refresh" content="0; url={HOST}">'),
        ("media/los.xht", f'<html><body><img src="{HOST}"/></body></html>'),
        ("a.svg", f'<svg><image xlink:href="{HOST}"/></svg>'),
        ("media/a.svg", f"<svg><style>@import '{HOST}'</style></svg>"),
        ("a.css", f"@import url({HOST}) layer(a) screen;"),
        ("a.css", f"@import url( '{HOST}' );"),
        ("a.css", f'a{{background:image-set("a.png" 1x, "{HOST}" 2x)}}'),
        ("a.css", "a{background:url(https\\:\\2f\\2f cdn.example/a)}"),
    ],
)
def test_loads_as_a_browser_reads_it(path: str, text: str) -> None:
    (load,) = foreign_loads({path: text.encode()})
    assert load.address.startswith(HOST)
    assert load.sure


@pytest.mark.parametrize(
    "text",
    [
        f"navigator.sendBeacon('{HOST}', x)",
        f'el.setAttribute("src", "{HOST}")',
        f"import('{HOST}')",
        f"xhr.open('GET', '{HOST}')",
        f"new Worker('{HOST}')",
        f"v.poster='{HOST}'",
        f"$.getJSON('{HOST}')",
        f'l.rel="stylesheet";l.href="{HOST}"',
        f"document.write('<script src=\"{HOST}\"></script>')",
        f"/* een */ fetch('{HOST}')",
        f"var r=/[\"']\\/\\//;fetch('{HOST}')",
        f"new FontFace('x', 'url({HOST})')",
        f"style.textContent = '@font-face{{src:url(\"{HOST}\")}}'",
        f"style.textContent = '@import \"{HOST}\"'",
        f"el.style.backgroundImage = `url({HOST})`",
    ],
)
def test_a_script_loads_only_probably(text: str) -> None:
    (load,) = foreign_loads({"a.js": text.encode()})
    assert (load.address, load.sure) == (HOST, False)
    if "<script" not in text:
        (load,) = foreign_loads({"a.html": f"<script>{text}</script>".encode()})
        assert (load.address, load.sure) == (HOST, False)


@pytest.mark.parametrize(
    "text",
    [
        "WebFont.load({google: {families: ['Lato']}})",
        "WebFontConfig = { timeout: 2, google: {families: ['Lato']} }",
    ],
)
def test_a_loader_of_typefaces_names_its_server_by_a_word(text: str) -> None:
    (load,) = foreign_loads({"a.js": text.encode()})
    assert (load.address, load.sure) == ("https://fonts.googleapis.com/", False)
    assert foreign_loads({"a.js": b"WebFont.load({custom: {families: ['Lato']}}); a = {google: 1}"}) == []


@pytest.mark.parametrize("relation", ["preconnect", "dns-prefetch", "PRECONNECT crossorigin"])
def test_a_connection_without_a_load_is_told_apart(relation: str) -> None:
    link = f'<link rel="{relation}" href="{HOST}">'
    (told,) = foreign_connections({"a.html": f"<p>x</p>\n{link}".encode()})
    assert (told.address, told.line) == (HOST, 2)
    assert foreign_connections({"a.html": f"<!-- {link} -->".encode()}) == []
    assert foreign_connections({"a.html": b'<link rel="preconnect" href="/own">'}) == []
    both = f'{link}<img src="{HOST}a.png">'
    assert foreign_connections({"a.html": both.encode()}) == [], "what is loaded is told once"


def test_a_place_in_a_file_of_one_line() -> None:
    page = f"<!doctype html><p>Een</p><img src='{HOST}'><img src='https://b.example/'>"
    loads = foreign_loads({"a.html": page.encode(), "a.css": f"p{{}}a{{background:url({HOST})}}".encode()})
    assert [(load.line, load.column) for load in loads] == [(1, 26), (1, 59), (1, 21)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", f'<!-- <img src="{HOST}"> -->'),
        ("a.html", f'<!--[if lt IE 9]><script src="{HOST}"></script><![endif]-->'),
        ("a.html", f'<template><img src="{HOST}"></template>'),
        ("a.html", f'<noscript><img src="{HOST}"></noscript>'),
        ("a.html", f'<script type="text/template"><img src="{HOST}"></script>'),
        ("a.html", f'<script nomodule src="{HOST}"></script>'),
        ("a.html", f'<link rel="preconnect" href="{HOST}">'),
        ("a.html", f'<link rel="alternate" href="{HOST}">'),
        ("a.html", f'<textarea><img src="{HOST}"></textarea>'),
        ("a.html", f'<form action="{HOST}"><input src="{HOST}"></form>'),
        ("a.js", f"// fetch('{HOST}')"),
        ("a.js", f"/* fetch('{HOST}') */"),
        ("a.js", f"a.href = '{HOST}'"),
        ("a.js", f"el.setAttribute('href', '{HOST}')"),
        ("a.css", f'@namespace url("{HOST}");'),
        ("a.css", f"a::after{{content:'{HOST}'}}"),
        ("a.css", f"a{{}} /* url({HOST})"),
    ],
)
def test_a_browser_loads_nothing_here(path: str, text: str) -> None:
    assert foreign_loads({path: text.encode()}) == []


@pytest.mark.parametrize(
    ("path", "piece"),
    [
        ("a.html", "<!--"),
        ("a.html", "<img src=https://a.example/>"),
        ("a.html", "<template>"),
        ("a.html", "<img srcset='( ( ( '>"),
        ("a.css", "/*"),
        ("a.css", "url("),
        ("a.css", "url(https://a.example/)"),
        ("a.css", "@import '"),
        ("a.js", "fetch('https://a.example/');"),
        ("a.js", "fetch('https://a.example/');//\n"),
        ("a.js", "/*"),
        ("a.js", '"//'),
        ("a.js", "<img "),
    ],
)
def test_a_file_that_wants_to_be_slow(path: str, piece: str) -> None:
    """Within the time limit of a test: four megabytes of one piece, as much of a file as is read."""
    foreign_loads({path: piece.encode() * (page_scan.MOST_OF_A_FILE // len(piece))})


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", f'<a href="{HOST}">elders</a>'),
        ("a.html", f'<link rel="canonical" href="{HOST}">'),
        ("a.html", f"<p>Zie {HOST}</p>"),
        ("a.html", '<img src="media/a.png"><script src="a.js"></script>'),
        ("a.html", '<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
        ("a.js", f'const homepage = "{HOST}"; // {HOST}'),
        ("a.css", f"/* {HOST} */ p{{background:url(a.png)}}"),
        ("a.txt", f'<script src="{HOST}"></script>'),
    ],
)
def test_loads_nothing(path: str, text: str) -> None:
    assert foreign_loads({path: text.encode()}) == []


def test_one_finding_for_a_host_and_file() -> None:
    page = f"<img src='{HOST}'><img src='{HOST}2'><img src='https://other.example/'>".encode()
    assert [load.address for load in foreign_loads({"a.html": page, "b.html": page})] == [
        HOST,
        "https://other.example/",
        HOST,
        "https://other.example/",
    ]


def test_findings_have_an_end() -> None:
    page = b"".join(b"<img src='https://h%d.example/'>" % number for number in range(1000))
    assert len(foreign_loads({"a.html": page})) == page_scan.MOST_ADDRESSES


class Counting(dict[str, bytes]):
    """A tree that counts how often it is asked for a file."""

    asked = 0

    def __getitem__(self, path: str) -> bytes:
        self.asked += 1
        return super().__getitem__(path)


def test_no_more_is_read_than_the_limits_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_scan, "MOST_OF_A_FILE", 30)
    monkeypatch.setattr(page_scan, "MOST_OF_ALL", 70)
    tree = Counting({f"{number}.js": b" " * 29 + b'fetch("https://a.example/")' for number in range(9)})
    assert foreign_loads(tree) == []
    assert tree.asked == 3
    assert [len(data) for _, _, data in page_scan.texts(tree)] == [30, 30, 10]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (b"window.API.LMSInitialize('')", (True, False)),
        (b"w['API']", (True, False)),
        (b"w.parent.API_1484_11", (False, True)),
        (b"var a=w.API||w.API_1484_11", (True, True)),
        (b"class APIClient{}; REST_API='x'", (False, False)),
    ],
)
def test_calls(script: bytes, expected: tuple[bool, bool]) -> None:
    assert calls({"a.js": script}, ())[:2] == expected
    assert calls({"a.html": b"<script>" + script + b"</script>"}, ())[:2] == expected
    assert calls({"a.css": script}, ())[:2] == (False, False)


def test_each_address_of_a_host_is_told() -> None:
    page = b"<img src='https://a.example/1'><img src='https://a.example/2'><img src='https://a.example/1'>"
    (load,) = foreign_loads({"a.html": page})
    assert [(one.address, one.column) for one in (load, *load.others)] == [
        ("https://a.example/1", 1),
        ("https://a.example/2", 32),
    ]
    many = b"".join(b"<img src='https://a.example/%d'>" % number for number in range(1000))
    (load,) = foreign_loads({"a.html": many})
    assert len(load.others) == page_scan.MOST_OF_A_HOST - 1


@pytest.mark.parametrize(
    ("script", "older", "newer"),
    [
        (b"for (const name of ['API_1484_11','API']) find(name)", True, True),
        (b'const names = {2004: "API_1484_11", 1.2: "API"}', True, True),
        (b"find('API_1484_11')", False, True),
        # What is only called so is no name to look for.
        (b"const heading = 'API'", False, False),
    ],
)
def test_names_in_quotes(script: bytes, older: bool, newer: bool) -> None:
    found = page_scan.calls({"a.js": script}, ())
    assert (found.older, found.newer) == (older, newer)


@pytest.mark.parametrize(
    ("page", "loads"),
    [
        # A declaration is carried out before the module runs; a call may never be.
        (
            '<script type="module">import x from "https://a.example/x.js"</script>',
            {"https://a.example/x.js": True},
        ),
        (
            '<script type=module>export{y}from"https://a.example/y.js"</script>',
            {"https://a.example/y.js": True},
        ),
        (
            '<script type="module">import("https://a.example/z.js")</script>',
            {"https://a.example/z.js": False},
        ),
        # Outside a module it is an error, and the script does nothing at all.
        ('<script>import x from "https://a.example/x.js"</script>', {"https://a.example/x.js": False}),
        # A map loads what is imported by its name; what a file beside the page imports is not looked up.
        (
            '<script type="importmap">{"imports":{"three":"https://a.example/t.js"}}</script>'
            '<script type="module">import * as T from "three"</script>',
            {"https://a.example/t.js": True},
        ),
        (
            '<script type="importmap">{"imports":{"kit/":"https://a.example/kit/"}}</script>'
            '<script type="module">import "kit/one.js"</script>',
            {"https://a.example/kit/one.js": True},
        ),
        (
            '<script type="importmap">{"scopes":{"/x/":{"three":"https://a.example/t.js"}}}</script>',
            {"https://a.example/t.js": False},
        ),
        ('<script type="importmap">{"imports":{"here":"./t.js"}}</script>', {}),
        ('<script type="importmap">[1</script><script type="importmap">{"imports":[]}</script>', {}),
        ('<!-- <script type="importmap">{"imports":{"x":"https://a.example/t.js"}}</script> -->', {}),
        (
            '<script type="speculationrules">{"prefetch":[{"urls":["https://a.example/n.html","hier.html"]}]}</script>',
            {"https://a.example/n.html": False},
        ),
        ('<script type="speculationrules">{"prefetch":[{"where":{"href_matches":"/*"}}]}</script>', {}),
        ('<script type="speculationrules">{"prefetch":3,"prerender":[4]}</script>', {}),
        # A style that stands too late is passed over, and so is one where no rule can stand.
        ('<style>p{}@import "https://a.example/l.css"</style>', {}),
        ('<style>@layer a;@import "https://a.example/e.css"</style>', {"https://a.example/e.css": True}),
        ('<p style="@import url(https://a.example/a.css)">', {}),
    ],
)
def test_modules_maps_and_imports(page: str, loads: dict[str, bool]) -> None:
    """As Chromium does: HTML 8.1.5.2 and 8.1.5.3; CSS Cascade 5, 2."""
    found = [one for load in foreign_loads({"a.html": page.encode()}) for one in (load, *load.others)]
    assert {one.address: one.sure for one in found} == loads


@pytest.mark.parametrize(
    ("style", "loads"),
    [
        ('@import "https://a.example/1";@import url(https://a.example/2) screen;p{}', 2),
        ('@charset "utf-8";@import "https://a.example/1"', 1),
        ('@layer a{p{}}@import "https://a.example/1"', 0),
        ('@namespace "http://x.example/";@import "https://a.example/1"', 0),
        ('@media print{@import "https://a.example/1"}', 0),
        ('@font-face{src:url(x)}@import url("https://a.example/1")', 0),
        ('p{}@import url("https://a.example/1");q{background:url(https://a.example/2)}', 1),
        ('/* p{} */@import "https://a.example/1"', 1),
    ],
)
def test_an_import_stands_before_other_rules(style: str, loads: int) -> None:
    found = foreign_loads({"a.css": style.encode()})
    assert sum(1 + len(load.others) for load in found) == loads
