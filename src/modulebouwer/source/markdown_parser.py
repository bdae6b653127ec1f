"""The Markdown that authors write: CommonMark, tables, footnotes, component fences and citations.

Raw HTML is text here, and addresses are left to the checks. Every inline token that can be wrong carries the offset
in its line of text where it begins: ``token.meta["offset"]``; markdown-it itself knows only lines of blocks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, image, link
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_ref
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

Rule = Callable[[StateInline, bool], bool]

# A citation key: letters, digits and single marks between them, as Zotero and Better BibTeX write them.
KEY = r"\w+(?:[:./+-]\w+)*"
ITEM = rf"@{KEY}(?:\s*,[^\[\];@]+)?"
GROUP = re.compile(rf"\[\s*{ITEM}(?:\s*;\s*{ITEM})*\s*\]")
ITEM_PARTS = re.compile(rf"@(?P<key>{KEY})(?:\s*,(?P<locator>[^\[\];@]+))?")
NARRATIVE = re.compile(rf"@(?P<key>{KEY})")


@cache
def parser() -> MarkdownIt:
    """The one parser; it keeps no state between texts."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.use(colon_fence_plugin).use(footnote_plugin, inline=False).use(sub_plugin).use(
        superscript_plugin
    )
    # Refused schemes are told by the checks with their place, not left standing as text.
    markdown.validateLink = any_address  # type: ignore[method-assign]
    markdown.inline.add_terminator_char("@")
    for name, rule in {
        "link": link,
        "image": image,
        "autolink": autolink,
        "footnote_ref": footnote_ref,
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
        return matched

    return with_offset


def citation(state: StateInline, silent: bool) -> bool:
    """``[@key, p. 12; @key2]``, and ``@key`` as part of the sentence."""
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
    state.pos = match.end()
    return True


def citation_parts(content: str) -> list[tuple[int, str, str]]:
    """Offset, key and locator of each work in a citation's source."""
    return [
        (match.start(), match["key"], (match["locator"] or "").strip())
        for match in ITEM_PARTS.finditer(content)
    ]
