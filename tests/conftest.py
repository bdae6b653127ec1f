"""For every test: the same examples on every run, and no clock that fails one on a busy machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")
