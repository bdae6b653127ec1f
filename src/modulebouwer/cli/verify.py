"""``verify``: what an LMS would make of packages, whoever made them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import command, common, outcome, strict


@command
@click.argument("files", nargs=-1, required=True, type=click.Path())
@strict
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
@common
@click.pass_obj
def verify(talk: Words, files: Sequence[str], strict: bool, form: str) -> int:
    from modulebouwer.cli.output import Progress, tell_examined
    from modulebouwer.findings import report
    from modulebouwer.package.verify import examine_file

    examined = []
    with Progress() as progress:
        for file in files:
            progress(file)
            examined.append(examine_file(Path(file)))
    found = report((finding for package in examined for finding in package.findings), strict=strict)
    tell_examined(examined, found, talk, form)
    return outcome(found)
