"""The standards a course can be written in: one folder each, and one line in ``REGISTRY``."""

from __future__ import annotations

from modulebouwer.standards import cmi5, scorm12, scorm2004, web, xapi
from modulebouwer.standards.standard import Standard, WriteOptions

__all__ = ["REGISTRY", "Standard", "WriteOptions"]

REGISTRY: dict[str, Standard] = {
    standard.name: standard
    for standard in (scorm12.STANDARD, scorm2004.STANDARD, cmi5.STANDARD, xapi.STANDARD, web.STANDARD)
}
