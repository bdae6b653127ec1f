"""The preview's server: who may ask, what is served, and what a hostile zip gets."""

from __future__ import annotations

import io
import json
import socket
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from harness.packages import PAGE, SCORM12
from harness.previewing import previewing
from modulebouwer.package.archive import archive
from modulebouwer.preview.app import Preview

FILES = {"imsmanifest.xml": SCORM12.encode(), "index.html": PAGE}


@pytest.fixture
def served(lesson: Path) -> Iterator[tuple[Preview, str]]:
    with previewing(lesson) as running:
        yield running


def ask(url: str, body: bytes | None = None, **headers: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers)) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, b""


def play(address: str, name: str, body: bytes = b"{}", origin: str | None = None) -> tuple[int, bytes]:
    return ask(f"{address}/preview/{name}/play", body, Origin=origin or address)


def state(address: str, name: str) -> dict[str, object]:
    """The first of the news."""
    with urllib.request.urlopen(f"{address}/preview/{name}/events") as stream:
        told: dict[str, object] = json.loads(stream.readline().removeprefix(b"data: "))
        return told


def test_only_loopback_listens(served: tuple[Preview, str]) -> None:
    port = urlsplit(served[1]).port
    assert port is not None
    socket.create_connection(("127.0.0.1", port)).close()
    # Every address of 127.0.0.0/8 is this machine's (RFC 1122, 3.2.1.3), but only one of them listens.
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", port), 5)


@pytest.mark.parametrize("path", ["/", "/preview/les/", "/preview/les/events", "/preview.js", "/kept/1"])
def test_a_foreign_host_header_is_refused(served: tuple[Preview, str], path: str) -> None:
    assert ask(f"{served[1]}{path}", Host="evil.example")[0] == 400


@pytest.mark.parametrize("action", ["play", "end"])
def test_a_page_of_another_site_changes_nothing(served: tuple[Preview, str], action: str) -> None:
    preview, address = served
    for origin in ("https://evil.example", "http://127.0.0.1:1", "null"):
        assert ask(f"{address}/preview/les/{action}", b"{}", Origin=origin)[0] == 403
    assert ask(f"{address}/preview/les/{action}", b"{}")[0] == 403
    assert not preview.lms.launches


def test_nothing_outside_the_package_is_served(served: tuple[Preview, str], lesson: Path) -> None:
    _, address = served
    (lesson / "notes.txt").write_text("mine", "utf-8")
    (lesson.parent / "secret.txt").write_text("mine", "utf-8")
    launch = json.loads(play(address, "les")[1])["id"]
    assert ask(f"{address}/content/{launch}/index.html")[0] == 200
    assert ask(f"{address}/content/{launch}/media/steps.svg")[0] == 200
    for path in ("module.yaml", "notes.txt", "../secret.txt", "..%2fsecret.txt", f"{lesson}/notes.txt"):
        assert ask(f"{address}/content/{launch}/{path}")[0] == 404, path
    for name in ("..", "%2e%2e", "..%2f..%2fetc", "nothing"):
        assert ask(f"{address}/preview/{name}/")[0] == 404, name


@pytest.mark.parametrize("body", [b"", b"[]", b'{"mode": "god"}', b'{"learner": "eve"}', b'{"path": "/etc"}'])
def test_what_the_page_never_asks_is_no_question(served: tuple[Preview, str], body: bytes) -> None:
    assert play(served[1], "les", body)[0] == 400


def test_a_skin_is_a_name_and_no_way_out(served: tuple[Preview, str]) -> None:
    preview, address = served
    body = json.dumps({"skin": "../../../../etc", "language": "../nl", "standard": "web"}).encode()
    assert play(address, "les", body)[0] == 200
    built = preview.played["les"].built
    assert built is not None
    assert (built.choice.skin, built.choice.language, built.choice.standard) == ("standaard", "en", "web")


def test_the_pages_allow_no_script_but_their_own(served: tuple[Preview, str]) -> None:
    with urllib.request.urlopen(f"{served[1]}/preview/les/") as answer:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy


def test_old_packages_are_let_go(served: tuple[Preview, str], lesson: Path) -> None:
    preview, address = served
    for number in range(3):
        section = lesson / "sections" / "preparing.md"
        section.write_text(section.read_text("utf-8") + f"\nLine {number}.\n", "utf-8")
        play(address, "les", json.dumps({"skin": ["standaard", "helder"][number % 2]}).encode())
    kept = {id(launch.package.files) for launch in preview.lms.launches.values() if launch.package.files}
    assert len(kept) == 1
    # Its page may still be leaving: what it sends then is kept.
    first = next(iter(preview.lms.launches.values()))
    body = json.dumps({"values": {"cmi.suspend_data": "late"}, "route": "beacon", "finish": False}).encode()
    assert ask(f"{address}/values/{first.id}", body)[0] == 200
    assert first.attempt.values["cmi.suspend_data"] == "late"


def zip_of(names: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in names.items():
            package.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("PKG-001", b"no zip at all"),
        ("PKG-002", zip_of({**FILES, "../../outside.html": PAGE})),
        ("PKG-002", zip_of({**FILES, "/etc/passwd": PAGE})),
        ("PKG-025", zip_of({**FILES, "bomb.txt": bytes(101 << 20)})),
        ("PKG-012", zip_of({"readme.txt": b"no package"})),
    ],
)
def test_a_zip_that_does_harm_is_not_played(tmp_path: Path, code: str, data: bytes) -> None:
    package = tmp_path / "package.zip"
    package.write_bytes(data)
    with previewing(package) as (_, address):
        told = state(address, "package")
        assert code in [finding["code"] for finding in told["findings"]]  # type: ignore[attr-defined]
        assert told["number"] == 0
        assert json.loads(play(address, "package")[1]) is None
    assert [path.name for path in tmp_path.iterdir()] == ["package.zip"]


def test_a_good_zip_plays_from_memory(tmp_path: Path) -> None:
    package = tmp_path / "package.zip"
    package.write_bytes(archive(FILES))
    with previewing(package) as (_, address):
        launch = json.loads(play(address, "package")[1])["id"]
        assert ask(f"{address}/content/{launch}/index.html") == (200, PAGE)
    assert [path.name for path in tmp_path.iterdir()] == ["package.zip"]
