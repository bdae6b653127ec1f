"""All that a provider hands out for a module: certificates, credentials, and the sheet for edubadges."""

from __future__ import annotations

import datetime
import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from modulebouwer.findings import Finding
from modulebouwer.model.identifiers import file_stem, is_example, slug
from modulebouwer.model.locale import Locale, plural
from modulebouwer.model.module import LearningModule
from modulebouwer.papers.certify.certificate import certificate, criteria, sign
from modulebouwer.papers.certify.credential import baked, credential, identifier_of, signed
from modulebouwer.papers.certify.keys import Keys
from modulebouwer.papers.certify.people import Participant
from modulebouwer.papers.pdf import NoGlyphError, pdf
from modulebouwer.papers.words import paper_words
from modulebouwer.wrong_use import WrongUse

# Letters of another script are up to four bytes each, and a file's name has 255.
LONGEST_NAME = 40


def certificates(
    module: LearningModule,
    locale: Locale,
    people: Iterable[Participant],
    keys: Keys,
    language: str,
    now: datetime.datetime,
    there: Mapping[str, str],
) -> Iterator[tuple[str, bytes] | Finding]:
    """File name → contents, and for a name that no typeface has why there is no PDF.

    ``now`` has a time zone. ``there``: names without ending of certificates that were made before, with the identifier
    of the credential; that of another person keeps its place. Raises ``WrongUse`` when module.yaml does not say who
    issues, or names an address that is nobody's.
    """
    definition, words = module.definition, paper_words(language)
    if not definition.publisher or not definition.base_iri:
        raise WrongUse("no_issuer", path=f"{module.folder}/module.yaml")
    if is_example(definition.base_iri):
        raise WrongUse("issuer_is_example", path=f"{module.folder}/module.yaml", iri=definition.base_iri)
    own = words["certificate"]
    asked = own["criteria"].format(rule=criteria(module, own))
    load = plural(own["minutes"], definition.study_load)
    narrative = own["narrative"].format(criteria=asked, objectives=listed(module), minutes=load)
    start, used = f"{definition.identifier}-{definition.version}-{own['file']}", dict(there)
    for person in people:
        name = free(f"{start}-{file_name(person.name)}", identifier_of(definition, person), used)
        page = certificate(module, locale, words, language, person.name, person.day)
        token = signed(credential(definition, person, narrative), keys, now)
        try:
            yield f"{name}.pdf", sign(pdf(page), keys, own["reason"])
        except NoGlyphError as error:
            yield Finding("PAP-003", person.place, {"file": f"{name}.pdf", "text": error.text})
        yield f"{name}.jwt", f"{token}\n".encode("ascii")
        yield f"{name}.svg", baked(token, definition.title, definition.publisher)
    sheet = own["edubadges"]
    yield (
        f"{definition.identifier}-{definition.version}-{sheet['file']}.txt",
        edubadges(module, own, asked).encode(),
    )


def free(name: str, identifier: str, used: dict[str, str]) -> str:
    """``name``, with a number behind it when that is somebody else's; it is taken from then on."""
    numbered = (name if number == 1 else f"{name}-{number}" for number in itertools.count(1))
    found = next(one for one in numbered if used.get(one, identifier) == identifier)
    used[found] = identifier
    return found


def file_name(name: str) -> str:
    """A person's name in plain letters; in its own where it has no others."""
    own = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", name).lower()).strip("-")
    return file_stem(slug(name)) or own[:LONGEST_NAME] or "-"


def edubadges(module: LearningModule, own: Any, asked: str) -> str:
    """The fields of a badge class, as text to copy."""
    definition = module.definition
    text: str = own["edubadges"]["lines"].format(
        title=definition.title,
        language=definition.language,
        description=" ".join(definition.description.split()),
        objectives=listed(module),
        criteria=asked,
        minutes=plural(own["minutes"], definition.study_load),
        hours=f"{definition.study_load / 60:.1f}".replace(".", own["decimal"]),
        level=definition.level or "–",
    )
    return text


def listed(module: LearningModule) -> str:
    """The objectives as a list in Markdown."""
    return "\n".join(f"* {one.text}" for one in module.definition.objectives)
