"""What people confirmed stays theirs: machines, older files and files of another module give way, and that is told."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from translate.storage import pypo, xliff, xliff2

from modulebouwer.cli import main
from modulebouwer.source.yaml_file import parse_yaml

MODULE = """\
identifier: {name}
title: {title}
version: 1.0.0
language: nl
date: 2026-09-01
description: Over praten.
study_load: 10
standards: [web]
sections: [begin]
"""
SECTION = "---\ntitle: Begin\nminutes: 10\n---\n\nLees [verder](section:begin).\n\nNog een alinea.\n"
ENDINGS = {"xliff": ".xlf", "xliff-1.2": "-1.2.xlf", "po": ".po", "csv": ".csv"}
STORES: dict[str, Any] = {"xliff": xliff2.Xliff2File, "xliff-1.2": xliff.xlifffile, "po": pypo.pofile}
FORMATS = list(ENDINGS)
PLACE = "praten/translations/fy/sections/begin.yaml"


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


def module(name: str, title: str) -> None:
    write(f"{name}/module.yaml", MODULE.format(name=name, title=title))
    write(f"{name}/sections/begin.md", SECTION)


@pytest.fixture(autouse=True)
def _module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    module("praten", "Een goed gesprek")


def out(form: str, name: str = "praten") -> Path:
    assert main(["translate", "export", name, "--to", "fy", "--format", form, "--lang", "en"]) == 0
    return Path(f"{name}-fy{ENDINGS[form]}")


def back(path: Path, *more: str, name: str = "praten") -> int:
    return main(["translate", "import", name, str(path), "--to", "fy", "--lang", "en", *more])


def filled(path: Path, form: str, text: Callable[[str], str | None], *, final: bool = True) -> None:
    """A translator's tool fills in ``text`` of each source, None to leave it, and saves the file."""
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
        table = io.StringIO(newline="")
        writer = csv.DictWriter(table, rows[0].keys())
        writer.writeheader()
        for row in rows:
            new = text(row["source"])
            writer.writerow(row if new is None else {**row, "target": new, "fuzzy": str(not final)})
        path.write_text(table.getvalue(), "utf-8")
        return
    store = STORES[form].parsefile(str(path))
    for unit in store.units:
        new = None if unit.isheader() else text(str(unit.source))
        if new is not None:
            unit.target = new
            unit.markfuzzy(not final)
    store.savefile(str(path))


def translated(form: str = "csv") -> None:
    path = out(form)
    filled(path, "csv" if form == "csv" else form, lambda source: source.replace("en", "EN"))
    assert back(path) == 0


def units(path: str) -> Iterator[tuple[str, str, str | None]]:
    for one in (parse_yaml(Path(path).read_text("utf-8"), path).data or {})["units"]:
        yield one["source"], one["text"], one.get("made_by")


@pytest.mark.parametrize("form", FORMATS)
def test_a_machine_marks_only_what_it_made(form: str) -> None:
    translated()
    path = out(form)
    filled(path, form, lambda source: "In alinea." if source.startswith("Nog") else None)
    assert back(path, "--made-by", "MT") == 0
    assert [*units(PLACE)] == [
        ("Begin", "Begin", None),
        ("Lees [verder](section:begin).", "Lees [verder](section:begin).", None),
        ("Nog een alinea.", "In alinea.", "MT"),
    ]


def test_what_was_confirmed_stays_so_when_the_source_changed_meanwhile() -> None:
    translated()
    path = out("xliff")
    write("praten/sections/begin.md", SECTION.replace("Nog een alinea", "Nog een lange alinea"))
    before = Path(PLACE).read_bytes()
    assert back(path, "--made-by", "MT") == 0
    assert Path(PLACE).read_bytes() == before


