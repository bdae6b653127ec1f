"""The language server over a websocket: for the preview's own page alone, and with what is saved elsewhere."""

from __future__ import annotations

import asyncio
import json
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.websockets import WebSocket
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from harness.previewing import previewing
from modulebouwer.preview import helping
from modulebouwer.preview.app import Preview
from modulebouwer.wrong_use import WrongUse

SECTION = "sections/preparing.md"


@pytest.fixture
def served(lesson: Path) -> Iterator[tuple[Preview, str]]:
    with previewing(lesson) as running:
        yield running


def opened(served: tuple[Preview, str], token: str | None = None, **headers: Any) -> ClientConnection:
    preview, address = served
    told = preview.token if token is None else token
    url = f"{address.replace('http', 'ws')}/preview/les/help?token={told}"
    socket: ClientConnection = connect(url, **{"origin": address, "proxy": None, **headers})
    return socket


def say(socket: ClientConnection, method: str, params: object, number: int | None = None) -> None:
    asked = {"jsonrpc": "2.0", "method": method, "params": params}
    socket.send(json.dumps(asked if number is None else {**asked, "id": number}))


def hear(socket: ClientConnection, method: str) -> Any:
    """What the next message of that kind says; "" is the next answer."""
    while True:
        message = json.loads(socket.recv(30))
        if message.get("method", "") == method:
            return message["params"] if method else message["result"]


def test_findings_of_what_is_typed_and_of_what_is_saved_elsewhere(
    served: tuple[Preview, str], lesson: Path
) -> None:
    with opened(served) as socket:
        say(socket, "initialize", {"processId": None, "rootUri": lesson.as_uri(), "capabilities": {}}, 1)
        assert hear(socket, "")["capabilities"]["hoverProvider"]
        say(socket, "initialized", {})
        uri, text = (lesson / SECTION).as_uri(), (lesson / SECTION).read_text("utf-8")
        typed = {
            "uri": uri,
            "languageId": "markdown",
            "version": 3,
            "text": text + "\n[x](section:nowhere)\n",
        }
        say(socket, "textDocument/didOpen", {"textDocument": typed})
        told = hear(socket, "textDocument/publishDiagnostics")
        while told["uri"] != uri:
            told = hear(socket, "textDocument/publishDiagnostics")
        assert [(one["code"], told["version"]) for one in told["diagnostics"]] == [("LNK-001", 3)]
        # Nothing of it was saved. What another program saves in another file is told too.
        assert (lesson / SECTION).read_text("utf-8") == text
        other = lesson / "sections" / "beginning.md"
        other.write_text(other.read_text("utf-8") + "\n[x](section:nowhere)\n", "utf-8")
        while told["uri"] != other.as_uri():
            told = hear(socket, "textDocument/publishDiagnostics")
        assert [one["code"] for one in told["diagnostics"]] == ["LNK-001"]


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost:{port}", "null", None])
def test_another_origin_gets_no_help(served: tuple[Preview, str], origin: str | None) -> None:
    port = served[1].rpartition(":")[2]
    with pytest.raises(InvalidStatus, match="403"):
        opened(served, origin=origin and origin.format(port=port))


@pytest.mark.parametrize("token", ["", "0" * 32, "%ed%a0%80", "é"])
def test_without_the_pages_token_there_is_no_help(served: tuple[Preview, str], token: str) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        opened(served, token)


def test_a_package_has_no_help(tmp_path: Path) -> None:
    (tmp_path / "les.zip").write_bytes(b"")
    with previewing(tmp_path / "les.zip") as served, pytest.raises(InvalidStatus, match="403"):
        opened(served)


def test_without_the_extra_the_page_is_told(
    served: tuple[Preview, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing() -> None:
        raise WrongUse("no_editor_extra")

    monkeypatch.setattr(helping, "require_extra", missing)
    with opened(served) as socket, pytest.raises(ConnectionClosed) as closed:
        socket.recv(30)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == helping.NO_HELP


@pytest.mark.parametrize("message", ["", "{", "[]", "null", '{"jsonrpc": "2.0"}'])
def test_what_is_no_message_ends_that_connection_alone(
    served: tuple[Preview, str], message: str, lesson: Path
) -> None:
    with opened(served) as socket:
        socket.send(message)
        with pytest.raises(ConnectionClosed):
            socket.recv(30)
    with opened(served) as socket:
        say(socket, "initialize", {"processId": None, "rootUri": lesson.as_uri(), "capabilities": {}}, 1)
        assert hear(socket, "")["capabilities"]["hoverProvider"]


def test_a_page_that_goes_while_it_is_told_something_is_no_fault() -> None:
    """Closing a window left a traceback in the terminal."""

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)
        if message["type"] == "websocket.send":
            raise OSError("gone")

    async def tell() -> None:
        socket = WebSocket({"type": "websocket"}, receive, send)
        await socket.accept()
        await helping.Writer(socket).write(b"{}")

    asyncio.run(tell())
    assert [one["type"] for one in sent] == ["websocket.accept", "websocket.send"]


def test_others_are_answered_while_the_libraries_of_the_help_come(
    served: tuple[Preview, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, address = served
    answered = threading.Event()
    waited: list[bool] = []
    monkeypatch.setattr(helping, "require_extra", lambda: waited.append(answered.wait(10)))
    with opened(served) as socket:
        say(socket, "initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1)
        with urllib.request.urlopen(f"{address}/preview/les/text?path={SECTION}", timeout=30) as answer:
            assert json.load(answer)["state"] == "read"
        answered.set()
        assert hear(socket, "")["capabilities"]
    assert waited == [True]
