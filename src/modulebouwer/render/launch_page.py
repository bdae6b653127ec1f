"""The files that start in a browser: a page with its text and style, and the script that comes after it.

The page is one request and readable as soon as it is there. The script's file is named by what is in it, so that no
cache ever brings an old script to a new page.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from html import escape
from typing import Literal

from modulebouwer import resources
from modulebouwer.package.file_tree import LAUNCH_PAGE, FileTree, file_tree
from modulebouwer.render.course import Course
from modulebouwer.render.course_data import course_json
from modulebouwer.render.languages import CARRY_OVER, choice_body, page_of
from modulebouwer.render.licences import LICENCES, licences

# Marks the page as scripted before anything is painted; takes it back when the player cannot be loaded or its start
# fails, so that the whole text is readable again. The fonts are in the page, but are read a few milliseconds after it:
# nothing is shown in another typeface first, as everything would move. No font keeps the text away for over a second.
HEAD_SCRIPT = (
    '(function(r){r.classList.add("js");addEventListener("error",function(e){'
    'if(e.target===window||e.target.nodeName==="SCRIPT")'
    'r.classList.contains("ready")||r.classList.remove("js")},true);'
    'var f=document.fonts,c=r.classList,d=function(){c.remove("arriving")};'
    'f&&f.size&&(c.add("arriving"),setTimeout(d,1000),'
    "Promise.all(Array.from(f,function(x){return x.load()})).then(d,d))"
    "})(document.documentElement)"
)
# A file by which the page sees that its server is there and knows this session (player/own_file.ts reads it so).
OWN_FILE = ("alive.txt", b"modulebouwer\n")
NO_SCHEMAS = file_tree({})
# What the script may ask: nothing, files of the package, or also any https host (cmi5, xAPI: the LMS tells the address
# of the record store at launch).
Asks = Literal["nothing", "package", "store"]
ALLOWED: dict[Asks, str] = {
    "nothing": "",
    "package": "connect-src 'self'",
    "store": "connect-src https: http://localhost:* http://127.0.0.1:*",
}
# How the script begins that holds a course; diff/release.py finds it by this.
COURSE = "window.modulebouwerCourse="


def launch_files(
    course: Course, *, standard: str, script: str, asks: Asks, schemas: FileTree = NO_SCHEMAS, head: str = ""
) -> dict[str, bytes]:
    """``index.html``, its script and the licences, in UTF-8, by their paths; the page comes first, then its script.

    ``standard`` is the name that the player shows; ``script`` its bundle, before which those of the components go.
    ``asks`` is what the script may ask; answers live in a record store where that is "store". ``schemas``: the
    official ones that the package holds. ``head``: HTML that is also in the page's head.
    """
    courses = (course, *course.others)
    pages: dict[str, bytes] = {}
    for one in courses:
        player = player_script(one, standard, script)
        name = f"player-{hashlib.sha256(player).hexdigest()[:8]}.js"
        path = page_of(one) if course.others else LAUNCH_PAGE
        pages |= {path: launch_page(one, name, asks, head), name: player}
    if course.others:
        pages = {LAUNCH_PAGE: choice_page(courses), **pages, **dict([CARRY_OVER])}
    own = dict([OWN_FILE]) if asks == "package" else {}
    programs = [f"player/{standard}", *(f"player_parts/{part}" for part in course.scripts)]
    notice = licences(programs, course.style, schemas)
    return {**pages, **own, LICENCES: notice}


def choice_page(courses: Sequence[Course]) -> bytes:
    """The page that comes first where there are several languages: it asks nothing of the LMS."""
    first = courses[0]
    body = "\n".join((choice_body(courses), f'<script src="{CARRY_OVER[0]}"></script>'))
    return html(first, body, content_security_policy(first.style, "nothing"))


def player_script(course: Course, standard: str, script: str) -> bytes:
    """The course on a line of its own, the parts of the player that the module needs, and the player."""
    data = json.dumps(course_json(course, standard), ensure_ascii=False, separators=(",", ":"))
    programs = [*(resources.player_part(name) for name in course.scripts), script]
    return "\n".join((f"{COURSE}{data};", *(program.strip() for program in programs), "")).encode()


def launch_page(course: Course, script: str, asks: Asks, head: str = "") -> bytes:
    """The HTML, with the style inside and ``script``, a file beside it, at its end."""
    privacy = escape(course.privacy["store" if asks == "store" else "lms"])
    body = "\n".join((course.page.replace("<!--privacy-->", privacy), f'<script src="{script}"></script>'))
    policy = content_security_policy(course.style, asks)
    return html(course, body, policy, f"<script>{HEAD_SCRIPT}</script>", *filter(None, [head]))


def html(course: Course, body: str, policy: str, *head: str) -> bytes:
    """A page in the language of ``course``, with its title and style; ``head``: what else its head holds."""
    definition = course.definition
    return "\n".join(
        (
            "<!doctype html>",
            f'<html lang="{escape(definition.language)}" dir="{course.direction}" data-package="">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{escape(definition.title)}</title>",
            f"<style>{course.style}</style>",
            *head,
            "</head>",
            "<body>",
            body,
            "</body>",
            "</html>",
            "",
        )
    ).encode()


def content_security_policy(style: str, asks: Asks) -> str:
    """Content Security Policy level 3: nothing but this page, the files beside it and what it ``asks``."""
    directives = [
        "default-src 'none'",
        f"script-src 'self' {sha256(HEAD_SCRIPT)}",
        "style-src " + sha256(style),
        "img-src 'self' data:",
        "media-src 'self' data:",
        "font-src 'self' data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
    ]
    return "; ".join(filter(None, (*directives, ALLOWED[asks])))


def sha256(text: str) -> str:
    """A CSP hash source of an inline element's text (CSP level 3, 2.3.1)."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
