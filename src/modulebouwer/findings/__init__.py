"""Findings as data: what is wrong, where, and the record that says what a code means and what to do about it."""

from modulebouwer.findings.finding import Finding, Location, Severity
from modulebouwer.findings.record import Record, codes, is_code, message, record, severity
from modulebouwer.findings.report import Report, report

__all__ = [
    "Finding",
    "Location",
    "Record",
    "Report",
    "Severity",
    "codes",
    "is_code",
    "message",
    "record",
    "report",
    "severity",
]
