"""``list``: the sections and components of modules, with minutes, words and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.language import Command
from modulebouwer.cli.options import Folder, common, distinct, form, outcome


@click.command("list", cls=Command)
@click.argument("folders", nargs=-1, required=True, type=Folder())
@click.option("--origin", is_flag=True)
@form
@common
@click.pass_obj
def list_modules(talk: Words, folders: Sequence[str], origin: bool, form: str) -> int:
    from modulebouwer.cli.output import print_json, tell
    from modulebouwer.findings import report
    from modulebouwer.outline import origin_of, outline
    from modulebouwer.source.loader import load

    loaded = [load(Path(folder), Path(folder).as_posix()) for folder in distinct(folders)]
    modules = [module for module, _ in loaded if module is not None]
    outlines = [{**outline(module), **(origin_of(module) if origin else {})} for module in modules]
    if form == "json":
        print_json(outlines)
    elif origin:
        click.echo("\n\n".join(shown_origins(one, talk) for one in outlines))
    else:
        click.echo("\n\n".join(shown(one, talk) for one in outlines))
    found = report(finding for _, problems in loaded for finding in problems)
    if found.findings and form == "text":
        tell(found, talk, form)
    return outcome(found)


def shown(module: Mapping[str, Any], talk: Words) -> str:
    """A module on the screen: a line a section, and below it what stands in it."""
    result = talk["result"]
    lines = [headline(module)]
    width = max(len(section["id"]) for section in module["sections"]) if module["sections"] else 0
    for number, section in enumerate(module["sections"], 1):
        lines.append(f"{number:3}. {section['id']:{width}}  {counts(section, talk)}  {section['title']}")
        lines.append(f"     {' ' * width}  {the_sum(section['reckoned'], talk)}")
        for one in section["components"]:
            needed = f" {result['needed']}" if one["required"] else ""
            lines.append(f"     {' ' * width}  {one['component']} {one['id'] or ''}".rstrip() + needed)
    load = module["study_load"]
    stated = "" if load is None else f"; {result['study_load'].format(count=load)}"
    return "\n".join(
        [
            *lines,
            f"     {'':{width}}  {counts(module, talk)}  {result['total']}",
            f"     {'':{width}}  {the_sum(module['reckoned'], talk)}{stated}",
        ]
    )


def headline(module: Mapping[str, Any]) -> str:
    """What a module is called; a question mark for what its module.yaml does not say rightly."""
    title, identifier, version = (module[name] or "?" for name in ("title", "identifier", "version"))
    return f"{title} ({identifier} {version})"


def shown_origins(module: Mapping[str, Any], talk: Words) -> str:
    """Where all that a module says and takes from its series stands, as ``path:line``.

    A star marks what comes from the series, and an exclamation mark what the module says instead of it.
    """
    words = talk["result"]["origin"]
    lines = [headline(module)]
    width = max(len(one["name"]) for one in module["origins"])
    marks = [origin_mark(one) for one in module["origins"]]
    for mark, one in zip(marks, module["origins"], strict=True):
        told = [words.get(one["what"], "")]
        told += [words["overrides"].format(**one["overrides"])] if one["overrides"] else []
        kind = ", ".join(filter(None, told))
        lines.append(f" {mark} {one['name']:{width}}  {one['path']}:{one['line']}  {kind}".rstrip())
    lines += [f" * {words['series']}"] if "*" in marks else []
    lines += [f" ! {words['own']}"] if "!" in marks else []
    if module["outside"]:
        lines.append(f"   {words['outside'].format(series=module['outside'])}")
    return "\n".join(lines)


def origin_mark(one: Mapping[str, Any]) -> str:
    return "*" if one["inherited"] else "!" if one["overrides"] else " "


def the_sum(reckoned: Mapping[str, int], talk: Words) -> str:
    """The reckoned study load, with the parts that it is the sum of."""
    words = talk["result"]["load"]
    parts = [
        words[name].format(count=count) for name, count in reckoned.items() if count and name != "minutes"
    ]
    return f"{words['minutes']}: {' + '.join(parts) or 0} = {reckoned['minutes']}"


def counts(part: Mapping[str, Any], talk: Words) -> str:
    """Minutes, words and answers of a module or section, in words."""
    told = ((part[name], talk["result"][name]) for name in ("minutes", "words", "answers"))
    return ", ".join(forms["one" if count == 1 else "other"].format(count=count) for count, forms in told)
