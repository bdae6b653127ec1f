"""Jinja over the templates of a look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from modulebouwer.findings import Finding
from modulebouwer.model.locale import fill
from modulebouwer.model.look import Templates
from modulebouwer.render.compiled import OPTIONS, CompiledTemplates


class RenderError(Exception):
    """A mistake in a template. ``finding`` says where; the module itself may be faultless."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.location}: {finding.code}")
        self.finding = finding


def environment(templates: Templates) -> Environment:
    """Everything is escaped unless it comes from ``prose`` (Markup); a name that does not exist is an error.

    A module may come from a stranger: where it has templates of its own, all run in Jinja's sandbox, in which an
    expression reaches no attribute that leads to Python itself.
    """

    def source(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        file = templates.get(name)
        return (file.text, file.path, lambda: True) if file else None

    common: dict[str, Any] = {**OPTIONS, "loader": FunctionLoader(source), "undefined": StrictUndefined}
    if templates.own:
        found: Environment = ImmutableSandboxedEnvironment(**common)
    else:
        found = Environment(**common, bytecode_cache=CompiledTemplates())
    found.filters["fill"] = fill
    return found
