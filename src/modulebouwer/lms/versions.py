"""The package with the runtime that an LMS gives it, where that goes by the letters of ``schemaversion`` alone."""

from __future__ import annotations

from dataclasses import replace

from modulebouwer.lms.behaviour import Behaviour
from modulebouwer.lms.package import Package
from modulebouwer.standards import Runtime
from modulebouwer.standards.scorm.versions import moodle_starts_2004, open_edx_starts_2004


def as_started(package: Package, behaviour: Behaviour) -> Package:
    """The package with the runtime that this LMS gives it."""
    if package.runtime.kind != "scorm" or behaviour.reads_version == "standard":
        return package
    starts_2004 = moodle_starts_2004 if behaviour.reads_version == "moodle" else open_edx_starts_2004
    return replace(package, runtime=Runtime.SCORM_2004 if starts_2004(package.version) else Runtime.SCORM_1_2)
