"""The course that modulebouwer wrote into a package: its sections with their texts, and its prompts.

The page and its script come from anybody: whatever they hold, this ends in a course or in ``None``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from modulebouwer.package.file_tree import LAUNCH_PAGE, FileTree
from modulebouwer.render.launch_page import COURSE

# What runs on within a sentence (HTML Living Standard 4.5); every other element begins a new piece of text.
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
}  # fmt: skip
# What follows from the order of the sections or belongs to the player; a prompt is compared apart.
NOT_TEXT_CLASSES = {"label", "no-script", "prompt", "script-only"}
NOT_TEXT_ATTRIBUTES = {"data-interaction", "data-status", "data-count", "data-earlier", "data-print"}


# What a page says of the module as a whole, by its names in module.yaml. The version and its date are compared apart.
START = "//section[@data-page='start']"
WHOLE = {
    "publisher": f"{START}/header/p[@class='label']",
    "logo": f"{START}/header/p[img]",
    "subtitle": f"{START}/header/p[@class='subtitle']",
    "description": f"{START}/header/p[starts-with(@class,'lead')]|{START}/p[not(@*)]",
    "study_load": f"{START}/header/p[@class='facts']",
    "take_home": f"{START}/ul[@class='take-home']",
    "objectives": f"{START}/ul[@class='objectives']",
    "guiding_questions": f"{START}/ul[@class='questions']",
    "colophon": f"{START}/p[@class='colophon'][not(time)]",
    "themes": "//ul[@class='themes']",
}
# What there can be more of, each with a name of its own: where it stands, and where its name does.
EACH = {
    "term": ("//dl[@class='glossary']/*[@id]", "dt"),
    "reference": ("//ul[@class='bibliography']/li[@id]", ""),
}
# What follows from the sections and the version.
FOLLOWS = (
    "//section[@data-page='section']|//*[@class='where']|//p[@class='colophon']|//a[@class='module-title']"
)
# What a skin sets (templates/skins): a colour is told by its name, of the light scheme first.
TOKENS = re.compile(r":root(\[data-scheme=\"dark\"\])?\{(--paper:[^}]*)\}")
TOKEN = re.compile(r"--([\w-]+):([^;]+)")
COLOUR = re.compile(r"#[0-9a-f]{3,8}|(?:rgb|hsl|oklch)a?\(.*\)", re.IGNORECASE)


class Packaged(BaseModel):
    """A part of what render/launch_page.py writes: as much as a comparison needs."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Option(Packaged):
    id: str
    text: str = ""


class Interaction(Packaged):
    id: str
    section: str
    component: str = ""
    prompt: str
    max_length: int = Field(alias="maxLength")
    required: bool
    options: tuple[Option, ...] = ()
    targets: tuple[Option, ...] = ()


class ComponentSettings(Packaged):
    """``multiple``: several options can be chosen."""

    multiple: bool = False


class Component(Packaged):
    interactions: tuple[str, ...] = ()
    settings: ComponentSettings = ComponentSettings()


class SectionHead(Packaged):
    id: str
    title: str


class Completion(Packaged):
    """Empty in a package from before there was a choice."""

    sections: str = ""
    components: str = ""
    score: str = ""


class PackagedCourse(Packaged):
    identifier: str = Field(min_length=1)
    version: str
    title: str
    sections: tuple[SectionHead, ...]
    interactions: tuple[Interaction, ...]
    components: tuple[Component, ...] = ()
    answers: str = ""
    completion: Completion = Completion()
    pass_mark: int | None = Field(default=None, alias="passMark")


