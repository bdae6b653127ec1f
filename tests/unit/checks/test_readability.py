"""Syllables and the Flesch-Douma score."""

from __future__ import annotations

import pytest

from modulebouwer.checks.readability import flesch_douma, syllables

KNOWN = {
    1: "de school wij nieuw ooit eeuw vrouw kooi quiz jij één leert stroopt niet",
    2: "leider kinderen:3 geïnd actie station vrouwen draaien groeien bijen ruïne:3 zeeën bureau niveau yoghurt eigen",
    3: "schoolleider ideeën beïnvloed partner:2 regio directeur collega geheugen theater",
    4: "nationaal samenwerken verantwoord:3 officieel organisatie:5 gemeenteraad",
}
WORDS = [
    (word.split(":")[0], int(word.split(":")[1]) if ":" in word else count)
    for count, words in KNOWN.items()
    for word in words.split()
]


@pytest.mark.parametrize(("word", "count"), WORDS)
def test_syllables_of_known_words(word: str, count: int) -> None:
    assert syllables(word) == count
    assert syllables(word.capitalize()) == count


def test_the_formula() -> None:
    # 20 sentences of 6 words and 9 syllables.
    score = flesch_douma(["De leider praat vandaag met ouders."] * 20)
    assert score == pytest.approx(206.835 - 0.93 * 6 - 77 * (9 / 6))


def test_a_sentence_ends_before_a_capital_only() -> None:
    one = flesch_douma(["Dat kost bijv. tien euro per kind, aldus de heer b. jansen uit ons dorp."] * 10)
    two = flesch_douma(["Dat kost bijv. Tien euro per kind, aldus de heer b. jansen uit ons dorp."] * 10)
    assert one is not None
    assert two is not None
    assert two > one


def test_a_short_text_has_no_score() -> None:
    assert flesch_douma(["Kort."]) is None
