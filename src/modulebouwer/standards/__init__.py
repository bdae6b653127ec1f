"""The standards a course can be written in: one folder each, and one line in ``REGISTRY``."""

from __future__ import annotations

from modulebouwer.standards import scorm12
from modulebouwer.standards.standard import Standard, WriteOptions

__all__ = ["REGISTRY", "Standard", "WriteOptions"]

REGISTRY: dict[str, Standard] = {standard.name: standard for standard in (scorm12.STANDARD,)}
