"""Width and height from the first bytes of a picture."""

from __future__ import annotations

import struct

import pytest

from modulebouwer.render.image_size import image_size

PNG = (
    b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 640, 480) + b"\x08\x02\0\0\0"
)
GIF = b"GIF89a" + struct.pack("<HH", 12, 34) + b"\0\0\0"
APP0 = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF" + b"\0" * 10
JPEG = b"\xff\xd8" + APP0 + b"\xff\xc2" + struct.pack(">HBHH", 11, 8, 300, 400) + b"\0" * 6
RIFF = b"RIFF\0\0\0\0WEBP"
LOSSY = RIFF + b"VP8 " + b"\0" * 4 + b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 800, 600) + b"\0" * 4
LOSSLESS = RIFF + b"VP8L" + b"\0" * 4 + b"\x2f" + ((99) | (49 << 14)).to_bytes(4, "little") + b"\0" * 8
EXTENDED = RIFF + b"VP8X" + b"\0" * 8 + (1023).to_bytes(3, "little") + (767).to_bytes(3, "little") + b"\0" * 4


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (PNG, (640, 480)),
        (GIF, (12, 34)),
        (JPEG, (400, 300)),
        (LOSSY, (800, 600)),
        (LOSSLESS, (100, 50)),
        (EXTENDED, (1024, 768)),
        (b'<?xml version="1.0"?><svg width="20px" height="10" viewBox="0 0 2 1">', (20, 10)),
        (b'<svg viewBox="0 0 720.4 405">', (720, 405)),
        (b'<svg width="100%" height="50%" viewBox="0,0,30,20">', (30, 20)),
        (b"<svg>", None),
        (b"", None),
        (b"\xff\xd8\xff", None),
        (b"not a picture", None),
    ],
)
def test_image_size(data: bytes, size: tuple[int, int] | None) -> None:
    assert image_size(data) == size
