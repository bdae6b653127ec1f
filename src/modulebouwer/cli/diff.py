"""``diff``: what replacing one version by another does to who is half-way."""

from __future__ import annotations

from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import FINDINGS, FINE, command, common, form


@command
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@form
@common
@click.pass_obj
def diff(talk: Words, old: Path, new: Path, form: str) -> int:
    from modulebouwer.cli.output import print_json
    from modulebouwer.diff import report
    from modulebouwer.diff.compare import compare
    from modulebouwer.diff.release import read_releases
    from modulebouwer.diff.verdict import loses_attempts, newly_refused

    difference = compare(*read_releases(old, new))
    if form == "json":
        print_json(report.data(difference, talk["language"]))
    else:
        click.echo(report.text(difference, talk["language"]), nl=False)
    return FINDINGS if loses_attempts(difference) or newly_refused(difference) else FINE
