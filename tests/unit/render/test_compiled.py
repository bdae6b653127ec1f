"""The templates as they are compiled when the wheel is built say the same as the templates themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import UndefinedError

from modulebouwer import resources
from modulebouwer.build import Options, read
from modulebouwer.model.look import Templates, TextFile
from modulebouwer.render import compiled, environment
from modulebouwer.render.pages import render

GUIDE = str(Path(__file__).parents[3] / "modules" / "component_guide")


def test_they_make_the_same_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled.compile_templates(resources.templates(), tmp_path)
    (source,), _ = read([GUIDE], Options(), lambda _: None)
    assert source.look is not None
    monkeypatch.setattr(compiled, "FOLDER", tmp_path / "nothing")
    plainly = render(source.module, source.look)
    monkeypatch.setattr(compiled, "FOLDER", tmp_path)
    monkeypatch.setattr("jinja2.Environment.compile", lambda *_: pytest.fail("compiled while it was there"))
    assert render(source.module, source.look) == plainly


def test_a_mistake_is_told_at_the_line_of_the_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "een\n{{ nothing.there }}\n"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "page.html.j2").write_text(text, "utf-8")
    compiled.compile_templates(tmp_path / "in", tmp_path / "out")
    monkeypatch.setattr(compiled, "FOLDER", tmp_path / "out")
    built_in = {"page.html.j2": TextFile("/templates/page.html.j2", text)}
    template = environment.environment(Templates(built_in, {}, "")).get_template("page.html.j2")
    assert template.filename == "/templates/page.html.j2"
    with pytest.raises(UndefinedError) as error:
        template.render()
    places = [(str(entry.path), entry.lineno + 1) for entry in error.traceback]
    assert ("/templates/page.html.j2", 2) in places
