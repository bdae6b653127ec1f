"""In which language a sentence is, and where that is not plain."""

from __future__ import annotations

import pytest

from modulebouwer.checks.language import of_sentence

FOREIGN = (
    ("Two people sitting at opposite sides of a brown table.", "nl", "en"),
    ("This chart shows the number of absences per week.", "nl", "en"),
    ("A woman looking at her phone in the hallway.", "nl", "en"),
    ("Yes, that is right. You begin with the other.", "nl", "en"),
    ("Wann sagen Sie es meistens, und wem sagen Sie es nicht?", "nl", "de"),
    ("Une femme et un homme sont assis dans une salle.", "nl", "fr"),
    ("Twee mensen met een tafel tussen hen in.", "en", "nl"),
    ("Een grafiek met het aantal leerlingen per jaar.", "en", "nl"),
    ("Two people sitting at a table that is not theirs.", "fy", "en"),
)
OWN = (
    ("Omslag van The Power of Feedback and the Practice of Teaching.", "nl"),
    ("On becoming a person", "nl"),
    ("What is in it for me?", "nl"),
    ("Train the trainer", "nl"),
    ("In de team room is de daily stand-up om tien over negen.", "nl"),
    ("Hoe is it mei de bern op skoalle, en wat wolle se sels?", "fy"),
    ("De man is op het plein en in de klas.", "fy"),
    ("Was die man op tijd in de les?", "nl"),
)


@pytest.mark.parametrize(("sentence", "own", "language"), FOREIGN)
def test_it_is_in_another_language(sentence: str, own: str, language: str) -> None:
    assert of_sentence(sentence, own) == language


@pytest.mark.parametrize(("sentence", "own"), OWN)
def test_it_is_not_plainly_in_another(sentence: str, own: str) -> None:
    assert of_sentence(sentence, own) == ""
