"""``lsp``: the language server, over standard input and output."""

from __future__ import annotations

import os
import sys

import click
from click.core import ParameterSource

from modulebouwer.catalogue import Words
from modulebouwer.cli.language import words
from modulebouwer.cli.options import FINE, command, common


@command
@click.option("--stdio", is_flag=True, default=True, expose_value=False)
@common
@click.pass_context
def lsp(context: click.Context) -> int:
    import datetime

    from modulebouwer.editing import require_extra

    require_extra()
    from modulebouwer.editing.server import make_server

    talk: Words = context.obj
    fixed = context.get_parameter_source("lang") is ParameterSource.COMMANDLINE
    # The server closes what it writes to; `main` still flushes its own.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as output:
        make_server(words, talk["language"], fixed=fixed, today=datetime.date.today).start_io(stdout=output)
    return FINE
