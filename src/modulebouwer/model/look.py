"""How a module is shown, as a value: its templates, its words and its skin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from modulebouwer.model.brand import BrandDefinition
from modulebouwer.model.locale import Locale


@dataclass(frozen=True)
class TextFile:
    """``path`` as it is told to the user."""

    path: str
    text: str


@dataclass(frozen=True)
class Templates:
    """Everything below ``templates/`` by its POSIX path there: a module's own files go before the built-in ones.

    ``folder`` is where a module would put its own, as it is told to the user.
    """

    built_in: Mapping[str, TextFile]
    own: Mapping[str, TextFile] = field(default_factory=dict)
    folder: str = "templates"

    def get(self, name: str) -> TextFile | None:
        return self.own.get(name) or self.built_in.get(name)

    def path(self, name: str) -> str:
        """Where a file is, or else where a module would put it."""
        file = self.get(name)
        return file.path if file else f"{self.folder}/{name}"

    def between(self, before: str, after: str) -> tuple[str, ...]:
        """What stands between ``before`` and ``after`` in the names of files: ``locales/``, ``.yaml`` → languages."""
        found = {
            name[len(before) : len(name) - len(after)]
            for name in [*self.own, *self.built_in]
            if name.startswith(before) and name.endswith(after)
        }
        return tuple(sorted(found))


@dataclass(frozen=True)
class Look:
    """``skin`` is the style sheet of the skin; ``brand``: what a client's brand shows besides, None without."""

    templates: Templates
    locale: Locale
    skin: TextFile
    brand: BrandDefinition | None = None
