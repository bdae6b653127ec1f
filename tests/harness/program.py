"""The program on its own, where a test may change it."""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]


def copy_program(folder: Path) -> None:
    """``src`` and ``templates`` in ``folder``, with what Python has compiled so far: it goes by a file's time and size.

    What another process is compiling meanwhile has a name with a number behind it, and goes away again.
    """
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("*.pyc.*", "*.ts"))
    shutil.copytree(ROOT / "templates", folder / "templates")
