"""A difference and its verdict for people, and the same for programs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from modulebouwer.diff.compare import (
    Difference,
    Fate,
    Passage,
    PromptChange,
    SectionChange,
    SettingChange,
    TextChanges,
    called,
)
from modulebouwer.diff.release import Release
from modulebouwer.diff.verdict import (
    LmsOutcome,
    Outcome,
    cautions,
    kind,
    kind_in,
    moodle_option,
    new_surprises,
    opens_another,
    outcomes,
    refusals,
    stops,
)
from modulebouwer.findings import report
from modulebouwer.findings.wording import clipped, differing, filled, printed, shortened
from modulebouwer.package.lms_facts import lms_words, lmss
from modulebouwer.standards import REGISTRY

# What a skin sets; a skin that differs in more than so many is another one.
SKIN = ("colour", "looks")
FEW_OF_A_SKIN = 8
# Parts that are named where one thing changed in many.
FEW_PARTS = 5


def text(difference: Difference, language: str) -> str:
    names = {lms.id: lms.name[language] for lms in lmss()}
    words = lms_words(language)["updates"]
    unread = report([*difference.old.findings, *difference.new.findings]).text(language)
    title = words["title"].format(old=difference.old.path, new=difference.new.path)
    blocks = (
        package_lines(difference, words),
        titled(
            words["sections"], [line for each in difference.sections for line in section_lines(each, words)]
        ),
        titled(words["prompts"], [line for each in difference.prompts for line in prompt_lines(each, words)]),
        *(
            titled(words["translation"].format(language=name), list(translation_lines(changes, words)))
            for name, changes in difference.translations.items()
        ),
        titled(words["verdicts"], list(verdict_lines(difference, words, names))),
        titled(words["stops"], list(stop_lines(difference, words, names))),
    )
    told = "".join(f"{line}\n" for block in blocks for line in block)
    return unread + printed(f"{title}\n{clipped(told)}")


def alone(packages: Iterable[tuple[Path, str]], language: str) -> str:
    """Of two folders: what only one of them has, as folder and name."""
    words = lms_words(language)["updates"]
    return "".join(words["only"].format(path=path.as_posix(), name=name) + "\n" for path, name in packages)


def changed_lines(difference: Difference, language: str) -> list[str]:
    """What a reader of a changelog wants to know: sections and prompts that changed, as a list in Markdown."""
    words = lms_words(language)["updates"]
    lines = [line for each in difference.sections for line in section_lines(each, words)]
    lines += [line for each in difference.prompts for line in prompt_lines(each, words)]
    return listed(lines)


def outside_items(difference: Difference, language: str) -> list[tuple[str, ...]]:
    """What changed outside the sections, one by one as items of that list: details, terms, files and looks."""
    words = lms_words(language)["updates"]
    items = [tuple(listed([one])) for one in module_facts(difference, words)]
    skin = [change for change in difference.outside if change.kind in SKIN]
    items += [(f"* {words['other_skin']}",)] if len(skin) > FEW_OF_A_SKIN else []
    for change in difference.outside:
        if change in skin and len(skin) > FEW_OF_A_SKIN:
            continue
        # Their number is told by those that came and went.
        if change.kind == "study_load" and sections_counted(difference):
            continue
        head = words["outside"][change.kind].format(name=colour_name(change.name, words))
        items.append((f"* {head}", *(line for passage in change.passages for line in passage_lines(passage))))
    for path, fate in difference.files.items():
        if path.startswith("media/"):
            items.append((f"* {words['file'][fate].format(path=path)}",))
    return items


def unseen_item(difference: Difference, language: str) -> tuple[str, ...]:
    """What is said where nothing of the page is told: what is not on it."""
    words = lms_words(language)["updates"]
    on_page = any(path.endswith((".html", ".js")) for path in difference.files)
    form = words["otherwise"] if on_page else words["unseen"].format(files=", ".join(difference.files))
    return (f"* {form}",)


def module_facts(difference: Difference, words: Mapping[str, Any]) -> Iterator[str]:
    old, new = difference.old, difference.new
    if old.title != new.title:
        before, after = short_titles(old.title, new.title)
        yield words["name"].format(old=before, new=after)
    for rule in difference.rules:
        before, after = (words["rules"].get(value, value) for value in (rule.before, rule.after))
        yield words["rule"].format(name=rule.name, old=before, new=after)
    yield from (words["language_gone"].format(name=name) for name in difference.languages_gone)
    yield from (words["language_come"].format(name=name) for name in difference.languages_come)


def sections_counted(difference: Difference) -> bool:
    return len(difference.old.sections) != len(difference.new.sections)


def colour_name(name: str, words: Mapping[str, Any]) -> str:
    plain = name.removesuffix(" dark")
    shown = words["colours"].get(plain, plain)
    return words["dark"].format(name=shown) if plain != name else str(shown)


def translated_lines(difference: Difference, language: str) -> list[str]:
    """The same for the languages that a learner can choose beside the first."""
    words = lms_words(language)["updates"]
    found = []
    for name, changes in difference.translations.items():
        found += [translation_title(name, language), *translation_lines(changes, words)]
    return listed(found)


def translation_title(name: str, language: str) -> str:
    return str(lms_words(language)["updates"]["translation"].format(language=name))


def listed(lines: Iterable[str]) -> list[str]:
    return [line if line.startswith("      ") else f"* {line.strip()}" for line in lines]


def translation_lines(changes: TextChanges, words: Mapping[str, Any]) -> Iterator[str]:
    for section in changes.sections:
        yield from section_lines(section, words)
    for prompt in changes.prompts:
        yield from prompt_lines(prompt, words)


def titled(title: str, lines: list[str]) -> list[str]:
    return [title, *lines] if lines else []


def package_lines(difference: Difference, words: Mapping[str, Any]) -> list[str]:
    return [f"  {line}" for line in package_facts(difference, words)]


def package_facts(difference: Difference, words: Mapping[str, Any]) -> Iterator[str]:
    old, new = difference.old, difference.new
    if difference.same:
        yield words["same"]
        return
    both_read = not (old.unread or new.unread)
    titles = (old.standard_title, new.standard_title)
    for name, (before, after) in {
        "standard": titles,
        "version": (old.version, new.version),
        "name": short_titles(old.title, new.title) if old.title != new.title else ("", ""),
    }.items():
        if before != after and both_read:
            yield words[name].format(old=before, new=after)
    yield from identifier_facts(difference, words)
    if both_read and not difference.standard_changed and old.edition != new.edition:
        yield words["edition"].format(
            old=old.edition or words["no_setting"], new=new.edition or words["no_setting"]
        )
    if difference.order:
        before, after = (", ".join(map(shortened, titles)) for titles in difference.order)
        yield words["order"].format(old=before, new=after)
    if old.course and new.course and old.course != new.course:
        yield words["course"].format(old=old.course, new=new.course)
    yield from setting_facts(difference, words)
    for rule in difference.rules:
        before, after = (words["rules"].get(value, value) for value in (rule.before, rule.after))
        yield words["rule"].format(name=rule.name, old=before, new=after)
    yield from (words["language_gone"].format(name=name) for name in difference.languages_gone)
    yield from (words["language_come"].format(name=name) for name in difference.languages_come)
    counts = {"added": 0, "removed": 0, "changed": 0, **Counter(difference.files.values())}
    yield words["files"].format(**counts)
    if not both_read:
        yield words["unread"]
    elif not (old.identifier and new.identifier):
        yield words["foreign"]


def identifier_facts(difference: Difference, words: Mapping[str, Any]) -> Iterator[str]:
    """Which part stands under another identifier; then what is left of those that went and those that came."""
    old, new = difference.old, difference.new
    for each in difference.renamed:
        sides = ((old, each.old), (new, each.new))
        titles = dict.fromkeys(shortened(called(side, item)) for side, item in sides if side.items[item])
        title = " → ".join(titles) or each.old
        ground = words["known_by"][each.by]
        yield words["identifier"].format(title=title, old=each.old, new=each.new, ground=ground)
    known = {*(each.old for each in difference.renamed), *(each.new for each in difference.renamed)}
    for word, release, items in (("gone", old, difference.gone), ("came", new, difference.came)):
        for item in items:
            if item not in known:
                yield words[word].format(identifier=identified(release, item))


def identified(release: Release, item: str) -> str:
    """An identifier with the title of its part, where it is one of several."""
    title = called(release, item) if len(release.items) > 1 else item
    return item if title == item else f"{item} (‘{shortened(title)}’)"


def setting_facts(difference: Difference, words: Mapping[str, Any]) -> Iterator[str]:
    """What changed of the parts, those together of which one thing changed alike."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for each in difference.settings:
        title = shortened(called(difference.new, each.item))
        alike.setdefault((each.name, each.before, each.after), []).append(title)
    for (name, before, after), titles in alike.items():
        shown = ", ".join(titles[:FEW_PARTS])
        if len(titles) > FEW_PARTS:
            shown = words["and_more"].format(titles=shown, count=len(titles) - FEW_PARTS)
        yield words["setting"].format(title=shown, **worded(SettingChange("", name, before, after), words))


