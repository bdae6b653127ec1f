"""``modulebouwer mcp``: what an assistant may do in one folder, over the Model Context Protocol.

There is no model in here and no request to any: an assistant that somebody chose asks, and this answers with what the
commands of the same names say. Nothing outside the folder is read or written.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from modulebouwer import __version__
from modulebouwer import build as pipeline
from modulebouwer.agents import RULES
from modulebouwer.findings import Report, report
from modulebouwer.outline import outline
from modulebouwer.package import lms_report
from modulebouwer.package.verify import examine_file
from modulebouwer.schema import schemas
from modulebouwer.source.files import Files
from modulebouwer.source.loader import load
from modulebouwer.source.series import modules_in
from modulebouwer.standards import REGISTRY
from modulebouwer.wrong_use import WrongUse

READING = ToolAnnotations(read_only_hint=True, open_world_hint=False)
WRITING = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)
OUTPUT = "dist"

# What went wrong, in the language of the command line.
Explain = Callable[[WrongUse], str]


class Assistant:
    """The tools in ``root``, which is the working folder: paths are told and asked from there."""

    def __init__(
        self, root: Path, language: str, explain: Explain, today: Callable[[], datetime.date]
    ) -> None:
        self.root, self.language, self.explain, self.today = root.resolve(), language, explain, today
        self.files = Files(within=self.root)

    def inside(self, path: str) -> str:
        """``path`` from the root, or a refusal when it leads out of it, by a link too."""
        real = (self.root / path).resolve()
        if not real.is_relative_to(self.root):
            raise ToolError(f"{path}: outside {self.root.name}")
        return real.relative_to(self.root).as_posix()

    def folders(self, folder: str) -> list[str]:
        return modules_in(self.inside(folder), self.files)

    def check(self, folder: str = ".", strict: bool = False) -> dict[str, Any]:
        """Everything that is wrong with the module, series or folder of modules, with place, code and hint."""
        options = pipeline.Options(strict=strict, today=self.today())
        return self.told(pipeline.check(self.folders(folder), options, quiet, self.files))

    def list(self, folder: str = ".") -> dict[str, Any]:
        """The sections and components of the modules, with minutes, words and answers."""
        loaded = [load(Path(one), one, files=self.files) for one in self.folders(folder)]
        found = report(finding for _, problems in loaded for finding in problems)
        return {"modules": [outline(module) for module, _ in loaded if module], **self.told(found)}

    def schema(self, name: str = "") -> dict[str, Any]:
        """The JSON schema of module, section, references, series or a component; without a name, all names."""
        known = schemas(self.language)
        if not name:
            return {"names": [*known]}
        if name not in known:
            raise ToolError(f"{name}: {', '.join(known)}")
        return known[name]

    def build(self, folder: str = ".", standards: Sequence[str] = ()) -> dict[str, Any]:
        """Packages in dist/, for the standards of module.yaml or those named; nothing when there is an error."""
        unknown = [name for name in standards if name not in REGISTRY]
        if unknown:
            raise ToolError(f"{', '.join(unknown)}: {', '.join(REGISTRY)}")
        options = pipeline.Options(tuple(standards), today=self.today())
        try:
            packages, found = pipeline.build(
                self.folders(folder), Path(self.inside(OUTPUT)), options, quiet, self.files
            )
        except WrongUse as error:
            raise ToolError(self.explain(error)) from error
        return {"packages": [package.path.as_posix() for package in packages], **self.told(found)}

    def verify(self, file: str) -> dict[str, Any]:
        """What an LMS would make of a package in the folder, whoever made it."""
        examined = examine_file(Path(self.inside(file)))
        judged = lms_report.data(examined, self.language, "")
        return {"lms": judged, **self.told(report(examined.findings))}

    def told(self, found: Report) -> dict[str, Any]:
        return {"failed": found.failed, "findings": json.loads(found.json(self.language))}


def quiet(_: str) -> None:
    """Nobody watches the progress."""


def make_server(
    root: Path, language: str, explain: Explain, today: Callable[[], datetime.date]
) -> MCPServer[Any]:
    tools = Assistant(root, language, explain, today)
    server: MCPServer[Any] = MCPServer(
        "modulebouwer", instructions=RULES[language], version=__version__, log_level="WARNING"
    )
    for tool in (tools.check, tools.list, tools.schema, tools.verify):
        server.tool(annotations=READING)(tool)
    server.tool(annotations=WRITING)(tools.build)
    return server
