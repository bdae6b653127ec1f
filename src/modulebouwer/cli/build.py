"""``build``: packages out of modules."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import Folder, command, common, distinct, form, names, outcome, standard, strict


@command
@click.argument("folders", nargs=-1, required=True, type=Folder())
@standard
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), default="dist")
@click.option("--control-documents/--no-control-documents", default=True)
@click.option("--against", type=click.Path(path_type=Path))
@click.option("--allow-reset", is_flag=True)
@click.option("--brand", "brands", multiple=True)
@click.option("--jobs", type=click.IntRange(1))
@click.option("--cache/--no-cache", "keep", default=True)
@strict
@form
@common
@click.pass_obj
def build(
    talk: Words,
    folders: Sequence[str],
    standard: Sequence[str],
    output: Path,
    control_documents: bool,
    against: Path | None,
    allow_reset: bool,
    brands: Sequence[str],
    jobs: int | None,
    keep: bool,
    strict: bool,
    form: str,
) -> int:
    import datetime

    from modulebouwer import build as pipeline
    from modulebouwer.cli.output import Progress, tell_packages
    from modulebouwer.placing import place
    from modulebouwer.shelf import index_page
    from modulebouwer.standards import WriteOptions

    written = WriteOptions(control_documents)
    today = datetime.date.today()
    options = pipeline.Options(
        names(standard), strict, against, today, allow_reset, written, jobs or os.cpu_count() or 1, keep
    )
    with Progress() as progress:
        packages, report = pipeline.build_brands(distinct(folders), output, options, progress, brands)
    if len(packages) > 1:
        place(output / "index.html", index_page(packages, output, talk).encode())
    tell_packages(packages, report, talk, form)
    return outcome(report)
