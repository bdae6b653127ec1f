"""A Word file as its maker meant it, for Pandoc, which knows styles by their English names and leaves text boxes out.

Styles that stand for headings get the names of headings, text boxes follow the paragraph that they hang on, tables of
contents go; in a document without any heading, short lines that are larger, bold or underlined become headings.
ECMA-376 part 1: 17.3.1.20 (outline levels), 17.7 (styles), 17.17.1.1 (text boxes).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from modulebouwer.importing import shaping
from modulebouwer.importing.prepared import (
    TITLE,
    WITHIN,
    Change,
    Prepared,
    before_text,
    by_looks,
    contents,
    hidden,
    running_heads,
)
from modulebouwer.importing.unreadable import Unreadable
from modulebouwer.importing.word_cover import first_page, without_cover
from modulebouwer.importing.word_numbers import labels
from modulebouwer.importing.word_typed import with_columns, with_typed_depths
from modulebouwer.package.xml import parse_xml

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
LARGEST_PART = 50_000_000
# Word's size of text where nothing says another one, in half points (17.7.5.1).
USUAL_SIZE = 20

MAIN_PART = re.compile(
    r'officeDocument"[^>]*?Target="/?(?P<first>[^"]+)"|Target="/?(?P<second>[^"]+)"[^>]*?officeDocument"'
)
# Names that programs in other languages give their styles.
HEADING = re.compile(r"(?:heading|kop|überschrift|titre|koptekst niveau) ?(?P<level>[1-9])", re.IGNORECASE)
# Names of styles for quotations, of other makers too: "Citaat DHS".
QUOTE = re.compile(
    r"(?:\w+ )?(?:blo(?:c)?k ?)?(?:quote|quotation|citaat|zitat|citation)(?: .*)?", re.IGNORECASE
)
TITLES = {"titel": "Title", "ondertitel": "Subtitle", "untertitel": "Subtitle", "titre": "Title"}
LIST_LEVEL = re.compile(r"list (?:bullet|number) ?(?P<level>[2-5])", re.IGNORECASE)
CONTENTS = re.compile(r"(?:toc|inhopg|contents|inhoudsopgave) ?(?:\d|heading|kop)", re.IGNORECASE)


CONTENTS_HEADING = re.compile(r"(?:heading|kop)$", re.IGNORECASE)


@dataclass(frozen=True)
class Style:
    element: etree._Element
    name: str
    parent: str

    def value(self, path: str) -> str | None:
        """An attribute ``w:val`` below the style itself."""
        found = self.element.find(path)
        return None if found is None else found.get(f"{W}val", "")


def as_meant(path: Path, shown: str) -> Prepared:
    """The file in ``path``, or what it is to be read as. Raises ``Unreadable``."""
    data = path.read_bytes()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            main = main_part(archive)
            styles_part = f"{main.rpartition('/')[0]}/styles.xml"
            root = parsed(archive, main, shown)
            styles_root = parsed(archive, styles_part, shown) if styles_part in archive.namelist() else None
            styles = {} if styles_root is None else read_styles(styles_root)
            listed = without_contents(root, styles)
            told = (*running_heads(heads(archive, main, shown)), *contents(listed))
            numbering_part = f"{main.rpartition('/')[0]}/numbering.xml"
            known = numbering_part in archive.namelist()
            numbering = parsed(archive, numbering_part, shown) if known else None
            unseen = without_hidden(root, styles_root)
            told = (*told, *hidden(unseen))
            labelled, numbers = (False, []) if numbering is None else with_labels(root, numbering, styles)
            noted = notes_with_fields(archive, main, shown)
            joined = with_joined_paragraphs(root)
            done = [
                renamed(styles),
                bool(joined),
                bool(listed),
                bool(unseen),
                with_boxes(root),
                with_late_cells(root),
            ]
            done.append(with_typed_depths(root))
            done += [with_boxes_to_tick(root), with_fields(root), bool(noted), labelled]
            if numbering is not None:
                done += [within_lists(root, numbering), with_list_levels(root, numbering, styles)]
            title, cover = (None, []) if styles_root is None else with_cover(root, styles_root, styles)
            done.append(title is not None)
            told = (*told, *before_text(cover))
            guessed = [] if styles_root is None else with_headings(root, styles_root, styles)
            told = (*told, *by_looks(guessed))
            done.append(bool(guessed))
            done.append(title is None and styles_root is not None and with_title(root, styles_root, styles))
            done.append(with_columns(root))
            if not any(done):
                return Prepared(data, told, numbers=numbers)
            parts = noted | {main: root} | ({} if styles_root is None else {styles_part: styles_root})
            parts |= {} if numbering is None else {numbering_part: numbering}
            written = rewritten(archive, {name: etree.tostring(part) for name, part in parts.items()})
            return Prepared(written, told, changes=joined, numbers=numbers)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, OSError) as error:
        raise Unreadable("IMP-102", shown) from error


def main_part(archive: zipfile.ZipFile) -> str:
    match = MAIN_PART.search(archive.read("_rels/.rels").decode(errors="replace"))
    return (match["first"] or match["second"]) if match else "word/document.xml"


def parsed(archive: zipfile.ZipFile, name: str, shown: str) -> etree._Element:
    if archive.getinfo(name).file_size > LARGEST_PART:
        raise Unreadable("IMP-105", shown, limit=f"{LARGEST_PART // 1_000_000}")
    return parse_xml(archive.read(name))


def rewritten(archive: zipfile.ZipFile, parts: Mapping[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for entry in archive.infolist():
            target.writestr(entry.filename, parts.get(entry.filename) or archive.read(entry))
    return stream.getvalue()


def read_styles(root: etree._Element) -> dict[str, Style]:
    """Paragraph styles by their identifier."""
    found = {}
    for element in root.iter(f"{W}style"):
        if element.get(f"{W}type") == "paragraph":
            name, parent = element.find(f"{W}name"), element.find(f"{W}basedOn")
            found[element.get(f"{W}styleId", "")] = Style(
                element,
                "" if name is None else name.get(f"{W}val", ""),
                "" if parent is None else parent.get(f"{W}val", ""),
            )
    return found


def chain(styles: Mapping[str, Style], identifier: str) -> Iterator[Style]:
    """The style and those that it is based on."""
    seen: set[str] = set()
    while identifier in styles and identifier not in seen:
        seen.add(identifier)
        yield styles[identifier]
        identifier = styles[identifier].parent


def renamed(styles: Mapping[str, Style]) -> bool:
    """Give headings and titles the names that Pandoc knows; whether there was one with another."""
    changed = False
    for identifier, style in styles.items():
        wanted = name_for(styles, identifier)
        if wanted and wanted.lower() != style.name.lower():
            element = style.element.find(f"{W}name")
            if element is not None:
                element.set(f"{W}val", wanted)
                changed = True
    return changed


def name_for(styles: Mapping[str, Style], identifier: str) -> str:
    name = styles[identifier].name
    if name.lower() in TITLES:
        return TITLES[name.lower()]
    match = HEADING.fullmatch(name)
    if match:
        return f"heading {match['level']}"
    if CONTENTS.match(name) or name.lower() in ("title", "subtitle"):
        return ""
    level = styles[identifier].value(f"{W}pPr/{W}outlineLvl")
    if level and level in "012345":
        return f"heading {int(level) + 1}"
    return "Quote" if QUOTE.fullmatch(name) else ""


def style_of(paragraph: etree._Element) -> str:
    element = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if element is None else element.get(f"{W}val", "")


def heads(archive: zipfile.ZipFile, main: str, shown: str) -> Iterator[str]:
    """The paragraphs above and below the pages."""
    folder = main.rpartition("/")[0]
    for name in archive.namelist():
        if re.fullmatch(rf"{re.escape(folder)}/(?:header|footer)\d*\.xml", name):
            root = parsed(archive, name, shown)
            yield from map(line_in, root.iter(f"{W}p"))
            # A watermark is a shape with its words in an attribute (ECMA-376 part 4, 19.1.2.22).
            yield from (drawn.get("string", "") for drawn in root.iter(f"{V}textpath"))


def without_contents(root: etree._Element, styles: Mapping[str, Style]) -> list[str]:
    """Take tables of contents out: they are made of the headings. Their lines."""
    gone = [
        control
        for control in root.iter(f"{W}sdt")
        for gallery in control.iterfind(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery.get(f"{W}val") == "Table of Contents"
    ]
    for paragraph in root.iter(f"{W}p"):
        # The heading of a list that somebody typed stays by it: the list is told with it.
        entries = (
            paragraph if CONTENTS_HEADING.search(name_of(paragraph, styles)) is None else paragraph.getnext()
        )
        listed = entries is not None and CONTENTS.match(name_of(entries, styles)) is not None
        if listed and CONTENTS.match(name_of(paragraph, styles)):
            gone.append(paragraph)
    lines = [line_in(paragraph) for element in gone for paragraph in element.iter(f"{W}p")]
    for element in gone:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return lines


def name_of(paragraph: etree._Element, styles: Mapping[str, Style]) -> str:
    """The name of a paragraph's style; "" for none."""
    style = styles.get(style_of(paragraph))
    return "" if style is None else style.name


