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
    from modulebouwer.diff.in_use import pairs
    from modulebouwer.diff.release import read_releases
    from modulebouwer.diff.verdict import stops

    language = talk["language"]
    several = pairs(old, new)
    both = [(a, b) for _, a, b in several if a and b] if several else [(old, new)]
    alone = [(new if b else old, name) for name, a, b in several or [] if not (a and b)]
    differences = [compare(*read_releases(*pair)) for pair in both]
    if form == "json":
        told = [report.data(difference, language) for difference in differences]
        print_json(
            {"packages": told, "alone": [f"{path}/{name}" for path, name in alone]} if several else told[0]
        )
    else:
        text = "\n".join(report.text(difference, language) for difference in differences)
        click.echo(text + report.alone(alone, language), nl=False)
    worse = any(True for difference in differences for _ in stops(difference))
    return FINDINGS if worse else FINE
