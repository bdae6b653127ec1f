"""Parts by their names: which stands under another identifier, in which chapter they lie, and what is long."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from modulebouwer.cli import main
from modulebouwer.package.archive import archive
from packages import faults, tools
from packages.styles import HEAD_12

# Of a part: its identifier, its title and its start file.
Part = tuple[str, str, str]
OLD: list[Part] = [("a", "Start", "a.html"), ("b", "Midden", "b.html"), ("c", "Toets", "c.html")]


def course(parts: list[Part], chapter: str = "", title: str = "Cursus") -> dict[str, bytes]:
    """SCORM 1.2; with ``chapter`` each part lies in one of that name."""
    items = "".join(
        f'<item identifier="{name}" identifierref="r-{start}"><title>{called}</title></item>'
        for name, called, start in parts
    )
    if chapter:
        items = f'<item identifier="chapter"><title>{chapter}</title>{items}</item>'
    resources = "".join(
        f'<resource identifier="r-{start}" type="webcontent" adlcp:scormtype="sco" href="{start}">'
        f'<file href="{start}"/></resource>'
        for start in sorted({start for _, _, start in parts})
    )
    manifest = (
        HEAD_12.format(identifier="m", metadata="")
        + f'<organizations default="o"><organization identifier="o"><title>{title}</title>{items}'
        f"</organization></organizations><resources>{resources}</resources></manifest>"
    )
    pages = {start: faults.page(script=faults.SAVING) for _, _, start in parts}
    return {"imsmanifest.xml": manifest.encode(), **pages}


def told(tmp_path: Path, old: dict[str, bytes], new: dict[str, bytes], *more: str) -> list[str]:
    return ["diff", written(tmp_path / "a.zip", old), written(tmp_path / "b.zip", new), "--lang", "en", *more]


def written(path: Path, tree: dict[str, bytes]) -> str:
    path.write_bytes(archive(tree))
    return str(path)


@pytest.mark.parametrize(
    ("new", "lines"),
    [
        (
            [("x", "Start", "a.html"), ("y", "Midden", "b.html"), ("z", "Toets", "c.html")],
            [
                "‘Start’: identifier a → x (the start file is the same)",
                "‘Midden’: identifier b → y (the start file is the same)",
                "‘Toets’: identifier c → z (the start file is the same)",
            ],
        ),
        (
            [OLD[0], ("y", "Kern", "b.html"), OLD[2]],
            ["‘Midden → Kern’: identifier b → y (the start file is the same)"],
        ),
        (
            [OLD[0], ("y", "Midden", "d.html"), OLD[2]],
            ["‘Midden’: identifier b → y (the title is the same, the start file is not)"],
        ),
        # Nothing says that the one is the other.
        ([OLD[0], ("y", "Kern", "d.html"), OLD[2]], ["Identifier gone: b (‘Midden’)", "Identifier new: y (‘Kern’)"]),
        # Two that share a start file cannot be told apart by it, nor by a title that both have.
        (
            [OLD[0], ("y", "Kern", "b.html"), ("z", "Kern", "b.html"), OLD[2]],
            ["Identifier gone: b (‘Midden’)", "Identifier new: y (‘Kern’)", "Identifier new: z (‘Kern’)"],
        ),
    ],
)  # fmt: skip
def test_which_part_stands_under_another_identifier(
    new: list[Part], lines: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = told(tmp_path, course(OLD), course(new))
    assert main(command) == 1
    out = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert [line for line in out if "dentifier" in line and not line.startswith("By its")] == lines


def test_the_renamed_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(told(tmp_path, course(OLD), course([*OLD[:2], ("z", "Toets", "c.html")]), "--format", "json"))
    identifiers = json.loads(capsys.readouterr().out)["identifiers"]
    assert identifiers == {
        "gone": ["c"],
        "came": ["z"],
        "renamed": [{"old": "c", "new": "z", "by": "start"}],
    }


def test_a_chapter_that_is_called_otherwise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for all that lie in it."""
    main(told(tmp_path, course(OLD, "Een"), course(OLD, "Deel een")))
    assert "  Start, Midden, Toets: chapter Een → Deel een\n" in capsys.readouterr().out


def test_a_block_around_units(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    units = [f"{number}.html" for number in range(7)]
    main(told(tmp_path, tools.cmi5(units), tools.cmi5(units, block=True)))
    out = capsys.readouterr().out
    assert "  Unit 0, Unit 1, Unit 2, Unit 3, Unit 4 and 2 more: chapter nothing → Block\n" in out


def test_parts_of_one_name_are_told_apart_by_their_chapters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def chaptered(order: list[int]) -> dict[str, bytes]:
        tree = course([(f"i{number}", "Toets", f"{number}.html") for number in (1, 2)])
        text = tree["imsmanifest.xml"].decode()
        start, end = text.index("<item"), text.index("</organization>")
        items = text[start:end].replace("</item>", "</item>\n").split("\n")
        around = [
            f'<item identifier="h{number}"><title>Hoofdstuk {number}</title>{items[number - 1]}</item>'
            for number in order
        ]
        return {**tree, "imsmanifest.xml": (text[:start] + "".join(around) + text[end:]).encode()}

    main(told(tmp_path, chaptered([1, 2]), chaptered([2, 1])))
    one, two = "Hoofdstuk 1 › Toets", "Hoofdstuk 2 › Toets"
    assert f"  Order of the parts: {one}, {two} → {two}, {one}\n" in capsys.readouterr().out


def test_no_title_is_longer_than_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = "Een heel lange titel " * 20
    parts = [("a", long, "a.html"), *OLD[1:]]
    main(told(tmp_path, course(OLD), course(parts, title=long)))
    main(told(tmp_path, course(OLD), course([("z", long, "a.html"), *OLD[1:]])))
    lines = [line for line in capsys.readouterr().out.splitlines() if "heel lange" in line]
    assert len(lines) == 3
    assert max(map(len, lines)) < 200


def test_another_part_that_open_edx_opens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It opens the first resource in the file, whatever the order of the parts."""
    old = course(OLD)
    manifest = old["imsmanifest.xml"].decode()
    head, first, rest = manifest.partition("<resource ")
    last = rest.rpartition("<resource ")[2].partition("</resources>")[0]
    new = {
        **old,
        "imsmanifest.xml": f"{head}{first}{last}<resource {rest.replace(f'<resource {last}', '')}".encode(),
    }
    main(told(tmp_path, old, new))
    said = "A learner who opens the module comes to ‘Toets’; in the old package that was ‘Start’."
    assert f"Open edX (SCORM XBlock 19): not measured\n    {said}" in capsys.readouterr().out
    loose = '<resource identifier="loose" type="webcontent" adlcp:scormtype="asset" href="a.html"/><resource '
    main(told(tmp_path, {**old, "imsmanifest.xml": manifest.replace("<resource ", loose, 1).encode()}, old))
    assert "comes to ‘Start’; in the old package that was a file of no part." in capsys.readouterr().out
    main(told(tmp_path, old, course(OLD, title="Anders")))
    assert "A learner who opens the module" not in capsys.readouterr().out
