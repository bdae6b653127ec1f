"""The form of every model that stands for what a designer writes."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class DefinitionModel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)