def short_titles(old: str, new: str) -> tuple[str, str]:
    """Whole, unless one is too long for a line."""
    whole = shortened(old), shortened(new)
    return differing(old, new) if whole[0] == whole[1] else whole


def section_lines(change: SectionChange, words: Mapping[str, Any]) -> Iterator[str]:
    yield "  " + words["section"][section_kind(change)].format(
        title=change.title, old=change.old, new=change.new
    )
    if change.old_title and change.old_title != change.title:
        yield "  " + words["renamed"].format(title=change.old_title)
    if change.old_id:
        yield "  " + words["renamed_file"].format(before=change.old_id, after=change.id)
    yield from (line for passage in change.passages for line in passage_lines(passage))


def passage_lines(passage: Passage) -> Iterator[str]:
    if passage.before:
        yield f"      - {passage.before}"
    if passage.after:
        yield f"      + {passage.after}"


def section_kind(change: SectionChange) -> str:
    if change.old is None:
        return "new"
    if change.new is None:
        return "removed"
    return "moved" if change.moved else "changed"


def prompt_lines(change: PromptChange, words: Mapping[str, Any]) -> Iterator[str]:
    """Nothing of a prompt that stayed as it was: most do."""
    prompt = change.new or change.old
    if change.fates == (Fate.SAME,) or prompt is None:
        return
    yield f"    {prompt.text}"
    if Fate.REWORDED in change.fates and change.old:
        yield words["was"].format(text=change.old.text)
    for fate in change.fates:
        yield f"      {filled(words['prompt'][fate.value], answer_values(change), words['language'])}"


