"""``papers``: everything that a provider must be able to show of a module, in one folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import Folder, command, common, each, names, outcome, standard


@command
@click.argument("module", type=Folder())
@standard
@click.option("--against", type=click.Path(path_type=Path))
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path), default="dist")
@common
@click.pass_obj
def papers(talk: Words, module: str, standard: Sequence[str], against: Path | None, output: Path) -> int:
    return each(module, against, lambda folder: of_one(talk, folder, standard, against, output))


def of_one(talk: Words, module: str, standard: Sequence[str], against: Path | None, output: Path) -> int:
    import datetime

    from modulebouwer.build import Options, chosen
    from modulebouwer.findings import report
    from modulebouwer.papers.reading import changes_since, language_of, module_for_papers, require_extra

    require_extra()
    from modulebouwer.papers.folder import papers as made
    from modulebouwer.placing import place

    options = Options(names(standard), today=datetime.date.today())
    source, found = module_for_papers(module, options)
    if source is None or source.look is None:
        click.echo(found.text(talk["language"]), err=True, nl=False)
        return outcome(found)
    language = language_of(source, talk["language"])
    changes = changes_since(against, source.module, chosen(source.module, options)[0], language)
    files, problems = made(source, source.look, chosen(source.module, options), language, changes)
    found = report([*found.findings, *problems])
    click.echo(found.text(talk["language"]), err=True, nl=False)
    for name, data in files.items():
        place(output / name, data)
        click.echo(talk["result"]["created"].format(path=(output / name).as_posix()))
    return outcome(found)
