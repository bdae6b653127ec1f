"""``preview``: a module or package in an LMS in the browser."""

from __future__ import annotations

import os

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import FINDINGS, FINE, command, common


@command
@click.argument("path", type=click.Path(), required=False)
@click.option("--port", type=click.IntRange(0, 65535), default=0)
@click.option("--open/--no-open", "open_browser", default=True)
@common
@click.pass_obj
def preview(talk: Words, path: str | None, port: int, open_browser: bool) -> int:
    from modulebouwer.preview import DEFAULT_EDITOR, EDITOR_VARIABLE
    from modulebouwer.preview.run import run

    editor = os.environ.get(EDITOR_VARIABLE) or DEFAULT_EDITOR
    return FINE if run(path, port, open_browser, talk, editor) else FINDINGS
