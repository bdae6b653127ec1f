"""What the preview's routes share: whether one of our own pages asks, the plain refusals, and the words of the page."""

from __future__ import annotations

import secrets
from functools import cache

from starlette.requests import HTTPConnection
from starlette.responses import Response

from modulebouwer.catalogue import PACKAGE, Words, read_words
from modulebouwer.lms.pages import own_origin

MISSING = Response(status_code=404)
REFUSED = Response(status_code=403)


def is_own(request: HTTPConnection, token: str, told: str | None = None) -> bool:
    """Whether one of our pages asks: by the origin that a browser names, and by the token that stands in the page."""
    told = request.headers.get("x-preview-token", "") if told is None else told
    same = secrets.compare_digest(told.encode(), token.encode())
    return request.headers.get("origin") == own_origin(request) and same


@cache
def words(language: str) -> Words:
    return read_words(PACKAGE.joinpath("catalogue", "preview", f"{language}.yaml"))
