"""Is an XML document a cmi5 course structure? Rules of the project's own, written from cmi5 1.0, 13.1 to 13.2.

They judge as the specification's ``CourseStructure.xsd`` does (the tests hold them to it), but for ``xsi:type`` and
for the letters of an address, where ``verify`` asks more than the schema. Elements of other namespaces may follow
where the specification says so; what they hold is their own matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from lxml import etree

from modulebouwer.package.xml import XSI

NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"

Check = Callable[[str], bool]


class Fault(NamedTuple):
    """``kind``: ``order`` where all that the element may hold is there in another order, ``value`` of an attribute.

    ``missing`` where something is not there without which nothing can be started or shown (``NEEDED``).
    """

    line: int
    why: str
    kind: str = ""


def any_text(_value: str) -> bool:
    return True


def filled(value: str) -> bool:
    return value.strip() != ""


def one_of(*words: str) -> Check:
    return lambda value: value in words


def language(value: str) -> bool:
    """XML Schema part 2, 3.3.3, its white space collapsed."""
    return re.fullmatch(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", value.strip(" \t\r\n")) is not None


def score(value: str) -> bool:
    """XML Schema part 2, 3.2.3 (decimal), between 0 and 1."""
    stated = value.strip(" \t\r\n")
    try:
        return (
            re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", stated, re.ASCII) is not None
            and 0 <= Decimal(stated) <= 1
        )
    except InvalidOperation:
        return False


@dataclass(frozen=True)
class Element:
    """What an element may be.

    ``content``: a regular expression over the names of its children, each followed by a space, ``*`` standing for an
    element of another namespace; None for a text. ``children``: child name → what it may be. ``foreign``: attributes
    of other namespaces are allowed.
    """

    content: str | None
    children: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, Check] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    foreign: bool = True
    text: Check = any_text


TEXTS = {"title": "text", "description": "text"}
PARTS = {"au": "au", "block": "block"}
OTHERS = r"(\* )*"

ELEMENTS = {
    "courseStructure": Element(
        rf"course (objectives )?((au|block) )+{OTHERS}",
        {"course": "course", "objectives": "objectives", **PARTS},
    ),
    "course": Element(rf"title description {OTHERS}", TEXTS, {"id": any_text}, ("id",)),
    "objectives": Element(rf"(objective )+{OTHERS}", {"objective": "objective"}),
    "objective": Element(
        r"(title description |description title )", TEXTS, {"id": any_text}, ("id",), foreign=False
    ),
    "block": Element(
        rf"title description (objectives )?((au|block) )+{OTHERS}",
        {**TEXTS, "objectives": "references", **PARTS},
        {"id": any_text},
        ("id",),
    ),
    "au": Element(
        rf"title description (objectives )?url (launchParameters )?(entitlementKey )?{OTHERS}",
        {
            **TEXTS,
            "objectives": "references",
            "url": "url",
            "launchParameters": "any",
            "entitlementKey": "any",
        },
        {
            "id": any_text,
            "moveOn": one_of(
                "NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"
            ),
            "masteryScore": score,
            "launchMethod": one_of("AnyWindow", "OwnWindow"),
            "activityType": any_text,
        },
        ("id",),
    ),
    "references": Element(rf"(objective )+{OTHERS}", {"objective": "reference"}),
    "reference": Element(r"", {}, {"idref": any_text}, foreign=False),
    "text": Element(rf"(langstring )+{OTHERS}", {"langstring": "langstring"}),
    "langstring": Element(None, {}, {"lang": language}),
    "url": Element(None, foreign=False, text=filled),
}


NEEDED = {
    "courseStructure": frozenset({"course"}),
    **dict.fromkeys(("course", "block", "objective"), frozenset(TEXTS)),
    "au": frozenset({*TEXTS, "url"}),
}


def faults(root: etree._Element) -> Iterator[Fault]:
    """Everything in which the document is not a course structure, in document order."""
    if root.tag != f"{{{NAMESPACE}}}courseStructure":
        yield Fault(root.sourceline or 1, f"The root is not 'courseStructure' of {NAMESPACE}.")
        return
    yield from element_faults(root, "courseStructure")


def element_faults(element: etree._Element, kind: str) -> Iterator[Fault]:
    if kind == "any":
        return
    rule = ELEMENTS[kind]
    name, line = etree.QName(element).localname, element.sourceline or 1
    yield from attribute_faults(element, rule)
    children = list(element.iterchildren(etree.Element))
    own_text = "".join(element.xpath("text()"))
    if rule.content is None:
        if children or not rule.text(own_text):
            yield Fault(line, f"Element '{name}' must hold a text and nothing else.")
        return
    # XML Schema part 1, 3.4.4: between elements there may be white space, in an empty element not even that.
    if own_text.strip(" \t\r\n") or (own_text and not rule.content):
        yield Fault(line, f"Element '{name}': text is not allowed here.")
    stated = [token(child) for child in children]
    if not fits(rule, stated):
        why = f"Element '{name}' holds {' '.join(stated) or 'nothing'}; expected {expected(rule)}."
        missing = not NEEDED.get(kind, frozenset()) <= {*stated}
        yield Fault(
            line, why, "missing" if missing else "order" if fits(rule, in_order(rule, stated)) else ""
        )
    for child, child_name in zip(children, stated, strict=True):
        if child_name in rule.children:
            yield from element_faults(child, rule.children[child_name])


def fits(rule: Element, names: Iterable[str]) -> bool:
    return re.fullmatch(rule.content or "", "".join(f"{name} " for name in names)) is not None


def in_order(rule: Element, names: Iterable[str]) -> list[str]:
    """The ``names`` as the rule has them one after the other; other namespaces' last."""
    places = {name: place for place, name in reversed([*enumerate(re.findall(r"\w+", rule.content or ""))])}
    return sorted(names, key=lambda name: places.get(name, len(places)))


def attribute_faults(element: etree._Element, rule: Element) -> Iterator[Fault]:
    name, line = etree.QName(element).localname, element.sourceline or 1
    for attribute in rule.required:
        if attribute not in element.attrib:
            yield Fault(line, f"Element '{name}': attribute '{attribute}' is missing.")
    for attribute, value in element.attrib.items():
        qualified = etree.QName(attribute)
        if qualified.namespace == XSI or (qualified.namespace not in (None, NAMESPACE) and rule.foreign):
            continue
        check = rule.attributes.get(str(attribute))
        if check is None or not check(value):
            why = f"Element '{name}': attribute '{qualified.localname}' = '{value}' is not allowed."
            yield Fault(line, why, "value" if check else "")


def token(child: etree._Element) -> str:
    """The name of a child in a content rule: ``*`` for another namespace, ``?`` for none at all."""
    qualified = etree.QName(child)
    if qualified.namespace == NAMESPACE:
        return qualified.localname
    return "*" if qualified.namespace else "?"


def expected(rule: Element) -> str:
    """A content rule as people read it."""
    return (rule.content or "").replace(OTHERS, "").replace(" )", ")").strip() or "nothing"
