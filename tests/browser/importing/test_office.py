"""Documents as LibreOffice writes them: in, and back from a reviewer."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from harness.documents import saved_as
from modulebouwer.cli import main
from modulebouwer.source.loader import load
from unit.importing.documents import THEME, WORKS, made

# LibreOffice leaves the head of a table out of a book.
LOST = {"epub": {"Partner", "Waarvoor"}}
REGION = Path(__file__).parents[3] / "modules" / "samenwerken_regio"


@pytest.mark.parametrize("kind", ["docx", "odt", "rtf", "html", "pdf", "epub"])
def test_a_theme_description_of_libreoffice_becomes_a_module_that_builds(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved_as(made(tmp_path, "thema.docx"), kind, tmp_path / "office")
    folder = tmp_path / "wijk"
    assert main(["import", str(path), "--to", str(folder), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    module, _ = load(folder, "")
    assert module is not None
    definition = module.definition
    assert definition.title == "Werken met de wijk"
    assert definition.subtitle == "Themabeschrijving"
    assert len(definition.guiding_questions) == 4
    assert [theme.title for theme in definition.themes] == [
        "Samen aan passend onderwijs",
        "Open over keuzes",
        "Persoonlijk leiderschap",
    ]
    assert len({entry["values"]["citation"] for entry in told if entry["code"] == "IMP-002"}) == WORKS
    assert [entry["values"] for entry in told if entry["code"] == "IMP-034"] == []
    assert "haar wijk.[^1] Het" in module.sections[0].body.text
    assert "[^1]: In een grote stad kan hier ook ‘de stad’ staan." in module.sections[0].body.text
    written = "".join(path.read_text("utf-8") for path in sorted(folder.rglob("*.[my][da]*")))
    words = set(re.findall(r"\w{4,}", THEME.split("---\n", 2)[2]))
    assert {word for word in words if word not in written} == LOST.get(kind, set())
    assert main(["build", str(folder), "--output", str(tmp_path / "dist")]) == 0


def test_a_change_that_libreoffice_saved_comes_back_at_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent, returned = tmp_path / "sent.docx", tmp_path / "terug.docx"
    assert main(["review", str(REGION), "--output", str(sent)]) == 0
    who = 'w:id="{}" w:author="Bestuur" w:date="2026-11-02T09:00:00Z"'
    with zipfile.ZipFile(sent) as source, zipfile.ZipFile(returned, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "word/document.xml":
                run = re.search(
                    r"<w:r>(?:<w:rPr/>)?<w:t[^>]*>([^<]*)huiswerkklas([^<]*)</w:t></w:r>", data.decode()
                )
                assert run is not None
                piece = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
                new = (
                    piece.format(run[1])
                    + f"<w:del {who.format(9001)}><w:r><w:delText>huiswerkklas</w:delText></w:r></w:del>"
                    + f"<w:ins {who.format(9002)}><w:r><w:t>studieklas</w:t></w:r></w:ins>"
                    + piece.format(run[2])
                )
                data = data.decode().replace(run.group(), new).encode()
            target.writestr(entry, data)
    saved = saved_as(returned, "docx", tmp_path / "office")
    capsys.readouterr()
    assert main(["review", str(REGION), "--from", str(saved), "--format", "json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    line = Path(found["path"]).read_text("utf-8").split("\n")[found["line"] - 1]
    assert found["code"] == "REV-002"
    assert found["values"] == {
        "author": "Bestuur",
        "date": "2026-11-02",
        "old": "huiswerkklas",
        "new": "studieklas",
    }
    assert line[found["column"] - 1 :].startswith("huiswerkklas")
