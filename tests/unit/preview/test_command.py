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
    *arguments: str, before: Sequence[str] = (), folder: Path | None = None, **environment: str
) -> Iterator[subprocess.Popen[str]]:
    """``before`` is what starts the program, as a shell does; ``folder``: where."""
    command = [*before, sys.executable, "-m", "modulebouwer", "preview", "--no-open", *arguments]
    process = subprocess.Popen(
        command, cwd=folder, env={**os.environ, **environment}, stdout=subprocess.PIPE, encoding="utf-8"
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


def line_of_module(process: subprocess.Popen[str]) -> str:
    """The next one that tells of the module: any program may have taken the port that a folder always has."""
    told = line(process)
    return line(process) if told.startswith("Another address than before") else told


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
        assert re.match(rf"{re.escape(str(definition))}:\d+:1: error SRC-101", line_of_module(process))
        assert "Did you mean" in line(process)
        assert line(process) == "1 error\n"
        definition.write_text(text, "utf-8")
        assert line(process) == "Nothing found.\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        assert process.stdout is not None
        assert process.stdout.read() == ""


def test_a_terminal_that_is_held_holds_nobody_from_work(lesson: Path) -> None:
    """Ctrl-S, or a selection in Windows' console: what is told waits until somebody reads on."""
    with started(str(lesson), "--lang", "en") as process:
        line(process)
        found = re.search(r"http://\S+/", line(process))
        assert found is not None
        section = next((lesson / "sections").iterdir())
        text = section.read_text("utf-8")
        # More than the pipe to this test takes.
        section.write_text(text + "\n".join(f"\n[there](section:nowhere-{n})" for n in range(600)), "utf-8")
        assert "LNK-001" in line_of_module(process)
        for _ in range(5):
            with urllib.request.urlopen(found[0], timeout=10) as answer:
                assert answer.status == 200


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


def test_another_address_than_before_is_told(lesson: Path) -> None:
    """A browser keeps words by address: who looks for them at another has to know."""
    with started(str(lesson), "--lang", "en") as process:
        assert line(process) == "Nothing found.\n"
        before = line(process).split()[2]
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", int(before.rstrip("/").rpartition(":")[2])))
        taken.listen()
        with started(str(lesson), "--lang", "en") as process:
            assert line(process) == "Nothing found.\n"
            assert before not in line(process)
            assert line(process).startswith(f"Another address than before: {before} is taken")


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


def test_without_a_path_it_is_a_page_to_begin_on(lesson: Path) -> None:
    with started("--lang", "nl", folder=lesson.parent) as process:
        found = re.fullmatch(r"Voorbeeld op (http://\S+/) \(Ctrl-C stopt het\)\n", line(process))
        assert found is not None
        with urllib.request.urlopen(found[1]) as answer:
            assert answer.url == found[1]
            page = answer.read().decode()
        assert "Maak een module of open er een" in page
        assert 'href="/preview/les/"' in page


def test_without_a_command_it_is_the_same_in_a_terminal_and_help_elsewhere(lesson: Path) -> None:
    command = [sys.executable, "-m", "modulebouwer", "--lang", "en"]
    help_text = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=True, stdin=subprocess.DEVNULL
    )
    assert help_text.stdout.startswith("Usage: modulebouwer")
    ours, theirs = os.openpty()
    environment = {**os.environ, "BROWSER": "true"}
    process = subprocess.Popen(
        command, cwd=lesson.parent, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    try:
        said = b""
        while b"Ctrl-C" not in said:
            said += os.read(ours, 4096)
        found = re.search(rb"Preview at (http://127\.0\.0\.1:\d+/)", said)
        assert found is not None
        with urllib.request.urlopen(found[1].decode()) as answer:
            assert b"Make a module, or open one" in answer.read()
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.wait()
        os.close(ours)
        os.close(theirs)
