"""``check``: everything that is wrong with modules."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.options import (
    FINE,
    Folder,
    agreed,
    command,
    common,
    distinct,
    names,
    outcome,
    standard,
    strict,
)

# Milliseconds that the watch waits before it lets Ctrl-C through.
SECOND_LOOK = 250


@command
@click.argument("folders", nargs=-1, required=True, type=Folder())
@standard
@click.option("--language", "languages", multiple=True)
@strict
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
@click.option("--fix", is_flag=True)
@click.option("--yes", is_flag=True)
@click.option("--watch", is_flag=True)
@common
@click.pass_obj
def check(
    talk: Words,
    folders: Sequence[str],
    standard: Sequence[str],
    languages: Sequence[str],
    strict: bool,
    form: str,
    fix: bool,
    yes: bool,
    watch: bool,
) -> int:
    import datetime

    from modulebouwer import build as pipeline
    from modulebouwer.cli.output import Progress, tell

    found = distinct(folders)
    if fix:
        mend_all([Path(folder) for folder in found], talk, yes)
    options = pipeline.Options(names(standard), strict, today=datetime.date.today())
    code = FINE
    try:
        for changed in changes(folders) if watch else [""]:
            if changed:
                click.echo(f"\n{changed}", err=True)
            with Progress() as progress:
                # A folder of modules may have one more now.
                report = pipeline.check(distinct(folders), options, progress, languages=languages or ["all"])
            code = outcome(report)
            tell(report, talk, form)
    except KeyboardInterrupt:
        # Ctrl-C is how a watch ends.
        if not watch:
            raise
    return code


def changes(folders: Sequence[str]) -> Iterator[str]:
    """No path at once, and then the paths each time that something was saved, until Ctrl-C."""
    from watchfiles import watch

    from modulebouwer.watching import places

    begun = False
    where, below = places(Path(folder) for folder in folders)
    # The watch begins before the first check: what is saved meanwhile is seen afterwards.
    for changed in watch(
        *where,
        recursive=below,
        ignore_permission_denied=True,
        raise_interrupt=False,
        yield_on_timeout=True,
        rust_timeout=SECOND_LOOK,
    ):
        if changed or not begun:
            yield ", ".join(sorted({os.path.relpath(path) for _, path in changed}))
        begun = True


def mend_all(folders: Sequence[Path], talk: Words, yes: bool) -> None:
    """Mend modules, and once what they share with others of their series."""
    from modulebouwer.source.mending import read_shared, read_texts

    series = dict.fromkeys(Path(os.path.relpath(folder.resolve().parent)) for folder in folders)
    texts = [*((one, read_texts(one)) for one in folders), *((one, read_shared(one)) for one in series)]
    changed = [mend(folder, before, talk, yes) for folder, before in texts]
    if not any(changed):
        click.echo(talk["result"]["nothing_to_fix"], err=True)


def mend(folder: Path, before: Mapping[str, bytes], talk: Words, yes: bool) -> bool:
    """Show what would change in a folder, and change it when that is wanted: by ``--yes``, or when asked.

    False when nothing would.
    """
    from modulebouwer.package.file_tree import file_tree
    from modulebouwer.source.mending import difference, mended
    from modulebouwer.source.writing import save

    after = mended(before)
    for path, data in after.items():
        click.echo(difference(f"{folder.as_posix()}/{path}", before[path], data), err=True, nl=False)
    if not after:
        return False
    asked = sys.stdin.isatty() and not yes
    if yes or (asked and agreed(talk, "fix")):
        save(folder, file_tree(after), before)
        click.echo(talk["result"]["fixed"].format(count=len(after)), err=True)
    elif not asked:
        click.echo(talk["result"]["not_fixed"], err=True)
    return True
