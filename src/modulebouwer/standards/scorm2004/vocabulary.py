"""The names of SCORM 2004 that its writer and its verification share."""

from __future__ import annotations

from typing import Literal

Edition = Literal[3, 4]

IMSCP = "http://www.imsglobal.org/xsd/imscp_v1p1"
ADLCP = "http://www.adlnet.org/xsd/adlcp_v1p3"
ADLSEQ = "http://www.adlnet.org/xsd/adlseq_v1p3"
ADLNAV = "http://www.adlnet.org/xsd/adlnav_v1p3"
IMSSS = "http://www.imsglobal.org/xsd/imsss"
LOM = "http://ltsc.ieee.org/xsd/LOM"

# LMSs look for these prefixes by their letters, and for the packaging elements without one.
PREFIXES = {"adlcp": ADLCP, "adlseq": ADLSEQ, "adlnav": ADLNAV, "imsss": IMSSS}
SCHEMA_FILES = {
    IMSCP: "imscp_v1p1.xsd",
    ADLCP: "adlcp_v1p3.xsd",
    ADLSEQ: "adlseq_v1p3.xsd",
    ADLNAV: "adlnav_v1p3.xsd",
    IMSSS: "imsss_v1p0.xsd",
}

# Edition → exact text of <schemaversion> (Moodle compares it letter by letter), folder of the control documents.
SCHEMA_VERSIONS: dict[Edition, str] = {3: "2004 3rd Edition", 4: "2004 4th Edition"}
CONTROL_DOCUMENTS: dict[Edition, str] = {3: "scorm2004-3", 4: "scorm2004-4"}
