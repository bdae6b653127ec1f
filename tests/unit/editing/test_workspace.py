"""What the editor has open is what ``check`` would find, also when modules come and go."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from modulebouwer.build import Options, check
from modulebouwer.editing.workspace import Workspace
from modulebouwer.new import scaffold
from modulebouwer.source.series import modules_in


@pytest.fixture
def above(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        scaffold(tmp_path / name, "en", datetime.date(2026, 1, 1), "same")
    return tmp_path.resolve()


def told(workspace: Workspace) -> list[tuple[str, str]]:
    return [(one.code, str(one.location)) for one in workspace.reports().findings]


def known(above: Path) -> list[tuple[str, str]]:
    found = check(modules_in(above.as_posix()), Options(), lambda _: None)
    return [(one.code, str(one.location)) for one in found.findings]


def test_a_module_that_is_taken_away_or_put_back(above: Path) -> None:
    workspace = Workspace()
    workspace.add_root(above)
    assert [code for code, _ in told(workspace)] == ["PKG-019"]
    assert told(workspace) == known(above)
    shutil.move(above / "two", above / "three")
    workspace.touch(above / "two" / "module.yaml")
    workspace.touch(above / "three" / "module.yaml")
    assert told(workspace) == known(above)
    assert [place for _, place in known(above)] == [f"{above}/three/module.yaml:2:1"]
    shutil.rmtree(above / "three")
    assert told(workspace) == known(above) == []


def test_a_root_without_its_module_yaml_is_told(above: Path) -> None:
    workspace = Workspace()
    workspace.add_root(above / "one")
    (above / "one" / "module.yaml").unlink()
    workspace.touch(above / "one" / "module.yaml")
    assert [code for code, _ in told(workspace)] == ["SRC-009"]


def test_a_closed_root_is_forgotten_but_for_what_is_open(above: Path) -> None:
    workspace = Workspace()
    workspace.add_root(above)
    section = above / "one" / "sections" / "beginning.md"
    workspace.change(section, section.read_text("utf-8"), 1)
    workspace.drop_root(above)
    assert [folder.name for folder in workspace.modules] == ["one"]


def test_what_is_closed_without_saving_is_as_on_the_disk(above: Path) -> None:
    workspace = Workspace()
    workspace.add_root(above / "one")
    section = above / "one" / "sections" / "beginning.md"
    workspace.change(section, "---\ntitle: A\n", 1)
    assert told(workspace)
    workspace.close(section)
    assert told(workspace) == []
