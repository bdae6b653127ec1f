"""``translate``: what is translated of modules, the files for who translates, and what comes back of them."""

from __future__ import annotations

from collections.abc import Sequence

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.language import Command
from modulebouwer.cli.options import Folder, common, distinct, form, outcome


@click.command("translate status", cls=Command)
@click.argument("folders", nargs=-1, required=True, type=Folder())
@click.option("--to", "language", required=True)
@form
@common
@click.pass_obj
def status(talk: Words, folders: Sequence[str], language: str, form: str) -> int:
    from modulebouwer.cli.output import print_json, tell
    from modulebouwer.findings import report
    from modulebouwer.translating.work import work_in

    read = {folder: work_in(folder, language) for folder in distinct(folders)}
    # A term of the series is told once, and not with every module that uses it.
    found = report({repr(one): one for _, findings in read.values() for one in findings}.values())
    works = {folder: work for folder, (work, _) in read.items() if work}
    if form == "json":
        print_json(
            [{"folder": folder, "language": language, **work.counts} for folder, work in works.items()]
        )
        return outcome(found)
    tell(found, talk, form)
    width = max((len(folder) for folder in works), default=0)
    for folder, work in works.items():
        told = ", ".join(
            f"{count} {talk['result']['translated'][name]}" for name, count in work.counts.items()
        )
        click.echo(f"{folder:{width}}  {language}  {told}")
    return outcome(found)
