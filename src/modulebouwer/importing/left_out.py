"""Words of a document that its reader did not keep, so that none goes without a finding.

What the document says is taken here straight from its file, by no other way than to tell its text from its markup:
whatever Pandoc leaves out, for whatever reason, shows as a difference.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from lxml import etree, html

from modulebouwer.importing import rich_text
from modulebouwer.importing.linked_notes import NUMBER
from modulebouwer.importing.prepared import PAGE_WORDS
from modulebouwer.importing.tree import Mark
from modulebouwer.importing.web_page import BACK, COMMENTED, encoding_of, fragment
from modulebouwer.package.xml import parse_xml

# The texts of a paragraph, as they stand in their own elements: what is lost is lost with its element.
Said = Sequence[str]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
# How Word names its elements in a document of ISO 29500 Strict.
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

WORD = re.compile(r"[^\W_]+")
# Numbers of notes and of pages, which change.
FIGURES = re.compile(r"\d{1,2}")
# An element whose words are gone for the most part is told whole.
MOST = 0.75

# In Word: text that was deleted or moved away (it is told), and what stands there twice for older programs.
WORD_PARTS = re.compile(r"word/(?:document\d*|footnotes|endnotes|diagrams/data\d*|charts/chart\d*)\.xml")
WORD_GONE = (f"{W}del", f"{W}moveFrom", f"{MC}Fallback")
# The list of a reference manager, whose works are read from its fields.
BIBLIOGRAPHY = re.compile(r"ZOTERO_BIBL|CSL_BIBLIOGRAPHY|Mendeley Bibliography|EN\.REFLIST")
# What parts words.
BETWEEN = (f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen", f"{A}br")
# In OpenDocument: tracked changes, comments and tables of contents have findings of their own.
OPEN_GONE = (
    *(f"{TEXT}{name}" for name in ("tracked-changes", "note-citation", "table-of-content")),
    f"{OFFICE}annotation",
)
WEB_GONE = ("script", "style", "template", "head", "nav", "iframe", "video", "audio", "object")
# Tags within a word (HTML, 4.5).
WITHIN_WORDS = (
    *(
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
    ),
    *("q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
)
RTF_GONE = re.compile(
    rb"\{\\(?:(?:fonttbl|colortbl|stylesheet|info|pict|header[lrf]?|footer[lrf]?|listtext|pntext|nonshppict|sp)(?![a-z])|"
    rb"\*\\(?!shpinst|footnote))"
)
RTF_END = re.compile(rb"\\(?:par|cell|nestcell|row|sect|page|line|tab)(?![a-z])")
# In Markdown: labels of notes and links, attributes, fences, numbers and letters of points, tags and entities.
MARKDOWN_GONE = re.compile(
    r"\[\^[^\]]+\]|(?<=\])\[[^\]]*\]|(?m:^\s{0,3}\[[^\]]+\]:.*$)|\s\"[^\"\n]*\"(?=\))|(?<=[\])`])\{[^}\n]*\}|"
    r"\{[#.][^}\n]*\}|(?m:^(?:```+|~~~+|:::+).*$)|(?m:^\s*\(?@?\w{1,4}[.)]\s)|(?m:^\s*[-*+]\s\[[xX]\]\s)|</?[a-zA-Z][^>]*>|&#?\w+;"
)
# Where a picture comes from, behind its words.
PICTURE_PATH = re.compile(r"(!\[[^\]]*\])\((?:<[^>\n]*>|[^)\s]*)")
# Signs within words.
MARKDOWN_SIGNS = re.compile(r"[*~^`\\]")


def left_out(data: bytes, suffix: str, kept: Iterable[str]) -> list[Mark]:
    """What the document ``data`` says and no text of ``kept`` does; or that it cannot be counted."""
    reader = READERS.get(suffix)
    if reader is None:
        return []
    try:
        said = list(reader(data))
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, etree.LxmlError):
        # A part of the file that Pandoc did not need is damaged.
        return [Mark("IMP-060", {})]
    kept = (MARKDOWN_SIGNS.sub("", text) for text in kept) if suffix == ".md" else kept
    # Word shows the numbers of notes, points and pages without their being text.
    figures = suffix in (".docx", ".docm")
    lost = [text for text in differing(said, kept, figures=figures) if not PAGE_WORDS.fullmatch(text)]
    return [Mark("IMP-034", {"text": " · ".join(lost)})] if lost else []


def differing(said: Sequence[Said], kept: Iterable[str], *, figures: bool = False) -> list[str]:
    """The texts of ``said`` whose words are not in ``kept``; a few words lost from a longer text by themselves.

    ``figures``: short numbers count where they are a text of their own.
    """
    there = Counter(word for text in kept for word in words(text))
    pieces: list[tuple[str, list[str]]] = []
    for paragraph in said:
        found: list[tuple[str, list[str]]] = [(piece, []) for piece in paragraph if piece]
        places = [number for number, (piece, _) in enumerate(found) for _ in clean(piece)]
        whole = "".join(clean(piece) for piece, _ in found)
        for match in WORD.finditer(whole):
            found[places[match.start()]][1].append(match.group())
        pieces += found
    alone = {own[0] for _, own in pieces if figures and len(own) == 1}
    counted = (word for _, own in pieces for word in own if word in alone or not FIGURES.fullmatch(word))
    gone = Counter(counted) - there
    if not gone:
        return []
    shares = [(Counter(own) & gone).total() / max(1, len(own)) for _, own in pieces]
    told: dict[int, str] = {}
    for number in sorted(range(len(pieces)), key=lambda number: -shares[number]):
        text, own = pieces[number]
        mine = Counter(own) & gone
        if mine:
            told[number] = " ".join(text.split() if shares[number] >= MOST else mine.elements())
            gone -= mine
    return [told[number] for number in sorted(told)]


def clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\u00ad", "")


def words(text: str) -> list[str]:
    return WORD.findall(clean(text))


def walk(root: etree._Element, gone: Sequence[str]) -> Iterator[tuple[etree._Element, bool, str]]:
    """The elements in ``root`` that are not in one of ``gone``: each with its text, and again with what follows it.

    The second value says which: whether the element has ended.
    """
    skipped = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        inside = skipped > 0
        if event == "start" and (inside or element.tag in gone):
            skipped += 1
        elif event == "start":
            yield element, False, element.text or ""
        elif event == "end" and inside:
            skipped -= 1
        if event != "start" and not skipped and element is not root:
            yield element, True, element.tail or ""


def in_word(data: bytes) -> Iterator[Said]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if WORD_PARTS.fullmatch(name):
                yield from in_word_part(parse_xml(archive.read(name).replace(STRICT, W.strip("{}").encode())))


def in_word_part(root: etree._Element) -> Iterator[Said]:
    """The paragraphs of a text, of a diagram and of a chart's titles and labels."""
    paragraph: list[str] = []
    capital = False
    for element, ended, text in without_lists(walk(root, WORD_GONE)):
        if element.tag in (f"{W}p", f"{A}p", f"{C}v"):
            # A large first letter is a paragraph of its own.
            letter = ended and element.find(f"{W}pPr/{W}framePr[@{W}dropCap]") is not None
            if not (letter or (capital and not ended)):
                yield paragraph
                paragraph = []
            capital = letter
        if ended:
            continue
        if element.tag in (f"{W}t", f"{A}t"):
            paragraph.append(text)
        elif element.tag in BETWEEN:
            paragraph.append(" ")
        elif element.tag == f"{C}v" and next(element.iterancestors(f"{C}strCache"), None) is not None:
            yield [text]


