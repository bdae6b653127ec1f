"""What feedback says of the answer that it belongs to: that it is right, or wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from modulebouwer.components.component import PlacedComponent
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.source_map import KeyPath

THAT_IS = r"(?:(?:dat|dit|dit antwoord|uw antwoord|je antwoord|that|this|that[’']s|it) (?:is )?)?"
CALLED_WRONG = re.compile(
    rf"{THAT_IS}(?:niet (?:juist|goed|correct|waar)|onjuist|fout|verkeerd|incorrect|wrong|not (?:right|correct|true)"
    r"|(?:helaas )?klopt niet|niet het (?:juiste|goede) antwoord)|(?:helaas|jammer|sorry|unfortunately|alas)",
    re.IGNORECASE,
)
CALLED_RIGHT = re.compile(
    rf"{THAT_IS}(?:(?:helemaal |inderdaad )?(?:juist|correct|klopt|goed|right)|het (?:juiste|goede) antwoord)"
    r"|goed zo|goed gedaan|prima|uitstekend|precies|inderdaad|well done|exactly|indeed|great",
    re.IGNORECASE,
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


def contradictions(
    placed: PlacedComponent, question: str, said: Iterable[tuple[KeyPath, str | None, bool]]
) -> Iterator[Finding]:
    """CMP-310; ``said``: where feedback stands, what it says, and whether the answer is right."""
    if ASKS_FOR_WRONG.search(question):
        return
    for way, feedback, right in said:
        if feedback and verdict(feedback) is not None and verdict(feedback) != right:
            values = {"written": shortened(feedback), "kind": "right" if right else "wrong"}
            yield Finding("CMP-310", placed.source.value_at(*way), values)
