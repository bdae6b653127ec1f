"""``evaluation``: the evaluations that learners handed in, added up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import command, common, outcome


@command
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path))
@common
@click.pass_obj
def evaluation(talk: Words, files: Sequence[Path], output: Path | None) -> int:
    from modulebouwer.findings import report
    from modulebouwer.papers.evaluations import evaluations, sheet, shown
    from modulebouwer.papers.words import paper_words
    from modulebouwer.placing import place

    words = paper_words(talk["language"])["evaluation"]
    added, findings = evaluations(files)
    told = report(findings)
    click.echo(told.text(talk["language"]), err=True, nl=False)
    click.echo("\n".join(shown(one, words) for one in added), nl=False)
    for one in added if output is not None else ():
        path = Path(output or "") / f"{one.identifier}-{one.version}-{words['file']}.csv"
        place(path, sheet(one, words))
        click.echo(talk["result"]["created"].format(path=path.as_posix()), err=True)
    return outcome(told)
