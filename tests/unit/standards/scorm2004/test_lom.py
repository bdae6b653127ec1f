"""The rules for LOM records, part by part of IEEE 1484.12.1: what they let through, and the one thing they refuse."""

from __future__ import annotations

import pytest
from lxml import etree

from modulebouwer.standards.scorm2004.lom import HOLDS, STRUCTURE, VOCABULARIES, faults
from modulebouwer.standards.scorm2004.vocabulary import LOM


def why(inner: str) -> list[str]:
    return [fault.why for fault in faults(etree.fromstring(f'<lom xmlns="{LOM}">{inner}</lom>'))]


# Type of an element → where it stands.
PATHS = {
    "contribute": ("lifeCycle", "contribute"),
    "metaContribute": ("metaMetadata", "contribute"),
    "orComposite": ("technical", "requirement", "orComposite"),
}


def nested(kind: str, inner: str) -> str:
    for name in reversed(PATHS.get(kind, (kind,))):
        inner = f"<{name}>{inner}</{name}>"
    return inner


def vocabulary(place: str, source: str, value: str) -> str:
    kind, name = place.split(" ")
    return nested(kind, f"<{name}><source>{source}</source><value>{value}</value></{name}>")


# IEEE 1484.12.1-2002, clause 6: element number → where it stands here, and its value space as printed there.
LEVEL = ("very low", "low", "medium", "high", "very high")
VALUE_SPACES = {
    "1.7": ("general structure", ("atomic", "collection", "networked", "hierarchical", "linear")),
    "1.8": ("general aggregationLevel", ("1", "2", "3", "4")),
    "2.2": ("lifeCycle status", ("draft", "final", "revised", "unavailable")),
    "2.3.1": (
        "contribute role",
        (
            "author", "publisher", "unknown", "initiator", "terminator", "validator", "editor", "graphical designer",
            "technical implementer", "content provider", "technical validator", "educational validator",
            "script writer", "instructional designer", "subject matter expert",
        ),
    ),
    "3.2.1": ("metaContribute role", ("creator", "validator")),
    "4.4.1.1": ("orComposite type", ("operating system", "browser")),
    "4.4.1.2": (
        "orComposite name",
        (
            "pc-dos", "ms-windows", "macos", "unix", "multi-os", "none",
            "any", "netscape communicator", "ms-internet explorer", "opera", "amaya",
        ),
    ),
    "5.1": ("educational interactivityType", ("active", "expositive", "mixed")),
    "5.2": (
        "educational learningResourceType",
        (
            "exercise", "simulation", "questionnaire", "diagram", "figure", "graph", "index", "slide", "table",
            "narrative text", "exam", "experiment", "problem statement", "self assessment", "lecture",
        ),
    ),
    "5.3": ("educational interactivityLevel", LEVEL),
    "5.4": ("educational semanticDensity", LEVEL),
    "5.5": ("educational intendedEndUserRole", ("teacher", "author", "learner", "manager")),
    "5.6": ("educational context", ("school", "higher education", "training", "other")),
    "5.8": ("educational difficulty", ("very easy", "easy", "medium", "difficult", "very difficult")),
    "6.1": ("rights cost", ("yes", "no")),
    "6.2": ("rights copyrightAndOtherRestrictions", ("yes", "no")),
    "7.1": (
        "relation kind",
        (
            "ispartof", "haspart", "isversionof", "hasversion", "isformatof", "hasformat", "references",
            "isreferencedby", "isbasedon", "isbasisfor", "requires", "isrequiredby",
        ),
    ),
    "9.1": (
        "classification purpose",
        (
            "discipline", "idea", "prerequisite", "educational objective", "accessibility restrictions",
            "educational level", "skill level", "security level", "competency",
        ),
    ),
}  # fmt: skip
WORDS = [(place, word) for place, words in VALUE_SPACES.values() for word in words]


def test_every_vocabulary_element_has_its_words() -> None:
    places = {
        f"{kind} {name}"
        for kind, holds in HOLDS.items()
        for name, (_, held) in holds.items()
        if held == "vocabulary"
    }
    assert places == set(VOCABULARIES) == {place for place, _ in VALUE_SPACES.values()}


def test_the_words_are_those_and_no_others() -> None:
    """A word too many would let through what the standard does not know."""
    for number, (place, words) in VALUE_SPACES.items():
        assert sorted(VOCABULARIES[place].split(", ")) == sorted(words), number


@pytest.mark.parametrize(("place", "word"), WORDS)
def test_words_of_the_standard(place: str, word: str) -> None:
    assert why(vocabulary(place, "LOMv1.0", word)) == []


