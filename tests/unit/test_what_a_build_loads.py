"""A build starts in the time that it needs itself: what only other commands use is not imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

# Folders and files of ours that other commands are for.
OTHERS = (
    "diff.compare",
    "editing",
    "importing",
    "lms",
    "papers",
    "preview",
    "restructuring",
    "reviewing",
    "sarif",
    "schema",
    "translating",
)
# Standards that were not asked for; what each writes and reads is its own.
OTHER_STANDARDS = ("cmi5.writer", "scorm2004.writer", "web.writer", "xapi.writer")
# What these bring along, and what only several modules or a server need.
PACKAGES = (
    "asyncio",
    "concurrent.futures",
    "docx",
    "jsonschema",
    "lxml.html",
    "multiprocessing",
    "pygls",
    "ssl",
    "starlette",
    "urllib.request",
    "uvicorn",
    "watchfiles",
)
PROGRAM = """
import gc, sys
from modulebouwer.cli import main
code = main(["build", "les", "--standard", "scorm12", "--no-cache", "--lang", "nl"])
print("LOADED", *sys.modules)
gc.callbacks.append(lambda phase, _: print("LEFT ALONE", gc.get_freeze_count()) if phase == "start" else None)
sys.exit(code)
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The lines of a process that builds a new module."""
    folder = tmp_path_factory.mktemp("build")
    new = [sys.executable, "-m", "modulebouwer", "new", "les", "--lang", "nl"]
    subprocess.run(new, cwd=folder, check=True, capture_output=True, timeout=60)
    run = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(run, cwd=folder, check=True, capture_output=True, text=True, timeout=60)
    return done.stdout.splitlines()


def test_a_build_imports_nothing_that_it_does_not_use(said: list[str]) -> None:
    loaded = next(line for line in said if line.startswith("LOADED ")).split()[1:]
    assert "modulebouwer.standards.scorm12.writer" in loaded
    ours = {f"modulebouwer.{name}" for name in OTHERS}
    ours |= {f"modulebouwer.standards.{name}" for name in OTHER_STANDARDS}
    assert not (ours | {*PACKAGES}) & {*loaded}
    kinds = {name.split(".")[2] for name in loaded if name.startswith("modulebouwer.components.")}
    assert "stakeholder_map" not in kinds, "a component that the module does not use"


def test_at_its_end_a_build_is_not_looked_through_for_garbage(said: list[str]) -> None:
    left_alone = [int(line.split()[-1]) for line in said if line.startswith("LEFT ALONE ")]
    assert left_alone
    assert all(left_alone)
