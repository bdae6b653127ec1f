"""What components have in which the learner writes."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

MaxLength = Annotated[int, Field(ge=50, le=20_000, description="Most characters of an answer.")]
