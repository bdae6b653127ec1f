"""What a designer can set for SCORM 2004 in ``module.yaml``."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from modulebouwer.model.base import DefinitionModel

NAME = "scorm2004"


class Scorm2004(DefinitionModel):
    """Choices that only SCORM 2004 knows."""

    edition: Literal[3, 4] = Field(default=4, description="4, or 3 for an LMS that refuses the 4th Edition.")


def settings(definition: object) -> Scorm2004:
    """The settings in a ``ModuleDefinition``."""
    found = getattr(definition, NAME)
    assert isinstance(found, Scorm2004)
    return found
