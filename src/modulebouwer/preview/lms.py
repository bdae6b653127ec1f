"""The LMS of the preview and of the tests: activities, learners, launches, and what is kept of them.

One value in memory that a server (``server.py``) shows to a browser and that a test reads directly. SCORM is here;
cmi5 and xAPI launches are made in ``cmi5.py`` and keep their work in ``lrs.py``.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from modulebouwer.preview.attempts import Attempt, Learner, Mode, Save, launched, save
from modulebouwer.preview.behaviour import PROFILES, Behaviour
from modulebouwer.preview.package import Package

LEARNERS = {"anna": Learner("anna", "Bakker, Anna"), "bram": Learner("bram", "de Vries, Bram")}

# The frames that an LMS gives a package: name → CSS width and height. Moodle 4.5's were measured with its default
# theme in a window of 1366 x 768 and on a phone of 390 x 844.
FRAMES = {"desktop": ("100%", "100%"), "moodle": ("714px", "666px"), "phone": ("367px", "666px")}


@dataclass
class Launch:
    """One launch of a package by a learner; its pages may be reloaded. ``attempt`` is what it saves to."""

    id: str
    package: Package
    learner: Learner
    mode: Mode
    behaviour: Behaviour
    frame: str
    attempt: Attempt
    started: float = field(default_factory=time.monotonic)
    expired: bool = False

    @property
    def alive(self) -> bool:
        """False once the learner's session with the LMS is gone."""
        seconds = self.behaviour.session_seconds
        return not self.expired and (seconds is None or time.monotonic() - self.started < seconds)


class Lms:
    """Activities are known by their identifier, so that a new version of a module finds the work of the old one."""

    def __init__(self) -> None:
        self.launches: dict[str, Launch] = {}
        self._attempts: dict[tuple[str, str], list[Attempt]] = {}

    def launch(
        self,
        package: Package,
        *,
        behaviour: Behaviour | None = None,
        learner: str = "anna",
        mode: Mode = "normal",
        frame: str = "desktop",
    ) -> Launch:
        """Starts ``package`` for a learner, in their last attempt. Raises ``KeyError`` for an unknown learner."""
        launch = Launch(
            id=str(len(self.launches) + 1),
            package=package,
            learner=LEARNERS[learner],
            mode=mode,
            behaviour=behaviour or PROFILES["scorm12"]["strict"],
            frame=frame,
            attempt=self.attempts(package, learner)[-1],
        )
        self.launches[launch.id] = launch
        return launch

    def attempts(self, package: Package, learner: str = "anna") -> list[Attempt]:
        """The learner's attempts, oldest first; there is always one."""
        return self._attempts.setdefault((package.activity, learner), [Attempt(1)])

    def new_attempt(self, package: Package, learner: str = "anna") -> Attempt:
        """The next launch starts empty, as after "Start a new attempt" in Moodle."""
        attempts = self.attempts(package, learner)
        attempts.append(Attempt(len(attempts) + 1))
        return attempts[-1]

    def launched_values(self, launch: Launch, *, reload: bool) -> dict[str, str]:
        standard = launch.package.standard
        if standard not in ("scorm12", "scorm2004"):
            raise ValueError(f"{standard} has no SCORM values")
        return launched(
            launch.attempt, standard, launch.behaviour, launch.learner, launch.mode, reload=reload
        )

    def save(self, launch: Launch, entry: Save) -> bool:
        """False when the session is gone."""
        standard = launch.package.standard
        if not launch.alive or standard not in ("scorm12", "scorm2004"):
            return False
        save(launch.attempt, entry, standard, launch.behaviour)
        return True
