"""Which SCORM an LMS starts a package in, where it goes by the letters of ``schemaversion`` alone.

Moodle 4.5 and 5.1: ``scorm_get_manifest`` (mod/scorm/datamodels/scormlib.php). Open edX: ``update_package_fields`` of
openedx-scorm-xblock 19.0.5. In both, ``$`` also stands before a line break at the end.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MOODLE_2004 = re.compile(r"^(?:CAM )?1\.3$|^2004 (?:3rd|4th) Edition$")
OPEN_EDX_12 = re.compile(r"^1.2$")


def played_as(stated: str | None) -> dict[str, str]:
    """LMS → the standard by its name in the registry."""
    is_2004 = {"moodle": moodle_starts_2004(stated), "openedx": open_edx_starts_2004(stated)}
    return {lms: "scorm2004" if newer else "scorm12" for lms, newer in is_2004.items()}


def agreed(started: Mapping[str, str]) -> str:
    """The standard in which all LMSs that go by the version start a package (``played_as``), "" where they differ."""
    names = {*started.values()}
    return names.pop() if len(names) == 1 else ""


def moodle_starts_2004(stated: str | None) -> bool:
    """``stated``: the text of ``schemaversion``, None without the element."""
    return stated is not None and MOODLE_2004.match(stated) is not None


def open_edx_starts_2004(stated: str | None) -> bool:
    """As ``moodle_starts_2004``. Of an empty element Open edX makes a server error."""
    return stated is not None and OPEN_EDX_12.match(stated) is None
