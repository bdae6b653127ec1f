"""An assistant's tools as a client of the official SDK meets them, in one folder.

A module is built over standard input and output, by the command. The other sessions are with a server in this process.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.server import MCPServer

from modulebouwer.build import Options, check
from modulebouwer.cli import main
from modulebouwer.cli.language import explain, words
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.editing.assistant import make_server
from modulebouwer.new import scaffold
from modulebouwer.schema import schemas


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "les"
    scaffold(path, "en", datetime.date(2026, 1, 1))
    return path


Server = StdioServerParameters | MCPServer[Any]
Question = tuple[str, dict[str, Any]]


def started(folder: Path) -> Server:
    """A process of its own."""
    arguments = ["-m", "modulebouwer", "mcp", str(folder), "--lang", "en"]
    return StdioServerParameters(command=sys.executable, args=arguments)


@pytest.fixture
def here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Server]:
    """A server in this process, in a language."""
    monkeypatch.chdir(folder)

    def made(language: str = "en") -> Server:
        talk = words(language)
        return make_server(Path.cwd(), language, lambda error: explain(error, talk), datetime.date.today)

    return made


def asked(server: Server, *questions: Question) -> list[Any]:
    """The answers of one session: what a tool gives, or the text of its refusal."""

    async def all_of_them(client: Client) -> list[Any]:
        answers = []
        for name, values in questions:
            answer = await client.call_tool(name, values)
            text = answer.content[0].text
            answers.append(f"refused: {text}" if answer.is_error else json.loads(text))
        return answers

    return list(told(server, all_of_them))


def told(server: Server, about: Callable[[Client], Awaitable[Any]]) -> Any:
    async def session() -> Any:
        async with Client(server) as client:
            return await about(client)

    return anyio.run(session)


def test_its_tools_and_what_they_may(here: Callable[..., Server]) -> None:
    found = told(here(), lambda client: client.list_tools())
    tools = {tool.name: tool for tool in found.tools}
    assert tools.keys() == {"check", "list", "schema", "build", "verify"}
    assert all(tool.description for tool in tools.values())
    reading = {name for name, tool in tools.items() if tool.annotations.read_only_hint}
    assert reading == {"check", "list", "schema", "verify"}
    assert not any(tool.annotations.open_world_hint for tool in tools.values())


def test_a_module_is_checked_mended_and_built(folder: Path, here: Callable[..., Server]) -> None:
    section = folder / "sections" / "beginning.md"
    right = section.read_text("utf-8")
    section.write_text(right.replace("section:preparing", "section:prepare"), "utf-8")
    wrong, refused = asked(here(), ("check", {}), ("build", {}))
    known = check(["."], Options(), lambda _: None)
    assert wrong == {"failed": True, "findings": json.loads(known.json("en"))}
    assert [one["path"] for one in wrong["findings"]] == ["sections/beginning.md"]
    assert refused["packages"] == []
    assert not (folder / "dist").exists()
    section.write_text(right, "utf-8")
    checked, listed, built, verified = asked(
        started(folder),
        ("check", {"strict": True}),
        ("list", {}),
        ("build", {"standards": ["web", "scorm12"]}),
        ("verify", {"file": "dist/les-1.0.0-scorm12.zip"}),
    )
    assert checked == {"failed": False, "findings": []}
    assert [section["id"] for section in listed["modules"][0]["sections"]] == ["preparing", "beginning"]
    assert built["packages"] == ["dist/les-1.0.0-web.zip", "dist/les-1.0.0-scorm12.zip"]
    assert all((folder / path).is_file() for path in built["packages"])
    assert not verified["failed"]
    assert verified["lms"]


def test_schemas(here: Callable[..., Server]) -> None:
    names, reflection, unknown = asked(
        here("nl"),
        ("schema", {}),
        ("schema", {"name": "reflection"}),
        ("schema", {"name": "reflectie"}),
    )
    assert set(names["names"]) == set(schemas("nl"))
    assert reflection == schemas("nl")["reflection"]
    assert unknown.startswith("refused: ")
    assert "reflection" in unknown


def test_nothing_outside_the_folder(folder: Path, tmp_path: Path, here: Callable[..., Server]) -> None:
    other = tmp_path / "other"
    scaffold(other, "en", datetime.date(2026, 1, 1))
    (folder / "away").symlink_to(other)
    (folder / "dist").symlink_to(tmp_path / "elsewhere")
    (folder / "package.zip").symlink_to(tmp_path / "some.zip")
    answers = asked(
        here(),
        ("check", {"folder": "../other"}),
        ("list", {"folder": str(other)}),
        ("check", {"folder": "away"}),
        ("build", {}),
        ("verify", {"file": "package.zip"}),
        ("verify", {"file": "../some.zip"}),
    )
    assert all("outside les" in answer for answer in answers), answers
    assert not (tmp_path / "elsewhere").exists()


def test_a_series_above_the_folder_is_not_read(
    folder: Path, tmp_path: Path, here: Callable[..., Server]
) -> None:
    (tmp_path / "series.yaml").write_text("title: [broken\n", "utf-8")
    assert check([str(folder)], Options(), lambda _: None).failed
    (checked,) = asked(here(), ("check", {}))
    assert checked == {"failed": False, "findings": []}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_agents_md(tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    new = str(tmp_path / "les")
    assert main(["new", new, "--with-agents", "--language", language, "--lang", "en"]) == 0
    text = (tmp_path / "les" / "AGENTS.md").read_text("utf-8")
    for kind in COMPONENTS:
        assert f"### {kind}\n\n{schemas(language)[kind]['description']}" in text
        assert f":::{{{kind}}}" in text
    assert "modulebouwer check . --strict" in text
    # It is no part of the module, and is never written over.
    assert not check([new], Options(strict=True), lambda _: None).findings
    assert main(["new", new, "--with-agents", "--lang", "en"]) == 2
    assert "AGENTS.md is there already" in capsys.readouterr().err
    (tmp_path / "les" / "AGENTS.md").unlink()
    before = (tmp_path / "les" / "module.yaml").read_bytes()
    assert main(["new", new, "--with-agents", "--language", language, "--lang", "en"]) == 0
    assert (tmp_path / "les" / "AGENTS.md").read_text("utf-8") == text
    assert (tmp_path / "les" / "module.yaml").read_bytes() == before
