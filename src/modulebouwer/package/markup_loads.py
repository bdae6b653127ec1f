"""What a page loads of its own accord, as a browser with scripting reads it (HTML Living Standard).

Comments, conditional ones too, are no markup; what stands in ``template`` and ``noscript`` loads nothing; of a link
its ``rel`` decides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import etree

from modulebouwer.package.content_policy import Policy, allowed, policy
from modulebouwer.package.script_loads import imported, script_loads
from modulebouwer.package.style_loads import style_loads

# Element → the attributes by which it loads.
LOADING = {
    "audio": ("src",),
    "body": ("background",),
    "embed": ("src",),
    "feimage": ("href", "xlink:href"),
    "frame": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href", "src"),
    "img": ("src",),
    "object": ("data",),
    "script": ("src", "href", "xlink:href"),
    "source": ("src",),
    "table": ("background",),
    "td": ("background",),
    "th": ("background",),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
# In the place of an attribute: the picture of the page's tab.
ICON = "icon"
# Element, and relation of a link → the directive of a policy that speaks of what it loads.
DIRECTIVES = {
    **dict.fromkeys(("img", "image", "input", "feimage"), ("img-src",)),
    **dict.fromkeys(("audio", "video", "source", "track"), ("media-src", "img-src")),
    **dict.fromkeys(("frame", "iframe"), ("frame-src",)),
    **dict.fromkeys(("embed", "object"), ("object-src",)),
    "script": ("script-src",),
}
LINKED = {
    "stylesheet": "style-src",
    "icon": "img-src",
    "manifest": "manifest-src",
    "modulepreload": "script-src",
}
SETS = {"img": "srcset", "source": "srcset", "link": "imagesrcset"}
# What may load by its attributes: hardly any element of a page.
LOADERS = {*LOADING, *SETS, "input", "meta"}
# These load nothing, but the other server is spoken to.
CONNECTING = {"preconnect", "dns-prefetch"}
RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "prefetch", "prerender", "manifest"}
# MIME Sniffing 4.5, and the two that are no types of a script's text.
SCRIPTS = re.compile(
    r"\s*(|module|((text|application)/(x-)?(java|ecma|j|live)script(1\.\d)?))\s*", re.IGNORECASE
)
LINKING = {"a", "area"}
INERT = {"template", "noscript"}
REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*url\s*=\s*[\"']?([^\"']+)", re.IGNORECASE)
# These load by what stands in them; any other element only by its attributes.
WITH_TEXT = {"style", "script"}
# A document within a document within …: no page needs more.
DEEPEST = 3
# Names in import maps and in imports that are held against each other; a page has a handful.
MOST_MAPPED = 500


class Reference(NamedTuple):
    """Something that is loaded. ``attribute``: where the address stands, "style" and "script" for texts of their own.

    ``line``: the parser's word for it. ``sure``: by markup or style; what a script names is only probable.
    """

    address: str
    attribute: str
    line: int
    sure: bool


def markup_loads(data: bytes, deep: int = 0, used: frozenset[str] | None = None) -> Iterator[Reference]:
    """All that the page ``data`` loads, in document order; nothing for what is no page. ``used``: see ``style_loads``.

    Nothing that a policy of the page itself forbids (Content Security Policy 3).
    """
    policies: list[Policy] = []
    modules: dict[str, None] = {}
    maps: list[tuple[Mapping[str, str], int]] = []
    for element, name, base in elements(data):
        if name == "script" and is_module(element):
            modules |= dict.fromkeys(sorted(imported(element.text or "")))
        elif name == "script" and element.get("type", "").strip().lower() == "importmap":
            maps.append((import_map(element.text or ""), element.sourceline or 1))
        elif name == "script" and element.get("type", "").strip().lower() == "speculationrules":
            for address in speculated(element.text or ""):
                yield Reference(address, "script", element.sourceline or 1, sure=False)
        elif name == "meta" and element.get("http-equiv", "").lower() == "content-security-policy":
            policies.append(policy(element.get("content", "")))
        if element.attrib or name in WITH_TEXT:
            for one in element_loads(element, name, deep, used):
                load = resolved(one, base)
                if allowed(policies, kinds_of(element, name, load.attribute), load.address):
                    yield load
    for addresses_of, line in maps:
        yield from mapped(addresses_of, line, modules)


def mapped(addresses_of: Mapping[str, str], line: int, modules: Iterable[str]) -> Iterator[Reference]:
    """A map loads what a module imports by its name: surely one of the page, probably one in another file."""
    modules = [*islice(modules, MOST_MAPPED)]
    for name, address in islice(addresses_of.items(), MOST_MAPPED):
        used = {
            module for module in modules if module == name or (name.endswith("/") and module.startswith(name))
        }
        for module in sorted(used):
            yield Reference(address + module[len(name) :], "script", line, sure=True)
        if not used and address.strip():
            yield Reference(address.strip(), "script", line, sure=False)


def import_map(text: str) -> dict[str, str]:
    """Name → address of an import map (HTML, 8.1.5.2), of all its scopes; empty of what is none."""
    try:
        stated = json.loads(text)
        tables = [stated.get("imports", {}), *stated.get("scopes", {}).values()]
        return {name: value for table in tables for name, value in table.items() if isinstance(value, str)}
    except (ValueError, AttributeError, RecursionError):
        return {}


def speculated(text: str) -> list[str]:
    """What a browser may fetch ahead of time by speculation rules (HTML, 7.6.1), which not every browser follows."""
    try:
        stated = json.loads(text)
        rules = [rule for kind in ("prefetch", "prerender") for rule in stated.get(kind, [])]
        return [url.strip() for rule in rules for url in rule.get("urls", []) if isinstance(url, str)]
    except (ValueError, AttributeError, TypeError, RecursionError):
        return []


def is_module(element: etree._Element) -> bool:
    return element.get("type", "").strip().lower() == "module" and element.get("src") is None


def named_files(data: bytes) -> Iterator[tuple[str, int]]:
    """Address and line of what the page ``data`` loads by its markup or links to."""
    for element, name, base in elements(data):
        if name not in LINKING and name not in LOADERS:
            continue
        named = [("href", element.get("href", ""))] if name in LINKING else addresses(element, name)
        for attribute, address in named:
            if address.strip():
                line = element.sourceline or 1
                reference = Reference(address.strip(), attribute, line, sure=True)
                yield resolved(reference, base).address, line


# Several rules look into the same page, one after the other.
@lru_cache(maxsize=1)
def parsed(data: bytes) -> etree._Element | None:
    """The page ``data`` as a browser takes it apart, to be looked at only; None for what is no page."""
    try:
        return etree.fromstring(data, etree.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def elements(data: bytes) -> Iterator[tuple[etree._Element, str, str]]:
    """The elements of the page ``data`` that a browser acts upon, with their names and what addresses begin from."""
    root = parsed(data)
    if root is None:
        return
    base = ""
    walk = etree.iterwalk(root, events=("start",))
    for _, element in walk:
        name = element.tag if isinstance(element.tag, str) else ""
        if name in INERT:
            walk.skip_subtree()
        elif name == "base":
            base = base or element.get("href", "").strip()
        elif name:
            yield element, name, base


def connections(data: bytes) -> list[tuple[str, int]]:
    """Addresses of servers to which the page ``data`` connects ahead of time, with their lines."""
    root = parsed(data)
    links = root.iter("link") if root is not None else ()
    return [
        (link.get("href", "").strip(), link.sourceline or 1)
        for link in links
        if not CONNECTING.isdisjoint(link.get("rel", "").lower().split())
    ]


def resolved(reference: Reference, base: str) -> Reference:
    """A page with ``<base href="https://…">`` loads its own files from there."""
    if not base:
        return reference
    try:
        return reference._replace(address=urljoin(base, reference.address))
    except ValueError:
        return reference


def kinds_of(element: etree._Element, name: str, attribute: str) -> tuple[str, ...]:
    """The directives that speak of what is loaded; of what a script or a style loads, each that may."""
    if attribute == "script":
        return ("connect-src", "script-src", "img-src", "style-src", "frame-src", "media-src", "font-src")
    if attribute == "style":
        return ("img-src", "font-src", "style-src")
    if name == "link":
        relations = set(element.get("rel", "").lower().split())
        return tuple(kind for relation, kind in LINKED.items() if relation in relations)
    return DIRECTIVES.get(name, ())


def element_loads(
    element: etree._Element, name: str, deep: int, used: frozenset[str] | None
) -> Iterator[Reference]:
    line = element.sourceline or 1
    for attribute, address in addresses(element, name) if name in LOADERS else ():
        if address.strip():
            icon = name == "link" and RELATIONS.intersection(element.get("rel", "").lower().split()) == {
                "icon"
            }
            yield Reference(address.strip(), ICON if icon else attribute, line, sure=True)
    for attribute, value in element.attrib.items():
        if attribute == "style":
            styled = style_loads(value, attribute=True, used=used)
            yield from (Reference(address, "style", line, sure=True) for address, _ in styled)
        elif attribute.startswith("on"):
            yield from (Reference(address, "script", line, sure=False) for address, _ in script_loads(value))
    if name == "iframe" and deep < DEEPEST:
        inner = markup_loads(element.get("srcdoc", "").encode(), deep + 1)
        yield from (one._replace(line=line) for one in inner)
    elif name == "style":
        styled = style_loads(element.text or "", used=used)
        yield from (Reference(address, "style", line, sure=True) for address, _ in styled)
    elif name == "script" and is_script(element):
        text = element.text or ""
        certain = imported(text) if is_module(element) else set()
        yield from (Reference(a, "script", line, sure=a in certain) for a, _ in script_loads(text))


def addresses(element: etree._Element, name: str) -> Iterator[tuple[str, str]]:
    """Attribute and address of what an element loads by its attributes."""
    if name == "link":
        loads = not RELATIONS.isdisjoint(element.get("rel", "").lower().split())
        names: tuple[str, ...] = ("href",) if loads else ()
    elif name == "input":
        names = ("src",) if element.get("type", "").lower() == "image" else ()
    elif name == "script":
        names = LOADING[name] if is_script(element) and element.get("nomodule") is None else ()
    else:
        names = LOADING.get(name, ())
    yield from ((attribute, element.get(attribute, "")) for attribute in names)
    if name in SETS and (name != "link" or names):
        yield from ((SETS[name], address) for address in candidates(element.get(SETS[name], "")))
    if name == "meta" and element.get("http-equiv", "").lower() == "refresh":
        target = REFRESH.match(element.get("content", ""))
        yield "content", target[1] if target else ""


def candidates(stated: str) -> Iterator[str]:
    """The addresses of a ``srcset`` (HTML, 4.8.4.2): up to white space, an own comma at the end is none of it."""
    for candidate in re.finditer(r"[,\s]*(\S+)([^,(]|\([^)]{0,200}\))*", stated):
        yield candidate[1].rstrip(",")


def is_script(element: etree._Element) -> bool:
    return SCRIPTS.fullmatch(element.get("type", "")) is not None
