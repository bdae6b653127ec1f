"""An Open Badges 3.0 credential in its JWT form (1EdTech, Open Badges 3.0, 8.2), and the SVG that it is baked into."""

from __future__ import annotations

import base64
import datetime
import hashlib
import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from lxml import etree

from modulebouwer.model.definition import ModuleDefinition
from modulebouwer.package.xml import parse_xml
from modulebouwer.papers.certify.keys import Keys
from modulebouwer.papers.certify.people import Participant

CONTEXTS = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
BAKED = "https://purl.imsglobal.org/ob/v3p0"
SVG = "http://www.w3.org/2000/svg"
ALGORITHM = "RS256"
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def identifier_of(definition: ModuleDefinition, person: Participant) -> str:
    """The same for the same person, version and day (a URN)."""
    known = person.email or person.number or person.name
    name = f"{definition.iri}/{definition.version}/{known}/{person.day}"
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def credential(definition: ModuleDefinition, person: Participant, criteria: str) -> dict[str, Any]:
    """The credential of one learner, with their mail address as a salted hash (8.6.2.3)."""
    identifier, day = identifier_of(definition, person), person.day
    return {
        "@context": list(CONTEXTS),
        "id": identifier,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": definition.title,
        "issuer": {"id": definition.base_iri, "type": ["Profile"], "name": definition.publisher},
        "validFrom": f"{day.isoformat()}T00:00:00Z",
        "awardedDate": f"{day.isoformat()}T00:00:00Z",
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": [identity(person.name, person.email, identifier)],
            "achievement": {
                "id": f"{definition.iri}/{definition.version}",
                "type": ["Achievement"],
                "name": definition.title,
                "description": " ".join(definition.description.split()),
                "inLanguage": definition.language,
                "version": definition.version,
                "criteria": {"narrative": criteria},
                **({"tag": list(definition.keywords)} if definition.keywords else {}),
            },
        },
    }


def identity(name: str, email: str, identifier: str) -> Mapping[str, Any]:
    """Who it is of, for who knows their mail address, or else their name: a badge is shown to strangers."""
    known = ADDRESS.fullmatch(email)
    salt = hashlib.sha256(identifier.encode()).hexdigest()[:16]
    hashed = hashlib.sha256(f"{email.lower() if known else name}{salt}".encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${hashed}",
        "identityType": "emailAddress" if known else "name",
        "salt": salt,
    }


def signed(found: Mapping[str, Any], keys: Keys, now: datetime.datetime) -> str:
    """The credential as compact JWS, with the public key in its header and the moment of signing (RFC 7519, 4.1.6)."""
    from joserfc import jwt
    from joserfc.jwk import RSAKey

    key = RSAKey.import_key(keys.key, password=keys.passphrase)
    header = {"alg": ALGORITHM, "typ": "JWT", "jwk": key.as_dict(private=False)}
    begins = datetime.datetime.fromisoformat(found["validFrom"])
    claims = {
        **found,
        "iss": found["issuer"]["id"],
        "jti": found["id"],
        "nbf": int(begins.timestamp()),
        "iat": int(now.timestamp()),
    }
    return jwt.encode(header, claims, key)


def baked(token: str, title: str, publisher: str) -> bytes:
    """A picture with the credential in it (5.3.2.2)."""
    root = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG, "openbadges": BAKED})
    root.set("viewBox", "0 0 400 400")
    root.set("role", "img")
    etree.SubElement(root, f"{{{BAKED}}}credential").set("verify", token)
    etree.SubElement(root, f"{{{SVG}}}title").text = f"{title}, {publisher}"
    etree.SubElement(root, f"{{{SVG}}}circle", cx="200", cy="200", r="190", fill="#1f3a5f")
    etree.SubElement(root, f"{{{SVG}}}circle", cx="200", cy="200", r="176", fill="none", stroke="#fff")
    for number, line in enumerate(wrapped(title)):
        text = etree.SubElement(root, f"{{{SVG}}}text", x="200", y=str(170 + 34 * number), fill="#fff")
        text.set("text-anchor", "middle")
        text.set("font-size", "28")
        text.set("font-family", "Georgia, serif")
        text.text = line
    below = etree.SubElement(root, f"{{{SVG}}}text", x="200", y="310", fill="#fff")
    below.set("text-anchor", "middle")
    below.set("font-size", "16")
    below.set("font-family", "Georgia, serif")
    below.text = publisher
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return data


def wrapped(title: str) -> list[str]:
    import textwrap

    return textwrap.wrap(title, 22)[:3]


def is_picture(data: bytes) -> bool:
    return data.lstrip().startswith(b"<")


def token_in(data: bytes) -> str:
    """The token in a baked SVG or a file of its own. Raises ``ValueError`` when there is none."""
    if not is_picture(data):
        return data.decode("ascii").strip()
    try:
        found = parse_xml(data).find(f".//{{{BAKED}}}credential")
    except etree.XMLSyntaxError as error:
        raise ValueError("no SVG") from error
    token = found.get("verify") if found is not None else None
    if not token:
        raise ValueError("no credential")
    return token


def identifier_in(data: bytes) -> str:
    """The identifier of the credential in a file, taken at its word; "" when there is none."""
    try:
        payload = token_in(data).split(".")[1]
        found = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        return str(found["id"])
    except (ValueError, IndexError, KeyError, TypeError):
        return ""
