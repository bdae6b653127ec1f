"""For every test: the same examples on every run, and no clock that fails one on a busy machine.

The browser's fixtures are here, and only here, so that one test process has one Chromium.
"""

from __future__ import annotations

import gc
import os

from hypothesis import settings
from playwright.sync_api import expect

from harness.fixtures import browser as browser
from harness.fixtures import context as context
from harness.fixtures import desk as desk
from harness.fixtures import host as host
from harness.fixtures import zips as zips

# As the program itself does (`main` in modulebouwer/cli): what is made here stays, and need not be looked through for
# what could go, neither while thousands of tests are found nor in each of them.
gc.set_threshold(100_000)

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")

# Milliseconds: five seconds are not much where five browsers share two cores.
expect.set_options(timeout=30_000)

# `make test-xliff` brings the schemas; they are somebody else's and stand in no repository of ours.
collect_ignore = [] if "XLIFF" in os.environ else ["xliff"]
