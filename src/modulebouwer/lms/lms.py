"""The LMS of the preview and of the tests: activities, learners, launches, and what is kept of them.

One value in memory that a server (``server.py``) shows to a browser and that a test reads directly: SCORM's values in
``attempts``, the statements and documents of cmi5 and xAPI in ``lrs``.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from modulebouwer.lms.behaviour import PROFILES, Behaviour, HttpFault
from modulebouwer.lms.lrs.assignable_unit import Session, achieved, lms_statement, satisfied
from modulebouwer.lms.lrs.store import Lrs
from modulebouwer.lms.package import Package
from modulebouwer.lms.scorm.attempts import Attempt, Learner, Mode, Save, judge, launched, save
from modulebouwer.lms.versions import as_started
from modulebouwer.standards import Runtime

# Whatever the LMS makes up is the same in every run.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://lms.example")

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
    # The learner has logged in anew beside it: the browser's cookie opens the package's files again, and what this
    # launch's page saves goes with the session that is gone (measured in Moodle 5.1: its sesskey).
    logged_in_anew: bool = False
    # Whether what is reported counts: not in a review or a look around.
    counts: bool = True
    session: Session | None = None

    @property
    def alive(self) -> bool:
        """False once the learner's session with the LMS is gone."""
        seconds = self.behaviour.session_seconds
        return not self.expired and (seconds is None or time.monotonic() - self.started < seconds)


# The kinds of runtime that this LMS gives a page.
KINDS = frozenset({"scorm", "lrs", "none"})


def agent(learner: Learner, runtime: Runtime) -> dict[str, Any]:
    """cmi5 (9.2) wants an account; plain xAPI launches come with a mail address as well."""
    if runtime is Runtime.LRS_UNIT:
        return {"objectType": "Agent", "account": {"homePage": "https://lms.example", "name": learner.id}}
    return {"objectType": "Agent", "name": learner.name, "mbox": f"mailto:{learner.id}@lms.example"}


class Lms:
    """Activities are known by their identifier, so that a new version of a module finds the work of the old one.

    ``secret``: makes the addresses of launches such that nobody guesses them; without it they are 1, 2, 3.
    """

    def __init__(self, secret: str = "") -> None:
        self._secret = secret
        self.launches: dict[str, Launch] = {}
        self.lrs = Lrs()
        # Token → session, of the launches that speak xAPI.
        self.sessions: dict[str, Session] = {}
        # How often a fault was due in a launch.
        self.seen_by: dict[tuple[str, HttpFault], int] = {}
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
        """Starts ``package`` for a learner, in their last attempt.

        Raises ``KeyError`` for an unknown learner, ``ValueError`` for a runtime that is not in ``KINDS``.
        """
        if package.runtime.kind not in KINDS:
            raise ValueError(f"lms/lms.py starts nothing that needs {package.runtime!r} (KINDS)")
        behaviour = behaviour or PROFILES[package.runtime]["strict"]
        launch = Launch(
            id=self._identifier(len(self.launches) + 1),
            package=as_started(package, behaviour),
            learner=LEARNERS[learner],
            mode=mode,
            behaviour=behaviour,
            frame=frame,
            attempt=self.attempts(package, learner)[-1],
        )
        self.launches[launch.id] = launch
        if package.runtime.kind == "lrs":
            launch.session = self._open(launch)
        return launch

    def _identifier(self, number: int) -> str:
        if not self._secret:
            return str(number)
        return f"{number}-{hashlib.sha256(f'{self._secret} {number}'.encode()).hexdigest()[:32]}"

    def _open(self, launch: Launch) -> Session:
        """A session of its own; one that was left open before is abandoned (cmi5 9.3.6)."""
        package, attempt = launch.package, launch.attempt
        # An LMS makes its own activity id for a cmi5 unit; plain xAPI has the package's.
        own = f"urn:uuid:{uuid.uuid5(_NAMESPACE, package.activity)}"
        unit = package.runtime is Runtime.LRS_UNIT
        session = Session(
            launch=launch.id,
            token=str(uuid.uuid5(_NAMESPACE, f"token {launch.id}")),
            id=str(uuid.uuid5(_NAMESPACE, f"session {launch.id}")),
            registration=str(
                uuid.uuid5(_NAMESPACE, f"{package.course} {launch.learner.id} {attempt.number}")
            ),
            activity=own if unit else package.activity,
            actor=agent(launch.learner, package.runtime),
            mode=launch.mode.capitalize(),
            moves_on=package.moves_on,
            mastery_score=package.mastery_score,
            launch_parameters=package.start.data.get("launchParameters", ""),
            behaviour=launch.behaviour,
            unit=unit,
        )
        if session.unit:
            self._begin(session)
        self.sessions[session.token] = session
        return session

    def _begin(self, session: Session) -> None:
        for other in self.sessions.values():
            same = (other.registration, other.activity) == (session.registration, session.activity)
            if same and not other.over:
                other.over = "abandoned"
                if "initialized" in other.sent:
                    self.lrs.record(lms_statement(other, "abandoned", {"duration": "PT0S"}))
        done = achieved(session, self.lrs)
        if (
            session.mode == "Normal"
            and session.moves_on != "NotApplicable"
            and satisfied(session.moves_on, done)
        ):
            session.mode = "Review"
        self.lrs.record(lms_statement(session, "launched"))

    def attempts(self, package: Package, learner: str = "anna") -> list[Attempt]:
        """The learner's attempts, oldest first; there is always one."""
        return self._attempts.setdefault((package.activity, learner), [Attempt(1)])

    def new_attempt(self, package: Package, learner: str = "anna") -> Attempt:
        """The next launch starts empty, as after "Start a new attempt" in Moodle."""
        attempts = self.attempts(package, learner)
        attempts.append(Attempt(len(attempts) + 1))
        return attempts[-1]

    def launched_values(self, launch: Launch, *, reload: bool) -> dict[str, str]:
        """What the API starts with: what the manifest gives, what was kept. ``ValueError`` without SCORM."""
        package = launch.package
        if package.runtime.kind != "scorm":
            raise ValueError(f"{package.standard} has no SCORM values")
        kept = launched(
            launch.attempt, package.runtime, launch.behaviour, launch.learner, launch.mode, reload=reload
        )
        launch.counts = "normal" in (kept.get("cmi.core.lesson_mode"), kept.get("cmi.mode"))
        return {**package.start.data, **kept}

    def save(self, launch: Launch, entry: Save) -> bool:
        """False when the session is gone."""
        runtime = launch.package.runtime
        if not launch.alive or runtime.kind != "scorm":
            return False
        save(launch.attempt, entry, runtime, launch.behaviour)
        if entry.finish and launch.counts and launch.behaviour.applies_mastery:
            judge(launch.attempt, launch.package.start.data)
        return True
