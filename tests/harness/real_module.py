"""The real module, modules/samenwerken_regio, built once a run for every standard by the pipeline that users run."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from modulebouwer.build import Options, build
from modulebouwer.standards import REGISTRY

MODULES = Path(__file__).parents[2] / "modules"
REAL_MODULE = MODULES / "samenwerken_regio"


def copy_real_module(folder: Path) -> None:
    """The real module in ``folder``, and beside it what it takes from its series; several may stand side by side."""
    shutil.copytree(REAL_MODULE, folder)
    definition = folder / "module.yaml"
    # The modules that its themes name stay behind.
    definition.write_text(re.sub(r"\n    module: .*", "", definition.read_text("utf-8")), "utf-8")
    for path in MODULES.iterdir():
        if path.is_file():
            shutil.copy(path, folder.parent)
    copies = sorted(path.name for path in folder.parent.iterdir() if (path / "sections").exists())
    series = folder.parent / "series.yaml"
    listed = "".join(f"\n      - {name}" for name in copies)
    series.write_text(re.sub(r"(?:\n      - .*)+", listed, series.read_text("utf-8")), "utf-8")


def build_all(
    folder: Path, output: Path, standards: tuple[str, ...] = tuple(REGISTRY)
) -> Mapping[str, bytes]:
    """Standard → zip of the module in ``folder``."""
    packages, report = build([str(folder)], output, Options(standards=standards), lambda _: None)
    assert len(packages) == len(standards), report
    return {package.standard.name: package.path.read_bytes() for package in packages}
