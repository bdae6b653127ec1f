"""All that a provider hands out for a module: certificates, credentials, and the sheet for edubadges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from modulebouwer.model.identifiers import identifier_from
from modulebouwer.model.locale import Locale
from modulebouwer.model.module import LearningModule
from modulebouwer.papers.certify.certificate import certificate, criteria, sign
from modulebouwer.papers.certify.credential import baked, credential, signed
from modulebouwer.papers.certify.keys import Keys
from modulebouwer.papers.certify.people import Participant
from modulebouwer.papers.pdf import pdf
from modulebouwer.papers.words import paper_words
from modulebouwer.wrong_use import WrongUse


def certificates(
    module: LearningModule, locale: Locale, people: Iterable[Participant], keys: Keys, language: str
) -> Iterator[tuple[str, bytes]]:
    """File name → contents. Raises ``WrongUse`` when module.yaml does not say who issues."""
    definition, words = module.definition, paper_words(language)
    if not definition.publisher or not definition.base_iri:
        raise WrongUse("no_issuer", path=f"{module.folder}/module.yaml")
    own = words["certificate"]
    asked = own["criteria"].format(rule=criteria(module, own))
    narrative = own["narrative"].format(
        criteria=asked, objectives=listed(module), minutes=definition.study_load
    )
    start, used = f"{definition.identifier}-{definition.version}-{own['file']}", Counter[str]()
    for person in people:
        name = identifier_from(person.name)
        used[name] += 1
        name = f"{start}-{name}" + (f"-{used[name]}" if used[name] > 1 else "")
        page = certificate(module, locale, words, language, person.name, person.day)
        token = signed(credential(definition, person.name, person.email, person.day, narrative), keys)
        yield f"{name}.pdf", sign(pdf(page), keys, own["reason"])
        yield f"{name}.jwt", f"{token}\n".encode("ascii")
        yield f"{name}.svg", baked(token, definition.title, definition.publisher)
    sheet = own["edubadges"]
    yield (
        f"{definition.identifier}-{definition.version}-{sheet['file']}.txt",
        edubadges(module, own, asked).encode(),
    )


def edubadges(module: LearningModule, own: Any, asked: str) -> str:
    """The fields of a badge class, as text to copy."""
    definition = module.definition
    text: str = own["edubadges"]["lines"].format(
        title=definition.title,
        language=definition.language,
        description=" ".join(definition.description.split()),
        objectives=listed(module),
        criteria=asked,
        minutes=definition.study_load,
        hours=f"{definition.study_load / 60:.1f}",
        level=definition.level or "–",
    )
    return text


def listed(module: LearningModule) -> str:
    """The objectives as a list in Markdown."""
    return "\n".join(f"* {one.text}" for one in module.definition.objectives)
