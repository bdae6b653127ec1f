"""A brand: how the modules of a series look and speak for one client, in ``brands/<name>.yaml`` beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import Field

from modulebouwer.model.base import DefinitionModel
from modulebouwer.model.definition import OF_A_SKIN, FolderName, Skin
from modulebouwer.model.fields import Name, Picture, Text, WebAddress
from modulebouwer.model.source_map import SourceMap

# What a brand says instead of the module, under the names of module.yaml.
OF_MODULE = ("publisher", "skin", "standards")


class Address(DefinitionModel):
    """Where a module is found in a client's LMS."""

    module: FolderName = Field(description="The module: the name of its folder in the series.")
    url: WebAddress = Field(description="Where a learner opens it.")


class BrandDefinition(DefinitionModel):
    """How the modules of a series look and speak for one client: ``brands/<name>.yaml``."""

    strangers: ClassVar[Mapping[str, str]] = OF_A_SKIN

    publisher: Name | None = Field(default=None, description="The organisation that publishes the modules.")
    skin: Skin | None = Field(default=None, description="The looks: a folder in templates/skins/.")
    standards: tuple[str, ...] = Field(
        default=(), description="The standards for which `build` makes a package."
    )
    logo: Picture | None = Field(
        default=None, description="A picture above the title; its alternative text is the publisher."
    )
    colophon: Text | None = Field(default=None, description="A sentence at the bottom of the first page.")
    words: dict[str, Any] = Field(
        default={}, description="Words of the interface that differ, under their keys in templates/locales/."
    )
    addresses: tuple[Address, ...] = Field(
        default=(), description="Where modules are found in the client's LMS."
    )
    where: Text | None = Field(
        default=None, description="What is said of a module of the series that has no address here."
    )


@dataclass(frozen=True)
class Brand:
    """``name``: of its file. ``complete`` is False when something in it could not be read; that is left out."""

    name: str
    definition: BrandDefinition
    source: SourceMap
    complete: bool = True
