"""Is an XML record Learning Object Metadata? The elements of IEEE 1484.12.1 in the XML form of IEEE 1484.12.3.

The official ``lom.xsd`` is in no package registry, so these are rules of the project's own, written from the standard:
which elements an element holds, which of them once, and the forms of values. Order is free and extensions are not
allowed, as in that schema. Left free are the words of vocabularies, which a community may choose itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from modulebouwer.standards.scorm2004.vocabulary import LOM, XSI


class Fault(NamedTuple):
    """What is wrong, in the words of a schema, and its line."""

    line: int
    why: str


# Element type → the elements it holds: name, ``?`` (at most one) or ``*`` (any number), and the type of the element.
STRUCTURE = {
    "lom": "general?general lifeCycle?lifeCycle metaMetadata?metaMetadata technical?technical educational*educational"
    " rights?rights relation*relation annotation*annotation classification*classification",
    "general": "identifier*identifier title?langString language*language description*langString keyword*langString"
    " coverage*langString structure?vocabulary aggregationLevel?vocabulary",
    "identifier": "catalog?text entry?text",
    "lifeCycle": "version?langString status?vocabulary contribute*contribute",
    "contribute": "role?vocabulary entity*text date?dateTime",
    "metaMetadata": "identifier*identifier contribute*contribute metadataSchema*text language?language",
    "technical": "format*text size?size location*text requirement*requirement installationRemarks?langString"
    " otherPlatformRequirements?langString duration?duration",
    "requirement": "orComposite*orComposite",
    "orComposite": "type?vocabulary name?vocabulary minimumVersion?text maximumVersion?text",
    "educational": "interactivityType?vocabulary learningResourceType*vocabulary interactivityLevel?vocabulary"
    " semanticDensity?vocabulary intendedEndUserRole*vocabulary context*vocabulary typicalAgeRange*langString"
    " difficulty?vocabulary typicalLearningTime?duration description*langString language*language",
    "rights": "cost?vocabulary copyrightAndOtherRestrictions?vocabulary description?langString",
    "relation": "kind?vocabulary resource?resource",
    "resource": "identifier*identifier description*langString",
    "annotation": "entity?text date?dateTime description?langString",
    "classification": "purpose?vocabulary taxonPath*taxonPath description?langString keyword*langString",
    "taxonPath": "source?langString taxon*taxon",
    "taxon": "id?text entry?langString",
    "vocabulary": "source?text value?text",
    "langString": "string*string",
    "duration": "duration?iso8601Duration description?langString",
    "dateTime": "dateTime?iso8601DateTime description?langString",
}
PART = re.compile(r"(\w+)([?*])(\w+)")
HOLDS = {kind: {m[1]: (m[2], m[3]) for m in PART.finditer(parts)} for kind, parts in STRUCTURE.items()}

LANGUAGE = re.compile(r"([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?")
DATE = r"\d{4}(-\d\d(-\d\d(T\d\d(:\d\d(:\d\d(\.\d+)?(Z|[+-]\d\d(:\d\d)?)?)?)?)?)?)?"
VALUES = {
    "text": re.compile(r".*", re.DOTALL),
    "string": re.compile(r".*", re.DOTALL),
    "language": LANGUAGE,
    "size": re.compile(r"\d+", re.ASCII),
    "iso8601Duration": re.compile(
        r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", re.ASCII
    ),
    "iso8601DateTime": re.compile(DATE, re.ASCII),
}


def faults(record: etree._Element) -> Iterator[Fault]:
    """Everything in ``record`` that is not Learning Object Metadata, in document order."""
    if record.tag != f"{{{LOM}}}lom":
        yield Fault(
            record.sourceline or 1, f"Element '{etree.QName(record).localname}' is not 'lom' of {LOM}."
        )
        return
    yield from element_faults(record, "lom")


def element_faults(element: etree._Element, kind: str) -> Iterator[Fault]:
    yield from attribute_faults(element, kind)
    name, line = etree.QName(element).localname, element.sourceline or 1
    if kind in VALUES:
        if len(element) or not VALUES[kind].fullmatch(element.text or ""):
            yield Fault(line, f"Element '{name}': '{element.text or ''}' is not a value of the type {kind}.")
        return
    if "".join(element.xpath("text()")).strip():
        yield Fault(line, f"Element '{name}': text is not allowed here.")
    seen: Counter[str] = Counter()
    for child in element.iterchildren(etree.Element):
        qualified = etree.QName(child)
        count, child_kind = HOLDS[kind].get(qualified.localname, ("", ""))
        if qualified.namespace != LOM or not count:
            yield Fault(child.sourceline or 1, f"Element '{qualified.localname}' is not allowed in '{name}'.")
            continue
        seen[qualified.localname] += 1
        if count == "?" and seen[qualified.localname] > 1:
            yield Fault(
                child.sourceline or 1, f"Element '{qualified.localname}' stands more than once in '{name}'."
            )
        yield from element_faults(child, child_kind)


def attribute_faults(element: etree._Element, kind: str) -> Iterator[Fault]:
    for attribute, value in element.attrib.items():
        language = kind == "string" and attribute == "language"
        if not (language and LANGUAGE.fullmatch(value)) and not attribute.startswith(f"{{{XSI}}}"):
            why = f"Element '{etree.QName(element).localname}': attribute '{attribute}' = '{value}' is not allowed."
            yield Fault(element.sourceline or 1, why)
