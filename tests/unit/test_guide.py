"""The component guide is fresh: its text is what the schema and the example module say, and its pictures are there."""

from __future__ import annotations

import struct

import make_guide
import pytest

from modulebouwer.components.registry import COMPONENTS

DOCS = make_guide.ROOT / "docs"
MOST_BYTES = 40_000


@pytest.mark.parametrize("language", make_guide.PAGES)
def test_the_page_says_what_the_schema_and_the_module_say(language: str) -> None:
    written = (DOCS / make_guide.PAGES[language]).read_text(encoding="utf-8")
    assert written == make_guide.page(language), "run `make guide`"


def test_every_component_has_a_small_picture_and_no_picture_is_left_over() -> None:
    pictures = {path.stem: path.read_bytes() for path in (DOCS / make_guide.PICTURES).iterdir()}
    assert set(pictures) == set(COMPONENTS)
    for kind, data in pictures.items():
        assert data.startswith(b"\x89PNG"), kind
        assert len(data) < MOST_BYTES, kind
        width, height = struct.unpack(">II", data[16:24])
        assert width >= 300, kind
        assert height >= 40, kind
