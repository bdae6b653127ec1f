"""Markdown tokens → HTML.

Only text and a closed set of elements come out: raw HTML is escaped, links go to the module itself or to ``https``,
``mailto`` and ``tel``, and no attribute needs ``unsafe-inline`` (Content-Security-Policy, level 3).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

from modulebouwer.components.component import PlacedComponent
from modulebouwer.model.identifiers import slug
from modulebouwer.model.markdown import Markdown

OPTIONS = MarkdownIt("commonmark").options

# What an author's link scheme means → the id of the place in the page.
PLACES = {"section": "section-{}", "term": "term-{}", "theme": "theme-{}"}
OUTSIDE = frozenset({"https", "mailto", "tel"})
# Words in another language: ``[connective](lang:en)`` (WCAG 2.2, 3.1.2). The language is a tag as BCP 47 has them.
LANGUAGE = re.compile(r"lang:([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)")


@dataclass
class Scope:
    """Where a text stands: ``prefix`` makes its ids unique in the page; ``taken`` are the heading ids given out."""

    prefix: str
    words: Mapping[str, Any]
    figure: Callable[[str], Mapping[str, Any]]
    cite: Callable[[Token], str]
    component: Callable[[PlacedComponent], str] = lambda _: ""
    taken: set[str] = field(default_factory=set)
    columns: list[str] = field(default_factory=list)
    column: int = 0


def render_prose(markdown: Markdown, scope: Scope) -> Markup:
    """The HTML of a parsed text, as blocks."""
    return Markup(RENDERER.render(markdown.tokens, OPTIONS, {"scope": scope}))


def plain_text(tokens: Sequence[Token]) -> str:
    """The text of inline tokens without any markup."""
    return "".join(
        plain_text(token.children)
        if token.children
        else (" " if token.type.endswith("break") else token.content)
        for token in tokens
        if token.type != "footnote_ref"
    )


def unique_id(text: str, taken: set[str]) -> str:
    """An id from a heading, unique among ``taken`` (to which it is added)."""
    base = slug(text) or "deel"
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    taken.add(name)
    return name


def href(url: str) -> tuple[str, str] | None:
    """An author's link as (kind, href): a place in the page or an address outside; None: not to be followed."""
    scheme, _, rest = url.partition(":")
    if scheme in PLACES:
        return scheme, "#" + PLACES[scheme].format(rest)
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return ("outside", url) if parts.scheme.lower() in OUTSIDE else None


class Renderer(RendererHTML):
    """markdown-it's own renderer with our rules; a rule's name is the token's type."""

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        target = href(str(tokens[idx].attrs.get("href", "")))
        if target is None:
            spoken = LANGUAGE.fullmatch(str(tokens[idx].attrs.get("href", "")))
            return f'<span lang="{spoken[1]}">' if spoken else "<span>"
        kind, address = target
        extra = {"term": ' class="term"', "outside": ' rel="noopener" target="_blank"'}.get(kind, "")
        if kind == "outside" and not address.lower().startswith("https:"):
            extra = ""
        return f'<a href="{escapeHtml(address)}"{extra}>'

    def link_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        depth = 0
        for token in reversed(tokens[:idx]):
            depth += {"link_close": 1, "link_open": -1}.get(token.type, 0)
            if depth < 0:
                return "</a>" if href(str(token.attrs.get("href", ""))) else "</span>"
        return "</a>"

    def heading_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        scope: Scope = env["scope"]
        name = unique_id(plain_text(tokens[idx + 1].children or []), scope.taken)
        return f'<{tokens[idx].tag} id="{scope.prefix}--{name}">'

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        token = tokens[idx]
        source, alt = str(token.attrs.get("src", "")), plain_text(token.children or [])
        if urlsplit(source).scheme or not source.startswith("media/"):
            return escapeHtml(alt)
        attributes = env["scope"].figure(source)
        size = "".join(f' {name}="{value}"' for name, value in attributes.items())
        return (
            f'<img src="{escapeHtml(source)}" alt="{escapeHtml(alt)}"{size} loading="lazy" decoding="async">'
        )

    def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        end = next(i for i in range(idx, len(tokens)) if tokens[i].type == "thead_close")
        heads = [plain_text(t.children or []) for t in tokens[idx:end] if t.type == "inline"]
        env["scope"].columns = heads
        wide = " wide" if len(heads) > 2 else ""
        return f'<div class="table{wide}"><table>\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        return "</table></div>\n"

    def tr_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        env["scope"].column = 0
        return "<tr>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        # An empty corner cell is no header (WCAG 2.2, 1.3.1).
        tag = "th" if tokens[idx + 1].content.strip() else "td"
        return f"<{tag}{alignment(tokens[idx])}" + (' scope="col">' if tag == "th" else ">")

    def th_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        return ("</th>" if tokens[idx - 1].content.strip() else "</td>") + "\n"

    def td_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        scope: Scope = env["scope"]
        label = scope.columns[scope.column] if scope.column < len(scope.columns) else ""
        scope.column += 1
        # Two columns stay beside each other on any screen (base.css): nothing has to say what stands under what.
        named = f' data-label="{escapeHtml(label)}"' if len(scope.columns) > 2 else ""
        return f"<td{alignment(tokens[idx])}{named}>"

    def footnote_ref(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        scope: Scope = env["scope"]
        number, again = tokens[idx].meta["id"] + 1, tokens[idx].meta.get("subId", 0)
        note = f"{scope.prefix}-{number}"
        suffix = f"-{again}" if again else ""
        name = escapeHtml(scope.words["note"])
        return (
            f'<sup><a class="note" id="fnref-{note}{suffix}" href="#fn-{note}" role="doc-noteref">'
            f'<span class="hidden"> {name} </span>{number}</a></sup>'
        )

    def footnote_block_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        scope: Scope = env["scope"]
        title = escapeHtml(scope.words["notes"])
        return f'<aside class="notes" aria-labelledby="notes-{scope.prefix}">' + (
            f'<h2 id="notes-{scope.prefix}">{title}</h2>\n<ol>\n'
        )

    def footnote_block_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        return "</ol></aside>\n"

    def footnote_open(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        return f'<li id="fn-{env["scope"].prefix}-{tokens[idx].meta["id"] + 1}">'

    def footnote_close(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        return "</li>\n"

    def footnote_anchor(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        scope: Scope = env["scope"]
        if tokens[idx].meta.get("subId", 0):
            return ""
        back = escapeHtml(scope.words["back_to_text"])
        number = tokens[idx].meta["id"] + 1
        return f' <a class="back" href="#fnref-{scope.prefix}-{number}" role="doc-backlink" aria-label="{back}">↩</a>'

    def citation(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        scope: Scope = env["scope"]
        return scope.cite(tokens[idx])

    def component(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        scope: Scope = env["scope"]
        return scope.component(tokens[idx].meta["component"])

    def html_block(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        return f"<p>{escapeHtml(tokens[idx].content)}</p>\n"

    def html_inline(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:  # noqa: ARG002
        return escapeHtml(tokens[idx].content)


def alignment(token: Token) -> str:
    """A table cell's ``style="text-align:…"`` as a class: style attributes fall under the policy."""
    match = re.fullmatch(r"text-align:(left|center|right)", str(token.attrs.get("style", "")))
    return f' class="{match[1]}"' if match else ""


RENDERER = Renderer()
