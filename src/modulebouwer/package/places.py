"""Findings in a package: at an entry, or about the zip as a whole, whose path is "" until it is shown."""

from __future__ import annotations

from dataclasses import replace

from modulebouwer.findings import Finding, Location


def whole(code: str, **values: str | int) -> Finding:
    return Finding(code, Location(""), values)


def at_entry(code: str, path: str, **values: str | int) -> Finding:
    return Finding(code, Location(path), {"path": path, **values})


def placed(location: Location, shown: str) -> Location:
    return replace(location, path=f"{shown}/{location.path}" if location.path else shown)
