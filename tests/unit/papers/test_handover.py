"""`build --papers` lays everything in one folder, from which somebody else can go on."""

from __future__ import annotations

import datetime
import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from modulebouwer.cli import main
from modulebouwer.new import scaffold


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    assert main(["build", "les", "--papers", "--with-source", "--lang", "en"]) == 0
    return tmp_path / "dist/les-1.0.0"


def test_all_of_it_is_there_and_the_note_names_it(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names == {
        "LEESMIJ.txt", "les-1.0.0-scorm12.zip", "les-1.0.0-scorm12.zip.sha256", "les-1.0.0-scorm12-onderzoek.txt",
        "les-1.0.0-scorm12-licenties.txt", "les-1.0.0-dossier.docx", "les-1.0.0-dossier.pdf",
        "les-1.0.0-scorm12-gegevensblad.docx", "les-1.0.0-scorm12-gegevensblad.pdf",
        "les-1.0.0-scorm12-data-sheet.docx", "les-1.0.0-scorm12-data-sheet.pdf", "les-1.0.0.nllom.xml",
        "les-1.0.0.jsonld", "les-1.0.0-accessibility.yaml", "les-1.0.0-toegankelijkheid.docx",
        "les-1.0.0-toegankelijkheid.html", "les-1.0.0-bron.zip",
    }  # fmt: skip
    note = (folder / "LEESMIJ.txt").read_text("utf-8")
    assert all(f"* {name}\n" in note for name in names - {"LEESMIJ.txt"})
    assert "Moodle" in (folder / "les-1.0.0-scorm12-onderzoek.txt").read_text("utf-8")
    assert "fflate" in (folder / "les-1.0.0-scorm12-licenties.txt").read_text("utf-8")


def test_the_source_in_it_gives_the_same_package(folder: Path) -> None:
    built = (folder / "les-1.0.0-scorm12.zip").read_bytes()
    (told, _) = (folder / "les-1.0.0-scorm12.zip.sha256").read_text().split()
    assert hashlib.sha256(built).hexdigest() == told
    with zipfile.ZipFile(io.BytesIO((folder / "les-1.0.0-bron.zip").read_bytes())) as source:
        source.extractall("opnieuw")
    assert main(["build", "opnieuw", "--output", "weer", "--lang", "en"]) == 0
    assert Path("weer/les-1.0.0-scorm12.zip").read_bytes() == built