def without_hidden(root: etree._Element, styles_root: etree._Element | None) -> list[str]:
    """Take the text out that its maker hid (17.3.2.41), by itself or by its style; that of each paragraph."""
    hiding = {
        style.get(f"{W}styleId", "")
        for style in (() if styles_root is None else styles_root.iter(f"{W}style"))
        if is_on(style, "vanish")
    }
    gone: dict[etree._Element, str] = {}
    for paragraph in root.iter(f"{W}p"):
        of_style = style_of(paragraph) in hiding
        for run in list(paragraph.iter(f"{W}r")):
            style = run.find(f"{W}rPr/{W}rStyle")
            named = style is not None and style.get(f"{W}val") in hiding
            own = run.find(f"{W}rPr/{W}vanish")
            if is_on(run, "vanish") if own is not None else (named or of_style):
                text = line_in(run)
                parent = run.getparent()
                if text.strip() and parent is not None:
                    gone[paragraph] = gone.get(paragraph, "") + text
                    parent.remove(run)
    return list(gone.values())


def with_labels(
    root: etree._Element, numbering: etree._Element, styles: Mapping[str, Style]
) -> tuple[bool, list[tuple[str, str]]]:
    """Write numbers with words in them ("Bijlage 1") before their paragraphs, which are points of a list no more.

    Whether there was one; and the bare numbers of headings, each with the words of its heading.
    """
    chains = {name: [style.element for style in chain(styles, name)] for name in styles}
    found = False
    numbers = []
    for paragraph, label, level in list(labels(root, numbering, chains)):
        if level.has_words:
            found = True
            put_before(paragraph, f"{label} ")
            put_level(paragraph, "0", 0)
        elif any(name_for(styles, style).startswith("heading") for style in chain_names(styles, paragraph)):
            words = " ".join(line_in(paragraph).split())
            numbers += [(label.strip(" .:)"), words)] if words else []
    return found, numbers


