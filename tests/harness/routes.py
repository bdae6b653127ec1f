"""Every address that a server answers, read from the server itself: a route that is added later is tried too."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Host, Route, Router, WebSocketRoute

# The place of a value in a route's path, with Starlette's word for its form.
PLACE = re.compile(r"\{(\w+)(?::\w+)?\}")
# Some routes want to know a name.
QUERY = "?name=evil.txt"


def addresses(app: Starlette, values: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Host → paths with a query, each place filled with every one of its ``values``.

    ``values``: name of the place, or the route's path where a name means several things, → what to put there.
    Raises ``KeyError`` for a place that has none, ``TypeError`` for a kind of route that this does not know.
    """
    found: dict[str, list[str]] = {}
    for host, path in paths(app.routes, ""):
        names = PLACE.findall(path)
        for chosen in product(*(values[path if path in values else name] for name in names)):
            filled = path
            for value in chosen:
                filled = PLACE.sub(value, filled, count=1)
            found.setdefault(host, []).append(filled + QUERY)
    return found


def paths(routes: Sequence[BaseRoute], host: str) -> Iterator[tuple[str, str]]:
    for route in routes:
        if isinstance(route, Route | WebSocketRoute):
            yield host, route.path
        elif isinstance(route, Host) and isinstance(route.app, Router):
            yield from paths(route.app.routes, route.host)
        else:
            raise TypeError(f"what does {route!r} answer?")
