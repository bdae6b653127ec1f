"""``mcp``: the tools for an assistant, over standard input and output, in one folder."""

from __future__ import annotations

import os
from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.language import explain
from modulebouwer.cli.options import FINE, Folder, command, common


@command
@click.argument("folder", type=Folder(), default=".")
@common
@click.pass_obj
def mcp(talk: Words, folder: str) -> int:
    import datetime

    from modulebouwer.editing import require_extra
    from modulebouwer.wrong_use import WrongUse

    require_extra()
    from modulebouwer.editing.assistant import make_server

    try:
        os.chdir(folder)
    except OSError as error:
        raise WrongUse("cannot_open", path=folder, why=error.strerror or str(error)) from error
    server = make_server(
        Path.cwd(), talk["language"], lambda error: explain(error, talk), datetime.date.today
    )
    server.run("stdio")
    return FINE
