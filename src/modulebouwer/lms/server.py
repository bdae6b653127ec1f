"""The web server around an LMS: host page, package content, saves, and the store as JSON. Loopback only."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import string
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Host, Route, Router
from starlette.types import Lifespan

from modulebouwer import resources
from modulebouwer.lms.lms import FRAMES, Launch, Lms
from modulebouwer.lms.lrs import resources as lrs_resources
from modulebouwer.lms.package import content_type
from modulebouwer.lms.scorm.attempts import Save

ADDRESS = "127.0.0.1"
# The same machine under another name, so another origin.
PLAYED = "localhost"
_HOST_PAGE = string.Template((Path(__file__).parent / "host.html").read_text(encoding="utf-8"))


def create_app(
    lms: Lms, around: Sequence[BaseRoute] = (), lifespan: Lifespan[Starlette] | None = None
) -> Starlette:
    """The LMS's pages, and those ``around`` it. A request for another host (DNS rebinding) is refused with 400.

    Pages around it are of an origin of their own, which no package can reach: they are at ``127.0.0.1``, and what is
    played is at ``localhost``.
    """
    panel = f"http://{ADDRESS}:{{port}}" if around else ""

    def found(request: Request) -> Launch | None:
        return lms.launches.get(request.path_params["launch"])

    async def host_page(request: Request) -> Response:
        launch = found(request)
        shower = panel.format(port=request.url.port)
        return (
            HTMLResponse(page(launch, str(request.base_url), shower), headers=framed(shower))
            if launch
            else _GONE
        )

    async def program(request: Request) -> Response:  # noqa: ARG001
        return Response(resources.preview("lms"), media_type="text/javascript", headers=FRESH)

    async def content(request: Request) -> Response:
        launch = found(request)
        path = request.path_params["path"]
        if not launch or path not in launch.package.files:
            return _GONE
        # What a page asks for by itself, a frame does not ask: "empty" is a script's own request (Fetch, 3.5).
        if launch.behaviour.offline and request.headers.get("sec-fetch-dest") == "empty":
            return Response(status_code=503)
        return Response(
            launch.package.files[path],
            media_type=content_type(path),
            headers=framed(panel.format(port=request.url.port)),
        )

    async def values(request: Request) -> Response:
        launch = found(request)
        if not launch:
            return _GONE
        return JSONResponse(
            lms.launched_values(launch, reload="reload" in request.query_params), headers=FRESH
        )

    async def save(request: Request) -> Response:
        launch = found(request)
        if not launch:
            return _GONE
        if request.headers.get("origin", own_origin(request)) != own_origin(request):
            return Response(status_code=403)
        entry = saved(await request.body())
        if entry is None:
            return Response(status_code=400)
        await asyncio.sleep(launch.behaviour.delay)
        done = lms.save(launch, entry)
        return Response(status_code=200 if done else 403)

    async def store(request: Request) -> Response:
        launch = found(request)
        if not launch:
            return _GONE
        kept = {"statements": lms.lrs.statements, "documents": documents(lms)} if launch.session else {}
        return JSONResponse({**asdict(launch.attempt), **kept}, headers=FRESH)

    async def returned(request: Request) -> Response:
        launch = found(request)
        return (
            HTMLResponse(f"<!doctype html><title>{escape(launch.package.title)}</title>") if launch else _GONE
        )

    async def to_the_panel(request: Request) -> Response:
        return RedirectResponse(f"{panel.format(port=request.url.port)}/", headers=FRESH)

    played: list[BaseRoute] = [
        Route("/launch/{launch}", host_page),
        Route("/lms.js", program),
        Route("/content/{launch}/{path:path}", content),
        Route("/values/{launch}", values, methods=["GET"]),
        Route("/values/{launch}", save, methods=["POST"]),
        Route("/returned/{launch}", returned),
        Route("/_store/{launch}", store),
        *lrs_resources.routes(lms),
    ]
    apart: list[BaseRoute] = [
        Host(PLAYED, Router([Route("/", to_the_panel), *played])),
        Host(ADDRESS, Router(around)),
    ]
    return Starlette(
        routes=apart if around else played,
        lifespan=lifespan,
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[ADDRESS, PLAYED])],
    )


def own_origin(request: Request) -> str:
    """The origin of the server's own pages. A browser names the page's at every POST (Fetch, 3.2)."""
    return str(request.base_url).rstrip("/")


def saved(body: bytes) -> Save | None:
    """What the host page's program sends (``scorm/saving.ts``); None for anything else."""
    try:
        sent = json.loads(body)
    except ValueError:
        return None
    values = sent.get("values") if isinstance(sent, dict) else None
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        return None
    route, finish = sent.get("route"), sent.get("finish")
    if route not in ("xhr", "beacon", "fetch") or not isinstance(finish, bool):
        return None
    return Save(values, route, finish)


FRESH = {"Cache-Control": "no-store"}


def framed(panel: str) -> dict[str, str]:
    """Only a page of the same server may show what is played."""
    return {**FRESH, "Content-Security-Policy": f"frame-ancestors 'self' {panel}".rstrip()}


def played_origin(request: Request) -> str:
    return f"http://{PLAYED}:{request.url.port}"


_GONE = Response(status_code=404)


def documents(lms: Lms) -> list[dict[str, object]]:
    return [
        {"key": key, "content": document.content.decode("utf-8", "replace")}
        for key, document in lms.lrs.documents.items()
    ]


def page(launch: Launch, address: str, panel: str = "") -> str:
    """The page that holds the API and the package's frame; ``address`` is the server's, with a final slash.

    ``panel``: the origin of the page that shows it, if one does.
    """
    width, height = FRAMES[launch.frame]
    settings = {
        "runtime": launch.package.runtime.value,
        "behaviour": asdict(launch.behaviour),
        "saved": f"/values/{launch.id}",
        "content": f"/content/{launch.id}/{launch.package.launch}{query(launch, address)}",
        "panel": panel,
    }
    return _HOST_PAGE.substitute(
        language="nl",
        title=escape(launch.package.title),
        width=width,
        height=height,
        # In a script element only "</" and "<!--" end or change it.
        launch=json.dumps(settings).replace("<", "\\u003c"),
    )


def query(launch: Launch, address: str) -> str:
    """The launch parameters: cmi5 8.1, or those of xAPI launch in its two forms; SCORM has none.

    A space is %20 (RFC 3986): many packages decode an address, not a form, and read a plus as a plus.
    """
    session, dialect = launch.session, launch.behaviour.lrs
    if session is None:
        return ""
    parameters = {
        "endpoint": f"{address}xapi/".rstrip("/" if dialect == "catapult" else ""),
        "actor": json.dumps(_old(session.actor) if dialect == "old" else session.actor),
        "registration": session.registration,
    }
    if session.unit:
        parameters |= {"fetch": f"{address}fetch/{session.token}", "activityId": session.activity}
    else:
        parameters |= {"auth": f"Basic {session.token}", "activity_id": session.activity}
    return ("&" if "?" in launch.package.launch else "?") + urlencode(parameters, quote_via=quote)


def _old(actor: Mapping[str, object]) -> dict[str, object]:
    """The actor of Tin Can 0.9: every property a list, no objectType."""
    return {name: [value] for name, value in actor.items() if name != "objectType"}


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
