"""A file that was cut off, or a picture of which a byte changed, is told; a whole one of any kind is not."""

from __future__ import annotations

import io
import wave
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from modulebouwer.checks.whole_file import is_whole, seconds_of

FORMS = {"png": "PNG", "jpg": "JPEG", "gif": "GIF", "webp": "WEBP", "avif": "AVIF"}


def picture(form: str, **settings: object) -> bytes:
    """A gradient of 300 × 200, so that no row is like another."""
    image = Image.linear_gradient("L").resize((300, 200)).convert("RGB")
    stream = io.BytesIO()
    image.save(stream, FORMS[form], **settings)
    return stream.getvalue()


@pytest.mark.parametrize("form", FORMS)
def test_whole(form: str) -> None:
    assert is_whole(picture(form), form)
    # What a camera or a server hangs on behind it is no damage.
    if form not in ("avif", "webp"):
        assert is_whole(picture(form) + b"\0" * 20, form)


@pytest.mark.parametrize("form", FORMS)
def test_cut_off(form: str) -> None:
    data = picture(form)
    for size in (len(data) // 2, len(data) - 30, len(data) - 2):
        assert not is_whole(data[:size], form), size


def test_a_photo_with_a_small_one_of_itself_within() -> None:
    """The small one is whole in its place, and says nothing of the large one."""
    exif = b"Exif\0\0" + picture("jpg", quality=20)
    data = picture("jpg", exif=exif, progressive=True)
    assert is_whole(data, "jpg")
    assert not is_whole(data[: len(data) - 400], "jpg")


def test_noise_in_a_png() -> None:
    data = picture("png")
    middle = len(data) // 2
    assert not is_whole(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :], "png")


GUIDE = Path(__file__).parents[3] / "modules/component_guide/media"


def sound() -> bytes:
    stream = io.BytesIO()
    with wave.open(stream, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\1\0" * 8000)
    return stream.getvalue()


def packed() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("word/document.xml", "Dag " * 500)
    return stream.getvalue()


def page_of_ogg(number: int) -> bytes:
    """RFC 3533, 6: 27 bytes, the lengths of two segments, and those segments."""
    return (
        b"OggS\0\0" + bytes(12) + number.to_bytes(4, "little") + bytes(4) + bytes([2, 200, 50]) + b"a" * 250
    )


# An Xing header of LAME's: frames, bytes.
XING = b"Xing" + (3).to_bytes(4, "big") + (99).to_bytes(4, "big") + (60_000).to_bytes(4, "big")
OTHERS = {
    "mp4": (GUIDE / "three-steps.mp4").read_bytes(),
    "mp3": b"\xff\xfb\x90\x64" + bytes(32) + XING + bytes(60_000),
    "wav": sound(),
    "ogg": page_of_ogg(1) + page_of_ogg(2),
    "webm": b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\x48\x00" + bytes(0x800),
    "pdf": b"%PDF-1.7\n" + b"1 0 obj\n" * 500 + b"%%EOF\n",
    "zip": packed(),
}


@pytest.mark.parametrize("form", OTHERS)
def test_sound_film_and_documents(form: str) -> None:
    data = OTHERS[form]
    assert is_whole(data, form)
    for size in (len(data) // 2 + 20, len(data) * 3 // 4):
        assert not is_whole(data[:size], form), size


def test_how_long_a_film_plays() -> None:
    length = seconds_of(OTHERS["mp4"])
    assert length is not None
    assert 6 < length < 7
    assert seconds_of(OTHERS["webm"]) is None
    # A movie header of version 1, with 64 bits for its times.
    header = b"mvhd\1" + bytes(19) + (90_000).to_bytes(4, "big") + (180_000).to_bytes(8, "big")
    movie = b"moov" + (len(header) + 4).to_bytes(4, "big") + header
    assert seconds_of((len(movie) + 4).to_bytes(4, "big") + movie) == 2


def test_what_does_not_tell_its_length_may_be_whole() -> None:
    assert is_whole((GUIDE / "opening-line.mp3").read_bytes(), "mp3")
    assert is_whole(b"\xff\xfb\x90\x64" + bytes(500), "mp3")
    # A recording that was sent on while it was made.
    assert is_whole(b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\x01" + b"\xff" * 7 + bytes(90), "webm")
    assert is_whole(sound()[:4] + b"\xff\xff\xff\xff" + sound()[8:], "wav")


def test_another_form_is_no_matter_of_this_one() -> None:
    assert is_whole(b"<svg", "svg")
    assert is_whole(b"", "mp4")
