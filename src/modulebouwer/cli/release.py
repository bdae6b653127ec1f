"""``release``: the next version of every module that changed, with its changelog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import FINE, Folder, command, common, distinct


@command
@click.argument("folders", nargs=-1, required=True, type=Folder())
@click.option("--against", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--reason", default="")
@common
@click.pass_obj
def release(talk: Words, folders: Sequence[str], against: Path, reason: str) -> int:
    import datetime

    from modulebouwer import releasing

    versions = releasing.release(distinct(folders), against, reason, datetime.date.today(), talk["language"])
    words = talk["result"]
    for one in versions:
        path = one.folder.as_posix()
        if not one.old:
            click.echo(words["released_new"].format(path=path, version=one.new), err=True)
            continue
        click.echo(words["released"].format(path=path, old=one.old, new=one.new))
        log = (one.folder / releasing.CHANGELOG).as_posix()
        click.echo(words["released_effects"][one.part].format(path=path, changelog=log), err=True)
    if not any(one.old for one in versions):
        click.echo(talk["result"]["nothing_to_release"])
    return FINE
