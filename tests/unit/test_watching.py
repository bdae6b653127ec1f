"""``check --watch``: it checks again at each save, and ends quietly on Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from modulebouwer.cli import main


@pytest.fixture
def watching(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    assert main(["new", str(tmp_path / "les")]) == 0
    command = [sys.executable, "-u", "-m", "modulebouwer", "check", "les", "--watch", "--lang", "en"]
    # As in a terminal: a runner in the background may have told its children to ignore Ctrl-C.
    interruptible = {"preexec_fn": lambda: signal.signal(signal.SIGINT, signal.default_int_handler)}
    running = subprocess.Popen(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        **interruptible,  # type: ignore[call-overload]
    )
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def read_until(running: subprocess.Popen[str], wanted: str) -> str:
    assert running.stdout is not None
    read = ""
    for line in running.stdout:
        read += line
        if wanted in line:
            return read
    raise AssertionError(f"it ended, and said: {read}")


@pytest.mark.timeout(120)
def test_it_checks_again_at_each_save(watching: subprocess.Popen[str], tmp_path: Path) -> None:
    section = tmp_path / "les" / "sections" / "beginnen.md"
    good = section.read_text("utf-8")
    read_until(watching, "Nothing found.")
    section.write_text(good + "\nZie [@nergens].\n", "utf-8")
    told = read_until(watching, "1 error")
    assert "les/sections/beginnen.md" in told
    assert "REF-006" in told
    section.write_text(good, "utf-8")
    read_until(watching, "Nothing found.")
    section.write_text(good + "\nZie [@nergens].\n", "utf-8")
    read_until(watching, "1 error")
    watching.send_signal(signal.SIGINT)
    assert watching.wait(timeout=60) == 1
    assert watching.stdout is not None
    assert "Traceback" not in watching.stdout.read()
