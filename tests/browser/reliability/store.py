"""What the LMS itself holds of the learner's answers, in the terms of each standard."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Any

from harness.lms import Visit

# Where a SCORM package keeps its record, in both versions.
STATE = "cmi.suspend_data"
ANSWER = "answer/"


def held(visit: Visit) -> dict[str, str]:
    """Id → answer, as stored now: in suspend data, in State documents, or in the browser where there is no LMS."""
    if visit.launch.session:
        return {
            name.removeprefix(ANSWER): json.loads(content)["value"]
            for name, content in documents(visit).items()
            if name.startswith(ANSWER)
        }
    if visit.launch.package.standard == "web":
        return answers(in_browser(visit))
    return answers(visit.values.get(STATE, ""))


def documents(visit: Visit) -> dict[str, bytes]:
    """State id → document, of this launch's registration."""
    assert visit.launch.session is not None
    registration = visit.launch.session.registration
    stored = visit.desk.lms.lrs.documents.items()
    return {key[-1]: document.content for key, document in stored if key[0] == "state" and registration in key}


def in_browser(visit: Visit) -> str:
    """The record that the visit's browser keeps, "" for none; the page has to be open."""
    record: str = visit.frame.evaluate("localStorage.getItem('modulebouwer:proef') ?? ''")
    return record


def answers(record: str) -> dict[str, str]:
    """The answers in a record of codec p or z; none when it is not whole."""
    match = re.fullmatch(r"MB1\|\d+\|(\d+)\|([0-9a-f]{8})\|([pz])\|(.*)\|\.", record)
    if not match or int(match[1]) != len(match[4]):
        return {}
    text = match[4] if match[3] == "p" else zlib.decompress(base64.b64decode(match[4]), -15).decode("utf-8")
    frames: list[list[Any]] = [json.loads(frame) for frame in text.split("~")]
    return {frame[0]: frame[2] for frame in frames[1:] if len(frame) == 3}
