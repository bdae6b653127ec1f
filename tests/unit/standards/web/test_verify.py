"""A fixture per rule: a good page with one thing changed, and its one finding."""

from __future__ import annotations

import pytest

from modulebouwer.findings import message
from modulebouwer.standards import recognised
from modulebouwer.standards.web.verify import verify
from package_trees import cmi5, scorm12, scorm2004, xapi

PAGE = """<!doctype html>
<html lang="nl"><title>Module</title>
<img src="media/kaart.svg" alt=""><a href="https://example.org/">verder</a><a href="weg.html">weg</a>
<img src="data:image/png;base64,AA==" alt=""><img src="media/twee%20woorden.svg" alt="">
<video poster="media/kaart.svg"></video>
</html>"""
MEDIA = {"media/kaart.svg": b"<svg/>", "media/twee woorden.svg": b"<svg/>"}


def found(page: str) -> list[tuple[str, int]]:
    return [(f.code, f.location.line) for f in verify({"index.html": page.encode(), **MEDIA})]


def test_nothing_in_a_page_with_its_files() -> None:
    assert found(PAGE) == []


def test_empty() -> None:
    assert found(" \n") == [("WEB-001", 1)]


@pytest.mark.parametrize(
    "element",
    [
        '<img src="https://example.org/a.png" alt="">',
        '<script src="//example.org/a.js"></script>',
        '<link rel="stylesheet" href="http://example.org/a.css">',
        '<iframe src="file:///a.html"></iframe>',
        '<video poster="https://example.org/a.png"></video>',
    ],
)
def test_loaded_from_elsewhere(element: str) -> None:
    assert found(PAGE.replace("</html>", f"{element}</html>")) == [("WEB-002", 6)]


@pytest.mark.parametrize("path", ["media/weg.svg", "Media/kaart.svg", "/media/kaart.svg", "../kaart.svg"])
def test_not_included(path: str) -> None:
    assert found(PAGE.replace('"media/kaart.svg" alt', f'"{path}" alt')) == [("WEB-003", 3)]


def test_every_finding_has_words() -> None:
    (finding,) = verify({"index.html": b'<img src="weg.svg" alt="">'})
    assert "weg.svg" in message(finding, "nl")[0]
    assert "weg.svg" in message(finding, "en")[0]


def test_every_package_is_recognised_by_one_standard() -> None:
    packages = {
        "scorm12": scorm12(),
        "scorm2004": scorm2004(),
        "cmi5": cmi5(),
        "xapi": xapi(),
        "web": {"index.html": PAGE.encode(), **MEDIA},
    }
    for name, tree in packages.items():
        assert [standard.name for standard in recognised(tree)] == [name]
