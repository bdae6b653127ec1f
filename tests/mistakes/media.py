"""What designers do wrong in pictures, sound and film."""

from __future__ import annotations

import struct
import zlib

from mistakes.edits import SECOND, Mistake, add, change, mistake, rename, write


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


FILM = b"\0\0\0\x10ftypisom\0\0\0\0"
VIDEO = """
:::{video}
src: media/film.mp4
title: Een gesprek
captions: media/film.vtt
transcript: Zij praten.
:::
"""

MISTAKES: tuple[Mistake, ...] = (
    mistake(
        "a file that is not there",
        "MED-003 sections/beginnen.md:12:6",
        change(SECOND, "src: media/stappen.svg", "src: media/stapen.svg"),
    ),
    mistake(
        "a picture in another folder of media",
        "MED-003 sections/beginnen.md:12:6",
        rename("media/stappen.svg", "media/plaatjes/stappen.svg"),
        write("media/stapjes.svg", b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'),
        add(SECOND, "\n![Kleine stappen](media/stapjes.svg)\n"),
    ),
    mistake(
        "a file without media/",
        "MED-001 sections/beginnen.md:12:6",
        change(SECOND, "src: media/stappen.svg", "src: stappen.svg"),
    ),
    mistake(
        "a file with a capital in its name",
        "MED-002 media/Stappen 1.svg:1:1",
        rename("media/stappen.svg", "media/Stappen 1.svg"),
        change(SECOND, "src: media/stappen.svg", "src: media/Stappen 1.svg"),
    ),
    mistake(
        "a picture of 30 MB",
        "MED-022 media/foto.png:1:1",
        write(
            "media/foto.png",
            # Its pixels are noise, as far as a reader of chunks can tell.
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", b"\0\0\x10\0\0\0\x10\0\x08\2\0\0\0")
            + chunk(b"IDAT", b"\0" * 30_000_000)
            + chunk(b"IEND", b""),
        ),
        add(SECOND, "\n![Een foto](media/foto.png)\n"),
    ),
    mistake(
        "a picture in Word's format",
        "MED-006 sections/beginnen.md:42:1",
        write("media/foto.wmf", b"\xd7\xcd\xc6\x9a"),
        add(SECOND, "\n![Een foto](media/foto.wmf)\n"),
    ),
    mistake(
        "an iPhone's picture",
        "MED-290 sections/beginnen.md:42:1",
        write("media/IMG_2031.HEIC", b"\0\0\0\x18ftypheic"),
        add(SECOND, "\n![Een foto](media/IMG_2031.HEIC)\n"),
    ),
    mistake(
        "a HEIC that is called jpg",
        "MED-017 media/foto.jpg:1:1",
        write("media/foto.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 20),
        add(SECOND, "\n![Een foto](media/foto.jpg)\n"),
    ),
    mistake(
        "an empty picture",
        "MED-016 media/foto.png:1:1",
        write("media/foto.png", b""),
        add(SECOND, "\n![Een foto](media/foto.png)\n"),
    ),
    mistake(
        "a picture that was pasted, without alt",
        ("MED-372 sections/beginnen.md:42:1", "A11Y-001 sections/beginnen.md:42:1"),
        add(SECOND, "\n![](file:///C:/Temp/msohtmlclip1/clip_image002.png)\n"),
    ),
    mistake(
        "captions in Windows-1252",
        "SRC-002 media/film.vtt:4:1",
        write("media/film.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nEén.\n".encode("cp1252")),
        write("media/film.mp4", FILM),
        add(SECOND, VIDEO),
    ),
    mistake(
        "a figure without alt",
        "SRC-102 sections/beginnen.md:12:1",
        change(SECOND, 'alt: "Drie stappen achter elkaar: zeggen, vragen, afspreken."\n', ""),
    ),
    mistake(
        "a figure with a colon in its alt",
        "SRC-012 sections/beginnen.md:13:18",
        change(
            SECOND,
            'alt: "Drie stappen achter elkaar: zeggen, vragen, afspreken."',
            "alt: Drie stappen: zeggen, vragen, afspreken.",
        ),
    ),
    mistake(
        "a picture nobody uses",
        "MED-004 media/over.svg:1:1",
        write("media/over.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>"),
    ),
    mistake(
        "a picture in the wrong folder",
        "MED-003 sections/beginnen.md:12:6",
        rename("media/stappen.svg", "stappen.svg"),
    ),
    mistake(
        "a line of the program that wrote the transcript",
        "MED-621 sections/beginnen.md:48:3",
        add(
            SECOND,
            "\n:::{audio}\nsrc: media/gesprek.wav\ntitle: Een gesprek\ntranscript: |\n  Dag.\n\n"
            "  Transcribed by https://otter.ai\n:::\n",
        ),
        write(
            "media/gesprek.wav",
            b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x40\x1f\0\0\1\0\x08\0data\0\0\0\0",
        ),
    ),
    mistake(
        "a typeface of another site in a drawing",
        "MED-620 media/stappen.svg:1:1",
        change(
            "media/stappen.svg",
            ">",
            "><style>@import url(https://fonts.googleapis.com/css2?family=Lora);</style>",
        ),
    ),
    mistake(
        "a picture as Obsidian shows it",
        "LNK-620 sections/beginnen.md:42:1",
        add(SECOND, "\n![[stappen.svg|400]]\n"),
    ),
)
