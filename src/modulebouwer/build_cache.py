"""What went into the packages that are in their place: a module that would come out the same is not built again.

Kept in the folder of the packages. It holds no more than digests and what a build says: who loses it builds anew.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

from modulebouwer import resources
from modulebouwer.built import About, Built, Options, Package
from modulebouwer.checks.budget import Budget
from modulebouwer.findings import Finding, Location, report
from modulebouwer.model.series import Series
from modulebouwer.placing import place
from modulebouwer.series import Footprint, Lead
from modulebouwer.source.languages import FOLDER as TRANSLATIONS
from modulebouwer.source.languages import language_names
from modulebouwer.source.series import SeriesCache, read_member, read_series, series_above
from modulebouwer.standards import REGISTRY

NAME = ".modulebouwer.json"
FORMAT = 5


class BuildCache:
    """The memory of ``output``: for one way of building (``options``) and this version of the program alone."""

    def __init__(self, output: Path, options: Options, series: SeriesCache) -> None:
        self.output, self.options, self.series = output, options, series
        self.way = digest_of(
            [
                FORMAT,
                program_digest(),
                options.standards,
                options.strict,
                options.brand,
                options.language,
                options.also,
                asdict(options.write),
            ]
        )
        # Packages of all languages stand in one folder.
        languages = "-".join(("", *filter(None, (options.language, *options.also))))
        self.name = NAME.replace(".json", f"{languages}.json")
        self.before = self.read()
        self.languages = (options.language, *options.also)
        self.now: dict[str, Any] = {}
        self.own: dict[str, str] = {}
        self.shared_files: dict[Path, str] = {}

    def known(self, folder: str) -> Built | None:
        """What came of ``folder`` the last time, when all that went in is the same and all that came out is there."""
        own = self.own[folder] = folder_digest(Path(folder), self.other_languages(Path(folder)))
        kept = self.before.get(folder)
        # What another version wrote, or a person, may have any form.
        if not isinstance(kept, dict) or (kept.get("way"), kept.get("own")) != (self.way, own):
            return None
        built = built_of(folder, self.output, kept)
        if kept["shared"] != self.shared(built) or kept["expired"] != self.expired(built):
            return None
        if any(file_digest(package.path) != package.sha256 for package in built.packages):
            return None
        self.now[folder] = kept
        return built

    def keep(self, built: Built) -> None:
        """Remember what came of a module; what failed is tried again."""
        if built.footprint is None or report(built.findings, strict=self.options.strict).failed:
            return
        self.now[built.folder] = {
            "way": self.way,
            "own": self.own[built.folder],
            "shared": self.shared(built),
            "expired": self.expired(built),
            **data_of(built),
        }

    def write(self) -> None:
        """Other modules than those of this run keep their place. Raises ``WrongUse`` when it cannot be written."""
        kept = {**self.before, **self.now}
        for folder in self.own.keys() - self.now.keys():
            kept.pop(folder, None)
        if kept:
            place(self.output / self.name, json.dumps(kept, ensure_ascii=False, sort_keys=True).encode())

    def read(self) -> dict[str, Any]:
        try:
            found = json.loads((self.output / self.name).read_bytes())
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def other_languages(self, folder: Path) -> frozenset[Path]:
        """The folders of translations that a package in this language has nothing of."""
        below = folder / TRANSLATIONS
        return frozenset(below / name for name in language_names(folder) if name not in self.languages)

    def expired(self, built: Built) -> bool:
        today = self.options.today
        return built.until is not None and today is not None and built.until < today

    def shared(self, built: Built) -> str:
        """A digest of what the module takes from its series, and of nothing else there."""
        folder, used = Path(built.folder).resolve(), built.footprint
        above = series_above(folder, built.folder)
        series = read_series(*above, self.series)[0] if above else None
        if series is None or used is None or folder.name not in series.definition.modules:
            return ""
        root = folder.parent
        leads = sorted({lead.to for lead in used.leads})
        # A finding about what is shared is told with its line, which any change may move.
        outside = any(not one.location.path.startswith(f"{built.folder}/") for one in built.findings)
        return digest_of(
            {
                "defaults": {k: v for k, v in series.definition.defaults.items() if k not in built.keys},
                "terms": [t.model.model_dump(mode="json") for t in series.terms if t.id in used.terms],
                "references": [one.csl for one in series.references if one.id in used.references],
                "media": {path: self.shared_file(root / path) for path in sorted(used.media)},
                "templates": self.shared_folder(root / "templates"),
                "leads": [asdict(m) if (m := read_member(root, to, self.series)) else to for to in leads],
                "brand": self.brand(root, series),
                "translations": self.translations(root, leads),
                "everything": self.whole(root, series) if outside else "",
            }
        )

    def whole(self, root: Path, series: Series) -> str:
        names = ("series.yaml", "terms.md", "references.yaml", *series.media)
        return digest_of([self.shared_file(root / name) for name in names if (root / name).exists()])

    def brand(self, root: Path, series: Series) -> str:
        """What a brand brings along: its file, and the logo wherever that is among the files that are shared."""
        if not self.options.brand:
            return ""
        file = root / "brands" / f"{self.options.brand}.yaml"
        return digest_of([self.shared_file(file), *(self.shared_file(root / path) for path in series.media)])

    def translations(self, root: Path, leads: Sequence[str]) -> list[str]:
        """What is translated in the series itself, and the titles of the modules that themes lead to."""
        found = []
        for language in filter(None, self.languages):
            titles = (root / name / TRANSLATIONS / language / "module.yaml" for name in leads)
            found.append(self.shared_folder(root / TRANSLATIONS / language))
            found += [self.shared_file(path) for path in titles]
        return found

    def shared_file(self, path: Path) -> str:
        if path not in self.shared_files:
            self.shared_files[path] = file_digest(path)
        return self.shared_files[path]

    def shared_folder(self, path: Path) -> str:
        if path not in self.shared_files:
            self.shared_files[path] = folder_digest(path)
        return self.shared_files[path]


def folder_digest(folder: Path, without: Collection[Path] = ()) -> str:
    """A digest of every file in ``folder`` with its path there.

    Editors' files (a leading full stop) and what Python compiles of its own are left out, and the folders ``without``.
    """
    found = []
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and name != "__pycache__" and Path(root, name) not in without
        )
        for name in sorted(name for name in files if not name.startswith(".")):
            path = Path(root, name)
            found.append([path.relative_to(folder).as_posix(), file_digest(path)])
    return digest_of(found)


def file_digest(path: Path) -> str:
    """SHA-256 (hexadecimal), "" of what cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def program_digest() -> str:
    """This program and what it stands on: another version may write other packages."""
    # What the preview shows itself with is no part of any package.
    previews = {resources.BUNDLED / "preview"}
    own = [folder_digest(resources.PACKAGE, previews), folder_digest(resources.templates())]
    needed = distribution("modulebouwer").requires or []
    names = sorted({name_of(one) for one in needed if "extra ==" not in one})
    return digest_of([own, [(name, version(name)) for name in names]])


