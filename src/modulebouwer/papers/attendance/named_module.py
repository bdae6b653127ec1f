"""Of a module only what its papers call it: nothing here reads a section or a component."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from modulebouwer.source.text_file import decode
from modulebouwer.source.yaml_file import parse_yaml
from modulebouwer.wrong_use import WrongUse

NAMES = ("identifier", "title", "version")


def named_module(folder: str) -> Mapping[str, str]:
    """Identifier, title, version, and the version's date ("" for none).

    Raises ``WrongUse`` when module.yaml does not say the first three.
    """
    path = Path(folder) / "module.yaml"
    try:
        text, _ = decode(path.read_bytes(), path.as_posix())
    except OSError:
        text = None
    data = parse_yaml(text or "", path.as_posix()).data or {}
    if not all(isinstance(data.get(name), str) for name in NAMES):
        raise WrongUse("no_module", path=path.as_posix())
    return {**{name: data[name] for name in NAMES}, "date": str(data.get("date") or "")}
