"""``check``: everything that is wrong with modules."""

from __future__ import annotations

from collections.abc import Sequence

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import command, common, distinct, names, outcome, standard, strict


@command
@click.argument("folders", nargs=-1, required=True, type=click.Path())
@standard
@strict
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
@common
@click.pass_obj
def check(talk: Words, folders: Sequence[str], standard: Sequence[str], strict: bool, form: str) -> int:
    from modulebouwer import build as pipeline
    from modulebouwer.cli.output import Progress, tell

    options = pipeline.Options(names(standard), strict)
    with Progress() as progress:
        report = pipeline.check(distinct(folders), options, progress)
    tell(report, talk, form)
    return outcome(report)
