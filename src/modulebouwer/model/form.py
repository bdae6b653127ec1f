"""What a field says of itself to who tells its mistakes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """Metadata of a field with a pattern: the code of the finding that explains the form.

    ``limits``: it also tells what is too small or too large.
    """

    code: str
    limits: bool = False


@dataclass(frozen=True)
class Missing:
    """Metadata of a field that stands for a right of who reads: the code that says more than that it is missing."""

    code: str
