"""Texts with values in them: numbers and plurals as a language has them, others' messages in our words, words meant."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import SequenceMatcher, get_close_matches
from functools import cache, lru_cache
from string import Formatter
from typing import Any

from modulebouwer.catalogue import PACKAGE, read_words

# Between thousands, and before decimals.
MARKS = {"nl": (".", ","), "en": (",", ".")}
# A number of more digits is read with marks.
FEWEST_MARKED = 1_000
# The parser's own word for the place, which the finding has already.
PLACE = re.compile(r", line \d+, column \d+$")
LONGEST_LINE = 60
# A part of a name with fewer letters may be of any.
FEWEST_LETTERS = 4
# Of two words with as many edits, one that shares so much more is the nearer.
MUCH_NEARER = 0.1
# Of more words that are as near, no one knows which was meant.
MOST_NAMED = 3
# Of names that can be chosen so many are told.
MOST_CHOICES = 12
# So many words are told before a difference.
WORDS_BEFORE = 3
# Others may quote a whole file.
LONGEST_QUOTE = 200
# Of a word that is longer, as no name and hardly an address is, the beginning and the end are shown.
LONGEST_WORD = 160
LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
# What a terminal obeys, and what turns the direction of what follows (Unicode, UAX 9): not a line break or a tab.
OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Wording(Formatter):
    """``{count}`` is a number as the language writes it, ``{count:file|files}`` that number with its noun.

    ``{line:d}`` is a number without marks between thousands, as in an address. ``{scheme:light=licht|dark=donker}``
    is the language's word for a value of ours.
    """

    def __init__(self, language: str) -> None:
        self._language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        is_number = isinstance(value, int | float) and format_spec != "d"
        told = number(value, self._language) if is_number else printed(clipped(str(value)))
        if "|" not in format_spec:
            return told
        if "=" in format_spec:
            return dict(one.split("=") for one in format_spec.split("|"))[str(value)]
        one, other = format_spec.split("|")
        return f"{told} {one if told == '1' else other}"


def filled(text: str, values: Mapping[str, Any], language: str) -> str:
    """``text`` with ``values`` in the places in braces. Raises ``KeyError`` for one that is missing."""
    return Wording(language).vformat(text, (), values)


def clipped(text: str) -> str:
    """``text`` with the middle left out of every word of more than 160 characters, such as a stranger's identifier."""
    return LONG_WORD.sub(lambda found: f"{found[0][:100]}…{found[0][-40:]}", text)


def printed(text: str) -> str:
    """``text`` of anybody's, fit to print: what would steer the terminal is written as its code (``\\x1b``)."""
    return OBEYED.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def number(value: float, language: str, decimals: int = 1) -> str:
    """1.234 or 1,234; a fraction has ``decimals``."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.{decimals}f}"
    thousands, decimal = MARKS[language]
    if abs(value) < FEWEST_MARKED:
        return text.replace(".", decimal)
    return text.translate(str.maketrans(",.", thousands + decimal))


def explained(theirs: str, language: str) -> str:
    """What another program says, as a sentence of ours with theirs behind it."""
    quote = PLACE.sub("", " ".join(theirs.split()))
    ours = in_our_words(quote, language, "theirs")
    shown = "".join(letter if letter.isprintable() else "�" for letter in quote)
    if len(shown) > LONGEST_QUOTE:
        shown = f"{shown[: LONGEST_QUOTE - 3]}..."
    return f"{ours} (‘{shown}’)" if shown else ours


def in_our_words(theirs: str, language: str, who: str) -> str:
    """The first sentence of ours that fits what another program says; ``who``: a list in ``catalogue/theirs.yaml``."""
    found = ((words[language], says.search(theirs)) for says, words in explanations(who))
    return next(expanded(text, match) for text, match in found if match)


def expanded(text: str, found: re.Match[str]) -> str:
    """A group that took no part is nothing, and so are the quotes around it."""
    told = re.sub(r"\\(\d)", lambda group: found[int(group[1])] or "", text)
    return told.replace(" ‘’", "")


@cache
def explanations(who: str) -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    stated = read_words(PACKAGE.joinpath("catalogue", "theirs.yaml"))[who]
    return tuple((re.compile(each["says"]), each) for each in stated)


class Meant(str):
    """The word that was probably meant; ``others`` are as near."""

    others: tuple[str, ...] = ()


def all_meant(word: object) -> tuple[str, ...]:
    """The ``suggestion`` of a finding and those that are as near; none without one."""
    return (str(word), *getattr(word, "others", ())) if word else ()


def one_of(words: Sequence[str]) -> str:
    """The first of ``words``, or ``""``; who asks whether it was meant asks after the others too."""
    first = Meant(words[0] if words else "")
    first.others = tuple(words[1:])
    return first


def quoted(names: Iterable[str]) -> str:
    """Names as they stand in a sentence: the code of a language, such as ``en``, may be read as a word of it."""
    return ", ".join(f"‘{name}’" for name in names)


def to_choose_from(names: Collection[str]) -> dict[str, str]:
    """The values ``known``, the names in a sentence, as far as anyone reads on, and ``some``: whether there are any."""
    told = quoted(list(names)[:MOST_CHOICES]) + (" …" if len(names) > MOST_CHOICES else "")
    return {"known": told, "some": "yes" if names else "no"}


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or ``""``."""
    return one_of(nearest(word, known))


