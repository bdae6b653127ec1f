"""``attendance``: who completed a module, from what an LMS exports. The one command that handles names."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import Folder, command, common, one_module, outcome


class Column(click.ParamType[tuple[str, str]]):
    """``role=heading``."""

    name = "column"

    def convert(
        self, value: str | tuple[str, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        from modulebouwer.papers.attendance.columns import ROLES, is_answer
        from modulebouwer.wrong_use import WrongUse

        if isinstance(value, tuple):
            return value
        role, _, heading = value.partition("=")
        if is_answer(heading):
            raise WrongUse("column_of_answers", heading=heading.strip())
        if role not in ROLES or not heading:
            self.fail(", ".join(f"{one}=…" for one in ROLES), param, ctx)
        return role, heading.strip()


class Day(click.ParamType[datetime.date]):
    """A date in ISO 8601."""

    name = "date"

    def convert(
        self, value: str | datetime.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail("2026-11-27", param, ctx)


@command
@click.argument("module", type=Folder())
@click.argument("exports", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--numbers", type=click.Path(path_type=Path))
@click.option("--column", "columns", multiple=True, type=Column())
@click.option("--completed", multiple=True)
@click.option("--since", type=Day())
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path))
@common
@click.pass_obj
def attendance(
    talk: Words,
    module: str,
    exports: Sequence[Path],
    numbers: Path | None,
    columns: Sequence[tuple[str, str]],
    completed: Sequence[str],
    since: datetime.date | None,
    output: Path | None,
) -> int:
    from modulebouwer.findings import report
    from modulebouwer.papers.attendance import lists
    from modulebouwer.papers.attendance.named_module import named_module
    from modulebouwer.papers.attendance.presence import Asked, attendance
    from modulebouwer.papers.words import paper_words
    from modulebouwer.placing import place

    named = named_module(one_module(module))
    words = paper_words(talk["language"])["attendance"]
    known = frozenset(word.casefold() for word in completed)
    asked = Asked(named["title"], dict(columns), known, since, datetime.date.today())
    found, findings = attendance(exports, numbers, asked)
    told = report(findings)
    click.echo(told.text(talk["language"]), err=True, nl=False)
    if told.failed:
        return outcome(told)
    if output is not None:
        start = f"{named['identifier']}-{named['version']}"
        place(output / f"{start}-{words['files']['numbers']}.txt", lists.numbers(found).encode("ascii"))
        place(output / f"{start}-{words['files']['present']}.csv", lists.present_table(found, words, named))
        place(output / f"{start}-{words['files']['left_out']}.csv", lists.left_out_table(found, words))
    click.echo(lists.numbers_with_days(found), nl=False)
    result = talk["result"]
    click.echo(
        result["attendance"].format(present=len(found.present), left_out=len(found.left_out)), err=True
    )
    for one in found.left_out:
        person = " ".join(filter(None, (one.person.name, one.person.email)))
        click.echo(f"  {person}: {words['why'][one.why]}", err=True)
    return outcome(told)
