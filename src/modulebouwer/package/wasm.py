"""Scripts that compile WebAssembly while it comes in, which a server must allow by its type (WebAssembly Web API 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from modulebouwer.findings import Finding, Location
from modulebouwer.package.file_tree import FileTree
from modulebouwer.package.page_scan import STYLES, texts
from modulebouwer.package.script_loads import comments, within

STREAMING = re.compile(r"\bWebAssembly\s*\.\s*(instantiateStreaming|compileStreaming)\s*\(")
# The other way, which asks for no type; a script that knows it falls back on it, or takes it where it has to.
OTHERWISE = re.compile(r"\bWebAssembly\s*\.\s*(?:instantiate|compile|Module)\s*\(")


def streamed_wasm(tree: FileTree) -> Iterator[Finding]:
    """The first place in each file, for those without another way."""
    for path, suffix, data in texts(tree):
        if suffix in STYLES or b"Streaming" not in data:
            continue
        text = data.decode("utf-8", "replace")
        passed = comments(text) if STREAMING.search(text) else []
        found = next((one for one in STREAMING.finditer(text) if not within(one.start(), passed)), None)
        if found and not OTHERWISE.search(text):
            line = text.count("\n", 0, found.start()) + 1
            yield Finding("PKG-182", Location(path, line), {"path": path, "function": found[1]})
