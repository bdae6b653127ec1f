"""What a search engine or catalogue knows of a module: a ``LearningResource`` of schema.org, as JSON-LD.

Beside the packages as a file, and inside the web page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from modulebouwer.model.definition import Author, ModuleDefinition


def learning_resource(definition: ModuleDefinition) -> bytes:
    """JSON-LD in UTF-8, a key for everything that the source says."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": definition.iri or None,
        "identifier": definition.identifier,
        "name": definition.title,
        "alternativeHeadline": definition.subtitle,
        "description": definition.description,
        "inLanguage": definition.language,
        "version": definition.version,
        "dateModified": definition.date.isoformat(),
        "expires": definition.valid_until.isoformat() if definition.valid_until else None,
        "keywords": list(definition.keywords) or None,
        "timeRequired": duration(definition.study_load),
        "teaches": [one.text for one in definition.objectives] or None,
        # What one may go on with (`themes`) is about something else.
        "about": list(definition.register.themes) or None if definition.register else None,
        "audience": {"@type": "EducationalAudience", "audienceType": definition.audience}
        if definition.audience
        else None,
        "educationalLevel": definition.level,
        "publisher": {"@type": "Organization", "name": definition.publisher}
        if definition.publisher
        else None,
        "author": [person(one) for one in definition.authors if not one.reviewed_on] or None,
        "contributor": [person(one) for one in definition.authors if one.reviewed_on] or None,
        "license": licence_address(definition.licence) if definition.licence else None,
        "isAccessibleForFree": True if open_licence(definition) else None,
        "learningResourceType": "online module",
    }
    told = {name: value for name, value in found.items() if value is not None}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def embedded(definition: ModuleDefinition) -> str:
    """The same as a data block of a page (HTML, 4.12.1): nothing in it ends the element, and no browser runs it."""
    data = learning_resource(definition).decode().strip().replace("<", "\\u003c")
    return f'<script type="application/ld+json">\n{data}\n</script>'


def person(one: Author) -> Mapping[str, Any]:
    found: dict[str, Any] = {"@type": "Person", "name": one.name}
    if one.organisation:
        found["affiliation"] = {"@type": "Organization", "name": one.organisation}
    return found


def open_licence(definition: ModuleDefinition) -> bool:
    return (definition.licence or "").startswith("CC")


def licence_address(licence: str) -> str:
    """Where a licence is found."""
    if not licence.startswith("CC"):
        return licence
    name, _, version = licence.removeprefix("CC").strip().rpartition(" ")
    if name in ("", "0"):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return f"https://creativecommons.org/licenses/{name.lower()}/{version}/"


def duration(minutes: int) -> str:
    """ISO 8601."""
    return f"PT{minutes}M"
