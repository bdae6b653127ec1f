"""The web server around an LMS, on this machine alone: its pages (``pages.py``) and its record store (``lrs/``)."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.routing import BaseRoute, Host, Route, Router
from starlette.types import Lifespan

from modulebouwer.lms.lms import Lms
from modulebouwer.lms.lrs import resources as lrs_resources
from modulebouwer.lms.pages import Pages

ADDRESS = "127.0.0.1"
# The same machine under another name, so another origin.
PLAYED = "localhost"


def create_app(
    lms: Lms, around: Sequence[BaseRoute] = (), lifespan: Lifespan[Starlette] | None = None
) -> Starlette:
    """The LMS's pages, and those ``around`` it. A request for another host (DNS rebinding) is refused with 400.

    Pages around it are of an origin of their own, which no package can reach: they are at ``127.0.0.1``, and what is
    played is at ``localhost``.
    """
    pages = Pages(lms, f"http://{ADDRESS}:{{port}}" if around else "")
    played = [*pages.routes(), *lrs_resources.routes(lms)]
    apart: list[BaseRoute] = [
        Host(PLAYED, Router([Route("/", pages.to_the_panel), *played])),
        Host(ADDRESS, Router(around)),
    ]
    return Starlette(
        routes=apart if around else played,
        lifespan=lifespan,
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[ADDRESS, PLAYED])],
    )


def played_origin(request: Request) -> str:
    return f"http://{PLAYED}:{request.url.port}"


@contextmanager
def serving(app: Starlette, port: int = 0) -> Iterator[str]:
    """Runs the app in a thread on a loopback port, 0 for a free one; gives its address, ends it afterwards.

    Raises ``OSError`` when the port is taken.
    """
    with socket.socket() as listener:
        # The port of a server that just stopped is free at once; where this option would share a port, it is not set.
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((ADDRESS, port))
        config = uvicorn.Config(app, log_level="warning", lifespan="auto", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            while not server.started and thread.is_alive():
                thread.join(0.01)
            yield f"http://{ADDRESS}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def is_local(url: str) -> bool:
    """True for an address on this machine or one that needs no network."""
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob", "about", "file") or parts.hostname in (ADDRESS, PLAYED)
