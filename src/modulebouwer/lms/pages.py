"""What the LMS answers: the page around a package, the package's files, what it saves, and the store as JSON."""

from __future__ import annotations

import asyncio
import json
import re
import string
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from modulebouwer import resources
from modulebouwer.lms.lms import FRAMES, Launch, Lms
from modulebouwer.lms.package import content_type
from modulebouwer.lms.scorm.attempts import Save
from modulebouwer.lms.sent import read_json

# Of a whole address only the web's own: a frame runs what stands behind another scheme.
ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
FRESH = {"Cache-Control": "no-store"}
_GONE = Response(status_code=404)
# What Moodle 5.1 answers to a request for a file of a package once the session is gone: 200, and another page.
_LOGIN = HTMLResponse("<!doctype html><title>Log in</title>", headers=FRESH)
_HOST_PAGE = string.Template((Path(__file__).parent / "host.html").read_text(encoding="utf-8"))

Answer = Callable[["Pages", Request, Launch], Awaitable[Response]]


class Pages:
    """``panel``: the origin of the page that shows what is played, with ``{port}`` in it; "" where none does."""

    def __init__(self, lms: Lms, panel: str) -> None:
        self._lms = lms
        self._panel = panel

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/launch/{launch}", self._of_launch(Pages._host_page)),
            Route("/lms.js", program),
            Route("/content/{launch}/{path:path}", self._of_launch(Pages._content)),
            Route("/values/{launch}", self._of_launch(Pages._values), methods=["GET"]),
            Route("/values/{launch}", self._of_launch(Pages._save), methods=["POST"]),
            Route("/returned/{launch}", self._of_launch(Pages._returned)),
            Route("/_store/{launch}", self._of_launch(Pages._store)),
        ]

    def shower(self, request: Request) -> str:
        """The origin of the page that shows what is played."""
        return self._panel.format(port=request.url.port)

    async def to_the_panel(self, request: Request) -> Response:
        return RedirectResponse(f"{self.shower(request)}/", headers=FRESH)

    def _of_launch(self, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        """What ``answer`` gives for the launch in the address; 404 where there is none."""

        async def answered(request: Request) -> Response:
            launch = self._lms.launches.get(request.path_params["launch"])
            return await answer(self, request, launch) if launch else _GONE

        return answered

    async def _host_page(self, request: Request, launch: Launch) -> Response:
        shower = self.shower(request)
        return HTMLResponse(page(launch, str(request.base_url), shower), headers=framed(shower))

    async def _content(self, request: Request, launch: Launch) -> Response:
        path = request.path_params["path"]
        if path not in launch.package.files:
            return _GONE
        if launch.package.runtime.kind == "scorm" and not (launch.alive or launch.logged_in_anew):
            return _LOGIN
        # What a page asks for by itself, a frame does not ask: "empty" is a script's own request (Fetch, 3.5).
        if launch.behaviour.offline and request.headers.get("sec-fetch-dest") == "empty":
            return Response(status_code=503)
        try:
            data = launch.package.files[path]
        except OSError:  # a file of an unpacked package that went meanwhile
            return _GONE
        headers = framed(self.shower(request))
        return Response(data, media_type=content_type(path), headers=headers)

    async def _values(self, request: Request, launch: Launch) -> Response:
        if launch.package.runtime.kind != "scorm":
            return _GONE
        values = self._lms.launched_values(launch, reload="reload" in request.query_params)
        return JSONResponse(values, headers=FRESH)

    async def _save(self, request: Request, launch: Launch) -> Response:
        if request.headers.get("origin", own_origin(request)) != own_origin(request):
            return Response(status_code=403)
        entry = saved(await request.body())
        if entry is None:
            return Response(status_code=400)
        await asyncio.sleep(launch.behaviour.delay)
        return Response(status_code=200 if self._lms.save(launch, entry) else 403)

    async def _store(self, request: Request, launch: Launch) -> Response:  # noqa: ARG002 (as the others)
        lrs = self._lms.lrs
        kept = {"statements": lrs.statements, "documents": documents(self._lms)} if launch.session else {}
        return JSONResponse({**asdict(launch.attempt), **kept}, headers=FRESH)

    async def _returned(self, request: Request, launch: Launch) -> Response:  # noqa: ARG002 (as the others)
        return HTMLResponse(f"<!doctype html><title>{escape(launch.package.title)}</title>")


async def program(request: Request) -> Response:  # noqa: ARG001 (as the others)
    return Response(resources.preview("lms"), media_type="text/javascript", headers=FRESH)


def own_origin(request: HTTPConnection) -> str:
    """The origin of the server's own pages. A browser names the page's at every POST (Fetch, 3.2) and websocket."""
    return str(request.base_url.replace(scheme="http")).rstrip("/")


def saved(body: bytes) -> Save | None:
    """What the host page's program sends (``scorm/saving.ts``); None for anything else."""
    try:
        sent = read_json(body)
    except ValueError:
        return None
    values = sent.get("values") if isinstance(sent, dict) else None
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        return None
    route, finish = sent.get("route"), sent.get("finish")
    if route not in ("xhr", "beacon", "fetch") or not isinstance(finish, bool):
        return None
    return Save(values, route, finish)


def framed(panel: str) -> dict[str, str]:
    """Only a page of the same server may show what is played."""
    return {**FRESH, "Content-Security-Policy": f"frame-ancestors 'self' {panel}".rstrip()}


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
        "content": f"{start(launch)}{query(launch, address)}",
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


def start(launch: Launch) -> str:
    """Where the package starts: a file of it, or a page elsewhere where its control file names one."""
    stated = launch.package.launch
    return stated if ELSEWHERE.match(stated) else f"/content/{launch.id}/{stated}"


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
