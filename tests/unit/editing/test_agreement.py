"""Whatever is typed, the server tells what ``check`` tells of the same files, after every edit."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from harness.lsp import Editor, editor
from modulebouwer.build import Options, check
from modulebouwer.new import scaffold

FILES = ("module.yaml", "references.yaml", "sections/beginning.md", "sections/preparing.md")
# What breaks files most: marks of YAML, of fences and of Markdown, and what a keyboard or a paste brings along.
PIECES = st.sampled_from(
    [
        ":", ": ", "- ", "\n", "\n\n", "---\n", ":::", "\n:::\n", "\n:::{reflection}\n", "{", "}", "[", "]", '"', "'",
        "@", "[@nobody]", "](section:nowhere)", "](term:none)", "media/none.svg", "\t", "\u00a0", "😀", "\u2028", "é",
        "id: ", "prompt: x\n", "  ", "#", "## ", "|", "\n| a | b |\n", "<b>", "http://a.nl", "\x00", "\x07", "\r\n",
    ]
)  # fmt: skip


@st.composite
def edit(draw: st.DrawFn) -> tuple[str, float, int, str]:
    """A file, a place in it (as a part of its length), how much goes, and what comes."""
    return (
        draw(st.sampled_from(FILES)),
        draw(st.floats(0, 1)),
        draw(st.sampled_from([0, 0, 1, 3, 40])),
        draw(st.one_of(PIECES, st.just(""))),
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    folder = tmp_path_factory.mktemp("typed").resolve() / "les"
    scaffold(folder, "en", datetime.date(2026, 1, 1))
    with editor(folder) as found:
        yield found


@pytest.fixture(scope="module")
def originals(desk: Editor) -> dict[str, str]:
    return {name: desk.path(name).read_bytes().decode() for name in FILES}


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edits=st.lists(edit(), min_size=1, max_size=6))
def test_after_every_edit(
    desk: Editor,
    originals: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
    edits: list[tuple[str, float, int, str]],
) -> None:
    texts = dict(originals)
    for name, text in texts.items():
        desk.send(name, text)
    copy = copied(desk, tmp_path_factory.mktemp("saved") / "les", texts)
    for name, place, gone, new in edits:
        at = int(place * len(texts[name]))
        texts[name] = texts[name][:at] + new + texts[name][at + gone :]
        (copy / name).write_bytes(texts[name].encode())
        desk.type(name, texts[name])
        assert told(desk) == checked(copy), (name, texts[name])


def copied(desk: Editor, folder: Path, texts: dict[str, str]) -> Path:
    for path in desk.folder.rglob("*"):
        if path.is_file():
            target = folder / path.relative_to(desk.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    return folder


def told(desk: Editor) -> list[tuple[str, str, int]]:
    """File, code and line of every finding that the editor shows."""
    return sorted(
        (path.relative_to(desk.folder).as_posix(), str(one.code), one.range.start.line + 1)
        for path, found in desk.diagnostics.items()
        for one in found
    )


def checked(folder: Path) -> list[tuple[str, str, int]]:
    report = check([folder.as_posix()], Options(), lambda _: None)
    found = []
    for one in report.findings:
        name = one.location.path.removeprefix(f"{folder.as_posix()}").lstrip("/") or "module.yaml"
        lines = (folder / name).read_bytes().decode("utf-8", "replace").count("\n") + 1
        # A line behind the last is shown at the last.
        found.append((name, one.code, min(one.location.line, lines)))
    return sorted(found)
