"""What a page may send that is no request of ours: an answer, never a fault of the server's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from modulebouwer.lms.lms import Lms
from modulebouwer.lms.package import from_files
from modulebouwer.lms.server import create_app
from modulebouwer.package.archive import archive
from modulebouwer.preview.app import Preview
from packages import faults, tools

ODD = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe",
    b'{"mode": 3}',
    b"[" * 100_000,
    b'{"a": NaN}',
    b'{"a": "\\ud800"}',
]
PANEL = "http://127.0.0.1:8000"


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[tuple[Preview, TestClient]]:
    place = tmp_path / "les.zip"
    place.write_bytes(archive(faults.one_sco()))
    preview = Preview(place.as_posix(), "nl", "{path}")
    with TestClient(preview.app(), PANEL) as client:
        yield preview, client


def changing(preview: Preview) -> list[str]:
    """Every route of the panel that takes a POST, read from the server."""
    panel = preview.app().routes[1]
    routes = [
        one
        for one in getattr(panel, "routes", [])
        if isinstance(one, Route) and "POST" in (one.methods or ())
    ]
    return [route.path.replace("{name}", "les") for route in routes]


def test_the_routes_are_found(preview: tuple[Preview, TestClient]) -> None:
    assert {"/preview/les/play", "/preview/les/end", "/preview/les/review", "/import"} <= set(
        changing(preview[0])
    )


@pytest.mark.parametrize("body", ODD)
def test_without_the_pages_own_token_and_origin_nothing_changes(
    preview: tuple[Preview, TestClient], body: bytes
) -> None:
    shown, client = preview
    own, token = {"origin": PANEL}, {"x-preview-token": shown.token}
    strangers: list[dict[str, str | bytes]] = [
        {},
        {**own},
        {**token},
        {**token, "origin": "https://evil.example"},
        {**token, "origin": "null"},
        {**token, "origin": "http://localhost:8000"},
        {**own, "x-preview-token": b"\xe9"},
    ]
    for route in changing(shown):
        for headers in strangers:
            sent = [
                (name.encode(), value if isinstance(value, bytes) else value.encode())
                for name, value in headers.items()
            ]
            answer = client.post(route, content=body, headers=sent)
            # A package has no review: there is nothing to refuse.
            assert answer.status_code == (404 if route.endswith("/review") else 403), (route, headers)
    assert shown.lms.launches == {}


@pytest.mark.parametrize("body", [one for one in ODD if one != b""])
def test_what_is_no_wish_is_not_played(preview: tuple[Preview, TestClient], body: bytes) -> None:
    shown, client = preview
    headers = {"origin": PANEL, "x-preview-token": shown.token}
    assert client.post("/preview/les/play", content=body, headers=headers).status_code == 400
    assert shown.lms.launches == {}


@pytest.mark.parametrize("body", [*ODD, b'{"values": {"cmi.x": "\\udc00"}, "route": "xhr", "finish": false}'])
def test_what_is_no_save_is_not_kept(body: bytes) -> None:
    lms = Lms()
    launch = lms.launch(from_files(faults.one_sco()))
    with TestClient(create_app(lms), "http://localhost:8000") as client:
        assert client.post(f"/values/{launch.id}", content=body).status_code == 400
        assert client.get(f"/values/{launch.id}").status_code == 200
    assert launch.attempt.values == {}


@pytest.mark.parametrize("body", [one for one in ODD if one != b"[]"])
def test_what_is_no_statement_is_refused(body: bytes) -> None:
    lms = Lms()
    launch = lms.launch(from_files(tools.tincan("a.html")))
    assert launch.session is not None
    headers = {
        "authorization": f"Basic {launch.session.token}",
        "x-experience-api-version": "1.0.3",
        "content-type": "application/json",
    }
    before = len(lms.lrs.statements)
    with TestClient(create_app(lms), "http://localhost:8000") as client:
        assert client.post("/xapi/statements", content=body, headers=headers).status_code == 400
        assert client.get(f"/_store/{launch.id}").status_code == 200
    assert len(lms.lrs.statements) == before
