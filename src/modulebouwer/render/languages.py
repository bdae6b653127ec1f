"""A package in more languages than one: its first page, on which the learner chooses.

Each language has a page of its own, and what is written there belongs to the same ids: who chooses another language at
the next start goes on where they were. The choice is made before any page speaks to the LMS, as a session that was
ended can begin anew in few LMSs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import PurePosixPath

from modulebouwer.package.file_tree import file_tree
from modulebouwer.render.course import Course

# What the LMS tells a page at its launch (cmi5, xAPI) stands in the address.
CARRY_OVER = (
    "choice.js",
    b'document.querySelectorAll("a[hreflang]").forEach((a) => (a.search = location.search));\n',
)


def page_of(course: Course) -> str:
    """The file of the module in one of the package's languages."""
    return f"{course.definition.language.lower()}.html"


def in_one(courses: Sequence[Course]) -> Course:
    """The same module in several languages as one course, in the first of them for who does not choose."""
    first, *rest = courses
    media = dict(first.media)
    others = []
    for course in rest:
        page = course.page
        for path, data in course.media.items():
            # A picture with words in it. Where two files have one name, an LMS may show the wrong one.
            name = path
            while media.get(name, data) != data:
                place = PurePosixPath(name)
                name = str(place.with_stem(f"{place.stem}-{course.definition.language.lower()}"))
            if name != path:
                page = page.replace(f'"{path}"', f'"{name}"')
            media[name] = data
        others.append(replace(course, page=page))
    return replace(first, media=file_tree(media), others=tuple(others))


def choice_body(courses: Sequence[Course]) -> str:
    """The body of the first page: the module's title in each language, and the way to its page."""
    parts = []
    logo = courses[0].logo
    for course in courses:
        language, title = escape(course.definition.language), escape(course.definition.title)
        words = {name: escape(text) for name, text in course.choice.items()}
        parts.append(
            f'<section class="current" data-page="start" lang="{language}" dir="{course.direction}">'
            f'<header class="cover">{logo}<p class="label">{words["name"]}</p><h1>{title}</h1>'
            f'<p class="begin"><a class="button" href="{page_of(course)}" hreflang="{language}">{words["read"]}</a>'
            f"</p><p>{words['stays']}</p></header></section>"
        )
        logo = ""
    return "\n".join(('<main id="main">', *parts, "</main>"))
