"""What the security tests in the browser try is read from the server, so that no new route can be forgotten there."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Host, Mount, Route, Router

from harness.routes import addresses
from modulebouwer.lms.server import ADDRESS, PLAYED
from modulebouwer.preview.app import Preview

VALUES = {"name": ["les"], "launch": ["1"], "token": ["x"], "path": ["a.html"], "code": ["SRC-101"]}


async def nothing(_: object) -> None: ...


def app(*routes: BaseRoute) -> Starlette:
    return Starlette(routes=[Host("panel", Router(routes))])


def test_every_route_is_there_with_its_places_filled() -> None:
    found = addresses(app(Route("/", nothing), Route("/a/{name}/{path:path}", nothing)), VALUES)
    assert found == {"panel": ["/?name=evil.txt", "/a/les/a.html?name=evil.txt"]}


def test_a_place_that_nobody_fills_is_told() -> None:
    with pytest.raises(KeyError, match="secret"):
        addresses(app(Route("/{secret}", nothing)), VALUES)


def test_a_kind_of_route_that_is_not_known_is_told() -> None:
    with pytest.raises(TypeError, match="Mount"):
        addresses(app(Mount("/x", Router())), VALUES)


def test_the_preview_has_two_origins() -> None:
    found = addresses(Preview(".", "en", "{path}").app(), VALUES)
    assert set(found) == {ADDRESS, PLAYED}
    assert any(path.startswith("/preview/les/play") for path in found[ADDRESS])
    assert not any(path.startswith("/preview/") for path in found[PLAYED])