def answer_values(change: PromptChange) -> dict[str, str | int]:
    """What the words for a change of the answer speak of."""
    old, new = change.old, change.new
    return {
        "options": ", ".join(f"‘{text}’" for text in change.vanished),
        "ids": ", ".join(f"‘{before}’ → ‘{after}’" for before, after in change.renamed),
        "texts": ", ".join(f"‘{before}’ → ‘{after}’" for before, after in change.reworded),
        "old_kind": old.kind if old else "",
        "new_kind": new.kind if new else "",
        "before": old.max_length if old else 0,
        "after": new.max_length if new else 0,
    }


def verdict_lines(
    difference: Difference, words: Mapping[str, Any], names: Mapping[str, str]
) -> Iterator[str]:
    if where := kept(difference, words):
        yield f"  {where}"
    count = len(difference.fated(Fate.REMOVED))
    for each in outcomes(difference):
        outcome = words["outcomes"][each.outcome.value]
        form = outcome if isinstance(outcome, str) else outcome["one" if count == 1 else "other"]
        yield f"  {names[each.lms]}: {form.format(count=count)}"
        if why := reason(each, difference, words):
            yield f"    {why}"
    if {runtime_kind(difference.old), runtime_kind(difference.new)} == {"scorm"}:
        yield "  " + words["moodle"].format(option=words["options"][moodle_option(difference).value])


def worded(change: SettingChange, words: Mapping[str, Any]) -> dict[str, str]:
    """Of a start file with other parameters only those are another."""
    name, old, new = change.name, change.before, change.after
    file = re.split("[?#]", old)[0]
    if name == "start" and file and file == re.split("[?#]", new)[0]:
        name, old, new = "parameters", old.removeprefix(file), new.removeprefix(file)
    if name in ("title", "chapter"):
        old, new = short_titles(old, new)
    shown = words["settings"].get(name, name)
    return {"name": shown, "old": old or words["no_setting"], "new": new or words["no_setting"]}