def name_of(requirement: str) -> str:
    return "".join(c if c.isalnum() or c in "-_." else " " for c in requirement).split()[0]


def digest_of(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def data_of(built: Built) -> dict[str, Any]:
    """``built`` as plain data."""
    assert built.footprint is not None
    used = built.footprint
    return {
        "packages": [
            {
                **{name: getattr(package, name) for name in ("size", "sha256", "digest")},
                "name": package.path.name,
                "standard": package.standard.name,
                "budget": None if package.budget is None else asdict(package.budget),
                "about": asdict(package.about),
            }
            for package in built.packages
        ],
        "findings": [asdict(finding) for finding in built.findings],
        "footprint": {
            "name": used.name,
            "leads": [[lead.to, lead.why, asdict(lead.place)] for lead in used.leads],
            **{name: sorted(getattr(used, name)) for name in ("terms", "references", "media")},
            "astray": used.astray,
        },
        "keys": sorted(built.keys),
        "until": built.until.isoformat() if built.until else None,
    }


def built_of(folder: str, output: Path, data: Mapping[str, Any]) -> Built:
    """What ``data_of`` made, again."""
    used = data["footprint"]
    return Built(
        folder,
        tuple(
            Package(
                output / one["name"],
                REGISTRY[one["standard"]],
                one["size"],
                one["sha256"],
                one["digest"],
                None if one["budget"] is None else Budget(**one["budget"]),
                About(**{**one["about"], "languages": tuple(one["about"]["languages"])}),
                unchanged=True,
            )
            for one in data["packages"]
        ),
        tuple(finding_of(one) for one in data["findings"]),
        Footprint(
            used["name"],
            tuple(Lead(to, why, Location(**where)) for to, why, where in used["leads"]),
            terms=frozenset(used["terms"]),
            references=frozenset(used["references"]),
            media=frozenset(used["media"]),
            astray=used["astray"],
        ),
        frozenset(data["keys"]),
        datetime.date.fromisoformat(data["until"]) if data["until"] else None,
    )


def finding_of(data: Mapping[str, Any]) -> Finding:
    places = tuple(Location(**place) for place in data["others"])
    return Finding(**{**data, "location": Location(**data["location"]), "others": places})
