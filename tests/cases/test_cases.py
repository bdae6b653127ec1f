"""One folder per code: its files lie over those of ``base``, and ``expected.<language>.txt`` is the whole output.

What stands in its folder ``series`` lies beside the module, which is called ``module`` there. A case of translations
is about the base in Frisian, and ``terug.csv`` in it is what came back from who translates.
``case.json`` makes what a repository cannot hold: large files, symbolic links, files that are missing.
"""

from __future__ import annotations

import datetime
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from modulebouwer import checks
from modulebouwer.catalogue import LANGUAGES
from modulebouwer.checks.ignores import without_ignored
from modulebouwer.findings import Finding, Report, codes, message, report
from modulebouwer.series import footprint, series_findings
from modulebouwer.source.languages import lacking_languages, language_names
from modulebouwer.source.loader import load
from modulebouwer.source.series import SeriesCache
from modulebouwer.source.translations import translated
from modulebouwer.translating.exchange import taken_back
from modulebouwer.translating.formats import read
from modulebouwer.translating.work import Work

CASES = Path(__file__).parent
# Codes of a module's source; those of packages and templates have their fixtures beside their own tests.
PREFIXES = ("SRC", "MOD", "SEC", "CMP", "REF", "LNK", "MED", "A11Y", "TXT", "BUD", "SER", "TRN")
TODAY = datetime.date(2026, 9, 1)
NAMES = sorted(
    path.name for path in CASES.iterdir() if path.is_dir() and re.fullmatch(r"[A-Z0-9]+-\d{3}", path.name)
)


def lay_out(case: Path, folder: Path) -> str:
    """Make the case's module in ``folder``; what to load in it."""
    shutil.copytree(CASES / "base", folder)
    ours = shutil.ignore_patterns("expected.*", "case.json", "series")
    shutil.copytree(case, folder, dirs_exist_ok=True, ignore=ours)
    if (case / "series").exists():
        shutil.copytree(case / "series", folder.parent, dirs_exist_ok=True)
    instructions: Mapping[str, Any] = {}
    if (case / "case.json").exists():
        instructions = json.loads((case / "case.json").read_text())
    for path in instructions.get("remove", []):
        shutil.rmtree(folder / path) if (folder / path).is_dir() else (folder / path).unlink()
    for path in instructions.get("folder", []):
        (folder / path).unlink()
        (folder / path).mkdir()
    for path, target in instructions.get("link", {}).items():
        outside = folder.parent / "elsewhere" / "secret.md"
        outside.parent.mkdir()
        outside.write_text("geheim")
        (folder / path).unlink()
        (folder / path).symlink_to(target)
    for path, content in instructions.get("repeat", {}).items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_text(
            content.get("before", "") + content["text"] * content["times"] + content.get("after", "")
        )
    return str(instructions.get("load", ""))


def findings(folder: Path, load_path: str) -> Report:
    shown = "/".join(part for part in ("module", load_path) if part)
    cache = SeriesCache()
    module, problems = load(folder / load_path, shown, series_cache=cache)
    if module is None:
        return report(problems)
    ignores = module.definition.ignore
    places = [module.source.at("ignore", number) for number in range(len(ignores))]
    found = [*problems, *checks.run(module, {"scorm12": 4096}, TODAY)]
    return report([*without_ignored(found, ignores, module.folder, places), *of_series(folder.parent, cache)])


def of_series(folder: Path, cache: SeriesCache) -> list[Finding]:
    """What is found of the series in ``folder`` as a whole, if there is one."""
    series = cache.series[folder][0] if folder in cache.series else None
    if series is None:
        return []
    modules = {name: load(folder / name, name, series_cache=cache)[0] for name in series.definition.modules}
    return series_findings(series, folder, [footprint(one, name) for name, one in modules.items() if one])


def of_translation(folder: Path) -> Report:
    """What is found of the Frisian translation in ``folder``, and of the file that came back."""
    module, problems = load(folder, "module")
    assert module is not None
    if "fy" not in language_names(folder):
        return report([*problems, *lacking_languages(folder, "module", ["fy"])])
    there = translated(module, folder, "fy")
    returned = folder / "terug.csv"
    told: list[Finding] = []
    if returned.exists():
        texts = read(returned.name, returned.read_bytes())[1]
        told = taken_back(Work(module, there), texts, returned.name)[1]
    return report([*problems, *there.findings, *told])


def run_case(name: str, tmp_path: Path) -> Report:
    folder = tmp_path / "module"
    load_path = lay_out(CASES / name, folder)
    return of_translation(folder) if name.startswith("TRN") else findings(folder, load_path)


@pytest.mark.parametrize("name", NAMES)
def test_case(name: str, tmp_path: Path) -> None:
    found = run_case(name, tmp_path)
    told = {finding.code for finding in found.findings}
    assert told == {name}, f"{name}: its case gives {sorted(told)} (is its check in CHECKS?)"
    for language in LANGUAGES:
        assert found.text(language) == (CASES / name / f"expected.{language}.txt").read_text("utf-8")
        objects = json.loads(found.json(language))
        assert [(o["path"], o["line"], o["column"], o["code"], o["text"], o["hint"]) for o in objects] == [
            (d.location.path, d.location.line, d.location.column, d.code, *message(d, language))
            for d in found.findings
        ]


def test_every_code_has_a_case_and_every_case_a_code() -> None:
    ours = {code for code in codes() if code.split("-")[0] in PREFIXES}
    assert ours - set(NAMES) == set(), "codes without a folder in tests/cases"
    assert set(NAMES) - ours == set(), "folders in tests/cases without a record"


def test_the_base_has_no_findings(tmp_path: Path) -> None:
    shutil.copytree(CASES / "base", tmp_path / "module")
    assert findings(tmp_path / "module", "").findings == ()
    assert of_translation(tmp_path / "module").findings == ()
