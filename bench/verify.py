"""How long `modulebouwer verify` takes on a large package and how much memory: whole processes, as a user starts them.

Run it with `make bench`. The package has 5,000 files and is 80 MB, as a long course of another tool: mostly pictures,
besides pages, styles and scripts that have to be read. Time is the wall clock of the best of three; memory is the
child's peak; CPU time says more on a busy machine; the last column is the lines of the report.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

RUNS = 3
PAGES, STYLES, SCRIPTS, PICTURES = 600, 150, 250, 4_000
PICTURE_BYTES = 20_000

MANIFEST = """\
<manifest identifier="groot" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
    xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>Groot</title>
    <item identifier="i" identifierref="r"><title>Groot</title></item></organization></organizations>
  <resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="page0.html">
    <file href="page0.html"/></resource></resources>
</manifest>
"""
PAGE = (
    "<!doctype html><html lang='nl'><head><title>Bladzijde {number}</title><link rel='stylesheet' href='a.css'>"
    "<!-- <script src='//old.example/shim.js'></script> --></head><body>{paragraphs}"
    "<img src='picture{number}.png' alt=''><script src='script0.js'></script></body></html>"
)
STYLE = ".deel{number}{{color:#123;background:url(picture{number}.png)}}\n"
SCRIPT = "function f{number}(a){{var api=window.API;api.LMSSetValue('cmi.core.lesson_status','x');return 'http://a.example/'+a}}\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        package = Path(name) / "groot.zip"
        write(package)
        print(f"{'package':24}{'files':>9}{'MB':>7}{'seconds':>9}{'CPU':>7}{'MB peak':>9}{'lines':>7}")
        runs = [measured(package) for _ in range(RUNS)]
        seconds, cpu, memory, lines = min(runs)
        with zipfile.ZipFile(package) as opened:
            files = len(opened.infolist())
        megabytes = package.stat().st_size / 1e6
        print(
            f"{'of another tool':24}{files:>9}{megabytes:>7.0f}{seconds:>9.2f}{cpu:>7.2f}{memory:>9.0f}{lines:>7}"
        )


def write(package: Path) -> None:
    """The same bytes at every run: pictures that do not shrink, texts that do."""
    source = random.Random(1)
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as opened:
        opened.writestr("imsmanifest.xml", MANIFEST)
        for number in range(PAGES):
            paragraphs = f"<p>Dit is alinea {number} van een lange cursus over samenwerken.</p>" * 60
            opened.writestr(f"page{number}.html", PAGE.format(number=number, paragraphs=paragraphs))
        for number in range(STYLES):
            opened.writestr(f"style{number}.css", STYLE.format(number=number) * 200)
        for number in range(SCRIPTS):
            opened.writestr(f"script{number}.js", SCRIPT.format(number=number) * 300)
        for number in range(PICTURES - 1):
            opened.writestr(f"picture{number}.png", source.randbytes(PICTURE_BYTES), zipfile.ZIP_STORED)


def measured(package: Path) -> tuple[float, float, float, int]:
    """Seconds, seconds of CPU time, megabytes at the peak, lines of the report."""
    command = [sys.executable, "-m", "modulebouwer", "verify", str(package), "--lang", "nl"]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        told = process.stdout.read()
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    cpu = usage.ru_utime + usage.ru_stime
    return time.perf_counter() - start, cpu, usage.ru_maxrss / 1024, told.count(b"\n")


if __name__ == "__main__":
    main()
