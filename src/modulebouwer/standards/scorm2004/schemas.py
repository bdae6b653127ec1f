"""The official SCORM 2004 schemas of an edition, loadable."""

from __future__ import annotations

from functools import cache
from posixpath import basename
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from modulebouwer import resources
from modulebouwer.package.xml import XS
from modulebouwer.standards.scorm2004.vocabulary import CONTROL_DOCUMENTS, SCHEMA_FILES, Edition

E = ElementMaker(namespace=XS, nsmap={"xs": XS})


@cache
def manifest_schema(edition: Edition) -> etree.XMLSchema:
    """One schema that knows packaging, ADL's names and sequencing; the files know too little of each other."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False, load_dtd=False)
    parser.resolvers.add(Bundled(edition))
    driver = E.schema(
        *(E("import", namespace=name, schemaLocation=file) for name, file in SCHEMA_FILES.items())
    )
    return etree.XMLSchema(etree.fromstring(etree.tostring(driver), parser, base_url="driver.xsd"))


class Bundled(etree.Resolver):
    """Gives the parser the schemas that modulebouwer carries, and nothing else."""

    def __init__(self, edition: Edition) -> None:
        self._files = resources.control_documents(CONTROL_DOCUMENTS[edition])

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # noqa: ARG002
        return self.resolve_string(self._files[basename(system_url or "")], context)
