"""The Markdown that authors write: CommonMark, tables, notes, H~2~O, 10^6^, ~~strike~~, fences and citations.

Raw HTML is text here, and addresses are left to the checks. Every inline token that can be wrong carries the offset
in its line of text where it begins: ``token.meta["offset"]``, and a link or picture in the form ``[…](…)`` that of its
address: ``token.meta["address"]``. markdown-it itself knows only lines of blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_inline, footnote_ref
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

Rule = Callable[[StateInline, bool], bool]

# A citation key: letters, digits and single marks between them, as Zotero and Better BibTeX write them.
KEY = r"\w+(?:[:./+-]\w+)*"
# "zie ook -@key, p. 12": words before the key, a hyphen to leave out the author, a place or words after a comma; a
# backslash before the sign makes it a plain one.
ITEM = rf"(?:[^\[\]@;]*[^\[\]@;\w.\\-])?-?@{KEY}(?:\s*,[^\[\];@]+)?"
GROUP = re.compile(rf"\[{ITEM}(?:\s*;{ITEM})*\s*\]")
ITEM_PARTS = re.compile(
    rf"(?P<prefix>[^\]@;]*?)(?P<bare>-?)(?P<at>@)(?P<key>{KEY})(?:\s*,(?P<locator>[^\[\];@]+))?"
)
# "@key" in a sentence, and a place behind it: "@key [p. 12]".
NARRATIVE = re.compile(rf"@(?P<key>{KEY})(?: \[(?P<locator>[^\[\]@^]+)\](?![(\[:]))?")
# What goes on behind a work, and adds none to it.
WORD_BEHIND = re.compile(r"\s+(?!(?:en|of|and|or|und|oder|et|ou)\b)\w")


@cache
def parser() -> MarkdownIt:
    """The one parser; it keeps no state between texts."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    markdown.use(colon_fence_plugin).use(footnote_plugin).use(sub_plugin).use(superscript_plugin)
    # Refused schemes are told by the checks with their place, not left standing as text.
    markdown.validateLink = any_address  # type: ignore[method-assign]
    markdown.inline.add_terminator_char("@")
    for name, rule in {
        "link": link,
        "image": image,
        "autolink": autolink,
        "footnote_ref": footnote_ref,
        "footnote_inline": footnote_inline,
    }.items():
        markdown.inline.ruler.at(name, located(rule))
    markdown.inline.ruler.before("link", "citation", citation)
    return markdown


def any_address(url: str) -> bool:  # noqa: ARG001
    return True


def located(rule: Rule) -> Rule:
    """``rule``, writing on its first token where it began."""

    def with_offset(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched and not silent:
            # Pending text becomes a token of its own, just before the rule's.
            token = next((token for token in state.tokens[before:] if token.type != "text"), None)
            if token is not None:
                token.meta = {**token.meta, "offset": start}
                opening = state.src.rfind("](", start, state.pos)
                if opening >= 0 and token.type in ("link_open", "image"):
                    token.meta["address"] = opening + len("](")
        return matched

    return with_offset


def citation(state: StateInline, silent: bool) -> bool:
    """``[zie @key, p. 12; -@key2]``, and ``@key [p. 12]`` as part of the sentence."""
    character = state.src[state.pos]
    if character == "[":
        match = GROUP.match(state.src, state.pos, state.posMax)
        # [@key](address) is a link whose text cites.
        if match is None or state.src[match.end() : match.end() + 1] == "(":
            return False
    elif character == "@" and not re.match(r"[\w./@-]", state.src[state.pos - 1 : state.pos]):
        match = NARRATIVE.match(state.src, state.pos, state.posMax)
        if match is None:
            return False
    else:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = match.group()
        token.meta = {"offset": match.start(), "narrative": character == "@"}
        if character == "@" and is_enclosed(state.src, *match.span()):
            # Commas stand around the year of a work within the words of a bracket (APA 7, section 8.11).
            token.meta["enclosed"] = "," if WORD_BEHIND.match(state.src, match.end()) else ""
    state.pos = match.end()
    return True


def is_enclosed(source: str, start: int, end: int) -> bool:
    """Whether round brackets stand around a part of a text."""
    depth = 0
    for sign in re.findall(r"[()]", source[:start]):
        depth = depth + 1 if sign == "(" else max(0, depth - 1)
    return depth > 0 and source.count(")", end) > source.count("(", end)


class CitedWork(NamedTuple):
    """A work in a citation's source: ``offset`` is that of its at sign; ``bare`` leaves out the author."""

    offset: int
    key: str
    locator: str
    prefix: str = ""
    bare: bool = False


def citation_parts(content: str) -> list[CitedWork]:
    """The works in a citation's source."""
    if content.startswith("@"):
        match = NARRATIVE.fullmatch(content)
        return [CitedWork(0, match["key"], (match["locator"] or "").strip())] if match else []
    return [
        CitedWork(
            match.start("at"),
            match["key"],
            (match["locator"] or "").strip(),
            match["prefix"].strip(" ["),
            bool(match["bare"]),
        )
        for match in ITEM_PARTS.finditer(content)
    ]
