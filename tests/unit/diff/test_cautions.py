"""What makes a replacement that keeps work not safe, and why ``diff`` ends with exit code 1."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modulebouwer.cli import main
from modulebouwer.package.archive import archive
from packages import faults, tools

Tree = dict[str, bytes]


def written(tree: Tree, *changes: tuple[str, str]) -> Tree:
    control = next(name for name in ("imsmanifest.xml", "cmi5.xml") if name in tree)
    text = tree[control].decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    return {**tree, control: text.encode()}


def run(tmp_path: Path, old: Tree, new: Tree, *more: str) -> int:
    paths = []
    for name, tree in (("oud.zip", old), ("nieuw.zip", new)):
        (tmp_path / name).write_bytes(archive(tree))
        paths.append(str(tmp_path / name))
    return main(["diff", *paths, "--lang", "en", *more])


def aicc_unit(start: str, mark: str) -> Tree:
    rows = f'"system_id","file_name","mastery_score"\n"A1","{start}","{mark}"\n'
    return {**faults.aicc(), "les.au": rows.encode(), "b.html": faults.page()}


KEEPING = faults.page(
    script=f"{faults.SAVING_2004};api.SetValue('cmi.suspend_data','x');api.SetValue('cmi.exit','suspend')"
)
EXCHANGED = (('identifierref="r1"', 'identifierref="x"'), ('identifierref="r2"', 'identifierref="r1"'),
             ('identifierref="x"', 'identifierref="r2"'))  # fmt: skip
CAUTIONS: dict[str, tuple[Tree, Tree, str]] = {
    "two start files exchanged": (
        faults.several_scos(),
        written(faults.several_scos(), *EXCHANGED),
        "‘Deel 1’ now starts what ‘Deel 2’ was",
    ),
    "another pass mark": (
        faults.given(),
        written(faults.given(), (">80<", ">70<")),
        "The new pass mark of ‘Deel 1’ holds",
    ),
    "no pass mark any more": (
        faults.given(),
        written(faults.given(), ("<adlcp:masteryscore>80</adlcp:masteryscore>", "")),
        "‘Deel 1’ has no pass mark any more",
    ),
    "a page that tells the LMS nothing": (
        faults.one_sco(),
        faults.one_sco(b"<!doctype html><title>Les</title>"),
        "S12-043: Moodle is told nothing",
    ),
    "an attempt that is no longer suspended": (
        {**faults.scorm2004(), "a.html": KEEPING},
        {**faults.scorm2004(), "a.html": KEEPING.replace(b"'suspend'", b"'normal'")},
        "S24-056: Who comes back begins empty",
    ),
    "an asset": (
        faults.one_sco(),
        written(faults.one_sco(), ('"sco"', '"asset"')),
        "‘Deel 1’ is no SCO any more",
    ),
    "no type": (
        faults.one_sco(),
        written(faults.one_sco(), (' adlcp:scormtype="sco"', "")),
        "‘Deel 1’ is no SCO any more",
    ),
}


@pytest.mark.parametrize("name", CAUTIONS)
def test_kept_work_that_means_something_else(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, why = CAUTIONS[name]
    assert run(tmp_path, old, new, "--format", "json") == 0
    moodle = json.loads(capsys.readouterr().out)["verdict"]["moodle"]
    assert moodle["outcome"] == "careful"
    assert moodle["reason"].startswith(why)
    run(tmp_path, old, new)
    told = capsys.readouterr().out
    assert "safe to replace" not in told
    assert f"    {why}" in told


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            faults.scorm2004(),
            faults.scorm2004("2004 3rd Edition"),
            "Version of the standard (schemaversion): 2004 4th Edition → 2004 3rd Edition",
        ),
        (faults.one_sco(), written(faults.one_sco(), ("Deel 1", "Begin")), "Begin: title Deel 1 → Begin"),
        (aicc_unit("a.html", ""), aicc_unit("a.html", "70"), "Proef: pass mark (masteryscore) nothing → 70"),
        (aicc_unit("a.html", "70"), aicc_unit("b.html", "70"), "Proef: start file a.html → b.html"),
        (
            faults.one_sco(),
            written(faults.one_sco(), ('"sco"', '"asset"')),
            "Deel 1: type (scormtype) sco → asset",
        ),
    ],
)
def test_what_changed_is_named(
    old: Tree, new: Tree, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(tmp_path, old, new)
    assert f"  {told}\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        (
            faults.one_sco(),
            written(faults.one_sco(), ('"i1"', '"i2"')),
            ["What is kept under i1 belongs to nothing in the new package."],
        ),
        (
            tools.cmi5(["index.html"]),
            written(tools.cmi5(["index.html"]), ("https://", "")),
            ["CATAPULT (ADL): people can work with the old package, not with the new."],
        ),
        (
            faults.one_sco(),
            faults.no_start_file(),
            [
                "Moodle 4.5: people can work with the old package, not with the new.",
                "Open edX (SCORM XBlock 19): people can work with the old package, not with the new.",
            ],
        ),
    ],
)
def test_exit_code_1_says_why(
    old: Tree, new: Tree, lines: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(tmp_path, old, new) == 1
    _, title, stops = capsys.readouterr().out.partition(
        "Do not simply replace the old package (exit code 1)\n"
    )
    assert title
    assert {f"  {line}" for line in lines} <= set(stops.splitlines())
    assert run(tmp_path, new, new) == 0
    assert "exit code 1" not in capsys.readouterr().out


def test_a_standard_that_changed_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tmp_path, faults.one_sco(), faults.scorm2004()) == 1
    assert "  The new package is in another standard: SCORM 2004.\n" in capsys.readouterr().out
