"""A package whose pages lie on another server: its own origin may ask the record store (xAPI 1.0.3 part 3, 1.2).

Only the origins at which a package that was launched begins, and only here: the rest of the server stays shut to them.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response

from modulebouwer.lms.lms import Lms
from modulebouwer.lms.lrs.asked import METHODS

Answer = Callable[[Request], Awaitable[Response]]

HEADERS = (
    "Authorization, Content-Type, If-Match, If-None-Match, X-Experience-API-Version, X-Experience-API-Hash"
)
SHOWN = "ETag, Last-Modified, X-Experience-API-Version, X-Experience-API-Consistent-Through"


def shared(lms: Lms, answer: Answer) -> Answer:
    """``answer``, and what a browser asks before (Fetch, 3.2: OPTIONS) where it may."""

    async def answered(request: Request) -> Response:
        origin = request.headers.get("origin", "")
        guest = origin in origins(lms)
        if request.method == "OPTIONS":
            response = Response(status_code=204 if guest else 405)
        else:
            response = await answer(request)
        if guest:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Access-Control-Allow-Methods"] = ", ".join(METHODS)
            response.headers["Access-Control-Allow-Headers"] = HEADERS
            response.headers["Access-Control-Allow-Private-Network"] = "true"
            response.headers["Access-Control-Expose-Headers"] = SHOWN
        return response

    return answered


def origins(lms: Lms) -> set[str]:
    """Where the packages begin that begin at a whole address."""
    starts = (urlsplit(launch.package.launch) for launch in lms.launches.values() if launch.session)
    return {
        f"{start.scheme}://{start.netloc}".lower() for start in starts if start.scheme in ("http", "https")
    }
