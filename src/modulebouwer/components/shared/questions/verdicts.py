"""What feedback says of the answer that it belongs to: that it is right, or wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from modulebouwer.components.component import PlacedComponent
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.source_map import KeyPath

THAT_IS = r"(?:(?:dat|dit|dit antwoord|uw antwoord|je antwoord|that|this|that[’']s|it) (?:is )?)?"
ALAS = r"(?:(?:(?:helaas|jammer(?: genoeg)?|sorry|unfortunately|alas|hm+|nog|is|toch)[ ]?)+)?"
CALLED_WRONG = re.compile(
    rf"{ALAS}{THAT_IS}{ALAS}(?:niet (?:helemaal |het )?(?:juiste?|goede?|correcte?|waar)(?: antwoord)?|onjuist|verkeerd"
    r"|fout(?: antwoord)?|incorrect|wrong(?: answer)?|not (?:quite )?(?:right|correct|true)|klopt (?:helaas )?niet"
    r"|(?:bijna|almost|nog niet|not yet)(?: goed| right)?|probeer het (?:nog eens|opnieuw)|try again)"
    r"|(?:helaas|jammer|sorry|unfortunately|alas)",
    re.IGNORECASE,
)
CALLED_RIGHT = re.compile(
    rf"{THAT_IS}(?:(?:helemaal |inderdaad )?(?:juist|correct|klopt|goed|right)|the right answer"
    r"|(?:inderdaad )?het (?:juiste|goede) antwoord)|goed (?:zo|gedaan|gezien)|heel goed|prima|uitstekend|perfect"
    r"|precies|inderdaad|well done|exactly|indeed|great|excellent",
    re.IGNORECASE,
)
# What may be said of a statement as well as of the answer to it: "Onjuist: …" to who called it that, and was right.
OF_A_STATEMENT = re.compile(
    r"\b(?:juist|onjuist|waar|onwaar|correct|incorrect|fout|verkeerd|true|false|right|wrong|klopt (?:helaas )?niet)\b",
    re.IGNORECASE,
)
YES, NO = (re.compile(rf"(?:{word})\s*[,.!:;–—]", re.IGNORECASE) for word in ("ja|yes", "nee|no"))
# Of what a yes or a no is said to no answer: "Wat doet u?".
ASKS_WHAT = re.compile(
    r"\b(?:wat|welke?|wie|waar\w*|hoe|hoeveel|wanneer|what|which|who|where|why|how|when)\b", re.IGNORECASE
)
# "Goed zo, maar …" says something else; and of "Wat klopt niet?" the right answer is what is wrong.
BUT = re.compile(r"\b(?:maar|alleen|echter|toch|but|however|yet|though|only)\b", re.IGNORECASE)
ASKS_FOR_WRONG = re.compile(
    r"\b(?:niet|geen|fout\w*|onjuist\w*|verkeerd\w*|not|wrong|incorrect|false)\b|n[’']t\b", re.IGNORECASE
)


def verdict(feedback: str) -> bool | None:
    """Whether the feedback calls the answer right, by how it begins; None when it does not say."""
    said = re.sub(r"^(?:ja|nee|yes|no)\s*[,.!]\s*", "", feedback.strip(), flags=re.IGNORECASE)
    clauses = [one.strip() for one in re.split(r"[.,!:;–—]", said, maxsplit=2)][:2]
    wrong, right = (
        [bool(pattern.fullmatch(clause)) for clause in clauses] for pattern in (CALLED_WRONG, CALLED_RIGHT)
    )
    if BUT.search(feedback) or (any(wrong) and any(right)):
        return None
    return True if right[0] else False if wrong[0] else None


def of_the_answer(feedback: str | None) -> bool:
    """Whether what the feedback begins with says something of the answer alone, and not of the statement."""
    return bool(feedback) and not OF_A_STATEMENT.search(re.split(r"[.,!:;–—]", str(feedback), maxsplit=1)[0])


def contradictions(
    placed: PlacedComponent, question: str, said: Iterable[tuple[KeyPath, str | None, bool]]
) -> Iterator[Finding]:
    """CMP-310; ``said``: where feedback stands, what it says, and whether the answer is right."""
    if ASKS_FOR_WRONG.search(question):
        return
    given = [(way, feedback, right) for way, feedback, right in said if feedback]
    turned = bool(ASKS_WHAT.search(question)) and yes_to_wrong(given)
    wrongly = [one for one in given if verdict(one[1]) not in (None, one[2]) or (turned and one[2])]
    # Where the mark is at the wrong answer, the feedback of both does not fit: it is one mistake.
    for way, feedback, right in [one for one in wrongly if one[2]] or wrongly:
        values = {"written": shortened(feedback), "kind": "right" if right else "wrong"}
        yield Finding("CMP-310", placed.source.value_at(*way), values)


def yes_to_wrong(said: Sequence[tuple[KeyPath, str, bool]]) -> bool:
    """Whether every right answer gets a no, and a wrong one a yes."""
    right = [feedback for _, feedback, is_right in said if is_right]
    wrong = [feedback for _, feedback, is_right in said if not is_right]
    return bool(right) and all(map(NO.match, right)) and any(map(YES.match, wrong))
