"""The real module, modules/samenwerken_regio, built once a run for every standard by the pipeline that users run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from modulebouwer.build import Options, build
from modulebouwer.standards import REGISTRY

REAL_MODULE = Path(__file__).parents[2] / "modules" / "samenwerken_regio"


def build_all(
    folder: Path, output: Path, standards: tuple[str, ...] = tuple(REGISTRY)
) -> Mapping[str, bytes]:
    """Standard → zip of the module in ``folder``."""
    packages, report = build([str(folder)], output, Options(standards=standards), lambda _: None)
    assert len(packages) == len(standards), report
    return {package.standard.name: package.path.read_bytes() for package in packages}
