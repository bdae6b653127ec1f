"""``modulebouwer preview`` as it is typed."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from modulebouwer.cli import main


@contextmanager
def started(
    *arguments: str, before: Sequence[str] = (), **environment: str
) -> Iterator[subprocess.Popen[str]]:
    """``before`` is what starts the program, as a shell does."""
    command = [*before, sys.executable, "-m", "modulebouwer", "preview", "--no-open", *arguments]
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.PIPE, encoding="utf-8"
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def test_it_serves_tells_what_is_wrong_and_stops(lesson: Path) -> None:
    with started(str(lesson), "--lang", "en") as process:
        assert line(process) == "Nothing found.\n"
        found = re.fullmatch(r"Preview at (http://127\.0\.0\.1:\d+/) \(Ctrl-C stops it\)\n", line(process))
        assert found is not None
        with urllib.request.urlopen(found[1]) as answer:
            assert answer.url == f"{found[1]}preview/les/"
            assert b'<html lang="en">' in answer.read()
        definition = lesson / "module.yaml"
        text = definition.read_text("utf-8")
        definition.write_text(text.replace("study_load", "study_laod"), "utf-8")
        assert re.match(rf"{re.escape(str(definition))}:\d+:1: error SRC-101", line(process))
        assert "Did you mean" in line(process)
        assert line(process) == "1 error\n"
        definition.write_text(text, "utf-8")
        assert line(process) == "Nothing found.\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stdout is not None
        assert process.stdout.read() == ""


# As a shell starts a background job, in a script or a CI: SIGINT ignored.
IN_BACKGROUND = ("sh", "-c", 'trap "" INT; exec "$@"', "sh")


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("before", [(), IN_BACKGROUND], ids=["in front", "in background"])
def test_it_ends_on_a_signal_wherever_it_runs(
    lesson: Path, sent: signal.Signals, before: Sequence[str]
) -> None:
    with started(str(lesson), "--lang", "en", before=before) as process:
        assert line(process) == "Nothing found.\n"
        assert line(process).startswith("Preview at ")
        process.send_signal(sent)
        assert process.wait(20) == 0


def test_the_port_is_the_one_that_was_asked(lesson: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with started(str(lesson), "--port", str(port), "--lang", "nl") as process:
        assert line(process) == "Niets gevonden.\n"
        assert f"http://127.0.0.1:{port}/" in line(process)


def test_a_port_that_is_taken(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["preview", str(lesson), "--no-open", "--port", str(port), "--lang", "en"]) == 2
    assert f"Port {port} cannot be used" in capsys.readouterr().err


def test_nothing_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", str(tmp_path / "nergens"), "--no-open", "--lang", "en"]) == 1
    assert "SRC-008" in capsys.readouterr().out


@pytest.mark.parametrize("editor", ["code", "{path}{", "x://{path}{word}"])
def test_an_editor_that_is_no_address(
    lesson: Path, editor: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MODULEBOUWER_EDITOR", editor)
    assert main(["preview", str(lesson), "--no-open", "--lang", "en"]) == 2
    assert f"it is: {editor}" in capsys.readouterr().err