@pytest.mark.parametrize("form", FORMATS)
def test_an_older_file_gives_way_to_what_came_in_since(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = out(form)
    filled(path, form, lambda source: "Ald." if source.startswith("Nog") else None)
    assert back(path) == 0
    write(PLACE, Path(PLACE).read_text("utf-8").replace("Ald.", "Better."))
    capsys.readouterr()
    assert back(path) == 0
    shown = capsys.readouterr().out
    told = "came after the export and stayed; " + f"{path} holds ‘Ald.’."
    assert f"{PLACE}:4:11: warning TRN-161 The translation ‘Better.’ {told}" in shown
    assert "0 files changed in praten/translations/fy\n" in shown
    assert [*units(PLACE)] == [("Nog een alinea.", "Better.", None)]
    assert back(path, "--replace") == 0
    assert f"{PLACE}:4:11: warning TRN-162 The confirmed translation ‘Better.’" in capsys.readouterr().out
    assert [*units(PLACE)] == [("Nog een alinea.", "Ald.", None)]


def test_who_changes_what_went_out_is_obeyed_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    translated()
    path = out("po")
    filled(path, "po", lambda source: "Nij." if source.startswith("Nog") else None)
    capsys.readouterr()
    assert back(path) == 0
    assert "TRN-16" not in capsys.readouterr().out
    assert ("Nog een alinea.", "Nij.", None) in [*units(PLACE)]


def test_a_file_that_does_not_say_what_went_out(capsys: pytest.CaptureFixture[str]) -> None:
    """A person goes first, and is told what they replaced; a machine does not."""
    translated()
    write("los.csv", "source,target,context\nNog een alinea.,Nij.,sections/begin.md#text\n")
    before = Path(PLACE).read_bytes()
    assert back(Path("los.csv"), "--made-by", "MT") == 0
    assert "TRN-160 The confirmed translation ‘Nog eEN alinea.’ stayed" in capsys.readouterr().out
    assert Path(PLACE).read_bytes() == before
    assert back(Path("los.csv")) == 0
    assert "TRN-162 The confirmed translation ‘Nog eEN alinea.’ was replaced" in capsys.readouterr().out
    assert ("Nog een alinea.", "Nij.", None) in [*units(PLACE)]


@pytest.mark.parametrize("form", FORMATS)
def test_what_a_series_shares_is_in_the_file_of_every_module(
    form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    module("vragen", "Vragen stellen")
    write("series.yaml", "title: Reeks\ngroups: [{modules: [praten, vragen]}]\n")
    write("brands/linde.yaml", "words: {page: {begin: Aan de slag}}\n")
    first, second = out(form), out(form, "vragen")
    filled(first, form, lambda source: "Oan de slach" if source == "Aan de slag" else None)
    filled(second, form, lambda source: "Set útein" if source == "Aan de slag" else "Ien")
    capsys.readouterr()
    assert back(first) == 0
    assert "1 file changed in translations/fy\n" in capsys.readouterr().out.replace("./", "")
    # Of the texts that a machine made, one has no link any more.
    assert back(second, "--made-by", "MT", name="vragen") == 1
    shown = capsys.readouterr().out
    assert "translations/fy/brands/linde.yaml:4:11: warning TRN-160" in shown
    assert "2 files changed in vragen/translations/fy\n" in shown
    assert [*units("translations/fy/brands/linde.yaml")] == [("Aan de slag", "Oan de slach", None)]


def test_a_text_with_an_error_is_not_done(capsys: pytest.CaptureFixture[str]) -> None:
    path = out("csv")
    long = "x" * 256
    texts = {"Een goed gesprek": long, "Lees [verder](section:begin).": "Lês fierder."}
    filled(path, "csv", lambda source: texts.get(source, source))
    capsys.readouterr()
    assert back(path) == 1
    shown = capsys.readouterr().out
    assert (
        "praten/translations/fy/module.yaml:4:11: error TRN-163 The translation has 256 characters" in shown
    )
    assert main(["translate", "status", "praten", "--to", "fy", "--lang", "en"]) == 1
    shown = capsys.readouterr().out
    assert "TRN-163" in shown
    assert "praten  fy  3 done, 0 made by a machine, 2 with an error, 0 stale, 0 missing\n" in shown
    main(["translate", "status", "praten", "--to", "fy", "--format", "json"])
    assert json.loads(capsys.readouterr().out)[0]["wrong"] == 2
    assert out("xliff").read_text("utf-8").count('state="translated"') == 3
    assert out("xliff-1.2").read_text("utf-8").count('approved="yes"') == 3
    assert "5 texts, 2 still to be translated or looked at" in capsys.readouterr().out
    # In a check the length of a title is told once, as in the source.
    main(["check", "praten", "--language", "fy", "--lang", "en"])
    shown = capsys.readouterr().out
    assert ("MOD-009" in shown, "TRN-163" in shown) == (True, False)


def test_an_export_writes_over_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    one, other = out("xliff"), out("xliff-1.2")
    assert b'version="2.1"' in one.read_bytes()
    assert b'version="1.2"' in other.read_bytes()
    out("xliff")
    assert "Something else" not in capsys.readouterr().out
    for number in ("1", "2"):
        write(str(one), f"wat de vertaler terugstuurde: {number}")
        out("xliff")
        assert f"praten-fy.xlf; that file is called praten-fy.{number}.xlf now." in capsys.readouterr().out
        assert Path(f"praten-fy.{number}.xlf").read_text() == f"wat de vertaler terugstuurde: {number}"
    assert b'version="2.1"' in one.read_bytes()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_table_that_is_not_in_utf8(encoding: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = out("csv")
    path.write_bytes(path.read_text("utf-8").replace('"Begin",""', '"Begin","Één"').encode(encoding))
    assert back(path) == 2
    assert "praten-fy.csv is not in UTF-8. Save the table in Excel as ‘CSV UTF-8" in capsys.readouterr().err


def test_drafts_of_a_machine_are_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    write("praten/sections/begin.md", SECTION + "".join(f"\nAlinea {number}.\n" for number in range(10)))
    path = out("csv")
    filled(path, "csv", lambda source: source.replace("een", "in"))
    assert back(path, "--made-by", "MT") == 0
    capsys.readouterr()
    assert main(["translate", "status", "praten", "--to", "fy", "--lang", "en"]) == 0
    shown = capsys.readouterr().out
    assert shown.count("TRN-006") == 1
    assert "and 9 times more" in shown


def test_what_gave_way_in_one_file_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    write("praten/sections/begin.md", SECTION + "".join(f"\nAlinea {number}.\n" for number in range(10)))
    early = out("csv")
    late = early.rename("later.csv")
    early = out("csv")
    filled(late, "csv", lambda source: source.replace("een", "in") + " A")
    filled(early, "csv", lambda source: source.replace("een", "in") + " B")
    assert back(late) == 0
    capsys.readouterr()
    for more, code in (((), "TRN-161"), (("--made-by", "MT"), "TRN-160")):
        assert back(early, *more) == 0
        shown = capsys.readouterr().out
        assert shown.count(code) == 1
        assert re.search(r"and \d+ times more", shown)


@pytest.mark.parametrize("command", [["export"], ["status"]])
def test_a_module_in_the_language_itself_stops_no_other(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    module("gids", "Guide")
    text = Path("gids/module.yaml").read_text("utf-8")
    write("gids/module.yaml", text.replace("language: nl", "language: en"))
    assert main(["translate", *command, "gids", "praten", "--to", "en", "--lang", "nl"]) == 0
    told = "De module in gids is zelf in het Engels geschreven; daar valt niets te vertalen.\n"
    out, err = capsys.readouterr()
    assert told in err
    assert "praten" in out
    assert main(["translate", *command, "gids", "--to", "en", "--lang", "nl"]) == 2
    assert told in capsys.readouterr().err
    # A language without a name here is called by its code.
    write("gids/module.yaml", text.replace("language: nl", "language: mi"))
    assert main(["translate", *command, "gids", "--to", "mi", "--lang", "nl"]) == 2
    assert "is zelf in de taal ‘mi’ geschreven" in capsys.readouterr().err


def test_a_theme_whose_module_has_no_title_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    module("vragen", "Vragen stellen")
    write("series.yaml", "title: Reeks\ngroups: [{modules: [praten, vragen]}]\n")
    theme = "themes: [{id: t, title: Vragen stellen, module: vragen, why: Zo.}]\n"
    write("praten/module.yaml", MODULE.format(name="praten", title="Praten") + theme)
    title = "units:\n  - {at: themes.t.title, source: Vragen stellen, text: Fragen stelle}\n"
    write("praten/translations/fy/module.yaml", title)
    main(["check", "praten", "--language", "fy", "--lang", "en"])
    assert "SER-007" not in capsys.readouterr().out
    write(
        "vragen/translations/fy/module.yaml",
        "units:\n  - {at: title, source: Vragen stellen, text: Freegje}\n",
    )
    main(["check", "praten", "--language", "fy", "--lang", "en"])
    assert "praten/translations/fy/module.yaml:2:56: warning SER-007" in capsys.readouterr().out
