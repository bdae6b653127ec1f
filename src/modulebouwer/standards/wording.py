"""Forms of text and time that more than one standard writes."""

from __future__ import annotations


def one_line(text: str) -> str:
    """Text without line breaks or double spaces: some LMSs show them in a title, others cut there."""
    return " ".join(text.split())


def duration(minutes: int) -> str:
    """Minutes as an ISO 8601 duration: 90 is ``PT1H30M``."""
    hours, rest = divmod(minutes, 60)
    return "PT" + (f"{hours}H" if hours else "") + (f"{rest}M" if rest or not hours else "")
