"""What the shaping of a document tells of its own losses."""

from __future__ import annotations

import pytest

from modulebouwer.importing.prepared import TITLE
from modulebouwer.importing.shaping import shaped
from modulebouwer.importing.tree import Document, Paragraph, Text


@pytest.mark.parametrize("sign", ["", TITLE])
def test_a_title_said_twice_is_no_lost_word(sign: str) -> None:
    """By the document's properties and by its first line, as LibreOffice writes RTF and EPUB."""
    lines = (
        f"{sign}Werken met de wijk",
        "Een school staat niet los van haar omgeving, en wie afstemt bereikt meer.",
    )
    document = Document(
        "thema.rtf", tuple(Paragraph((Text(line),)) for line in lines), title="Werken met de wijk"
    )
    done = shaped(document)
    assert done.title == "Werken met de wijk"
    assert [mark for mark in done.told if mark.code == "IMP-034"] == []
