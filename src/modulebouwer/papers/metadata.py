"""What a catalogue or repository knows of a module: NL LOM.

NL LOM 1.0 is written as Kennisnet's own programs write it: IMS Learning Resource Meta-data 1.2 with two schemes and
vocabularies of Edustandaard. The vocabularies themselves could not be opened here; only values that were seen in use
are written, and docs/papers.md says what is left to a repository.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.model.module import LearningModule
from modulebouwer.render.learning_resource import duration, open_licence

IMS = "http://www.imsglobal.org/xsd/imsmd_v1p2"
XML = "http://www.w3.org/XML/1998/namespace"
E = ElementMaker(namespace=IMS, nsmap={None: IMS})
EDU = "http://purl.edustandaard.nl/"
VOCABULARIES = {
    "aggregationlevel": f"{EDU}vdex_aggregationlevel_czp_20060628.xml",
    "role": f"{EDU}vdex_lifecycle_contribute_role_lomv1p0_20060628.xml",
    "learningresourcetype": f"{EDU}vdex_learningresourcetype_czp_20060628.xml",
    "intendedenduserrole": f"{EDU}vdex_intendedenduserrole_lomv1p0_20060628.xml",
    "cost": f"{EDU}vdex_cost_lomv1p0_20060628.xml",
    "copyrightandotherrestrictions": f"{EDU}copyrightsandotherrestrictions_nllom_20131202",
}
# LOM 1.8: 1 is raw media, 4 a set of courses.
A_COURSE = "3"


def nl_lom(module: LearningModule) -> bytes:
    """The record in UTF-8."""
    definition = module.definition

    def text(value: str, language: str = "") -> etree._Element:
        found = E.langstring(" ".join(value.split()))
        found.set(f"{{{XML}}}lang", language or definition.language)
        return found

    def term(name: str, value: str) -> etree._Element:
        source, chosen = E.source(text(VOCABULARIES[name], "x-none")), E.value(text(value, "x-none"))
        return E(name, source, chosen)

    def contribution(role: str, vcard: str, date: str = "") -> etree._Element:
        found = E.contribute(term("role", role), E.centity(E.vcard(vcard)))
        if date:
            found.append(E.date(E.datetime(date)))
        return found

    lifecycle = E.lifecycle(E.version(text(definition.version)))
    if definition.publisher:
        card = vcard_of(definition.publisher, definition.publisher)
        lifecycle.append(contribution("publisher", card, definition.date.isoformat()))
    for author in definition.authors:
        if author.reviewed_on:
            card = vcard_of(author.name, author.organisation)
            lifecycle.append(contribution("validator", card, author.reviewed_on.isoformat()))
        else:
            lifecycle.append(contribution("author", vcard_of(author.name, author.organisation)))
    root = E.lom(
        E.general(
            E.title(text(definition.title)),
            E.catalogentry(E.catalog(catalogue(definition)), E.entry(text(entry(definition), "x-none"))),
            E.language(definition.language),
            E.description(text(definition.description)),
            *(E.keyword(text(keyword)) for keyword in definition.keywords),
            term("aggregationlevel", A_COURSE),
        ),
        lifecycle,
        E.metametadata(
            E.metadatascheme("LOMv1.0"), E.metadatascheme("nl_lom_v1p0"), E.language(definition.language)
        ),
        E.technical(E.format("text/html")),
        E.educational(
            *(term("learningresourcetype", kind) for kind in kinds(module)),
            term("intendedenduserrole", "learner"),
            E.typicallearningtime(E.datetime(duration(definition.study_load))),
        ),
        rights(definition, term, text),
    )
    etree.indent(root)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def rights(definition: ModuleDefinition, term: Any, text: Any) -> etree._Element:
    """A licence for everybody costs nothing; of another the source does not tell the price."""
    found = E.rights()
    if open_licence(definition):
        found.append(term("cost", "no"))
    found.append(term("copyrightandotherrestrictions", restriction(definition.licence)))
    if definition.licence:
        found.append(E.description(text(definition.licence)))
    return found


def restriction(licence: str | None) -> str:
    """``cc-by-sa-40`` for CC BY-SA 4.0; ``yes`` where copyright has its usual course."""
    if not licence or not licence.startswith("CC"):
        return "yes"
    return licence.lower().replace(" ", "-").replace(".", "")


def catalogue(definition: ModuleDefinition) -> str:
    return "URI" if definition.iri else "modulebouwer"


def entry(definition: ModuleDefinition) -> str:
    return definition.iri or definition.identifier


def kinds(module: LearningModule) -> Iterator[str]:
    yield "informatiebron"
    if any(one.type == "long-fill-in" for found in module.recorded for one in found.interactions):
        yield "open opdracht"


def vcard_of(name: str, organisation: str | None) -> str:
    """vCard 3.0 (RFC 2426), its separators in values escaped."""

    def escaped(text: str) -> str:
        return "".join(f"\\{letter}" if letter in "\\;," else letter for letter in " ".join(text.split()))

    lines = ["BEGIN:VCARD", "VERSION:3.0", f"N:{escaped(name)}", f"FN:{escaped(name)}"]
    lines += [f"ORG:{escaped(organisation)}"] if organisation else []
    return "\n".join([*lines, "END:VCARD"])
