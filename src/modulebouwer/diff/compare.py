"""What changed between two releases of a module: texts as words, questions by id, what an LMS keeps work under."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import takewhile

from modulebouwer.diff.release import Prompt, Release, Section, Texts
from modulebouwer.diff.renaming import renamed_sections


class Fate(StrEnum):
    """What becomes of a prompt, and so of its answers."""

    SAME = "same"
    MOVED = "moved"
    REWORDED = "reworded"
    NEW = "new"
    REMOVED = "removed"
    OTHER_KIND = "other_kind"
    # Of its answer: what can be chosen, how much can be written, whether it has to be given.
    FEWER_OPTIONS = "fewer_options"
    OTHER_OPTIONS = "other_options"
    RENAMED_OPTIONS = "renamed_options"
    ONE_ANSWER = "one_answer"
    SEVERAL_ANSWERS = "several_answers"
    SHORTER = "shorter"
    LONGER = "longer"
    REQUIRED = "required"
    OPTIONAL = "optional"


# Characters of a detail that is told whole.
SHORT = 60

WORDED = (Fate.REWORDED, Fate.OTHER_OPTIONS)


@dataclass(frozen=True)
class PromptChange:
    """``fates`` of one prompt: all but same, new and removed may go together.

    ``old`` or ``new`` is None when it is not there.
    """

    id: str
    fates: tuple[Fate, ...]
    old: Prompt | None
    new: Prompt | None

    @property
    def vanished(self) -> tuple[str, ...]:
        """The texts of the options that can no longer be chosen."""
        if self.old is None or self.new is None:
            return ()
        there = {id for id, _ in self.renamed}
        gone = (id for id in self.old.options if id not in self.new.options and id not in there)
        return tuple(self.old.options[id] for id in gone)

    @property
    def renamed(self) -> tuple[tuple[str, str], ...]:
        """Old and new id of the options whose text stands under an id that is new."""
        if self.old is None or self.new is None:
            return ()
        came = {text: id for id, text in self.new.options.items() if id not in self.old.options}
        gone = {id: text for id, text in self.old.options.items() if id not in self.new.options}
        return tuple((id, came[text]) for id, text in gone.items() if text in came)

    @property
    def reworded(self) -> tuple[tuple[str, str], ...]:
        """Old and new text of the options that say something else under the same id."""
        if self.old is None or self.new is None:
            return ()
        return tuple(
            (text, self.new.options[id])
            for id, text in self.old.options.items()
            if self.new.options.get(id, text) != text
        )


@dataclass(frozen=True)
class SettingChange:
    """What the control file says of an ``item`` that stayed, by ``name``; "" where it says nothing."""

    item: str
    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Renamed:
    """A part that stands under another identifier, as far as can be seen. ``by``: what it is known again by.

    ``start`` is its start file, ``title`` its name where the start file is another one too.
    """

    old: str
    new: str
    by: str


@dataclass(frozen=True)
class RuleChange:
    """What a module of ours says of itself under ``name``: see ``Release.rules``."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Passage:
    """Words that went and words that came in their place; one of them may be empty."""

    before: str
    after: str


@dataclass(frozen=True)
class SectionChange:
    """``old`` and ``new`` are the places, counted from 1, None when it is not there.

    ``old_id``: the id that it had, where that is another one; else empty.
    """

    id: str
    title: str
    old: int | None
    new: int | None
    moved: bool
    old_title: str
    passages: tuple[Passage, ...]
    old_id: str = ""


@dataclass(frozen=True)
class OutsideChange:
    """What the page says outside its sections (``CoursePage.outside``), or its skin sets; "" where it is not there."""

    kind: str
    name: str
    before: str
    after: str

    @property
    def passages(self) -> tuple[Passage, ...]:
        """What is short enough to be read at once is told whole."""
        sides = self.before.splitlines(), self.after.splitlines()
        if all(len(lines) < 2 and sum(map(len, lines)) <= SHORT for lines in sides):
            return (Passage(self.before, self.after),)
        return tuple(changed_passages(*sides))


