"""Pages on disk: the real module's, and the small one's in every language and skin that a test asks for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.page import bundle, in_form, real_module, small_module, write_page

PageFile = Callable[..., Path]


@pytest.fixture(scope="session")
def script(tmp_path_factory: pytest.TempPathFactory) -> str:
    return bundle(tmp_path_factory.mktemp("script"))


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory, script: str) -> PageFile:
    """``page_file(language="fr", skin="helder")``: the path of the small module's launch page in that form."""
    made: dict[tuple[str, str, str], Path] = {}

    def path(language: str = "nl", address: str = "u", skin: str = "standaard") -> Path:
        key = (language, address, skin)
        if key not in made:
            module = in_form(small_module(), language=language, address=address, skin=skin)
            made[key] = write_page(module, tmp_path_factory.mktemp("page"), script)
        return made[key]

    return path


@pytest.fixture(scope="session")
def real_page(tmp_path_factory: pytest.TempPathFactory, script: str) -> Path:
    return write_page(real_module(), tmp_path_factory.mktemp("page"), script)
