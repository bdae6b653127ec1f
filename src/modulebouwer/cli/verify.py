"""``verify``: what an LMS would make of packages, whoever made them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import FINDINGS, command, common, outcome, strict
from modulebouwer.wrong_use import WrongUse


class NameOfLms(click.ParamType[str]):
    """One of the report's LMSs. (A ``Choice`` would read them before it is known that they are wanted.)"""

    name = "lms"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        from modulebouwer.package.lms_facts import lmss, meant

        if value and not meant(value):
            raise WrongUse("bad_choice", name="--lms", choices=", ".join(lms.id for lms in lmss()))
        return meant(value)


@command
@click.argument("files", nargs=-1, required=True, type=click.Path())
@strict
@click.option("--lms", "only", type=NameOfLms(), default="")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
@common
@click.pass_obj
def verify(talk: Words, files: Sequence[str], strict: bool, only: str, form: str) -> int:
    from modulebouwer.cli.output import Progress, tell_examined
    from modulebouwer.findings.report import gathered, report
    from modulebouwer.package.lms_report import turned_down
    from modulebouwer.package.verify import examine_file

    examined = []
    with Progress() as progress:
        for file in files:
            progress(file)
            examined.append(examine_file(Path(file)))
    kinds = [gathered(report(package.findings).findings) for package in examined]
    found = report((finding for package in kinds for finding in package), strict=strict)
    tell_examined(examined, found, talk, form, only)
    # Who asks about one LMS asks whether people can work with it there.
    useless = bool(only) and any(turned_down(package, only) for package in examined)
    return FINDINGS if useless else outcome(found)
