"""How long who types waits: for what can be completed, and for what is found, in a module of 200 sections.

Run it with `make bench`. The server as an editor starts it, over standard input and output: a key is typed in the
middle of the module, completion is asked at once, and the time is taken until the findings of that very text are there.
CPU is what the server used for a key. Memory is what the process has in use after the first edits and after the last.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from build import synthetic
from lsprotocol import types as lsp
from preview import cpu, megabytes

from harness.lsp import Editor, editor

SECTIONS = 200
TIMED = 60
EDITS = 2000
SETTLED = 200


def main() -> None:
    print(
        f"{'sections':>8}{'completion ms':>15}{'findings ms':>13}{'slowest ms':>12}{'CPU ms':>8}"
        f"{'MB early':>10}{'MB late':>9}"
    )
    with tempfile.TemporaryDirectory() as name:
        module = synthetic(Path(name).resolve() / "groot", SECTIONS)
        definition = module / "module.yaml"
        definition.write_text(f"standards: [web]\n{definition.read_text('utf-8')}", "utf-8")
        with editor(module) as desk:
            completion, findings, used = typed(desk)
            early, late = memory(desk)
    print(
        f"{SECTIONS:>8}{statistics.median(completion):>15.0f}{statistics.median(findings):>13.0f}"
        f"{max(findings):>12.0f}{used / TIMED * 1000:>8.0f}{early:>10.0f}{late:>9.0f}"
    )


def typed(desk: Editor) -> tuple[list[float], list[float], float]:
    """Milliseconds from the key to what can be completed, and to the findings; seconds of the processor for all."""
    name = f"sections/sectie-{SECTIONS // 2}.md"
    text = desk.path(name).read_text("utf-8")
    desk.type(name, text)
    completion, findings = [], []
    before = cpu(number_of(desk))
    for number in range(TIMED):
        line = f"Zie [daar](section:sectie-{number}"
        desk.send(name, f"{text}\n{line}")
        start = time.perf_counter()
        position = lsp.Position(text.count("\n") + 1, len(line))
        desk.ask(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionParams(desk.document(name), position))
        completion.append((time.perf_counter() - start) * 1000)
        desk.found(name)
        findings.append((time.perf_counter() - start) * 1000)
    return completion, findings, cpu(number_of(desk)) - before


def memory(desk: Editor) -> tuple[float, float]:
    """Megabytes after the first edits and after all."""
    name = "sections/sectie-1.md"
    text = desk.path(name).read_text("utf-8")
    early = 0.0
    for number in range(EDITS):
        desk.send(name, f"{text}\nNog een zin {number}.\n")
        # Findings are waited for now and then, as when somebody rests.
        if number % 20 == 0:
            desk.found(name)
        if number == SETTLED:
            early = megabytes(number_of(desk))
    desk.found(name)
    return early, megabytes(number_of(desk))


def number_of(desk: Editor) -> int:
    """That of the server's process."""
    process = desk.client._server
    assert process is not None
    return process.pid


if __name__ == "__main__":
    main()
