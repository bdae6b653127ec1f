"""A picture that was cut off, or of which a byte changed, is told; a whole one of any kind is not."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from modulebouwer.checks.whole_picture import is_whole

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


def test_another_form_is_no_matter_of_this_one() -> None:
    assert is_whole(b"<svg", "svg")
    assert is_whole(b"", "mp4")
