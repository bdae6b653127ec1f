"""The command line's language: which one, its words, and click speaking it.

click takes its own words from gettext, which wants compiled files; here all words come from one YAML file a language.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache

import click

from modulebouwer.catalogue import LANGUAGES, PACKAGE, Words, read_words
from modulebouwer.findings.wording import closest
from modulebouwer.wrong_use import WrongUse

COMMON_OPTIONS = ("help", "lang")
VARIABLE = "MODULEBOUWER_LANG"


def language(arguments: Sequence[str]) -> str:
    """``--lang`` wherever it stands, else MODULEBOUWER_LANG, else the machine's language, else English."""
    candidates = [*asked(arguments), os.environ.get(VARIABLE, ""), *machine_languages()]
    known = (candidate[:2].lower() for candidate in candidates if candidate)
    return next((found for found in known if found in LANGUAGES), "en")


def asked(arguments: Sequence[str]) -> Iterator[str]:
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            yield argument.removeprefix("--lang=")
        elif argument == "--lang":
            yield from arguments[position + 1 : position + 2]


def machine_languages() -> Iterator[str]:
    """POSIX says it in variables, the first of these that is set; Windows in its locale (``Dutch_Netherlands``)."""
    variables = [os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)]
    if variables:
        yield variables[0]
    else:
        name = locale.getlocale()[0] or ""
        yield "nl" if name.startswith("Dutch") else name


@cache
def words(language: str) -> Words:
    return read_words(PACKAGE.joinpath("catalogue", "cli", f"{language}.yaml"))


class Context(click.Context):
    """A context whose help has the headings of the chosen language."""


class Command(click.Command):
    context_class = Context


class Group(click.Group):
    """Commands of one word or two ("new section"). ``families``: the first words that are no command themselves."""

    context_class = Context
    families: Mapping[str, click.Group] = {}

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        family = self.families.get(args[0])
        if family is not None and (len(args) == 1 or args[1].startswith("-")):
            return args[0], family, args[1:]
        if family is not None or " ".join(args[:2]) in self.commands:
            args = [" ".join(args[:2]), *args[2:]]
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            if meant := self.meant(name):
                raise WrongUse("no_such_command", command=name, suggestion=meant)
            raise WrongUse("none_like_command", command=name, known=", ".join(self.commands))
        return super().resolve_command(ctx, args)

    def meant(self, name: str) -> str:
        """The command that some call so; else the one that is spelt nearly so."""
        others = read_words(PACKAGE.joinpath("catalogue", "other_names.yaml"))
        called = {other: one for one, names in others.items() for other in names}
        return called.get(name.lower()) or closest(name, [*self.families, *self.commands])


def speak(program: click.Group, words: Words) -> None:
    """Give ``program``, its commands and their options the help of ``words``."""

    class Formatter(click.HelpFormatter):
        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, args, prefix or words["usage"] + " ")

        @contextmanager
        def section(self, name: str) -> Iterator[None]:
            with super().section(words["headings"].get(name, name)):
                yield

    Context.formatter_class = Formatter
    program.subcommand_metavar = words["subcommand_metavar"]
    describe(program, words["program"], words)
    for name, command in program.commands.items():
        describe(command, words["commands"][name], words)
        if also := below(program, name):
            told = ", ".join(f"modulebouwer {name} {one}" for one in also)
            command.epilog = words["see_also"].format(commands=told)
    if isinstance(program, Group):
        program.families = {name: family(program, name, words) for name in words["families"]}


def below(program: click.Group, name: str) -> dict[str, click.Command]:
    """The commands of two words that begin with ``name``, by their second."""
    return {
        full.removeprefix(f"{name} "): one
        for full, one in program.commands.items()
        if full.startswith(f"{name} ")
    }


def family(program: click.Group, name: str, words: Words) -> click.Group:
    """What ``name`` by itself is: the list of its commands."""
    found = click.Group(
        name,
        below(program, name),
        invoke_without_command=True,
        callback=lambda: click.echo(click.get_current_context().get_help()),
        params=[one for one in program.params if one.name in COMMON_OPTIONS],
        subcommand_metavar=words["subcommand_metavar"],
    )
    found.context_class = Context
    describe(found, {"help": words["families"][name]}, words)
    return found


def describe(command: click.Command, texts: Words, words: Words) -> None:
    command.help = texts["help"]
    command.short_help = texts["help"]
    command.options_metavar = words["options_metavar"]
    for parameter in command.params:
        name = parameter.name or ""
        if isinstance(parameter, click.Option):
            parameter.help = words[name] if name in COMMON_OPTIONS else texts[name]
        if name in words["metavars"] and not isinstance(parameter.type, click.Choice):
            parameter.metavar = words["metavars"][name]


def explain(error: click.UsageError | WrongUse, words: Words) -> str:
    """What is wrong with the command as it was typed, in the chosen language."""
    sentences = words["wrong_use"]
    if isinstance(error, WrongUse):
        from modulebouwer.findings.wording import explained

        values = dict(error.values)
        if "why" in values:
            values["why"] = explained(values["why"], words["language"])
        if error.finding is not None:
            from modulebouwer.findings import report

            values["found"] = report([error.finding]).text(words["language"]).rstrip("\n")
        values |= {
            name.removeprefix("language_"): language_name(code, words)
            for name, code in values.items()
            if name.startswith("language_")
        }
        return filled(sentences, error.key, **values)
    command = error.ctx.command_path if error.ctx else "modulebouwer"
    return (
        f"{sentence(error, sentences, words['language'])}\n{filled(sentences, 'see_help', command=command)}"
    )


def sentence(error: click.UsageError, sentences: Words, language: str) -> str:
    if isinstance(error, click.NoSuchOption):
        closest = error.possibilities[0] if error.possibilities else ""
        return filled(sentences, "no_such_option", option=error.option_name, suggestion=closest)
    if isinstance(error, click.BadParameter):
        name = parameter_name(error)
        if isinstance(error, click.MissingParameter):
            return filled(sentences, "missing", name=name)
        if error.param and isinstance(error.param.type, click.Choice):
            return filled(sentences, "bad_choice", name=name, choices=", ".join(error.param.type.choices))
        return filled(sentences, "bad_value", name=name, why=in_our_words(error.message, language))
    if isinstance(error, click.BadOptionUsage):
        # click tells the two apart in its message alone.
        if "does not take a value" in error.message:
            return filled(sentences, "no_value", option=error.option_name)
        return filled(sentences, "needs_value", option=error.option_name)
    return filled(sentences, "extra", why=in_our_words(error.format_message(), language))


def language_name(code: str, words: Words) -> str:
    """A language as it stands in a sentence: ``het Engels``, or by its code (BCP 47) when it has no name here."""
    names = words["languages"]
    return str(names.get(code.lower()) or names["other"].format(code=code))


def in_our_words(theirs: str, language: str) -> str:
    """What click says, in a sentence that stands instead of it."""
    from modulebouwer.findings.wording import in_our_words as ours

    return ours(theirs, language, "click")


def parameter_name(error: click.BadParameter) -> str:
    parameter = error.param
    if isinstance(parameter, click.Option):
        return parameter.opts[-1]
    return (parameter.metavar or parameter.name or "") if parameter else ""


def filled(sentences: Words, key: str, **values: str) -> str:
    """The sentence with its values; a ``suggestion`` among them becomes a question, or nothing."""
    if values.get("suggestion"):
        values["suggestion"] = str(sentences["did_you_mean"]).format(suggestion=values["suggestion"])
    return str(sentences[key]).format(**values)
