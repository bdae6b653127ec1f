"""How long `modulebouwer import` takes on 100 and 300 pages, and how much memory: as a user starts it, with Pandoc.

Run it with `make bench`. The document has headings, lists, tables, notes and citations on its pages of about 400 words;
the PDF is drawn line by line. Time is the wall clock, and the CPU time of all processes together; memory is their peak
together, looked at 20 times a second (ps).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypandoc

from unit.importing.printed import Page, paragraph, printed

PAGES = (100, 300)
WIDTH = 85
SENTENCE = (
    "Een school staat niet alleen: in de wijk zijn mensen die weten wat kinderen nodig hebben (Smit & Maas, 2008). "
    "Zij helpen graag als iemand het vraagt, en wie klein begint met één partner en één moment houdt het vol. "
)
PAGE = """
## Onderwerp {number}

{text}[^{number}]

{text}

- Eerst kijken naar wat er is
- Dan praten met wie er werkt

| Partner | Waarvoor |
|---|---|
| Opvang | Hele dagen |

{text}

[^{number}]: Een noot bij bladzijde {number}.
"""


def main() -> None:
    print(f"{'import':10}{'pages':>7}{'seconds':>9}{'CPU':>7}{'MB':>6}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for pages in PAGES:
            text = "".join(
                (f"\n# Deel {number // 10}\n" if number % 10 == 0 else "")
                + PAGE.format(number=number, text=SENTENCE * 4)
                for number in range(pages)
            )
            document = folder / f"{pages}.docx"
            command = [pypandoc.get_pandoc_path(), "--from=markdown", "-o", str(document)]
            subprocess.run(command, input=f"---\ntitle: Reader\nlang: nl\n---\n{text}", text=True, check=True)
            report(document, pages, folder / "module")
            report(pdf(folder / f"{pages}.pdf", pages), pages, folder / "module")


def pdf(path: Path, pages: int) -> Path:
    """Pages of 46 full lines under a heading."""
    words = (SENTENCE * 16).replace("é", "e")
    lines = [words[start : start + WIDTH] for start in range(0, 46 * WIDTH, WIDTH)]
    drawn = [
        Page([*paragraph(f"Onderwerp {number}", down=60, size=16), *paragraph(*lines, down=90)])
        for number in range(pages)
    ]
    return printed(path, *drawn)


def report(document: Path, pages: int, folder: Path) -> None:
    start, peak = time.perf_counter(), 0.0
    command = [sys.executable, "-m", "modulebouwer", "import", str(document), "--to", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        peak = max(peak, megabytes(process.pid))
        time.sleep(0.05)
    seconds, usage = time.perf_counter() - start, ended[2]
    process.returncode = os.waitstatus_to_exitcode(ended[1])
    if process.returncode != 0:
        assert process.stderr is not None
        sys.exit(process.stderr.read())
    shutil.rmtree(folder)
    print(
        f"{document.suffix:10}{pages:>7}{seconds:>9.2f}{usage.ru_utime + usage.ru_stime:>7.2f}{peak:>6.0f}",
        flush=True,
    )


def megabytes(pid: int) -> float:
    """What the process and those that it started have in memory now."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True)
    rows = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    return sum(rss for own, parent, rss in rows if pid in (own, parent)) / 1e3


if __name__ == "__main__":
    main()
