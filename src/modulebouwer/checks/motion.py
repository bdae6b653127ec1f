"""Whether a picture moves for longer than a reader without a way to stop it can bear (WCAG 2.2, 2.2.2)."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from modulebouwer.checks.media_content import form_of
from modulebouwer.checks.media_uses import uses
from modulebouwer.findings import Finding
from modulebouwer.model.module import LearningModule

LONGEST = 5.0
# What a browser makes of a frame that asks for less than 20 milliseconds, and of one that asks for none.
SHORTEST, INSTEAD = 0.02, 0.1
# Repeats of GIF (the application extension of Netscape); 0 is for ever.
REPEATS = re.compile(rb"\x21\xff\x0bNETSCAPE2\.0\x03\x01(?P<times>..)", re.DOTALL)
# A graphic control extension, before each frame (GIF89a, 23): flags, hundredths of a second, a colour, the end.
FRAME = re.compile(rb"\x21\xf9\x04.(?P<delay>..).\x00", re.DOTALL)

PNG_FRAME = re.compile(rb"\x00\x00\x00\x1afcTL.{20}(?P<delay>.{4})", re.DOTALL)
# Of a drawing: SMIL and CSS.
SVG_FOR_EVER = re.compile(
    rb"<(?:\w+:)?animate[^>]*\brepeatCount\s*=\s*[\"']indefinite"
    rb"|\banimation(?:-iteration-count)?\s*:[^;}\"']*\binfinite"
)


def motion(module: LearningModule) -> Iterator[Finding]:
    """A11Y-400, where the picture is shown."""
    files = {file.path: file.data for file in module.all_media}
    lasting: dict[str, float | None] = {}
    for use in uses(module):
        data = files.get(use.path, b"")
        if use.path not in lasting:
            lasting[use.path] = seconds_of_motion(data)
        moves = lasting[use.path]
        if moves is None or moves > LONGEST:
            yield Finding("A11Y-400", use.place, {"path": use.path})


def seconds_of_motion(data: bytes) -> float | None:
    """How long a GIF, an animated WebP or PNG, or a drawing moves; None for ever, 0 for what stands still."""
    read = {"gif": of_gif, "webp": of_webp, "png": of_png, "svg": of_drawing}.get(form_of(data))
    return read(data) if read else 0.0


def of_drawing(data: bytes) -> float | None:
    return None if SVG_FOR_EVER.search(data[:200_000]) else 0.0


def of_gif(data: bytes) -> float | None:
    delays = [struct.unpack("<H", one["delay"])[0] / 100 for one in FRAME.finditer(data)]
    return lasts(delays, struct.unpack("<H", found["times"])[0] if (found := REPEATS.search(data)) else 1)


def of_webp(data: bytes) -> float | None:
    """RFC 9649, 2.7.1.1: a chunk ANIM with the repeats, and a chunk ANMF for each frame."""
    delays, times, at = [], 1, 12
    while at + 8 <= len(data):
        kind, size = struct.unpack("<4sI", data[at : at + 8])
        if kind == b"ANIM":
            times = int.from_bytes(data[at + 12 : at + 14], "little")
        elif kind == b"ANMF":
            delays.append(int.from_bytes(data[at + 20 : at + 23], "little") / 1000)
        at += 8 + size + size % 2
    return lasts(delays, times)


def of_png(data: bytes) -> float | None:
    """PNG 3rd edition, 11.3.6: acTL with the repeats, and fcTL before each frame."""
    control = data[:4096].find(b"acTL")
    if control < 0:
        return 0.0
    times = int.from_bytes(data[control + 8 : control + 12], "big")
    frames = (struct.unpack(">HH", one["delay"]) for one in PNG_FRAME.finditer(data))
    return lasts([number / (of or 100) for number, of in frames], times)


def lasts(delays: list[float], times: int) -> float | None:
    if len(delays) < 2:
        return 0.0
    return sum(one if one >= SHORTEST else INSTEAD for one in delays) * times if times else None
