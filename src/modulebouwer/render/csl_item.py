"""A reference as its source has it, made ready for citeproc-py: plain values, only what our style uses.

Here stands what citeproc-py has no or wrong rules for: the order of the list, initials, particles ("Van
Ede"), the many forms of a date, addresses, and what would be said twice. What is missing or misshapen is left
out without a word: telling the author is the checks' work.

Markup travels through citeproc-py as Unicode noncharacters, which are taken out of all that authors wrote.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Mapping
from itertools import takewhile
from typing import Any
from urllib.parse import quote

ITALIC, ITALIC_END, LINK, LINK_END, STOP, SUB, SUB_END, SUP, SUP_END = (
    "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4\ufdd5\ufdd6\ufdd7\ufdd8"
)
# What Zotero and Better BibTeX write in titles, as HTML or as Pandoc's Markdown.
_MARKUP = (
    (re.compile(r"<span\b[^<>]*>(.*?)</span>|<b>(.*?)</b>|<sc>(.*?)</sc>"), "", ""),
    (
        re.compile(r"<i>(.*?)</i>|<em>(.*?)</em>|(?<![\w*])\*([^\s*](?:[^*]*[^\s*])?)\*(?![\w*])"),
        ITALIC,
        ITALIC_END,
    ),
    (re.compile(r"<sub>(.*?)</sub>|~([^\s~]+)~"), SUB, SUB_END),
    (re.compile(r"<sup>(.*?)</sup>|\^([^\s^]+)\^"), SUP, SUP_END),
)

_UNWANTED = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xFDD0, 0xFDF0)], " ")
_APOSTROPHES = ("'", "’")
_TEXTS = ("title", "title-short", "container-title", "publisher", "genre")
_NUMBERS = ("number", "edition", "volume", "issue", "page")


def prepare(reference: Mapping[str, Any], *, capital: bool) -> dict[str, Any]:
    """The CSL-JSON item for a reference; ``capital``: a particle that opens a name gets one."""
    item: dict[str, Any] = {"id": str(reference["id"]), "type": plain_text(reference.get("type")).lower()}
    for field in (*_TEXTS, *_NUMBERS):
        text = rich_text(reference.get(field))
        if text and not (field == "edition" and re.fullmatch(r"1(e|ste|st)?", text)):
            item[field] = _closed(text)
    for role in ("author", "editor", "translator"):
        leads = role == "author" or (role == "editor" and "author" not in item)
        if names := _names(reference.get(role), capital=capital and leads):
            item[role] = names
    _name_organisation_once(item)
    item |= _issued(reference.get("issued")) | _address(reference)
    if accessed := _dates(reference.get("accessed")):
        item["accessed"] = {"date-parts": accessed[:1]}
    if not item.keys() & {"author", "editor", "title"}:
        item["title"] = plain_text(item["id"])
    return item


def order(item: Mapping[str, Any]) -> tuple[Any, ...]:
    """Sort key of a prepared item: author, date, title (APA 7, sections 9.44-9.49).

    Nothing comes before something: one author before the same with others, no date before a date, a year before a
    day in it. What stands in place of a date ("in druk") comes last. A title loses its article.
    """
    article = r"^(?:de|het|een|the|an?|['’][tn])\s+"
    title = _letters(re.sub(article, "", item.get("title", ""), flags=re.IGNORECASE))
    names = [
        (_letters(name.get("family") or name.get("literal", "")), _letters(name.get("given", "")))
        for name in item.get("author", item.get("editor", []))
    ]
    words = item.get("status", "")
    years = [int(year) for year in re.findall(r"^[0-9]{4}", words)]
    date = item["issued"]["date-parts"][0] if "issued" in item else years
    return names or [(title, "")], (bool(date or words), not date), date, title, item["id"]


def plain_text(value: object) -> str:
    """Text on one line without control characters and noncharacters; empty for what is no text or number."""
    if not isinstance(value, str | int | float):
        return ""
    return " ".join(str(value).translate(_UNWANTED).split())


def rich_text(value: object) -> str:
    """Text with its markup as marks. Zotero guards capitals with spans; no capital is ever changed here."""
    text = plain_text(value)
    for pattern, opening, closing in _MARKUP:
        text = pattern.sub(lambda match, a=opening, z=closing: f"{a}{match[match.lastindex or 0]}{z}", text)  # type: ignore[misc]
    return text


def _letters(text: str) -> str:
    """Letters and digits without case and accents, to sort by (APA 7, section 9.44: letter by letter)."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalnum())


def _closed(text: str) -> str:
    """Mark text that ends a sentence by itself, so that the style's full stop is left out after it."""
    return text + STOP if text.endswith((".", "?", "!", "…")) else text


def _name_organisation_once(item: dict[str, Any]) -> None:
    """Leave out a publisher or site that is the author, a publisher that is the site (APA 7, section 9.29)."""
    leads = item.get("author", item.get("editor", []))
    named = {name["literal"].casefold() for name in leads if "literal" in name}
    if item["type"] == "webpage" and item.get("container-title", "").casefold() in named:
        del item["container-title"]
    if "container-title" in item:
        named.add(item["container-title"].casefold())
    if item.get("publisher", "").casefold() in named:
        del item["publisher"]


