"""Findings as the protocol's diagnostics: the same as ``check`` tells, each with a link to the page about it."""

from __future__ import annotations

from lsprotocol.types import CodeDescription, Diagnostic, DiagnosticSeverity, Range

from modulebouwer import resources
from modulebouwer.editing.document import Document
from modulebouwer.findings import Finding, Location, Severity, message, severity
from modulebouwer.findings.page import page

SOURCE = "modulebouwer"
SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.ADVICE: DiagnosticSeverity.Information,
}
# What may follow the first character of a word that is underlined.
WORD_ENDS = " \t,;)]}\"'"


def diagnostic(
    finding: Finding, document: Document | None, language: str, *, in_page: bool = False
) -> Diagnostic:
    """``document`` is None for a file that is no text: such a finding stands at its beginning.

    ``data`` is what ``check --format json`` says of it under ``values``, for the fixes.
    """
    text, hint = message(finding, language, in_page=in_page)
    return Diagnostic(
        range=underlined(finding.location, document),
        message=f"{text}\n{hint}".strip(),
        severity=SEVERITIES[severity(finding.code)],
        code=finding.code,
        code_description=CodeDescription(explained(finding.code, language)),
        source=SOURCE,
        data=dict(finding.values),
    )


def underlined(place: Location, document: Document | None) -> Range:
    """The word at a place; the rest of the line where no word begins."""
    if document is None:
        document = Document(resources.PACKAGE, "", "")
    line, start = document.line(place.line), place.column - 1
    end = next((n for n in range(start + 1, len(line)) if line[n] in WORD_ENDS), len(line))
    return document.range(place.line, place.column, max(0, end - start))


def explained(code: str, language: str) -> str:
    """The address of the page about a code: a file that comes with modulebouwer."""
    name, _, anchor = page(code, language).removeprefix("docs/").partition("#")
    return f"{(resources.docs() / name).as_uri()}#{anchor}"
