"""A file of a designer that takes the place of none of ours, and the file that was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from modulebouwer.source.folder import Folder
from modulebouwer.source.look import built_in_templates
from modulebouwer.source.strange_templates import strangers

CALLOUT = "templates/components/callout/component.html.j2"


def told(folder: Path, *names: str, text: str = "x") -> list[tuple[object, object]]:
    for name in names:
        path = folder / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    found = [*strangers(Folder(folder, "les"))]
    assert {one.code for one in found} <= {"SKN-581"}
    assert all(one.location.path == f"les/{one.values['file']}" for one in found)
    return [(one.values["file"], one.values["suggestion"]) for one in found]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("callout.html.j2", CALLOUT),
        ("components/callout.html.j2", CALLOUT),
        ("callout/component.html.j2", CALLOUT),
        ("components/callout/template.html", CALLOUT),
        ("components/calout/component.html.j2", CALLOUT),
        ("Components/Callout/Component.html.j2", CALLOUT),
        ("components/kader/style.css", "templates/components/callout/style.css"),
        ("callout.css", "templates/components/callout/style.css"),
        ("components/before_after/component.html.j2", "templates/components/before-after/component.html.j2"),
        ("page.html", "templates/page.html.j2"),
        ("html/page.html.j2", "templates/page.html.j2"),
        ("skins/academie.css", "templates/skins/academie/skin.css"),
        ("academie/skin.css", "templates/skins/academie/skin.css"),
        ("skins/academie/style.css", "templates/skins/academie/skin.css"),
        ("nl.yaml", "templates/locales/nl.yaml"),
        ("locales/nl.yml", "templates/locales/nl.yaml"),
        ("locales/nederlands.yaml", "templates/locales/nl.yaml"),
        ("footer.html.j2", ""),
        ("extra.js", ""),
    ],
)
def test_what_replaces_nothing_is_told_with_what_was_meant(tmp_path: Path, name: str, meant: str) -> None:
    assert told(tmp_path, name) == [(f"templates/{name}", meant)]


def test_what_is_there_already_is_not_what_was_meant(tmp_path: Path) -> None:
    found = told(tmp_path, "callout.html.j2", CALLOUT.removeprefix("templates/"))
    assert found == [("templates/callout.html.j2", "")]


def test_what_is_read_or_only_kept_is_not_told(tmp_path: Path) -> None:
    added = ("locales/es.yaml", "locales/de-je.yaml", "skins/academie/skin.css", "components/term/style.css")
    kept = ("LEESMIJ.md", "LICENSE", "skins/academie/logo.svg")
    assert told(tmp_path, *built_in_templates(), *added, *kept) == []


def test_a_part_of_a_designers_own_template_is_read(tmp_path: Path) -> None:
    told(tmp_path, "components/quote/component.html.j2", text='{% include "onze/merk.html.j2" %}')
    assert told(tmp_path, "onze/merk.html.j2") == []
