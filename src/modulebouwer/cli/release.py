"""``release``: the next version of every module that changed, with its changelog."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import FINDINGS, FINE, Folder, command, common, distinct, form

if TYPE_CHECKING:
    from modulebouwer.releasing import NextVersion

# What becomes of who is half-way, by the number of the version that goes up.
EFFECTS = ("reset", "adjusted", "continues")


@command
@click.argument("folders", nargs=-1, required=True, type=Folder())
@click.option("--against", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--reason", default="")
@click.option("--dry-run", is_flag=True)
@form
@common
@click.pass_obj
def release(talk: Words, folders: Sequence[str], against: Path, reason: str, dry_run: bool, form: str) -> int:
    import datetime

    from modulebouwer import releasing
    from modulebouwer.cli.output import print_json

    today = datetime.date.today()
    versions = releasing.release(distinct(folders), against, reason, today, talk["language"], dry_run=dry_run)
    refused = any(one.causes for one in versions) and not reason
    if form == "json":
        print_json([described(one, dry_run, talk["language"]) for one in versions])
        return FINDINGS if refused else FINE
    for one in versions:
        show(one, talk, dry_run)
    words = talk["result"]
    if not any(one.old for one in versions):
        click.echo(words["nothing_to_release"])
    elif dry_run:
        click.echo(words["dry_run"], err=True)
        if refused:
            click.echo(words["needs_reason"], err=True)
    return FINDINGS if refused else FINE


def show(one: NextVersion, talk: Words, dry_run: bool) -> None:
    """The versions on stdout, with the changelog's entry when none is written; why, and the effect, on stderr."""
    from modulebouwer.findings import report
    from modulebouwer.releasing import CHANGELOG

    words, path = talk["result"], one.folder.as_posix()
    if not one.old:
        click.echo(words["released_new"].format(path=path, version=one.new), err=True)
        return
    click.echo(words["released"].format(path=path, old=one.old, new=one.new))
    for line in "\n".join(one.lines).splitlines() if dry_run else ():
        click.echo(f"  {line}".rstrip())
    for cause in one.causes or [words["released_why"][EFFECTS[one.part]]]:
        click.echo(f"{path}: {cause}", err=True)
    if one.brands:
        told = words["released_brands"].format(brands=", ".join(one.brands))
        click.echo(f"{path}: {told}", err=True)
    click.echo(report(one.advice).text(talk["language"]), nl=False, err=True)
    see = "" if dry_run else words["see_changelog"].format(changelog=(one.folder / CHANGELOG).as_posix())
    click.echo(f"{path}: {words['released_effects'][EFFECTS[one.part]]}{see}", err=True)


def described(one: NextVersion, dry_run: bool, language: str) -> dict[str, Any]:
    """``effect``: one of ``EFFECTS``, or "new" for a module that nobody has yet. ``changelog``: what its entry says."""
    from modulebouwer.findings import report

    return {
        "folder": one.folder.as_posix(),
        "identifier": one.module.definition.identifier,
        "old": one.old,
        "new": one.new,
        "effect": EFFECTS[one.part] if one.old else "new",
        "causes": list(one.causes),
        "brands": list(one.brands),
        "findings": json.loads(report(one.advice).json(language)),
        "changelog": "\n".join(one.lines),
        "written": bool(one.old) and not dry_run,
    }
