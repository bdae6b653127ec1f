"""``review``: a module as a Word document, and a reviewer's document back to findings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import FINE, command, common, form, outcome


@command
@click.argument("folder", type=click.Path())
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--from", "documents", multiple=True, type=click.Path())
@click.option("--apply", is_flag=True)
@form
@common
@click.pass_obj
def review(
    talk: Words, folder: str, output: Path | None, documents: Sequence[str], apply: bool, form: str
) -> int:
    from modulebouwer.cli.output import tell
    from modulebouwer.findings import report
    from modulebouwer.importing import require_extra
    from modulebouwer.wrong_use import WrongUse

    require_extra()
    from modulebouwer.reviewing.review import review_back, review_out
    from modulebouwer.source.writing import save

    if (output is None) == (not documents) or (apply and not documents):
        raise WrongUse("review_one_way")
    if output is not None:
        data, problems = review_out(folder)
        if data is None:
            found = report(problems)
            tell(found, talk, form)
            return outcome(found)
        save(output.parent, {output.name: data})
        click.echo(talk["result"]["created"].format(path=output.as_posix()))
        return FINE
    found = report(review_back(folder, documents, apply=apply))
    tell(found, talk, form)
    return outcome(found)
