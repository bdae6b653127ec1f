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
    for one in versions:
        click.echo(talk["result"]["released"].format(path=one.folder.as_posix(), old=one.old, new=one.new))
    if not versions:
        click.echo(talk["result"]["nothing_to_release"])
    return FINE
