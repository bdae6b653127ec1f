"""``new``: a folder with a small module to begin with."""

from __future__ import annotations

from pathlib import Path

import click

from modulebouwer.catalogue import LANGUAGES, Words
from modulebouwer.cli.options import FINE, Folder, command, common


@command
@click.argument("folder", type=Folder())
@click.option("--language", type=click.Choice(LANGUAGES), default="nl")
@click.option("--identifier", default="")
@common
@click.pass_obj
def new(talk: Words, folder: str, language: str, identifier: str) -> int:
    import datetime
    import shlex

    from modulebouwer.new import scaffold

    scaffold(Path(folder), language, datetime.date.today(), identifier)
    click.echo(talk["result"]["created"].format(path=folder))
    click.echo(talk["result"]["next"].format(path=shlex.quote(folder)))
    return FINE