def chain_names(styles: Mapping[str, Style], paragraph: etree._Element) -> list[str]:
    """The identifiers of the paragraph's style and of those that it is based on."""
    return [style.element.get(f"{W}styleId", "") for style in chain(styles, style_of(paragraph))]


def with_list_levels(root: etree._Element, numbering: etree._Element, styles: Mapping[str, Style]) -> bool:
    """Put paragraphs of the styles "List Bullet 2" and deeper, each a list of its own, into the list above them.

    Whether there was one.
    """
    abstracts = {one.get(f"{W}abstractNumId"): one for one in numbering.iter(f"{W}abstractNum")}
    lists = {
        one.get(f"{W}numId", ""): abstracts.get(of.get(f"{W}val"))
        for one in numbering.iter(f"{W}num")
        if (of := one.find(f"{W}abstractNumId")) is not None
    }
    found = False
    above = ""
    for paragraph in root.iter(f"{W}p"):
        own = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        style = styles.get(style_of(paragraph))
        said = "" if style is None else style.value(f"{W}pPr/{W}numPr/{W}numId") or ""
        match = LIST_LEVEL.fullmatch("" if style is None else style.name)
        holder, deeper = lists.get(above), lists.get(said)
        if own is None and match and holder is not None and deeper is not None:
            found = True
            put_level(paragraph, above, int(match["level"]) - 1)
            place_level(holder, deeper, int(match["level"]) - 1)
        else:
            above = said if own is None else own.get(f"{W}val", "")
    return found


def put_level(paragraph: etree._Element, number: str, level: int) -> None:
    """Say of the paragraph that it stands in the list ``number`` at ``level``; "0" is none (17.9.18)."""
    properties = paragraph.find(f"{W}pPr")
    assert properties is not None  # it has a style, or a list
    for old in properties.findall(f"{W}numPr"):
        properties.remove(old)
    numbering = etree.SubElement(properties, f"{W}numPr")
    etree.SubElement(numbering, f"{W}ilvl").set(f"{W}val", str(level))
    etree.SubElement(numbering, f"{W}numId").set(f"{W}val", number)


