"""`build --papers` lays everything in one folder, from which somebody else can go on."""

from __future__ import annotations

import datetime
import hashlib
import io
import shutil
import zipfile
from pathlib import Path

import pypdf
import pytest

from modulebouwer.cli import main
from modulebouwer.new import scaffold

MODULES = Path(__file__).parents[3] / "modules"


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


@pytest.mark.parametrize("name", ["samenwerken_regio", "samenwerken_passend_onderwijs"])
def test_the_source_of_a_module_in_a_series_gives_the_same_package(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build", str(MODULES / name), "--papers", "--with-source", "--lang", "en"]) == 0
    (zipped,) = Path("dist").glob("*/*-bron.zip")
    with zipfile.ZipFile(zipped) as source:
        source.extractall("opnieuw")
    assert main(["build", f"opnieuw/{name}", "--output", "weer", "--lang", "en"]) == 0
    (built,) = Path("weer").glob("*.zip")
    assert built.read_bytes() == (Path("dist") / built.name).read_bytes()


# What no paper may say: what a learner wrote, and who learners are (tests/unit/papers/test_certify.py and
# test_attendance.py have the two that name them).
LEARNER, ANSWER = "Wijnand Quist", "In oktober sprak ik de conciërge."


def test_no_paper_holds_a_learners_name_or_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the lists of people beside the module and in it, as they lie on a provider's disk."""
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    people = f"name,email,answer\n{LEARNER},quist@example.invalid,{ANSWER}\n"
    for place in ("deelnemers.csv", "les/deelnemers.csv", "les/export.csv", "dist/export.csv"):
        Path(place).parent.mkdir(exist_ok=True)
        Path(place).write_text(people, "utf-8")
    assert main(["build", "les", "--papers", "--with-source", "--lang", "nl"]) == 0
    found = {path.name: words_of(path) for path in Path("dist/les-1.0.0").iterdir()}
    assert len(found) > 15
    assert all("gesprek" in found[f"les-1.0.0-dossier.{kind}"] for kind in ("docx", "pdf"))
    for name, text in found.items():
        for forbidden in ("Quist", "quist@", "conciërge"):
            assert forbidden not in text, name


def words_of(path: Path) -> str:
    """All that a file says, also inside what it packs."""
    data = path.read_bytes()
    if path.suffix == ".pdf":
        return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    if path.suffix in (".zip", ".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return data.decode("utf-8")


def test_a_private_key_never_goes_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In media it stops the build; in a folder that is not read it is left out, and in a template it is told."""
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    key = "-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\n"
    command = ["build", "les", "--papers", "--with-source", "--lang", "nl"]
    for folder in ("sections", "translations"):
        Path("les", folder).mkdir(exist_ok=True)
        Path("les", folder, "k.pem").write_text(key, "utf-8")
    assert main(command) == 0
    with zipfile.ZipFile("dist/les-1.0.0/les-1.0.0-bron.zip") as source:
        assert not [name for name in source.namelist() if name.endswith(".pem")]
    shutil.rmtree("dist")
    Path("les/media").mkdir(exist_ok=True)
    Path("les/media/k.pem").write_text(key, "utf-8")
    assert main(command) == 1
    assert not Path("dist").exists()


def test_a_key_where_nothing_looks_keeps_the_source_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    with Path("les/references.yaml").open("a", encoding="utf-8") as file:
        file.write("# -----BEGIN PRIVATE KEY-----\n")
    assert main(["build", "les", "--papers", "--with-source", "--lang", "nl"]) == 1
    assert "MED-028" in capsys.readouterr().err
    assert not Path("dist/les-1.0.0/les-1.0.0-bron.zip").exists()


def test_media_that_nothing_names_stay_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    Path("les/media").mkdir(exist_ok=True)
    Path("les/media/concept.txt").write_text("Nog niet voor anderen.", "utf-8")
    assert main(["build", "les", "--papers", "--with-source", "--lang", "nl"]) == 0
    with zipfile.ZipFile("dist/les-1.0.0/les-1.0.0-bron.zip") as source:
        assert "media/concept.txt" not in source.namelist()


def test_a_report_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    Path("les/accessibility.yaml").write_text("chapters: 3\n", "utf-8")
    assert main(["build", "les", "--papers", "--lang", "nl"]) == 1
    assert "ACR-002" in capsys.readouterr().err
