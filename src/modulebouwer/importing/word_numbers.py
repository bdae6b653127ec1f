"""The numbers that Word shows before paragraphs and does not write in them (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """``text`` has ``%1`` in the place of the number of the first level (17.9.11); "" shows no number."""

    start: int
    form: str
    text: str
    decimal: bool
    style: str

    @property
    def has_words(self) -> bool:
        """Whether it says more than a number: "Bijlage %1"."""
        return re.search(r"[^\W\d_]{2}", PLACE.sub("", self.text)) is not None


@dataclass
class Counted:
    """One way of numbering: its levels, and the number that each has come to."""

    levels: Mapping[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next_label(self, depth: int) -> str:
        level = self.levels[depth]
        self.counts = {other: count for other, count in self.counts.items() if other <= depth}
        self.counts[depth] = self.counts.get(depth, level.start - 1) + 1

        def number(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            of = self.levels.get(place, level)
            count = self.counts.get(place, of.start)
            return written(count, "decimal" if level.decimal else of.form)

        return PLACE.sub(number, level.text)


def labels(
    root: etree._Element, numbering: etree._Element, styles: Mapping[str, Sequence[etree._Element]]
) -> Iterator[tuple[etree._Element, str, Level]]:
    """Each numbered paragraph with what Word shows before it.

    ``styles``: of each paragraph style its element and those that it is based on.
    """
    ways, lists = read(numbering)
    begun: set[str] = set()
    for paragraph in root.iter(f"{W}p"):
        number, depth = place(paragraph, styles, ways, lists)
        way = ways.get(lists.get(number, ("", {}))[0])
        if way is None or depth not in way.levels:
            continue
        if number not in begun:
            begun.add(number)
            for level, start in lists[number][1].items():
                way.counts[level] = start - 1
        label = way.next_label(depth).strip()
        if label:
            yield paragraph, label, way.levels[depth]


def read(numbering: etree._Element) -> tuple[dict[str, Counted], dict[str, tuple[str, dict[int, int]]]]:
    """The ways of numbering by their names; of each list its way, and the levels that begin anew in it."""
    ways = {}
    for abstract in numbering.iter(f"{W}abstractNum"):
        levels = {
            int(level.get(f"{W}ilvl", "0")): read_level(level)
            for level in abstract.iterfind(f"{W}lvl")
            if level.get(f"{W}ilvl", "0").isdigit()
        }
        ways[abstract.get(f"{W}abstractNumId", "")] = Counted(levels)
    lists = {}
    for one in numbering.iter(f"{W}num"):
        starts = {
            int(override.get(f"{W}ilvl", "0")): int(start)
            for override in one.iterfind(f"{W}lvlOverride")
            if (start := value(override, "startOverride")).isdigit()
            and override.get(f"{W}ilvl", "0").isdigit()
        }
        lists[one.get(f"{W}numId", "")] = (value(one, "abstractNumId"), starts)
    return ways, lists


def read_level(level: etree._Element) -> Level:
    form, start = value(level, "numFmt") or "decimal", value(level, "start")
    shown = "" if form in ("bullet", "none") else value(level, "lvlText")
    return Level(
        int(start) if start.isdigit() else 0,
        form,
        shown if PLACE.search(shown) else "",
        level.find(f"{W}isLgl") is not None,
        value(level, "pStyle"),
    )


def place(
    paragraph: etree._Element,
    styles: Mapping[str, Sequence[etree._Element]],
    ways: Mapping[str, Counted],
    lists: Mapping[str, tuple[str, dict[int, int]]],
) -> tuple[str, int]:
    """The list of a paragraph, "" for none, and its level in it: its own, or else that of its style."""
    name = value(paragraph, "pPr", "pStyle")
    chain = styles.get(name, ())
    said = [
        (value(one, "pPr", "numPr", "numId"), value(one, "pPr", "numPr", "ilvl"))
        for one in (paragraph, *chain)
    ]
    number = next((number for number, _ in said if number), "")
    way = ways.get(lists.get(number, ("", {}))[0])
    names = [name, *(one.get(f"{W}styleId", "") for one in chain)]
    linked = [
        depth for one in names for depth, level in (way.levels.items() if way else ()) if level.style == one
    ]
    depth = said[0][1] or (str(linked[0]) if linked and not said[0][0] else "")
    depth = depth or next((depth for _, depth in said if depth), "0")
    return number, int(depth) if depth.isdigit() else 0


def value(element: etree._Element, *way: str) -> str:
    found = element.find("/".join(f"{W}{name}" for name in way))
    return "" if found is None else found.get(f"{W}val", "")


def written(number: int, form: str) -> str:
    """A number as Word writes it in a form of 17.18.59."""
    if form in ("upperLetter", "lowerLetter") and number > 0:
        # After z comes aa, then bb.
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
    elif form in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        letters = ""
        for worth, sign in ROMAN:
            letters += sign * (number // worth)
            number %= worth
    else:
        return f"{number:02d}" if form == "decimalZero" else str(number)
    return letters.upper() if form.startswith("upper") else letters
