"""``references``: what a reference manager exports goes into a module's ``references.yaml``."""

from __future__ import annotations

from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import FINDINGS, FINE, Folder, command, common, form


@command
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--to", "folder", required=True, type=Folder(path_type=Path))
@form
@common
@click.pass_obj
def references(talk: Words, files: tuple[str, ...], folder: Path, form: str) -> int:
    from modulebouwer.cli.output import tell
    from modulebouwer.findings import report
    from modulebouwer.importing import require_extra

    require_extra()
    from modulebouwer.importing.bibliography import add_references

    added = add_references(files, folder)
    if added.findings or form == "json":
        tell(report(added.findings), talk, form)
    if form == "text" and added.complete:
        click.echo(talk["result"]["references"].format(added=added.added, known=added.known))
    return FINE if added.complete else FINDINGS