@pytest.mark.parametrize("place", VOCABULARIES)
def test_another_word_under_the_standards_name(place: str) -> None:
    name = place.split(" ")[1]
    assert why(vocabulary(place, "LOMv1.0", "Anders")) == [
        f"Element '{name}': 'Anders' is not a word of LOMv1.0."
    ]
    assert why(vocabulary(place, "https://example.org/words", "Anders")) == []


def test_who_made_the_record_and_who_made_the_module_have_their_own_words() -> None:
    assert why(vocabulary("metaContribute role", "LOMv1.0", "author")) != []
    assert why(vocabulary("contribute role", "LOMv1.0", "creator")) != []


DATES = [
    "2026",
    "2026-11",
    "2026-11-23",
    "2026-11-23T23",
    "2026-11-23T23:59",
    "2026-11-23T23:59:59",
    "2026-11-23T23:59:59.25",
    "2026-11-23T23:59:59.25Z",
    "2026-11-23T23:59:59.0+01:00",
    "0001-01-01",
]
NO_DATES = [
    "",
    "0000",
    "26",
    "2026-13",
    "2026-00",
    "2026-11-32",
    "2026-11-00",
    "2026-11-23T24",
    "2026-11-23T23:60",
    "2026-11-23T23:59:60",
    "2026-11-23T23:59:59Z",
    "2026-11-23T23:59Z",
    "2026-11-23T23:59:59.5+0100",
    "2026-11-23 23:59",
    "23-11-2026",
    "2026-11-23T",
    "2026-11-23T23:59:59.",
    " 2026",
]


def dated(text: str) -> list[str]:
    return why(nested("contribute", f"<date><dateTime>{text}</dateTime></date>"))


@pytest.mark.parametrize("text", DATES)
def test_dates(text: str) -> None:
    assert dated(text) == []


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text: str) -> None:
    assert dated(text) == [f"Element 'dateTime': '{text}' is not a value of the type iso8601DateTime."]


def lasting(text: str) -> list[str]:
    return why(f"<technical><duration><duration>{text}</duration></duration></technical>")


@pytest.mark.parametrize(
    "text", ["P1Y", "P2M", "P3D", "PT4H", "PT5M", "PT6S", "PT6.7S", "P1Y2M3DT4H5M6S", "PT0S"]
)
def test_durations(text: str) -> None:
    assert lasting(text) == []


@pytest.mark.parametrize(
    "text", ["", "P", "PT", "P1YT", "P1H", "PT1Y", "P1.5D", "PT6.S", "1:35", "-PT1H", "PT5M4H", "P1W"]
)
def test_no_durations(text: str) -> None:
    assert lasting(text) == [f"Element 'duration': '{text}' is not a value of the type iso8601Duration."]


@pytest.mark.parametrize(
    ("language", "valid"), [("nl", True), ("fy-NL", True), ("", True), ("n l", False), ("nl_NL", False)]
)
def test_language_of_a_text(language: str, valid: bool) -> None:
    text = f'<title><string language="{language}">x</string></title>'
    assert (why(nested("general", text)) == []) == valid


def test_a_text_stands_in_strings_and_nowhere_else() -> None:
    assert why("<general><title>Los</title></general>") == ["Element 'title': text is not allowed here."]
    assert why('<general><title><langstring xml:lang="nl">1.2</langstring></title></general>') == [
        "Element 'langstring' is not allowed in 'title'."
    ]


ONCE = [(kind, name) for kind, holds in HOLDS.items() for name, (count, _) in holds.items() if count == "?"]


def path(kind: str) -> list[str]:
    """Element names from below the root to an element of the type."""
    if kind == "lom":
        return []
    holder, name = next(
        (holder, name) for holder, holds in HOLDS.items() for name, (_, held) in holds.items() if held == kind
    )
    return [*path(holder), name]


@pytest.mark.parametrize(("kind", "name"), ONCE)
def test_what_stands_once(kind: str, name: str) -> None:
    inner = f"<{name}/>" * 2
    for outer in reversed(path(kind)):
        inner = f"<{outer}>{inner}</{outer}>"
    told = [fault for fault in why(inner) if "more than once" in fault]
    assert told == [f"Element '{name}' stands more than once in '{(path(kind) or ['lom'])[-1]}'."]


@pytest.mark.parametrize("kind", STRUCTURE)
def test_nothing_else_stands_anywhere(kind: str) -> None:
    inner = "<trefwoord/>"
    for outer in reversed(path(kind)):
        inner = f"<{outer}>{inner}</{outer}>"
    assert why(inner) == [f"Element 'trefwoord' is not allowed in '{(path(kind) or ['lom'])[-1]}'."]
