"""``diff`` of packages with several parts, and of such as LMSs refuse: as far as it was measured, and no further."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from modulebouwer.cli import main
from modulebouwer.diff.compare import changed_passages
from modulebouwer.package.archive import archive
from packages import faults, tools

Tree = dict[str, bytes]


def paths(tmp_path: Path, old: Tree, new: Tree) -> list[str]:
    for name, tree in (("oud.zip", old), ("nieuw.zip", new)):
        (tmp_path / name).write_bytes(archive(tree))
    return [str(tmp_path / name) for name in ("oud.zip", "nieuw.zip")]


def run(tmp_path: Path, old: Tree, new: Tree, capsys: pytest.CaptureFixture[str]) -> tuple[int, Any]:
    code = main(["diff", *paths(tmp_path, old, new), "--lang", "en", "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def text(tmp_path: Path, old: Tree, new: Tree, capsys: pytest.CaptureFixture[str]) -> str:
    main(["diff", *paths(tmp_path, old, new), "--lang", "en"])
    return capsys.readouterr().out


def parts(*numbers: int, **changes: str) -> Tree:
    """SCORM 1.2 with these parts, in this order; their resources stay in theirs."""
    items = "".join(faults.item(number) for number in numbers)
    resources = "".join(faults.sco(f"{number}.html", number=number) for number in sorted(numbers))
    for before, after in changes.items():
        items = items.replace(f'"{before}"', f'"{after}"')
    pages = {f"{number}.html": faults.page() for number in numbers}
    return faults.scorm12(faults.organization(items), resources, pages)


def wrapped(tree: Tree) -> Tree:
    return {f"cursus/{path}": data for path, data in tree.items()}


def broken() -> Tree:
    return {**faults.one_sco(), "imsmanifest.xml": b"<manifest>"}


def capitals() -> Tree:
    return {path.replace("ims", "IMS"): data for path, data in faults.one_sco().items()}


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        (parts(1, 2), parts(1), ["i2"]),
        (parts(1, 2, 3), parts(2), ["i1", "i3"]),
        (parts(1, 2), parts(1, 2, i2="ander"), ["i2"]),
    ],
)
def test_a_part_that_goes_takes_its_own_work_alone(
    old: Tree, new: Tree, gone: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Moodle 4.5.6: the tracks of that SCO are deleted. What becomes of a grade over several was not measured."""
    code, data = run(tmp_path, old, new, capsys)
    moodle = data["verdict"]["moodle"]
    assert (code, data["identifiers"]["gone"], moodle["outcome"]) == (1, gone, "part")
    assert ", ".join(gone) in moodle["reason"]
    assert "not measured" in moodle["reason"]
    assert "0.00" not in moodle["reason"]
    assert (
        "starts again" not in text(tmp_path, old, new, capsys).partition("Moodle 4.5:")[2].partition("\n")[0]
    )


