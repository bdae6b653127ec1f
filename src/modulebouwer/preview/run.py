"""``modulebouwer preview`` in the terminal: starts the server, tells what is wrong, waits for Ctrl-C or SIGTERM."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from zlib import crc32

import click

from modulebouwer.catalogue import Words
from modulebouwer.cli.output import summary
from modulebouwer.findings import Location, Report, report
from modulebouwer.lms.server import ADDRESS, serving
from modulebouwer.preview.app import Preview
from modulebouwer.preview.playing import editor_link
from modulebouwer.source.folder import no_folder
from modulebouwer.wrong_use import WrongUse

# RFC 6335, 6: ports that nobody is given.
FIRST_PRIVATE, PRIVATE = 49152, 16384


def run(path: str | None, port: int, open_browser: bool, talk: Words, editor: str) -> bool:
    """Serves ``path`` until Ctrl-C or SIGTERM; False when there is nothing at ``path``. ``port`` 0: see ``served``.

    ``path`` None: a page to begin on, with what is in the folder where one is.

    Raises ``WrongUse`` when the port is taken or ``editor`` is not an address with ``{path}``.
    """
    if "{path}" not in editor or not filled(editor):
        raise WrongUse("bad_editor", editor=editor)
    shown = Path(path or ".").as_posix()
    if not Path(shown).exists():
        teller(talk, editor, click.echo)(report([no_folder(Path(shown), shown)]))
        return False
    say = terminal()
    # A page that takes a question back which is answered by then is no news.
    logging.getLogger("pygls").setLevel(logging.ERROR)
    preview = Preview(shown, talk["language"], editor, teller(talk, editor, say), begin=path is None)
    with suppress(KeyboardInterrupt), interrupted_by(signal.SIGINT, signal.SIGTERM), ExitStack() as running:
        try:
            address = running.enter_context(served(preview, port))
        except OSError as error:
            raise WrongUse("port_taken", port=str(port), why=error.strerror or str(error)) from error
        running.callback(preview.close)
        say(talk["result"]["preview"].format(address=f"{address}/"))
        if port == 0 and not address.endswith(f":{usual_port(preview)}"):
            before = f"http://{ADDRESS}:{usual_port(preview)}/"
            say(talk["result"]["preview_elsewhere"].format(address=before))
        if open_browser:
            webbrowser.open(f"{address}/")
        while True:
            time.sleep(1)
    return True


def served(preview: Preview, port: int) -> AbstractContextManager[str]:
    """At ``port``; at 0 at the one that this place had before, where it is free: a browser keeps texts by address."""
    if port == 0:
        with suppress(OSError), socket.socket() as free:
            if os.name == "posix":
                free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            free.bind((ADDRESS, usual_port(preview)))
            port = free.getsockname()[1]
    return serving(preview.app(), port)


def usual_port(preview: Preview) -> int:
    """The one that this place always has, where it is free."""
    return FIRST_PRIVATE + crc32(Path(preview.path).resolve().as_posix().encode()) % PRIVATE


@contextmanager
def interrupted_by(*signals: signal.Signals) -> Iterator[None]:
    """Within it these signals raise ``KeyboardInterrupt``: a shell starts a background job with SIGINT ignored."""
    before = {number: signal.signal(number, signal.default_int_handler) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def filled(editor: str) -> bool:
    try:
        return bool(editor.format(path="", line=1, column=1))
    except (KeyError, IndexError, ValueError):
        return False


def terminal() -> Callable[[str], None]:
    """Prints in turn, and keeps nobody from work: a terminal can be held (Ctrl-S, a selection in Windows' own)."""
    lines: SimpleQueue[str] = SimpleQueue()

    def write() -> None:
        # Whoever read it may be gone.
        with suppress(OSError):
            while True:
                click.echo(lines.get())
                sys.stdout.flush()

    Thread(target=write, daemon=True).start()
    return lines.put


def teller(talk: Words, editor: str, say: Callable[[str], None]) -> Callable[[Report], None]:
    """Says a report as ``check`` does; in a terminal every place is a link that opens it."""

    def tell(found: Report) -> None:
        told = [
            linked(Report((finding,), found.strict).text(talk["language"]), finding.location, editor)
            for finding in found.findings
        ]
        say("".join(told) + summary(found, talk))

    return tell


def linked(text: str, location: Location, editor: str) -> str:
    """The place as a hyperlink: OSC 8, which terminals that do not know it leave out."""
    link = editor_link(editor, location) if sys.stdout.isatty() else ""
    place = str(location)
    return text.replace(place, f"\x1b]8;;{link}\x1b\\{place}\x1b]8;;\x1b\\", 1) if link else text
