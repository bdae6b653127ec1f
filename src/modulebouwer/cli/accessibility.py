"""``accessibility``: the accessibility report of a module: OpenACR in its folder, Word and HTML beside the packages."""

from __future__ import annotations

from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import Folder, command, common, each, outcome


@command
@click.argument("module", type=Folder())
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path), default="dist")
@common
@click.pass_obj
def accessibility(talk: Words, module: str, output: Path) -> int:
    return each(module, None, lambda folder: of_one(talk, folder, output))


def of_one(talk: Words, module: str, output: Path) -> int:
    import datetime

    from modulebouwer.findings import report
    from modulebouwer.papers.reading import require_extra

    require_extra((("docx", "python-docx"),))
    from modulebouwer.papers.accessible import accessibility_report
    from modulebouwer.placing import place

    made, findings = accessibility_report(Path(module), datetime.date.today(), talk["language"])
    found = report(findings)
    click.echo(found.text(talk["language"]), err=True, nl=False)
    for name, data in made.items():
        path = Path(module) / name if name == "accessibility.yaml" else output / name
        place(path, data)
        click.echo(talk["result"]["created"].format(path=path.as_posix()))
    return outcome(found) if made else 1