def nearest(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known word that was probably meant; with the others, where as few edits away."""
    return _nearest(word, known if isinstance(known, frozenset) else frozenset(known))


@lru_cache(maxsize=512)
def _nearest(word: str, known: frozenset[str]) -> tuple[str, ...]:
    # Cached, since one mistake is often made all through a module; sorted, so that the answer is always the same.
    folded = {other.lower().replace("_", "-"): other for other in sorted(known)}
    plain = word.lower().replace("_", "-")
    matches = fewest_edits(plain, get_close_matches(plain, folded, n=max(1, len(folded)), cutoff=0.7))
    # Of a name in parts ("rogers-farson-1957") the first may be all that is remembered.
    longer = (
        [other for other in folded if other.startswith(f"{plain}-")] if len(plain) >= FEWEST_LETTERS else []
    )
    shorter = [other for other in folded if len(other) >= FEWEST_LETTERS and plain.startswith(f"{other}-")]
    # Letters that changed places weigh heavily in a short name: "lse" for "les".
    turned = [other for other in folded if sorted(other) == sorted(plain)]
    near = matches or next((few for few in (turned, longer + shorter) if len(few) == 1), [])
    return tuple(folded[one] for one in near)


def fewest_edits(word: str, near: Sequence[str]) -> list[str]:
    """Those of ``near`` that take the fewest edits, at most three, less what shares far less with ``word``."""
    if len(near) < 2:
        return [*near]
    away = {other: edits(word, other) for other in near}
    fewest = [other for other in near if away[other] == min(away.values())]
    shared = {other: SequenceMatcher(None, other, word).ratio() for other in fewest}
    best = sorted(fewest, key=lambda other: (-shared[other], other))
    return [one for one in best if shared[one] > shared[best[0]] - MUCH_NEARER][:MOST_NAMED]


def edits(one: str, other: str) -> int:
    """How many edits make ``other`` of ``one``; two letters that changed places are one (Damerau, 1964)."""
    before: list[int] = []
    above: list[int] = [*range(len(other) + 1)]
    for i, letter in enumerate(one, 1):
        row: list[int] = [i]
        for j, wanted in enumerate(other, 1):
            least = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + int(letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, above = above, row
    return above[len(other)]


def shortened(text: str) -> str:
    """One line of at most 60 characters, whose last word is whole unless it fills the line."""
    line = " ".join(text.split())
    if len(line) <= LONGEST_LINE:
        return line
    words = line[: LONGEST_LINE - 3].rpartition(" ")[0]
    return f"{words} ..." if words else line[: LONGEST_LINE - 3] + "..."


def differing(old: str, new: str) -> tuple[str, str]:
    """Two texts, each as one line of at most 60 characters from a few words before they begin to differ."""
    before, after = old.split(), new.split()
    same = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b),
        min(len(before), len(after)),
    )
    start = max(0, same - WORDS_BEFORE)
    lead = "... " if start else ""
    return shortened(lead + " ".join(before[start:])), shortened(lead + " ".join(after[start:]))