def place_level(holder: etree._Element, deeper: etree._Element, level: int) -> None:
    """Make the first level of the list ``deeper`` the ``level`` of the list ``holder``."""
    first = deeper.find(f"{W}lvl")
    if first is None or holder is deeper:
        return
    for old in holder.findall(f"{W}lvl[@{W}ilvl='{level}']"):
        holder.remove(old)
    copy = deepcopy(first)
    copy.set(f"{W}ilvl", str(level))
    holder.append(copy)


def within_lists(root: etree._Element, numbering_root: etree._Element) -> bool:
    """Put the sign before paragraphs of a list whose bullet is nothing to see. Whether there was one."""
    invisible = invisible_lists(numbering_root)
    found = False
    for paragraph in root.iter(f"{W}p"):
        numbering = paragraph.find(f"{W}pPr/{W}numPr")
        number = None if numbering is None else numbering.find(f"{W}numId")
        if numbering is not None and number is not None and number.get(f"{W}val") in invisible:
            found = True
            numbering.getparent().remove(numbering)  # type: ignore[union-attr]
            put_before(paragraph, WITHIN)
    return found


def invisible_lists(numbering: etree._Element) -> set[str]:
    """The numbers of lists whose first level has a space for its bullet."""
    blank = {
        abstract.get(f"{W}abstractNumId")
        for abstract in numbering.iter(f"{W}abstractNum")
        for level in abstract.iterfind(f"{W}lvl[@{W}ilvl='0']")
        if (sign := level.find(f"{W}lvlText")) is not None
        and not sign.get(f"{W}val", "").strip()
        and (kind := level.find(f"{W}numFmt")) is not None
        and kind.get(f"{W}val") == "bullet"
    }
    return {
        one.get(f"{W}numId", "")
        for one in numbering.iter(f"{W}num")
        if (of := one.find(f"{W}abstractNumId")) is not None and of.get(f"{W}val") in blank
    }


def put_before(paragraph: etree._Element, sign: str) -> None:
    """The sign before the first letters of a paragraph."""
    text = next((node for node in paragraph.iter(f"{W}t") if node.text), None)
    if text is not None:
        text.text = sign + (text.text or "")


def with_cover(
    root: etree._Element, styles_root: etree._Element, styles: Mapping[str, Style]
) -> tuple[etree._Element | None, list[str]]:
    """As ``without_cover``; the title has the sign before it where it has no style that says so."""
    page = first_page(root)
    looks = {one: look for one in root.iter(f"{W}p") if page and (look := look_of(one, styles, styles_root))}
    title, gone = without_cover(page, {one: look[0] for one, look in looks.items()})
    if title is not None and not any(s.name.lower() == "title" for s in chain(styles, style_of(title))):
        put_before(title, TITLE)
    return title, gone


def with_title(root: etree._Element, styles_root: etree._Element, styles: Mapping[str, Style]) -> bool:
    """Put the sign before a title that stands below something else, which Pandoc takes for a paragraph.

    It has the style of titles; or is the largest of the lines above the first heading. Whether there was one.
    """
    first = [paragraph for paragraph in root.iter(f"{W}p") if text_in(paragraph).strip()][:6]
    names = [next((s.name.lower() for s in chain(styles, style_of(p)) if s.name), "") for p in first]
    titles = [number for number, name in enumerate(names) if name == "title"]
    if titles and (titles[0] == 0 or "title" in names[: titles[0]] or names[0] == "subtitle"):
        return False
    if not titles:
        above = names.index("heading 1") if "heading 1" in names else 0
        looks = [look_of(paragraph, styles, styles_root) for paragraph in first[:above]]
        sizes = [
            look[0] if look and could_be_heading(p) else 0 for look, p in zip(looks, first, strict=False)
        ]
        if len(sizes) < 2 or sizes.index(max(sizes)) == 0:
            return False
        titles = [sizes.index(max(sizes))]
    put_before(first[titles[0]], TITLE)
    return True


