"""The commands. No logic: arguments in, the pipeline called, its values printed. Imports wait until a command runs."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from modulebouwer import __version__
from modulebouwer.cli_language import LANGUAGES, Group, Words, explain, language, speak, words
from modulebouwer.standards import REGISTRY
from modulebouwer.wrong_use import WrongUse

if TYPE_CHECKING:
    from modulebouwer.diagnostics import Report

FINE, FINDINGS, WRONG = 0, 1, 2

Function = TypeVar("Function", bound=Callable[..., Any])


def common(function: Function) -> Function:
    """``--lang`` and ``--help`` of every command. The language is read before click parses anything (``main``)."""
    function = click.help_option("--help", help="")(function)
    return click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False)(function)


standard = click.option("--standard", multiple=True, type=click.Choice([*REGISTRY, "all"]))
strict = click.option("--strict", is_flag=True)
form = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")


@click.group(cls=Group, invoke_without_command=True)
@click.version_option(__version__, "--version", message="%(version)s", help="")
@common
@click.pass_context
def program(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@program.command
@click.argument("folder", type=click.Path())
@click.option("--language", type=click.Choice(LANGUAGES), default="nl")
@common
@click.pass_obj
def new(talk: Words, folder: str, language: str) -> int:
    import datetime

    from modulebouwer.new import scaffold

    scaffold(Path(folder), language, datetime.date.today())
    click.echo(talk["result"]["created"].format(path=folder))
    click.echo(talk["result"]["next"].format(path=folder))
    return FINE


@program.command
@click.argument("folders", nargs=-1, required=True, type=click.Path())
@standard
@strict
@form
@common
@click.pass_obj
def check(talk: Words, folders: Sequence[str], standard: Sequence[str], strict: bool, form: str) -> int:
    from modulebouwer import build as pipeline
    from modulebouwer.cli_output import Progress, tell

    options = pipeline.Options(names(standard), strict)
    with Progress() as progress:
        report = pipeline.check(distinct(folders), options, progress)
    tell(report, talk, form)
    return outcome(report)


@program.command
@click.argument("folders", nargs=-1, required=True, type=click.Path())
@standard
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), default="dist")
@click.option("--control-documents/--no-control-documents", default=True)
@click.option("--against", type=click.Path(path_type=Path))
@click.option("--allow-reset", is_flag=True)
@strict
@form
@common
@click.pass_obj
def build(
    talk: Words,
    folders: Sequence[str],
    standard: Sequence[str],
    output: Path,
    control_documents: bool,
    against: Path | None,
    allow_reset: bool,
    strict: bool,
    form: str,
) -> int:
    from modulebouwer import build as pipeline
    from modulebouwer.cli_output import Progress, tell_packages
    from modulebouwer.standards import WriteOptions

    written = WriteOptions(control_documents)
    options = pipeline.Options(names(standard), strict, against, allow_reset, written)
    with Progress() as progress:
        packages, report = pipeline.build(distinct(folders), output, options, progress)
    tell_packages(packages, report, talk, form)
    return outcome(report)


@program.command
@click.argument("files", nargs=-1, required=True, type=click.Path())
@strict
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text")
@common
@click.pass_obj
def verify(talk: Words, files: Sequence[str], strict: bool, form: str) -> int:
    from modulebouwer.cli_output import Progress, tell_examined
    from modulebouwer.diagnostics import report
    from modulebouwer.package.verify import examine_file

    examined = []
    with Progress() as progress:
        for file in files:
            progress(file)
            examined.append(examine_file(Path(file)))
    found = report((finding for package in examined for finding in package.diagnostics), strict=strict)
    tell_examined(examined, found, talk, form)
    return outcome(found)


@program.command
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@form
@common
@click.pass_obj
def diff(talk: Words, old: Path, new: Path, form: str) -> int:
    from modulebouwer.cli_output import print_json
    from modulebouwer.diff import report
    from modulebouwer.diff.compare import compare
    from modulebouwer.diff.release import read_releases
    from modulebouwer.diff.verdict import loses_attempts

    difference = compare(*read_releases(old, new))
    if form == "json":
        print_json(report.data(difference, talk["language"]))
    else:
        click.echo(report.text(difference, talk["language"]), nl=False)
    return FINDINGS if loses_attempts(difference) else FINE


@program.command
@click.argument("path", type=click.Path())
@click.option("--port", type=click.IntRange(0, 65535), default=0)
@click.option("--open/--no-open", "open_browser", default=True)
@common
@click.pass_obj
def preview(talk: Words, path: str, port: int, open_browser: bool) -> int:
    from modulebouwer.preview import DEFAULT_EDITOR, EDITOR_VARIABLE, require_extra

    require_extra()
    from modulebouwer.preview.run import run

    editor = os.environ.get(EDITOR_VARIABLE) or DEFAULT_EDITOR
    return FINE if run(path, port, open_browser, talk, editor) else FINDINGS


@program.command
@click.option("--output", type=click.Path(file_okay=False, path_type=Path))
@common
@click.pass_obj
def schema(talk: Words, output: Path | None) -> int:
    from modulebouwer.cli_output import print_json
    from modulebouwer.new import write_schemas
    from modulebouwer.schema import schemas

    if output is None:
        print_json(schemas(talk["language"]))
    else:
        for path in write_schemas(output, talk["language"]):
            click.echo(talk["result"]["created"].format(path=path.as_posix()))
    return FINE


def names(chosen: Sequence[str]) -> tuple[str, ...]:
    return tuple(REGISTRY) if "all" in chosen else tuple(dict.fromkeys(chosen))


def distinct(folders: Sequence[str]) -> list[str]:
    """A folder that was given twice, also under another name, counts once."""
    first: dict[str, str] = {}
    for folder in folders:
        first.setdefault(os.path.realpath(folder), folder)
    return list(first.values())


def outcome(report: Report) -> int:
    return FINDINGS if report.failed else FINE


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 fine, 1 findings, 2 wrong use. Only the user's own slips are caught; ours show themselves."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal or pipe in another encoding shows an escape instead of stopping the program.
            stream.reconfigure(errors="backslashreplace")
    talk = words(language(arguments))
    speak(program, talk)
    try:
        code = program.main(arguments, prog_name="modulebouwer", standalone_mode=False, obj=talk)
        sys.stdout.flush()
        return int(code or FINE)
    except (click.UsageError, WrongUse) as error:
        click.echo(explain(error, talk), err=True)
        return WRONG
    except click.Abort:
        click.echo(talk["wrong_use"]["interrupted"], err=True)
        return WRONG
    except BrokenPipeError:
        # Who reads our output has heard enough (`| head`); Python would complain again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINDINGS
