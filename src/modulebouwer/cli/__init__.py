"""The commands, a file each. No logic: arguments in, the pipeline called, its values printed.

Imports wait until a command runs: each starts in the time that it needs itself.
"""

from __future__ import annotations

import atexit
import gc
import io
import os
import sys
from collections.abc import Sequence

import click

from modulebouwer import __version__
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.cli.accessibility import accessibility
from modulebouwer.cli.attendance import attendance
from modulebouwer.cli.build import build
from modulebouwer.cli.certify import certify
from modulebouwer.cli.check import check
from modulebouwer.cli.diff import diff
from modulebouwer.cli.dossier import dossier
from modulebouwer.cli.evaluation import evaluation
from modulebouwer.cli.import_documents import import_documents
from modulebouwer.cli.language import VARIABLE, Group, explain, language, speak, words
from modulebouwer.cli.list_modules import list_modules
from modulebouwer.cli.lsp import lsp
from modulebouwer.cli.mcp import mcp
from modulebouwer.cli.new import new
from modulebouwer.cli.options import FINDINGS, FINE, WRONG, common
from modulebouwer.cli.papers import papers
from modulebouwer.cli.preview import preview
from modulebouwer.cli.references import references
from modulebouwer.cli.release import release
from modulebouwer.cli.restructure import move, new_component, new_section, remove, rename
from modulebouwer.cli.review import review
from modulebouwer.cli.schema import schema
from modulebouwer.cli.translate import back as translate_back
from modulebouwer.cli.translate import out as translate_out
from modulebouwer.cli.translate import status as translate_status
from modulebouwer.cli.verify import verify
from modulebouwer.wrong_use import WrongUse


@click.group(cls=Group, invoke_without_command=True)
@click.version_option(__version__, "--version", message="%(version)s", help="")
@common
@click.pass_context
def program(context: click.Context) -> None:
    if context.invoked_subcommand is not None:
        return
    if sys.stdin.isatty() and sys.stdout.isatty():
        context.invoke(preview)
    else:
        click.echo(context.get_help())


for command in (
    new,
    new_section,
    new_component,
    list_modules,
    move,
    rename,
    remove,
    import_documents,
    references,
    check,
    build,
    verify,
    diff,
    release,
    preview,
    review,
    translate_status,
    translate_out,
    translate_back,
    lsp,
    mcp,
    attendance,
    certify,
    evaluation,
    dossier,
    papers,
    accessibility,
    schema,
):
    program.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code: 0 fine, 1 findings, 2 wrong use. Only the user's own slips are caught; ours show themselves."""
    # Looking for plugins of pydantic among all installed packages takes longer than reading a module.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A run makes much and drops little: the collector would look through all of it hundreds of times.
    gc.set_threshold(100_000)
    # At the end all of it goes with the process: looking through it once more takes a tenth of a small build.
    atexit.register(gc.freeze)
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal or pipe in another encoding shows an escape instead of stopping the program.
            stream.reconfigure(errors="backslashreplace")
    talk = words(language(arguments))
    speak(program, talk)
    wanted = os.environ.get(VARIABLE, "")
    if wanted and wanted[:2].lower() not in LANGUAGES:
        click.echo(talk["result"]["unknown_language"].format(language=wanted), err=True)
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