def without_lists(
    walked: Iterable[tuple[etree._Element, bool, str]],
) -> Iterator[tuple[etree._Element, bool, str]]:
    """What ``walk`` gives without what a reference manager wrote as its list of works."""
    fields: list[str] = []
    for element, ended, text in walked:
        if not ended and element.tag == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            fields = [*fields, ""] if kind == "begin" else fields[:-1] if kind == "end" else fields
        elif not ended and element.tag == f"{W}instrText" and fields:
            fields[-1] += text
        if not any(map(BIBLIOGRAPHY.search, fields)):
            yield element, ended, text


def in_open_document(data: bytes) -> Iterator[Said]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name == "content.xml" or re.fullmatch(r"Object[^/]*/content\.xml", name):
                yield from in_open_part(parse_xml(archive.read(name)))


def in_open_part(root: etree._Element) -> Iterator[Said]:
    paragraph: list[str] = []
    for element, _, text in walk(root, OPEN_GONE):
        if element.tag in (f"{TEXT}p", f"{TEXT}h"):
            yield paragraph
            paragraph = []
        elif element.tag in (f"{TEXT}tab", f"{TEXT}s", f"{TEXT}line-break"):
            paragraph.append(" ")
        if next(element.iterancestors(f"{TEXT}p", f"{TEXT}h"), None) is not None or element.tag in (
            f"{TEXT}p",
            f"{TEXT}h",
        ):
            paragraph.append(text)
    yield paragraph


def in_web_page(data: bytes) -> Iterator[Said]:
    yield from in_web_text(html.document_fromstring(data, parser=html.HTMLParser(encoding=encoding_of(data))))


def in_web_text(root: etree._Element) -> Iterator[Said]:
    """The texts between the tags that part words; the number of a note parts them too."""
    paragraph: list[str] = []
    for element, _, text in walk(root, WEB_GONE):
        if element.tag not in WITHIN_WORDS:
            yield paragraph
            paragraph = []
        elif element.tag == "a" and NUMBER.fullmatch("".join(element.itertext()).strip()):
            paragraph.append(" ")
        if not any(map(is_comment_sign, (element, *element.iterancestors("a")))):
            paragraph.append(text)
    yield paragraph


def is_comment_sign(element: etree._Element) -> bool:
    """Whether it is the letter in the text that leads to a comment, or the one at the comment that leads back."""
    address = fragment(element) if element.tag == "a" else ""
    return BACK.match(address) is not None or COMMENTED.fullmatch(address) is not None


def in_book(data: bytes) -> Iterator[Said]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xhtml", ".html", ".htm")):
                parser = html.HTMLParser(encoding="utf-8")
                yield from in_web_text(html.document_fromstring(archive.read(name), parser=parser))


def in_rich_text(data: bytes) -> Iterator[Said]:
    data, _ = rich_text.accepted(data)
    parts: list[bytes] = []
    last = 0
    for match in RTF_GONE.finditer(data):
        if match.start() >= last:
            parts.append(data[last : match.start()])
            last = rich_text.end_of_group(data, match.start())
    data = b"".join([*parts, data[last:]]).replace(rb"{\*", b"{")
    # A note begins right behind a word.
    data = re.sub(rb"\{\\footnote(?![a-z])", rb"{\\footnote\\tab", data)
    yield from ([rich_text.text_of(part)] for part in RTF_END.split(data))


def in_markdown(data: bytes) -> Iterator[Said]:
    text = data.decode("utf-8-sig", "replace")
    front = re.match(r"---\n(?P<yaml>.*?\n)(?:---|\.\.\.)\n", text, re.DOTALL)
    if front:
        values = re.findall(r"(?m)^\s*(?:-\s+)?(?:[\w-]+:(?!\S))?(.*)$", front["yaml"])
        yield from ([value] for value in values)
    body = MARKDOWN_GONE.sub(" ", PICTURE_PATH.sub(r"\1 ", text[front.end() if front else 0 :]))
    yield from ([line] for line in MARKDOWN_SIGNS.sub("", body).split("\n"))


READERS: Mapping[str, Callable[[bytes], Iterator[Said]]] = {
    ".docx": in_word,
    ".docm": in_word,
    ".odt": in_open_document,
    ".html": in_web_page,
    ".htm": in_web_page,
    ".epub": in_book,
    ".rtf": in_rich_text,
    ".md": in_markdown,
}