@pytest.mark.parametrize("kind", ["all of them", "the only one"])
def test_where_nothing_is_left_all_begin_again(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = {
        "all of them": (parts(1, 2), parts(3, 4)),
        "the only one": (parts(1), parts(2)),
    }[kind]
    code, data = run(tmp_path, old, new, capsys)
    assert (code, data["verdict"]["moodle"]["outcome"]) == (1, "reset")
    assert "0.00" in data["verdict"]["moodle"]["reason"]


def test_a_unit_that_goes_leaves_the_others_theirs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = text(tmp_path, tools.cmi5(["a.html", "b.html"]), tools.cmi5(["a.html"]), capsys)
    assert "the other parts find theirs" in told
    assert "starts empty" not in told


@pytest.mark.parametrize(
    ("new", "titles"), [(parts(1, 2, 3), "‘Deel 3’"), (parts(4, 1, 2, 3), "‘Deel 4’, ‘Deel 3’")]
)
def test_a_part_more_is_not_called_safe_for_who_was_done(
    new: Tree, titles: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, data = run(tmp_path, parts(1, 2), new, capsys)
    assert (code, data["verdict"]["moodle"]["outcome"]) == (0, "careful")
    reason = data["verdict"]["moodle"]["reason"]
    assert f"New: {titles}." in reason
    assert "whether who was done stays done is not measured" in reason


def test_from_scorm_to_aicc_nothing_was_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for old, new in ((faults.one_sco(), faults.aicc()), (faults.aicc(), faults.one_sco())):
        code, data = run(tmp_path, old, new, capsys)
        assert (code, data["verdict"]["moodle"]) == (1, {"outcome": "unmeasured", "reason": ""})


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (parts(1, 2), parts(2, 1), "Order of the parts: Deel 1, Deel 2 → Deel 2, Deel 1"),
        (parts(1, 2, 3), parts(3, 1), "Order of the parts: Deel 1, Deel 3 → Deel 3, Deel 1"),
        (parts(1, 2), parts(2, 3, 1), "Order of the parts: Deel 1, Deel 2 → Deel 2, Deel 1"),
    ],
)
def test_parts_that_change_places(
    old: Tree, new: Tree, line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"  {line}\n" in text(tmp_path, old, new, capsys)


def test_another_order_is_no_other_resource(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = text(tmp_path, parts(1, 2), parts(2, 1), capsys)
    assert "aNewSpring" not in told
    assert "Order" not in text(tmp_path, parts(1, 2), parts(1, 2, 3), capsys)


@pytest.mark.parametrize(
    ("old", "new", "code", "moodle", "openedx"),
    [
        # Moodle's form refuses what is packed in a folder; Open edX finds it there.
        (faults.one_sco(), wrapped(faults.one_sco()), 1, "refused", "unmeasured"),
        (wrapped(faults.one_sco()), faults.one_sco(), 0, "safe", "unmeasured"),
        (faults.one_sco(), broken(), 1, "refused", "refused"),
        (broken(), faults.one_sco(), 0, "safe", "safe"),
        (faults.one_sco(), capitals(), 1, "refused", "refused"),
        (faults.one_sco(), faults.aicc(without="les.cst"), 1, "refused", "refused"),
        # A part of it that runs a script is an error of its own, and nothing that keeps people out.
        (
            faults.one_sco(),
            {**faults.one_sco(), "t.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'},
            0,
            "safe",
            "unmeasured",
        ),
    ],
)
def test_what_verify_reads_and_lmss_refuse(
    old: Tree,
    new: Tree,
    code: int,
    moodle: str,
    openedx: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found, data = run(tmp_path, old, new, capsys)
    told = data["verdict"]
    assert (found, told["moodle"]["outcome"], told["openedx"]["outcome"]) == (code, moodle, openedx)
    if moodle == "refused":
        assert "At the upload" in told["moodle"]["reason"] or "XML error" in told["moodle"]["reason"]
        assert {"why": "refused", "what": "moodle"} in data["stops"]
        assert data["moodle"] == "keep"


def test_what_cannot_be_read_is_not_said_to_have_lost_its_parts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, data = run(tmp_path, faults.one_sco(), broken(), capsys)
    assert (code, data["identifiers"], data["verdict"]["cloud"]["outcome"]) == (
        1,
        {"gone": [], "came": [], "renamed": []},
        "unmeasured",
    )
    assert [one["code"] for one in data["findings"]] == ["PKG-029"]
    for old, new in ((faults.one_sco(), broken()), (broken(), faults.one_sco())):
        told = text(tmp_path, old, new, capsys)
        assert "cannot be read" in told
        assert "schemaversion" not in told
        assert "Both versions" not in told


@pytest.mark.parametrize("tree", [{"lees.txt": b"x"}, {"../a": b"x"}, {"h5p.json": b"{}"}])
def test_what_is_no_package_at_all_is_still_a_mistake(
    tree: Tree, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", *paths(tmp_path, faults.one_sco(), tree)]) == 2
    capsys.readouterr()


@pytest.mark.parametrize("score", ["70", "100"])
def test_a_mastery_score_that_comes_says_what_it_does_to_completion(
    score: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inside = f"<adlcp:masteryscore>{score}</adlcp:masteryscore>"
    new = faults.scorm12(
        faults.organization(faults.item(inside=inside)), faults.sco("a.html"), {"a.html": faults.page()}
    )
    code, data = run(tmp_path, faults.one_sco(), new, capsys)
    reason = data["verdict"]["moodle"]["reason"]
    assert (code, data["verdict"]["moodle"]["outcome"]) == (0, "careful")
    assert "S12-041: A score below the mark" in reason
    assert "neither counts as done" in reason


def test_a_mastery_score_that_changes_or_goes_does_nothing_new(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = {name: data.replace(b">80<", b">70<") for name, data in faults.given().items()}
    _, data = run(tmp_path, faults.given(), other, capsys)
    assert "S12-041" not in data["verdict"]["moodle"]["reason"]
    _, data = run(tmp_path, faults.given(), faults.one_sco(), capsys)
    assert "S12-041" not in data["verdict"]["moodle"]["reason"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("U bent te laat. (goed)", "U bent te laat. (niet goed)"),
        ("Waar (niet goed)", "Waar (goed)"),
        ("Ik zie dat u wacht: waarneming", "Ik zie dat u wacht: oordeel"),
    ],
)
def test_what_follows_a_name_is_told_with_the_name(old: str, new: str) -> None:
    (passage,) = changed_passages((old,), (new,))
    assert (passage.before, passage.after) == (old, new)


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("Wij beginnen (vandaag) thuis", "Wij beginnen vandaag thuis", "(vandaag)", "vandaag"),
        ("Lees dit rustig", "Lees dat rustig", "dit", "dat"),
        ("(goed)", "(niet goed)", "(goed)", "(niet goed)"),
    ],
)
def test_other_words_are_told_alone(old: str, new: str, before: str, after: str) -> None:
    (passage,) = changed_passages((old,), (new,))
    assert (passage.before, passage.after) == (before, after)
