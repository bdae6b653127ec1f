"""``import``: documents that exist already become a module folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.language import Command
from modulebouwer.cli.options import FINDINGS, FINE, common, form
from modulebouwer.wrong_use import WrongUse


@click.command("import", cls=Command)
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--to", "folder", default="", type=click.Path())
@click.option("--split-at", type=click.IntRange(1, 6))
@click.option("--update", is_flag=True)
@form
@common
@click.pass_obj
def import_documents(
    talk: Words, files: Sequence[str], folder: str, split_at: int | None, update: bool, form: str
) -> int:
    import datetime
    import shlex

    from modulebouwer.cli.output import Progress, tell
    from modulebouwer.findings import report
    from modulebouwer.findings.wording import filled
    from modulebouwer.importing import require_extra
    from modulebouwer.model.identifiers import file_stem, identifier_from

    if not folder:
        made = file_stem(identifier_from(Path(files[0]).stem)) or "module"
        raise WrongUse("import_where", files=shlex.join(files), folder=made)
    require_extra()
    from modulebouwer.importing.importing import import_again, import_to

    documents = {name: Path(name) for name in files}
    with Progress() as progress:
        if update:
            found = import_again(documents, Path(folder), split_at, progress)
        else:
            today = datetime.date.today()
            found = import_to(documents, Path(folder), today, split_at, talk["language"], progress)
    told = report(found.findings)
    tell(told, talk, form)
    if form == "text" and found.module is not None:
        result = talk["result"]
        click.echo(result["updated" if update else "created"].format(path=folder))
        counted = result["taken_over" if update else "imported"]
        click.echo(filled(counted, {**found.counts, "left": len(told.findings)}, talk["language"]))
        click.echo(talk["result"]["next"].format(path=folder))
    return FINE if found.module is not None else FINDINGS
