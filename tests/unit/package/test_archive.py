from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modulebouwer.package.archive import archive, digest, sealed

NAMES = st.from_regex(r"[a-z0-9]{1,8}(/[a-z0-9]{1,8}){0,2}\.[a-z]{1,4}", fullmatch=True)
TREES = st.dictionaries(NAMES, st.binary(max_size=3000), min_size=1, max_size=12)


@given(TREES)
def test_unpacks_to_the_same_files_in_the_same_order(tree: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(archive(tree))) as package:
        assert package.testzip() is None
        assert [(name, package.read(name)) for name in package.namelist()] == list(tree.items())


@given(TREES)
def test_form_that_every_lms_reads(tree: dict[str, bytes]) -> None:
    data = archive(tree)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for entry in package.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.external_attr >> 16) == (3, 0o100644)
            assert (entry.flag_bits, entry.compress_type, entry.extra) == (0, zipfile.ZIP_DEFLATED, b"")
            assert entry.extract_version == 20
            # The local header says the sizes itself (application note 4.3.7).
            header = data[entry.header_offset : entry.header_offset + 30]
            assert int.from_bytes(header[18:22], "little") == entry.compress_size
            assert int.from_bytes(header[22:26], "little") == entry.file_size


def test_a_name_outside_ascii_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        archive({"één.html": b""})


MAKE = """
import os, sys
os.umask(int(sys.argv[1], 8))
from modulebouwer.package.archive import archive
names = sys.argv[2].split()
sys.stdout.buffer.write(archive({name: name.encode() * 500 for name in names}))
"""


def test_same_bytes_in_another_process_time_zone_umask_and_hash_seed() -> None:
    def made(umask: str, **environment: str) -> bytes:
        arguments = [sys.executable, "-c", MAKE, umask, "imsmanifest.xml index.html media/a.svg"]
        return subprocess.run(
            arguments, env={**os.environ, **environment}, capture_output=True, check=True
        ).stdout

    first = made("022", TZ="UTC", PYTHONHASHSEED="0")
    assert first == made("077", TZ="Pacific/Kiritimati", PYTHONHASHSEED="4242", LC_ALL="C")


def test_digest_is_what_sha256sum_says_of_the_unpacked_files(tmp_path: Path) -> None:
    tree = {"imsmanifest.xml": b"<m/>", "media/b.svg": b"<svg/>", "index.html": b"<p>"}
    with zipfile.ZipFile(io.BytesIO(archive(tree))) as package:
        package.extractall(tmp_path)
    paths = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file())
    lines = [f"{hashlib.sha256((tmp_path / path).read_bytes()).hexdigest()}  {path}\n" for path in paths]
    assert digest(tree) == hashlib.sha256("".join(lines).encode()).hexdigest()
    assert digest(dict(reversed(tree.items()))) == digest(tree)
    assert digest({**tree, "index.html": b"<P>"}) != digest(tree)


def test_the_page_says_the_digest_of_its_package_which_stays_the_same_by_that() -> None:
    tree = {
        "a.txt": b"a",
        "index.html": b'<!doctype html>\n<html lang="nl" data-package="">\n<p data-package="">',
    }
    found = sealed(tree)
    assert found["index.html"].count(digest(tree).encode()) == 1
    assert f'<html lang="nl" data-package="{digest(tree)}">'.encode() in found["index.html"]
    assert digest(found) == digest(sealed(found)) == digest(tree)
    assert digest({**found, "a.txt": b"b"}) != digest(tree)
    assert digest({**found, "index.html": found["index.html"] + b"."}) != digest(tree)
    assert sealed({"imsmanifest.xml": b"<m/>"}) == {"imsmanifest.xml": b"<m/>"}
