"""Reads what the page hands out with other people's programs: Word files with LibreOffice, PDFs with pypdf."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pypdf


def text_of_docx(document: bytes, folder: Path) -> str:
    """The text that LibreOffice finds in ``document``, a line a paragraph; ``folder`` is for its files."""
    source = folder / "opened.docx"
    source.write_bytes(document)
    result = saved_as(source, "txt:Text (encoded):UTF8", folder / "text")
    return result.read_text(encoding="utf-8-sig").replace("\r\n", "\n")


def saved_as(document: Path, kind: str, folder: Path) -> Path:
    """``document`` as LibreOffice saves it in ``folder`` (``odt``, ``pdf``, ``txt:Text (encoded):UTF8`` …).

    LibreOffice is the variable OFFICE, else the one on PATH. Raises ``RuntimeError`` when there is none.
    """
    office = os.environ.get("OFFICE") or shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        raise RuntimeError("no LibreOffice: install it, or set OFFICE to its path")
    folder.mkdir(parents=True, exist_ok=True)
    # A profile of its own: another LibreOffice of the same user would take the work over.
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(document)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=300, check=False)
    result = folder / f"{document.stem}.{kind.partition(':')[0]}"
    assert result.is_file(), done.stdout + done.stderr
    return result


def pages_of_pdf(document: bytes) -> list[str]:
    """The text of each page ``without_breaks``, in the order in which it is painted."""
    return [without_breaks(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(document)).pages]


def without_breaks(text: str) -> str:
    """Without white space and hyphens, for where a line ends is the printer's; ligatures are their letters."""
    letters = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in letters if not letter.isspace() and letter not in "-‐\u00ad")


def on_paper(text: str, pages: Sequence[str]) -> bool:
    """Whether ``text`` stands whole on a page, or runs on from one to the next."""
    text = without_breaks(text)
    return any(text in page or runs_on(text, pages[index:]) for index, page in enumerate(pages))


def runs_on(text: str, pages: Sequence[str]) -> bool:
    length = len(text)
    while length and text[:length] not in pages[0]:
        length -= 1
    rest = text[length:]
    return not rest or (length > 0 and len(pages) > 1 and runs_on(rest, pages[1:]))
