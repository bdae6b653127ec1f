"""The language server of ``modulebouwer lsp`` for who writes in the page: the same answers, over a websocket."""

from __future__ import annotations

import asyncio
import datetime
import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from modulebouwer.cli.language import words
from modulebouwer.editing import require_extra
from modulebouwer.wrong_use import WrongUse

# RFC 6455, 7.4.2: codes for an application's own use. The page does not ask again.
NO_HELP = 4000


class Writer:
    """What pygls writes to: a message a time."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket

    async def write(self, data: bytes) -> None:
        # Findings may come when the page is gone, or goes while they are sent.
        if self.socket.client_state is self.socket.application_state is WebSocketState.CONNECTED:
            with suppress(WebSocketDisconnect):
                await self.socket.send_text(data.decode())

    async def close(self) -> None: ...


class Helpers:
    """The language servers at work, one a page."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._servers: list[Any] = []

    async def answer(self, socket: WebSocket) -> None:
        """Until the page goes. Without the extra ``editor`` there is no help, and one writes without."""
        await socket.accept()
        try:
            # Its libraries take seconds to come, in which the page asks for texts, and they must not wait.
            await asyncio.to_thread(bring_libraries)
        except WrongUse:
            await socket.close(NO_HELP)
            return
        from modulebouwer.editing.server import make_server

        server = make_server(words, self.language, fixed=True, today=datetime.date.today)
        server.in_page = True
        server.protocol.set_writer(Writer(socket), include_headers=False)
        self._servers.append(server)
        try:
            while (message := structured(await socket.receive_text(), server)) is not None:
                server.protocol.handle_message(message)
            await socket.close()
        except WebSocketDisconnect:
            pass
        finally:
            self._servers.remove(server)

    def changed(self, paths: Iterable[Path]) -> None:
        """Files were saved. Of one that is open counts what its page says, and that page says it."""
        saved = [path.resolve() for path in paths]
        for server in self._servers:
            elsewhere = [path for path in saved if path not in server.modules.open]
            for path in elsewhere:
                server.modules.touch(path)
            if elsewhere:
                server.changed()


def bring_libraries() -> None:
    """Raises ``WrongUse`` without the extra ``editor``."""
    require_extra()
    import modulebouwer.editing.server  # noqa: F401


def structured(text: str, server: Any) -> Any:
    """A message of the protocol; None for anything else, which our page never sends."""
    from pygls.exceptions import JsonRpcException

    try:
        message = json.loads(text, object_hook=server.protocol.structure_message)
    except (ValueError, JsonRpcException):
        return None
    return message if hasattr(message, "jsonrpc") else None
