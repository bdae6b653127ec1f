"""``dossier``: what an accreditation committee asks of a module, as Word and PDF."""

from __future__ import annotations

from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import Folder, command, common, each, outcome


@command
@click.argument("module", type=Folder())
@click.option("--against", type=click.Path(path_type=Path))
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path), default="dist")
@common
@click.pass_obj
def dossier(talk: Words, module: str, against: Path | None, output: Path) -> int:
    return each(module, against, lambda folder: of_one(talk, folder, against, output))


def of_one(talk: Words, module: str, against: Path | None, output: Path) -> int:
    import datetime

    from modulebouwer.build import Options, chosen
    from modulebouwer.findings import report
    from modulebouwer.papers.reading import changes_since, language_of, module_for_papers, require_extra

    require_extra()
    from modulebouwer.papers.dossier import dossier as made
    from modulebouwer.papers.folder import printed
    from modulebouwer.papers.words import paper_words
    from modulebouwer.placing import place

    options = Options(today=datetime.date.today())
    source, found = module_for_papers(module, options)
    if source is None or source.look is None:
        click.echo(found.text(talk["language"]), err=True, nl=False)
        return outcome(found)
    language = language_of(source, talk["language"])
    words = paper_words(language)
    changes = changes_since(against, source.module, chosen(source.module, options)[0], language)
    document = made(source.module, source.look.locale, words, language, changes)
    definition = source.module.definition
    start = f"{definition.identifier}-{definition.version}-{words['dossier']['file']}"
    files, problems = printed(start, document, source.module)
    found = report([*found.findings, *problems])
    click.echo(found.text(talk["language"]), err=True, nl=False)
    for name, data in files.items():
        place(output / name, data)
        click.echo(talk["result"]["created"].format(path=(output / name).as_posix()))
    return outcome(found)
