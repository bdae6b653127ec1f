"""How long a thousand modules take: cold on one core and on two, again when nothing changed, and after one sentence.

Run it with `make bench`. Each module has seven sections; they are one series with shared terms, and every twentieth
uses the term whose sentence changes. Time is the wall clock of one run; memory is the peak of the largest process.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from build import measured, synthetic

MODULES = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
SECTIONS = 7
USES = 20
TERM = ":::{{term}}\nid: {id}\nterm: {id}\ndefinition: {text}\n:::\n\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "reeks"
        users = thousand(folder)
        command = [
            sys.executable,
            "-m",
            "modulebouwer",
            "build",
            str(folder),
            "--standard",
            "web",
            "--output",
        ]
        print(f"{MODULES} modules of {SECTIONS} sections {'seconds':>14}{'CPU':>9}{'MB':>7}", flush=True)
        one = told("cold, one core", [*command, str(Path(name) / "een"), "--jobs", "1"])
        two = told("cold, two cores", [*command, str(Path(name) / "twee"), "--jobs", "2"])
        print(f"  {one / two:.2f} times as fast on two cores", flush=True)
        again = told("nothing changed", [*command, str(Path(name) / "twee"), "--jobs", "2"])
        print(f"  {again / two:.1%} of cold on two cores", flush=True)
        before = stamps(Path(name) / "twee")
        terms = folder / "terms.md"
        terms.write_text(terms.read_text("utf-8").replace("Wie meedoet.", "Wie mee wil doen."), "utf-8")
        told("one sentence changed", [*command, str(Path(name) / "twee"), "--jobs", "2"])
        after = stamps(Path(name) / "twee")
        changed = {path for path, stamp in after.items() if before[path] != stamp}
        wanted = {f"groot-{number}-1.0.0-web.zip" for number in users}
        print(
            f"  {len(changed)} modules built, {len(users)} use the term; the same: {changed == wanted}",
            flush=True,
        )


def thousand(folder: Path) -> list[int]:
    """The series; the numbers of the modules that use the term whose sentence changes."""
    users = list(range(0, MODULES, USES))
    for number in range(MODULES):
        module = synthetic(folder / f"groot-{number}", SECTIONS)
        definition = (module / "module.yaml").read_text("utf-8")
        definition = re.sub("^identifier: .*$", f"identifier: groot-{number}", definition, flags=re.MULTILINE)
        (module / "module.yaml").write_text(definition, "utf-8")
        section = module / "sections" / "sectie-1.md"
        word = "partner" if number in users else "krimp"
        section.write_text(f"{section.read_text('utf-8')}\nZie [dit begrip](term:{word}).\n", "utf-8")
    names = "".join(f"\n      - groot-{number}" for number in range(MODULES))
    (folder / "series.yaml").write_text(f"title: Groot\ngroups:\n  - modules:{names}\n", "utf-8")
    terms = [("partner", "Wie meedoet."), ("krimp", "Er komen minder kinderen.")]
    (folder / "terms.md").write_text("".join(TERM.format(id=id, text=text) for id, text in terms), "utf-8")
    return users


def told(what: str, command: list[str]) -> float:
    seconds, processor, memory = measured(command)
    print(f"{what:34}{seconds:>10.1f}{processor:>9.1f}{memory / 1e6:>7.0f}", flush=True)
    return seconds


def stamps(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.zip")}


if __name__ == "__main__":
    main()
