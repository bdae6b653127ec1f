"""Reviewers at work in LibreOffice: tracked changes by its own API, comments as it has them in its own files.

(Its API for comments needs a window, which a build for servers does not have.)
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.sax.saxutils import escape

from harness.documents import saved_as

# Basic runs in every LibreOffice; its bridge to Python is a package of its own.
MACRO = """
Sub Review(source As String, steps As String, target As String)
  On Error GoTo Failed
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
  document.RecordChanges = True
  number = FreeFile
  Open steps For Input As #number
  Do While Not EOF(number)
    Line Input #number, text
    parts = Split(text, Chr(9))
    Set descriptor = document.createSearchDescriptor()
    descriptor.SearchString = parts(2)
    descriptor.SearchCaseSensitive = True
    found = document.findFirst(descriptor)
    If IsNull(found) Then
      MsgBox "not found: " & parts(2)
    End If
    Select Case parts(1)
      Case "replace"
        found.setString(parts(3))
      Case "delete"
        cursor = found.Text.createTextCursorByRange(found)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoNextParagraph(True)
        cursor.setString("")
      Case "add"
        cursor = found.Text.createTextCursorByRange(found)
        cursor.gotoEndOfParagraph(False)
        found.Text.insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
        found.Text.insertString(cursor, parts(3), False)
    End Select
  Loop
  Close #number
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName"
  saving(0).Value = "writer8"
  document.storeToURL(ConvertToURL(target), saving())
  document.close(True)
  Exit Sub
Failed:
  number = FreeFile
  Open target & ".txt" For Output As #number
  Print #number, Error$ & " (line " & Erl & ")"
  Close #number
  StarDesktop.terminate()
End Sub
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
    changes = [step for step in steps if step.kind != "comment"]
    folder = target.parent / f"{target.stem}-office"
    changed = changed_by(document, author, changes, folder / f"{target.stem}.odt")
    with zipfile.ZipFile(changed) as source, zipfile.ZipFile(folder / "with" / changed.name, "w") as written:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "content.xml":
                data = commented(
                    data.decode(), author, [step for step in steps if step.kind == "comment"]
                ).encode()
            written.writestr(entry, data)
    saved = saved_as(folder / "with" / changed.name, "docx", folder / "saved")
    shutil.copy(saved, target)
    return target


def commented(content: str, author: str, steps: Sequence[Step]) -> str:
    """An OpenDocument text's content with comments on the words of ``steps`` (OpenDocument 1.3 part 3, 14.1)."""
    for number, step in enumerate(steps):
        assert content.count(escape(step.words)), step.words
        note = (
            f'<office:annotation office:name="c{number}"><dc:creator>{escape(author)}</dc:creator>'
            f"<dc:date>2026-11-02T09:00:00</dc:date><text:p>{escape(step.text)}</text:p></office:annotation>"
        )
        end = f'<office:annotation-end office:name="c{number}"/>'
        content = content.replace(escape(step.words), f"{note}{escape(step.words)}{end}", 1)
    return content


def changed_by(document: Path, author: str, steps: Sequence[Step], target: Path) -> Path:
    """``document`` with the changes of ``author`` tracked, as an OpenDocument text."""
    office = os.environ.get("OFFICE") or shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        raise RuntimeError("no LibreOffice: install it, or set OFFICE to its path")
    folder = target.parent
    (folder / "with").mkdir(parents=True)
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