def stop_lines(difference: Difference, words: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    for why, what in stops(difference):
        yield "  " + words["stop"][why].format(what=names.get(what, what))


def runtime_kind(release: Release) -> str:
    return REGISTRY[release.standard].runtime.kind if release.standard in REGISTRY else ""


def kept(difference: Difference, words: Mapping[str, Any]) -> str:
    """Where the standard keeps work, and what that means for this change, whatever the LMS."""
    stated = words["kept"].get(runtime_kind(difference.old), {}).get(kind(difference), "")
    return str(stated).format(identifiers=", ".join(difference.gone), standard=difference.new.standard_title)


def reason(each: LmsOutcome, difference: Difference, words: Mapping[str, Any]) -> str:
    """Why, where it was measured: the words are those of the runtime in which the old package kept its work."""
    if each.outcome is Outcome.UNMEASURED:
        return opened_words(opens_another(each.lms, difference), words)
    if each.outcome in (Outcome.REFUSED, Outcome.UNUSABLE):
        return refusals(difference.new)[each.lms].seen[words["language"]]
    if difference.old.unread or difference.new.unread:
        return ""
    if each.outcome is Outcome.SAFE and difference.old.edition != difference.new.edition:
        played = difference.new.played_as.get(each.lms, "")
        return str(words["same_runtime"]).format(standard=REGISTRY[played].title) if played else ""
    if each.outcome in (Outcome.CAREFUL, Outcome.LEFT, Outcome.MOVES):
        told = [
            words["cautions"][name].format(
                **{key: words["rules"].get(value, value) for key, value in shown.items()}
            )
            for name, shown in cautions(difference)
        ]
        new = new_surprises(each.lms, difference)
        return " ".join([*told, *(f"{code}: {seen[words['language']]}" for code, seen in new)])
    known = words["reasons"].get(runtime_kind(difference.old), {}).get(each.lms, {})
    stated = known.get("remarked" if each.outcome is Outcome.OTHER else kind_in(each.lms, difference), "")
    changes = [marked(words["marks"], name, *both) for name, both in difference.marks.items()]
    return str(stated).format(identifiers=", ".join(difference.gone), changes="; ".join(changes))


def marked(words: Mapping[str, str], name: str, *both: str) -> str:
    old, new = (f"‘{mark}’" if mark else words["none"] for mark in both)
    return words[name].format(old=old, new=new)


def opened_words(titles: tuple[str, str] | tuple[()], words: Mapping[str, Any]) -> str:
    """As ``opens_another`` has them; "" where the LMS opens the same part."""
    if not titles:
        return ""
    old, new = (f"‘{title}’" if title else words["no_part"] for title in short_titles(*titles))
    return str(words["opens"]).format(old=old, new=new)


def data(difference: Difference, language: str) -> dict[str, Any]:
    """The difference for programs. ``verdict``: LMS → outcome and reason; ``moodle``: the value of an ``Option``."""
    words = lms_words(language)["updates"]
    return {
        "old": release(difference, old=True),
        "new": release(difference, old=False),
        "findings": json.loads(report([*difference.old.findings, *difference.new.findings]).json(language)),
        "same": difference.same,
        "identifiers": {
            "gone": list(difference.gone),
            "came": list(difference.came),
            "renamed": [{"old": each.old, "new": each.new, "by": each.by} for each in difference.renamed],
        },
        "order": [list(titles) for titles in difference.order],
        "course": [difference.old.course, difference.new.course],
        "settings": [
            {"identifier": each.item, "name": each.name, "before": each.before, "after": each.after}
            for each in difference.settings
        ],
        "edition": [difference.old.edition, difference.new.edition],
        "rules": [
            {"name": each.name, "before": each.before, "after": each.after} for each in difference.rules
        ],
        "stops": [{"why": why, "what": what} for why, what in stops(difference)],
        "files": difference.files,
        **texts_data(difference.sections, difference.prompts),
        "languages": {"gone": list(difference.languages_gone), "came": list(difference.languages_come)},
        "translations": {
            name: texts_data(changes.sections, changes.prompts)
            for name, changes in difference.translations.items()
        },
        "verdict": {
            each.lms: {"outcome": each.outcome.value, "reason": reason(each, difference, words)}
            for each in outcomes(difference)
        },
        "kept": kept(difference, words),
        "moodle": moodle_option(difference).value,
    }


def texts_data(sections: Iterable[SectionChange], prompts: Iterable[PromptChange]) -> dict[str, Any]:
    return {
        "sections": [
            {
                "id": each.id,
                "old_id": each.old_id or (each.id if each.old else None),
                "title": each.title,
                "change": section_kind(each),
                "old": each.old,
                "new": each.new,
                "passages": [{"before": p.before, "after": p.after} for p in each.passages],
            }
            for each in sections
        ],
        "prompts": [
            {
                "id": each.id,
                "changes": [fate.value for fate in each.fates],
                "before": each.old.text if each.old else None,
                "after": each.new.text if each.new else None,
                "options": {
                    "gone": list(each.vanished),
                    "renamed": [{"before": before, "after": after} for before, after in each.renamed],
                    "reworded": [{"before": before, "after": after} for before, after in each.reworded],
                },
                "max_length": lengths(each),
            }
            for each in prompts
        ],
    }


def lengths(change: PromptChange) -> list[int | None]:
    """Most characters of the answer, before and after."""
    return [side.max_length if side else None for side in (change.old, change.new)]


def release(difference: Difference, *, old: bool) -> dict[str, str]:
    side = difference.old if old else difference.new
    return {"path": side.path, "standard": side.standard, "title": side.title, "version": side.version}
