"""What the templates of sound, film, downloads and embeds need of the files below media/."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any, Protocol
from urllib.parse import quote, urlsplit

from modulebouwer.model.components import Audio, Download, Embed, Video
from modulebouwer.model.locale import Locale
from modulebouwer.model.module import MediaFile
from modulebouwer.render.film_size import film_size

MEDIA = (Audio, Video, Download, Embed)


class Files(Protocol):
    """The files below media/. What is asked for as ``figure`` or ``packed`` goes into the package."""

    def figure(self, path: str) -> Mapping[str, Any]:
        """A picture's ``width`` and ``height``, as far as it tells them."""

    def packed(self, path: str) -> MediaFile: ...

    def read(self, path: str) -> MediaFile: ...


def media_extras(
    model: Audio | Video | Download | Embed, language: str, files: Files, locale: Locale
) -> Mapping[str, Any]:
    match model:
        case Audio():
            files.packed(model.src)
            return {}
        case Video():
            return film(model, language, files)
        case Download():
            file = files.packed(model.src)
            kind = PurePosixPath(file.path).suffix.removeprefix(".").upper()
            return {"file": {"type": kind, "size": locale.file_size(len(file.data))}}
        case Embed():
            return {"size": files.figure(model.picture), "site": urlsplit(model.url).hostname}


def film(model: Video, language: str, files: Files) -> Mapping[str, Any]:
    """Size and captions of a film. The captions go into the page: from a folder on disk a browser loads no track."""
    size = film_size(files.packed(model.src).data)
    poster = files.figure(model.poster) if model.poster else {}
    captions = files.read(model.captions).data
    return {
        "size": {"width": size[0], "height": size[1]} if size else poster,
        "captions": "data:text/vtt;charset=utf-8," + quote(captions),
        "language": language,
    }
