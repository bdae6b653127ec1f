"""A fixture per rule of zips in general: each made from a package without findings, each with its one finding."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modulebouwer.findings import codes as all_codes
from modulebouwer.package import verify as module
from modulebouwer.package.archive import archive
from modulebouwer.package.verify import examine, verify, verify_file
from package_trees import REPORTING, scorm12, scorm2004

SHOWN = "dist/module.zip"


def found(data: bytes) -> list[tuple[str, str]]:
    return [(finding.code, finding.location.path) for finding in verify(io.BytesIO(data), SHOWN)]


def zipped(files: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] = lambda _: None) -> bytes:
    """A zip in which ``change`` may bend an entry before it is written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            change(entry)
            package.writestr(entry, data)
    return buffer.getvalue()


def with_file(name: str, data: bytes = b"x") -> dict[str, bytes]:
    """The good package with one more file, which its manifest lists."""
    tree = dict(scorm12())
    listed = tree["imsmanifest.xml"].replace(
        b'<file href="index.html"/>', f'<file href="index.html"/><file href="{name}"/>'.encode()
    )
    return {**tree, "imsmanifest.xml": listed, name: data}


def test_nothing_in_a_good_package() -> None:
    assert found(archive(scorm12())) == []
    assert found(zipped(dict(scorm12()))) == []


def test_not_a_zip() -> None:
    assert found(b"") == [("PKG-001", SHOWN)]
    assert found(b"no zip" * 99) == [("PKG-001", SHOWN)]
    assert found(archive(scorm12())[:-30]) == [("PKG-001", SHOWN)]


