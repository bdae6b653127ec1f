"""Citations and reference list in APA (7th edition), laid out by citeproc-py and our style in a locale's words.

citeproc-py works on plain text with marks (see ``csl_item``). The result is escaped once, as a whole, and only
then do the marks become tags: nothing an author wrote can be HTML.
"""

from __future__ import annotations

import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from html import escape
from itertools import count, product
from string import ascii_lowercase
from typing import Any, NamedTuple

from markdown_it.token import Token

from modulebouwer.model.locale import Locale
from modulebouwer.render.csl_item import (
    ITALIC,
    ITALIC_END,
    LINK,
    LINK_END,
    STOP,
    SUB,
    SUB_END,
    SUP,
    SUP_END,
    order,
    plain_text,
    prepare,
)
from modulebouwer.render.csl_style import CSL, csl_style

TAGS = {SUB: "<sub>", SUB_END: "</sub>", SUP: "<sup>", SUP_END: "</sup>"}

_LOCATOR = re.compile(
    r"(?:(?P<word>§§?|[^\W\d_]+(?:['’]s)?)\.?\s*)?(?P<place>\d[^,;]*|[ivxlcdm]+(?=$|[,;–-])[^,;]*)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class CiteItem:
    """One work in a citation. ``locator`` is the place without its label: ``"12"``, ``"3-5"``; ``label`` is CSL's."""

    key: str
    locator: str | None = None
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    bare: bool = False


class Locator(NamedTuple):
    """What an author typed after the key, taken apart: the fields of a ``CiteItem`` by the same names."""

    label: str
    locator: str | None
    suffix: str


def parse_locator(text: str, typed: Mapping[str, str]) -> Locator:
    """Take "p. 12", "hfst. 2", "§ 3.3" or "12" (a page) apart; what is no place in a work is the suffix.

    ``typed``: label → the words by which an author names it, with spaces between (a locale's ``references.typed``).
    """
    text = text.strip(" ,;")
    match = _LOCATOR.match(text)
    if match is None:
        return Locator("page", None, text)
    word = (match["word"] or "").lower().replace("’", "'")
    label = next((name for name, words in typed.items() if word in words.split()), None) if word else "page"
    if label is None:
        return Locator("page", None, text)
    return Locator(label.replace("_", "-"), match["place"].strip(), text[match.end() :].strip(" ,;"))


def cited_works(token: Token, locale: Locale) -> list[CiteItem]:
    """The works of a citation in Markdown (``source.markdown_parser``)."""
    items = []
    for citation in token.meta["citations"]:
        label, place, suffix = parse_locator(citation.locator, locale.references["typed"])
        items.append(CiteItem(citation.key, place, label, citation.prefix, suffix, citation.bare))
    return items


class Bibliography:
    """A module's references, and how they are cited. An unknown key is a ``KeyError``: checks come first."""

    def __init__(self, references: Sequence[Mapping[str, Any]], locale: Locale, language: str = "") -> None:
        """``references``: CSL items, ids unique. ``language``: that of the page on which the list stands."""
        from citeproc import CitationStylesBibliography
        from citeproc.source.json import CiteProcJSON

        capital = locale.references["particle"] == "capital"
        items = sorted((prepare(reference, capital=capital) for reference in references), key=order)
        self._positions = {item["id"]: position for position, item in enumerate(items)}
        self._foreign = {
            str(one["id"]): one
            for one in references
            if language and one.get("language") not in (None, language)
        }
        self._style = _load_style(locale)
        # citeproc-py takes keys in lower case, where an author's "A" and "a" are two; positions are safe.
        source = CiteProcJSON([{**item, "id": position} for position, item in enumerate(items)])
        self._bibliography = CitationStylesBibliography(self._style, source, formatter=_Marks)
        self._cites = [self._cite(CiteItem(key)) for key in self._positions]
        self._add_year_letters()
        # A text refers to the same place again and again.
        self._parenthetical = cache(self._render_parenthetical)

    def parenthetical(self, items: Sequence[CiteItem]) -> list[tuple[str, str]]:
        """``(key, safe HTML)`` of each work; the page joins them with "; " and sets the parentheses.

        In the order of the list (APA 7, section 8.12), but as typed when a prefix ("zie ook") ties them.
        """
        if any(item.prefix for item in items):
            return [(item.key, self._parenthetical(item)) for item in items]
        ordered = sorted(items, key=lambda item: self._positions[item.key])
        return [(item.key, self._parenthetical(item)) for item in ordered]

    def narrative(self, item: CiteItem) -> str:
        """The work as a part of the sentence, safe HTML: ``Boxall en Purcell (2008, p. 3)``."""
        cite = self._cite(item)
        authors = _join(" ", plain_text(item.prefix), self._macro("authors-in-sentence", cite))
        place = _join(", ", self._macro("year-and-place", cite), _suffix(item))
        return _html(f"{authors} ({place})" if place else authors)

    def in_sentence(self, item: CiteItem, token: Token) -> str:
        """As ``narrative``; without brackets of its own, "Boxall, 2008", where its ``token`` stands in some."""
        if (behind := token.meta.get("enclosed")) is None:
            return self.narrative(item)
        return f"{self._parenthetical(item)}{behind}"

    def entry(self, key: str) -> str:
        """One reference as safe HTML, with ``<i>`` and links, and its titles in their own language."""
        html = "".join(map(_html, self._style.render_bibliography([self._cites[self._positions[key]]])))
        return spoken(html, self._foreign[key]) if key in self._foreign else html

    def entries(self) -> list[tuple[str, str]]:
        """``(key, safe HTML)`` of every reference, by author, date and title."""
        return [(key, self.entry(key)) for key in self._positions]

    def _render_parenthetical(self, item: CiteItem) -> str:
        cite = self._cite(item)
        # Without its author a work is its year and place: Rogers zegt het zo (1957, p. 3).
        rendered = (
            self._macro("year-and-place", cite)
            if item.bare
            else self._style.render_citation(cite.citation, [], None)
        )
        return _html(_join(", ", _join(" ", plain_text(item.prefix), rendered), _suffix(item)))

    def _cite(self, item: CiteItem) -> Any:
        from citeproc import Citation
        from citeproc import Locator as Place

        place = plain_text(item.locator)
        located = {"locator": Place(item.label, place)} if place else {}
        cite = _item_kind()(str(self._positions[item.key]), **located)
        self._bibliography.register(Citation([cite]))
        return cite

    def _macro(self, name: str, cite: Any) -> str:
        """A macro of the style by itself: CSL 1.0.2 has no layout for citing in a sentence."""
        layout = self._style.root.citation.layout
        layout.repressed = {}
        return str(self._style.root.get_macro(name).render(cite, context=layout) or "")

    def _add_year_letters(self) -> None:
        """Tell works apart that would be cited alike (APA 7, section 8.19), in the order of the list."""
        of_a_year = defaultdict(list)
        for cite in self._cites:
            if year := self._macro("year", cite):
                of_a_year[year].append(cite)
        for cites in of_a_year.values():
            alike = defaultdict(list)
            for cite in cites if len(cites) > 1 else ():
                alike[self._macro("authors-in-parentheses", cite)].append(cite)
            for twins in alike.values():
                if len(twins) > 1:
                    for cite, letter in zip(twins, _year_letters(), strict=False):
                        cite.reference["year_suffix"] = letter


class _Marks:
    """A formatter for citeproc-py: text stays as it is, italics (the style's one markup) get their marks."""

    @staticmethod
    def preformat(text: str) -> str:
        return text

    @staticmethod
    def Italic(text: object) -> str:  # noqa: N802 - the name citeproc-py asks for
        return f"{ITALIC}{text}{ITALIC_END}"


def spoken(html: str, reference: Mapping[str, Any]) -> str:
    """``html`` of a reference with ``lang`` on the titles of a work whose language is stated (WCAG 2.2, 3.1.2)."""
    language = str(reference.get("language") or "")
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", language):
        for field in ("title", "container-title"):
            title = escape(plain_text(reference.get(field)))
            if title:
                html = html.replace(title, f'<span lang="{language}">{title}</span>', 1)
    return html


def _load_style(locale: Locale) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc.model import CitationStylesElement

    # It asks some fifty questions thousands of times, and would look each up every time: half of its work.
    CitationStylesElement.xpath_search = _found
    # A locale without a language holds for every language that citeproc-py has no words of its own for.
    return CitationStylesStyle(io.BytesIO(csl_style(locale)), locale="zxx", validate=False)


# More than one style asks, and a style once loaded stays as it is.
@lru_cache(maxsize=1000)
def _found(element: Any, expression: str) -> Any:
    return _compiled(expression)(element)


@cache
def _compiled(expression: str) -> Any:
    from lxml.etree import XPath

    return XPath(
        expression, namespaces={"cs": CSL.strip("{}"), "xml": "http://www.w3.org/XML/1998/namespace"}
    )


@cache
def _item_kind() -> Any:
    """citeproc-py's item that finds its work once: every condition of the style asks for it."""
    from citeproc import CitationItem

    class Item(CitationItem):  # type: ignore[misc]
        @cached_property
        def reference(self) -> Any:
            return self.bibliography.source[self.key]

    return Item


def _suffix(item: CiteItem) -> str:
    return plain_text(item.suffix).strip(" ,;")


def _join(delimiter: str, *parts: object) -> str:
    return delimiter.join(filter(None, map(str, parts)))


def _html(rendered: object) -> str:
    text = re.sub(f"{STOP}((?:{ITALIC_END}|{SUB_END}|{SUP_END})*)\\.", r"\1", str(rendered)).replace(STOP, "")
    html = upright_in_italics(escape(text))
    for mark, tag in TAGS.items():
        html = html.replace(mark, tag)
    return re.sub(f"{LINK}(.*?){LINK_END}", r'<a href="\1" rel="noopener">\1</a>', html)


def upright_in_italics(text: str) -> str:
    """Italics as tags; within an italic title what is italic stands upright (APA 7, section 6.22)."""
    parts, depth = [], 0
    for part in re.split(f"({ITALIC}|{ITALIC_END})", text):
        if part == ITALIC:
            depth += 1
            parts.append("<i>" if depth % 2 else "</i>")
        elif part == ITALIC_END and depth:
            parts.append("</i>" if depth % 2 else "<i>")
            depth -= 1
        elif part != ITALIC_END:
            parts.append(part)
    return "".join(parts).replace("<i></i>", "")


def _year_letters() -> Iterator[str]:
    """a, b … z, aa, ab …"""
    return ("".join(letters) for size in count(1) for letters in product(ascii_lowercase, repeat=size))
