"""Whatever bytes stand in a module's files, reading and checking them ends in findings, never in a traceback."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from modulebouwer import checks
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.components.registry import COMPONENTS
from modulebouwer.findings import Report, report
from modulebouwer.model.definition import SectionHead
from modulebouwer.source.loader import load
from modulebouwer.source.module_yaml import MODULE_YAML
from modulebouwer.source.text_file import LARGEST_TEXT
from modulebouwer.source.validation import validate
from modulebouwer.source.yaml_file import DEEPEST, parse_yaml

BASE = Path(__file__).parents[2] / "cases" / "base"
FILES = ("module.yaml", "sections/begin.md", "references.yaml")


def findings(folder: Path) -> Report:
    module, problems = load(folder, "m")
    found = report([*problems, *(checks.run(module, {"scorm12": 4096}) if module else ())])
    for language in LANGUAGES:
        assert found.text(language).count("\n") >= len(found.findings)
        json.loads(found.json(language))
    return found


def with_file(path: str, data: bytes) -> Report:
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "m"
        shutil.copytree(BASE, folder)
        (folder / path).write_bytes(data)
        return findings(folder)


def codes(found: Report) -> set[str]:
    return {finding.code for finding in found.findings}


@pytest.mark.parametrize("path", FILES)
@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=200))
def test_any_bytes(path: str, data: bytes) -> None:
    with_file(path, data)


YAML_WORDS = "id title sections references : - [ ] { } &a *a !t | > ' \" # --- true 1 2026-01-01 ? \\ % @ é ,"
YAML_PIECES = YAML_WORDS.split(" ")
YAML_TEXT = st.lists(
    st.sampled_from([*YAML_PIECES, ": ", "\n", "\n  ", "- ", "\t", "\u2028", "\x85"]), max_size=30
).map("".join)


@pytest.mark.parametrize("path", FILES)
@settings(max_examples=150, deadline=None)
@given(text=YAML_TEXT)
def test_any_yaml(path: str, text: str) -> None:
    front = f"---\n{text}\n---\n\nTekst.\n" if path.endswith(".md") else text
    with_file(path, front.encode())


MARKDOWN_WORDS = (
    ":::{reflection} :::{case} ::: :::: [^a] [^a]: [@a ] @b ![ ]( ) | <b> ` ``` \\ # #### --- > - 1. * _"
)
MARKDOWN_PIECES = [
    *MARKDOWN_WORDS.split(" "),
    "&#0;",
    "&#xD800;",
    "&colon;",
    "javascript:",
    "id",
    "prompt",
    "😀",
]
BREAKS = ["\n", "\n\n", " ", "    ", "\t", "id: a\n", "text: |\n", "prompt: x\n", "|---|\n", "\u202e", "\x0b"]
MARKDOWN_TEXT = st.lists(st.sampled_from([*MARKDOWN_PIECES, *BREAKS]), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(text=MARKDOWN_TEXT)
def test_any_markdown(text: str) -> None:
    with_file("sections/begin.md", f"---\ntitle: Begin\nminutes: 10\n---\n\n{text}".encode())


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just("x" * 3000),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
MODELS: list[type[BaseModel]] = [MODULE_YAML, SectionHead, *COMPONENTS.values()]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_value_for_any_key(model: type[BaseModel], data: st.DataObject) -> None:
    """Every kind of error that pydantic can give has a code of ours."""
    values = data.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(model.model_fields, JSON_VALUES)))
    found, problems = validate(model, values, parse_yaml("a: 1", "f").source)
    assert (found is None) == bool(problems)
    assert report(problems).text("nl").count("\n") >= len({p.code for p in problems})


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert codes(with_file("module.yaml", "\n".join(lines).encode())) >= {"SRC-015"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_stops_at_a_limit(opening: str) -> None:
    document = parse_yaml("key: " + opening * 5000 if opening in "[{a: " else opening * 5000, "f")
    assert document.data is None
    assert document.problems[0].code in {"SRC-017", "SRC-021", "SRC-010", "SRC-022"}
    assert DEEPEST < 100


@pytest.mark.parametrize("text", ["a: x{}b: 1", "a: 'x{}y'", "a: |\n  x{}y", "a: 1 #{}b: 1"])
@pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
def test_a_line_break_of_yaml_1_1_is_told_where_it_stands(text: str, character: str) -> None:
    """Read as a break it would split one value in two without a word (YAML 1.2.2, 5.4)."""
    source = text.format(character)
    (problem,) = parse_yaml(source, "f").problems
    line, column = problem.location.line, problem.location.column
    assert (problem.code, problem.values) == ("SRC-004", {"character": f"U+{ord(character):04X}"})
    assert source.split("\n")[line - 1][column - 1] == character


@pytest.mark.parametrize("header", ["|#", ">-#", "|2#"])
def test_a_text_that_would_pass_for_a_comment_is_told(header: str) -> None:
    (problem,) = parse_yaml(f"a: 1\nb: {header}tekst\n", "f").problems
    assert (problem.code, problem.location.line, problem.location.column) == ("SRC-022", 2, 4)


def test_a_comment_behind_a_block_sign_is_one() -> None:
    assert parse_yaml("a: | # uitleg\n  tekst\n", "f").data == {"a": "tekst\n"}


def test_deep_markdown_is_read() -> None:
    for text in ("> " * 3000 + "x", "- " * 3000 + "x", "[" * 3000, "*" * 3000 + "x", "![" * 2000, "`" * 2999):
        with_file("sections/begin.md", f"---\ntitle: Begin\nminutes: 10\n---\n\n{text}\n".encode())


def test_a_section_of_ten_megabytes_is_refused() -> None:
    found = with_file("sections/begin.md", b"---\ntitle: a\nminutes: 1\n---\n" + b"tekst " * 1_700_000)
    assert [(d.code, d.values["size"]) for d in found.findings] == [("SRC-003", 10.3)]
    assert LARGEST_TEXT == 1_000_000


def test_a_section_at_the_limit_is_read() -> None:
    head = b"---\ntitle: Begin\nminutes: 10\n---\n\nLeren [@jansen-2020].\n\n"
    paragraph = b"Een zin van gewone lengte met een [woord](section:begin) erin.\n\n"
    # 39,000 words are more than the ten minutes that it says.
    assert codes(with_file("sections/begin.md", head + paragraph * 3000)) == {"SEC-010"}


def test_a_binary_file_as_markdown() -> None:
    assert codes(with_file("sections/begin.md", b"\x89PNG\r\n\x1a\n\x00\x00")) == {"SRC-001"}


def test_utf16_is_told() -> None:
    assert codes(with_file("sections/begin.md", "---\ntitle: a\n".encode("utf-16"))) <= {"SRC-001", "SRC-002"}


def test_a_byte_order_mark_and_windows_lines_are_fine() -> None:
    for path in FILES:
        data = b"\xef\xbb\xbf" + (BASE / path).read_bytes().replace(b"\n", b"\r\n")
        assert codes(with_file(path, data)) == set()


def test_every_file_wrong_is_every_file_told(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "m")
    (tmp_path / "m" / "module.yaml").write_text("title: [\n")
    (tmp_path / "m" / "references.yaml").write_text("references: 3\n")
    (tmp_path / "m" / "sections" / "begin.md").write_text("---\ntitel: x\nminutes: 1\n---\n\n[x](term:y)\n")
    found = {(d.location.path, d.code) for d in findings(tmp_path / "m").findings}
    assert {path for path, _ in found} == {"m/module.yaml", "m/references.yaml", "m/sections/begin.md"}
    assert ("m/sections/begin.md", "LNK-002") in found


@pytest.mark.parametrize("sort", ["file", "folder", "loop", "media"])
def test_symbolic_links_never_leave_the_folder(sort: str, tmp_path: Path) -> None:
    folder, secret = tmp_path / "m", tmp_path / "elsewhere"
    shutil.copytree(BASE, folder)
    secret.mkdir()
    (secret / "begin.md").write_text("---\ntitle: geheim\nminutes: 1\n---\n\ngeheim\n")
    section = folder / "sections" / "begin.md"
    if sort == "file":
        section.unlink()
        section.symlink_to(secret / "begin.md")
    elif sort == "folder":
        shutil.rmtree(folder / "sections")
        (folder / "sections").symlink_to(secret)
    elif sort == "loop":
        section.unlink()
        section.symlink_to(section)
    else:
        (folder / "media").mkdir()
        (folder / "media" / "geheim.svg").symlink_to(secret / "begin.md")
    module, problems = load(folder, "m")
    assert {p.code for p in problems} & {"SRC-005", "SRC-006"}
    assert module is not None
    assert not module.complete
    assert "geheim" not in "".join(section.body.text for section in module.sections)
    assert module.media == ()


def test_a_named_pipe_does_not_hang(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "m")
    (tmp_path / "m" / "sections" / "begin.md").unlink()
    os.mkfifo(tmp_path / "m" / "sections" / "begin.md")
    assert codes(findings(tmp_path / "m")) == {"SRC-006"}


def test_scripts_in_every_text_are_text() -> None:
    script = "<script>alert(1)</script>"
    module = BASE.joinpath("module.yaml").read_text().replace("Proef", f"'{script}'")
    assert codes(with_file("module.yaml", module.encode())) == set()
    section = f"---\ntitle: {script}\nminutes: 10\n---\n\n{script} [@jansen-2020]\n"
    assert codes(with_file("sections/begin.md", section.encode())) == {"TXT-002"}


@pytest.mark.parametrize(
    "title", ["🧭 Samen 👩‍👩‍👧", "שלום עולם", "\u202eomgekeerd", "&lt;b&gt; & co", "e\u0301én"]
)
def test_any_script_and_direction_in_a_title(title: str) -> None:
    module = BASE.joinpath("module.yaml").read_text().replace("Proef", json.dumps(title, ensure_ascii=False))
    assert codes(with_file("module.yaml", module.encode())) == set()
