"""Every finding with a suggestion, or whose hint leaves nothing to choose, has a fix; then it is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from lsprotocol import types as lsp

from cases.test_cases import CASES, NAMES, lay_out
from harness.lsp import with_edits
from modulebouwer.build import Options, read_module
from modulebouwer.editing.fixes import HINTED, Fix, fixes
from modulebouwer.editing.workspace import OpenModule, Workspace
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import one_of

# A new line for what is missing has no value, or keys (SRC-107), yet, and a section made of nothing no time of its own.
FOLLOWS = {
    "MOD-012": {"SRC-110"},
    "SRC-102": {"SRC-107", "SRC-110"},
    # What the wrong name hid.
    "CMP-023": {"SRC-102"},
    "MED-001": {"MED-003"},
    "MED-026": {"MED-003"},
    "MED-372": {"MED-003"},
    "MED-002": {"MED-004"},
    "REF-009": {"REF-006"},
    "SEC-001": {"MOD-018", "SEC-005"},
    "SEC-002": {"SEC-005"},
    "SEC-003": {"SEC-005"},
    # A fix changes one place, and the hint names the others.
    "SRC-482": {"SRC-153"},
}
FEWEST = 40  # codes that have a fix


def opened(name: str, folder: Path) -> tuple[Workspace, OpenModule]:
    root = folder.resolve() / "module"
    root /= lay_out(CASES / name, root)
    workspace = Workspace()
    module = workspace.modules.setdefault(root, OpenModule(root))
    return workspace, workspace.read(module)


def mendable(name: str, module: OpenModule) -> Iterator[Finding]:
    for finding in module.findings:
        if finding.code == name and (finding.values.get("suggestion") or name in HINTED):
            yield finding


def done(fix: Fix) -> None:
    for change in fix.files:
        if isinstance(change, lsp.CreateFile):
            Path(change.uri.removeprefix("file://")).touch()
    for path, edits in fix.edits.items():
        path.write_text(with_edits(path.read_text("utf-8"), edits), "utf-8")
    for change in fix.files:
        if isinstance(change, lsp.RenameFile):
            old = next(
                path
                for path in Path(change.new_uri.removeprefix("file://")).parent.iterdir()
                if path.as_uri() == change.old_uri
            )
            old.rename(change.new_uri.removeprefix("file://"))


def mark(finding: Finding) -> tuple[str, str, str]:
    return finding.code, Path(finding.location.path).name, str(sorted(finding.values.items()))


def told(findings: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
    return Counter(map(mark, findings))


@pytest.mark.parametrize("name", NAMES)
def test_a_fix_mends_what_it_says(name: str, tmp_path: Path) -> None:
    workspace, module = opened(name, tmp_path / "first")
    for number, finding in enumerate(mendable(name, module)):
        found = list(fixes(workspace, module, finding))
        assert found, f"no fix for {finding}"
        before = {one.code for one in module.findings}
        for count in range(len(found)):
            again, copy = opened(name, tmp_path / f"{number}-{count}")
            same = list(mendable(name, copy))[number]
            done(list(fixes(again, copy, same))[count])
            _, after = read_module(copy.folder.as_posix(), Options())
            left = told(copy.findings) - told(after)
            assert left[mark(same)] == 1, f"{finding}: {found[count]}"
            assert {one.code for one in after} - before <= FOLLOWS.get(name, set())


def test_many_codes_have_one(tmp_path: Path) -> None:
    """A rule that no longer fires would leave the test above with nothing to do."""

    def mends(name: str) -> bool:
        return any(mendable(name, opened(name, tmp_path / name)[1]))

    assert [name for name in HINTED if not mends(name)] == []
    others = (name for name in NAMES if name not in HINTED and mends(name))
    enough = FEWEST - len(HINTED)
    assert len(list(islice(others, enough))) == enough


def test_what_check_fix_does_is_done_here_too(tmp_path: Path) -> None:
    workspace, module = opened("SRC-025", tmp_path)
    finding = next(one for one in module.findings if one.code == "SRC-025")
    assert [fix.key for fix in fixes(workspace, module, finding)][:1] == ["replace"]


def test_of_words_that_are_as_near_each_can_be_chosen(tmp_path: Path) -> None:
    workspace, module = opened("LNK-001", tmp_path)
    finding = next(mendable("LNK-001", module))
    both = replace(finding, values={**finding.values, "suggestion": one_of(("begin", "begon"))})
    new = [edit.new_text for fix in fixes(workspace, module, both) for (edit,) in fix.edits.values()]
    assert new == ["begin", "begon"]


def test_a_place_in_a_work_goes_along(tmp_path: Path) -> None:
    """What was typed by hand may say where in the work, and "see"."""
    mended = set()
    for name in ("REF-009", "REF-010"):
        workspace, module = opened(name, tmp_path / name)
        for finding in mendable(name, module):
            fix = next(fixes(workspace, module, finding))
            mended |= {edit.new_text for edits in fix.edits.values() for edit in edits}
    assert {"[@jansen-2020, p. 3]", "[zie @jansen-2020, p. 12]", "@jansen-2020"} <= mended
