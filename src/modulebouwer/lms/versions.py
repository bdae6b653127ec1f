"""Which SCORM an LMS starts a package in, where it goes by the letters of ``schemaversion`` alone.

Moodle 4.5 and 5.1: ``scorm_get_manifest`` (mod/scorm/datamodels/scormlib.php). Open edX: ``update_package_fields`` of
openedx-scorm-xblock 19.0.5.
"""

from __future__ import annotations

import re
from dataclasses import replace

from modulebouwer.lms.behaviour import Behaviour
from modulebouwer.lms.package import Package
from modulebouwer.standards import Runtime

MOODLE_2004 = re.compile(r"(?:CAM )?1\.3|2004 (?:3rd|4th) Edition")
OPEN_EDX_12 = re.compile(r"1.2")


def as_started(package: Package, behaviour: Behaviour) -> Package:
    """The package with the runtime that this LMS gives it."""
    stated = package.version
    if package.runtime.kind != "scorm" or behaviour.reads_version == "standard":
        return package
    if behaviour.reads_version == "moodle":
        is_2004 = stated is not None and MOODLE_2004.fullmatch(stated) is not None
    else:
        is_2004 = stated is not None and OPEN_EDX_12.fullmatch(stated) is None
    return replace(package, runtime=Runtime.SCORM_2004 if is_2004 else Runtime.SCORM_1_2)
