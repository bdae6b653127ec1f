"""The form of every model that stands for what a designer writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from pydantic._internal._model_construction import ModelMetaclass
else:
    ModelMetaclass = type(BaseModel)


class _NotThere:
    """An attribute that a class does not have, although its metaclass would lend it one."""

    def __get__(self, instance: object, owner: type | None = None) -> NoReturn:
        raise AttributeError("register")


class _Definition(ModelMetaclass):
    """A field may be called ``register``: pydantic would take the method of abstract classes for its default."""

    register: Any = _NotThere()


class DefinitionModel(BaseModel, metaclass=_Definition):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)