def _names(value: object, *, capital: bool) -> list[dict[str, str]]:
    names = value if isinstance(value, list | tuple) else [value]
    return [name for name in (_name(each, capital=capital) for each in names) if name]


def _name(value: object, *, capital: bool) -> dict[str, str]:
    """A CSL name from a mapping or from plain text (an organisation); empty when there is no name in it."""
    parts = value if isinstance(value, Mapping) else {"literal": value}
    if literal := plain_text(parts.get("literal")):
        return {"literal": _closed(literal)}
    family, given = _family(parts, capital=capital), _initials(plain_text(parts.get("given")))
    name = {
        "family": family or given,
        "given": given if family else "",
        "dropping-particle": plain_text(parts.get("dropping-particle")),
        "suffix": plain_text(parts.get("suffix")),
    }
    return {part: _closed(text) for part, text in name.items() if text} if name["family"] else {}


def _family(name: Mapping[str, Any], *, capital: bool) -> str:
    """The family name with its particle in front, as the Dutch APA guides cite and sort it: Van den Berg, under V.

    A Dutch particle that opens the name has a capital, but 't and d' do not.
    """
    particle, family = plain_text(name.get("non-dropping-particle")), plain_text(name.get("family"))
    if not particle:
        *rest, last = family.split() or [""]
        small = list(takewhile(lambda word: word[0].islower() or word.startswith(_APOSTROPHES), rest))
        particle, family = " ".join(small), " ".join([*rest[len(small) :], last])
    if capital and not particle.startswith(("d'", "d’")):
        particle = particle[:1].upper() + particle[1:]
    space = "" if not particle or particle.endswith(_APOSTROPHES) else " "
    return f"{particle}{space}{family}".strip()


def _initials(given: str) -> str:
    """First names as initials: "Jan-Willem" J.-W., "J.M." J. M., "IJsbrand" IJ.; written initials (Th.) stay."""
    words = re.sub(r"\.(?=\w)", ". ", unicodedata.normalize("NFC", given)).split()
    return " ".join("-".join(_initial(part) for part in word.split("-") if part) for word in words)


def _initial(name: str) -> str:
    if name.endswith(".") or name[0].islower() or not name[0].isalpha():
        return name
    return "IJ." if name.startswith("IJ") else f"{name[0]}."


def _issued(value: object) -> dict[str, Any]:
    """``issued`` for a date; ``status`` for what stands in its place as text ("in druk", "2008–2009")."""
    dates = _dates(value)
    if len(dates) > 1 and dates[0][0] != dates[1][0]:
        return {"status": f"{dates[0][0]}–{dates[1][0]}"}
    if dates:
        return {"issued": {"date-parts": dates[:1]}}
    words = (value.get("literal") or value.get("raw")) if isinstance(value, Mapping) else value
    return {"status": _closed(text)} if (text := plain_text(words)) else {}


def _dates(value: object) -> list[list[int]]:
    """``[[year, month, day]]``, a range two, from the forms of CSL-JSON, CSL-YAML and EDTF; empty if none."""
    if isinstance(value, datetime.date):
        return [[value.year, value.month, value.day]]
    if isinstance(value, Mapping):
        if "year" in value:
            return _dates([[value.get(part) for part in ("year", "month", "day")]])
        return _dates(value.get("date-parts") or value.get("literal") or value.get("raw"))
    if isinstance(value, list | tuple):
        read = [_dates(each) if isinstance(each, Mapping) else _date(each) for each in value]
        return [date for dates in read for date in dates]
    return [date for each in plain_text(value).split("/") for date in _date(each.rstrip("~?%").split("-"))]


def _date(parts: object) -> list[list[int]]:
    """One date in a list, cut off before what is no year, month or day; no date without a year."""
    date: list[int] = []
    listed = parts if isinstance(parts, list | tuple) else [parts]
    for part, last in zip(listed, (9999, 12, 31), strict=False):
        number = plain_text(part)
        if not re.fullmatch(r"[0-9]{1,4}", number) or not 1 <= int(number) <= last:
            break
        date.append(int(number))
    return [date] if date else []


def _address(reference: Mapping[str, Any]) -> dict[str, str]:
    """The DOI as an address, else the URL; a link only to the web, so never ``javascript:``."""
    if doi := re.search(r"10\.\d{4,9}/\S+", plain_text(reference.get("DOI"))):
        path = quote(doi[0], safe="/:;()[]-._~!*'+,=@&$")
        return {"DOI": f"{LINK}https://doi.org/{path}{LINK_END}"}
    url = plain_text(reference.get("URL"))
    is_link = re.fullmatch(r"https?://[^\s<>\"]+", url, re.IGNORECASE)
    return {"URL": f"{LINK}{url}{LINK_END}" if is_link else url} if url else {}
