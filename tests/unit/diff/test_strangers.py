"""Packages of strangers, and broken ones of ours: ``diff`` says what it can, and never ends in a traceback."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modulebouwer.cli import main
from modulebouwer.package.archive import archive
from package_trees import cmi5, scorm12, scorm2004, xapi

INTERACTION = {
    "id": "a",
    "section": "een",
    "prompt": "Wat ziet u?",
    "maxLength": 400,
    "required": True,
    "options": [{"id": "x", "text": "Wachten"}],
    "targets": [{"id": "y", "text": "Thuis"}],
}
COURSE: dict[str, object] = {
    "identifier": "les",
    "version": "1.0.0",
    "title": "Les",
    "sections": [{"id": "een", "title": "Eén"}],
    "interactions": [INTERACTION],
}
PAGE = (
    b'<!doctype html><title>Les</title><section data-section="een"><p>Tekst</p></section>'
    b'<script src="player-1.js"></script>'
)


def package(script: bytes, **more: bytes) -> dict[str, bytes]:
    return {**scorm12(), "index.html": PAGE, "player-1.js": script, **more}


def diff(tree: dict[str, bytes], capsys: pytest.CaptureFixture[str] | None = None) -> str:
    """What ``diff`` of the package with itself prints; only exit codes that are documented."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.zip"
        path.write_bytes(archive(tree))
        assert main(["diff", str(path), str(path), "--lang", "en"]) in (0, 1, 2)
    return capsys.readouterr().out if capsys else ""


def script(course: object) -> bytes:
    return b"window.modulebouwerCourse=" + json.dumps(course).encode() + b";\nplay()"


def test_a_course_that_can_be_read_has_no_finding(capsys: pytest.CaptureFixture[str]) -> None:
    assert "UPD-007" not in diff(package(script(COURSE)), capsys)


BROKEN = {
    "an interaction without anything": {**COURSE, "interactions": [{}]},
    "interactions that are none": {**COURSE, "interactions": {"a": 1}},
    "a section that is a number": {**COURSE, "sections": [3]},
    "a length that is a word": {
        **COURSE,
        "interactions": [{**INTERACTION, "maxLength": "lang"}],
    },
    "options that are none": {**COURSE, "interactions": [{**INTERACTION, "options": 7}]},
    "no object": [1, 2],
    "nothing": None,
    "an empty identifier": {**COURSE, "identifier": ""},
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_course_that_cannot_be_read_is_a_finding(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = diff(package(script(BROKEN[name])), capsys)
    assert "a.zip:1:1: warning UPD-007" in told
    assert "The packages are the same." in told


def test_the_finding_is_in_the_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(archive(package(script(BROKEN["no object"]))))
    assert main(["diff", str(path), str(path), "--format", "json"]) == 0
    assert [one["code"] for one in json.loads(capsys.readouterr().out)["findings"]] == ["UPD-007"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def courses(draw: st.DrawFn) -> object:
    """A course of ours in which one thing is something else."""
    course = json.loads(json.dumps(COURSE))
    place = draw(st.sampled_from(["", *COURSE, "section", "interaction"]))
    value = draw(VALUES)
    if place == "":
        return value
    if place in COURSE:
        return {**course, place: value}
    parts = course[f"{place}s"]
    parts[0][draw(st.sampled_from(sorted(parts[0])))] = value
    return course


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(courses())
def test_any_course(course: object) -> None:
    diff(package(script(course)))


TREES = {"scorm12": scorm12, "scorm2004": scorm2004, "cmi5": cmi5, "xapi": xapi}
CONTROL = {
    "scorm12": "imsmanifest.xml",
    "scorm2004": "imsmanifest.xml",
    "cmi5": "cmi5.xml",
    "xapi": "tincan.xml",
}


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(TREES)), st.data())
def test_any_control_file(standard: str, data: st.DataObject) -> None:
    """A piece of the control file is cut out, doubled or replaced: by bytes, or by another piece."""
    tree = dict(TREES[standard]())
    content = tree[CONTROL[standard]]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 200)))
    other = data.draw(st.integers(0, len(content)))
    piece = data.draw(
        st.sampled_from([b"", content[start:end] * 2, content[other : other + 60], b"\0", b"&b;", b"\xff"])
    )
    tree[CONTROL[standard]] = content[:start] + piece + content[end:]
    diff(tree)


@pytest.mark.parametrize("page", [b"", b" ", b"\0", b"<!---->", b"<?x?>", b"<!doctype html>", b"\xff\xfe<"])
def test_a_page_that_is_none(page: bytes) -> None:
    diff({**package(script(COURSE)), "index.html": page})


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=300) | st.text(alphabet="<>/=\"' abcsection-data\n", max_size=300).map(str.encode))
def test_any_page(page: bytes) -> None:
    diff({**package(script(COURSE)), "index.html": page})
