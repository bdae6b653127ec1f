"""``translate``: what is translated of modules, the files for who translates, and what comes back of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.language import Command, explain
from modulebouwer.cli.options import FINDINGS, FINE, Folder, LanguageCode, common, distinct, form, outcome
from modulebouwer.wrong_use import WrongUse

if TYPE_CHECKING:
    from modulebouwer.findings import Finding
    from modulebouwer.translating.work import Work


@click.command("translate status", cls=Command)
@click.argument("folders", nargs=-1, required=True, type=Folder())
@click.option("--to", "language", required=True, type=LanguageCode())
@form
@common
@click.pass_obj
def status(talk: Words, folders: Sequence[str], language: str, form: str) -> int:
    from modulebouwer.cli.output import print_json, tell
    from modulebouwer.findings.report import of_one_cause, report

    read = {folder: (work, told) for folder, work, told in works_in(distinct(folders), language, talk)}
    # A term of the series is told once, and not with every module that uses it.
    found = report(of_one_cause(one for _, findings in read.values() for one in findings))
    works = {folder: work for folder, (work, _) in read.items() if work}
    if form == "json":
        print_json(
            [{"folder": folder, "language": language, **work.counts} for folder, work in works.items()]
        )
        return outcome(found)
    tell(found, talk, form)
    width = max((len(folder) for folder in works), default=0)
    for folder, work in works.items():
        told = ", ".join(
            f"{count} {talk['result']['translated'][name]}" for name, count in work.counts.items()
        )
        click.echo(f"{folder:{width}}  {language}  {told}")
    return outcome(found)


def works_in(
    folders: Sequence[str], language: str, talk: Words
) -> Iterator[tuple[str, Work | None, list[Finding]]]:
    """As ``work_in``, of each module; of one that is in ``language`` itself only a word.

    Raises ``WrongUse`` when all of them are.
    """
    from modulebouwer.translating.work import work_in

    own = []
    for folder in folders:
        try:
            work, findings = work_in(folder, language)
        except WrongUse as error:
            if error.key != "own_language":
                raise
            own.append(error)
            continue
        yield folder, work, findings
    if own and len(own) == len(folders):
        raise own[0]
    for one in own:
        click.echo(explain(one, talk), err=True)


@click.command("translate export", cls=Command)
@click.argument("folders", nargs=-1, required=True, type=Folder())
@click.option("--to", "language", required=True, type=LanguageCode())
@click.option("--format", "form", type=click.Choice(["xliff", "xliff-1.2", "po", "csv"]), default="xliff")
@click.option("--output", "-o", type=click.Path(file_okay=False, path_type=Path), default=".")
@common
@click.pass_obj
def out(talk: Words, folders: Sequence[str], language: str, form: str, output: Path) -> int:
    from modulebouwer.cli.output import tell
    from modulebouwer.findings import report
    from modulebouwer.findings.wording import filled
    from modulebouwer.placing import place, set_aside
    from modulebouwer.translating import require_extra

    require_extra()
    from modulebouwer.translating.exchange import batch
    from modulebouwer.translating.formats import FORMATS

    code = FINE
    for _, work, problems in works_in(distinct(folders), language, talk):
        if work is None:
            tell(report(problems), talk, "text")
            code = FINDINGS
            continue
        suffix, write = FORMATS[form]
        made = batch(work, talk["exchange"])
        path = output / f"{work.module.definition.identifier}-{language}{suffix}"
        data = write(made)
        kept = set_aside(path, data)
        place(path, data)
        if kept:
            click.echo(talk["result"]["set_aside"].format(path=path.as_posix(), kept=kept.as_posix()))
        left = sum(item.state != "done" for item in made.items)
        values = {"path": path.as_posix(), "count": len(made.items), "left": left}
        click.echo(filled(talk["result"]["exported"], values, talk["language"]))
    return code


@click.command("translate import", cls=Command)
@click.argument("folder", type=Folder())
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--to", "language", required=True, type=LanguageCode())
@click.option("--made-by", "made_by")
@click.option("--replace", "replaced", is_flag=True)
@form
@common
@click.pass_obj
def back(
    talk: Words,
    folder: str,
    files: Sequence[str],
    language: str,
    made_by: str | None,
    replaced: bool,
    form: str,
) -> int:
    from modulebouwer.cli.output import tell
    from modulebouwer.findings.report import of_one_cause, report
    from modulebouwer.findings.wording import filled
    from modulebouwer.translating import require_extra

    require_extra()
    from modulebouwer.translating.importing import import_files

    changed, findings = import_files(folder, language, files, made_by, replace=replaced)
    found = report(of_one_cause(findings))
    tell(found, talk, form)
    if form == "text":
        for path, count in sorted((changed or {f"{folder}/translations/{language}": 0}).items()):
            values = {"count": count, "path": path}
            click.echo(filled(talk["result"]["taken_back"], values, talk["language"]))
    return outcome(found)
