"""The server of the double: what it serves, what it keeps to itself, and the store that it shows."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

import pytest

from harness.packages import PAGE, SCORM12, tiny_cmi5, tiny_scorm, tiny_xapi
from modulebouwer.lms.behaviour import PROFILES
from modulebouwer.lms.lms import Lms
from modulebouwer.lms.package import NotAPackage, Package, from_files, from_zip
from modulebouwer.lms.scorm.attempts import Save
from modulebouwer.lms.server import create_app, serving
from modulebouwer.package.archive import archive

FILES = {
    "imsmanifest.xml": SCORM12.encode(),
    "index.html": PAGE,
    "media/beeld.svg": b"<svg/>",
    "media/film.mp4": b"film",
}


@pytest.fixture
def lms() -> Lms:
    return Lms()


@pytest.fixture
def address(lms: Lms) -> Iterator[str]:
    with serving(create_app(lms)) as address:
        yield address


def get(url: str, **headers: str) -> tuple[int, str, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, "", b""


def test_only_loopback_listens(address: str) -> None:
    assert address.startswith("http://127.0.0.1:")


def test_a_foreign_host_header_is_refused(lms: Lms, address: str) -> None:
    launch = lms.launch(from_files(FILES))
    assert get(f"{address}/launch/{launch.id}")[0] == 200
    assert get(f"{address}/launch/{launch.id}", Host="evil.example")[0] == 400


def test_the_packages_files_have_their_types_and_nothing_else_is_served(lms: Lms, address: str) -> None:
    content = f"{address}/content/{lms.launch(from_files(FILES)).id}"
    assert get(f"{content}/index.html") == (200, "text/html", PAGE)
    assert get(f"{content}/media/beeld.svg")[1] == "image/svg+xml"
    assert get(f"{content}/media/film.mp4")[1] == "video/mp4"
    for path in ("missing.html", "../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "/etc/passwd"):
        assert get(f"{content}/{path}")[0] == 404
    assert get(f"{address}/content/99/index.html")[0] == 404


def test_a_session_that_is_gone_gives_the_login_page_for_a_file(lms: Lms, address: str) -> None:
    """As measured in Moodle 5.1: status 200, and other bytes than the file's."""
    launch = lms.launch(from_files(FILES))
    launch.expired = True
    status, kind, data = get(f"{address}/content/{launch.id}/media/film.mp4")
    assert (status, kind) == (200, "text/html")
    assert b"film" not in data


def test_a_login_beside_a_session_that_is_gone_gives_the_files_and_takes_no_save(
    lms: Lms, address: str
) -> None:
    """As measured in Moodle 5.1: the cookie opens the file, the page's own sesskey is the old one."""
    launch = lms.launch(from_files(FILES))
    launch.expired = launch.logged_in_anew = True
    assert get(f"{address}/content/{launch.id}/index.html") == (200, "text/html", PAGE)
    assert not lms.save(launch, Save({"cmi.suspend_data": "x"}, "beacon", finish=False))
    assert launch.attempt.values == {}


@pytest.mark.parametrize(
    ("profile", "name"), [("moodle", "Bram de Vries"), ("moodle-strict", "de Vries, Bram")]
)
def test_moodle_gives_a_name_the_other_way_round_where_it_is_strict(
    lms: Lms, address: str, profile: str, name: str
) -> None:
    package = from_files(FILES)
    launch = lms.launch(package, behaviour=PROFILES[package.runtime][profile], learner="bram")
    values = json.loads(get(f"{address}/values/{launch.id}")[2])
    assert values["cmi.core.student_name"] == name


def test_the_store_is_readable(lms: Lms, address: str) -> None:
    launch = lms.launch(from_files(FILES))
    body = json.dumps({"values": {"cmi.suspend_data": "één"}, "route": "xhr", "finish": False}).encode()
    with urllib.request.urlopen(f"{address}/values/{launch.id}", body) as answer:
        assert answer.status == 200
    stored = json.loads(get(f"{address}/_store/{launch.id}")[2])
    assert stored["values"] == {"cmi.suspend_data": "één"}
    assert [save["route"] for save in stored["saves"]] == ["xhr"]


def test_the_store_of_an_xapi_launch_has_its_statements_and_documents(lms: Lms, address: str) -> None:
    stored = json.loads(get(f"{address}/_store/{lms.launch(tiny_cmi5()).id}")[2])
    assert [statement["verb"]["id"] for statement in stored["statements"]] == [
        "https://w3id.org/xapi/adl/verbs/launched"
    ]
    assert stored["documents"] == []


@pytest.mark.parametrize(
    ("package", "standard", "activity"),
    [
        (lambda: tiny_scorm("scorm12"), "scorm12", "I"),
        (lambda: tiny_scorm("scorm2004"), "scorm2004", "I"),
        (tiny_cmi5, "cmi5", "https://example.org/tiny/au"),
        (tiny_xapi, "xapi", "https://example.org/tiny"),
    ],
)
def test_a_zip_is_taken_in_by_its_control_document(
    package: Callable[[], Package], standard: str, activity: str
) -> None:
    opened = from_zip(archive(package().files))
    assert (opened.standard, opened.activity, opened.launch, opened.title) == (
        standard,
        activity,
        "index.html",
        "Tiny",
    )


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"readme.txt": b"x"},
        {"imsmanifest.xml": b"<manifest>"},
        {"imsmanifest.xml": b"<manifest/>"},
        {"cmi5.xml": b"<courseStructure/>"},
        {"tincan.xml": b"<tincan/>"},
    ],
)
def test_what_names_nothing_to_launch_is_no_package(files: dict[str, bytes]) -> None:
    with pytest.raises(NotAPackage):
        from_files(files)
