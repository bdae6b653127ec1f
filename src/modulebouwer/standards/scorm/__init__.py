"""What the versions of SCORM share: the manifest's rules (Python) and the way to the API (TypeScript)."""

import re

MANIFEST = "imsmanifest.xml"

# A Common Cartridge has SCORM's elements in a namespace of its own.
CARTRIDGE = b"imsccv1p"
SCORM = (b"adlcp", b"ADL SCORM", b"adlnet.org")
# IMS Content Packaging 1.1.2 to 1.1.4, on which SCORM is built, and what is packed in it besides.
PACKAGING = (b"imscp_v1p1", b"imscp_rootv1p1p2")
QUESTIONS = re.compile(rb"imsqti|<schema>\s*QTI")
OTHER_SCHEMA = re.compile(rb"<schema>\s*(?:IMS|QTI)")


def other_kind(data: bytes) -> str:
    """What else than SCORM a manifest (``letters``) says that it is, "" for SCORM and where it says nothing."""
    if CARTRIDGE in data:
        return "Common Cartridge"
    if any(sign in data for sign in SCORM) or not any(sign in data for sign in PACKAGING):
        return ""
    if QUESTIONS.search(data):
        return "IMS QTI"
    return "IMS Content Packaging" if OTHER_SCHEMA.search(data) else ""
