"""What counts as loading from another host, what does not, and how little of a hostile file is read."""

from __future__ import annotations

import pytest

from modulebouwer.package import page_scan
from modulebouwer.package.page_scan import Load, calls, foreign_loads

HOST = "https://cdn.example/a"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", f'<script src="{HOST}"></script>'),
        ("a.HTM", f"<SCRIPT defer SRC={HOST}></SCRIPT>"),
        ("a.html", f"<img alt='x'\n  src='{HOST}'>"),
        ("a.html", f"<link href={HOST} rel=stylesheet>"),
        ("a.html", f'<link rel="preload" as="font" href="{HOST}">'),
        ("a.html", f'<video poster="{HOST}"></video>'),
        ("a.html", f"<style>p{{background:url( '{HOST}' )}}</style>"),
        ("a.css", f"@import '{HOST}';"),
        ("a.css", f"@font-face{{src:url({HOST})}}"),
        ("a.js", f'fetch("{HOST}")'),
        ("a.js", f"import x from'{HOST}'"),
        ("a.mjs", f'await import( "{HOST}" )'),
        ("a.js", f'image.src = "{HOST}"'),
    ],
)
def test_loads(path: str, text: str) -> None:
    (load,) = foreign_loads({path: f"\n{text}".encode()})
    assert (load.path, load.address) == (path, HOST)
    assert load.line == 2 + text.split(HOST)[0].count("\n") * (path == "a.css")


def test_a_scheme_may_be_left_to_the_page() -> None:
    assert foreign_loads({"a.html": b"<img src='//cdn.example/a'>"}) == [Load("a.html", 1, "//cdn.example/a")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", f'<a href="{HOST}">elders</a>'),
        ("a.html", f'<link rel="canonical" href="{HOST}">'),
        ("a.html", f"<p>Zie {HOST}</p>"),
        ("a.html", '<img src="media/a.png"><script src="a.js"></script>'),
        ("a.html", '<svg xmlns="http://www.w3.org/2000/svg"></svg>'),
        ("a.js", f'const homepage = "{HOST}"; // {HOST}'),
        ("a.css", f"/* {HOST} */ p{{background:url(a.png)}}"),
        ("a.txt", f'<script src="{HOST}"></script>'),
    ],
)
def test_loads_nothing(path: str, text: str) -> None:
    assert foreign_loads({path: text.encode()}) == []


def test_one_finding_for_a_host_and_file() -> None:
    page = f"<img src='{HOST}'><img src='{HOST}2'><img src='https://other.example/'>".encode()
    assert [load.address for load in foreign_loads({"a.html": page, "b.html": page})] == [
        HOST,
        "https://other.example/",
        HOST,
        "https://other.example/",
    ]


def test_findings_have_an_end() -> None:
    page = b"".join(b"<img src='https://h%d.example/'>" % number for number in range(1000))
    assert len(foreign_loads({"a.html": page})) == page_scan.MOST_ADDRESSES


class Counting(dict[str, bytes]):
    """A tree that counts how often it is asked for a file."""

    asked = 0

    def __getitem__(self, path: str) -> bytes:
        self.asked += 1
        return super().__getitem__(path)


def test_no_more_is_read_than_the_limits_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_scan, "MOST_OF_A_FILE", 30)
    monkeypatch.setattr(page_scan, "MOST_OF_ALL", 70)
    tree = Counting({f"{number}.js": b" " * 29 + b'fetch("https://a.example/")' for number in range(9)})
    assert foreign_loads(tree) == []
    assert tree.asked == 3
    assert [len(data) for _, _, data in page_scan.texts(tree)] == [30, 30, 10]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        (b"window.API.LMSInitialize('')", (True, False)),
        (b"w['API']", (True, False)),
        (b"w.parent.API_1484_11", (False, True)),
        (b"var a=w.API||w.API_1484_11", (True, True)),
        (b"class APIClient{}; REST_API='x'", (False, False)),
    ],
)
def test_calls(script: bytes, expected: tuple[bool, bool]) -> None:
    assert calls({"a.js": script}, ())[:2] == expected
    assert calls({"a.html": b"<script>" + script + b"</script>"}, ())[:2] == expected
    assert calls({"a.css": script}, ())[:2] == (False, False)
