"""The preview, and the LMS for one machine in which it shows a module; in the same LMS the tests play the learner.

One implementation of the LMS, so that what the preview shows is what the tests have proved (``tests/lms``). It models
SCORM 1.2 and SCORM 2004 4th Edition in the browser, cmi5 and plain xAPI on the server:

==================  ==================================================================================================
``behaviour.py``    how an LMS behaves, and the profiles: the standard's letter, Moodle, Open edX, wagtail-lms, faults
``package.py``      a zip or a file tree as an LMS takes it in: standard, launch page, identifier of the activity
``lms.py``          launches, learners, attempts, sessions
``attempts.py``     SCORM values over launches: entry, mode, status, total time, what is given back
``cmi5.py``         an assignable unit's session, and the rules for its statements
``lrs.py``          statements and documents, with xAPI's concurrency
``server.py``       the host page, the package's files, saves, the store as JSON; loopback only
``xapi_server.py``  token, statements, State and Agent Profile over HTTP
``lms/*.ts``        the host page's program: the API object over scorm-again, made strict, with the faults
------------------  --------------------------------------------------------------------------------------------------
``run.py``          the command: terminal, browser, Ctrl-C
``app.py``          the preview's own pages, and the watch over the files
``playing.py``      one module under preview: the last good package, its launches, its findings as links
``sources.py``      a module's folder, or any tool's zip, as a package to play
``page/``           the page around the package: its frame, its panel
==================  ==================================================================================================

Saves are real requests, as in Moodle: synchronous, by beacon from a page that is hidden or leaving. So a network that
is gone, a killed tab and a lost session are what they are, not imitations.
"""

from __future__ import annotations

from importlib.util import find_spec

from modulebouwer.wrong_use import WrongUse

EDITOR_VARIABLE = "MODULEBOUWER_EDITOR"
DEFAULT_EDITOR = "vscode://file{path}:{line}:{column}"


def require_extra() -> None:
    """Raises ``WrongUse`` when the extra ``preview`` is not installed."""
    for package in ("starlette", "uvicorn", "watchfiles"):
        if find_spec(package) is None:
            raise WrongUse("no_preview", package=package)
