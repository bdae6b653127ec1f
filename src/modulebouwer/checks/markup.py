"""Markup that does not do what its author hopes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from modulebouwer.checks.placeholders import is_open_place, looks_open
from modulebouwer.checks.texts import HTML, is_escaped, location, start_of, texts, typed_blocks
from modulebouwer.checks.typed_notes import without_code
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once
from modulebouwer.source.yaml_file import in_quotes_if_needed

INSTEAD = {
    "a": "[…](https://…)",
    "aside": ":::{callout}", "audio": ":::{audio}", "b": "**…**",
    "blockquote": ":::{quote}", "code": "`…`",
    "del": "~~…~~", "details": ":::{accordion}", "em": "*…*", "embed": ":::{embed}", "figure": ":::{figure}",
    "h1": "## …", "h2": "## …", "h3": "### …", "h4": "#### …", "h5": "#### …", "h6": "#### …", "hr": "***", "i": "*…*",
    "img": ":::{figure}", "li": "- …", "object": ":::{embed}", "ol": "1. …", "s": "~~…~~",
    "strong": "**…**",
    "sub": "~…~", "sup": "^…^",
    "table": "| … | … |", "tbody": "| … | … |", "td": "| … | … |", "th": "| … | … |", "thead": "| … | … |",
    "tr": "| … | … |", "u": "**…**", "ul": "- …",
    "video": ":::{video}",
}  # fmt: skip


# What a word processor or a site writes around words without a meaning of their own; unless it makes them bold.
MEANS_NOTHING = re.compile(
    r"</?(?:p|span|font|div|section|center|big|small|o:p|article|main)\b(?![^>]*(?:bold|underline))", re.I
)


LINE_BREAK = re.compile(r"</?br\b", re.I)
# A frame with another's page in it, and what says whose.
FRAME = re.compile(r"</?iframe\b", re.I)
ADDRESS = re.compile(r"\bsrc\s*=\s*[\"']?\s*(?P<address>(?:https?:)?//[^\s\"'<>]+)", re.I)
CALLED = re.compile(r"\btitle\s*=\s*(?P<quote>[\"'])(?P<title>.+?)(?P=quote)", re.I)
# Where a film is seen that a frame shows.
FILMS = (
    (
        re.compile(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/(?!videoseries)(?P<id>[\w-]+).*"),
        "https://www.youtube.com/watch?v={}",
    ),
    (re.compile(r"https?://player\.vimeo\.com/video/(?P<id>\d+).*"), "https://vimeo.com/{}"),
)


def markup(module: LearningModule) -> Iterator[Finding]:
    """Raw HTML: it is text here, and shown as it was typed."""
    for text in texts(module):
        yield from in_text(text)


@once
def in_text(text: Markdown) -> Iterator[Finding]:
    """Once a paragraph TXT-193 or TXT-340, TXT-460, MED-460 and TXT-002, each at the first tag of its kind."""
    for block, lines in typed_blocks(text):
        if "<" not in lines:
            continue
        typed = lines.replace("\n", " ").replace("\0", "")
        kinds: dict[str, list[str]] = {}
        for tag in HTML.finditer(typed):
            place = is_open_place(tag.group()) or looks_open(tag.group(), typed)
            if not place and not is_escaped(tag.group(), without_code(block.content)):
                kinds.setdefault(code_of(tag.group()), []).append(tag.group())
        if "TXT-193" in kinds:
            kinds = {"TXT-193": kinds["TXT-193"]}
        for code, tags in kinds.items():
            yield Finding(code, place_of_tag(tags[0], block, text), values_of(code, tags))


def code_of(tag: str) -> str:
    if tag == "<!--":
        return "TXT-193"
    if FRAME.match(tag):
        return "MED-460"
    if LINE_BREAK.match(tag):
        return "TXT-460"
    return "TXT-340" if MEANS_NOTHING.match(tag) else "TXT-002"


def place_of_tag(tag: str, block: Token, text: Markdown) -> Location:
    name = re.match(r"</?[\w:-]*|<!--", tag)
    found = name and re.compile(rf"{re.escape(name.group())}(?![\w-])").search(
        text.text, start_of(block, text)
    )
    return text.at(found.start()) if found else location(block)


def values_of(code: str, tags: Sequence[str]) -> dict[str, str | int]:
    if code == "MED-460":
        return frame(tags[0])
    instead: dict[str, str] = {}
    for tag in tags:
        instead.setdefault(instead_of(tag), tag)
    if len(instead) > 1:
        instead.pop("Markdown", None)
    return {"html": ", ".join(shortened(tag) for tag in instead.values()), "instead": ", ".join(instead)}


def frame(tag: str) -> dict[str, str | int]:
    """Where what a frame shows is found, and what it is called."""
    found, called = ADDRESS.search(tag), CALLED.search(tag)
    address = found["address"] if found else "https://…"
    address = f"https:{address}" if address.startswith("//") else address
    for film, there in FILMS:
        if one := film.fullmatch(address):
            address = there.format(one["id"])
    title = in_quotes_if_needed(called["title"]) if called else "…"
    return {"html": shortened(tag), "url": address, "title": title}


def instead_of(tag: str) -> str:
    """What does here what an HTML tag does elsewhere; of a component with the keys that it cannot do without."""
    name = re.match(r"</?([A-Za-z][A-Za-z0-9]*)", tag)
    instead = INSTEAD.get(name[1].lower(), "Markdown") if name else "Markdown"
    component = re.fullmatch(r":::\{(.+)\}", instead)
    if component is None:
        return instead
    needed = (key for key, field in COMPONENTS[component[1]].model_fields.items() if field.is_required())
    return f"{instead} ({', '.join(needed)})"
