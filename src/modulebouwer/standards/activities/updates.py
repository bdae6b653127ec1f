"""What a new package in the place of the old does to people who are half-way, where activities report to an LRS.

SCORM Cloud: its maker's own words, for every change; of the rest no LMS was measured.
"""

from __future__ import annotations

# Kind of change (diff/verdict.py) → LMS → outcome.
UPDATES = {
    "replaced": {"cloud": "reset"},
    "reset": {"cloud": "reset"},
    "partial": {"cloud": "reset"},
    "converted": {"cloud": "reset"},
}
