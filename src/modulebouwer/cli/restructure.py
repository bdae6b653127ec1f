"""``new section``, ``new component``, ``move``, ``rename``, ``remove``: the frame of a module at work."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.language import Command
from modulebouwer.cli.options import FINDINGS, FINE, Folder, agreed, command, common

FOLDER = click.argument("folder", type=Folder(path_type=Path))


@click.command("new section", cls=Command)
@FOLDER
@click.argument("title")
@click.option("--after")
@common
@click.pass_obj
def new_section(talk: Words, folder: Path, title: str, after: str | None) -> int:
    from modulebouwer.restructuring import add_section

    path = add_section(folder, title, after, talk["language"])
    click.echo(talk["result"]["created"].format(path=path.as_posix()))
    return FINE


@click.command("new component", cls=Command)
@FOLDER
@click.argument("section")
@click.argument("kind")
@click.option("--after", "behind")
@common
@click.pass_obj
def new_component(talk: Words, folder: Path, section: str, kind: str, behind: str | None) -> int:
    from modulebouwer.restructuring import add_component

    path, line = add_component(folder, section, kind, talk["language"], behind)
    click.echo(talk["result"]["created"].format(path=f"{path.as_posix()}:{line}"))
    return FINE


@command
@FOLDER
@click.argument("section")
@click.argument("position", type=click.IntRange(1))
@common
@click.pass_obj
def move(talk: Words, folder: Path, section: str, position: int) -> int:
    from modulebouwer.restructuring import move_section

    order = move_section(folder, section, position)
    click.echo(talk["result"]["order"].format(sections=", ".join(order)))
    return FINE


@command
@FOLDER
@click.argument("section")
@click.argument("name")
@common
@click.pass_obj
def rename(talk: Words, folder: Path, section: str, name: str) -> int:
    from modulebouwer.findings.wording import filled
    from modulebouwer.restructuring import rename_section

    links = rename_section(folder, section, name)
    click.echo(talk["result"]["renamed"].format(old=section, new=name))
    if links:
        click.echo(filled(talk["result"]["followed"], {"links": links}, talk["language"]))
    return FINE


@command
@FOLDER
@click.argument("section")
@click.option("--yes", is_flag=True)
@common
@click.pass_obj
def remove(talk: Words, folder: Path, section: str, yes: bool) -> int:
    from modulebouwer.findings.wording import filled
    from modulebouwer.restructuring import removal_of, remove_section

    words, going = talk["result"], removal_of(folder, section)
    told = {
        "words": going.words,
        "answers": going.answers,
        "links": going.links,
        "ignored": ", ".join(going.ignored),
        "objectives": ", ".join(going.objectives),
    }
    for path in going.files:
        click.echo(words["going"].format(path=(folder / path).as_posix()), err=True)
    for name, value in told.items():
        if value or name == "words":
            click.echo(filled(words[f"going_{name}"], told, talk["language"]), err=True)
    asked = sys.stdin.isatty() and not yes
    if not yes and not (asked and agreed(talk, "remove")):
        click.echo(words["not_removed"], err=True)
        return FINDINGS
    remove_section(folder, section)
    click.echo(words["removed"].format(section=section, path=folder.as_posix()))
    return FINE
