"""Is an XML record Learning Object Metadata? The elements of IEEE 1484.12.1 in the XML form of IEEE 1484.12.3.

The official ``lom.xsd`` is in no package registry, so these are rules of the project's own, written from the standard:
which elements an element holds, which of them once, the forms of values, and the words of the standard's own
vocabularies. Order is free and extensions are not allowed, as in that schema. A vocabulary of another source than
``LOMv1.0`` is left free: a community may have its own, and ships the schema for it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml import etree

from modulebouwer.package.xml import XSI
from modulebouwer.standards.scorm2004.vocabulary import LOM


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
    "metaContribute": "role?vocabulary entity*text date?dateTime",
    "metaMetadata": "identifier*identifier contribute*metaContribute metadataSchema*text language?language",
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

# What a vocabulary of the source LOMv1.0 may say: IEEE 1484.12.1, clause 6; the element with the type it stands in.
LEVELS = "very low, low, medium, high, very high"
VOCABULARIES = {
    "general structure": "atomic, collection, networked, hierarchical, linear",
    "general aggregationLevel": "1, 2, 3, 4",
    "lifeCycle status": "draft, final, revised, unavailable",
    "contribute role": "author, publisher, unknown, initiator, terminator, validator, editor, graphical designer,"
    " technical implementer, content provider, technical validator, educational validator, script writer,"
    " instructional designer, subject matter expert",
    "metaContribute role": "creator, validator",
    "orComposite type": "operating system, browser",
    "orComposite name": "pc-dos, ms-windows, macos, unix, multi-os, none, any, netscape communicator,"
    " ms-internet explorer, opera, amaya",
    "educational interactivityType": "active, expositive, mixed",
    "educational learningResourceType": "exercise, simulation, questionnaire, diagram, figure, graph, index, slide,"
    " table, narrative text, exam, experiment, problem statement, self assessment, lecture",
    "educational interactivityLevel": LEVELS,
    "educational semanticDensity": LEVELS,
    "educational intendedEndUserRole": "teacher, author, learner, manager",
    "educational context": "school, higher education, training, other",
    "educational difficulty": "very easy, easy, medium, difficult, very difficult",
    "rights cost": "yes, no",
    "rights copyrightAndOtherRestrictions": "yes, no",
    "relation kind": "ispartof, haspart, isversionof, hasversion, isformatof, hasformat, references, isreferencedby,"
    " isbasedon, isbasisfor, requires, isrequiredby",
    "classification purpose": "discipline, idea, prerequisite, educational objective, accessibility restrictions,"
    " educational level, skill level, security level, competency",
}

LANGUAGE = re.compile(r"([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?")
# IEEE 1484.12.1, clause 8: YYYY[-MM[-DD[Thh[:mm[:ss[.s[TZD]]]]]]], a zone only after a fraction.
MONTH, DAY, HOUR, SIXTIETH = r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])", r"([01]\d|2[0-3])", r"[0-5]\d"
ZONE = rf"(Z|[+-]{HOUR}:{SIXTIETH})"
TIME = rf"T{HOUR}(:{SIXTIETH}(:{SIXTIETH}(\.\d+{ZONE}?)?)?)?"
DATE_TIME = rf"(?!0000)\d{{4}}(-{MONTH}(-{DAY}({TIME})?)?)?"
VALUES = {
    "text": re.compile(r".*", re.DOTALL),
    "string": re.compile(r".*", re.DOTALL),
    "language": LANGUAGE,
    "size": re.compile(r"\d+", re.ASCII),
    "iso8601Duration": re.compile(
        r"P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", re.ASCII
    ),
    "iso8601DateTime": re.compile(DATE_TIME, re.ASCII),
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
        if child_kind == "vocabulary":
            yield from vocabulary_faults(child, VOCABULARIES[f"{kind} {qualified.localname}"].split(", "))


def vocabulary_faults(element: etree._Element, words: Sequence[str]) -> Iterator[Fault]:
    value = element.findtext(f"{{{LOM}}}value")
    if value is not None and element.findtext(f"{{{LOM}}}source") == "LOMv1.0" and value not in words:
        name = etree.QName(element).localname
        yield Fault(element.sourceline or 1, f"Element '{name}': '{value}' is not a word of LOMv1.0.")


def attribute_faults(element: etree._Element, kind: str) -> Iterator[Fault]:
    for attribute, value in element.attrib.items():
        language = kind == "string" and attribute == "language"
        if not (language and LANGUAGE.fullmatch(value)) and not attribute.startswith(f"{{{XSI}}}"):
            why = f"Element '{etree.QName(element).localname}': attribute '{attribute}' = '{value}' is not allowed."
            yield Fault(element.sourceline or 1, why)