def with_boxes(root: etree._Element) -> bool:
    """Put what stands in text boxes behind the paragraph that they hang on. Whether there was one."""
    boxes = list(root.iter(f"{W}txbxContent"))
    twice = set(for_older_programs(root))
    # The last one first: each then stands before those that follow it.
    for box in reversed(boxes):
        holder = next(box.iterancestors(f"{W}p"), None)
        parent = box.getparent()
        assert parent is not None
        parent.remove(box)
        if holder is None or box in twice:
            continue
        for child in reversed(list(box)):
            holder.addnext(child)
    return bool(boxes)


def for_older_programs(root: etree._Element) -> Iterator[etree._Element]:
    """The boxes that stand a second time in a document, for programs from before Word 2010 (ECMA-376 part 3, 7.6)."""
    for both in root.iter(f"{MC}AlternateContent"):
        kept = {text_in(box) for one in both.iterfind(f"{MC}Choice") for box in one.iter(f"{W}txbxContent")}
        for fallback in both.iterfind(f"{MC}Fallback"):
            yield from (box for box in fallback.iter(f"{W}txbxContent") if text_in(box) in kept)


def with_joined_paragraphs(root: etree._Element) -> list[Change]:
    """Put a paragraph whose mark was deleted (17.13.5.15) before the words of the next one; those deletions."""
    found = []
    for mark in list(root.iter(f"{W}del")):
        properties = mark.getparent()
        if properties is None or properties.tag != f"{W}rPr" or properties.getparent().tag != f"{W}pPr":  # type: ignore[union-attr]
            continue
        paragraph = next(mark.iterancestors(f"{W}p"))
        following = paragraph.getnext()
        holder = paragraph.getparent()
        if following is None or following.tag != f"{W}p" or holder is None:
            continue
        first = 1 if following.find(f"{W}pPr") is not None else 0
        for child in reversed([one for one in paragraph if one.tag != f"{W}pPr"]):
            following.insert(first, child)
        holder.remove(paragraph)
        found.append(Change.of(mark.get(f"{W}author"), mark.get(f"{W}date")))
    return found


def with_late_cells(root: etree._Element) -> bool:
    """Put empty cells where a row of a table begins late (17.4.15); Pandoc loses cells there. Whether there was one."""
    found = False
    for before in list(root.iter(f"{W}gridBefore")):
        properties = before.getparent()
        count = before.get(f"{W}val", "")
        if properties is None or not re.fullmatch(r"\d{1,2}", count):
            continue
        for _ in range(int(count)):
            cell = etree.Element(f"{W}tc")
            etree.SubElement(cell, f"{W}p")
            properties.addnext(cell)
        properties.remove(before)
        found = True
    return found


def with_boxes_to_tick(root: etree._Element) -> bool:
    """Write the boxes of a form (17.16.7), which are no text, as characters. Whether there was one."""
    boxes = list(root.iter(f"{W}checkBox"))
    for box in boxes:
        said = [one for name in ("checked", "default") if (one := box.find(f"{W}{name}")) is not None]
        ticked = bool(said) and said[0].get(f"{W}val", "1") not in ("0", "false")
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}t").text = "☒" if ticked else "☐"
        next(box.iterancestors(f"{W}r")).addprevious(run)
    return bool(boxes)


def with_fields(root: etree._Element) -> bool:
    """Write simple fields (17.16.19), which Pandoc leaves out, as complex ones (17.16.18). Whether there was one."""
    fields = list(root.iter(f"{W}fldSimple"))
    for field in fields:
        code = etree.Element(f"{W}r")
        etree.SubElement(code, f"{W}instrText").text = field.get(f"{W}instr", "")
        for element in (field_sign("begin"), code, field_sign("separate"), *field, field_sign("end")):
            field.addprevious(element)
        parent = field.getparent()
        assert parent is not None
        parent.remove(field)
    return bool(fields)


def field_sign(kind: str) -> etree._Element:
    run = etree.Element(f"{W}r")
    etree.SubElement(run, f"{W}fldChar").set(f"{W}fldCharType", kind)
    return run


def notes_with_fields(archive: zipfile.ZipFile, main: str, shown: str) -> dict[str, etree._Element]:
    """The parts of notes that had simple fields, without them."""
    folder = main.rpartition("/")[0]
    names = {f"{folder}/footnotes.xml", f"{folder}/endnotes.xml"} & set(archive.namelist())
    roots = {name: parsed(archive, name, shown) for name in sorted(names)}
    return {name: root for name, root in roots.items() if with_fields(root)}