@pytest.mark.parametrize(
    ("data", "code", "kind"),
    [
        (b"<html>no zip</html>" * 99, "PKG-038", "HTML"),
        (b"\xef\xbb\xbf\n<!DOCTYPE HTML><title>Sign in</title>", "PKG-038", "HTML"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(99), "PKG-038", "7z"),
        (b"Rar!\x1a\x07" + bytes(99), "PKG-038", "RAR"),
        (b"%PDF-1.7\n", "PKG-038", "PDF"),
        (gzip.compress(b"x" * 999, mtime=0), "PKG-038", "tar.gz"),
        (bytes(257) + b"ustar" + bytes(250), "PKG-038", "tar"),
        (gzip.compress(b".ARCHIVE_INDEX" + bytes(99), mtime=0), "PKG-035", "Moodle (.mbz)"),
        (b'<?xml version="1.0"?><manifest/>', "PKG-041", None),
        (b'<?xml version="1.0"?>\n<!-- x -->\n<m:manifest xmlns:m="x"/>', "PKG-041", None),
        (b'<?xml version="1.0"?><!DOCTYPE quiz><quiz><question/></quiz>', "PKG-185", None),
        (b'<?xml version="1.0"?><questestinterop/>', "PKG-185", None),
        (b'<?xml version="1.0"?><rss version="2.0"/>', "PKG-185", None),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_kind(data: bytes, code: str, kind: str | None) -> None:
    (finding,) = verify(io.BytesIO(data), SHOWN)
    assert (finding.code, finding.values.get("kind")) == (code, kind)


@pytest.mark.parametrize(
    "name",
    ["../buiten.html", "a/../../b.html", "/etc/passwd", "C:/b.html", "a\\b.html", "a/../b.html", "./"],
)
def test_a_name_that_leaves_the_package(name: str) -> None:
    assert found(zipped({**scorm12(), name: b""})) == [("PKG-002", f"{SHOWN}/{name}")]


@pytest.mark.parametrize(
    ("name", "better"),
    [("a//b.html", "a/b.html"), ("./a.html", "a.html"), ("a/./b/", "a/b"), ("././a/b.html", "a/b.html")],
)
def test_a_name_that_takes_a_detour(name: str, better: str) -> None:
    (finding,) = verify(io.BytesIO(zipped({**scorm12(), name: b""})), SHOWN)
    assert (finding.code, finding.values["better"]) == ("PKG-186", better)


def test_a_name_with_a_control_character() -> None:
    assert found(zipped({**scorm12(), "a\nb.html": b""})) == [("PKG-002", rf"{SHOWN}/a\nb.html")]


def test_a_symbolic_link() -> None:
    def link(entry: zipfile.ZipInfo) -> None:
        if entry.filename == "link.html":
            entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16

    assert found(zipped(with_file("link.html"), link)) == [("PKG-003", f"{SHOWN}/link.html")]


def patched(data: bytes, offset: int, value: int) -> bytes:
    """Write a 16-bit ``value`` at ``offset`` of every entry in the directory (application note 4.3.12)."""
    changed = bytearray(data)
    start = data.find(b"PK\x01\x02")
    while start >= 0:
        struct.pack_into("<H", changed, start + offset, value)
        start = data.find(b"PK\x01\x02", start + 4)
    return bytes(changed)


def test_encrypted() -> None:
    codes = {code for code, _ in found(patched(archive(scorm12()), 8, 1))}
    assert codes == {"PKG-004"}


def test_a_double_entry() -> None:
    buffer = io.BytesIO(archive(scorm12()))
    with zipfile.ZipFile(buffer, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("index.html", b"other")
    assert found(buffer.getvalue()) == [("PKG-005", f"{SHOWN}/index.html")]


def test_too_many_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ENTRIES", 5)
    assert found(archive(scorm12())) == [("PKG-006", SHOWN)]


def test_a_directory_too_large_to_read() -> None:
    data = bytearray(archive(scorm12()))
    struct.pack_into("<L", data, data.rfind(b"PK\x05\x06") + 12, 0xFFFF_FFF0)
    assert found(bytes(data)) == [("PKG-006", SHOWN)]


def test_a_bomb() -> None:
    """A directory may say what it likes: it is believed when it says too much."""
    data = bytearray(archive(scorm12()))
    struct.pack_into("<L", data, data.find(b"PK\x01\x02") + 24, 0xF000_0000)
    assert found(bytes(data)) == [("PKG-007", SHOWN)]


def test_an_entry_does_not_unpack_to_more_than_it_says() -> None:
    tree = {**scorm12(), "media/kaart.svg": b"0" * 5_000_000}
    data = bytearray(archive(tree))
    name = data.rfind(b"media/kaart.svg")
    struct.pack_into("<L", data, name - 46 + 24, 100)
    assert found(bytes(data)) == [("PKG-009", f"{SHOWN}/media/kaart.svg")]


def test_an_unusual_compression() -> None:
    def bzip2(entry: zipfile.ZipInfo) -> None:
        if entry.filename == "index.html":
            entry.compress_type = zipfile.ZIP_BZIP2

    assert found(zipped(dict(scorm12()), bzip2)) == [("PKG-008", f"{SHOWN}/index.html")]


def test_a_damaged_entry() -> None:
    data = bytearray(
        zipped(dict(scorm12()), lambda entry: setattr(entry, "compress_type", zipfile.ZIP_STORED))
    )
    data[data.find(b"<!doctype html>")] = ord("?")
    assert found(bytes(data)) == [("PKG-009", f"{SHOWN}/index.html")]


def test_the_page_of_a_thousand_sections_is_not_too_large() -> None:
    page = b"<!doctype html><title>a</title>" + b"<p>Een lange module.</p>\n" * 140_000
    assert found(archive({"index.html": page})) == []


def test_a_manifest_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_CONTROL_FILE_BYTES", 100)
    assert found(archive(scorm12())) == [("PKG-010", f"{SHOWN}/imsmanifest.xml")]


def test_a_folder_around_the_package() -> None:
    wrapped = {f"module/{path}": data for path, data in scorm12().items()}
    assert found(archive(wrapped)) == [("PKG-011", f"{SHOWN}/module/imsmanifest.xml")]


def test_no_control_file() -> None:
    assert found(archive({"readme.txt": b"hello"})) == [("PKG-012", SHOWN)]


def test_an_unknown_standard() -> None:
    assert found(archive({"imsmanifest.xml": b"<manifest/>", "a.html": b""})) == [
        ("PKG-013", f"{SHOWN}/imsmanifest.xml")
    ]


def test_zip64() -> None:
    assert {code for code, _ in found(patched(archive(scorm12()), 6, 45))} == {"PKG-014"}


class Pipe(io.BytesIO):
    """A stream that cannot go back, so that ``zipfile`` puts the sizes behind the data."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation


def streamed(method: int) -> bytes:
    pipe: BinaryIO = Pipe()
    with zipfile.ZipFile(pipe, "w", method) as package:
        for path, data in scorm12().items():
            package.writestr(path, data)
    assert isinstance(pipe, io.BytesIO)
    return pipe.getvalue()


def test_sizes_behind_the_data() -> None:
    assert {code for code, _ in found(streamed(zipfile.ZIP_STORED))} == {"PKG-015"}


def test_sizes_behind_deflated_data_are_told_once() -> None:
    """Deflate tells where it ends, so that readers of streams can do without."""
    assert found(streamed(zipfile.ZIP_DEFLATED)) == [("PKG-021", SHOWN)]


def test_a_name_that_lmss_mangle() -> None:
    assert found(zipped(with_file("café.html"))) == [("PKG-016", f"{SHOWN}/café.html")]
    assert found(zipped(with_file("a b.html"))) == [("PKG-016", f"{SHOWN}/a b.html")]


def test_a_name_without_extension() -> None:
    assert found(zipped(with_file("leesmij"))) == [("PKG-017", f"{SHOWN}/leesmij")]


def test_one_name_in_two_folders() -> None:
    assert found(zipped(with_file("other/kaart.svg"))) == [
        ("PKG-018", f"{SHOWN}/media/kaart.svg"),
        ("PKG-018", f"{SHOWN}/other/kaart.svg"),
    ]


def test_a_script_that_moodle_does_not_know() -> None:
    assert found(zipped(with_file("lib/app.mjs"))) == [("PKG-022", f"{SHOWN}/lib/app.mjs")]


@pytest.mark.parametrize("name", ["opslaan.php", "start.EXE", "tools/pak.sh"])
def test_a_program_for_a_server(name: str) -> None:
    assert found(zipped(with_file(name))) == [("PKG-023", f"{SHOWN}/{name}")]


def test_something_from_another_server() -> None:
    page = b"<!doctype html>\n<title>M</title>\n<script src='https://cdn.example/a.js'></script>" + REPORTING
    (finding,) = verify(io.BytesIO(archive({**scorm12(), "index.html": page})), SHOWN)
    assert (finding.code, finding.location.path, finding.location.line) == (
        "PKG-024",
        f"{SHOWN}/index.html",
        3,
    )


def test_what_a_standard_forbids_is_not_told_twice() -> None:
    page = b"<!doctype html><title>M</title><img src='https://cdn.example/a.png'>"
    assert found(archive({"index.html": page})) == [("WEB-002", f"{SHOWN}/index.html")]


def test_growth(monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive({**scorm12(), "media/kaart.svg": b"0" * 2_000_000})
    assert found(data) == []
    monkeypatch.setattr(module, "GROWTH_MATTERS", 1_000_000)
    monkeypatch.setattr(module, "MOST_GROWTH", 20)
    assert found(data) == [("PKG-025", SHOWN)]


@pytest.mark.parametrize("name", [".DS_Store", "media/Thumbs.db", "__MACOSX/._index.html"])
def test_left_behind(name: str) -> None:
    assert found(zipped(with_file(name))) == [("PKG-026", f"{SHOWN}/{name}")]


def test_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LARGE", 1000)
    assert found(archive(scorm12())) == [("PKG-027", SHOWN)]


def test_examine_names_the_standard() -> None:
    assert examine(io.BytesIO(archive(scorm12())), SHOWN).standards == ("scorm12",)
    assert examine(io.BytesIO(archive(scorm2004())), SHOWN).standards == ("scorm2004",)
    assert examine(io.BytesIO(b""), SHOWN).standards == ()


def test_a_version_in_the_metadata_is_not_that_of_the_standard() -> None:
    tree = dict(scorm2004())
    tree["imsmanifest.xml"] = tree["imsmanifest.xml"].replace(
        b"<organizations", b"<!-- >1.2< --><organizations"
    )
    assert examine(io.BytesIO(archive(tree)), SHOWN).standards == ("scorm2004",)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    missing = tmp_path / "weg.zip"
    assert [(f.code, f.location.path) for f in verify_file(missing)] == [("PKG-020", missing.as_posix())]


@given(st.data())
def test_no_mutation_stops_the_program(data: st.DataObject) -> None:
    """Whatever is done to the bytes: findings with words, never an exception."""
    package = bytearray(archive(scorm12(control_documents=False)))
    for _ in range(data.draw(st.integers(1, 6))):
        package[data.draw(st.integers(0, len(package) - 1))] = data.draw(st.integers(0, 255))
    start = data.draw(st.integers(0, 40))
    assert {code for code, _ in found(bytes(package[start:]))} <= set(all_codes())


@given(st.text(max_size=60), st.integers(0, 3000))
def test_no_manifest_stops_the_program(text: str, position: int) -> None:
    tree = dict(scorm12(control_documents=False))
    manifest = tree["imsmanifest.xml"]
    tree["imsmanifest.xml"] = manifest[:position] + text.encode("utf-8", "replace") + manifest[position:]
    assert {code for code, _ in found(archive(tree))} <= set(all_codes())


def test_no_package_names_each_control_file_once() -> None:
    (finding,) = verify(io.BytesIO(archive({"a.txt": b"x"})), "a.zip")
    assert finding.values["expected"] == "cmi5.xml, imsmanifest.xml, tincan.xml"