@dataclass(frozen=True)
class TextChanges:
    """What is worded otherwise in a language; what comes, goes and moves does so in all of them."""

    sections: tuple[SectionChange, ...]
    prompts: tuple[PromptChange, ...]


NO_CHANGES = TextChanges((), ())


@dataclass(frozen=True)
class Difference:
    """``gone`` and ``came``: identifiers under which an LMS keeps work. ``renamed``: those that name one part.

    ``files``: path → added, removed or changed.

    ``marks``: name of what else an LMS may know a package by → what it was and is, where that changed.
    ``order``: the titles of the parts that stayed, before and now, where they changed places; else empty.
    ``translations``: language → what changed in the texts, where both packages let a learner choose it and it did.
    """

    old: Release
    new: Release
    sections: tuple[SectionChange, ...]
    prompts: tuple[PromptChange, ...]
    gone: tuple[str, ...]
    came: tuple[str, ...]
    files: dict[str, str]
    marks: dict[str, tuple[str, str]]
    settings: tuple[SettingChange, ...] = ()
    translations: Mapping[str, TextChanges] = field(default_factory=dict)
    rules: tuple[RuleChange, ...] = ()
    order: tuple[tuple[str, ...], tuple[str, ...]] | tuple[()] = ()
    outside: tuple[OutsideChange, ...] = ()
    renamed: tuple[Renamed, ...] = ()

    @property
    def languages_gone(self) -> tuple[str, ...]:
        return tuple(name for name in self.old.languages if name and name not in self.new.languages)

    @property
    def languages_come(self) -> tuple[str, ...]:
        return tuple(name for name in self.new.languages if name and name not in self.old.languages)

    @property
    def renamed_sections(self) -> Iterator[Mapping[str, str]]:
        """Title, and id before and after, as words speak of them."""
        for each in self.sections:
            if each.old_id:
                yield {"title": each.title, "before": each.old_id, "after": each.id}

    @property
    def same(self) -> bool:
        return self.old.contents == self.new.contents

    @property
    def standard_changed(self) -> bool:
        return self.old.standard != self.new.standard

    def fated(self, fate: Fate) -> tuple[PromptChange, ...]:
        return tuple(change for change in self.prompts if fate in change.fates)


def compare(old: Release, new: Release) -> Difference:
    """Texts and prompts only where both sides have them: of another maker's package they are not known, not gone."""
    readable = bool(old.identifier and new.identifier)
    gone = () if new.unread else tuple(name for name in old.items if name not in new.items)
    came = () if old.unread else tuple(name for name in new.items if name not in old.items)
    texts = text_changes(old, new, renamed_sections(old.sections, new.sections)) if readable else NO_CHANGES
    return Difference(
        old=old,
        new=new,
        sections=texts.sections,
        prompts=texts.prompts,
        gone=gone,
        came=came,
        renamed=tuple(renamed(old, new, gone, came)),
        order=changed_order(old, new),
        files=file_changes(old, new),
        marks={
            name: (old.marks[name], new.marks[name])
            for name in old.marks
            if name in new.marks and old.marks[name] != new.marks[name]
        },
        settings=tuple(setting_changes(old, new)),
        translations=dict(translation_changes(old, new)),
        outside=tuple(
            OutsideChange(*key, old.outside.get(key, ""), new.outside.get(key, ""))
            for key in dict.fromkeys([*new.outside, *old.outside])
            if readable and old.outside.get(key, "") != new.outside.get(key, "")
        ),
        rules=tuple(
            RuleChange(name, before, new.rules[name])
            for name, before in old.rules.items()
            if new.rules.get(name, before) != before
        ),
    )


def text_changes(old: Release | Texts, new: Release | Texts, names: Mapping[str, str]) -> TextChanges:
    """``names``: old id → new id of the sections that have another one, under which both sides are compared."""
    sections = [replace(section, id=names.get(section.id, section.id)) for section in old.sections]
    prompts = [replace(prompt, section=names.get(prompt.section, prompt.section)) for prompt in old.prompts]
    former = {after: before for before, after in names.items()}
    return TextChanges(
        tuple(section_changes(sections, new.sections, former)), tuple(prompt_changes(prompts, new.prompts))
    )


