"""How long the preview takes from a saved file to the news of a new version, and whether its memory grows.

Run it with `make bench`. The whole program as a user starts it, asked over HTTP as its page does: a section of a large
module is saved, the new version is launched and fetched, and so on. Time is the wall clock; memory is what the process
has in use (ps), which should be the same after 200 rebuilds as after the first ones.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from build import synthetic

SIZES = (10, 1000)
REBUILDS = 200
SETTLED = 50  # rebuilds after which memory is looked at for the first time


def main() -> None:
    print(f"{'sections':>8}{'rebuilds':>10}{'median s':>10}{'slowest s':>11}{'MB early':>10}{'MB late':>9}")
    with tempfile.TemporaryDirectory() as name:
        for size in SIZES:
            module = synthetic(Path(name) / f"groot-{size}", size)
            definition = module / "module.yaml"
            # No standard's budget of answers stops a thousand sections.
            definition.write_text(f"standards: [web]\n{definition.read_text('utf-8')}", "utf-8")
            seconds, early, late = measured(module)
            slowest, median = max(seconds), statistics.median(seconds)
            print(
                f"{size:>8}{len(seconds):>10}{median:>10.2f}{slowest:>11.2f}{early:>10.0f}{late:>9.0f}",
                flush=True,
            )


def measured(module: Path) -> tuple[list[float], float, float]:
    """Seconds of each rebuild, and the process's megabytes early and late."""
    command = [sys.executable, "-m", "modulebouwer", "preview", str(module), "--no-open", "--lang", "en"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8")
    try:
        assert process.stdout is not None
        address = next(found[1] for line in process.stdout if (found := re.search(r"(http://\S+)/ ", line)))
        page = f"{address}/preview/{module.name}"
        seconds, memory = [], []
        with urllib.request.urlopen(f"{page}/events") as stream:
            news = told(stream)
            number = next(news)["number"]
            for count in range(REBUILDS):
                seconds.append(rebuild(module, news, number + count + 1))
                play(address, page)
                memory.append(megabytes(process.pid))
        return seconds, memory[SETTLED], memory[-1]
    finally:
        process.kill()
        process.wait()


def rebuild(module: Path, news: Iterator[dict[str, Any]], number: int) -> float:
    """Saves another text in the middle of the module, and waits for the version with that number."""
    sections = sorted((module / "sections").iterdir())
    section = sections[len(sections) // 2]
    text = section.read_text("utf-8")
    start = time.perf_counter()
    section.write_text(re.sub(r"Een school\w*", f"Een school{number}", text, count=1), "utf-8")
    while next(news)["number"] < number:
        pass
    return time.perf_counter() - start


def told(stream: IO[bytes]) -> Iterator[dict[str, Any]]:
    for line in stream:
        if line.startswith(b"data: "):
            yield json.loads(line.removeprefix(b"data: "))


def play(address: str, page: str) -> None:
    with urllib.request.urlopen(f"{page}/") as shown:
        token = re.findall(r'name="token" content="(\w+)"', shown.read().decode())[0]
    headers = {"Origin": address, "X-Preview-Token": token}
    with urllib.request.urlopen(urllib.request.Request(f"{page}/play", b"{}", headers)) as answer:
        launch = json.load(answer)
    played = address.replace("127.0.0.1", "localhost")
    urllib.request.urlopen(f"{played}/content/{launch['id']}/index.html").close()


def cpu(process: int) -> float:
    """Seconds of the processor that a process used (proc(5): utime and stime, the 14th and 15th)."""
    stat = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(process: int) -> float:
    shown = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, check=True)
    return int(shown.stdout) / 1000


if __name__ == "__main__":
    main()
