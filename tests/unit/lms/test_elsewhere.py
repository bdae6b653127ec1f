"""A package whose pages lie on another server may ask the record store; no other page may."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from modulebouwer.lms.lms import Lms
from modulebouwer.lms.package import from_files
from modulebouwer.lms.server import create_app
from packages import faults, tools

OWN = "https://content.example"


@pytest.fixture
def client() -> TestClient:
    lms = Lms()
    lms.launch(from_files(tools.cmi5([f"{OWN}/een/index.html"])))
    return TestClient(create_app(lms), base_url="http://127.0.0.1")


ASKED = [
    ("POST", "/fetch/x"),
    ("GET", "/xapi/about"),
    ("OPTIONS", "/xapi/statements"),
    ("OPTIONS", "/fetch/x"),
]


@pytest.mark.parametrize(("method", "path"), ASKED)
def test_the_page_where_the_package_begins(client: TestClient, method: str, path: str) -> None:
    reply = client.request(method, path, headers={"Origin": OWN})
    assert reply.status_code in (200, 204)
    assert reply.headers["Access-Control-Allow-Origin"] == OWN
    assert {"authorization", "x-experience-api-version"} <= {
        name.strip().lower() for name in reply.headers["Access-Control-Allow-Headers"].split(",")
    }
    assert "ETag" in reply.headers["Access-Control-Expose-Headers"]


@pytest.mark.parametrize(("method", "path"), ASKED)
@pytest.mark.parametrize(
    "origin", ["https://evil.example", "http://content.example", f"{OWN}.evil.example", "null", ""]
)
def test_any_other_page(client: TestClient, method: str, path: str, origin: str) -> None:
    reply = client.request(method, path, headers={"Origin": origin})
    assert "Access-Control-Allow-Origin" not in reply.headers
    assert reply.status_code == 405 or method != "OPTIONS"


def test_nothing_but_the_record_store(client: TestClient) -> None:
    for path, status in (
        ("/launch/1", 200),
        ("/content/1/a.html", 404),
        ("/values/1", 404),
        ("/_store/1", 200),
    ):
        reply = client.get(path, headers={"Origin": OWN})
        assert "Access-Control-Allow-Origin" not in reply.headers
        assert reply.status_code == status


def test_a_package_that_begins_here_opens_nothing_to_others() -> None:
    lms = Lms()
    lms.launch(from_files(faults.cmi5()))
    client = TestClient(create_app(lms), base_url="http://127.0.0.1")
    assert "Access-Control-Allow-Origin" not in client.get("/xapi/about", headers={"Origin": OWN}).headers
