"""``AGENTS.md``: what an assistant that writes with somebody has to know of a good module.

The rules are ours; the guide below them is made from the schema and the components' examples.
"""

from __future__ import annotations

from pathlib import Path

from modulebouwer.catalogue import PACKAGE
from modulebouwer.guide import Kind, kinds
from modulebouwer.new import SCHEMA_FOLDER, put, write_schemas
from modulebouwer.wrong_use import WrongUse

AGENTS = "AGENTS.md"
RULES = {
    language: PACKAGE.joinpath("catalogue", "agents", f"{language}.md").read_text("utf-8")
    for language in ("nl", "en")
}
HEADINGS = {
    "nl": ("Componenten", "Velden", "verplicht", "Alle velden staan in"),
    "en": ("Components", "Fields", "needed", "All fields are in"),
}


def write_agents(folder: Path, language: str) -> Path:
    """Write the rules, the guide and the schemas into ``folder``; its path.

    Raises ``WrongUse`` when there is one already, which is never overwritten, or when it cannot be written.
    """
    path = folder / AGENTS
    if path.exists():
        raise WrongUse("file_exists", path=path.as_posix())
    write_schemas(folder / SCHEMA_FOLDER, language)
    try:
        return put(path, agents(language).encode())
    except OSError as error:
        raise WrongUse("cannot_write", path=path.as_posix(), why=error.strerror or str(error)) from error


def agents(language: str) -> str:
    title, _, _, everything = HEADINGS[language]
    parts = [component(kind, language) for kind in kinds(language)]
    return "\n".join(
        [RULES[language].rstrip(), "", f"## {title}", "", f"{everything} `{SCHEMA_FOLDER}/`.", "", *parts]
    )


def component(kind: Kind, language: str) -> str:
    """What a component is for, its fields, and its example."""
    _, fields, needed, _ = HEADINGS[language]
    names = ", ".join(f"`{one.name}`{f' ({needed})' if one.needed else ''}" for one in kind.fields)
    return (
        f"### {kind.name}\n\n{kind.description}\n\n{fields}: {names}.\n\n````markdown\n{kind.example}\n````\n"
    )