class CoursePage:
    """A page of a package. ``marked``: whether it says that modulebouwer made it. ``language``: BCP 47, or ""."""

    def __init__(self, tree: FileTree, path: str = LAUNCH_PAGE) -> None:
        self._page = parsed(tree, path)
        self._json = course_text(tree, self._page) if self._page is not None else ""
        self.marked = bool(self._json)
        self.language = "" if self._page is None else str(self._page.get("lang", ""))

    @property
    def choices(self) -> list[str]:
        """The pages of a package in several languages, of which this is the first one."""
        if self._page is None or self.marked:
            return []
        return [str(path) for path in self._page.xpath("//a[@hreflang]/@href")]

    def course(self) -> PackagedCourse | None:
        """None where there is none, or one that cannot be read."""
        try:
            return PackagedCourse.model_validate_json(self._json) if self._json else None
        except ValidationError:
            return None

    def texts(self, section: str) -> tuple[str, ...]:
        """The section's pieces of text in reading order."""
        if self._page is None:
            return ()
        found = self._page.xpath("//section[@data-section=$id]", id=section.replace("\0", ""))
        return tuple(blocks(found[0])) if found else ()

    def outside(self) -> dict[tuple[str, str], str]:
        """What the page says outside its sections: kind of thing and its name, "" when there is one → its texts, a line
        each; and what its skin sets.
        """
        if self._page is None:
            return {}
        page = deepcopy(self._page)
        found: dict[tuple[str, str], list[etree._Element]] = {}
        for kind, path in WHOLE.items():
            found[kind, ""] = list(page.xpath(path))
        for kind, (path, name) in EACH.items():
            for one in page.xpath(path):
                named = one.find(name) if name else None
                label = (
                    " ".join("".join(named.itertext()).split()) if named is not None else str(one.get("id"))
                )
                found[kind, label.removeprefix("ref-")] = [one]
        texts = {key: lines(*those) for key, those in found.items() if those}
        texts |= {
            ("colour" if COLOUR.fullmatch(value) else "looks", name): value for name, value in tokens(page)
        }
        for one in [*page.xpath(FOLLOWS), *(one for those in found.values() for one in those)]:
            if (parent := one.getparent()) is not None:
                parent.remove(one)
        body = page.find("body")
        return texts | ({("words", ""): lines(body)} if body is not None else {})


def lines(*elements: etree._Element) -> str:
    return "\n".join(text for element in elements for text in blocks(element))


def tokens(page: etree._Element) -> Iterator[tuple[str, str]]:
    """Name → value of what the skin sets; a name of the dark scheme ends in " dark"."""
    style = "".join(str(text) for text in page.xpath("//head/style/text()"))
    for dark, block in TOKENS.findall(style):
        yield from ((f"{name} dark" if dark else name, value.strip()) for name, value in TOKEN.findall(block))


def course_pages(tree: FileTree) -> list[CoursePage]:
    """The pages of the course, one a language, that of the source first; never none."""
    first = CoursePage(tree)
    pages = [CoursePage(tree, path) for path in first.choices]
    return [page for page in pages if page.marked] or [first]


def parsed(tree: FileTree, path: str) -> etree._Element | None:
    data = tree.get(path, b"").strip()
    return etree.fromstring(data, etree.HTMLParser(encoding="utf-8", no_network=True)) if data else None


def course_text(tree: FileTree, page: etree._Element) -> str:
    """The JSON at the beginning of the page's script; before version 0.2 it stood in the page itself."""
    for source in page.xpath("//script/@src"):
        first, _, _ = tree.get(str(source), b"").partition(b"\n")
        if first.startswith(COURSE.encode()):
            return first.decode("utf-8", "replace").removeprefix(COURSE).rstrip(";")
    inside = page.xpath("//script[@id='course'][@type='application/json']/text()")
    return str(inside[0]) if inside else ""


def blocks(element: etree._Element) -> Iterator[str]:
    """The pieces of text in reading order, with the text alternatives of pictures; white space made single."""
    piece: list[str] = []
    for part in [*parts(element), None]:
        if part is not None:
            piece.append(part)
            continue
        text = " ".join("".join(piece).split())
        piece.clear()
        if text:
            yield text


def parts(element: etree._Element) -> Iterator[str | None]:
    """The texts below ``element``; None where a new piece begins."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and is_text(child):
            if child.tag == "img":
                yield f" {child.get('alt', '')} "
            elif child.tag in INLINE:
                yield from parts(child)
            else:
                yield None
                yield from parts(child)
                yield None
        yield child.tail or ""


def is_text(element: etree._Element) -> bool:
    classes = set((element.get("class") or "").split())
    return (
        element.tag not in ("nav", "script", "style", "summary", "template")
        and NOT_TEXT_CLASSES.isdisjoint(classes)
        and NOT_TEXT_ATTRIBUTES.isdisjoint(element.attrib)
    )
