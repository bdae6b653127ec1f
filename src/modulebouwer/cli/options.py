"""What commands share: options, exit codes, and folders as they were typed."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

from modulebouwer.catalogue import LANGUAGES
from modulebouwer.cli.language import Command
from modulebouwer.standards import REGISTRY

if TYPE_CHECKING:
    from modulebouwer.catalogue import Words
    from modulebouwer.findings import Report

FINE, FINDINGS, WRONG = 0, 1, 2

Function = TypeVar("Function", bound=Callable[..., Any])


def command(function: Callable[..., int]) -> click.Command:
    """A command that speaks the chosen language."""
    return click.command(cls=Command)(function)


def common(function: Function) -> Function:
    """``--lang`` and ``--help`` of every command. The language is read before click parses anything (``main``)."""
    function = click.help_option("--help", "-h", help="")(function)
    return click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False)(function)


class Folder(click.Path):
    """A folder: completed as one in a shell. That it is none is told as a finding, not as wrong use."""

    def shell_complete(
        self,
        ctx: click.Context,  # noqa: ARG002
        param: click.Parameter,  # noqa: ARG002
        incomplete: str,
    ) -> list[CompletionItem]:
        return [CompletionItem(incomplete, type="dir")]


class LanguageCode(click.ParamType[str]):
    """The code of a language (BCP 47). Raises ``WrongUse`` for another text, with the code that it may mean."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ARG002
        from modulebouwer.model.definition import LANGUAGE_PATTERN
        from modulebouwer.source.meant import language_like

        if not re.fullmatch(LANGUAGE_PATTERN, value):
            from modulebouwer.wrong_use import WrongUse

            raise WrongUse("no_language", text=value, suggestion=language_like(value))
        return value


standard = click.option("--standard", multiple=True, type=click.Choice([*REGISTRY, "all"]))
strict = click.option("--strict", is_flag=True)
form = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")


def names(chosen: Sequence[str]) -> tuple[str, ...]:
    """The standards that ``--standard`` names, each once."""
    return tuple(REGISTRY) if "all" in chosen else tuple(dict.fromkeys(chosen))


def distinct(folders: Sequence[str]) -> list[str]:
    """The modules' folders, each once. A folder of modules stands for all in it, in the order of its series."""
    from modulebouwer.source.series import modules_in

    first: dict[str, str] = {}
    for given in folders:
        for folder in modules_in(given):
            first.setdefault(os.path.realpath(folder), folder)
    return list(first.values())


def each(folder: str, against: Path | None, make: Callable[[str], int]) -> int:
    """The worst exit code of ``make`` for the modules in ``folder``; one that fails does not stop the others.

    Raises ``WrongUse`` when several would be held against one package.
    """
    from modulebouwer.diff.in_use import holds_packages

    found = distinct([folder])
    if len(found) > 1 and against is not None and not holds_packages(against):
        from modulebouwer.wrong_use import WrongUse

        raise WrongUse("one_folder")
    return max(make(one) for one in found)


def one_module(folder: str) -> str:
    """The one module in ``folder``. Raises ``WrongUse`` where there are more: a list of people is of one."""
    found = distinct([folder])
    if len(found) > 1:
        from modulebouwer.wrong_use import WrongUse

        raise WrongUse("one_module", path=folder, known=", ".join(found))
    return found[0]


def outcome(report: Report) -> int:
    return FINDINGS if report.failed else FINE


def agreed(talk: Words, question: str) -> bool:
    """Whether the answer to a question among ``result`` is a yes in the chosen language; all else changes nothing."""
    said = click.prompt(talk["result"][question], default="", show_default=False, prompt_suffix=" ", err=True)
    return str(said).strip().lower() in talk["result"]["agreed"].split()
