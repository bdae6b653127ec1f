"""Whatever stands in a module's folder: a package without findings, or findings with a place. Never a traceback."""

from __future__ import annotations

import datetime
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from modulebouwer.build import Options, build
from modulebouwer.findings import Report, message
from modulebouwer.new import scaffold
from modulebouwer.package.verify import verify


def silent(_: str) -> None:
    pass


@pytest.fixture
def module(tmp_path: Path) -> Path:
    scaffold(tmp_path / "les", "nl", datetime.date(2026, 1, 2))
    return tmp_path / "les"


def with_title(module: Path, title: str) -> tuple[bytes | None, Report]:
    """The zip of the example with another title, or None, and the findings."""
    definition = module / "module.yaml"
    text = definition.read_text("utf-8")
    definition.write_text(
        re.sub(r"^title: .*$", lambda _: f"title: {json.dumps(title, ensure_ascii=False)}", text, flags=re.M),
        "utf-8",
    )
    packages, report = build([str(module)], module.parent / "dist", Options(), silent)
    return (packages[0].path.read_bytes() if packages else None), report


def manifest_titles(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = etree.fromstring(package.read("imsmanifest.xml"))
    return [title.text or "" for title in root.iter("{http://www.imsproject.org/xsd/imscp_rootv1p1p2}title")]


@pytest.mark.parametrize(
    "title",
    [
        "Leren 🏫👩‍🏫",
        "مدرسة والمنطقة",
        "‮omgekeerd‬",
        "<script>alert(1)</script>",
        "]]>&amp;\"'",
        "{{ 7*7 }}",
        "a" * 200,
    ],
)
def test_a_strange_title_is_shown_as_it_is(module: Path, title: str) -> None:
    data, report = with_title(module, title)
    assert data is not None, report.text("en")
    assert manifest_titles(data) == [title, title]
    assert verify(io.BytesIO(data), "x.zip") == []
    assert b"<script>alert(1)" not in zipfile.ZipFile(io.BytesIO(data)).read("index.html")


@pytest.mark.parametrize("title", ["", "   ", "x" * 300, "a\x07b", "a\x00b"])
def test_a_title_that_cannot_be(module: Path, title: str) -> None:
    data, report = with_title(module, title)
    assert data is None
    assert (module / "module.yaml").as_posix() in {finding.location.path for finding in report.findings}


@given(title=st.text(max_size=220))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_title(module: Path, title: str) -> None:
    data, report = with_title(module, title.replace("\n", " "))
    if data is None:
        assert report.failed
        assert all(message(finding, "nl")[0] for finding in report.findings)
    else:
        assert verify(io.BytesIO(data), "x.zip") == []


FOLDERS = {
    "binary section": {"sections/beginnen.md": b"\x00\x01\xff\xfe" * 99},
    "broken YAML": {"module.yaml": b"title: [open\n"},
    "YAML bomb": {
        "module.yaml": b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (c, c, b",".join([b"*%c" % (c - 1)] * 9)) for c in range(98, 110))
    },
    "deep YAML": {"module.yaml": b"[" * 50_000},
    "deep Markdown": {"sections/beginnen.md": b"---\ntitle: a\nminutes: 1\n---\n" + b"> " * 5_000 + b"x\n"},
    "empty file": {"module.yaml": b""},
    "a list": {"module.yaml": b"- a\n- b\n"},
    "wrong types": {"module.yaml": b"identifier: [1]\ntitle: {a: b}\nversion: 1\nsections: ja\n"},
    "references of another kind": {"references.yaml": b"references: {a: 1}\n"},
}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_that_is_not_a_module(module: Path, name: str) -> None:
    for path, data in FOLDERS[name].items():
        (module / path).write_bytes(data)
    packages, report = build([str(module)], module.parent / "dist", Options(), silent)
    assert report.text("nl")
    assert report.text("en")
    assert report.failed == (packages == [])
