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


def test_a_translation_is_of_its_module_and_told_while_it_is_open(tmp_path: Path) -> None:
    folder = tmp_path.resolve() / "proef"
    shutil.copytree(Path(__file__).parents[2] / "cases" / "base", folder)
    workspace = Workspace()
    workspace.add_root(folder)
    for name in ("module.yaml", "sections/begin.yaml"):
        path = folder / "translations" / "fy" / name
        workspace.change(path, path.read_text("utf-8"), 1)
        assert workspace.folder_of(path) == folder
    assert told(workspace) == []
    text = path.read_text("utf-8")
    workspace.change(path, text.replace("source: Begin", "source: Start"), 2)
    assert told(workspace) == [("TRN-002", f"{path}:4:11")]
    # An id of the source that is not among its links, as in any file.
    workspace.change(path, text.replace("learen [@jansen-2020]", "learen [@jansen-2021]"), 3)
    assert [code for code, _ in told(workspace)] == ["TRN-003", "TRN-004"]
    for name in ("module.yaml", "sections/begin.yaml"):
        workspace.close(folder / "translations" / "fy" / name)
    assert told(workspace) == []
    # Nor does a series take its own translations for a module.
    (tmp_path / "series.yaml").write_text("title: A\ngroups: [{modules: [proef]}]\n", "utf-8")
    assert workspace.folder_of(tmp_path.resolve() / "translations" / "fy" / "terms.yaml") is None
