"""Which questions ask for somebody's data, and which only speak of them."""

from __future__ import annotations

import pytest

from modulebouwer.components.personal import asks_for, asks_who

ASK = """
Noteer de naam, de geboortedatum en het BSN van uw zieke collega.
Noem de naam en het BSN.
Noteer de naam van de leerling en wat u zag.
Noteer namen van leerlingen die u opvallen.
Wat is de naam van het kind?
Wat is het BSN van de cliënt?
Hoe heet uw leerling?
Noteer de diagnose van uw collega.
Vul de datum, het adres en de geboortedatum van de cliënt in.
Write down the name of the pupil.
What is the name of your patient?
Denk aan een gesprek. Noem de volledige naam van je cliënt.
"""
SPEAK = """
Noteer de naam van de collega met wie u dit bespreekt.
Noteer waarom u het BSN niet mag vragen.
Noem twee redenen om naar de geboortedatum te vragen.
Noem geen namen van leerlingen.
Beschrijf een leerling, zonder de naam van de leerling te noemen.
Wat is een BSN?
Beschrijf uw diagnose van de school.
Wat is de diagnose van het team?
Hoe heet de leerling uit de casus?
Wat mag u over de diagnose van een leerling zeggen?
Noteer uw eigen naam voor dit gesprek.
Geef de leerling een verzonnen naam.
Noem een leerling die u wilt helpen.
Noteer de naam van uw plan en de datum van het gesprek met een leerling.
Hoe reageert u als iemand naar het BSN vraagt?
Schrijf op hoe u de naam van een leerling uitspreekt.
Write about a pupil without the name of the pupil.
"""
WHO = """
Wat is uw naam en uw e-mailadres?
Naam:
Naam en e-mail
Wat is je e-mailadres?
Hoe heet u?
What is your name?
Your e-mail address
Wie bent u?
Name (optional)
"""
NOT_WHO = """
Wat vindt u van de naam van de module?
Vul uw naam niet in. Wat mist u?
Namen we genoeg tijd?
Hoe heet het onderdeel dat u hielp?
Welke e-mails had u willen krijgen?
Naamgeving van de delen: duidelijk?
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("question", lines(ASK))
def test_it_asks_for_data(question: str) -> None:
    assert asks_for(question)


@pytest.mark.parametrize("question", lines(SPEAK))
def test_it_speaks_of_data_or_of_names_that_may_be_asked(question: str) -> None:
    assert asks_for(question) is None


@pytest.mark.parametrize("question", lines(WHO))
def test_it_asks_who_the_learner_is(question: str) -> None:
    assert asks_who(question)


@pytest.mark.parametrize("question", lines(NOT_WHO))
def test_it_does_not_ask_who_the_learner_is(question: str) -> None:
    assert not asks_who(question)
