"""A mistake in a template of a designer is told by `check` at its line, and says what to do."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from modulebouwer import resources
from modulebouwer.build import Options, check
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.model.look import Templates, TextFile
from modulebouwer.new import scaffold
from modulebouwer.render.template_mistakes import broken_templates

CALLOUT = "components/callout/component.html.j2"


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("<p>\n{% if component.title %}x{% endif %\n</p>", ("SKN-640", 2, "%}")),
        ("<p>\n{% if component.title }x{% endif %}\n</p>", ("SKN-640", 2, "%}")),
        ("<p>\n\n{{ component.title }</p>", ("SKN-640", 3, "}}")),
        ("<p>\n{# wat hier staat\n</p>", ("SKN-640", 2, "#}")),
        ("<p>\n{% als component.title %}x{% endif %}", ("SKN-641", 2, "als")),
        ("<p>\n{% iff component.title %}x{% endif %}", ("SKN-641", 2, "iff")),
        ("{% if component.title %}\n<p>x</p>\n", ("SKN-642", 1, "if")),
        ("{% if a %}\n{% for b in c %}\n{% endif %}", ("SKN-642", 2, "for")),
        ("{% set a = 1 %}\n{% for b in c %}{% if b %}{% endif %}", ("SKN-642", 2, "for")),
        ("\n{{ component.title | hoofdletters }}", ("SKN-643", 2, "hoofdletters")),
        ("\n{{ component.title is gevuld }}", ("SKN-643", 2, "gevuld")),
        ("\n{% if %}x{% endif %}", ("SKN-003", 2, "")),
        ("{% endif %}", ("SKN-003", 1, "")),
        ("{# {% if %} is Jinja #}{{ component.title | fill }}", None),
    ],
)
def test_a_mistake_is_told(template: str, told: tuple[str, int, str] | None) -> None:
    found = [*broken_templates(Templates({}, {CALLOUT: TextFile("les/x.html.j2", template)}))]
    if told is None:
        assert found == []
        return
    (one,) = found
    assert (one.code, one.location.line) == told[:2]
    assert told[2] in one.values.values() or one.code == "SKN-003"


def test_our_own_templates_have_none() -> None:
    root = resources.templates()
    own = {
        path.relative_to(root).as_posix(): TextFile(path.as_posix(), path.read_text("utf-8"))
        for path in root.rglob("*.j2")
    }
    assert own
    assert [*broken_templates(Templates({}, own))] == []


def test_check_tells_it_in_the_languages_of_authors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    assert check(["les"], Options(), lambda _: None).findings == ()
    template = Path("les/templates") / CALLOUT
    template.parent.mkdir(parents=True)
    template.write_text("{% if component.title %}x{% endif %\n", "utf-8")
    report = check(["les"], Options(), lambda _: None)
    assert [f"{one.code} {one.location}" for one in report.findings] == [
        f"SKN-640 les/templates/{CALLOUT}:1:26"
    ]
    assert all("%}" in report.text(language) for language in LANGUAGES)
