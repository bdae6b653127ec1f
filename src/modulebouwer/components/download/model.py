"""A file to take along."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, ClassVar

from pydantic import Field

from modulebouwer.components.component import ComponentModel, PageFiles, PlacedComponent, Siblings
from modulebouwer.findings import Finding
from modulebouwer.model.fields import AnyFile, Prose, Text

# What a computer runs when it is opened: mail and school networks hold it back, and rightly.
PROGRAMS = frozenset(
    {
        ".exe", ".msi", ".bat", ".cmd", ".com", ".scr", ".ps1", ".vbs", ".js", ".jar", ".app", ".dmg", ".pkg", ".apk",
        ".sh", ".reg", ".lnk", ".docm", ".xlsm", ".pptm",
    }
)  # fmt: skip
# What opens in one program only, and what everybody can open instead.
OF_ONE_PROGRAM = {
    ".pages": ".docx, .pdf", ".numbers": ".xlsx", ".key": ".pptx, .pdf", ".one": ".pdf", ".pub": ".pdf",
    ".rar": ".zip", ".7z": ".zip", ".vsdx": ".pdf", ".mpp": ".pdf", ".url": ":::{embed}", ".webloc": ":::{embed}",
}  # fmt: skip


class Download(ComponentModel):
    """A file inside the package that the learner may take along."""

    component: ClassVar[str] = "download"
    also_called: ClassVar[tuple[str, ...]] = ("bijlage", "bestand", "file", "attachment", "pdf")
    src: AnyFile = Field(description="A file below media/.")
    title: Text = Field(description="What the file is, plain text.")
    description: Prose | None = Field(default=None, description="What it is good for.")

    def view(self, siblings: Siblings, page: PageFiles) -> Mapping[str, Any]:  # noqa: ARG002
        size = len(page.packed(self.src))
        extension = PurePosixPath(self.src).suffix.removeprefix(".").upper()
        return {"file": {"type": extension, "size": page.size_in_words(size)}}

    def check(self, placed: PlacedComponent, siblings: Siblings) -> Iterator[Finding]:  # noqa: ARG002
        """MED-374: a program or a document with macros; MED-375: a file for one program or one kind of computer."""
        extension = PurePosixPath(self.src).suffix.lower()
        code = "MED-374" if extension in PROGRAMS else "MED-375" if extension in OF_ONE_PROGRAM else ""
        if code:
            instead = OF_ONE_PROGRAM.get(extension, "")
            yield Finding(code, placed.source.value_at("src"), {"extension": extension, "instead": instead})
