"""What the README shows is what happens: its console blocks are run and their output is compared."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

import pytest

from modulebouwer.cli import program

REPOSITORY = Path(__file__).parents[2]
README = (REPOSITORY / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands(block: str) -> list[tuple[str, str]]:
    """The commands of a block, each with the output that the README shows."""
    return [
        (command, output)
        for command, output in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    ]


SHOWN = [pair for block in BLOCKS for pair in commands(block) if pair[0].startswith("modulebouwer ")]


def pattern(shown: str) -> str:
    """An ellipsis in shown output stands for whatever differs from run to run; the hint below a line may follow."""
    return re.escape(shown).replace("…", ".*") + r"(    .*\n)*"


def test_the_readme_shows_commands() -> None:
    assert len(SHOWN) >= 5


def test_its_commands_print_what_it_shows(tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    program_file = tmp_path / "bin" / "modulebouwer"
    program_file.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m modulebouwer "$@"\n')
    program_file.chmod(0o755)
    environment = {**os.environ, "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    for command, shown in SHOWN:
        output = printed(command, tmp_path, environment, len(shown.splitlines()))
        told = re.sub(r"^\d+ \w+\n\Z", "", output, flags=re.MULTILINE)
        assert re.fullmatch(pattern(shown), told), f"$ {command}\n{output}"


def printed(command: str, folder: Path, environment: Mapping[str, str], lines: int) -> str:
    """All that the command prints; of a server the first ``lines``, after which Ctrl-C has to end it."""
    serves = command.startswith("modulebouwer preview")
    # `true` is the browser that opens.
    shell = ["sh", "-c", f"exec {command} 2>&1"]
    process = subprocess.Popen(
        shell,
        cwd=folder,
        env={**environment, "BROWSER": "true"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    if not serves:
        return process.communicate()[0]
    output = "".join(islice(process.stdout, lines))
    process.send_signal(signal.SIGINT)
    assert process.wait() == 0
    return output + process.stdout.read()


def test_it_names_every_command_and_nothing_else() -> None:
    named = set(
        re.findall(r"^\| `modulebouwer ((?:(?:new|translate) (?=[a-z]))?[a-z]+)", README, re.MULTILINE)
    )
    assert named == set(program.commands)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_its_make_targets_and_files_are_there(name: str) -> None:
    text = (REPOSITORY / name).read_text("utf-8")
    targets = set(re.findall(r"(?:^\$ |`)(?:\S+=\S+ )?make ([a-z-]+)", text, re.MULTILINE))
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    assert targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
    assert [link for link in re.findall(r"\]\(([\w./-]+)\)", text) if not (REPOSITORY / link).exists()] == []


def test_its_digest_command_gives_the_digest(tmp_path: Path) -> None:
    commands = re.findall(r"`((?:sed -i|find \. -type f) .*?)`", README)
    assert len(commands) == 2
    for line in ("new les", "build les --format json"):
        arguments = [sys.executable, "-m", "modulebouwer", *line.split()]
        done = subprocess.run(arguments, cwd=tmp_path, capture_output=True, encoding="utf-8", check=True)
    (digest,) = re.findall(r'"digest": "(\w+)"', done.stdout)
    shutil.unpack_archive(tmp_path / "dist" / "les-1.0.0-scorm12.zip", tmp_path / "unpacked")
    assert f'data-package="{digest}"' in (tmp_path / "unpacked" / "index.html").read_text("utf-8")
    summed = subprocess.run(
        ["sh", "-c", " && ".join(commands)], cwd=tmp_path / "unpacked", capture_output=True, encoding="utf-8"
    )
    assert summed.stdout.split()[0] == digest


def test_all_extras_are_installed_in_one_go() -> None:
    """That of an editor has a page of its own."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    extras = ",".join(sorted({*project["optional-dependencies"]} - {"editor"}))
    assert f"`'.[{extras}]'`" in README
