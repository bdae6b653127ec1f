"""A section under another id is told alike by ``build --against``, ``diff`` and ``release``."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

from modulebouwer.build import Options, build
from modulebouwer.cli import main
from modulebouwer.diff import report
from modulebouwer.diff.compare import Fate, compare
from modulebouwer.diff.release import Prompt, Release, Section, Texts
from modulebouwer.diff.renaming import renamed_sections
from modulebouwer.diff.verdict import findings, outcomes
from modulebouwer.new import scaffold
from modulebouwer.releasing import part

LONG = ("Een.", "Twee.", "Drie.")


def release(*sections: Section, section: str = "", content: str = "1", **translations: Texts) -> Release:
    prompts = (Prompt("a", section, "Wat?", 400, True),) if section else ()
    version = f"1.{content}.0"
    contents = {"index.html": content}
    made = Release(
        "a.zip", "scorm12", "Les", {"I": "Les"}, contents, "les", version, sections, prompts, (), {}
    )
    return Release(**{**made.__dict__, "translations": translations})


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ([("a", "A", ())], [("b", "A", ())], {"a": "b"}),
        ([("a", "A", LONG)], [("b", "B", ("Nul.", *LONG))], {"a": "b"}),
        ([("a", "A", LONG)], [("b", "B", LONG[:1])], {}),
        ([("a", "A", LONG)], [("a", "B", LONG)], {}),
        ([("a", "A", LONG)], [("a", "B", LONG), ("b", "A", LONG)], {}),
        # Of one title it is the text that tells, and of one text nothing does.
        ([("a", "A", LONG), ("c", "A", ("Vier.",))], [("b", "A", LONG)], {"a": "b"}),
        ([("a", "A", LONG), ("c", "A", LONG)], [("b", "A", LONG)], {}),
    ],
)
def test_what_a_section_is_known_again_by(
    old: list[tuple[str, str, tuple[str, ...]]],
    new: list[tuple[str, str, tuple[str, ...]]],
    names: dict[str, str],
) -> None:
    assert renamed_sections([Section(*one) for one in old], [Section(*one) for one in new]) == names


def test_it_is_no_deletion_and_takes_its_questions_along() -> None:
    english = {side: Texts((Section(side, "One", ("One.",)),), ()) for side in ("a", "b")}
    old = release(Section("a", "Een", LONG), section="a", en=english["a"])
    new = release(Section("b", "Begin", (*LONG, "Vier.")), section="b", content="2", en=english["b"])
    difference = compare(old, new)
    (change,) = difference.sections
    assert (change.old, change.new, change.old_id, change.id, change.old_title) == (1, 1, "a", "b", "Een")
    assert [passage.after for passage in change.passages] == ["Vier."]
    assert [change.fates for change in difference.prompts] == [(Fate.SAME,)]
    # In the translation nothing is worded otherwise.
    assert difference.translations == {}


def test_it_is_called_no_safe_change() -> None:
    difference = compare(release(Section("a", "A", LONG)), release(Section("b", "A", LONG), content="2"))
    assert [one.code for one in findings(difference, "nieuw.zip", allow_reset=False)] == ["UPD-231"]
    assert [one.outcome.value for one in outcomes(difference) if one.lms == "moodle"] == ["careful"]
    assert part(difference) == 1
    told = report.text(difference, "en")
    assert "file was: a.md, now b.md; who opened the section has to do so again" in told
    assert "The section ‘A’ stands in b.md now and stood in a.md: who opened it has to do so again." in told
    (section,) = report.data(difference, "nl")["sections"]
    assert (section["old_id"], section["id"], section["change"]) == ("a", "b", "changed")


def test_release_advises_what_build_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    scaffold(Path("les"), "nl", datetime.date(2026, 1, 2))
    build(["les"], Path("oud"), Options(), lambda _: None)
    Path("les/sections/beginnen.md").rename("les/sections/eerste-zin.md")
    definition = Path("les/module.yaml").read_text("utf-8").replace("- beginnen", "- eerste-zin")
    Path("les/module.yaml").write_text(definition, "utf-8")
    _, built = build(["les"], Path("nieuw"), Options(against=Path("oud")), lambda _: None)
    told = next(one for one in built.findings if one.code == "UPD-231")
    assert main(["release", "les", "--against", "oud", "--dry-run"]) == 0
    error = capsys.readouterr().err
    assert f"les/module.yaml:{told.location.line}:" in error
    assert "UPD-231" in error
    main(["release", "les", "--against", "oud", "--dry-run", "--format", "json"])
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["new"], [each["code"] for each in one["findings"]]) == ("1.1.0", ["UPD-231"])
