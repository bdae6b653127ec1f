"""The preview's server: who may ask, what is served, and what a hostile zip gets."""

from __future__ import annotations

import io
import json
import queue
import re
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
from modulebouwer.lms.server import serving
from modulebouwer.package.archive import archive
from modulebouwer.preview import DEFAULT_EDITOR
from modulebouwer.preview.app import Preview
from packages import faults

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


def token(address: str, name: str) -> str:
    """The page's own, as its program reads it."""
    (found,) = re.findall(rb'<meta name="token" content="([0-9a-f]+)">', ask(f"{address}/preview/{name}/")[1])
    return str(found.decode())


def played(address: str) -> str:
    """The origin at which the same server plays packages."""
    return address.replace("127.0.0.1", "localhost")


def play(address: str, name: str, body: bytes = b"{}", origin: str | None = None) -> tuple[int, bytes]:
    headers = {"Origin": origin or address, "X-Preview-Token": token(address, name)}
    return ask(f"{address}/preview/{name}/play", body, **headers)


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


@pytest.mark.parametrize(
    "action", ["preview/les/play", "preview/les/end", "preview/les/review", "import?name=a.txt"]
)
def test_a_page_of_another_site_changes_nothing(
    served: tuple[Preview, str], action: str, tmp_path: Path
) -> None:
    preview, address = served
    own = {"X-Preview-Token": token(address, "les")}
    for origin in ("https://evil.example", "http://127.0.0.1:1", "null"):
        assert ask(f"{address}/{action}", b"{}", Origin=origin, **own)[0] == 403
    assert ask(f"{address}/{action}", b"{}", **own)[0] == 403
    assert ask(f"{address}/{action}", b"{}", Origin=address)[0] == 403
    assert ask(f"{address}/{action}", b"{}", Origin=address, **{"X-Preview-Token": "0" * 32})[0] == 403
    assert not preview.lms.launches
    assert [path.name for path in tmp_path.iterdir()] == ["les"]


def test_nothing_outside_the_package_is_served(served: tuple[Preview, str], lesson: Path) -> None:
    _, address = served
    (lesson / "notes.txt").write_text("mine", "utf-8")
    (lesson.parent / "secret.txt").write_text("mine", "utf-8")
    launch = json.loads(play(address, "les")[1])["id"]
    assert ask(f"{played(address)}/content/{launch}/index.html")[0] == 200
    assert ask(f"{played(address)}/content/{launch}/media/steps.svg")[0] == 200
    for path in ("module.yaml", "notes.txt", "../secret.txt", "..%2fsecret.txt", f"{lesson}/notes.txt"):
        assert ask(f"{played(address)}/content/{launch}/{path}")[0] == 404, path
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


def save(address: str, launch: str, body: bytes, origin: str | None = None) -> int:
    return ask(f"{played(address)}/values/{launch}", body, **({"Origin": origin} if origin else {}))[0]


def test_what_is_saved_comes_from_the_package_alone(served: tuple[Preview, str]) -> None:
    preview, address = served
    launch = json.loads(play(address, "les")[1])["id"]
    body = json.dumps({"values": {"cmi.suspend_data": "x"}, "route": "xhr", "finish": False}).encode()
    for origin in ("https://evil.example", "null", address):
        assert save(address, launch, body, origin) == 403
    # Who cannot read our pages does not know the launch's address either.
    assert save(address, "1", body, played(address)) == 404
    assert preview.lms.launches[launch].attempt.values == {}
    assert save(address, launch, body, played(address)) == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"3",
        b"{}",
        b'{"values":[],"route":"xhr","finish":false}',
        b'{"values":{"a":1},"route":"xhr","finish":false}',
        b'{"values":{},"route":"pigeon","finish":false}',
        b'{"values":{},"route":"xhr"}',
        b"\xff\xfe",
    ],
)
def test_a_save_that_is_none_is_refused(served: tuple[Preview, str], body: bytes) -> None:
    launch = json.loads(play(served[1], "les")[1])["id"]
    assert save(served[1], launch, body) == 400


@pytest.mark.parametrize("page", ["/preview/les/", "/launch/{launch}", "/content/{launch}/index.html"])
def test_another_site_cannot_put_the_pages_in_a_frame(served: tuple[Preview, str], page: str) -> None:
    launch = json.loads(play(served[1], "les")[1])["id"]
    at = served[1] if page.startswith("/preview") else played(served[1])
    allowed = "'none'" if page.startswith("/preview") else f"'self' {served[1]}"
    with urllib.request.urlopen(f"{at}{page.format(launch=launch)}") as answer:
        assert answer.headers["content-security-policy"].endswith(f"frame-ancestors {allowed}")


def test_what_is_played_and_the_panel_are_of_two_origins(served: tuple[Preview, str]) -> None:
    address = served[1]
    launch = json.loads(play(address, "les")[1])["id"]
    for path in (f"/content/{launch}/index.html", f"/launch/{launch}", f"/_store/{launch}", "/xapi/about"):
        assert ask(f"{address}{path}")[0] == 404
        assert ask(f"{played(address)}{path}")[0] == 200
    for path in ("/preview/les/", "/preview/les/events", f"/kept/{launch}", "/preview.js"):
        assert ask(f"{played(address)}{path}")[0] == 404
    # Who types the other name comes to the panel all the same.
    with urllib.request.urlopen(f"{played(address)}/") as answer:
        assert answer.geturl().startswith(address)


