"""What a new package in the place of the old does to people who are half-way, in SCORM; only what was measured.

SCORM Cloud: its maker's own words, for every change. Moodle 4.5.6: measured (an activity keeps its work by the item's
identifier).
"""

from __future__ import annotations

# Kind of change (diff/verdict.py) → LMS → outcome.
UPDATES = {
    "same": {"moodle": "safe"},
    "replaced": {"moodle": "safe", "cloud": "reset"},
    "reset": {"moodle": "reset", "cloud": "reset"},
    "partial": {"moodle": "part", "cloud": "reset"},
    "restarted": {"moodle": "reset", "cloud": "reset"},
    "converted": {"cloud": "reset"},
}
