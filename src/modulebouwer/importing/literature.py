"""Typed reference lists → CSL, and "(Smeets & Marx, 2008)" in the text → a citation of its reference.

Reference lists are read as APA writes them, 7th edition, in Dutch and English: authors, year in parentheses, title,
the rest. What was read is a guess, and its source text goes along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from modulebouwer.importing.tree import (
    UNFIT,
    Block,
    Cited,
    Heading,
    Inline,
    Items,
    Link,
    Mark,
    Paragraph,
    Styled,
    Text,
    block_text,
    change_text,
    merged,
    plain,
)
from modulebouwer.model.identifiers import ascii_letters, slug

LIST_HEADING = re.compile(
    r"(?:(?:geraadpleegde|gebruikte|verplichte|aanbevolen|aangehaalde) )?"
    r"(?:literatuur|bronnen)(?:lijst|opgave|overzicht|vermelding)?|bron(?:nen)?vermelding|referenties|referentielijst|"
    r"bibliografie|verwijzingen|references|literature|"
    r"(?:required|recommended|further) (?:references|reading|literature)|"
    r"bibliography|works cited|sources|reference list",
    re.IGNORECASE,
)
# What such a heading says of its works, which a list of all works does not.
KIND_OF_LIST = re.compile(r"(?:verplichte|aanbevolen|required|recommended|further)\b", re.IGNORECASE)
# In the place of a year: of a work without a date, and of one that has not appeared.
UNDATED = r"z\.\s?d\.|n\.\s?d\."
COMING = r"in druk|in press|te verschijnen|forthcoming"
ENTRY = re.compile(
    rf"(?P<names>.+?)\s*\((?P<date>(?:(?P<year>\d{{4}})(?P<letter>[a-z])?(?:,\s*(?P<day>[^)]*))?|{UNDATED}|{COMING}))\)\.?\s*"
    r"(?P<rest>.+)",
    re.DOTALL,
)
# "van de", "van den", "in ’t", "de la": one or two words, and never the beginning of a name.
PARTICLE = (
    r"(?:(?:[Vv]an|[Vv]on|[Ii]n|[Uu]it|[Oo]p|[Oo]nder|[Aa]an|[Bb]ij|[Vv]oor|[Dd]e|[Dd]u)\s)?"
    r"(?:van|von|der|den|des|de|du|della|di|da|la|le|ten|ter|te|het|zu|zum|zur|[’'‘]t|[’'‘]s)(?!\w)"
)
PERSON = re.compile(rf"(?P<family>[^,&]+?),\s*(?P<given>(?:[^\W\d_]{{1,2}}\.[\s-]?)+)(?P<after>{PARTICLE})?")
# As editors stand before their book: "M. Snoek".
FORWARDS = re.compile(r"(?P<given>(?:[^\W\d_]{1,2}\.[\s-]?)+)(?P<family>[^\W\d_][^,&.]*)")
DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?P<doi>10\.\d{4,9}/\S+?)\.?(?=\s|$)", re.IGNORECASE
)
ENTRY_ADDRESS = re.compile(r"(?:https?://|doi:\s*10\.)\S+", re.IGNORECASE)
ADDRESS = re.compile(
    r"(?P<lead>(?:Geraadpleegd|Retrieved|Verkregen|Opgehaald)[^h]*?(?:van|via|from|op)?\s*)?(?P<url>https?://\S+?)\.?(?=\s|$)"
)
JOURNAL = re.compile(
    r"(?P<name>[^,]+),\s*(?P<volume>\d+)\s*(?:\((?P<issue>[^)]+)\))?(?:,\s*(?:(?:p+|blz|pag)\.\s*)?(?P<pages>[\de][\d–—-]*))?\.?"
)
# Where the next entry of a list begins: behind a full stop or an address, names and a year.
NEXT_ENTRY = re.compile(
    r"(?:\.|https?://\S+)\s+(?=(?:(?:[Vv]an|[Dd]en?|[Dd]er|[Tt]e[rn]?|[Vv]on|[’'‘]t)\s)*[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?,\s[A-Z]\."
    r"(?:[^().]|(?<=\b[A-Z])\.)*(?:\((?:Red|Eds?)\.\)\.?\s*)?\((?:\d{4}|[zn]\.)|[A-Z][^.()]{1,80}\.\s\((?:\d{4}[a-z]?|[zn]\.\s?d\.)\))"
)
# By their first three letters, in Dutch and English.
MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "maa/mar/mrt", "apr", "mei/may", "jun", "jul", "aug", "sep", "okt/oct", "nov", "dec"),
        1,
    )
    for name in names.split("/")
}
TITLE_END = re.compile(r"(?:(?<=[^.A-Z][.?!])|(?<=[^.A-Z][.?!][”’\"]))\s+(?=\S)")
# Words below a list about the list.
REMARK = re.compile(
    r"(?:n\.?\s?b\.?|p\.?\s?s\.?|let op|noot|toelichting|opmerking|(?:please )?note)\s*[:.]", re.IGNORECASE
)
EDITORS = re.compile(r"In:?\s+(?P<names>.+?)\s*\((?:Red|Eds?|red|eds?)\.?\),?\s*(?P<rest>.+)", re.DOTALL)

YEAR = r"(?:1[89]|20)\d{2}[a-z]?"
WHEN = rf"(?:{YEAR}(?![\d-])|{UNDATED}|{COMING})"
GROUP = re.compile(rf"\((?P<inside>[^()]*\b{WHEN}[^()]*)\)")
# A citation in parentheses, or the year and the place in one whose authors are part of the sentence.
IN_PARENTHESES = re.compile(rf"\s*\((?=[^()]*\b{WHEN})(?:(?=[^()]*[^\W\d_][^()]*,)|(?=\s*{WHEN}))[^()]*\)")
PIECE = re.compile(
    r"\s*(?P<before>(?:.*?\b(?:in|zie ook|zie|vgl\.|bijv\.|see also|see|cf\.|e\.g\.,?)\s)?)"
    r"(?P<names>[^\d()]*?[^\W\d_.][^\d()]*?),?\s+"
    rf"(?P<years>{YEAR}(?:,\s*{YEAR})*|{UNDATED}|{COMING})(?:,\s*(?P<place>(?:p{{1,2}}|blz|pag|h|hfst|par|chap)\.?\s*[^,;]+))?\s*"
)
# "Jansen-de Groot": the second name may have a particle too.
SECOND = r"(?:-(?:[Vv]an|de[nr]?|te[nr]?)(?:\s(?:de[nr]?))?\s[A-Z])?"
NAME = rf"(?:(?:[Vv]an|[Dd]en?|[Dd]er|[Tt]er|[Tt]en|[Vv]on|[’'‘]t)\s)*[A-Z][\w’'-]*?{SECOND}[\w’'-]+"
NARRATIVE = re.compile(
    rf"(?P<names>{NAME}(?:(?:,\s{NAME})*,?\s(?:en|and|&)\s{NAME}|\se\.a\.|\set\sal\.)?)\s\((?P<years>{YEAR}|{UNDATED}|{COMING})(?:,\s*(?P<place>p{{1,2}}\.\s*[^()]+))?\)"
)
# The abbreviation that a citation gives an organisation: "Ministerie van OCW [OCW], z.d.".
ABBREVIATION = re.compile(r"(?<=\w)\s*(?P<shown>\[[^\W\d_][\w&. -]{0,15}\])(?=\s*,)")

# Numbers of a numbered list of works, as Vancouver has them: [2,3], [4–6], or behind a full stop (7).
NUMBERS = r"\d{1,3}(?:\s*[,–-]\s*\d{1,3})*"
NUMBERED = re.compile(rf"\s?(?:\[(?P<numbers>{NUMBERS})\]|(?<=[.,;:?!])\((?P<behind>{NUMBERS})\))")
TYPED_NUMBER = re.compile(r"\s*(?:\[(?P<number>\d{1,3})\]|(?P<bare>\d{1,3})[.)])\s*(?=\D)")
VANCOUVER = re.compile(r"(?P<names>[^.]+)\.\s+(?P<title>.+?[.?!])\s+(?P<rest>.+)", re.DOTALL)
VANCOUVER_NAME = re.compile(r"(?P<family>[^\W\d_][^,\d]*?)\s(?P<given>[A-Z]{1,4})")
# What follows the title: of an article, of a book and of a page on the web.
APPEARED = (
    re.compile(
        r"(?P<title>[^.;]+?)\.?\s(?P<year>\d{4})[^;:\d]*;(?P<volume>\d+)(?:\((?P<issue>[^)]+)\))?(?::(?P<page>\w[\w–-]*))?\.?"
    ),
    re.compile(r"(?P<place>[^:;]+):\s*(?P<publisher>[^;]+);\s*(?P<year>\d{4})\.?"),
    re.compile(r"(?P<year>\d{4})\s*(?:\[[^\]]*\])?\.?\s*(?:[A-Z][\w ]*:?\s*)?(?P<url>https?://\S+?)\.?"),
)

# What stands before a year and is no work.
NO_WORK = re.compile(
    r"\s*(?:(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|january|february|"
    r"march|may|june|july|august|october|lente|zomer|herfst|najaar|voorjaar|winter|spring|summer|autumn|"
    r"tabel|figuur|bijlage|versie|artikel|art\.|hoofdstuk|paragraaf|fase|schooljaar|peildatum|stand|"
    r"table|figure|appendix|version|article|chapter|section|phase)(?!\w))",
    re.IGNORECASE,
)
# A town or a country, of which a year in parentheses tells when.
PLACE = re.compile(
    r"(?:\b(?:in|te|uit|naar|from|at)\s+)(?=(?:Nederland|Vlaanderen|België|Duitsland|Engeland|Finland|Zweden|Europa|"
    r"Amsterdam|Rotterdam|Utrecht|Den\sHaag|Eindhoven|Groningen|Tilburg|Almere|Breda|Nijmegen|Apeldoorn|Haarlem|Arnhem|"
    r"Enschede|Amersfoort|Zwolle|Leiden|Leeuwarden|Maastricht|Dordrecht|Zoetermeer|Deventer|Delft|Assen|Middelburg|"
    r"Den\sBosch|Lelystad|Gouda|Friesland|Drenthe|Overijssel|Flevoland|Gelderland|Zeeland|Brabant|Limburg|Brussel|"
    r"London|Paris|Berlin|Europe|Germany|England|Sweden)\s\()"
)

# So many authors are named in a sentence.
MOST_NAMED = 2
# Words before a name that are no part of it.
LOWER = re.compile(r"[^\W\d_A-Z][^\W\d_]*[.,]*\s+")

ET_AL = re.compile(r"\bet\s+al\b|\be\.\s?a\.")


@dataclass(frozen=True)
class Work:
    """A work that the text names: the key of its reference ("": none), the names, and whether it says "et al."."""

    key: str
    names: tuple[str, ...]
    year: str
    others: bool = False


@dataclass(frozen=True)
class Entry:
    """A reference, the text it was read from ("": a reference manager's), and what of it was not understood.

    ``number``: that in a numbered list, 0 without one.
    """

    csl: Mapping[str, Any]
    source: str = ""
    unread: str = ""
    number: int = 0


def references(blocks: Sequence[Block]) -> tuple[list[Block], list[Entry]]:
    """The blocks without their reference lists, and the entries of those: each once."""
    kept: list[Block] = []
    found: list[str] = []
    number = 0
    while number < len(blocks):
        block = blocks[number]
        if isinstance(block, Heading | Paragraph) and is_list_heading(block):
            end = end_of_list(blocks, number)
            listed = [entry for text in whole(entries(blocks[number + 1 : end])) for entry in parted(text)]
            # A word alone on its line is a list's heading when what follows is a list.
            if listed and (isinstance(block, Heading) or ENTRY.match(numbered(listed[0])[1])):
                found += [text for text in listed if not REMARK.match(text)]
                remarks = [one for one in blocks[number + 1 : end] if is_remark(one)]
                kept += [block, *remarks] if remarks else []
                number = end
                continue
        kept.append(block)
        number += 1
    return kept, named(read_entry(text) for text in dict.fromkeys(found))


def is_remark(block: Block) -> bool:
    """Whether a paragraph of a list is no work: words about the list, which stay below its heading."""
    return isinstance(block, Paragraph) and REMARK.match(block_text(block)) is not None


def lists_told(before: Iterable[Block], after: Sequence[Block]) -> list[Mark]:
    """What the headings of reference lists that were taken out say of their works: which are to be read."""
    kept = set(map(id, after))
    gone = [
        plain(block.content).strip()
        for block in before
        if isinstance(block, Heading | Paragraph) and id(block) not in kept and is_list_heading(block)
    ]
    return [Mark("IMP-066", {"text": text}) for text in gone if KIND_OF_LIST.search(text)]


def numbered(text: str) -> tuple[int, str]:
    """The number of an entry in a numbered list, 0 for none, and the entry."""
    match = TYPED_NUMBER.match(text)
    return (int(match["number"] or match["bare"]), text[match.end() :]) if match else (0, text)


def without_empty_lists(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without headings of a reference manager's list, which is not part of the text any more."""
    return [
        block
        for number, block in enumerate(blocks)
        if not (
            isinstance(block, Heading)
            and is_list_heading(block)
            and (number + 1 == len(blocks) or isinstance(blocks[number + 1], Heading))
        )
    ]


def is_list_heading(block: Heading | Paragraph) -> bool:
    return LIST_HEADING.fullmatch(plain(block.content).strip(" :.0123456789")) is not None


def end_of_list(blocks: Sequence[Block], start: int) -> int:
    """The number of the block behind the list whose heading is the block ``start``."""
    head = blocks[start]
    for number, block in enumerate(blocks[start + 1 :], start + 1):
        if isinstance(block, Heading) and (not isinstance(head, Heading) or block.level <= head.level):
            return number
        if not isinstance(head, Heading) and is_bold(block):
            return number
    return len(blocks)


def is_bold(block: Block) -> bool:
    return isinstance(block, Paragraph) and all(
        isinstance(item, Styled) and item.style == "strong" for item in block.content
    )


def parted(text: str) -> list[str]:
    """The entries in a text: a page's edge, or a line that was full, may have hidden where one ends."""
    starts = [0]
    for match in NEXT_ENTRY.finditer(text):
        if ENTRY.match(text[starts[-1] : match.end()]):
            starts.append(match.end())
    return [text[start:end].strip() for start, end in pairwise([*starts, len(text)])]


def entries(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Items):
            for number, item in enumerate(block.items):
                sign = "" if block.start is None else f"{block.start + number}. "
                yield sign + " ".join(map(block_text, item))
        elif isinstance(block, Paragraph):
            text = " ".join((block_text(block) + addresses(block.content)).split())
            if text:
                yield text
        else:
            yield " ".join(block_text(block).split())


def whole(texts: Iterable[str]) -> Iterator[str]:
    """The entries; an address on a line of its own belongs to the work above it that has none."""
    above = ""
    for text in texts:
        if ENTRY_ADDRESS.match(text) and ENTRY.match(above) and not ENTRY_ADDRESS.search(above):
            above += f" {text}"
            continue
        yield from [above] if above else []
        above = text
    yield from [above] if above else []


def addresses(content: Iterable[Inline]) -> str:
    """Addresses of links that their words do not show."""
    links = (item for item in content if isinstance(item, Link))
    return "".join(f" {link.url}" for link in links if link.url not in plain(link.content))


def read_entry(text: str) -> Entry:
    """A line of a reference list; one that is not understood is a document with the line as its title."""
    number, text = numbered(text)
    match = ENTRY.match(text)
    if match is None:
        csl, left = read_vancouver(text) if number else ({}, text)
        return Entry(csl or {"type": "document", "title": text}, text, left, number)
    csl = {"type": "book", "author": people(match["names"])}
    day = day_in(match["day"] or "")
    csl["issued"] = (
        {"date-parts": [[int(match["year"]), *day]]} if match["year"] else {"literal": match["date"]}
    )
    left_over = [match["day"]] if match["day"] and not day else []
    rest = match["rest"].strip()
    doi = DOI.search(rest)
    if doi:
        csl["DOI"] = doi["doi"]
        rest = (rest[: doi.start()] + rest[doi.end() :]).strip()
    address = ADDRESS.search(rest)
    if address:
        csl["URL"] = address["url"]
        seen = re.search(r"\d[^,]*\d{4}|[^\W\d_]+ \d{1,2}, \d{4}", address["lead"] or "")
        looked = day_in(seen.group()) if seen else []
        if seen and looked:
            csl["accessed"] = {"date-parts": [[int(re.findall(r"\d{4}", seen.group())[-1]), *looked]]}
        rest = (rest[: address.start()] + rest[address.end() :]).strip()
    title, _, after = partition(rest)
    csl["title"] = title.rstrip(".")
    left_over.append(place(csl, after.strip(" .")))
    return Entry(csl, text, ", ".join(filter(None, left_over)), number)


def read_vancouver(text: str) -> tuple[dict[str, Any], str]:
    """An entry as Vancouver has it (NLM, *Citing Medicine*), and what of it was not understood; or nothing and all."""
    match = VANCOUVER.fullmatch(text)
    found = (
        next(filter(None, (form.fullmatch(match["rest"].strip()) for form in APPEARED)), None)
        if match
        else None
    )
    if match is None or found is None:
        return {}, text
    said = {key: value.strip() for key, value in found.groupdict().items() if value}
    title = re.sub(r"\s*\[internet\]", "", match["title"], flags=re.IGNORECASE).rstrip(".")
    csl: dict[str, Any] = {"type": "book", "author": vancouver_people(match["names"])}
    csl |= {"issued": {"date-parts": [[int(said["year"])]]}, "title": title}
    if "volume" in said:
        csl |= {"type": "article-journal", "container-title": said["title"]}
        csl |= {key: said[key] for key in ("volume", "issue", "page") if key in said}
    elif "url" in said:
        csl |= {"type": "webpage", "URL": said["url"]}
    else:
        csl |= {"publisher-place": said["place"], "publisher": said["publisher"]}
    return csl, ""


def vancouver_people(text: str) -> list[dict[str, str]]:
    """Names as Vancouver has them: ``Huitsing G, Veenstra R``; else one organisation."""
    names = [VANCOUVER_NAME.fullmatch(name.strip()) for name in re.sub(r",\s*et al$", "", text).split(",")]
    if not all(names):
        return [{"literal": text.strip()}]
    return [
        {"family": name["family"], "given": " ".join(f"{letter}." for letter in name["given"])}
        for name in names
        if name
    ]


def day_in(text: str) -> list[int]:
    """The month, and the day where it says one: "14 mei" is 5, 14; nothing where it is no date."""
    word = next((word for word in re.findall(r"[^\W\d_]{3,}", text.lower()) if word[:3] in MONTHS), "")
    if not word:
        return []
    day = re.search(r"(?<!\d)\d{1,2}(?!\d)", text)
    return [MONTHS[word[:3]], *([int(day.group())] if day else [])]


def partition(rest: str) -> tuple[str, str, str]:
    """The title and what follows it."""
    end = TITLE_END.search(rest)
    return (rest[: end.start()], " ", rest[end.end() :]) if end else (rest, "", "")


def place(csl: dict[str, Any], text: str) -> str:
    """Put where it appeared into ``csl``; what is left over comes back."""
    inside, journal = EDITORS.match(text), JOURNAL.fullmatch(text)
    if inside:
        csl["type"], csl["editor"] = "chapter", people(inside["names"])
        rest = inside["rest"]
        pages = re.search(r"\s*\((?:pp?|blz)\.\s*([^)]+)\)", rest)
        if pages:
            csl["page"] = pages[1]
            rest = rest.replace(pages.group(), "")
        book, _, publisher = partition(rest)
        csl["container-title"] = book.strip(" .")
        text = publisher.strip(" .")
    elif journal:
        csl["type"], csl["container-title"] = "article-journal", journal["name"].strip()
        for name, key in (("volume", "volume"), ("issue", "issue"), ("pages", "page")):
            if journal[name]:
                csl[key] = journal[name]
        return ""
    elif not text:
        csl["type"] = "webpage" if "URL" in csl else "book"
        return ""
    where, colon, publisher = text.partition(":")
    if colon and len(where) < 40:
        csl["publisher-place"], text = where.strip(), publisher.strip()
    if text and text.count(",") <= 2 and not re.search(r"\d", text) and "." not in text:
        csl["publisher"] = text
        return ""
    return text


def people(text: str) -> list[dict[str, str]]:
    """Names as a reference list writes them: ``Smeets, E., & Van den Berg, B.``; else one organisation."""
    found = [
        {"family": clean(m["family"]), "given": m["given"].strip()}
        | ({"non-dropping-particle": m["after"]} if m["after"] else {})
        for m in PERSON.finditer(text)
    ]
    forwards = [FORWARDS.fullmatch(name.strip()) for name in re.split(r",\s*|\s+(?:&|en|and)\s+", text)]
    if not found and all(forwards):
        return [{"family": name["family"], "given": name["given"].strip()} for name in forwards if name]
    left = PERSON.sub("", text)
    if found and not re.search(r"\w{4,}", left.replace("(Red.)", "").replace("(Eds.)", "")):
        return found
    return [{"literal": text.strip(" .,")}]


def clean(family: str) -> str:
    return re.sub(r"^(?:[,&\s]|en\s|and\s)+", "", family).strip()


def named(read: Iterable[Entry]) -> list[Entry]:
    """Each entry under a key of its own: ``smeets-marx-2008``."""
    taken: set[str] = set()
    result = []
    for entry in read:
        names = [name.get("family") or name.get("literal", "") for name in entry.csl.get("author", [])]
        words = (
            [*names[:2], str(year_of(entry.csl) or "")] if names else [str(entry.csl.get("title", ""))[:40]]
        )
        base = slug(" ".join(words)) or "bron"
        key, count = base, ord("a")
        while key in taken:
            count += 1
            key = f"{base}{chr(count)}"
        taken.add(key)
        result.append(replace(entry, csl={"id": key, **entry.csl}))
    return result


def letter_of(entry: Entry) -> str:
    """The letter behind the year of a typed entry: "a" of 2021a."""
    match = ENTRY.match(entry.source)
    return (match["letter"] or "") if match else ""


def year_of(csl: Mapping[str, Any]) -> str:
    issued = csl.get("issued", {})
    if isinstance(issued, Mapping) and "date-parts" in issued:
        return str(issued["date-parts"][0][0])
    found = re.search(r"\d{4}", str(issued))
    literal = issued.get("literal", "") if isinstance(issued, Mapping) else ""
    return found.group() if found else undated(str(literal))


def undated(text: str) -> str:
    """What stands in the place of a year, in one form: "" for a work without a date."""
    return "in druk" if re.fullmatch(COMING, text.strip()) else ""


def year_in(cited: str) -> str:
    """The year of a citation, without the letter behind it, as ``year_of`` has it."""
    return cited[:4] if cited[:1].isdigit() else undated(cited)


@dataclass
class Binder:
    """Finds in-text citations. ``named`` are the works that the text names: their key, or else names and year."""

    entries: Sequence[Entry]
    renamed: Mapping[str, str] = field(default_factory=dict)
    named: list[Work] = field(default_factory=list)

    @property
    def works(self) -> tuple[str, ...]:
        """Each work that the text names once: ``Hof et al., 2013`` is ``Hof, Steen & Hof, 2013``."""
        whole = [work for work in self.named if not work.others]
        known = {(work.names[:1], work.year) for work in whole}
        short = [work for work in self.named if work.others and (work.names[:1], work.year) not in known]
        return tuple(
            dict.fromkeys(work.key or f"{' & '.join(work.names)}, {work.year}" for work in [*whole, *short])
        )

    def name(self, names: str, year: str, keys: Sequence[str]) -> None:
        key = keys[0] if len(keys) == 1 else ""
        self.named.append(Work(key, families(names), year, ET_AL.search(names) is not None and not key))

    def blocks(self, blocks: Iterable[Block]) -> list[Block]:
        return [block if isinstance(block, Heading) else change_text(block, self.inlines) for block in blocks]

    def inlines(self, content: Sequence[Inline]) -> Iterator[Inline]:
        before = ""
        for item in merged(unstyled(content)):
            works = self.raised(item, before) if isinstance(item, Styled) else None
            before = plain((item,))
            if isinstance(item, Text):
                yield from self.text(item.text)
            elif works:
                yield from works
            elif isinstance(item, Cited):
                yield from self.managed(item)
            elif isinstance(item, Styled) and item.style != "code":
                yield Styled(item.style, tuple(self.inlines(item.content)))
            else:
                yield item

    def text(self, text: str) -> Iterator[Inline]:
        last = 0
        towns = {match.end() for match in PLACE.finditer(text)}
        matches = [*GROUP.finditer(text), *(m for m in NARRATIVE.finditer(text) if m.start() not in towns)]
        matches += NUMBERED.finditer(text)
        for match in sorted(matches, key=lambda match: match.start()):
            if match.start() < last:
                continue
            inlines = self.cited(match)
            if inlines is not None:
                yield Text(text[last : match.start()])
                yield from inlines
                last = match.end()
        yield Text(text[last:])

    def cited(self, match: re.Match[str]) -> list[Inline] | None:
        """A citation, of whatever form; None where it is none."""
        found = match.groupdict()
        if "numbers" in found:
            return self.by_number(found["numbers"] or found["behind"])
        return self.narrative(match) if "names" in found else self.group(match["inside"])

    def managed(self, item: Cited) -> Iterator[Inline]:
        """A citation of a reference manager; a work that is not in its list stands as text."""
        known = {str(entry.csl["id"]) for entry in self.entries} | set(self.renamed)
        self.named += [Work(key, (key,), "") for key, _ in item.works]
        missing = [key for key, _ in item.works if key not in known]
        if not missing:
            yield item
            return
        yield from (Mark("IMP-002", {"citation": key, "keys": ""}) for key in missing)
        prefixes = [f"{prefix} " if prefix else "" for prefix in item.prefixes or ("",) * len(item.works)]
        works = [f"{key}, {place}" if place else key for key, place in item.works]
        yield Text("(" + "; ".join(map("".join, zip(prefixes, works, strict=True))) + ")")

    def narrative(self, match: re.Match[str]) -> list[Inline]:
        """A work whose authors are part of the sentence: bound, or as it stands with what is wrong."""
        keys = self.keys(match["names"], match["years"])
        self.name(match["names"], match["years"], keys)
        if len(keys) != 1:
            return [unbound(f"{match['names']}, {match['years']}", keys), Text(match.group())]
        work = (keys[0], " ".join((match["place"] or "").split()))
        csl = next(entry.csl for entry in self.entries if str(entry.csl["id"]) == keys[0])
        if says_the_same(match["names"], csl):
            return [Cited((work,), narrative=True)]
        return [Text(match["names"] + " "), Cited((work,), bare=True)]

    def group(self, inside: str) -> list[Inline] | None:
        """Works in parentheses: all bound, or all as they stand with what is wrong; None when it names no work."""
        shown = [short["shown"] for short in ABBREVIATION.finditer(inside)]
        texts = ABBREVIATION.sub("", inside).split(";")
        pieces = [None if UNFIT.search(text) else PIECE.fullmatch(text) for text in texts]
        pieces = [piece if piece and is_name(piece["names"]) else None for piece in pieces]
        if not any(pieces):
            return None
        bound: list[tuple[str, str, str]] = []
        typed: list[Inline] = []
        for number, (piece, text) in enumerate(zip(pieces, texts, strict=True)):
            works, wrong = self.piece(piece) if piece else ([], [])
            bound += works
            space = text[: len(text) - len(text.lstrip())]
            typed += [Text((";" if number else "(") + space), *wrong, Text(text.lstrip())]
        if not all(pieces) or any(isinstance(item, Mark) for item in typed):
            # With its abbreviations, as it stands in the document.
            marks = [item for item in typed if isinstance(item, Mark)]
            return [*marks, Text(f"({inside})")] if shown else [*typed, Text(")")]
        return [
            *(Mark("IMP-061", {"text": text}) for text in shown),
            Cited(tuple((key, place) for _, key, place in bound), prefixes=tuple(each[0] for each in bound)),
        ]

    def piece(self, match: re.Match[str]) -> tuple[list[tuple[str, str, str]], list[Mark]]:
        """The works of one author in parentheses, each with the words before it and the place; and what is wrong."""
        place = " ".join((match["place"] or "").split())
        years = re.findall(YEAR, match["years"]) or [match["years"]]
        prefix, names = self.parted(match["before"], match["names"], years[0])
        bound: list[tuple[str, str, str]] = []
        marks: list[Mark] = []
        for year in years:
            keys = self.keys(names, year)
            self.name(names, year, keys)
            if len(keys) == 1:
                bound.append(("" if bound else prefix, keys[0], place))
            else:
                marks.append(unbound(f"{prefix} {names}, {year}".strip(), keys))
        return bound, marks

    def parted(self, before: str, names: str, year: str) -> tuple[str, str]:
        """The words before a name, and the name: "zie bijvoorbeeld" and "Smit". A name may begin with "van der"."""
        start = 0
        while not self.keys(names[start:], year):
            word = LOWER.match(names, start)
            if word is None:
                return before.strip(), names
            start = word.end()
        return (before + names[:start]).strip(), names[start:]

    def keys(self, names: str, year: str) -> list[str]:
        """The references that a citation can mean."""
        others = ET_AL.search(names) is not None
        letter = year[4:] if year[:1].isdigit() else ""
        fitting = [
            entry
            for entry in self.entries
            if fits(entry.csl, names, year, others) and not is_another(letter_of(entry), letter)
        ]
        exact = [
            entry
            for entry in fitting
            if (letter_of(entry) == letter if letter_of(entry) else str(entry.csl["id"]).endswith(year))
        ]
        return [str(entry.csl["id"]) for entry in (exact if len(fitting) > 1 and exact else fitting)]

    def by_number(self, numbers: str) -> list[Inline] | None:
        """The works with these numbers ("2, 4–6"); None when one of them is not in the list."""
        keys = {entry.number: str(entry.csl["id"]) for entry in self.entries if entry.number}
        found: list[int] = []
        for piece in re.split(r"\s*,\s*", numbers):
            first, last = (int(each) for each in (re.split(r"\s*[–-]\s*", piece) * 2)[:2])
            found += range(first, last + 1)
        if not found or not all(number in keys for number in found):
            return None
        self.named += [Work(keys[number], (keys[number],), "") for number in found]
        return [Text(" "), Cited(tuple((keys[number], "") for number in found))]

    def raised(self, item: Styled, before: str) -> list[Inline] | None:
        """The works of raised numbers; None for another figure: behind so few letters it is a power (m²)."""
        match = re.fullmatch(rf"\[?({NUMBERS})\]?", plain(item.content).strip())
        powers = re.search(r"(?:^|[^\w])\w{0,2}$", before) is not None
        return self.by_number(match[1]) if match and item.style == "super" and not powers else None


def is_another(letter: str, cited: str) -> bool:
    """Whether two letters behind a year are those of two works; either may be missing."""
    return bool(letter and cited) and letter != cited


def unstyled(content: Iterable[Inline]) -> Iterator[Inline]:
    """``et al.`` in italics is part of the citation around it."""
    for item in content:
        if isinstance(item, Styled) and plain(item.content).strip(" .,") in ("et al", "e.a", "et. al"):
            yield from item.content
        else:
            yield item


def families(names: str) -> tuple[str, ...]:
    """The family names in a citation, as ``family_key`` has them."""
    found = map(family_key, re.split(r"\s*(?:,|&|\ben\b|\band\b|\bet al\.?|\be\.a\.)\s*", names))
    return tuple(filter(None, found))


def is_name(names: str) -> bool:
    """Whether the words before a year can be authors: not "Wet van", "maart" or "tabel 3"."""
    capital = re.search(r"[^\W\d_a-zà-ÿ]", names) is not None
    ended = (
        re.search(r"(?:[^\W_a-zà-ÿ][^\s]*|\bal\.?|\be\.\s?a\.|\banderen|\bothers)[\s\]”’]*$", names)
        is not None
    )
    return capital and ended and NO_WORK.match(names) is None


def says_the_same(names: str, csl: Mapping[str, Any]) -> bool:
    """Whether a page would name the work in a sentence with these words (APA 7, section 8.17)."""
    authors = csl.get("author") or csl.get("editor") or []
    full = []
    for name in authors:
        particle = name.get("non-dropping-particle") or name.get("dropping-particle") or ""
        full.append(f"{particle} {name.get('family') or name.get('literal', '')}".strip().lower())
    typed = [
        name.lower() for name in re.split(r"\s*(?:,|&|\ben\b|\band\b|\bet al\.?|\be\.a\.)\s*", names) if name
    ]
    if ET_AL.search(names):
        return len(full) > MOST_NAMED and typed == full[:1]
    return len(full) <= MOST_NAMED and typed == full


def unbound(citation: str, keys: Sequence[str]) -> Mark:
    """A citation that no reference fits, or more than one."""
    return Mark("IMP-012" if keys else "IMP-002", {"citation": citation, "keys": ", ".join(keys)})


def fits(csl: Mapping[str, Any], names: str, year: str, others: bool) -> bool:
    """Whether a citation with these names means the reference; ``others``: it says that there are more."""
    authors = csl.get("author") or csl.get("editor") or []
    known = [family_key(name.get("family") or name.get("literal", "")) for name in authors]
    cited = families(names)
    if not cited or not known or year_of(csl) != year_in(year):
        return False
    if len(authors) == 1 and letters_of(names) in ways_to_say(str(authors[0].get("literal", ""))):
        # The name of an organisation may have a comma or "en" in it.
        return True
    acronym = "".join(word[:1] for word in re.split(r"[\s-]+", str(authors[0].get("literal", ""))))
    first = cited[0] == known[0] or known[0].endswith(cited[0]) or cited[0] == acronym.lower()
    whole = len(cited) == len(known) or (others and len(cited) < len(known))
    return first and whole and all(other in known for other in cited[1:])


def ways_to_say(organisation: str) -> set[str]:
    """The letters of an organisation's name, with and without its abbreviation in parentheses, and of that alone."""
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]", "", organisation)
    short = re.findall(r"[(\[]([^)\]]{1,15})[)\]]", organisation)
    return {letters_of(text) for text in (organisation, bare, *short)} - {""}


def letters_of(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", ascii_letters(name).lower())


def family_key(name: str) -> str:
    """A family name without its particle, case and accents."""
    bare = re.sub(r"^(?:(?:van|de|der|den|ter|ten|te|von|het|’t|'t)\s)+", "", ascii_letters(name).strip())
    return re.sub(r"[^a-z0-9 ]", "", bare).strip()
