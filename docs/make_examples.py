"""Puts the example of each component into the story of modules/component_guide.

An example is a fence in the component's own folder, ``components/<name>/example.md``. The story holds it where its
first fence of that kind stands; a kind that the story does not have yet comes last, from where a person moves it. The
texts around the fences, and every later fence of a kind, belong to the story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from modulebouwer.components.registry import COMPONENTS, FOLDER

ROOT = Path(__file__).parents[1]
MODULE = "modules/component_guide"
FENCE = re.compile(r"^:::\{(?P<kind>[a-z-]+)\}\n(?:.*\n)*?:::$", re.MULTILINE)


def example(kind: str) -> str:
    """The one fence in the component's ``example.md``, without a line break at the end.

    Raises ``SystemExit`` when there is no such file, or something else in it.
    """
    path = FOLDER / kind.replace("-", "_") / "example.md"
    text = path.read_text(encoding="utf-8").removesuffix("\n") if path.is_file() else ""
    found = FENCE.match(text)
    if not found or (found["kind"], found[0]) != (kind, text):
        raise SystemExit(f"{kind}: no example.md in its folder with one fence :::{{{kind}}}")
    return text


def made() -> dict[str, bytes]:
    """Path from the root of the project → a section of the story."""
    return {path: text.encode() for path, text in told(dict(sections())).items()}


def sections() -> Iterator[tuple[str, str]]:
    """The story's sections in its own order: path from the root of the project → text."""
    listed = yaml.safe_load((ROOT / MODULE / "module.yaml").read_text(encoding="utf-8"))["sections"]
    for name in listed:
        path = f"{MODULE}/sections/{name}.md"
        yield path, (ROOT / path).read_text(encoding="utf-8")


def told(story: dict[str, str]) -> dict[str, str]:
    """``story`` with the example of every kind in it."""
    waiting = {kind: example(kind) for kind in COMPONENTS}

    def first(fence: re.Match[str]) -> str:
        return waiting.pop(fence["kind"], fence[0])

    done = {path: FENCE.sub(first, text) for path, text in story.items()}
    last = list(done)[-1]
    done[last] += "".join(f"\n{fence}\n" for fence in waiting.values())
    return done
