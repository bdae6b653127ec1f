"""Pictures of a document → files that learners' browsers show."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from modulebouwer.importing.tree import Mark
from modulebouwer.model.identifiers import file_stem
from modulebouwer.model.module import MediaFile
from modulebouwer.source.folder import media_name

if TYPE_CHECKING:
    from PIL import Image

SHOWN = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"})
# Wider than any column is read on; larger files keep a reader on a phone waiting.
WIDEST = 2000
LARGEST = 3_000_000
MOST_PIXELS = 100_000_000


@dataclass(frozen=True)
class Pictures:
    """``paths``: the path below the module's folder by the name in the document, for those that can be shown."""

    paths: Mapping[str, str]
    files: tuple[MediaFile, ...]
    told: tuple[Mark, ...]


def pictures(files: Mapping[str, bytes], known: Mapping[str, bytes] | None = None) -> Pictures:
    """The pictures in ``files`` by their name in the document; ``known`` are those that the module has, by path.

    One that it has already keeps its path there; another never gets it.
    """
    there = known or {}
    same = {data: path for path, data in there.items()}
    paths: dict[str, str] = {}
    media: dict[str, bytes] = {}
    told: list[Mark] = []
    for source, data in files.items():
        name = media_name(PurePosixPath(unquote(source)).name)
        suffix = PurePosixPath(name).suffix
        shown: bytes | None = data
        if suffix not in SHOWN or (len(data) > LARGEST and suffix != ".svg"):
            suffix, shown = converted(data, suffix)
        if shown is None:
            told.append(Mark("IMP-008", {"name": source}))
            continue
        if shown is not data:
            told.append(Mark("IMP-014", {"name": source}))
        path = same.get(shown) or free(
            f"media/{file_stem(PurePosixPath(name).stem)}{suffix}", {**there, **media}
        )
        paths[source], media[path] = path, shown
    return Pictures(paths, tuple(MediaFile(path, data) for path, data in sorted(media.items())), tuple(told))


def converted(data: bytes, suffix: str) -> tuple[str, bytes | None]:
    """The picture, at most ``WIDEST`` pixels wide: a photograph as JPEG, others as PNG; None when it cannot be read."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures: the limit here is lower.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data))
        with picture:
            if picture.width * picture.height > MOST_PIXELS or picture.format in ("WMF", "EMF"):
                return suffix, None
            picture.thumbnail((WIDEST, WIDEST * 4))
            if suffix in (".jpg", ".jpeg"):
                return ".jpg", saved(picture.convert("RGB"), "JPEG", quality=85)
            known = picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA")
            shown = saved(picture if known else picture.convert("RGB"), "PNG", optimize=True)
            if len(shown) > LARGEST and picture.mode in ("L", "RGB"):
                return ".jpg", saved(picture, "JPEG", quality=85)
            return ".png", shown
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return suffix, None


def saved(picture: Image.Image, kind: str, **options: int | bool) -> bytes:
    target = io.BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def free(path: str, taken: Mapping[str, bytes]) -> str:
    """``path`` with a number before its extension when it is taken."""
    name, count = PurePosixPath(path), 1
    while str(name) in taken:
        count += 1
        name = PurePosixPath(path).with_stem(f"{PurePosixPath(path).stem}-{count}")
    return str(name)
