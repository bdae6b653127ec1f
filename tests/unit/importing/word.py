"""What Word writes and Pandoc does not, put into a document's XML."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

WORKS = {
    "citationItems": [
        {
            "id": 7,
            "itemData": {
                "id": 7,
                "type": "book",
                "title": "Samen sterk",
                "author": [{"family": "Geijsel", "given": "F."}],
                "issued": {"date-parts": [["2015"]]},
            },
            "locator": "12",
            "label": "page",
        }
    ]
}


def edited(path: Path, old: str, new: str, more: dict[str, str] | None = None) -> Path:
    """The document with ``new`` for ``old`` in its text, and ``more`` files in it."""
    copy = path.with_suffix(".tmp")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "word/document.xml":
                text = data.decode()
                assert text.count(old) == 1, text
                data = text.replace(old, new).encode()
            if more and entry.filename in more:
                continue
            target.writestr(entry, data)
        for name, text in (more or {}).items():
            target.writestr(name, text)
    shutil.move(copy, path)
    return path


def field(instruction: str, shown: str) -> str:
    code = instruction.replace("&", "&amp;").replace("<", "&lt;")
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{shown}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def with_zotero_field(path: Path) -> Path:
    """``VELD`` as a citation of Zotero."""
    return with_field(path, f"ADDIN ZOTERO_ITEM CSL_CITATION {json.dumps(WORKS)}", "(Geijsel, 2015, p. 12)")


def with_mendeley_field(path: Path) -> Path:
    """``VELD`` as a citation of Mendeley."""
    return with_field(path, f"ADDIN CSL_CITATION {json.dumps(WORKS)}", "(Geijsel, 2015, p. 12)")


ENDNOTE = (
    "ADDIN EN.CITE <EndNote><Cite><Author>Geijsel</Author><Year>2015</Year><RecNum>7</RecNum><record>"
    '<rec-number>7</rec-number><ref-type name="Book">6</ref-type><contributors><authors>'
    "<author>Geijsel, F.</author></authors></contributors><titles><title>Samen sterk</title></titles>"
    "<dates><year>2015</year></dates></record></Cite></EndNote>"
)


def with_endnote_field(path: Path) -> Path:
    """``VELD`` as a citation of EndNote."""
    return with_field(path, ENDNOTE, "(Geijsel, 2015)")


def with_field(path: Path, code: str, shown: str) -> Path:
    whole = '<w:r><w:t xml:space="preserve">Dat is bekend VELD.</w:t></w:r>'
    new = (
        '<w:r><w:t xml:space="preserve">Dat is bekend </w:t></w:r>'
        + field(f" {code} ", shown)
        + "<w:r><w:t>.</w:t></w:r>"
    )
    return edited(path, whole, new)


COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:comment w:id="0" w:author="Lezer" w:date="2026-11-01T10:00:00Z" w:initials="L">'
    "<w:p><w:r><w:t>Klopt dit?</w:t></w:r></w:p></w:comment></w:comments>"
)


def with_changes(path: Path) -> Path:
    """``oude`` replaced by ``nieuwe`` as tracked changes, with a comment."""
    whole = '<w:r><w:t xml:space="preserve">De oude tekst.</w:t></w:r>'
    who = 'w:id="{}" w:author="Lezer" w:date="2026-11-01T10:00:00Z"'
    new = (
        '<w:commentRangeStart w:id="0"/><w:r><w:t xml:space="preserve">De </w:t></w:r>'
        f'<w:del {who.format(1)}><w:r><w:delText xml:space="preserve">oude</w:delText></w:r></w:del>'
        f"<w:ins {who.format(2)}><w:r><w:t>nieuwe</w:t></w:r></w:ins>"
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        '<w:r><w:t xml:space="preserve"> tekst.</w:t></w:r>'
    )
    return edited(path, whole, new, {"word/comments.xml": COMMENTS})


def with_end_note(path: Path) -> Path:
    """``NOOT`` as a note at the end of the document (ECMA-376 part 1, 17.11)."""
    text = '<w:endnote w:id="2"><w:p><w:r><w:t>Aan het eind gezegd.</w:t></w:r></w:p></w:endnote>'
    spaces = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f'<?xml version="1.0" encoding="UTF-8"?><w:endnotes {spaces}>{text}</w:endnotes>'
    whole = "<w:r><w:t>Een zin NOOT</w:t></w:r>"
    new = '<w:r><w:t>Een zin</w:t></w:r><w:r><w:endnoteReference w:id="2"/></w:r>'
    edited(path, whole, new, {"word/endnotes.xml": notes})
    rels = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes"
    with zipfile.ZipFile(path) as source:
        known = source.read(rels).decode()
    related = f'<Relationship Id="rIdEnd" Type="{kind}" Target="endnotes.xml"/></Relationships>'
    return edited(path, new, new, {rels: known.replace("</Relationships>", related)})
