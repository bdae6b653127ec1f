"""What the LMS itself holds of the learner's answers, in the terms of each standard."""

from __future__ import annotations

import base64
import json
import re
import zlib
from dataclasses import replace
from typing import Any

from harness.lms import Visit

# Where a SCORM package keeps its record, in both versions.
STATE = "cmi.suspend_data"
# The State document of an LRS, and those of pages that went: what they had beyond it (player/tracker.ts, `leave`).
RECORD = "record"
LAST_WORDS = "last-words/"


def held(visit: Visit) -> dict[str, str]:
    """Id → answer, as stored now: in suspend data, in State documents, or in the browser where there is no LMS."""
    if visit.launch.session:
        stored = documents(visit)
        kept = [
            stored.get(RECORD, b""),
            *(text for name, text in stored.items() if name.startswith(LAST_WORDS)),
        ]
        return {name: text for one in kept for name, text in answers(parsed(one).get(RECORD, "")).items()}
    if visit.launch.package.standard == "web":
        return answers(in_browser(visit))
    return answers(visit.values.get(STATE, ""))


def documents(visit: Visit) -> dict[str, bytes]:
    """State id → document, of this launch's registration."""
    assert visit.launch.session is not None
    registration = visit.launch.session.registration
    stored = visit.desk.lms.lrs.documents.items()
    return {
        key[-1]: document.content for key, document in stored if key[0] == "state" and registration in key
    }


def parsed(content: bytes) -> dict[str, Any]:
    """Empty for what is no JSON."""
    try:
        document: dict[str, Any] = json.loads(content)
    except ValueError:
        return {}
    return document


def in_browser(visit: Visit) -> str:
    """The record that the visit's browser keeps, "" for none; the page has to be open."""
    record: str = visit.frame.evaluate("localStorage.getItem('modulebouwer:proef') ?? ''")
    return record


def answers(record: str) -> dict[str, str]:
    """The answers in a record that is whole, deflated; none else."""
    return {frame[0]: frame[2] for frame in frames(record)[1:] if frame[3] == 0}


def texts(record: str) -> list[str]:
    """Every text in such a record: answers, and what stands beside them until the learner has chosen."""
    return [frame[2] for frame in frames(record)[1:] if frame[3] in (0, 1)]


def finished(record: str) -> bool:
    """Whether such a record says that the learner has finished."""
    place = frames(record)[:1]
    return bool(place) and place[0][3] is not None


def frames(record: str) -> list[list[Any]]:
    """The parts of such a record, as in player/frames.ts: the place, then answers, conflicts and labels."""
    match = re.fullmatch(r"(MB2z\.[\w-]*\.\d+\.(\d+))\.([0-9a-f]{8})\.([\w-]*)\.+", record)
    if not match or int(match[2]) != len(match[4]):
        return []
    if zlib.crc32(f"{match[1]}.{match[4]}".encode()) != int(match[3], 16):
        return []
    packed = base64.urlsafe_b64decode(match[4] + "=" * (-len(match[4]) % 4))
    return [json.loads(frame) for frame in zlib.decompress(packed, -15).decode("utf-8").split("~")]


def raw(visit: Visit, document: str = "") -> str:
    """Everything that is stored, or one State ``document`` of it, as text."""
    if visit.launch.session:
        texts = {name: content.decode("utf-8") for name, content in documents(visit).items()}
        return texts.get(document, "") if document else "\n".join(texts.values())
    return in_browser(visit) if visit.launch.package.standard == "web" else visit.values.get(STATE, "")


def tamper(visit: Visit, old: str, new: str) -> None:
    """Puts ``new`` in the place of the first match of the expression ``old`` in what is stored."""
    if visit.launch.session:
        kept = visit.desk.lms.lrs.documents
        key = next(key for key, document in kept.items() if re.search(old, document.content.decode("utf-8")))
        text = re.sub(old, new, kept[key].content.decode("utf-8"), count=1)
        kept[key] = replace(kept[key], content=text.encode("utf-8"))
    elif visit.launch.package.standard == "web":
        changed = re.sub(old, new, in_browser(visit), count=1)
        visit.frame.evaluate("record => localStorage.setItem('modulebouwer:proef', record)", changed)
    else:
        values = visit.launch.attempt.values
        values[STATE] = re.sub(old, new, values[STATE], count=1)
