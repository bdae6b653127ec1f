"""What a page forbids itself to load by a policy in its head (Content Security Policy 3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# Directive → the words behind it.
Policy = Mapping[str, tuple[str, ...]]

# What speaks in the place of a directive that is not stated, the nearest first (6.8.3).
INSTEAD = {"frame-src": ("child-src", "default-src")}
HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?P<any>\*\.)?(?P<host>[^/:'*\s]+)", re.IGNORECASE)
ELSEWHERE = re.compile(r"(?:(?P<scheme>[a-z][a-z0-9+.-]*):)?//(?P<host>[^/\\?#:\s]+)", re.IGNORECASE)


def policy(stated: str) -> Policy:
    """Of a directive that is stated twice the first counts (2.2.1)."""
    found: dict[str, tuple[str, ...]] = {}
    for directive in stated.split(";"):
        name, *words = directive.split() or [""]
        found.setdefault(name.lower(), tuple(word.lower() for word in words))
    return found


def allowed(policies: Iterable[Policy], kinds: tuple[str, ...], address: str) -> bool:
    """Whether each policy lets one of the ``kinds`` load a whole ``address``; of another address nothing is said."""
    place = ELSEWHERE.match(address)
    if place is None or not kinds:
        return True
    return all(any(lets(one, kind, place) for kind in kinds) for one in policies)


def lets(one: Policy, kind: str, place: re.Match[str]) -> bool:
    names = (kind, *INSTEAD.get(kind, ("default-src",)))
    words = next((one[name] for name in names if name in one), None)
    return words is None or any(matches(word, place) for word in words)


def matches(word: str, place: re.Match[str]) -> bool:
    """Ports and paths are passed over: rather a load too many than one too few."""
    schemes = {place["scheme"].lower()} if place["scheme"] else {"http", "https"}
    if word == "*" or word.rstrip(":") in schemes:
        return True
    source = HOST.match(word)
    host = place["host"].lower()
    if source is None:
        return False
    return host.endswith(f".{source['host']}") if source["any"] else host == source["host"]
