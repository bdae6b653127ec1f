"""The web server around an LMS: host page, package content, saves, and the store as JSON. Loopback only."""

from __future__ import annotations

import asyncio
import json
import socket
import string
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from modulebouwer import resources
from modulebouwer.preview.attempts import Save
from modulebouwer.preview.lms import FRAMES, Launch, Lms
from modulebouwer.preview.package import content_type

ADDRESS = "127.0.0.1"
_HOST_PAGE = string.Template((Path(__file__).parent / "host.html").read_text(encoding="utf-8"))


def create_app(lms: Lms) -> Starlette:
    """The LMS's pages. A request that names another host (DNS rebinding) is refused with 400."""

    def found(request: Request) -> Launch | None:
        return lms.launches.get(request.path_params["launch"])

    async def host_page(request: Request) -> Response:
        launch = found(request)
        return HTMLResponse(page(launch), headers=_FRESH) if launch else _GONE

    async def program(request: Request) -> Response:  # noqa: ARG001
        return Response(resources.lms(), media_type="text/javascript", headers=_FRESH)

    async def content(request: Request) -> Response:
        launch = found(request)
        path = request.path_params["path"]
        if not launch or path not in launch.package.files:
            return _GONE
        return Response(launch.package.files[path], media_type=content_type(path), headers=_FRESH)

    async def values(request: Request) -> Response:
        launch = found(request)
        if not launch:
            return _GONE
        return JSONResponse(
            lms.launched_values(launch, reload="reload" in request.query_params), headers=_FRESH
        )

    async def save(request: Request) -> Response:
        launch = found(request)
        if not launch:
            return _GONE
        await asyncio.sleep(launch.behaviour.delay)
        sent = json.loads(await request.body())
        done = lms.save(launch, Save(sent["values"], sent["route"], sent["finish"]))
        return Response(status_code=200 if done else 403)

    async def store(request: Request) -> Response:
        launch = found(request)
        return JSONResponse(asdict(launch.attempt), headers=_FRESH) if launch else _GONE

    return Starlette(
        routes=[
            Route("/launch/{launch}", host_page),
            Route("/lms.js", program),
            Route("/content/{launch}/{path:path}", content),
            Route("/values/{launch}", values, methods=["GET"]),
            Route("/values/{launch}", save, methods=["POST"]),
            Route("/_store/{launch}", store),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[ADDRESS, "localhost"])],
    )


_FRESH = {"Cache-Control": "no-store"}
_GONE = Response(status_code=404)


def page(launch: Launch) -> str:
    """The page that holds the API and the package's frame."""
    width, height = FRAMES[launch.frame]
    settings = {
        "standard": launch.package.standard,
        "behaviour": asdict(launch.behaviour),
        "saved": f"/values/{launch.id}",
        "content": f"/content/{launch.id}/{launch.package.launch}",
    }
    return _HOST_PAGE.substitute(
        language="nl",
        title=escape(launch.package.title),
        width=width,
        height=height,
        # In a script element only "</" and "<!--" end or change it.
        launch=json.dumps(settings).replace("<", "\\u003c"),
    )


@contextmanager
def serving(app: Starlette) -> Iterator[str]:
    """Runs the app in a thread on a free loopback port; gives its address, ends it afterwards."""
    with socket.socket() as listener:
        listener.bind((ADDRESS, 0))
        config = uvicorn.Config(app, log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
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
    return parts.scheme in ("data", "blob", "about") or parts.hostname in (ADDRESS, "localhost")
