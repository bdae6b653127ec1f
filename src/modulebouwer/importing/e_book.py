"""An e-book as its maker meant it: headings that only the style sheet tells, as LibreOffice writes them, and notes.

EPUB 3.3: 5.5 (metadata), 6.1 (XHTML content documents).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from modulebouwer.importing import shaping
from modulebouwer.importing.prepared import TITLE, Prepared, before_text
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.importing.word import parsed, rewritten
from modulebouwer.package.xml import parse_xml

X = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
# Lists that a reading program shows in a menu of its own.
AIDS = re.compile(r"\b(?:landmarks|page-list)\b")
# Pages of the book's cover and title (EPUB Structural Semantics 1.1), and how makers call their files.
TITLE_TYPES = re.compile(r"(?:^|\s)(?:half)?titlepage(?=\s|$)|(?:^|\s)cover(?=\s|$)")
TITLE_PAGE = re.compile(
    r"(?:^|[/_-])(?:half)?(?:title[_-]?page|titelpagina|cover)\w?\.x?html?$", re.IGNORECASE
)
SUBTITLE = re.compile(r"sub-?title|ondertitel", re.IGNORECASE)
HEADINGS = tuple(f"{X}h{level}" for level in range(1, 7))
LINES = (*HEADINGS, f"{X}p", f"{X}li")
# How a colophon begins; a page of the title has no longer line.
COLOPHON = re.compile(r"(?:©|copyright\b|colofon\b|colophon\b|isbn\b)", re.IGNORECASE)
LONGEST_LINE = 120
LONGEST_TITLE_PAGE = 1_000
RULE = re.compile(r"\.(?P<name>[\w-]+)\s*\{(?P<body>[^}]*)\}")
SIZE = re.compile(r"font-size:\s*(?P<number>[\d.]+)(?P<unit>pt|px|em|%)")
BOLD = re.compile(r"font-weight:\s*(?:bold|[6-9]00)")
ITALIC = re.compile(r"font-style:\s*(?:italic|oblique)")
USUAL = 12.0
POINTS = {"pt": 1.0, "px": 0.75, "em": USUAL, "%": USUAL / 100}
# What LibreOffice calls a book without a title.
NO_TITLE = "Unknown Title"


@dataclass(frozen=True, order=True)
class Look:
    """``size`` in points."""

    size: float = USUAL
    bold: bool = False
    italic: bool = False


def as_meant(path: Path, shown: str) -> Prepared:
    """The book in ``path`` with headings where only looks tell them. Raises ``Unreadable``."""
    data = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pages = {
                name: parsed(archive, name, shown)
                for name in sorted(archive.namelist())
                if name.endswith((".xhtml", ".html", ".htm"))
            }
            looks = dict(styles(archive))
            first = title_pages(pages, titles_of(archive))
            left = list(reduced(first))
            changed = [bool(first), *(raised(root) for root in pages.values())]
            changed += [without_aids(root) for root in pages.values()]
            changed.append(with_headings(pages, looks, titled=bool(first)))
            changed += [emphasised(root, looks) for root in pages.values()]
            parts = {name: etree.tostring(root) for name, root in pages.items()} if any(changed) else {}
            parts |= without_title(archive)
            return Prepared(rewritten(archive, parts) if parts else data, tuple(before_text(left)))
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise Unreadable("IMP-102", shown) from error
    except etree.XMLSyntaxError:
        # Pandoc forgives more.
        return Prepared(data)


def styles(archive: zipfile.ZipFile) -> Iterator[tuple[str, Look]]:
    """The looks of each class in the style sheets."""
    for name in archive.namelist():
        if name.endswith(".css"):
            for match in RULE.finditer(archive.read(name).decode("utf-8", "replace")):
                size = SIZE.search(match["body"])
                points = float(size["number"]) * POINTS[size["unit"]] if size else USUAL
                bold, italic = (form.search(match["body"]) is not None for form in (BOLD, ITALIC))
                yield match["name"], Look(points, bold, italic)


def raised(root: etree._Element) -> bool:
    """Take the raise from signs of notes: a note is raised itself. Whether there was one."""
    found = False
    for link in list(root.iter(f"{X}a")):
        holder = link.getparent()
        note = "note" in link.get(TYPE, "")
        if note and holder is not None and holder.tag == f"{X}sup" and len(holder) == 1:
            holder.tag = f"{X}span"
            found = True
    return found


def without_aids(root: etree._Element) -> bool:
    """Take out lists for reading programs (EPUB 3.3, 7.2), and labels around words. Whether there was one."""
    found = False
    for nav in list(root.iter(f"{X}nav")):
        parent = nav.getparent()
        if AIDS.search(nav.get(TYPE, "")) and parent is not None:
            parent.remove(nav)
            found = True
    for label in list(root.iter(f"{X}label")):
        label.tag = f"{X}span"
        found = True
    return found


def title_pages(pages: Mapping[str, etree._Element], titles: Collection[str]) -> list[etree._Element]:
    """The pages of the book's title, cover and colophon, that with its title and subtitle first.

    ``titles``: what the book is called. Books for EPUB 2 do not say which page is which.
    """
    found = []
    for name, root in pages.items():
        body = root.find(f"{X}body")
        named = TITLE_PAGE.search(name) is not None or (body is not None and is_front(body, titles))
        elements = root.iter(f"{X}section", f"{X}div", f"{X}body")
        page = body if named else next((one for one in elements if TITLE_TYPES.search(said_of(one))), None)
        if page is not None and len(pages) > 1 and len(text_in(page)) <= LONGEST_TITLE_PAGE:
            found.append(page)
    return sorted(found, key=lambda page: (title_in(page) is None, -len(text_in(page))))


def is_front(body: etree._Element, titles: Collection[str]) -> bool:
    """Whether a page says the title and no sentence, or is a colophon without a heading."""
    lines = [text for line in body.iter(*LINES) if (text := " ".join(text_in(line).split()))]
    if not lines:
        return False
    if lines[0].casefold() in titles:
        return not any(len(line) > LONGEST_LINE or line.endswith(".") for line in lines)
    headed = next(body.iter(*HEADINGS), None) is not None
    return not headed and COLOPHON.match(lines[0]) is not None


def titles_of(archive: zipfile.ZipFile) -> set[str]:
    """What the package file calls the book."""
    packages = (parse_xml(archive.read(name)) for name in archive.namelist() if name.endswith(".opf"))
    found = (
        text_in(one) for root in packages for one in root.iter("{http://purl.org/dc/elements/1.1/}title")
    )
    return {" ".join(text.split()).casefold() for text in found}


def title_in(page: etree._Element) -> etree._Element | None:
    return next(page.iter(f"{X}h1", f"{X}h2"), None)


def reduced(found: Sequence[etree._Element]) -> Iterator[str]:
    """Leave no more of title pages than the title and the subtitle; what else they say and show."""
    title = title_in(found[0]) if found else None
    others = [] if title is None else [line for line in found[0].iter(*LINES) if line is not title]
    below = [line for line in others if SUBTITLE.search(said_of(line)) or line.tag in (f"{X}h2", f"{X}h3")]
    kept = [] if title is None else [" ".join(text_in(one).split()) for one in (title, *below[:1])]
    for page in found:
        for element in page.iter(*LINES, f"{X}div", f"{X}img"):
            whole = element.tag == f"{X}img" or next(element.iter(*LINES, f"{X}img"), element) is element
            text = element.get("alt") or element.get("src") or " ".join(text_in(element).split())
            if whole and text and not (page is found[0] and text in kept):
                yield text
        for child in list(page):
            page.remove(child)
        page.text = None
        # Pandoc leaves out what is said to be one.
        page.attrib.pop(TYPE, None)
    for number, text in enumerate(kept):
        etree.SubElement(found[0], f"{X}p").text = text if number else TITLE + text


def said_of(element: etree._Element) -> str:
    """What a page says that an element is, by its type and its class."""
    return f"{element.get(TYPE, '')} {element.get('class', '')}"


def with_headings(pages: Mapping[str, etree._Element], looks: Mapping[str, Look], *, titled: bool) -> bool:
    """Make headings of short paragraphs that are larger or bold, in a book without any. Whether there was one.

    ``titled``: the book has a page with its title.
    """
    if any(
        next(root.iter(*(f"{X}h{level}" for level in range(1, 7))), None) is not None
        for root in pages.values()
    ):
        return False
    paragraphs = [(p, look_of(p, looks)) for root in pages.values() for p in root.iter(f"{X}p")]
    sizes = Counter[float]()
    for paragraph, look in paragraphs:
        sizes[look.size] += len(text_in(paragraph))
    body = sizes.most_common(1)[0][0] if sizes else USUAL
    heads = [
        (paragraph, look)
        for paragraph, look in paragraphs
        if could_be_heading(paragraph) and (look.size > body + 1 or (look.size >= body and look.bold))
    ]

    def alone(look: Look) -> bool:
        return sum(other == look for _, other in heads) == 1

    rest = heads
    if not titled and len(heads) > 1 and alone(heads[0][1]) and heads[0][1] == max(look for _, look in heads):
        put_before(heads[0][0], TITLE)
        below = alone(heads[1][1]) and heads[1][0].getprevious() is heads[0][0]
        rest = heads[2 if below else 1 :]
    # A chapter comes before its parts.
    kinds = list(dict.fromkeys(look for _, look in rest))
    for paragraph, look in rest:
        paragraph.tag = f"{X}h{min(6, kinds.index(look) + 1)}"
    return bool(heads)


def emphasised(root: etree._Element, looks: Mapping[str, Look]) -> bool:
    """Say of words that are bold or italic by their style that they are. Whether there were some."""
    found = False
    for span in root.iter(f"{X}span"):
        look = looks.get(span.get("class", ""), Look())
        heading = next(span.iterancestors(*(f"{X}h{level}" for level in range(1, 7))), None) is not None
        if (look.bold or look.italic) and not heading:
            span.tag = f"{X}strong" if look.bold else f"{X}em"
            found = True
    return found


def look_of(paragraph: etree._Element, looks: Mapping[str, Look]) -> Look:
    """The looks of all its letters: those of the smallest."""
    spans = [
        looks.get(node.get("class", ""), Look())
        for node in paragraph.iter(f"{X}span")
        if text_in(node).strip()
    ]
    whole = len("".join(text_in(node) for node in paragraph.iter(f"{X}span"))) >= len(
        text_in(paragraph).strip()
    )
    return min(spans) if spans and whole else Look()


def text_in(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def could_be_heading(paragraph: etree._Element) -> bool:
    words = text_in(paragraph).strip()
    table = next(paragraph.iterancestors(f"{X}td", f"{X}th", f"{X}li"), None)
    return table is None and shaping.could_be_heading(words)


def put_before(paragraph: etree._Element, sign: str) -> None:
    node = next((node for node in paragraph.iter() if (node.text or "").strip()), paragraph)
    node.text = sign + (node.text or "")


def without_title(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """The package file without the title of a book that has none."""
    sign = f">{NO_TITLE}<".encode()
    return {
        name: data.replace(sign, b"><")
        for name in archive.namelist()
        if name.endswith(".opf") and sign in (data := archive.read(name))
    }
