"""What the commands print: findings, packages, progress; as text for people or as JSON for programs."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from types import TracebackType
from typing import TYPE_CHECKING, Any

import click

from modulebouwer.catalogue import Words
from modulebouwer.findings import Report, Severity
from modulebouwer.findings.wording import OBEYED, filled

if TYPE_CHECKING:
    from modulebouwer.build import BuildReport, Package
    from modulebouwer.package.verify import Examined

PATIENCE = 1.0  # seconds before progress is worth a line


class Progress:
    """Shows what is being worked on, on one line of a terminal that wipes itself out; elsewhere nothing."""

    def __init__(self) -> None:
        self._start = time.monotonic()
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __call__(self, what: str) -> None:
        if sys.stderr.isatty() and time.monotonic() - self._start > PATIENCE:
            click.echo(f"\r\x1b[K{what} …", err=True, nl=False)
            self._shown = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown:
            click.echo("\r\x1b[K", err=True, nl=False)


def tell(report: Report, talk: Words, form: str) -> None:
    """Findings on stdout, their number on stderr."""
    if form == "json":
        print_json(json.loads(report.json(talk["language"])))
        return
    if form == "sarif":
        from modulebouwer.sarif import sarif

        print_json(sarif(report, talk["language"], {}))
        return
    click.echo(report.text(talk["language"]), nl=False)
    click.echo(summary(report, talk), err=True)


def tell_packages(packages: Sequence[Package], report: BuildReport, talk: Words, form: str) -> None:
    """Packages on stdout, findings on stderr, and last what was made in all; as JSON all in one object."""
    if form == "json":
        findings = json.loads(report.json(talk["language"]))
        made = [described(package, talk["language"]) for package in packages]
        print_json(
            {"packages": made, "unbuilt": [asdict(one) for one in report.unbuilt], "findings": findings}
        )
        return
    if report.findings:
        click.echo(report.text(talk["language"]) + summary(report, talk), err=True)
    for package in packages:
        click.echo(card(package, talk))
    click.echo(outcome_of(packages, report, talk), err=True, nl=False)


def outcome_of(packages: Sequence[Package], report: BuildReport, talk: Words) -> str:
    """How many packages there are and how many of these stayed as they were, which have no brand and what failed.

    "" for what a single package says itself.
    """
    from modulebouwer.shelf import named, unbranded

    unchanged = sum(package.unchanged for package in packages)
    if len(packages) + len(report.unbuilt) < 2 and not unchanged:
        return ""
    counts = {"packages": len(packages), "unchanged": unchanged}
    lines = [filled(talk["result"]["stayed" if unchanged else "made"], counts, talk["language"])]
    if without := unbranded(packages):
        titles = "; ".join(dict.fromkeys(package.about.title for package in without))
        lines.append(talk["result"]["unbranded"].format(titles=titles))
    if report.unbuilt:
        names = "; ".join(named(one, talk) for one in report.unbuilt)
        lines.append(talk["result"]["unbuilt"].format(names=names))
    return "".join(f"{line}\n" for line in lines)


def tell_examined(
    packages: Sequence[Examined], report: Report, talk: Words, form: str, only: str = ""
) -> None:
    """Findings and a report per LMS, or of ``only`` one, on stdout; the number of findings on stderr."""
    from modulebouwer.package import lms_report
    from modulebouwer.sarif import sarif

    language = talk["language"]
    if form == "text":
        click.echo(report.text(language, hints_once=True), nl=False)
        for package in packages:
            click.echo(
                lms_report.hosts(package, language) + lms_report.text(package, language, only), nl=False
            )
        refused = ", ".join(lms_report.refusing(packages, language, only))
        # "Nothing found" as the last word would be taken for leave to upload it.
        if refused:
            form = "refused" if report.findings else "refused_alone"
            click.echo(talk["result"][form].format(found=summary(report, talk), names=refused), err=True)
        else:
            click.echo(summary(report, talk), err=True)
        return
    judged = [
        {
            "path": p.path,
            "standards": list(p.standards),
            "hosts": list(p.hosts),
            "lms": lms_report.data(p, language, only),
        }
        for p in packages
    ]
    if form == "sarif":
        print_json(sarif(report, language, {"packages": judged}))
    else:
        print_json({"packages": judged, "findings": json.loads(report.json(language))})


def summary(report: Report, talk: Words) -> str:
    counts = {severity: report.count(severity) for severity in Severity}
    forms = talk["result"]
    told = [
        filled(forms[severity.value]["one" if count == 1 else "other"], {"count": count}, talk["language"])
        for severity, count in counts.items()
        if count
    ]
    return ", ".join(told) or str(forms["none"])


def card(package: Package, talk: Words) -> str:
    result, language = talk["result"], talk["language"]
    lines = {
        "standard": package.standard.title,
        "size": filled(result["kilobytes"], {"size": package.size / 1000}, language),
        "digest": f"sha256:{package.digest}",
    }
    room = package.budget
    if room is not None and room.answers:
        numbers = {name: getattr(room, name) for name in ("answers", "characters", "expected", "limit")}
        lines["budget"] = filled(result["room"], numbers, language)
    width = max(len(result[key]) for key in ("standard", "size", "budget", "digest"))
    ordered = [key for key in ("standard", "size", "budget", "digest") if key in lines]
    return "\n".join(
        [package.path.as_posix(), *(f"  {result[key]:{width}}  {lines[key]}" for key in ordered)]
    )


def described(package: Package, language: str) -> dict[str, Any]:
    """``changed``: what is otherwise than in the package in use, null when it was held against none."""
    from modulebouwer.shelf import changed

    room = package.budget
    return {
        "path": package.path.as_posix(),
        "title": package.about.title,
        "version": package.about.version,
        "language": package.about.languages[0],
        "languages": list(package.about.languages),
        "brand": package.about.brand,
        "standard": package.standard.name,
        "unchanged": package.unchanged,
        "size": package.size,
        "sha256": package.sha256,
        "digest": package.digest,
        "update": package.about.update,
        "changed": changed(package, language),
        "budget": None
        if room is None
        else {"answers": room.answers, "expected": room.expected, "limit": room.limit},
    }


def print_json(value: object) -> None:
    """JSON is UTF-8, whatever the terminal's encoding (RFC 8259, 8.1); what would steer the terminal is escaped."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
