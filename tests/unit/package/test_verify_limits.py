"""Where the limits of ``verify`` begin, to the entry and to the byte, and which numbers a finding tells."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from modulebouwer.findings import Finding
from modulebouwer.package import verify as module
from modulebouwer.package.archive import archive
from modulebouwer.package.verify import examine
from package_trees import scorm12

MEGABYTE = 1 << 20


def findings(data: bytes, code: str) -> list[Finding]:
    return [finding for finding in examine(io.BytesIO(data), "a.zip").findings if finding.code == code]


def entries(data: bytes) -> list[zipfile.ZipInfo]:
    return zipfile.ZipFile(io.BytesIO(data)).infolist()


def test_as_many_entries_as_may_be_and_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive(scorm12())
    monkeypatch.setattr(module, "MOST_ENTRIES", len(entries(data)))
    assert findings(data, "PKG-006") == []
    monkeypatch.setattr(module, "MOST_ENTRIES", len(entries(data)) - 1)
    (finding,) = findings(data, "PKG-006")
    assert finding.values == {"most": len(entries(data)) - 1}


def test_as_many_bytes_as_may_be_and_one_more(monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive({**scorm12(), "media/kaart.bin": random.Random(1).randbytes(3 * MEGABYTE)})
    total = sum(entry.file_size for entry in entries(data))
    monkeypatch.setattr(module, "MOST_BYTES", total)
    assert findings(data, "PKG-007") == []
    monkeypatch.setattr(module, "MOST_BYTES", total - 1)
    assert len(findings(data, "PKG-007")) == 1
    monkeypatch.setattr(module, "MOST_BYTES", 2 * MEGABYTE)
    (finding,) = findings(data, "PKG-007")
    assert finding.values == {"size": 3, "most": 2}


def test_growth_matters_above_both_limits_and_tells_how_much(monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive({**scorm12(), "media/kaart.svg": b"0" * 2_000_000})
    total = sum(entry.file_size for entry in entries(data))
    packed = sum(entry.compress_size for entry in entries(data))
    monkeypatch.setattr(module, "MOST_GROWTH", 20)
    monkeypatch.setattr(module, "GROWTH_MATTERS", total)
    assert findings(data, "PKG-025") == []
    monkeypatch.setattr(module, "GROWTH_MATTERS", total - 1)
    (finding,) = findings(data, "PKG-025")
    assert finding.values == {"ratio": total // packed}
    assert 20 < total // packed < 1032
    monkeypatch.setattr(module, "MOST_GROWTH", total // packed + 1)
    assert findings(data, "PKG-025") == []


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_double_name_is_counted() -> None:
    buffer = io.BytesIO(archive(scorm12()))
    with zipfile.ZipFile(buffer, "a") as package:
        for text in (b"other", b"another"):
            package.writestr("index.html", text)
    (finding,) = findings(buffer.getvalue(), "PKG-005")
    assert finding.values == {"path": "index.html", "count": 3}


def test_an_unusual_compression_is_numbered() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in scorm12().items():
            method = zipfile.ZIP_BZIP2 if name == "index.html" else zipfile.ZIP_DEFLATED
            package.writestr(name, data, method)
    (finding,) = findings(buffer.getvalue(), "PKG-008")
    # ZIP application note 6.3.10, 4.4.5: 12 is BZIP2.
    assert finding.values == {"path": "index.html", "method": 12}


def test_what_is_no_zip_says_why() -> None:
    (finding,) = findings(b"PK, but no zip", "PKG-001")
    assert "zip" in str(finding.values["why"])


@pytest.mark.parametrize("folder", ["", "les/"])
def test_of_a_manifest_that_is_too_large_nothing_is_read(folder: str) -> None:
    """Millions of small elements would take hundreds of megabytes, though no rule looks into them."""
    tree = {f"{folder}{path}": data for path, data in scorm12().items()}
    manifest = f"{folder}imsmanifest.xml"
    away = tree[manifest].replace(b"index.html", b"https://elsewhere.example/")
    tree[manifest] = away.replace(b"</metadata>", b"</metadata>" + b" " * (2 * MEGABYTE))
    examined = examine(io.BytesIO(archive(tree)), "a.zip")
    assert [one.code for one in examined.findings if one.code == "PKG-010"]
    assert (examined.versions, examined.played_as, examined.hosts) == ({}, {}, ())
