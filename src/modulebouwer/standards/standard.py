"""What every standard offers to the pipeline. Light to import: the command line asks for the names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

from modulebouwer.findings import Finding
from modulebouwer.package.file_tree import FileTree

if TYPE_CHECKING:
    from pydantic import BaseModel

    from modulebouwer.model.module import LearningModule
    from modulebouwer.render.course import Course


class Runtime(StrEnum):
    """What a launched page finds around it: the API object of a SCORM version, a record store, or nothing.

    ``LRS``: the launch address holds the credentials; ``LRS_UNIT``: it holds where to fetch them, and the LMS keeps
    rules for the session (cmi5 8 to 10).
    """

    NONE = "none"
    SCORM_1_2 = "scorm-1.2"
    SCORM_2004 = "scorm-2004"
    LRS = "lrs"
    LRS_UNIT = "lrs-unit"

    @property
    def kind(self) -> str:
        """``scorm``, ``lrs`` or ``none``."""
        return self.value.partition("-")[0]


class Unlaunchable(ValueError):  # noqa: N818 (it says what the file is)
    """A control file that names nothing to launch, because it is no such file or is none that can be read."""


@dataclass(frozen=True)
class Launch:
    """Something that an LMS starts and keeps a learner's work for: a SCO's item, an assignable unit, an activity.

    ``id``: what the work is kept under. ``address``: a path in the package with any query or fragment, or a URL.
    ``data``: what the control file has the LMS hand over, by the runtime's own names: elements of SCORM's data model,
    members of cmi5's ``LMS.LaunchData``. ``type``: what SCORM's manifest calls it, ``sco`` or ``asset``, to the letter.
    ``chapters``: the titles of what it lies in, the outermost first: items around a SCO, blocks around a unit.
    """

    id: str
    title: str
    address: str
    data: Mapping[str, str] = field(default_factory=dict)
    type: str = ""
    chapters: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """The title, behind those of its chapters."""
        return " › ".join([*self.chapters, self.title or self.address])


@dataclass(frozen=True)
class Contents:
    """What a package holds for an LMS: its own title, and all that can be launched, in the file's order.

    ``marks``: what an LMS may know the package again by, besides its launches: name → value. ``course``: the
    identifier of the whole, where the standard has one that work is kept under. ``version``: what the control file says
    of the standard's version, to the letter; None where it says nothing. ``played_as``: LMS → the standard it plays the
    package in, for LMSs that go by that version alone. ``first_in``: LMS → the ``id`` of the launch that it opens, for
    LMSs that do not go by the order of the launches; "" where it opens none of them.
    """

    title: str
    launches: tuple[Launch, ...]
    marks: Mapping[str, str] = field(default_factory=dict)
    course: str = ""
    version: str | None = None
    played_as: Mapping[str, str] = field(default_factory=dict)
    first_in: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class WriteOptions:
    """What a designer chooses at build time. ``control_documents``: package the standard's official schemas."""

    control_documents: bool = True


def on_use(module: str, name: str) -> Callable[..., Any]:
    """The function ``name`` of ``module``, which is imported when it is called: the registry stays light."""

    def call(*arguments: object) -> Any:
        return getattr(import_module(module), name)(*arguments)

    return call


def no_settings() -> type[BaseModel] | None:
    return None


# One value a standard: as itself, also as a key.
@dataclass(frozen=True, eq=False)
class Standard:
    """``name`` is the folder's, the command line's and the player bundle's name.

    ``codes``: what the codes of its findings begin with. ``stands_alone``: the root of its control file,
    if that may come without a zip; ``verify_alone`` then judges the file by itself.
    ``record_limit``: most characters of saved state that it promises (SCORM 1.2 RTE 3.4.4: 4,096), None without.
    ``control_file``: the file at the root that an LMS looks for first; ``write`` puts it first in the tree.
    ``recognises`` tells from a package's files, whoever made them, whether ``verify`` is the one to judge it.
    ``may_nest``: whether that may lie in a folder that holds all there is (RusticiSoftware's launch text).
    ``verify`` gives its findings at the paths of the tree.
    ``contents`` tells what an LMS will start; raises ``Unlaunchable``, and nothing else, whatever the files are.
    ``runtime``: what the launched pages need; an LMS without it is none for this standard.
    ``measured``: the LMSs where whole packages were played, and what was run (an origin in the catalogue's
    ``lms.yaml``): only there silence is a promise. None for a standard that is not meant for an LMS.
    ``updates``: kind of change (``diff/verdict.py``) → LMS → what it does to running attempts, where it was measured;
    ``remarked`` is what an LMS makes of a change in the package's marks that does not come under another kind.
    ``restarts``: the standards to which a change was measured to leave attempts where they are, and start empty.
    ``requires`` tells what the standard misses in a module's source, before anything is rendered.
    ``settings``: the model of what a designer can set for it in module.yaml, under its name.
    """

    name: str
    title: str
    record_limit: int | None
    control_file: str
    write: Callable[[Course, WriteOptions], FileTree]
    verify: Callable[[FileTree], Iterable[Finding]]
    recognises: Callable[[FileTree], bool]
    contents: Callable[[FileTree], Contents]
    runtime: Runtime = Runtime.NONE
    measured: Mapping[str, str] | None = None
    updates: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    restarts: tuple[str, ...] = ()
    requires: Callable[[LearningModule], Iterable[Finding]] = lambda _module: ()
    settings: Callable[[], type[BaseModel] | None] = no_settings
    codes: str = ""
    stands_alone: str = ""
    verify_alone: Callable[[FileTree], Iterable[Finding]] = lambda _tree: ()
    may_nest: bool = False

    @property
    def for_lms(self) -> bool:
        return self.measured is not None
