"""The real module in a second version: one prompt moved, one reworded, one new, one removed, and some words changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from harness.real_module import copy_real_module

MOVED, REWORDED, NEW, REMOVED = "drijvers", "toetsbaar", "nieuwe-vraag", "terugkoppeling"
REWORDED_TEXT = "Welke afspraak met een partner maakt u nu controleerbaar?"
NEW_FENCE = f""":::{{reflection}}
id: {NEW}
prompt: Wat neemt u zich voor dit schooljaar voor?
max_length: 100
:::
"""


@dataclass(frozen=True)
class Versions:
    """The folders of both versions."""

    old: Path
    new: Path


def two_versions(folder: Path) -> Versions:
    """Version 1.0.0 as it is, and 1.1.0 made of it in ``folder``."""
    old, new = folder / "1.0.0", folder / "1.1.0"
    for path in (old, new):
        copy_real_module(path)
    set_version(old, "1.0.0")
    set_version(new, "1.1.0")
    moved = cut(new, MOVED)
    cut(new, REMOVED)
    edit(section_of(new, REWORDED), rf"(id: {REWORDED}\nprompt: ).*", rf"\g<1>{REWORDED_TEXT}")
    plan = new / "sections" / "plan.md"
    plan.write_text(f"{plan.read_text('utf-8').rstrip()}\n\n{moved}\n{NEW_FENCE}", "utf-8")
    return Versions(old, new)


def set_version(folder: Path, version: str) -> None:
    edit(folder / "module.yaml", r"(?m)^version: .*", f"version: {version}")


def section_of(folder: Path, prompt: str) -> Path:
    (found,) = (
        path for path in (folder / "sections").glob("*.md") if f"\nid: {prompt}\n" in path.read_text("utf-8")
    )
    return found


def cut(folder: Path, prompt: str) -> str:
    """Takes a prompt's fence, and every mention of it in another prompt, out of its section; gives the fence."""
    path = section_of(folder, prompt)
    text = path.read_text("utf-8")
    (fence,) = (f for f in re.findall(r"(?s):::\{reflection\}\n.*?\n:::\n", text) if f"\nid: {prompt}\n" in f)
    path.write_text(text.replace(fence, ""), "utf-8")
    return str(fence)


def edit(path: Path, pattern: str, replacement: str) -> None:
    text, count = re.subn(pattern, replacement, path.read_text("utf-8"))
    assert count == 1, f"{path.name} has {count} times {pattern}"
    path.write_text(text, "utf-8")
