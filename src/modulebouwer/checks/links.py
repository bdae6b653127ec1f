"""Links, terms and footnotes: each leads somewhere, and nowhere it should not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from markdown_it.token import Token

from modulebouwer.checks.texts import inline_tokens, location, texts
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule

SCHEME = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<rest>.*)", re.DOTALL)
OUTSIDE = frozenset({"https", "mailto"})
INSIDE = frozenset({"section", "term", "theme"})
FOOTNOTE = re.compile(r"\[\^(?P<label>[^\s\]]+)\]")
DEFINITION = re.compile(r"^ {0,3}\[\^(?P<label>[^\s\]]+)\]:", re.MULTILINE)


def links(module: LearningModule) -> Iterator[Finding]:
    targets = {
        "section": frozenset(section.id for section in module.sections),
        "term": frozenset(term.id for s in module.sections for term in s.terms if term.id is not None),
        "theme": frozenset(theme.id for theme in module.definition.themes),
    }
    if "module.yaml" in module.unread:
        # Nothing is known of themes and sections then.
        targets = {"term": targets["term"]}
    used: set[str] = set()
    for text in texts(module):
        for token in inline_tokens(text):
            if token.type == "link_open":
                yield from link(token, targets, module.broken_ids, used)
        yield from footnotes(text)
    if module.complete:
        yield from unused_terms(module, used)


def link(
    token: Token, targets: Mapping[str, frozenset[str]], broken: frozenset[str], used: set[str]
) -> Iterator[Finding]:
    address = unquote(str(token.attrs.get("href", "")))
    place = location(token)
    match = SCHEME.match(address)
    if address.startswith("media/"):
        yield Finding("LNK-011", place, {"path": shortened(address)})
        return
    if match is None:
        yield Finding("LNK-006", place, {"address": shortened(address)})
        return
    scheme, rest = match["scheme"].lower(), match["rest"]
    if scheme in INSIDE and scheme not in targets:
        return
    if scheme in targets:
        if scheme == "term":
            used.add(rest)
        if rest not in targets[scheme] and rest not in broken:
            code = {"section": "LNK-001", "term": "LNK-002", "theme": "LNK-003"}[scheme]
            values = {"id": shortened(rest), "suggestion": closest(rest, targets[scheme])}
            yield Finding(code, place, values)
    elif scheme == "http":
        yield Finding("LNK-004", place, {"address": shortened(address)})
    elif scheme not in OUTSIDE:
        values = {"scheme": scheme, "suggestion": closest(scheme, [*INSIDE, *OUTSIDE])}
        yield Finding("LNK-005", place, values)


def unused_terms(module: LearningModule, used: set[str]) -> Iterator[Finding]:
    for section in module.sections:
        for term in section.terms:
            if term.id is not None and term.id not in used:
                yield Finding("LNK-009", term.location, {"id": term.id})


def footnotes(text: Markdown) -> Iterator[Finding]:
    """A note without a mark would not be shown, and a mark without a note stands there as it was typed."""
    marks = {token.meta.get("label") for token in inline_tokens(text) if token.type == "footnote_ref"}
    defined: set[str] = set()
    for match in DEFINITION.finditer(text.text):
        label, place = match["label"], text.at(match.start() + match.group().index("["))
        if label in defined:
            yield Finding("LNK-010", place, {"label": label})
        elif label not in marks:
            yield Finding("LNK-008", place, {"label": label})
        defined.add(label)
    for block in text.tokens:
        for child in block.children or ():
            for match in FOOTNOTE.finditer(child.content) if child.type == "text" else ():
                mark = re.search(re.escape(match.group()) + r"(?!:)", text.text)
                yield Finding(
                    "LNK-007", text.at(mark.start()) if mark else location(block), {"label": match["label"]}
                )
