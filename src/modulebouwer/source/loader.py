"""A module's folder → a ``LearningModule``, and everything that is wrong with its files, in one run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from modulebouwer.components.component import parts
from modulebouwer.findings import Finding, Location, Severity, severity
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.definition import ModuleDefinition, version_numbers
from modulebouwer.model.identifiers import identifier_from
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import Comment, LearningModule, Reference, Section
from modulebouwer.model.series import Series
from modulebouwer.model.source_map import SourceMap
from modulebouwer.source.files import DISK, Files
from modulebouwer.source.folder import Folder, no_folder
from modulebouwer.source.markdown_file import ids_in, parse_prose
from modulebouwer.source.meant import identifier_like, named_by_title
from modulebouwer.source.misplaced import misnamed_series, misplaced, series_in_a_module
from modulebouwer.source.module_yaml import MODULE_YAML
from modulebouwer.source.references_file import bibliography_of
from modulebouwer.source.section_file import ReadSection, read_section, split_section
from modulebouwer.source.series import (
    SeriesCache,
    meant_members,
    read_series,
    series_above,
    shown_above,
)
from modulebouwer.source.sharing import leans_on, with_shared
from modulebouwer.source.validation import as_wanted, on_other_lines, validate
from modulebouwer.source.yaml_file import parse_yaml

# What editors and hasty hands make of "module.yaml".
MISNAMED = frozenset(
    {"module.yml", "module.yaml", "module.yaml.txt", "module.txt", "module.md", "module.json"}
)
# A version in a changelog, as `release` heads it or as others do: "## 1.1.0 - 2026-11-27", "## [1.1.0]".
ENTRY = re.compile(r"^##? +\[?v?(?P<version>\d{1,6}\.\d{1,6}\.\d{1,6})(?![\w.+-])", re.MULTILINE)
# Lines of YAML that begin with "#", as many as follow each other.
COMMENTS = re.compile(r"(?:^[ \t]*#.*\n)+", re.MULTILINE)
# What a section's file is called by who means a text file; only .md is one.
TEXT_FILE = re.compile(r"\.(?:md\.txt|md|markdown|mdown|mkd|txt)$", re.IGNORECASE)
# What an office program saves a text as.
DOCUMENT = re.compile(r"\.(?:docx?|odt|rtf|pdf|html?|pages)$", re.IGNORECASE)

# Stands in for what could not be read, so that the rest is still checked; such a module is never built.
UNREAD_DEFINITION: dict[str, Any] = {
    "identifier": "unread",
    "title": "?",
    "version": "0.0.0",
    "language": "nl",
    "date": "2000-01-01",
    "description": "?",
    "study_load": 1,
}


def load(
    folder: Path,
    shown: str,
    cache: dict[str, ReadSection] | None = None,
    files: Files = DISK,
    series_cache: SeriesCache | None = None,
) -> tuple[LearningModule | None, list[Finding]]:
    """Read the module in ``folder`` of ``files``, with what it takes from its series.

    ``shown`` is that path as the user typed it (POSIX).

    None when there is no module.yaml to go by. A module with ``complete`` False is only good for checking.
    ``cache`` holds the sections of the last time by their path, and is brought up to date: who reads the same folder
    again and again (the preview) parses what changed. ``series_cache`` is for who reads many modules once.
    """
    place = Folder(folder, shown, files)
    if not files.is_folder(place.real):
        if folder.exists():
            place.report("SRC-007", "")
        else:
            place.problems.append(no_folder(folder, shown))
        return None, place.problems
    if not files.exists(place.real / "module.yaml"):
        misnamed = [name for name in place.names("") if name.lower() in MISNAMED]
        if misnamed:
            place.report("SRC-028", misnamed[0], name=misnamed[0])
        else:
            place.report("SRC-009", "")
        return None, place.problems
    text = place.text("module.yaml")
    if text is None:
        return None, place.problems
    reading = _Reading(place, {} if cache is None else cache)
    above = series_above(folder, shown, files)
    known = series_cache or SeriesCache(files)
    series, told = read_series(*above, known) if above else (None, ())
    outside = series if series and folder.resolve().name not in series.definition.modules else None
    stranger = Finding("SER-013", Location(place.path("module.yaml")), {"module": folder.resolve().name})
    if outside is not None:
        series, told = misspelt_member(outside, folder.resolve(), files)
        if series is None and lacks_defaults(text, outside):
            series, told = outside, (stranger,)
    reading.problems += told
    defaults = series.definition.defaults if series else {}
    if any(one.code == "SRC-101" for one in told if one.location.path.endswith("series.yaml")):
        # What is missing here may stand there under a name that is wrong.
        reading.unread.add("defaults")
    if above is not None and series is None and outside is None:
        # What it takes from its series is not known.
        reading.unread |= {"series.yaml", "terms.md", "references.yaml"}
    if above is None:
        reading.beside(Folder(folder.resolve().parent, shown_above(shown), files))
    definition, source = reading.definition(text, defaults, series.defaults if series else None)
    theme_prose = reading.theme_prose(definition, source)
    sections = reading.sections(definition, source)
    references = reading.references()
    media = tuple(place.media())
    named = answers_by_title(sections)
    problems = [
        named_by_title(one, named) if one.code == "SRC-153" and not one.values["suggestion"] else one
        for one in told_where_it_is_called_so([*reading.problems, *place.problems])
    ]
    module = LearningModule(
        folder=shown,
        definition=definition,
        source=source,
        theme_prose=theme_prose,
        sections=sections,
        references=references,
        media=media,
        complete=not any(severity(problem.code) is Severity.ERROR for problem in problems),
        broken_ids=frozenset(reading.broken_ids),
        unread=frozenset(reading.unread),
        unlisted=reading.unlisted,
        lacking=reading.lacking,
        ordered=reading.ordered,
        released=released(place),
        comments=tuple(reading.comments),
    )
    if outside is not None and series is None and leans_on(module, outside):
        # The cause is told alone: what it takes from the series is there.
        problems.append(stranger)
        module, series, defaults = replace(module, complete=False), outside, {}
    if series is None or above is None:
        return module, problems
    inherited = {key: value for key, value in defaults.items() if (key,) not in source.keys}
    module, unread = with_shared(module, series, above[0], inherited, known)
    return module, [*problems, *unread]


def misspelt_member(series: Series, folder: Path, files: Files) -> tuple[Series | None, tuple[Finding, ...]]:
    """The series of a module that it means by another name, which is told; None when it does not list the module."""
    meant = meant_members(series.definition.modules, folder.parent, SeriesCache(files))
    for number, group in enumerate(series.definition.groups):
        for index, name in enumerate(group.modules):
            if meant.get(name) == folder.name:
                place = series.source.at("groups", number, "modules", index)
                return series, (Finding("SER-001", place, {"module": name, "suggestion": folder.name}),)
    return None, ()


def lacks_defaults(text: str, series: Series) -> bool:
    """Whether module.yaml leaves to its series what it must say."""
    data = parse_yaml(text, "").data
    needed = {name for name, field in MODULE_YAML.model_fields.items() if field.is_required()}
    return data is not None and bool((needed - data.keys()) & series.definition.defaults.keys())


def told_where_it_is_called_so(problems: Sequence[Finding]) -> list[Finding]:
    """SRC-482: an id that can be none is told where something is called so, and not where that is named (SRC-153)."""
    named: dict[object, list[str]] = {}
    for one in problems:
        if one.code == "SRC-153":
            named.setdefault(one.values["value"], []).append(str(one.location))
    called = {one.values["value"] for one in problems if one.code == "SRC-116" and one.values["key"] == "id"}
    return [
        replace(one, code="SRC-482", values={**one.values, "places": ", ".join(named[one.values["value"]])})
        if one.code == "SRC-116" and one.values["value"] in called & named.keys()
        else one
        for one in problems
        if one.code != "SRC-153" or one.values["value"] not in called
    ]


def answers_by_title(sections: Iterable[Section]) -> dict[str, str]:
    """What can be named of ``sections``, by its title in small letters: sections, components and steps of these."""
    found = {section.head.title.lower(): section.id for section in sections}
    for component in (one for section in sections for one in section.components if one.id is not None):
        names = {str(getattr(component.model, name, "")) for name in ("title", "prompt", "question")} - {""}
        found |= {name.lower(): str(component.id) for name in names}
        for _, part in parts(component.model):
            if step := getattr(part, "id", None):
                found |= {f"{name.lower()}.{step}": f"{component.id}.{step}" for name in names}
    return found


def named_by_objectives(name: str, source: SourceMap) -> tuple[Location, ...]:
    """Where the objectives of module.yaml say the ``name`` of a section; one that can be none is told by itself."""
    if identifier_like(name) != name:
        return ()
    return tuple(
        source.value_at(*way)
        for way, written in source.scalars.items()
        if way[:1] == ("objectives",) and "trained_by" in way and written.text == name
    )


def section_files(names: Iterable[str]) -> dict[str, str]:
    """The identifier that each text file stands for → its name; one that is named as it should be goes first."""
    files: dict[str, str] = {}
    for name in sorted(names, key=lambda one: not one.endswith(".md")):
        identifier = identifier_like(TEXT_FILE.sub("", name))
        if TEXT_FILE.search(name) and identifier and (identifier not in files or name == f"{identifier}.md"):
            files[identifier] = name
    return files


@dataclass
class _Reading:
    """One run over a folder: everything found so far."""

    folder: Folder
    cache: dict[str, ReadSection]
    problems: list[Finding] = field(default_factory=list)
    broken_ids: set[str] = field(default_factory=set)
    # Files of sections that the author means by another name.
    misnamed: set[str] = field(default_factory=set)
    unread: set[str] = field(default_factory=set)
    # The title of a section, where its file's name belongs → that name.
    titles: dict[str, str] = field(default_factory=dict)
    # What is told of already: folders and files under another name, or in another place.
    misplaced: dict[str, Finding] = field(default_factory=dict)
    unlisted: dict[str, str] = field(default_factory=dict)
    lacking: bool = False
    ordered: bool = True
    comments: list[Comment] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.section_files = section_files(self.folder.names("sections"))
        self.misplaced = misplaced(self.folder)
        self.problems += self.misplaced.values()
        self.unread |= self.misplaced.keys() & {"sections", "media", "references.yaml", "series.yaml"}

    def report(self, code: str, relative: str, **values: str | int) -> None:
        self.problems.append(Finding(code, Location(self.folder.path(relative)), values))

    def beside(self, parent: Folder) -> None:
        """What the module shares with others, where series.yaml is not in its place."""
        if misnamed := misnamed_series(parent):
            values = {"name": misnamed, "wanted": "series.yaml"}
            self.problems.append(Finding("SRC-040", Location(parent.path(misnamed)), values))
        if "series.yaml" not in self.misplaced and (inside := series_in_a_module(parent)):
            self.problems.append(inside)
            self.unread.add("series.yaml")
        if misnamed or (parent.has("terms.md") and not parent.has("series.yaml")):
            self.unread |= {"terms.md", "references.yaml"} | ({"series.yaml"} if misnamed else set())

    def definition(
        self, text: str, defaults: Mapping[str, Any], places: SourceMap | None
    ) -> tuple[ModuleDefinition, SourceMap]:
        """module.yaml over the ``defaults`` of its series; where it is wrong, the rest of it with stand-ins."""
        document = parse_yaml(text, self.folder.path("module.yaml"))
        self.comments += comments_in(text, self.folder.path("module.yaml"))
        self.problems += [as_wanted(one, MODULE_YAML, text, 1) for one in document.problems]
        data = {**defaults, **(document.data or {})}
        source = replace(document.source, inherited=places)
        definition, problems = validate(MODULE_YAML, data, source)
        problems = self.misnamed_sections(data, source, problems)
        if self.unread & {"series.yaml", "defaults"}:
            problems = [
                one for one in problems if not (one.code == "SRC-102" and one.values["key"] not in data)
            ]
        if document.data is not None:
            self.problems += on_other_lines(problems, document.problems)
        if document.data is None:
            self.unread.add("module.yaml")
        elif document.problems:
            self.unread.add("sections")
        if definition is None:
            definition = self.salvaged(data, source)
        return definition, source

    def misnamed_sections(
        self, data: Mapping[str, Any], source: SourceMap, problems: list[Finding]
    ) -> list[Finding]:
        """Of a section whose file has another form of its name, one finding for both, whichever was written."""
        listed = data.get("sections")
        for number, name in enumerate(listed if isinstance(listed, list) else []):
            wanted = identifier_like(TEXT_FILE.sub("", str(name)))
            place = source.value_at("sections", number)
            file = self.section_files.get(wanted)
            told = [one for one in problems if one.location == place and one.code == "SRC-116"]
            if file is None and isinstance(name, str):
                meant = self.titled().get(wanted) or (closest(wanted, self.section_files) if told else "")
                if meant:
                    self.titles[wanted] = meant
                    problems = [one for one in problems if one not in told]
                    also = named_by_objectives(name, source)
                    values = {"title": shortened(name), "wanted": meant}
                    problems.append(Finding("SEC-014", place, values, len(also) + 1, also))
            if file and file != f"{wanted}.md":
                problems = [one for one in problems if one.location != place]
                problems.append(Finding("SEC-007", place, {"name": file, "wanted": wanted}))
        return problems

    def titled(self) -> dict[str, str]:
        """The titles of the sections' files, in the form of an identifier → the identifier."""
        found = {}
        for identifier, file in self.section_files.items():
            split = split_section(file, self.folder.loose_text(f"sections/{file}") or "")
            data = parse_yaml(split.head.text, file).data if split.head else None
            found[identifier_from(str((data or {}).get("title", "")))] = identifier
        return found

    def salvaged(self, data: Mapping[str, Any], source: SourceMap) -> ModuleDefinition:
        """The keys that are right by themselves; the section order falls back on the folder's."""
        right = {**UNREAD_DEFINITION, "sections": self.meant_sections(data)}
        taken: set[str] = set()
        for key in MODULE_YAML.model_fields.keys() & data.keys():
            candidate, _ = validate(MODULE_YAML, {**right, key: data[key]}, source)
            if candidate is not None:
                right[key] = data[key]
                taken.add(key)
        self.unread |= UNREAD_DEFINITION.keys() - taken
        themes = data.get("themes")
        for theme in themes if isinstance(themes, list) else []:
            if isinstance(theme, dict) and isinstance(theme.get("id"), str):
                self.broken_ids.add(theme["id"])
            else:
                self.unread.add("themes")
        if "themes" not in right:
            # They may stand under a key that is misspelt, or below one that is missing.
            self.unread.add("themes")
        definition, _ = validate(MODULE_YAML, right, source)
        if definition is None:
            raise AssertionError("the stand-ins for module.yaml are not valid")
        return definition

    def meant_sections(self, data: Mapping[str, Any]) -> list[str]:
        """The sections that module.yaml means, in its order; all in the folder when it does not say."""
        listed = data.get("sections")
        meant = [identifier_like(str(name)) for name in listed] if isinstance(listed, list) else []
        if meant and not set(meant) <= self.section_files.keys():
            meant = [self.titles.get(name, name) for name in meant]
        if meant and set(meant) <= self.section_files.keys():
            return meant
        self.ordered = False
        return [name for name, file in self.section_files.items() if file == f"{name}.md"] or ["unread"]

    def theme_prose(self, definition: ModuleDefinition, source: SourceMap) -> dict[str, Markdown]:
        prose = {}
        for number, theme in enumerate(definition.themes):
            parsed = parse_prose(source.text_of("themes", number, "why"))
            self.problems += parsed.problems
            prose[theme.id] = parsed.markdown
        return prose

    def sections(self, definition: ModuleDefinition, source: SourceMap) -> tuple[Section, ...]:
        """The sections in the order of module.yaml; files that are missing or not listed are told."""
        read: dict[str, list[Section]] = {}
        for number, identifier in enumerate(definition.sections):
            if identifier in self.section_files:
                if identifier not in read:
                    read[identifier] = self.section(identifier, self.section_files[identifier])
            elif identifier in self.titles:
                self.misnamed.add(self.section_files[self.titles[identifier]])
                self.broken_ids.add(identifier)
                self.lacking = True
            elif "sections" in self.misplaced:
                self.broken_ids.add(identifier)
                self.lacking = True
            elif definition.sections != ("unread",):
                suggestion = closest(identifier, self.section_files) or self.renamed(definition)
                values = {"section": identifier, "suggestion": suggestion}
                # The file that is meant is not also one that nobody lists.
                self.misnamed.add(self.section_files.get(suggestion, ""))
                place = source.at("sections", number)
                if document := self.document(identifier):
                    self.misnamed.add(document)
                    self.problems.append(Finding("SEC-150", place, {"name": document, "section": identifier}))
                    self.broken_ids.add(identifier)
                    self.lacking = True
                    continue
                beside = self.folder.has(f"{identifier}.md")
                self.problems.append(Finding("SEC-015" if beside else "SEC-001", place, values))
                self.broken_ids |= {identifier, *self.named_in(suggestion)}
                self.lacking = True
        known = {self.section_files[identifier] for identifier in read} | self.misnamed
        if "module.yaml" not in self.unread:
            self.others(name for name in self.folder.names("sections") if name not in known)
        return tuple(section for found in read.values() for section in found)

    def renamed(self, definition: ModuleDefinition) -> str:
        """The one section in the folder that nobody lists, where one that is listed is missing, or ""."""
        there = self.section_files.keys() - self.titles.values()
        missing = set(definition.sections) - there - self.titles.keys()
        left = there - set(definition.sections)
        name = next(iter(left), "")
        return name if len(missing) == len(left) == 1 and self.section_files[name] == f"{name}.md" else ""

    def named_in(self, section: str) -> set[str]:
        """What links can name of a section that is in the folder: itself, and what has an id in it."""
        file = self.section_files.get(section)
        return {section, *ids_in(self.folder.loose_text(f"sections/{file}") or "")} if file else set()

    def document(self, identifier: str) -> str:
        """The file of an office program that is called as a section in sections/, or ""."""
        names = (name for name in self.folder.names("sections") if DOCUMENT.search(name))
        return next((name for name in names if identifier_like(DOCUMENT.sub("", name)) == identifier), "")

    def others(self, names: Iterable[str]) -> None:
        """What lies in sections/ and is no section of the module: of a text, what is called something in it."""
        for name in names:
            self.unread.add(f"sections/{name}")
            if name.endswith(".md"):
                section = name.removesuffix(".md")
                found = ids_in(self.folder.loose_text(f"sections/{name}") or "")
                self.unlisted |= dict.fromkeys([section, *sorted(found)], section)
            else:
                self.report("SEC-009", f"sections/{name}", name=name)

    def section(self, identifier: str, file: str) -> list[Section]:
        """The section in ``sections/<file>``, or none when the file cannot be read."""
        relative = f"sections/{file}"
        path = self.folder.path(relative)
        text = self.folder.text(relative)
        if text is None:
            loose = self.folder.loose_text(relative)
            self.broken_ids |= {identifier, *ids_in(loose or "")}
            self.lacking |= loose is None
            return []
        known = self.cache.get(path)
        read = known if known and known.text == text else read_section(identifier, path, text)
        self.cache[path] = read
        self.problems += read.problems
        self.broken_ids |= read.broken_ids
        return [read.section]

    def references(self) -> tuple[Reference, ...]:
        if "references.yaml" in self.misplaced:
            return ()
        if not self.folder.files.exists(self.folder.real / "references.yaml"):
            others = [name for name in self.folder.names("") if name.lower().startswith("references.")]
            if others:
                self.unread.add("references.yaml")
                self.report("REF-012", others[0], name=others[0])
            return ()
        text = self.folder.text("references.yaml")
        if text is None:
            self.unread.add("references.yaml")
        if text is None or not text.strip():
            return ()
        bibliography = bibliography_of(text, self.folder.path("references.yaml"))
        self.comments += comments_in(text, self.folder.path("references.yaml"))
        self.problems += (*bibliography.problems, *bibliography.remarks)
        self.broken_ids |= bibliography.broken_ids - {""}
        if "" in bibliography.broken_ids:
            # A work without its key may be any that is cited.
            self.unread.add("references.yaml")
        return bibliography.references


def comments_in(text: str, path: str) -> Iterator[Comment]:
    """The comments that have a line of their own."""
    for block in COMMENTS.finditer(text):
        below = text.count("\n", 0, block.end()) + 1
        for line in block[0].splitlines():
            yield Comment(path, line.strip().removeprefix("#").strip(), below)


def released(folder: Folder) -> str:
    """The newest version that the changelog in ``folder`` has, or ""."""
    if not folder.has("CHANGELOG.md"):
        return ""
    return max(ENTRY.findall(folder.loose_text("CHANGELOG.md") or ""), key=version_numbers, default="")
