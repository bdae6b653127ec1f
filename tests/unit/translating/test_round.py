"""A translator's round: out, changed with translate-toolkit as their tool, the source edited meanwhile, and back."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from translate.storage import csvl10n, pypo, xliff, xliff2

from harness.pseudo import pseudo
from modulebouwer.build import Options, build_languages
from modulebouwer.cli import main
from modulebouwer.source.yaml_file import parse_yaml

MODULE = """\
identifier: praten
title: Een goed gesprek
version: 1.0.0
language: nl
date: 2026-09-01
description: Over praten.
study_load: 10
standards: [web]
sections: [begin]
"""
SECTION = """\
---
title: Begin
minutes: 10
---

Lees [het **hele** doel](section:begin) en de *rest*.[^bron]

Nog een alinea.

Nog een alinea.

[^bron]: Zo gezegd.

:::{reflection}
id: vraag
prompt: Wat zegt u?
hint: Denk aan [het doel](section:begin).
:::
"""
STORES: Mapping[str, tuple[str, Any]] = {
    "xliff": ("praten-fy.xlf", xliff2.Xliff2File),
    "xliff-1.2": ("praten-fy-1.2.xlf", xliff.xlifffile),
    "po": ("praten-fy.po", pypo.pofile),
    "csv": ("praten-fy.csv", csvl10n.csvfile),
}
FORMATS = list(STORES)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, "utf-8")


@pytest.fixture(autouse=True)
def _module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("praten/module.yaml", MODULE)
    write("praten/sections/begin.md", SECTION)


def out(form: str) -> Path:
    assert main(["translate", "export", "praten", "--to", "fy", "--format", form]) == 0
    return Path(STORES[form][0])


def back(form: str, *more: str) -> int:
    return main(["translate", "import", "praten", STORES[form][0], "--to", "fy", "--lang", "en", *more])


def translated_with_tool(form: str, change: Callable[[str], str] = str.upper) -> None:
    """What a translator does: each text that has none yet gets a translation, its marks left where they are."""
    path = Path(STORES[form][0])
    store = STORES[form][1].parsefile(str(path))
    for unit in store.units:
        if unit.isheader() or unit.target:
            continue
        if form.startswith("xliff"):
            source = unit.xmlelement.find(unit.namespaced("source"))
            unit.target = "?"
            target = unit.xmlelement.find(unit.namespaced("target"))
            target.text = source.text
            target[:] = etree.fromstring(etree.tostring(source, with_tail=False))[:]
            for element in target.iter():
                mark = etree.QName(element).localname in ("bpt", "ept", "ph")
                element.text = element.text if mark else change(element.text or "")
                element.tail = change(element.tail or "") if element is not target else element.tail
        else:
            unit.target = pseudo(unit.source)
    store.savefile(str(path))


def units(path: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = (parse_yaml(Path(path).read_text("utf-8"), path).data or {})["units"]
    return found


def counts(capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    capsys.readouterr()
    main(["translate", "status", "praten", "--to", "fy", "--format", "json"])
    found: dict[str, int] = json.loads(capsys.readouterr().out)[0]
    return {name: found[name] for name in ("done", "draft", "stale", "missing")}


@pytest.mark.parametrize("form", FORMATS)
def test_all_comes_back_in_its_place(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    out(form)
    translated_with_tool(form)
    assert back(form) == 0
    assert counts(capsys) == {"done": 9, "draft": 0, "stale": 0, "missing": 0}
    by_source = {one["source"]: one for one in units("praten/translations/fy/sections/begin.yaml")}
    marked = by_source["Lees [het **hele** doel](section:begin) en de *rest*.[^bron]"]["text"]
    assert re.fullmatch(r"\S+ \[\S+ \*\*\S+\*\* \S+\]\(section:begin\) \S+ \S+ \*\S+\*\.\[\^bron\]", marked)
    assert by_source["Wat zegt u?"]["at"] == "vraag.prompt"
    _, report = build_languages(["praten"], Path("dist"), Options(), lambda _: None, (), ["fy"])
    assert report.findings == ()


@pytest.mark.parametrize("form", FORMATS)
def test_the_source_is_edited_meanwhile(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    out(form)
    translated_with_tool(form)
    changed = SECTION.replace("Wat zegt u?", "Wat zegt u als eerste?").replace(
        "Zo gezegd.", "Zo gezegd en gedaan."
    )
    changed = changed.replace("Nog een alinea.", "Een heel nieuwe zin over iets anders.", 1)
    write("praten/sections/begin.md", changed)
    assert back(form) == 0
    shown = capsys.readouterr().out
    # The prompt has another wording, and is told at its translation; what is new is missing, and told in the source.
    assert counts(capsys) == {"done": 6, "draft": 0, "stale": 2, "missing": 1}
    stale = [line for line in shown.splitlines() if "TRN-002" in line]
    assert len(stale) == 2
    assert all(line.startswith("praten/translations/fy/sections/begin.yaml:") for line in stale)
    assert "praten/sections/begin.md:8:1: warning TRN-001" in shown
    # Once translated anew, nothing is stale, and what was kept stands there once.
    out(form)
    store = STORES[form][1].parsefile(STORES[form][0])
    assert sum(unit.isfuzzy() for unit in store.units if not unit.isheader()) == 2
    for unit in store.units:
        if unit.source == "Wat zegt u als eerste?":
            unit.target = "Wat sizze jo it earst?"
            unit.markfuzzy(False)
    store.savefile(STORES[form][0])
    assert back(form) == 0
    assert counts(capsys) == {"done": 7, "draft": 0, "stale": 1, "missing": 1}
    prompts = [
        one for one in units("praten/translations/fy/sections/begin.yaml") if one["at"] == "vraag.prompt"
    ]
    assert [(one["source"], one["text"]) for one in prompts] == [
        ("Wat zegt u als eerste?", "Wat sizze jo it earst?")
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_a_round_without_work_changes_nothing(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    out(form)
    translated_with_tool(form)
    back(form, "--made-by", "een vertaalprogramma")
    assert counts(capsys) == {"done": 0, "draft": 9, "stale": 0, "missing": 0}
    before = Path("praten/translations/fy/sections/begin.yaml").read_bytes()
    out(form)
    assert back(form) == 0
    assert Path("praten/translations/fy/sections/begin.yaml").read_bytes() == before
    # A person who takes the mark away confirms the text.
    store = STORES[form][1].parsefile(STORES[form][0])
    for unit in store.units:
        if not unit.isheader():
            unit.markfuzzy(False)
    store.savefile(STORES[form][0])
    assert back(form) == 0
    assert counts(capsys) == {"done": 9, "draft": 0, "stale": 0, "missing": 0}


@pytest.mark.parametrize("form", FORMATS)
def test_lost_marks_are_told_at_the_line(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    out(form)
    store = STORES[form][1].parsefile(STORES[form][0])
    for unit in store.units:
        if "hele" in unit.source:
            unit.target = "Lês it hiele doel en de rest."
            unit.markfuzzy(False)
    store.savefile(STORES[form][0])
    assert back(form) == 1
    shown = capsys.readouterr().out
    assert (
        "praten/translations/fy/sections/begin.yaml:4:11: error TRN-003 The translation lacks section:begin"
        in shown
    )


def test_xliff_2_protects_marks_and_says_what_a_translator_must_know() -> None:
    root = etree.parse(str(out("xliff"))).getroot()
    ns = {"x": "urn:oasis:names:tc:xliff:document:2.0"}
    assert dict(root.attrib) == {"version": "2.1", "srcLang": "nl", "trgLang": "fy"}
    title = root.find(".//x:unit[@name='title']", ns)
    assert title is not None
    assert title.get("{urn:oasis:names:tc:xliff:sizerestriction:2.0}sizeRestriction") == "255"
    link = root.find(".//x:pc", ns)
    assert link is not None
    unit = next(link.iterancestors("{*}unit"))
    data = {one.get("id"): one.text for one in unit.iterfind(".//x:data", ns)}
    ends = {link.get(name): data[link.get(name)] for name in ("dataRefStart", "dataRefEnd")}
    assert list(ends.values()) == ["[", "](section:begin)"]
    assert (link.get("canDelete"), link.get("canCopy")) == ("no", "no")
    note = root.find(".//x:ph", ns)
    assert note is not None
    assert data[note.get("dataRef")] == "[^bron]"
    assert len(root.findall(".//x:unit", ns)) == len(root.findall(".//x:notes", ns))


def test_xliff_1_2_protects_marks() -> None:
    root = etree.parse(str(out("xliff-1.2"))).getroot()
    ns = {"x": "urn:oasis:names:tc:xliff:document:1.2"}
    source = next(one for one in root.iterfind(".//x:source", ns) if "hele" in "".join(one.itertext()))
    marks = [(etree.QName(one).localname, one.text) for one in source]
    assert marks == [
        ("bpt", "["), ("bpt", "**"), ("ept", "**"), ("ept", "](section:begin)"),
        ("bpt", "*"), ("ept", "*"), ("ph", "[^bron]"),
    ]  # fmt: skip
    assert [one.get("rid") for one in source] == ["2", "4", "4", "2", "10", "10", None]
    unit = root.find(".//x:trans-unit[@resname='title']", ns)
    assert unit is not None
    assert (unit.get("maxwidth"), unit.get("size-unit")) == ("255", "char")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_texts_are_the_same_file(form: str) -> None:
    first = out(form).read_bytes()
    assert out(form).read_bytes() == first


def test_a_file_for_another_language_or_module_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    out("xliff")
    assert main(["translate", "import", "praten", "praten-fy.xlf", "--to", "de"]) == 2
    write("kapot.xlf", "<xliff")
    assert main(["translate", "import", "praten", "kapot.xlf", "--to", "fy", "--lang", "en"]) == 2
    assert "kapot.xlf cannot be read as XLIFF, PO or CSV" in capsys.readouterr().err
    translated_with_tool("xliff")
    text = Path("praten-fy.xlf").read_text("utf-8").replace("sections/begin.md", "sections/weg.md")
    write("praten-fy.xlf", text)
    back("xliff")
    assert "praten-fy.xlf:1:1: warning TRN-009" in capsys.readouterr().out
    assert not Path("praten/translations/fy/sections").exists()


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_a_table_as_a_spreadsheet_saves_it(delimiter: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With semicolons, in Dutch Excel, and a byte order mark."""
    path = out("csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
    table = io.StringIO(newline="")
    writer = csv.DictWriter(table, rows[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows({**row, "target": pseudo(row["source"])} for row in rows)
    path.write_bytes(table.getvalue().encode("utf-8-sig"))
    assert back("csv") == 0
    assert counts(capsys) == {"done": 9, "draft": 0, "stale": 0, "missing": 0}
