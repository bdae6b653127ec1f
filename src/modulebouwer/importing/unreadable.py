"""A document that cannot be imported, and why."""

from __future__ import annotations

from modulebouwer.findings import Finding, Location


class Unreadable(Exception):  # noqa: N818 - the document is at fault
    """``finding`` says why."""

    def __init__(self, code: str, path: str, **values: str | int) -> None:
        super().__init__(code)
        self.finding = Finding(code, Location(path), values)
