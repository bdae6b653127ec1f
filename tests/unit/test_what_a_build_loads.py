"""A build starts in the time that it needs itself: what only other commands use is not imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
import sys
from modulebouwer.cli import main
code = main(["build", "les", "--standard", "scorm12", "--no-cache", "--lang", "nl"])
print("LOADED", *sys.modules)
sys.exit(code)
"""


def test_a_build_imports_nothing_that_it_does_not_use(tmp_path: Path) -> None:
    new = [sys.executable, "-m", "modulebouwer", "new", "les", "--lang", "nl"]
    subprocess.run(new, cwd=tmp_path, check=True, capture_output=True, timeout=60)
    run = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, text=True, timeout=60)
    loaded = done.stdout.rpartition("LOADED ")[2].split()
    assert "modulebouwer.standards.scorm12.writer" in loaded
    ours = {f"modulebouwer.{name}" for name in OTHERS}
    ours |= {f"modulebouwer.standards.{name}" for name in OTHER_STANDARDS}
    assert not (ours | {*PACKAGES}) & {*loaded}
    kinds = {name.split(".")[2] for name in loaded if name.startswith("modulebouwer.components.")}
    assert "stakeholder_map" not in kinds, "a component that the module does not use"
