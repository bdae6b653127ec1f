"""A learner who writes in the module, and what the page and the LMS then say of it."""

from __future__ import annotations

import base64
import json
import re
import zlib
from typing import Any

from playwright.sync_api import Locator, expect

from harness.lms import Visit, eventually
from modulebouwer.preview.behaviour import PROFILES

STATE = "cmi.suspend_data"
WORKING = PROFILES["scorm12"]["strict"]

# 900 characters each, with what formats stumble over.
TEXTS = {
    id: (f"Over {id}: “één wijk”, 100 % <b>anders</b> ~ | \\ 😀 & zo voort.\nDaarna een nieuwe regel. " * 20)[
        :900
    ]
    for id in ("regio", "partners", "plan")
}

SAVED = "saved"
TOLD = "not saved, told, text offered"


def field(visit: Visit, id: str) -> Locator:
    return visit.sco.locator(f'textarea[data-interaction="{id}"]')


def status(visit: Visit, id: str) -> Locator:
    return visit.sco.locator(f'[data-status="{id}"]')


def open_section(visit: Visit, section: str = "begin") -> None:
    """Waits for the player, then goes to the section."""
    visit.sco.locator("html.ready").wait_for(state="attached")
    visit.frame.evaluate("id => { location.hash = '#section-' + id }", section)
    expect(visit.sco.locator(f"#section-{section}")).to_be_visible()


def write(visit: Visit, id: str = "regio", text: str | None = None) -> None:
    """Types and moves on to something else."""
    field(visit, id).fill(TEXTS[id] if text is None else text)
    field(visit, id).blur()


def sees_saved(visit: Visit, id: str = "regio", where: str = "leeromgeving") -> None:
    expect(status(visit, id)).to_contain_text(re.compile(f"^Bewaard in .*{where}"), timeout=15_000)


def is_told(visit: Visit, id: str = "regio", text: str | None = None) -> str:
    """The page says "niet bewaard" at the field and above the page, and offers the whole text; gives the outcome."""
    expect(status(visit, id)).to_contain_text("Niet bewaard", timeout=15_000)
    expect(visit.sco.locator('[data-notice="unsaved"]')).to_contain_text("niet bewaard")
    rescue = visit.sco.locator(f'[data-rescue="{id}"]')
    for offer in ("Opnieuw bewaren", "Kopieer tekst", "Download tekst"):
        expect(rescue.get_by_role("button", name=offer)).to_be_visible()
    wanted = TEXTS[id] if text is None else text
    assert field(visit, id).input_value() == wanted
    with visit.page.expect_download() as download:
        rescue.get_by_role("button", name="Download tekst").click()
    assert download.value.path().read_bytes().decode("utf-8").lstrip("\ufeff").replace("\r\n", "\n") == wanted
    return TOLD


def in_lms(visit: Visit) -> dict[str, str]:
    """Id → answer, of the record that the LMS itself holds now."""
    return answers(visit.values.get(STATE, ""))


def answers(record: str) -> dict[str, str]:
    """The answers in a record of codec p or z; none when it is not whole."""
    match = re.fullmatch(r"MB1\|\d+\|(\d+)\|([0-9a-f]{8})\|([pz])\|(.*)\|\.", record)
    if not match or int(match[1]) != len(match[4]):
        return {}
    text = match[4] if match[3] == "p" else zlib.decompress(base64.b64decode(match[4]), -15).decode("utf-8")
    frames: list[list[Any]] = [json.loads(frame) for frame in text.split("~")]
    return {frame[0]: frame[2] for frame in frames[1:] if len(frame) == 3}


def survives(visit: Visit, *ids: str, relaunched: Visit | None = None) -> str:
    """The texts are in the LMS, and on the page after a relaunch in an LMS that works; gives the outcome."""
    wanted = {id: TEXTS[id] for id in ids or ("regio",)}
    eventually(lambda: wanted.items() <= in_lms(visit).items())
    again = relaunched or visit.relaunch(behaviour=WORKING)
    for id, text in wanted.items():
        expect(field(again, id)).to_have_value(text)
    return SAVED
