"""``build``: packages out of modules."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import Folder, command, common, distinct, form, names, outcome, standard, strict

if TYPE_CHECKING:
    from modulebouwer.build import Options
    from modulebouwer.findings import Finding


@command
@click.argument("folders", nargs=-1, required=True, type=Folder())
@standard
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path), default="dist")
@click.option("--control-documents/--no-control-documents", default=True)
@click.option("--against", type=click.Path(path_type=Path))
@click.option("--allow-reset", is_flag=True)
@click.option("--papers", is_flag=True)
@click.option("--with-source", is_flag=True)
@click.option("--brand", "brands", multiple=True)
@click.option("--language", "languages", multiple=True)
@click.option("--together", is_flag=True)
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
    papers: bool,
    with_source: bool,
    brands: Sequence[str],
    languages: Sequence[str],
    together: bool,
    jobs: int | None,
    keep: bool,
    strict: bool,
    form: str,
) -> int:
    import datetime

    from modulebouwer import build as pipeline
    from modulebouwer.cli.output import Progress, tell_packages
    from modulebouwer.placing import place
    from modulebouwer.shelf import INDEX, Shelf, filled_up, index_page, shelf_in
    from modulebouwer.standards import WriteOptions
    from modulebouwer.wrong_use import WrongUse

    if output.suffix.lower() == ".zip":
        raise WrongUse("output_is_a_file", path=output.as_posix(), folder=output.parent.as_posix())
    written = WriteOptions(control_documents)
    today = datetime.date.today()
    options = pipeline.Options(
        names(standard), strict, against, today, allow_reset, written, jobs or os.cpu_count() or 1, keep
    )
    with Progress() as progress:
        packages, report = pipeline.build_languages(
            distinct(folders), output, options, progress, brands, languages, together=together
        )
    unbuilt = report.unbuilt
    before = shelf_in(output)
    if before or (packages and len(packages) + len(unbuilt) > 1):
        shelf = filled_up(before or Shelf(), packages, unbuilt, distinct(folders), output, talk["language"])
        place(output / INDEX, index_page(shelf, talk).encode())
    if papers and not report.failed:
        paths = [package.path for package in packages]
        told = lay_out(distinct(folders), paths, options, output, talk, with_source=with_source)
        report = pipeline.build_report([*report.findings, *told], unbuilt, options)
    tell_packages(packages, report, talk, form)
    return outcome(report)


def lay_out(
    folders: Sequence[str],
    packages: Sequence[Path],
    options: Options,
    output: Path,
    talk: Words,
    *,
    with_source: bool,
) -> list[Finding]:
    """Each module's packages and papers in a folder of their own; and what is wrong with a paper."""
    from modulebouwer.build import chosen
    from modulebouwer.papers.reading import (
        OF_PAPERS,
        changes_since,
        language_of,
        module_for_papers,
        require_extra,
    )

    require_extra()
    from modulebouwer.papers.handover import handover, of_module
    from modulebouwer.placing import place

    findings: list[Finding] = []
    for folder in folders:
        source, read = module_for_papers(folder, options)
        findings += (one for one in read.findings if one.code in OF_PAPERS)
        if source is None or source.look is None or options.today is None:
            continue
        definition = source.module.definition
        language = language_of(source, talk["language"])
        start = f"{definition.identifier}-{definition.version}"
        files, found = handover(
            source,
            source.look,
            chosen(source.module, options),
            of_module(packages, start),
            language,
            changes_since(options.against, source.module, chosen(source.module, options)[0], language),
            options.today,
            with_source=with_source,
        )
        for name, data in files.items():
            place(output / start / name, data)
        findings += found
        click.echo(talk["result"]["created"].format(path=(output / start).as_posix()), err=True)
    return findings
