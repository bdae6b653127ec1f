"""Which column of an export is which, by its heading; every other column stays closed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

# Role → headings as LMSs and membership lists write them, the likeliest first.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": (
        "registratienummer", "registration number", "registernummer", "relatienummer", "lidnummer", "id-nummer",
        "id number", "idnummer", "nummer", "number",
    ),
    "email": ("e-mailadres", "email address", "e-mail address", "emailadres", "e-mail", "email", "mail"),
    "name": ("naam", "name", "volledige naam", "full name", "deelnemer", "participant", "voornaam / achternaam",
             "first name / last name"),
    "first": ("voornaam", "first name", "roepnaam"),
    "infix": ("tussenvoegsel", "tussenvoegsels"),
    "last": ("achternaam", "last name", "surname"),
    "status": ("status", "voltooiing", "voltooid", "completion", "completion status", "voortgang", "progress"),
    "completed_on": (
        "datum voltooid", "voltooid op", "afgerond op", "datum van voltooiing", "completion date", "completed on",
        "date completed", "datum", "date",
    ),
    "module": ("module",),
    "identifier": ("kenmerk", "identifier"),
    "version": ("versie", "version"),
    "last_access": ("last accessed on", "laatst geopend op", "laatste toegang", "laatst benaderd op", "last access"),
}  # fmt: skip
# A column with what learners wrote, as Moodle's report Interactions heads it: it is never opened, nor named.
ANSWER = re.compile(
    r"(?:response|question|right answer|antwoord|reactie|vraag|(?:juist|goed)e? antwoord)\s*\d", re.IGNORECASE
)
ROLES = ("number", "email", "name", "first", "infix", "last", "status", "date")


def choose(
    headings: Sequence[str], roles: Iterable[str], given: Mapping[str, str], title: str = ""
) -> dict[str, int]:
    """The index of each role's column, as far as there is one.

    ``given``: headings that the user names for roles. ``title``: the module's, which heads the column of the status
    in Moodle's reports; in its report of activity completion the date stands to the right, under an empty heading.
    """
    folded = [heading.casefold() for heading in headings]
    found: dict[str, int] = {}
    for role in roles:
        wanted = [given[role].casefold()] if role in given else [*known(role, title)]
        place = next((folded.index(one) for one in wanted if one in folded), None)
        if place is not None:
            found[role] = place
    # Moodle leaves the heading of the name empty in its report of activity completion.
    if "name" in roles and not {"name", "first", "last"} & found.keys() and folded[:1] == [""]:
        found["name"] = 0
    return found if "date" not in roles else {**found, **dated(folded, found, given)}


def known(role: str, title: str) -> Iterable[str]:
    if role == "status" and title:
        yield title.casefold()
    yield from HEADINGS.get(role, ())


def dated(folded: Sequence[str], found: Mapping[str, int], given: Mapping[str, str]) -> Mapping[str, int]:
    """The column of the day: of completing, or failing that of the last visit."""
    if "date" in given:
        return {}
    beside = found.get("status", len(folded)) + 1
    if beside < len(folded) and not folded[beside]:
        return {"date": beside}
    for role in ("completed_on", "last_access"):
        for heading in HEADINGS[role]:
            if heading in folded:
                return {"date": folded.index(heading)}
    return {}


def only_visits(headings: Sequence[str]) -> bool:
    """Whether the table knows of visits and of no completion: an LMS's list of everybody who ever opened it."""
    folded = {heading.casefold() for heading in headings}
    return not folded & set(HEADINGS["completed_on"]) and bool(folded & set(HEADINGS["last_access"]))


def is_answer(heading: str) -> bool:
    return ANSWER.match(heading.strip()) is not None
