"""What is told of a name holds texts of others: of their HTML stays what says something, and nothing that does."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page

from harness.page import ROOT

SOURCE = ROOT / "src" / "modulebouwer" / "preview" / "page" / "writing" / "harmless.ts"


@pytest.fixture(scope="module")
def program() -> str:
    esbuild = ROOT / "node_modules" / ".bin" / "esbuild"
    command = [str(esbuild), "--bundle", "--format=iife", "--global-name=under", str(SOURCE)]
    done: subprocess.CompletedProcess[str] = subprocess.run(
        command, check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def page(context: BrowserContext, program: str) -> Iterator[Page]:
    page = context.new_page()
    page.evaluate(program + "; window.under = under;")
    yield page
    page.close()


LINK = 'target="_blank" rel="noopener noreferrer"'
# What comes in → what stays of it.
PAIRS = {
    # Markdown, as the server writes it: stays.
    "<h3>A</h3><p>b <em>c</em> <strong>d</strong> <del>e</del> <code>f</code><br>g</p><hr>": "",
    "<ul><li>a</li></ul><blockquote><p>b</p></blockquote>": "",
    '<ol start="3"><li>a</li></ol>': "",
    '<pre><code class="language-yaml"><span class="tok-meta">id</span></code></pre>': "",
    "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>": "",
    '<img src="data:image/png;base64,AAAA" alt="A street">': "",
    '<a href="https://example.org/x">x</a>': f'<a href="https://example.org/x" {LINK}>x</a>',
    # What an element does goes, what it says stays.
    '<p onclick="go()" style="position:fixed" id="desk" data-action="end">a</p>': "<p>a</p>",
    '<a href="javascript:go()" onmouseover="go()">a</a>': "<a>a</a>",
    '<a href="https://example.org/" target="_self" ping="https://evil.example/">a</a>': (
        f'<a href="https://example.org/" {LINK}>a</a>'
    ),
    '<img src="https://evil.example/a.png" onerror="go()" srcset="b.png 2x" alt="a">': '<img alt="a">',
    '<img src="data:text/html,a" alt="a">': '<img alt="a">',
    '<form action="/x"><button formaction="/y">a</button><input value="b"></form>': "a",
    "<dialog open>a</dialog><video controls src=x>b</video><details open>c</details>": "abc",
    '<svg onload="go()"><a href="javascript:go()"><text>a</text></a></svg>': "a",
    '<math><mtext><p onclick="go()">a</p></mtext></math>': "<p>a</p>",
    '<x-y z="1">a<template><p>b</p></template></x-y>': "a",
    '<iframe srcdoc="<p>a</p>"></iframe><object data="x">b</object><embed src="x">': "b",
    "a<!-- b -->c": "ac",
    "a &lt;b onclick=go()&gt; c": "a &lt;b onclick=go()&gt; c",
}


def test_what_says_something_stays_and_what_does_something_goes(page: Page) -> None:
    found = page.evaluate("all => all.map((html) => under.harmless(html))", list(PAIRS))
    wanted = [stays or html for html, stays in PAIRS.items()]
    assert found == wanted
    # Once more it is the same: nothing that was text became an element.
    assert page.evaluate("all => all.map((html) => under.harmless(html))", found) == wanted


def test_a_program_is_never_one_again(page: Page) -> None:
    page.evaluate("window.went = []; window.go = () => window.went.push(1); null")
    for html in (
        "a<script>go()</script>",
        "a<style><img src=x onerror=go()></style>",
        "<noscript><img src=x onerror=go()></noscript>",
        "<svg><style><img src=x onerror=go()></style></svg>",
        "<math><annotation-xml encoding='text/html'><style><img src=x onerror=go()></style></annotation-xml></math>",
    ):
        left = page.evaluate("(html) => under.harmless(html)", html)
        page.evaluate("(html) => { document.body.innerHTML = html; }", left)
        assert page.locator("body :not(img)").count() == 0
        assert page.locator("[onerror], [src]").count() == 0
    assert page.evaluate("window.went") == []
