"""The built-in templates, compiled to Python when the wheel is built: reading them takes half of a small build.

``hatch_build.py`` calls ``compile_templates`` in an environment that has jinja2 and nothing else of ours. A template is
found again by what stands in it, so that one that was changed since is simply compiled when it is needed.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from modulebouwer.model.locale import fill

FOLDER = Path(__file__).parents[1] / "_bundled" / "templates"
# What decides on the code that a template becomes, beside its text and jinja2 itself.
OPTIONS: Mapping[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}


class CompiledTemplates(jinja2.BytecodeCache):
    """The code of a template, from the module that it became; without one jinja2 compiles it."""

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        bucket = Bucket(environment, name, source)
        path = FOLDER / module_name(source)
        if path.is_file():
            code = SourceFileLoader(path.stem, str(path)).get_code(path.stem)
            # A mistake is told at the template's own line.
            bucket.code = code.replace(co_filename=filename or name) if code else None
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Nothing: ``get_bucket`` did it."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Nothing: who runs modulebouwer may not be the one who may write there."""


def module_name(source: str) -> str:
    """The file of a template's code, which is that of one version of jinja2 alone."""
    digest = sha256(f"{jinja2.__version__} {source}".encode()).hexdigest()
    return f"t_{digest[:24]}.py"


def compile_templates(templates: Path, target: Path) -> None:
    """Write the code of every template below ``templates`` to ``target``."""
    environment = jinja2.Environment(**OPTIONS, undefined=jinja2.StrictUndefined)
    environment.filters["fill"] = fill
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("t_*.py"):
        old.unlink()
    for path in sorted(templates.rglob("*.j2")):
        source = path.read_text(encoding="utf-8")
        name = path.relative_to(templates).as_posix()
        code = environment.compile(source, name, raw=True)
        (target / module_name(source)).write_text(f"{code}\n", encoding="utf-8")
