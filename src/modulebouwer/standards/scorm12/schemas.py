"""The official SCORM 1.2 schemas, loadable.

As distributed they load in no present-day parser, so two repairs are made in memory (the files in a package stay as
they are): ``ims_xml.xsd`` binds the XML namespace as the default one, which XML Namespaces 1.0 section 3 forbids, and
``imsmd_rootv1p2p1.xsd`` lets ``##any`` follow optional elements, which XML Schema part 1, 3.8.6 calls ambiguous.
"""

from __future__ import annotations

from functools import cache
from posixpath import basename
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from modulebouwer import resources
from modulebouwer.package.xml import XML, XS

IMSCP = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADLCP = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
IMSMD = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"

SCHEMA_FILES = {IMSCP: "imscp_rootv1p1p2.xsd", ADLCP: "adlcp_rootv1p2.xsd", IMSMD: "imsmd_rootv1p2p1.xsd"}

E = ElementMaker(namespace=XS, nsmap={"xs": XS})


@cache
def schema() -> etree.XMLSchema:
    """One schema that knows packaging, ADL's names and metadata; the three files know too little of each other."""
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    parser.resolvers.add(Repaired())
    driver = E.schema(
        *(E("import", namespace=name, schemaLocation=file) for name, file in SCHEMA_FILES.items())
    )
    return etree.XMLSchema(etree.fromstring(etree.tostring(driver), parser, base_url="driver.xsd"))


class Repaired(etree.Resolver):
    """Gives the parser the bundled schemas, repaired, and nothing else."""

    def __init__(self) -> None:
        self._files = {**resources.control_documents("scorm12")}
        self._files["ims_xml.xsd"] = xml_attributes()
        metadata = self._files["imsmd_rootv1p2p1.xsd"]
        self._files["imsmd_rootv1p2p1.xsd"] = metadata.replace(b'namespace="##any"', b'namespace="##other"')

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:  # noqa: ARG002
        return self.resolve_string(self._files[basename(system_url or "")], context)


def xml_attributes() -> bytes:
    """``xml:lang`` and ``xml:base``."""
    attributes = (E.attribute(name="lang", type="xs:language"), E.attribute(name="base", type="xs:string"))
    return etree.tostring(E.schema(*attributes, targetNamespace=XML))
