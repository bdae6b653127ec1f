"""XLIFF 1.2 and 2.1, with the marks of a text as protected inline elements.

Sources: XLIFF 1.2 (OASIS, 2008) 2.3 and 2.4; XLIFF 2.1 (OASIS, 2018) 4.7, and its Size and Length Restriction module
(5.8, ``urn:oasis:names:tc:xliff:sizerestriction:2.0``). What a translator's tool does to the file is read with
translate-toolkit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from lxml import etree

from modulebouwer.translating.exchange import Batch, Item, Returned, sent_in
from modulebouwer.translating.segments import Piece, pieces

XLIFF12 = "urn:oasis:names:tc:xliff:document:1.2"
XLIFF2 = "urn:oasis:names:tc:xliff:document:2.0"
SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
STATES12 = {
    "done": "translated",
    "draft": "needs-review-translation",
    "wrong": "needs-adaptation",
    "stale": "needs-adaptation",
}
# Without a state a segment is "initial"; it is written where a translation is there and must be looked at.
STATES2 = {"done": "translated", "draft": "initial", "wrong": "initial", "stale": "initial"}


def write12(batch: Batch) -> bytes:
    root = etree.Element(f"{{{XLIFF12}}}xliff", {"version": "1.2"}, nsmap={None: XLIFF12})
    number = 0
    for path, items in groupby(batch.items, key=lambda item: item.path):
        file = etree.SubElement(
            root,
            f"{{{XLIFF12}}}file",
            {
                "original": path,
                "source-language": batch.source_language,
                "target-language": batch.target_language,
                "datatype": "x-markdown",
            },
        )
        body = etree.SubElement(file, f"{{{XLIFF12}}}body")
        for item in items:
            number += 1
            unit = etree.SubElement(
                body, f"{{{XLIFF12}}}trans-unit", {"id": f"u{number}", "resname": item.at}
            )
            unit.set(SPACE, "preserve")
            if item.longest:
                unit.set("maxwidth", str(item.longest))
                unit.set("size-unit", "char")
            source = pieces(item.source, markdown=item.markdown)
            fill12(etree.SubElement(unit, f"{{{XLIFF12}}}source"), source, source)
            if item.target:
                unit.set("approved", "yes" if item.state == "done" else "no")
                target = etree.SubElement(unit, f"{{{XLIFF12}}}target", {"state": STATES12[item.state]})
                fill12(target, pieces(item.target, markdown=item.markdown), source)
            for note in item.notes:
                etree.SubElement(unit, f"{{{XLIFF12}}}note", {"from": "developer"}).text = note
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def fill12(element: etree._Element, found: Sequence[Piece], source: Sequence[Piece]) -> None:
    """Write ``found``, where marks that ``source`` has too have its ids."""
    tags = {"open": "bpt", "close": "ept", "mark": "ph"}
    last: etree._Element | None = None
    for piece, number in zip(found, numbers(found, source), strict=True):
        if piece.role == "words":
            append(element, last, piece.text)
            continue
        last = etree.SubElement(element, f"{{{XLIFF12}}}{tags[piece.role]}", {"id": str(number)})
        last.text = piece.text
        if piece.pair:
            last.set("rid", str(pair_number(found, piece, source)))


def write2(batch: Batch) -> bytes:
    root = etree.Element(
        f"{{{XLIFF2}}}xliff",
        {"version": "2.1", "srcLang": batch.source_language, "trgLang": batch.target_language},
        nsmap={None: XLIFF2, "slr": SIZES},
    )
    number = 0
    for count, (path, items) in enumerate(groupby(batch.items, key=lambda item: item.path), 1):
        file = etree.SubElement(root, f"{{{XLIFF2}}}file", {"id": f"f{count}", "original": path})
        etree.SubElement(file, f"{{{SIZES}}}profiles", {"generalProfile": "xliff:codepoints"})
        for item in items:
            number += 1
            unit2(file, item, number)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def unit2(file: etree._Element, item: Item, number: int) -> None:
    unit = etree.SubElement(file, f"{{{XLIFF2}}}unit", {"id": f"u{number}", "name": item.at})
    if item.longest:
        unit.set(f"{{{SIZES}}}sizeRestriction", str(item.longest))
    kept = etree.SubElement(unit, f"{{{XLIFF2}}}notes")
    for note in item.notes:
        etree.SubElement(kept, f"{{{XLIFF2}}}note", {"category": "developer"}).text = note
    source = pieces(item.source, markdown=item.markdown)
    target = pieces(item.target, markdown=item.markdown) if item.target else []
    marks = dict.fromkeys(piece.text for piece in (*source, *target) if piece.role != "words")
    data = {text: f"d{place}" for place, text in enumerate(marks, 1)}
    if data:
        originals = etree.SubElement(unit, f"{{{XLIFF2}}}originalData")
        for text, name in data.items():
            etree.SubElement(originals, f"{{{XLIFF2}}}data", {"id": name, SPACE: "preserve"}).text = text
    segment = etree.SubElement(unit, f"{{{XLIFF2}}}segment")
    if item.target:
        segment.set("state", STATES2[item.state])
    fill2(etree.SubElement(segment, f"{{{XLIFF2}}}source", {SPACE: "preserve"}), source, source, data)
    if item.target:
        fill2(etree.SubElement(segment, f"{{{XLIFF2}}}target", {SPACE: "preserve"}), target, source, data)


def fill2(
    element: etree._Element, found: Sequence[Piece], source: Sequence[Piece], data: Mapping[str, str]
) -> None:
    ends = {piece.pair: piece.text for piece in found if piece.role == "close"}
    stack, last = [element], None
    for piece, number in zip(found, numbers(found, source), strict=True):
        protected = [("id", str(number)), ("canCopy", "no"), ("canDelete", "no")]
        if piece.role == "words":
            append(stack[-1], last, piece.text)
        elif piece.role == "open":
            both = [("dataRefStart", data[piece.text]), ("dataRefEnd", data[ends[piece.pair]])]
            stack.append(etree.SubElement(stack[-1], f"{{{XLIFF2}}}pc", dict([*protected, *both])))
            last = None
        elif piece.role == "close":
            last = stack.pop()
        else:
            last = etree.SubElement(
                stack[-1], f"{{{XLIFF2}}}ph", dict([*protected, ("dataRef", data[piece.text])])
            )


def append(parent: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def numbers(found: Sequence[Piece], source: Sequence[Piece]) -> list[int]:
    """A number for each piece: that of the same mark in the source, else one of its own (0 for words)."""
    free = {number: piece for number, piece in enumerate(source, 1) if piece.role != "words"}
    result, own = [], len(source)
    for piece in found:
        same = next((n for n, one in free.items() if (one.role, one.text) == (piece.role, piece.text)), None)
        if piece.role == "words":
            result.append(0)
        elif same is not None:
            del free[same]
            result.append(same)
        else:
            own += 1
            result.append(own)
    return result


def pair_number(found: Sequence[Piece], piece: Piece, source: Sequence[Piece]) -> int:
    """What both ends of a pair have in common: the number of its beginning."""
    first = next(n for n, one in enumerate(found) if one.role == "open" and one.pair == piece.pair)
    return numbers(found, source)[first]


def read(data: bytes) -> tuple[str, list[Returned]]:
    """The target language and what stands in the file. Raises ``ValueError`` for what is no XLIFF."""
    from translate.storage import base, xliff, xliff2

    # The library's stores say no types.
    first: Any = xliff.xlifffile
    second: Any = xliff2.Xliff2File
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        if root.get("version", "").startswith("2"):
            found = second.parsestring(data)
            return root.get("trgLang", ""), [one for unit in found.units for one in of_unit2(unit.xmlelement)]
        store = first.parsestring(data)
    except (etree.XMLSyntaxError, base.ParseError, ValueError) as error:
        raise ValueError(str(error)) from error
    language = next((file.get("target-language", "") for file in root.iter(f"{{{XLIFF12}}}file")), "")
    return language, [one for unit in store.units for one in of_unit12(unit.xmlelement)]


def of_unit12(unit: etree._Element) -> Iterator[Returned]:
    source, target = (unit.find(f"{{{XLIFF12}}}{name}") for name in ("source", "target"))
    file = next(unit.iterancestors(f"{{{XLIFF12}}}file"), None)
    if source is None or target is None or file is None:
        return
    again = target.get("state", "").startswith(("needs", "new"))
    said, meant = (
        etree.tostring(element, method="text", encoding="unicode", with_tail=False)
        for element in (source, target)
    )
    path, name = file.get("original", ""), unit.get("resname", "")
    yield Returned(path, name, said, meant, "yes" if again else "no", sent_in(notes_of(unit)))


def of_unit2(segment: etree._Element) -> Iterator[Returned]:
    source, target = (segment.find(f"{{{XLIFF2}}}{name}") for name in ("source", "target"))
    unit, file = segment.getparent(), next(segment.iterancestors(f"{{{XLIFF2}}}file"), None)
    if source is None or target is None or unit is None or file is None:
        return
    data = {one.get("id", ""): "".join(one.itertext()) for one in unit.iter(f"{{{XLIFF2}}}data")}
    said, meant = ("".join(content2(element, data)) for element in (source, target))
    again = segment.get("state") == "initial"
    path, name = file.get("original", ""), unit.get("name", "")
    yield Returned(path, name, said, meant, "unless changed" if again else "no", sent_in(notes_of(unit)))


def notes_of(unit: etree._Element) -> list[str]:
    return ["".join(note.itertext()) for note in unit.iter("{*}note")]


def content2(element: etree._Element, data: Mapping[str, str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield data.get(child.get("dataRef", child.get("dataRefStart", "")), "")
        yield from content2(child, data)
        yield data.get(child.get("dataRefEnd", ""), "")
        yield child.tail or ""
