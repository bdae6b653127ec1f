"""A document that was imported and built is played to its end, as an LMS holds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from harness.documents import saved_as
from harness.lms import Desk, eventually
from modulebouwer.cli import main
from modulebouwer.lms.package import from_zip
from unit.importing.documents import made, typed


def document(kind: str, folder: Path) -> Path:
    """A theme description: as text, or as LibreOffice saves a document with styles."""
    return typed(folder) if kind == "txt" else saved_as(made(folder, "thema.odt"), kind, folder / "office")


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf"])
def test_an_imported_document_is_played_to_its_end(
    kind: str, desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "wijk"
    assert main(["import", str(document(kind, tmp_path)), "--to", str(folder), "--lang", "nl"]) == 0
    told = capsys.readouterr().out
    assert "4 vragen, 3 aansluitende thema's, 0 bronnen, 13 aangehaalde werken; nog na te kijken: " in told
    assert main(["build", str(folder), "--output", str(tmp_path / "dist")]) == 0
    capsys.readouterr()
    visit = desk.launch(from_zip((tmp_path / "dist" / "wijk-0.1.0-scorm12.zip").read_bytes()))
    module = visit.page.frame_locator("#sco")
    module.locator("html.ready").wait_for(state="attached")
    current = module.locator("[data-page].current")
    expect(current.get_by_text("Hoe krijg ik anderen mee?")).to_be_visible()
    seen = []
    while (place := current.get_attribute("id")) != "finish":
        seen.append(place)
        if place == "section-inleiding":
            expect(current.get_by_text("In een grote stad kan hier ook ‘de stad’ staan.")).to_be_attached()
        if place == "section-wat-en-waarom" and kind == "docx":
            expect(current.get_by_role("cell", name="Hele dagen")).to_be_visible()
        current.locator("[data-begin], nav.turn a.go").click()
        expect(current).not_to_have_id(place or "")
    sections = ["section-inleiding", "section-wat-en-waarom", "section-in-de-praktijk"]
    assert [place for place in seen if place in sections] == sections
    for theme in ("Samen aan passend onderwijs", "Open over keuzes", "Persoonlijk leiderschap"):
        expect(module.get_by_text(theme).first).to_be_attached()
    module.locator('[data-action="finish"]').click()
    expect(module.locator("[data-finish-result]")).to_contain_text("afgerond")
    visit.close()
    eventually(lambda: visit.values.get("cmi.core.lesson_status") == "completed")
