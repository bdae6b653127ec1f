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
@click.option("--with-agents", is_flag=True)
@common
@click.pass_obj
def new(talk: Words, folder: str, language: str, identifier: str, with_agents: bool) -> int:
    import datetime
    import shlex

    from modulebouwer.new import scaffold, title_from

    place = Path(folder)
    if not (with_agents and (place / "module.yaml").is_file()):
        scaffold(place, language, datetime.date.today(), identifier, title_from(place))
        click.echo(talk["result"]["created"].format(path=folder))
    if with_agents:
        from modulebouwer.agents import write_agents

        click.echo(talk["result"]["created"].format(path=write_agents(place, language).as_posix()))
    click.echo(talk["result"]["next"].format(path=shlex.quote(folder)))
    return FINE
