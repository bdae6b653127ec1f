"""An LMS for one machine: in it the preview shows a module, and in the same one the tests play the learner.

One implementation, so that what the preview shows is what the tests have proved (``tests/lms``). It models SCORM 1.2
and SCORM 2004 4th Edition in the browser, cmi5 and plain xAPI on the server:

==================  ==================================================================================================
``behaviour.py``    how an LMS behaves, and the profiles: the standard's letter, Moodle, Open edX, wagtail-lms, faults
``package.py``      a zip or a file tree as an LMS takes it in: standard, launch pages, identifiers of the activities
``lms.py``          launches, learners, attempts, sessions
``server.py``       the host page, the package's files, saves, the store as JSON; loopback only
``scorm/``          attempts: entry, mode, status, total time, what is given back; and the program of the host page (in
                    TypeScript): the API object over scorm-again, made strict, with the faults
``lrs/``            statements and documents (``store.py``), a launched unit's session and the rules for its statements
                    (``assignable_unit.py``), all that over HTTP (``asked.py``, ``queries.py``, ``resources.py``)
``stage/``          the page with the package and the preview's page, of two origins, by messages (TypeScript)
==================  ==================================================================================================

Saves are real requests, as in Moodle: synchronous, by beacon from a page that is hidden or leaving. So a network that
is gone, a killed tab and a lost session are what they are, not imitations.
"""
