"""The course that modulebouwer wrote into a package: its sections with their texts, and its prompts.

The page and its script come from anybody: whatever they hold, this ends in a course or in ``None``.
"""

from __future__ import annotations

from collections.abc import Iterator

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
