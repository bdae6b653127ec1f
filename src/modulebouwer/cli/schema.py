"""``schema``: the JSON schemas by which an editor completes and checks."""

from __future__ import annotations

from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import FINE, command, common


@command
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path))
@common
@click.pass_obj
def schema(talk: Words, output: Path | None) -> int:
    from modulebouwer.cli.output import print_json
    from modulebouwer.new import write_schemas
    from modulebouwer.schema import schemas

    if output is None:
        print_json(schemas(talk["language"]))
    else:
        for path in write_schemas(output, talk["language"]):
            click.echo(talk["result"]["created"].format(path=path.as_posix()))
    return FINE
