"""One module or package under preview: what was built of it last, what is on screen, and the launches of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path, PurePosixPath
from typing import Any, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict

from modulebouwer.findings import Finding, Location, Report, message
from modulebouwer.findings.report import FEW, elsewhere
from modulebouwer.lms.behaviour import PROFILES
from modulebouwer.lms.lms import Launch, Lms
from modulebouwer.lms.package import Package
from modulebouwer.lms.scorm.attempts import Mode
from modulebouwer.package.lms_facts import lmss
from modulebouwer.preview.asking import words
from modulebouwer.preview.sources import Built, Choice, Source
from modulebouwer.standards import REGISTRY
from modulebouwer.standards import Launch as Start

# The finding on a package that would take the preview's page away with it.
LEAVES_THE_FRAME = "PKG-043"


class Wanted(BaseModel):
    """What the page asks for at a launch: the fields of ``Choice``, which part, and who plays in which LMS.

    ``activity``: the identifier of a launch of the package, its first where there is none such; ``profile``: likewise.
    ``fresh``: in a new attempt.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    standard: str = ""
    language: str = ""
    skin: str = ""
    activity: str = ""
    profile: str = ""
    learner: Literal["anna", "bram"] = "anna"
    mode: Mode = "normal"
    fresh: bool = False


class Playing:
    """``told`` hears every report that differs from the one before it.

    ``number`` counts the packages that were good: the page starts again when it rises.
    """

    def __init__(self, source: Source, lms: Lms, told: Callable[[Report], None]) -> None:
        self.source = source
        self.lms = lms
        self.told = told
        self.wanted = Wanted()
        self.number = 0
        self.built: Built | None = None
        self.good: Package | None = None
        self.launches: list[Launch] = []
        # Set, and replaced by a new one, at every change: who waits for it then looks again.
        self.changed = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()

    async def build(self) -> Built:
        """Builds anew; an error leaves the last good package where it is."""
        async with self._one_at_a_time:
            choice = Choice(self.wanted.standard, self.wanted.language, self.wanted.skin)
            built = await asyncio.to_thread(self.source.build, choice)
            before, self.built = self.built, built
            if built.package is not None:
                self.good = built.package
                self.number += 1
            if before is None or before.report != built.report:
                self.told(built.report)
            self.change()
            return built

    async def opened(self) -> Built:
        return self.built or await self.build()

    def change(self) -> None:
        self.changed.set()
        self.changed = asyncio.Event()

    async def play(self, wanted: Wanted) -> Launch | None:
        """A launch as ``wanted``; None when there never was a package to play."""
        before = self.wanted
        self.wanted = wanted.model_copy(update={"fresh": False})
        same = (wanted.standard, wanted.language, wanted.skin)
        if self.built is None or same != (before.standard, before.language, before.skin):
            await self.build()
        if self.good is None:
            return None
        profiles = PROFILES[self.good.runtime]
        package = self.good.at(wanted.activity)
        if wanted.fresh:
            self.lms.new_attempt(package, wanted.learner)
        behaviour = profiles.get(wanted.profile, next(iter(profiles.values())))
        launch = self.lms.launch(package, behaviour=behaviour, learner=wanted.learner, mode=wanted.mode)
        self.launches.append(launch)
        self._forget()
        self.change()
        return launch

    def title(self, built: Built) -> str:
        """Of a package of several parts: that of the part that is played."""
        if built.package is None or len(built.package.launches) == 1:
            return built.title
        return built.package.at(self.wanted.activity).title

    def end_session(self) -> None:
        for launch in self.launches:
            launch.expired = True

    def _forget(self) -> None:
        """A page that left may still save, so its launch stays; what it played goes, or memory would grow."""
        for launch in self.launches[:-1]:
            if self.good is None or launch.package.files is not self.good.files:
                launch.package = replace(launch.package, files={})

    def state(self, language: str, editor: str) -> dict[str, Any]:
        """What the page shows besides the package itself (``page/state.ts``)."""
        built = self.built
        if built is None:
            return {}
        chosen = REGISTRY.get(built.choice.standard)
        runtime = self.good.runtime if self.good else chosen.runtime if chosen else None
        return {
            "title": self.title(built),
            "number": self.number,
            "stale": built.package is None,
            "findings": findings(built.report, language, editor, self.source.shown),
            "held": any(finding.code == LEAVES_THE_FRAME for finding in built.report.findings),
            "choice": asdict(built.choice),
            "standards": [{"id": name, "title": REGISTRY[name].title} for name in built.standards],
            "languages": built.languages,
            "skins": built.skins,
            "activities": [
                {"id": each.id, "title": part_title(self.good, each, language)}
                for each in (self.good.launches if self.good else ())
                if self.good
            ],
            "profiles": list(PROFILES[runtime]) if runtime else [],
            "wanted": self.wanted.model_dump(),
        }


def part_title(package: Package, part: Start, language: str) -> str:
    """What a part is called in the list of parts; with the LMSs that open it, where these begin with another one."""
    others = {lms: id for lms, id in package.first_in.items() if id and id != package.launches[0].id}
    names = [lms.name[language] for lms in lmss() if others.get(lms.id) == part.id]
    if not names:
        return part.called
    return str(words(language)["part_opened_by"]).format(title=part.called, names=", ".join(names))


def findings(report: Report, language: str, editor: str, shown: str) -> list[dict[str, str]]:
    """``shown``: the path of what was looked at, as the user knows it.

    ``place`` is a path in it with line and column, ``link`` the address that opens it, "" when there is no such file.
    """
    told = []
    for finding in report.findings:
        here = inside(finding, shown)
        text, hint = message(here, language, in_page=True)
        told.append(
            {
                "severity": report.severity(finding).value,
                "code": finding.code,
                "place": str(here.location),
                "link": editor_link(editor, finding.location),
                "text": text,
                "hint": f"{hint} {elsewhere(here, language, FEW)}".strip(),
            }
        )
    return told


def inside(finding: Finding, shown: str) -> Finding:
    """The finding with every path as it is in ``shown``; of what lies beside that, from the folder above both."""
    shown, above = PurePosixPath(shown).as_posix(), PurePosixPath(shown).parent.parent.as_posix()

    def path_in(path: str) -> str:
        if path == shown:
            return PurePosixPath(path).name
        return path.removeprefix(f"{shown}/").removeprefix(f"{above}/")

    places = [replace(place, path=path_in(place.path)) for place in (finding.location, *finding.others)]
    values = {
        key: path_in(value) if isinstance(value, str) else value for key, value in finding.values.items()
    }
    return replace(finding, location=places[0], others=tuple(places[1:]), values=values)


def editor_link(editor: str, location: Location) -> str:
    """The address at which an editor opens a place; ``editor`` has ``{path}``, ``{line}`` and ``{column}``."""
    path = Path(location.path)
    if not path.is_file():
        return ""
    whole = path.resolve().as_posix()
    # A drive letter comes after a slash (RFC 8089, appendix E.2).
    whole = whole if whole.startswith("/") else f"/{whole}"
    return editor.format(path=quote(whole, safe="/:"), line=location.line, column=location.column)