def renamed(old: Release, new: Release, gone: Sequence[str], came: Sequence[str]) -> Iterator[Renamed]:
    """Of what went and what came that which has one start file, else one title, and shares it with no other part."""
    left, right = [*gone], [*came]
    for by in ("start", "title"):
        before, after = apart_by(by, old, left), apart_by(by, new, right)
        for value, name in before.items():
            if value in after:
                yield Renamed(name, after[value], by)
                left.remove(name)
                right.remove(after[value])


def apart_by(by: str, release: Release, items: Iterable[str]) -> dict[str, str]:
    """Value of a setting → the only one of the ``items`` that has it."""
    values = {item: release.settings.get(item, {}).get(by, "") for item in items}
    often = Counter(values.values())
    return {value: item for item, value in values.items() if value and often[value] == 1}


def called(release: Release, item: str) -> str:
    """A part by its title, with what it lies in where another is called so too; without a title its identifier."""
    title = release.items[item]
    if title and [*release.items.values()].count(title) == 1:
        return title
    chapter = release.settings.get(item, {}).get("chapter", "")
    return f"{chapter} › {title}" if chapter and title else title or item


def changed_order(old: Release, new: Release) -> tuple[tuple[str, ...], tuple[str, ...]] | tuple[()]:
    """By title, as a learner knows them."""
    before = [name for name in old.items if name in new.items]
    after = [name for name in new.items if name in old.items]
    if before == after:
        return ()
    return tuple(called(new, name) for name in before), tuple(called(new, name) for name in after)


def setting_changes(old: Release, new: Release) -> Iterable[SettingChange]:
    """Across standards the names say nothing of each other."""
    if old.standard != new.standard:
        return
    for item, before in old.settings.items():
        after = new.settings.get(item, before)
        for name in dict.fromkeys([*before, *after]):
            values = before.get(name, ""), after.get(name, "")
            # An only part is often called as the whole is, whose new title is told apart.
            whole = name == "title" and values == (old.title, new.title)
            if values[0] != values[1] and not whole:
                yield SettingChange(item, name, *values)


def translation_changes(old: Release, new: Release) -> Iterable[tuple[str, TextChanges]]:
    names = renamed_sections(old.sections, new.sections)
    for language, before in old.translations.items():
        after = new.translations.get(language)
        if after is None:
            continue
        changes = text_changes(before, after, names)
        sections = tuple(
            change
            for change in changes.sections
            if change.passages or (change.old and change.new and change.old_title != change.title)
        )
        prompts = tuple(
            replace(change, fates=worded)
            for change in changes.prompts
            if (worded := tuple(fate for fate in change.fates if fate in WORDED))
        )
        if sections or prompts:
            yield language, TextChanges(sections, prompts)


def file_changes(old: Release, new: Release) -> dict[str, str]:
    changes = {path: "removed" for path in old.contents if path not in new.contents}
    for path, digest in new.contents.items():
        if path not in old.contents:
            changes[path] = "added"
        elif old.contents[path] != digest:
            changes[path] = "changed"
    return changes


def stayed_in_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The longest runs of names that stand in both in the same order: the others that stand in both have moved."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return {name for start, _, size in matcher.get_matching_blocks() for name in old[start : start + size]}


def section_changes(
    old: Sequence[Section], new: Sequence[Section], former: Mapping[str, str]
) -> Iterable[SectionChange]:
    """Sections that changed, in the order of ``new``, those that went at the end. ``former``: id → that it had."""
    before = {section.id: (place, section) for place, section in enumerate(old, 1)}
    after = {section.id for section in new}
    kept = stayed_in_order([s.id for s in old if s.id in after], [s.id for s in new if s.id in before])
    for place, section in enumerate(new, 1):
        if section.id not in before:
            yield SectionChange(section.id, section.title, None, place, False, "", ())
            continue
        old_place, earlier = before[section.id]
        moved = section.id not in kept
        passages = tuple(changed_passages(earlier.blocks, section.blocks))
        old_id = former.get(section.id, "")
        if moved or passages or old_id or earlier.title != section.title:
            yield SectionChange(
                section.id, section.title, old_place, place, moved, earlier.title, passages, old_id
            )
    for place, section in enumerate(old, 1):
        if section.id not in after:
            yield SectionChange(section.id, section.title, place, None, False, section.title, ())


