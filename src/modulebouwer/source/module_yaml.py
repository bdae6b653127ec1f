"""What can stand in ``module.yaml``: the definition, with the standards there are and what can be set for each."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, create_model

from modulebouwer.model.definition import UNIQUE, ModuleDefinition
from modulebouwer.standards import REGISTRY


def settings_of_standards() -> dict[str, Any]:
    """A field for every standard that has something to set, under its name."""
    models = {standard.name: (standard.title, standard.settings()) for standard in REGISTRY.values()}
    return {
        name: (model, Field(default=model(), description=f"Settings of {title} packages."))
        for name, (title, model) in models.items()
        if model
    }


def names_of_standards() -> tuple[Any, Any]:
    """``standards`` with the names that there are; who names none gets the first of the registry."""
    description = ModuleDefinition.model_fields["standards"].description
    names: Any = Literal[tuple(REGISTRY)]
    return tuple[names, ...], Field(
        default=(next(iter(REGISTRY)),), description=description, json_schema_extra=UNIQUE
    )


def module_yaml() -> type[ModuleDefinition]:
    # The name and the words are those of the published schema.
    return create_model(
        ModuleDefinition.__name__,
        __base__=ModuleDefinition,
        __doc__=ModuleDefinition.__doc__,
        standards=names_of_standards(),
        **settings_of_standards(),
    )


MODULE_YAML = module_yaml()
