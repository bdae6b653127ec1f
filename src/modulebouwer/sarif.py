"""Findings in SARIF 2.1.0 (OASIS), which code hosts and editors show beside the file."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from modulebouwer import __version__
from modulebouwer.findings import Finding, Location, Report, Severity, message, record
from modulebouwer.findings.page import page
from modulebouwer.findings.report import FEW, elsewhere

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# SARIF 3.27.10: the levels of a result.
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def sarif(report: Report, language: str, properties: dict[str, Any]) -> dict[str, Any]:
    """One run with a result per finding; ``properties`` is SARIF's bag for what the format has no place for."""
    codes = sorted({finding.code for finding in report.findings})
    rules = [rule(code, language) for code in codes]
    driver = {"name": "modulebouwer", "semanticVersion": __version__, "rules": rules}
    results = [result(finding, report, language, codes) for finding in report.findings]
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": properties,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def rule(code: str, language: str) -> dict[str, Any]:
    """A code as SARIF's reporting descriptor (3.49), with a link to the page that explains it."""
    known = record(code)
    link = f"[{code}]({page(code, language)})"
    return {
        "id": code,
        "name": known.name,
        "defaultConfiguration": {"level": LEVELS[known.severity]},
        "help": {"text": page(code, language), "markdown": link},
    }


def result(finding: Finding, report: Report, language: str, codes: list[str]) -> dict[str, Any]:
    text, hint = message(finding, language)
    also = elsewhere(finding, language, FEW)
    return {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": LEVELS[report.severity(finding)],
        "message": {"text": " ".join(told for told in (text, hint, also) if told)},
        "locations": [location(finding.location)],
        # SARIF 3.27.14 and 3.27.22.
        "occurrenceCount": finding.count,
        "relatedLocations": [location(other) for other in finding.others],
    }


def location(place: Location) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.path)},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }
