"""What the user asked that cannot be done: told in one line, exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from modulebouwer.findings import Finding


class WrongUse(Exception):  # noqa: N818 - the user erred, not the program
    """``key`` names the sentence in ``catalogue/cli/<language>.yaml``, under ``wrong_use``; ``values`` fill it.

    ``finding``: what is in the way, told in the sentence as ``found``.
    """

    finding: Finding | None = None

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __reduce__(self) -> tuple[object, tuple[str, dict[str, str]], dict[str, object]]:
        """As it was, also from another process."""
        return _again, (self.key, self.values), {"finding": self.finding}


def _again(key: str, values: dict[str, str]) -> WrongUse:
    return WrongUse(key, **values)