def text_in(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def line_in(element: etree._Element) -> str:
    """The text with a space for a tab and for a line's end."""
    return "".join(node.text or " " for node in element.iter(f"{W}t", f"{W}tab", f"{W}br"))


def with_headings(
    root: etree._Element, styles_root: etree._Element, styles: Mapping[str, Style]
) -> list[str]:
    """Mark headings that only their looks tell, in a document that has no other; their words."""
    names = [next((s.name for s in chain(styles, style_of(p)) if s.name), "") for p in root.iter(f"{W}p")]
    if any(HEADING.fullmatch(name) for name in names):
        return []
    looks = {p: look for p in root.iter(f"{W}p") if (look := look_of(p, styles, styles_root)) is not None}
    sizes = Counter[int]()
    for paragraph, (size, *_) in looks.items():
        sizes[size] += len(text_in(paragraph))
    if not sizes:
        return []
    body = sizes.most_common(1)[0][0]
    signed = shaping.signatures(list(map(text_in, looks)))
    headings = {
        paragraph: look
        for number, (paragraph, look) in enumerate(looks.items())
        if number not in signed
        if could_be_heading(paragraph) and (look[0] > body + 2 or (look[0] >= body and (look[1] or look[2])))
    }
    if not headings or len(headings) * 2 > len(looks) + 1:
        return []
    first = list(looks)[:3]
    if [one in headings for one in first] == [True, False, True] and could_be_heading(first[1]):
        # A title, and a line about the document.
        put_before(first[0], TITLE)
        del headings[first[0]]
    kinds = sorted(set(headings.values()), reverse=True)
    for paragraph, look in headings.items():
        mark_heading(paragraph, min(6, kinds.index(look) + 1))
    for level in range(1, min(6, len(kinds)) + 1):
        style = etree.SubElement(styles_root, f"{W}style")
        style.set(f"{W}type", "paragraph")
        style.set(f"{W}styleId", f"ImportedHeading{level}")
        etree.SubElement(style, f"{W}name").set(f"{W}val", f"heading {level}")
    return list(map(line_in, headings))


def look_of(
    paragraph: etree._Element, styles: Mapping[str, Style], styles_root: etree._Element
) -> tuple[int, bool, bool, bool] | None:
    """The size in half points, whether it is bold, underlined, and upright: those of all its letters; None without."""
    runs = [run for run in paragraph.iter(f"{W}r") if text_in(run).strip()]
    if not runs:
        return None
    usual = next(
        (size for style in chain(styles, style_of(paragraph)) if (size := style.value(f"{W}rPr/{W}sz"))), None
    )
    default = styles_root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    fallback = str(USUAL_SIZE) if default is None else default.get(f"{W}val", str(USUAL_SIZE))
    sizes = []
    for run in runs:
        own = run.find(f"{W}rPr/{W}sz")
        said = (usual or fallback) if own is None else own.get(f"{W}val", fallback)
        sizes.append(int(float(said)) if re.fullmatch(r"[\d.]+", said) else USUAL_SIZE)
    bold = all(is_on(run, "b") for run in runs)
    upright = not all(is_on(run, "i") for run in runs)
    return min(sizes), bold, all(is_on(run, "u") for run in runs), upright


def is_on(run: etree._Element, name: str) -> bool:
    element = run.find(f"{W}rPr/{W}{name}")
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "none")


def could_be_heading(paragraph: etree._Element) -> bool:
    """Whether it is short, no sentence and no caption, no list item and in no table."""
    listed = paragraph.find(f"{W}pPr/{W}numPr") is not None
    inside = next(paragraph.iterancestors(f"{W}tbl"), None) is not None
    return shaping.could_be_heading(text_in(paragraph).strip()) and not (listed or inside)


def mark_heading(paragraph: etree._Element, level: int) -> None:
    """Give the paragraph a heading's style, and its runs no looks of their own."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    style = properties.find(f"{W}pStyle")
    if style is None:
        style = etree.Element(f"{W}pStyle")
        properties.insert(0, style)
    style.set(f"{W}val", f"ImportedHeading{level}")
    for run in paragraph.iter(f"{W}r"):
        for name in ("b", "u"):
            for element in run.findall(f"{W}rPr/{W}{name}"):
                run.find(f"{W}rPr").remove(element)  # type: ignore[union-attr]
