"""Which way the points of a scale go: "oneens" to "eens", or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from modulebouwer.components.component import PlacedComponent
from modulebouwer.findings import Finding
from modulebouwer.source.csl import words

# In the languages of learners: what is most, what is least, what turns a word into its opposite, and what changes
# nothing. A point with any other word in it says too little: "veel moeite" is the least of a skill.
HIGH = words(
    """eens altijd vaak meestal dagelijks goed uitstekend prima tevreden ja
    agree always often usually daily good excellent satisfied yes true
    zu immer oft meistens täglich gut sehr ausgezeichnet zufrieden ja
    d'accord toujours souvent bien bon excellent satisfait satisfaite satisfait(e) oui
    iens altyd faak meastal goed tefreden"""
)
LOW = words(
    """oneens nooit zelden slecht onvoldoende ontevreden nee
    disagree never rarely seldom bad poor dissatisfied no false
    nie selten schlecht unzufrieden nein
    jamais rarement mal mauvais insatisfait non désaccord lehne
    nea komselden min ûntefreden nee"""
)
TURNED = words("niet not nicht pas net geen")
INTENSE = words(
    """helemaal geheel volledig zeer heel erg sterk absoluut zeker vrijwel bijna
    strongly fully completely very totally absolutely almost mostly
    voll völlig ganz überhaupt stimme trifft eher fast gar
    tout à fait du entièrement pleinement très presque
    hielendal folslein tige hast"""
)
BESIDE = words(
    """dat dit doe ik lukt me mij is ben het mee ermee daarmee hier klopt geldt voor van toepassing op waar gaat kan er
    i do this that it is am can with at all
    ich das mache es ist bin ab
    je fais suis c'est ça ne
    ik doch dat it bin der mei"""
)
WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def level(anchor: str) -> int:
    """1 for a point that is plainly much, -1 for one that is plainly little, 0 for any other."""
    said = {word.replace("’", "'") for word in WORDS.findall(anchor.lower())} - BESIDE
    if not said or not said <= HIGH | LOW | TURNED | INTENSE:
        return 0
    if said & LOW:
        return 0 if said & (TURNED | HIGH) else -1
    return -1 if said & TURNED else 1


def highest_first(placed: PlacedComponent, anchors: Sequence[str], *way: str | int) -> Iterator[Finding]:
    """CMP-621, where the first of the ``anchors`` at ``way`` is plainly the most and the last the least."""
    # Yes and no, by themselves, have no order.
    if len(anchors) > 2 and level(anchors[0]) > 0 and level(anchors[-1]) < 0:
        values = {"first": anchors[0], "last": anchors[-1]}
        yield Finding("CMP-621", placed.source.value_at(*way, 0), values)
