"""An editor for the language server: pygls' own client, asked and answered in turn.

The server is a process of its own, spoken to over standard input and output; or, ``here``, a thread of this one.
"""

from __future__ import annotations

import asyncio
import datetime
import socket
import sys
import threading
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient
from pygls.uris import to_fs_path

from modulebouwer.cli.language import words
from modulebouwer.editing.server import make_server

Answer = TypeVar("Answer")
PATIENCE = 60


class Editor:
    """A client with ``folder`` open. Texts are sent whole; ``diagnostics`` are the last told, by path."""

    def __init__(
        self, folder: Path, *, language: str = "en", capable: bool = True, here: bool = False, **asked: Any
    ) -> None:
        self.folder, self.capable, self.asked = folder.resolve(), capable, asked
        self.language, self.here = language, here
        self.loop = asyncio.new_event_loop()
        self.client = LanguageClient("editor", "1")
        self.diagnostics: dict[Path, list[lsp.Diagnostic]] = {}
        self.versions: dict[Path, int] = {}
        self.told: dict[Path, int | None] = {}
        self.messages: list[str] = []
        self.registered: list[str] = []
        self.news = threading.Condition()
        # pygls marks what it is given, which a method does not let it.
        self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self.hear(params))
        self.client.feature(lsp.WINDOW_SHOW_MESSAGE)(lambda params: self.read(params))
        self.client.feature(lsp.CLIENT_REGISTER_CAPABILITY)(lambda params: self.register(params))

    def hear(self, params: lsp.PublishDiagnosticsParams) -> None:
        path = local(params.uri)
        with self.news:
            self.diagnostics[path] = list(params.diagnostics)
            self.told[path] = params.version
            self.news.notify_all()

    def read(self, params: lsp.ShowMessageParams) -> None:
        self.messages.append(params.message)

    def register(self, params: lsp.RegistrationParams) -> None:
        self.registered += [one.method for one in params.registrations]

    def run(self, asked: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(asked, self.loop).result(PATIENCE)

    def ask(self, method: str, params: Any) -> Any:
        async def send() -> Any:
            return await self.client.protocol.send_request_async(method, params)

        return self.run(send())

    def tell(self, method: str, params: Any) -> None:
        async def send() -> None:
            self.client.protocol.notify(method, params)

        self.run(send())

    def start(self) -> lsp.InitializeResult:
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        if self.here:
            self.serve_here()
        else:
            arguments = ["-m", "modulebouwer", "lsp", *self.asked.pop("arguments", ["--lang", self.language])]
            self.run(self.client.start_io(sys.executable, *arguments))
        result: lsp.InitializeResult = self.ask(
            lsp.INITIALIZE,
            lsp.InitializeParams(
                capabilities=CAPABLE if self.capable else lsp.ClientCapabilities(),
                workspace_folders=[lsp.WorkspaceFolder(self.folder.as_uri(), self.folder.name)],
                **self.asked,
            ),
        )
        self.tell(lsp.INITIALIZED, lsp.InitializedParams())
        return result

    def serve_here(self) -> None:
        """What a new process reads and loads first is here already."""
        server = make_server(words, self.language, fixed=True, today=datetime.date.today)
        door = socket.create_server(("127.0.0.1", 0))

        def serve() -> None:
            with door, door.accept()[0] as line, line.makefile("rb") as heard, line.makefile("wb") as said:
                server.start_io(heard, said)

        self.server = threading.Thread(target=serve, daemon=True)
        self.server.start()
        self.run(self.client.start_tcp(*door.getsockname()))

    def stop(self) -> int:
        """The code that the server ends with; 1 when it does not."""
        self.ask(lsp.SHUTDOWN, None)
        process = self.client._server
        self.tell(lsp.EXIT, None)
        if process is not None:
            code = self.run(asyncio.wait_for(process.wait(), PATIENCE))
        else:
            self.server.join(PATIENCE)
            code = int(self.server.is_alive())
        self.run(self.client.stop())  # type: ignore[no-untyped-call]
        self.loop.call_soon_threadsafe(self.loop.stop)
        return code

    def path(self, relative: str) -> Path:
        return self.folder / relative

    def document(self, relative: str) -> lsp.TextDocumentIdentifier:
        return lsp.TextDocumentIdentifier(self.path(relative).as_uri())

    def type(self, relative: str, text: str) -> list[lsp.Diagnostic]:
        """Put ``text`` in the editor, and wait for what is found in it."""
        self.send(relative, text)
        return self.found(relative)

    def send(self, relative: str, text: str) -> None:
        path = self.path(relative)
        version = self.versions.get(path, 0) + 1
        if path in self.versions:
            document = lsp.VersionedTextDocumentIdentifier(version, path.as_uri())
            change = lsp.TextDocumentContentChangeWholeDocument(text)
            self.tell(lsp.TEXT_DOCUMENT_DID_CHANGE, lsp.DidChangeTextDocumentParams(document, [change]))
        else:
            language = "yaml" if relative.endswith(".yaml") else "markdown"
            opened = lsp.TextDocumentItem(path.as_uri(), language, version, text)
            self.tell(lsp.TEXT_DOCUMENT_DID_OPEN, lsp.DidOpenTextDocumentParams(opened))
        self.versions[path] = version

    def close(self, relative: str) -> None:
        self.versions.pop(self.path(relative))
        self.tell(lsp.TEXT_DOCUMENT_DID_CLOSE, lsp.DidCloseTextDocumentParams(self.document(relative)))

    def found(self, relative: str) -> list[lsp.Diagnostic]:
        """The findings of the version in the editor."""
        path = self.path(relative)
        with self.news:
            assert self.news.wait_for(lambda: self.told.get(path) == self.versions[path], PATIENCE)
            return self.diagnostics[path]

    def eventually(self, relative: str, *codes: str) -> list[lsp.Diagnostic]:
        """The findings of a file, once they have these codes."""
        path = self.path(relative)

        def told() -> bool:
            return sorted(str(one.code) for one in self.diagnostics.get(path, ())) == sorted(codes)

        with self.news:
            assert self.news.wait_for(told, PATIENCE), self.diagnostics.get(path)
            return self.diagnostics.get(path, [])


CAPABLE = lsp.ClientCapabilities(
    workspace=lsp.WorkspaceClientCapabilities(
        workspace_edit=lsp.WorkspaceEditClientCapabilities(
            document_changes=True,
            resource_operations=[lsp.ResourceOperationKind.Create, lsp.ResourceOperationKind.Rename],
            change_annotation_support=lsp.ChangeAnnotationsSupportOptions(),
        ),
        did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(dynamic_registration=True),
    ),
    text_document=lsp.TextDocumentClientCapabilities(
        completion=lsp.CompletionClientCapabilities(
            completion_item=lsp.ClientCompletionItemOptions(snippet_support=True)
        )
    ),
)


def local(uri: str) -> Path:
    return Path(to_fs_path(uri) or "")


@contextmanager
def editor(folder: Path, **asked: Any) -> Iterator[Editor]:
    """An editor with a folder open; its server ends well."""
    found = Editor(folder, **asked)
    found.start()
    yield found
    assert found.stop() == 0


def applied(
    edit: lsp.WorkspaceEdit | None, folder: Path, texts: dict[str, str] | None = None
) -> dict[str, str]:
    """Do to the files in ``folder`` (over them ``texts``) what an editor does; the changed texts by path."""
    assert edit is not None
    changed: dict[str, str] = {}

    def text_of(uri: str) -> tuple[str, str]:
        relative = local(uri).relative_to(folder.resolve()).as_posix()
        known = {**(texts or {}), **changed}
        return relative, known[relative] if relative in known else (folder / relative).read_text("utf-8")

    for uri, edits in (edit.changes or {}).items():
        relative, text = text_of(uri)
        changed[relative] = with_edits(text, edits)
    for change in edit.document_changes or ():
        if isinstance(change, lsp.TextDocumentEdit):
            relative, text = text_of(change.text_document.uri)
            changed[relative] = with_edits(text, list(change.edits))
        elif isinstance(change, lsp.CreateFile):
            path = local(change.uri)
            path.parent.mkdir(exist_ok=True)
            path.write_text("", "utf-8")
        elif isinstance(change, lsp.RenameFile):
            old, text = (
                text_of(change.old_uri) if change.old_uri.endswith((".md", ".yaml")) else (change.old_uri, "")
            )
            new = local(change.new_uri)
            local(change.old_uri).rename(new)
            if text:
                changed.pop(old, None)
                changed[new.relative_to(folder.resolve()).as_posix()] = text
    return changed


def with_edits(text: str, edits: Any) -> str:
    """``text`` after edits that do not overlap, each told in UTF-16 (LSP 3.17, TextEdit[])."""
    lines = text.split("\n")

    def index(position: lsp.Position) -> int:
        before = sum(len(line) + 1 for line in lines[: position.line])
        line = lines[position.line] if position.line < len(lines) else ""
        units = line.encode("utf-16-le")[: position.character * 2]
        return before + len(units.decode("utf-16-le"))

    for edit in sorted(
        edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True
    ):
        start, end = index(edit.range.start), index(edit.range.end)
        text = text[:start] + edit.new_text + text[end:]
    return text