@pytest.mark.parametrize("profile", ["offline", "unreachable"])
def test_without_a_network_the_packages_own_requests_fail_too(
    served: tuple[Preview, str], profile: str
) -> None:
    address = served[1]
    launch = json.loads(play(address, "les", json.dumps({"profile": profile}).encode())[1])["id"]
    page = f"{played(address)}/content/{launch}/index.html"
    assert ask(page, None, **{"Sec-Fetch-Dest": "iframe"})[0] == 200
    assert ask(page, None, **{"Sec-Fetch-Dest": "empty"})[0] == 503


def test_the_part_that_an_lms_opens_is_marked_and_parts_are_named_with_their_chapters(tmp_path: Path) -> None:
    """Open edX opens the part whose resource stands first, whatever the table of contents says."""
    tree = faults.several_scos()
    text = tree["imsmanifest.xml"].decode()
    first = text[text.index("<resource ") : text.index("</resource>") + len("</resource>")]
    turned = text.replace(first, "").replace("</resources>", f"{first}</resources>")
    chapter = turned.replace(
        '<item identifier="i1"', '<item identifier="h"><title>Een</title><item identifier="i1"'
    )
    chapter = chapter.replace("</item>", "</item></item>", 1)
    package = tmp_path / "package.zip"
    package.write_bytes(archive({**tree, "imsmanifest.xml": chapter.encode()}))
    with previewing(package) as (_, address):
        told = state(address, "package")["activities"]
    assert told == [
        {"id": "i1", "title": "Een › Deel 1"},
        {"id": "i2", "title": "Deel 2 (opened by Open edX (SCORM XBlock 19), and no other)"},
        {"id": "i3", "title": "Deel 3"},
    ]


def test_each_part_of_a_package_can_be_chosen_and_has_its_own_state(tmp_path: Path) -> None:
    package = tmp_path / "package.zip"
    package.write_bytes(archive(faults.several_scos()))
    with previewing(package) as (preview, address):
        told = state(address, "package")
        assert told["activities"] == [{"id": f"i{n}", "title": f"Deel {n}"} for n in (1, 2, 3)]
        for number in ("2", "3"):
            launch = json.loads(play(address, "package", json.dumps({"activity": f"i{number}"}).encode())[1])[
                "id"
            ]
            assert preview.lms.launches[launch].package.launch == f"{number}.html"
            assert state(address, "package")["title"] == f"Deel {number}"
            values = {"cmi.suspend_data": number}
            body = json.dumps({"values": values, "route": "xhr", "finish": False}).encode()
            assert save(address, launch, body) == 200
        kept = [one.attempt.values["cmi.suspend_data"] for one in preview.lms.launches.values()]
        assert kept == ["2", "3"]


def test_a_part_whose_first_page_is_absent_says_so(tmp_path: Path) -> None:
    package = tmp_path / "package.zip"
    tree = faults.several_scos()
    package.write_bytes(archive({path: data for path, data in tree.items() if path != "2.html"}))
    with previewing(package) as (_, address):
        told = [
            json.loads(play(address, "package", json.dumps({"activity": f"i{n}"}).encode())[1])["missing"]
            for n in (1, 2)
        ]
    assert told == ["", "2.html"]


def test_a_manifest_that_verify_does_not_read_is_not_played(tmp_path: Path) -> None:
    package = tmp_path / "package.zip"
    bloated = FILES["imsmanifest.xml"].replace(b"</metadata>", b"</metadata>" + b" " * (3 << 20))
    package.write_bytes(zip_of({**FILES, "imsmanifest.xml": bloated}))
    with previewing(package) as (_, address):
        told = state(address, "package")
        assert [finding["code"] for finding in told["findings"]] == ["PKG-010"]  # type: ignore[attr-defined]
        assert json.loads(play(address, "package")[1]) is None


def test_the_port_is_free_at_once(lesson: Path) -> None:
    with previewing(lesson) as (_, address):
        port = urlsplit(address).port
        assert ask(f"{address}/preview/les/")[0] == 200
    assert port is not None
    with serving(Preview(lesson.as_posix(), "en", DEFAULT_EDITOR).app(), port) as again:
        assert again == address


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
    assert ask(f"{played(address)}/values/{first.id}", body)[0] == 200
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
        assert ask(f"{played(address)}/content/{launch}/index.html") == (200, PAGE)
    assert [path.name for path in tmp_path.iterdir()] == ["package.zip"]


def test_a_folder_with_a_way_out_is_told_and_watched_without_going_there(tmp_path: Path) -> None:
    folder, outside = tmp_path / "les", tmp_path / "buiten"
    for place in (folder / "media", outside):
        place.mkdir(parents=True)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "schijf").symlink_to("/")
    (folder / "media" / "buiten").symlink_to(outside)
    reports: queue.Queue[list[str]] = queue.Queue()
    with previewing(folder, told=lambda found: reports.put([one.code for one in found.findings])) as (
        _,
        address,
    ):
        assert reports.get(timeout=20) == ["PKG-003", "PKG-003"]
        assert state(address, "les")["number"] == 0
        (folder / "schijf").unlink()
        assert reports.get(timeout=20) == ["PKG-003"]
        (folder / "media" / "buiten").unlink()
        assert "PKG-003" not in reports.get(timeout=20)
        assert state(address, "les")["number"] == 1


def test_what_is_added_is_called_by_its_whole_name(lesson: Path, tmp_path: Path) -> None:
    preview = Preview(lesson.as_posix(), "en", DEFAULT_EDITOR)
    (tmp_path / "les.zip").write_bytes(b"")
    added = [tmp_path / "module v1.2", tmp_path / "les.zip", lesson]
    assert [preview.add(path) for path in added] == [
        "/preview/module%20v1.2/",
        "/preview/les-2/",
        "/preview/les/",
    ]
