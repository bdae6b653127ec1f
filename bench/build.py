"""How long `modulebouwer build` takes and how much memory it needs: whole processes, cold, as a user starts them.

Run it with `make bench`. Besides the real module it builds synthetic ones that grow, so that a cost that is not linear
in the number of sections shows itself. Time is the wall clock of the best of three; memory is the child's peak.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
REAL = REPOSITORY / "modules" / "samenwerken_regio"
SIZES = (1, 10, 100, 1000)
RUNS = 3

DEFINITION = """\
identifier: groot
title: Een groot voorbeeld
version: 1.0.0
language: nl
date: 2026-01-01
description: Een module om mee te meten.
study_load: 60
sections: [{sections}]
"""

SECTION = """\
---
title: Sectie {number}
minutes: 5
---

{paragraphs}

:::{{reflection}}
id: vraag-{number}
prompt: Wat neemt u mee uit sectie {number}?
max_length: 50
:::
"""

PARAGRAPH = (
    "Een school staat niet alleen. In de wijk zijn mensen die weten wat kinderen nodig hebben, en zij "
    "helpen graag als iemand het vraagt. Begin daarom klein: kies één partner, één vraag en één moment."
)


def main() -> None:
    print(f"{'module':24}{'sections':>9}{'seconds':>9}{'CPU':>7}{'MB':>7}{'kB zip':>8}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report("samenwerken-regio", len(list((REAL / "sections").iterdir())), REAL, folder / "dist")
        report(
            "samenwerken-regio, all", len(list((REAL / "sections").iterdir())), REAL, folder / "dist", "all"
        )
        report_check(folder / "twenty")
        for size in SIZES:
            module = synthetic(folder / f"groot-{size}", size)
            report("synthetic", size, module, folder / "dist")


def synthetic(folder: Path, size: int) -> Path:
    """A module of ``size`` sections of about 300 words, each with one reflection."""
    (folder / "sections").mkdir(parents=True)
    names = [f"sectie-{number}" for number in range(1, size + 1)]
    (folder / "module.yaml").write_text(DEFINITION.format(sections=", ".join(names)), "utf-8")
    for number, name in enumerate(names, 1):
        text = SECTION.format(number=number, paragraphs="\n\n".join([PARAGRAPH] * 9))
        (folder / "sections" / f"{name}.md").write_text(text, "utf-8")
    return folder


def report_check(folder: Path) -> None:
    """``check`` of twenty modules as large as the real one, in one run, in the series that they share terms with."""
    shutil.copytree(REAL.parent, folder)
    names = [f"module-{number}" for number in range(20)]
    series = folder / "series.yaml"
    own = f"      - {REAL.name}\n"
    listed = own + "".join(f"      - {name}\n" for name in names)
    series.write_text(series.read_text("utf-8").replace(own, listed), "utf-8")
    for name in names:
        copy = folder / name
        shutil.copytree(REAL, copy)
        text = (copy / "module.yaml").read_text("utf-8")
        text = re.sub("^identifier: .*$", f"identifier: {name}", text, flags=re.MULTILINE)
        (copy / "module.yaml").write_text(text, "utf-8")
    folders = [str(folder / name) for name in names]
    runs = [measured([sys.executable, "-m", "modulebouwer", "check", *folders]) for _ in range(RUNS)]
    seconds, processor, memory = best(runs)
    print(
        f"{'twenty modules, checked':24}{'':9}{seconds:>9.2f}{processor:>7.2f}{memory / 1e6:>7.0f}",
        flush=True,
    )


def report(title: str, sections: int, module: Path, output: Path, standard: str = "") -> None:
    # The web package: no standard's budget of answers stops a thousand sections.
    standard = standard or ("scorm12" if module == REAL else "web")
    command = [
        sys.executable,
        "-m",
        "modulebouwer",
        "build",
        str(module),
        "--standard",
        standard,
        "--no-cache",
    ]
    runs = [measured([*command, "--output", str(output)]) for _ in range(RUNS)]
    zip_size = max(path.stat().st_size for path in output.glob("*.zip"))
    for path in output.iterdir():
        path.unlink()
    seconds, processor, memory = best(runs)
    print(
        f"{title:24}{sections:>9}{seconds:>9.2f}{processor:>7.2f}{memory / 1e6:>7.0f}{zip_size / 1e3:>8.1f}",
        flush=True,
    )


def best(runs: list[tuple[float, float, int]]) -> tuple[float, float, int]:
    return min(run[0] for run in runs), min(run[1] for run in runs), max(run[2] for run in runs)


def measured(command: list[str]) -> tuple[float, float, int]:
    """Wall-clock seconds, seconds of CPU time and peak resident bytes of one process."""
    # A pipe that nobody reads fills, and a program that says much would wait for ever.
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            said.seek(0)
            sys.exit(said.read().decode())
    # Linux counts in kB, macOS in bytes (getrusage(2)).
    processor = usage.ru_utime + usage.ru_stime
    return seconds, processor, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
