"""Module → files → the same module; and what was not changed keeps every byte."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path
from stat import S_IMODE
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from modulebouwer.components.registry import COMPONENTS
from modulebouwer.model.definition import ModuleDefinition, SectionHead
from modulebouwer.model.module import LearningModule, Reference
from modulebouwer.source.loader import load
from modulebouwer.source.module_yaml import MODULE_YAML
from modulebouwer.source.validation import validate
from modulebouwer.source.writing import (
    fence,
    save,
    write_definition,
    write_module,
    write_references,
    write_section,
)
from modulebouwer.source.yaml_file import parse_yaml
from unit.source.generated import (
    COMPONENT,
    PLACE,
    files_of,
    learning_modules,
    models,
    read,
    said,
    written_to,
)
from unit.source.generated import (
    section as section_of,
)

MODULES = sorted(path.parent for path in (Path(__file__).parents[3] / "modules").glob("*/module.yaml"))
REGION = Path(__file__).parents[3] / "modules" / "samenwerken_regio"


@given(learning_modules())
@settings(max_examples=40)
def test_what_was_written_is_read_as_the_same_module(module: LearningModule) -> None:
    files = write_module(module)
    with tempfile.TemporaryDirectory() as folder:
        assert said(read(written_to(Path(folder), files))) == said(module)


@given(learning_modules())
@settings(max_examples=15)
def test_writing_what_was_read_changes_no_byte(module: LearningModule) -> None:
    with tempfile.TemporaryDirectory() as folder:
        files = files_of(written_to(Path(folder), write_module(module)))
        assert dict(write_module(read(Path(folder)), files)) == files


@pytest.mark.parametrize("folder", MODULES, ids=lambda folder: str(folder.name))
def test_writing_a_module_that_people_wrote_changes_no_byte(folder: Path) -> None:
    module, _ = load(folder, "")
    assert module is not None
    before = {path: data for path, data in files_of(folder).items() if not path.startswith(".")}
    written = write_module(module, before)
    assert {path for path, data in written.items() if before[path] != data} == set()
    assert len(written) > len(module.sections)


@pytest.mark.parametrize("folder", MODULES, ids=lambda folder: str(folder.name))
def test_a_module_that_people_wrote_can_be_written_anew(folder: Path, tmp_path: Path) -> None:
    module, _ = load(folder, "")
    assert module is not None
    assert said(read(written_to(tmp_path, write_module(module)))) == said(module)


@given(
    st.sampled_from(sorted(COMPONENTS)).flatmap(
        lambda name: st.tuples(models(COMPONENTS[name]), models(COMPONENTS[name]))
    )
)
@settings(max_examples=30)
def test_a_changed_component_goes_into_its_own_fence(pair: tuple[Any, Any]) -> None:
    check_changed(*pair)


@given(COMPONENT, COMPONENT)
@settings(max_examples=10)
def test_another_component_may_take_its_place(was: Any, now: Any) -> None:
    check_changed(was, now)


def check_changed(was: Any, now: Any) -> None:
    def item(text: str) -> str:
        return "\n".join(f"  {line}" if line else "" for line in text.split("\n")).replace(
            "  :::", "- :::", 1
        )

    before = f"\nVoor.\n\n{fence(was)}\n\n{item(fence(was))}\n\nNa.\n"
    section = section_of("a", SectionHead(title="A", minutes=1), before)
    first, second = section.components
    changed = replace(section, components=(replace(first, model=now), second))
    text = write_section(changed).decode()
    assert text.endswith(before.split(fence(was), 1)[1])
    parsed = section_of("a", section.head, text.split("---\n", 2)[2])
    assert [c.model for c in parsed.components] == [now, was]
    changed = replace(section, components=(first, replace(second, model=now)))
    parsed = section_of("a", section.head, write_section(changed).decode().split("---\n", 2)[2])
    assert [c.model for c in parsed.components] == [was, now]


@given(models(MODULE_YAML), models(MODULE_YAML))
@settings(max_examples=30)
def test_a_changed_key_goes_into_its_own_lines(was: ModuleDefinition, now: ModuleDefinition) -> None:
    before = write_definition(was, None, {("title",): "Van mij.", ("version",): "Blijft."})
    after = write_definition(now, before)
    document = parse_yaml(after.decode(), "")
    assert document.data is not None, after.decode()
    assert validate(MODULE_YAML, document.data, document.source) == (now, [])
    assert "# Van mij.\n" in after.decode()
    # One key changed is one key's lines changed.
    one = write_definition(was.model_copy(update={"study_load": was.study_load + 1}), before)
    differing = [
        pair for pair in zip(before.split(b"\n"), one.split(b"\n"), strict=True) if pair[0] != pair[1]
    ]
    assert differing == [(b"study_load: %d" % was.study_load, b"study_load: %d" % (was.study_load + 1))]


def test_comments_defaults_and_order_of_a_person_stay() -> None:
    before = (REGION / "module.yaml").read_bytes().replace(b"language: nl", b"language: nl\naddress: u")
    module, _ = load(REGION, "")
    assert module is not None
    after = write_definition(
        module.definition.model_copy(update={"address": "je", "publisher": "Wij"}),
        before,
        inherited=module.shared.inherited,
    )
    lines = before.decode().split("\n")
    wanted = [("address: je" if line == "address: u" else line) for line in lines]
    wanted.insert(next(n for n, line in enumerate(wanted) if line.startswith("audience:")), "publisher: Wij")
    assert after.decode().split("\n") == wanted


def test_an_added_reference_leaves_the_others_as_they_are() -> None:
    before = (REGION / "references.yaml").read_bytes()
    module, _ = load(REGION, "")
    assert module is not None
    extra = Reference(
        "smeets-2007", {"id": "smeets-2007", "type": "book", "issued": {"date-parts": [[2007]]}}, PLACE
    )
    after = write_references([*module.references, extra], before).decode()
    assert after == before.decode() + "- id: smeets-2007\n  type: book\n  issued: {date-parts: [[2007]]}\n"
    assert write_references(module.references[1:], before).decode() + "" in after.replace(
        after[after.index("- id: slrpo-regio") : after.index("- id: boxall-purcell-2008")], ""
    )


def test_windows_line_ends_and_a_byte_order_mark_stay_when_nothing_changed() -> None:
    module, _ = load(REGION, "")
    assert module is not None
    section = module.sections[0]
    path = REGION / "sections" / f"{section.id}.md"
    before = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    assert write_section(section, before) == before


def test_only_what_differs_is_written_to_disk(tmp_path: Path) -> None:
    files = {"module.yaml": b"a: 1\n", "sections/a.md": b"x"}
    assert save(tmp_path, files) == ["module.yaml", "sections/a.md"]
    assert save(tmp_path, {**files, "sections/a.md": b"y"}, files) == ["sections/a.md"]
    assert files_of(tmp_path) == {"module.yaml": b"a: 1\n", "sections/a.md": b"y"}


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_same_people_may_read_and_write_it(
    mode: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a.md"
    place.write_text("before", "utf-8")
    place.chmod(mode)
    seen: list[tuple[int, int, int]] = []

    def chown(path: Path, owner: int, group: int) -> None:
        # Nobody else could read it meanwhile; only the computer's own user may give a file away.
        seen.append((S_IMODE(path.stat().st_mode), owner, group))
        if owner != -1:
            raise PermissionError

    monkeypatch.setattr(os, "chown", chown)
    state = place.stat()
    save(tmp_path, {"a.md": b"after"})
    assert place.read_bytes() == b"after"
    assert S_IMODE(place.stat().st_mode) == mode
    assert seen == [(0o600, state.st_uid, state.st_gid), (0o600, -1, state.st_gid)]