def changed_passages(old: Sequence[str], new: Sequence[str]) -> Iterable[Passage]:
    """Block by block first, so that the words of one paragraph are only held against those of its successor.

    A block that stood there more than once and still does has not gone: the anchors of a scale stand at each statement.
    """
    often, still = Counter(old), Counter(new)
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        pairs = min(b - a, d - c)
        for number in range(pairs):
            before, after = old[a + number].split(), new[c + number].split()
            if keyed(before, after):
                yield Passage(old[a + number], new[c + number])
            else:
                yield from changed_words(before, after)
        for text in old[a + pairs : b]:
            if often[text] == 1 or not still[text]:
                yield Passage(text, "")
        for text in new[c + pairs : d]:
            if still[text] == 1 or not often[text]:
                yield Passage("", text)


def keyed(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether a name is followed by something else, ``name (right)`` or ``name: place``, which alone says nothing."""
    same = len([*takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False))])
    if not 0 < same < min(len(old), len(new)):
        return False
    return old[same - 1].endswith(":") or all(words[same].startswith("(") for words in (old, new))


def changed_words(old: Sequence[str], new: Sequence[str]) -> Iterable[Passage]:
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Passage(" ".join(old[a:b]), " ".join(new[c:d]))


def prompt_changes(old: Sequence[Prompt], new: Sequence[Prompt]) -> Iterable[PromptChange]:
    """Every prompt once: in the order of ``new``, those that went at the end.

    A prompt has moved when it stands in another section or in another order among those that stayed in its section.
    """
    before = {prompt.id: prompt for prompt in old}
    after = {prompt.id: prompt for prompt in new}
    stayed = [p.id for p in old if p.id in after and after[p.id].section == p.section]
    kept: set[str] = set()
    for section in {p.section for p in old}:
        kept |= stayed_in_order(
            [name for name in stayed if before[name].section == section],
            [p.id for p in new if p.id in set(stayed) and p.section == section],
        )
    for prompt in new:
        earlier = before.get(prompt.id)
        if earlier is None:
            yield PromptChange(prompt.id, (Fate.NEW,), None, prompt)
            continue
        fates = [Fate.MOVED] if prompt.id not in kept else []
        fates += [Fate.REWORDED] if prompt.text != earlier.text else []
        change = PromptChange(prompt.id, (), earlier, prompt)
        fates += answer_fates(change, earlier, prompt)
        yield replace(change, fates=tuple(fates) or (Fate.SAME,))
    for prompt in old:
        if prompt.id not in after:
            yield PromptChange(prompt.id, (Fate.REMOVED,), prompt, None)


def answer_fates(change: PromptChange, old: Prompt, new: Prompt) -> Iterable[Fate]:
    """Of a choice the length follows from its options, so that it says nothing by itself.

    Of another kind of component only that: its answer goes aside, whatever else changed.
    """
    if old.kind and new.kind and old.kind != new.kind:
        yield Fate.OTHER_KIND
        if new.required and not old.required:
            yield Fate.REQUIRED
        return
    if change.vanished:
        yield Fate.FEWER_OPTIONS
    if change.renamed:
        yield Fate.RENAMED_OPTIONS
    if change.reworded:
        yield Fate.OTHER_OPTIONS
    if old.multiple != new.multiple:
        yield Fate.SEVERAL_ANSWERS if new.multiple else Fate.ONE_ANSWER
    if not old.options and not new.options and old.max_length != new.max_length:
        yield Fate.SHORTER if new.max_length < old.max_length else Fate.LONGER
    if old.required != new.required:
        yield Fate.REQUIRED if new.required else Fate.OPTIONAL
