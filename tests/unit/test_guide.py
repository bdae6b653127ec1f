"""The component guide's pictures are there (that its text is fresh: test_fresh.py)."""

from __future__ import annotations

import struct

import make_guide

from modulebouwer.components.registry import COMPONENTS

DOCS = make_guide.ROOT / "docs"
MOST_BYTES = 40_000


def test_every_component_has_a_small_picture_and_no_picture_is_left_over() -> None:
    pictures = {path.stem: path.read_bytes() for path in (DOCS / make_guide.PICTURES).iterdir()}
    assert set(pictures) == set(COMPONENTS)
    for kind, data in pictures.items():
        assert data.startswith(b"\x89PNG"), kind
        assert len(data) < MOST_BYTES, kind
        width, height = struct.unpack(">II", data[16:24])
        assert width >= 300, kind
        assert height >= 40, kind
