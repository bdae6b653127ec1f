"""Saving only while leaving: the ways tools write it, and what is no such thing."""

from __future__ import annotations

import pytest

from modulebouwer.package.leaving import saved_only_while_leaving
from modulebouwer.package.page_scan import texts


def judged(**files: str) -> bool:
    tree = {name.replace("_", "."): text.encode() for name, text in files.items()}
    return saved_only_while_leaving(tree, texts(tree))


END = "function end(){api.LMSSetValue('cmi.core.score.raw','80');api.LMSCommit('');api.LMSFinish('')}"


@pytest.mark.parametrize(
    "handler",
    [
        "window.onunload=end",
        "window.onbeforeunload = end;",
        "addEventListener('unload', end)",
        'window.addEventListener("beforeunload",function(){end()})',
        "window.addEventListener('unload',()=>{end()})",
        "$(window).on('unload', end)",
        "$(window).bind('beforeunload unload', function(){end()})",
        "$(window).one('unload.scorm beforeunload.scorm', end)",
        "window['onunload'] = end",
        "window.attachEvent('onunload', end)",
    ],
)
def test_only_then(handler: str) -> None:
    assert judged(a_js=f"(function(){{{END}\n{handler}}})()")


def test_by_the_attribute_of_the_page() -> None:
    """As older exports do: the wrapper in one file, the functions in another, both started by the body."""
    page = "<script src=a.js></script><script src=b.js></script><body onload='start()' onunload=\"stop()\">"
    wrapper = "var lms={save:function(){api.LMSCommit('')},quit:function(){api.LMSFinish('')}}"
    functions = "function start(){lms.init()}\nfunction stop(){if(!done)quit()}\nfunction quit(){lms.save();lms.quit()}"
    assert judged(index_html=page, a_js=wrapper, b_js=functions)


@pytest.mark.parametrize(
    "way",
    [
        "button.onclick=end",
        "button.onclick=function(){api.LMSCommit('')}",
        "setTimeout('end()', 1000)",
        "addEventListener('pagehide', end)",
        "$(window).bind('pagehide unload', end)",
        "$(window).on('unload.a pagehide.a', end)",
        "document.addEventListener('visibilitychange',()=>{end()})",
        "api.LMSCommit('')",
    ],
)
def test_not_only_then(way: str) -> None:
    assert not judged(a_js=f"{END}\nwindow.onunload=end;{way}")
    assert not judged(index_html=f"<script>{END}</script><body onunload='end()'><script>{way}</script>")


def test_a_comment_calls_nothing() -> None:
    assert judged(a_js=f"{END} window.onunload=end; // end()")


@pytest.mark.parametrize(
    "script", ["", "window.onunload=function(){}", "unload", "{{{", "function f(){", "}}}"]
)
def test_what_saves_nowhere(script: str) -> None:
    assert not judged(a_js=script)
    assert not judged(index_html=f"<script>{script}</script>")


def test_a_page_that_wants_to_be_slow() -> None:
    for piece in ("{", "function f(", "onunload=", "f=function(){", "/*", "'"):
        judged(a_js="unload" + piece * (500_000 // len(piece)))
