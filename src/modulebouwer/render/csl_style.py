"""Our CSL style (1.0.2) in the words of a locale: what the style asks of a language stands in templates/locales."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter
from typing import Any
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from modulebouwer.model.locale import Locale

CSL = "{http://purl.org/net/xbiblio/csl}"

# Name in a locale file → term of CSL; the form is "short" where CSL has a long one too.
TERMS = {"and": "and", "et_al": "et-al", "in": "in", "retrieved": "retrieved", "from": "from"}
SHORT_TERMS = {
    "no_date": "no date",
    "edition": "edition",
    "number": "number",
    "editor": "editor",
    "translator": "translator",
}


def csl_style(locale: Locale) -> bytes:
    """The style as XML."""
    style = fromstring(Path(__file__).with_name("apa.csl").read_bytes())
    style.insert(1, csl_locale(locale.references, locale.months))
    return tostring(style)


def csl_locale(words: Mapping[str, Any], months: Sequence[str]) -> Element:
    """``words``: a locale's ``references``. In the style "text" is a whole date, "numeric" its day and month."""
    locale = Element(f"{CSL}locale")
    inside = "true" if words["comma"] == "inside" else "false"
    SubElement(locale, f"{CSL}style-options", {"punctuation-in-quote": inside})
    date(locale, "text", words["date"])
    date(locale, "numeric", words["day"])
    terms = SubElement(locale, f"{CSL}terms")
    for name, form, text in all_terms(words, months):
        term = SubElement(terms, f"{CSL}term", {"name": name, **({"form": form} if form else {})})
        if isinstance(text, str):
            term.text = text
        else:
            SubElement(term, f"{CSL}single").text = text["one"]
            SubElement(term, f"{CSL}multiple").text = text["other"]
    return locale


def date(locale: Element, form: str, pattern: str) -> None:
    """``{month} {day}, {year}`` as the parts of a date; what stands between two goes with a day that may be missing."""
    parent = SubElement(locale, f"{CSL}date", {"form": form})
    pieces = [(literal, name) for literal, name, _, _ in Formatter().parse(pattern) if name]
    for number, (before, name) in enumerate(pieces):
        part = SubElement(parent, f"{CSL}date-part", {"name": name})
        if name == "month":
            part.set("form", "long")
        if before and name == "day" and number == len(pieces) - 1:
            part.set("prefix", before)
        elif before and number > 0:
            parent[number - 1].set("suffix", before)


def all_terms(
    words: Mapping[str, Any], months: Sequence[str]
) -> Iterator[tuple[str, str, str | Mapping[str, str]]]:
    for name, term in TERMS.items():
        yield term, "", words[name]
    for name, term in SHORT_TERMS.items():
        yield term, "short", words[name]
    for place, text in words["places"].items():
        yield place.replace("_", "-"), "short", text
    yield "page-range-delimiter", "", "–"
    opening, closing = words["quotes"].split("{text}")
    yield "open-quote", "", opening
    yield "close-quote", "", closing
    ordinals = words["ordinals"]
    yield "ordinal", "", ordinals["other"]
    for digit, form in enumerate(("one", "two", "three"), 1):
        # 1st and 21st, but 11th.
        yield f"ordinal-{digit:02d}", "", ordinals[form]
        yield f"ordinal-1{digit}", "", ordinals["other"]
    for number, month in enumerate(months, 1):
        yield f"month-{number:02d}", "", month
