"""The name of a site in the title of its page ("Op pad – Scholengroep Oost"), where the page says that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import html

PARTED = re.compile(r"\s+[–—|·•«»:-]+\s+|\s*[|«»]\s*")
META = ("og:site_name", "application-name")
FEEDS = ("application/rss+xml", "application/atom+xml")
OWNED = re.compile(r"©\s*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?,?\s*(?P<name>[^|·•©]+?)\s*(?:\d{4}\s*)?(?:[|·•.]|$)")


def without_site(root: html.HtmlElement, around: Iterable[html.HtmlElement]) -> str:
    """Take the name of the site off the page's title; that name, "" for none.

    ``around``: what stands around the text, such as the head of the site.
    """
    title = next(root.iter("title"), None)
    said = squeezed(title.text or "") if title is not None else ""
    parted = list(PARTED.finditer(said))
    if title is None or not parted:
        return ""
    known = {name.casefold() for name in names(root, around)}
    halves = [(said[: match.start()], said[match.end() :]) for match in parted]
    for kept, site in (*reversed(halves), *((after, before) for before, after in halves)):
        if site.casefold() in known and kept:
            title.text = kept
            return site
    return ""


def names(root: html.HtmlElement, around: Iterable[html.HtmlElement]) -> Iterator[str]:
    """What the page calls its site: in its data, in the title of its feed, as an owner (©), or around the text."""
    for meta in root.iter("meta"):
        if meta.get("property", meta.get("name", "")) in META:
            yield squeezed(meta.get("content", ""))
    for link in root.iter("link"):
        if link.get("type") in FEEDS:
            yield squeezed(link.get("title", "").partition("»")[0])
    for text in root.itertext():
        yield from (match["name"] for match in OWNED.finditer(squeezed(text)))
    for holder in around:
        for element in holder.iter("a", "p", "span", "div", "strong", "img"):
            yield squeezed(element.get("alt", "") or "".join(element.itertext()))


def squeezed(text: str) -> str:
    return " ".join(text.split())
