"""Reviewers at work in LibreOffice: their comments and tracked changes, made and saved by its own API."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

# Basic runs in every LibreOffice; its bridge to Python is a package of its own. The document is opened without a view:
# a build for servers ends at the first comment that it has to draw.
MACRO = """
Sub Review(source As String, steps As String, target As String)
  On Error GoTo Failed
  Dim loading(1) As New com.sun.star.beans.PropertyValue
  loading(0).Name = "URL"
  loading(0).Value = ConvertToURL(source)
  loading(1).Name = "FilterName"
  loading(1).Value = "MS Word 2007 XML"
  document = createUnoService("com.sun.star.comp.Writer.TextDocument")
  document.load(loading())
  document.RecordChanges = True
  number = FreeFile
  Open steps For Input As #number
  Do While Not EOF(number)
    Line Input #number, text
    parts = Split(text, Chr(9))
    found = Place(document, parts(2))
    Select Case parts(1)
      Case "comment"
        note = document.createInstance("com.sun.star.text.textfield.Annotation")
        note.Author = parts(0)
        note.Content = parts(3)
        note.DateTimeValue = CDateToUnoDateTime(DateSerial(2026, 11, 2))
        found.Text.insertTextContent(found, note, True)
      Case "replace"
        found.setString(parts(3))
      Case "delete"
        found.gotoStartOfParagraph(False)
        found.gotoNextParagraph(True)
        found.setString("")
      Case "add"
        found.gotoEndOfParagraph(False)
        found.Text.insertControlCharacter(found, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
        found.Text.insertString(found, parts(3), False)
    End Select
  Loop
  Close #number
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName"
  saving(0).Value = "MS Word 2007 XML"
  document.storeToURL(ConvertToURL(target), saving())
  document.close(True)
  StarDesktop.terminate()
  Exit Sub
Failed:
  number = FreeFile
  Open target & ".txt" For Output As #number
  Print #number, Error$ & " (line " & Erl & ")"
  Close #number
  StarDesktop.terminate()
End Sub

Function Place(document, words As String)
  paragraphs = document.Text.createEnumeration()
  Do While paragraphs.hasMoreElements()
    paragraph = paragraphs.nextElement()
    If paragraph.supportsService("com.sun.star.text.Paragraph") Then
      start = InStr(1, paragraph.getString(), words, 0)
      If start > 0 Then
        cursor = paragraph.Text.createTextCursorByRange(paragraph.getStart())
        cursor.goRight(start - 1, False)
        cursor.goRight(Len(words), True)
        ' A comment that stands before it has a place of its own.
        Do While cursor.getString() <> words And tries < 20
          cursor.collapseToStart()
          cursor.goRight(1, False)
          cursor.goRight(Len(words), True)
          tries = tries + 1
        Loop
        Place = cursor
        Exit Function
      End If
    End If
  Loop
  Error 5
End Function
"""
LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE {0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">\n'
)
SPACE = 'xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"'

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Setup/Office">
<prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.UserProfile/Data">
<prop oor:name="givenname" oor:op="fuse"><value>{author}</value></prop></item></oor:items>
"""


@dataclass(frozen=True)
class Step:
    """What a reviewer does at the first place with ``words``: comment on it, replace it, delete its paragraph, or add
    a paragraph behind it. ``text`` is the comment, or what comes there.
    """

    kind: Literal["comment", "replace", "delete", "add"]
    words: str
    text: str = ""


def reviewed(document: Path, author: str, steps: Sequence[Step], target: Path) -> Path:
    """``document`` after the ``steps`` of ``author``, changes tracked, as LibreOffice saves it in ``target`` (docx)."""
    office = os.environ.get("OFFICE") or shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        raise RuntimeError("no LibreOffice: install it, or set OFFICE to its path")
    folder = target.parent / f"{target.stem}-office"
    standard = folder / "profile" / "user" / "basic" / "Standard"
    standard.mkdir(parents=True)
    put_macro(standard, author)
    lines = ["\t".join((author, step.kind, step.words, step.text)) for step in steps]
    (folder / "steps.txt").write_text("\n".join(lines) + "\n", "utf-8")
    arguments = ",".join(str(path) for path in (document, folder / "steps.txt", target))
    command = [
        office,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        f"macro:///Standard.Review.Review({arguments})",
    ]
    failure = target.with_name(f"{target.name}.txt")
    # A child of its own group: what soffice starts has to end with it.
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            process.wait(timeout=120)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    assert target.is_file(), (
        failure.read_text("utf-8") if failure.exists() else "LibreOffice ended without a word"
    )
    return target


def put_macro(standard: Path, author: str) -> None:
    """The macro, in the library that LibreOffice opens by itself, of a profile that is not made anew."""
    (standard.parents[1] / "registrymodifications.xcu").write_text(SETTINGS.format(author=author), "utf-8")
    (standard / "Review.xba").write_text(
        LIBRARY.format("script:module", "module")
        + '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Review" '
        f'script:language="StarBasic">{escape(MACRO)}</script:module>',
        "utf-8",
    )
    for kind, elements in (("script", '<library:element library:name="Review"/>'), ("dialog", "")):
        (standard / f"{kind}.xlb").write_text(
            LIBRARY.format("library:library", "library")
            + f'<library:library {SPACE} library:name="Standard" library:readonly="false" '
            f'library:passwordprotected="false">{elements}</library:library>',
            "utf-8",
        )
        (standard.parent / f"{kind}.xlc").write_text(
            LIBRARY.format("library:libraries", "libraries")
            + f'<library:libraries {SPACE}><library:library library:name="Standard" library:link="false"/>'
            "</library:libraries>",
            "utf-8",
        )
