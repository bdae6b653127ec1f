"""What pages name and the package does not hold."""

from __future__ import annotations

import pytest

from modulebouwer.package import missing_files as module
from modulebouwer.package.missing_files import missing_files


def missing(page: str, *files: str, path: str = "index.html", start: str = "") -> list[tuple[str, int]]:
    tree = {path: page.encode(), **dict.fromkeys(files, b"x")}
    return [(one.file, one.line) for one in missing_files(tree, [start or path])]


@pytest.mark.parametrize(
    ("page", "file"),
    [
        ("<img src='a.png'>", "a.png"),
        ("<p>\n<script src='lib/a.js?v=1'></script>", "lib/a.js"),
        ("<link rel='stylesheet' href='./a.css'>", "a.css"),
        ("<a href='twee.html#deel'>Verder</a>", "twee.html"),
        ("<video poster='a%20b.png'></video>", "a b.png"),
        ("<img srcset='a.png 1x, b.png 2x'>", "b.png"),
        ("<img src='A.PNG'>", "A.PNG"),
        ("<script src='/lib/a.js'></script>", "/lib/a.js"),
        ("<base href='inhoud/'><img src='a.png'>", "inhoud/a.png"),
        ("<iframe src='../a.html'></iframe>", "../a.html"),
    ],
)
def test_told(page: str, file: str) -> None:
    line = 2 if "\n" in page else 1
    assert missing(page, *(["a.png"] if file != "a.png" else [])) == [(file, line)]


@pytest.mark.parametrize(
    "page",
    [
        "<img src='https://elders.example/a.png'><img src='//elders.example/a.png'>",
        "<img src='data:image/png;base64,AA=='><a href='mailto:a@b.example'>x</a><a href='javascript:void(0)'>x</a>",
        "<a href='#deel'>x</a><a href='?x=1'>x</a><a href='leeg/'>x</a><a href='./'>x</a><a href=''>x</a>",
        "<img src='{{ picture }}'><img src='${x}'><img src='<%= x %>'>",
        "<!-- <img src='a.png'> --><template><img src='a.png'></template><noscript><img src='a.png'></noscript>",
        "<script type='text/template'><img src='a.png'></script>",
        "<link rel='icon' href='favicon.ico'><link rel='canonical' href='a.html'>",
        "<base href='https://elders.example/'><img src='a.png'>",
        "<img src='is%20er.png'><img src='map\\\\ook.png'>",
    ],
)
def test_not_told(page: str) -> None:
    assert missing(page, "is er.png", "map/ook.png") == []


def test_a_folder_without_a_page_to_begin_with() -> None:
    tree = {"a.html": b"<a href='map/'>x</a><a href='./map/#deel'>x</a>", "map/ook.png": b""}
    (one,) = missing_files(tree, ["a.html"])
    assert (one.path, one.address, one.file, one.kind) == ("a.html", "map/", "map/", "folder")
    assert list(missing_files({**tree, "map/index.html": b"<p>"}, ["a.html"])) == []


def test_what_a_module_imports_without_its_extension() -> None:
    tree = {
        "a.html": b"<script type='module' src='js/m.js'></script><script type='module'>import './js/n'</script>",
        "js/m.js": b"import {a} from './lib/scorm.js';\nimport b from 'bare';",
        "js/lib/scorm.js": b"\nimport {c} from '../weg';import('./later');// import './comment'\nexport const a=c",
        "js/n.js": b"",
    }
    found = [(one.path, one.line, one.address, one.file, one.kind) for one in missing_files(tree, ["a.html"])]
    assert found == [
        ("a.html", 1, "./js/n", "js/n", "import"),
        ("js/lib/scorm.js", 2, "../weg", "js/weg", "import"),
    ]
    # No module: nothing is imported.
    assert (
        list(missing_files({**tree, "a.html": b"<script src='js/lib/scorm.js'></script>"}, ["a.html"])) == []
    )


def test_only_pages_that_the_start_leads_to() -> None:
    tree = {
        "begin/index.html": b"<iframe src='deel.html'></iframe><a href='../twee.html'>x</a>",
        "begin/deel.html": b"<img src='a.png'>",
        "twee.html": b"<a href='begin/index.html'>x</a><img src='begin/b.png'>",
        "lib/example.html": b"<img src='nergens.png'>",
    }
    found = [(one.path, one.file) for one in missing_files(tree, ["begin/index.html?a=1"])]
    assert found == [("begin/deel.html", "begin/a.png"), ("twee.html", "begin/b.png")]


def test_a_file_is_told_once_a_page_and_not_without_end() -> None:
    assert missing("<img src='a.png'><img src='./a.png'>") == [("a.png", 1)]
    page = "".join(f"<img src='{number}.png'>" for number in range(1000))
    assert len(missing(page)) == module.MOST_FOUND


def test_a_start_file_that_is_missing_is_told_elsewhere() -> None:
    assert missing("<p>", start="weg.html") == []
