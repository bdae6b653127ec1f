"""Citations and the bibliography: what is cited is listed, what is listed is cited."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from markdown_it.token import Token

from modulebouwer.checks.links import footnotes
from modulebouwer.checks.texts import inline_tokens, location, texts, whole
from modulebouwer.checks.typed_citations import meant_works
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.report import MOST_PLACES
from modulebouwer.findings.wording import closest, shortened
from modulebouwer.model.identifiers import DASHES, INVISIBLE, UNSEEN, slug
from modulebouwer.model.markdown import Citation, Markdown
from modulebouwer.model.module import LearningModule, Reference
from modulebouwer.model.once import once
from modulebouwer.source.markdown_parser import KEY
from modulebouwer.source.meant import pages_like

# What a work of a type always has, beside its id and type; of others a title is enough.
NEEDED = {
    **dict.fromkeys(
        ("article-journal", "article-magazine", "article-newspaper", "chapter"), ("title", "container-title")
    ),
    "personal_communication": (), "interview": (), "post": (), "legal_case": (), "legislation": (), "bill": (),
}  # fmt: skip

# A page or chapter behind a key.
PLACE = re.compile(r"(?:, (?:pp?\.|blz\.|pag\.|par\.|hfst\.|ch\.|§|hoofdstuk|pagina)[ ]?\d+(?:[-–]\d+)?)+")
DASH = re.compile(f"[{DASHES}]")
ODD = re.compile(f"[{DASHES}{INVISIBLE}]")
ODD_KEY = re.compile(rf"@(?P<key>[\w:./+{DASHES}{INVISIBLE}-]*\w)")
# Keys have the year of the work in them, as Zotero and Better BibTeX write them.
FEWEST_SHOUTED = 3
YEAR = re.compile(r"(?:1[89]|20)\d\d")
# A footnote, up to an empty line behind which nothing is indented.
NOTE = re.compile(r"^ {0,3}(?P<mark>\[\^)[^\s\]]+\]:.*(?:\n(?!\n|\[\^).*|\n\n(?= {2}).*)*", re.MULTILINE)


def references(module: LearningModule) -> Iterator[Finding]:
    cited: set[str] = set()
    told: set[Location] = set()
    yield from unknown_works(module, cited, told)
    for found in misread(module):
        cited |= set(re.findall(rf"@({KEY})", str(found.values.get("citation", ""))))
        # A key with spaces in it is told as one that is not there.
        if found.location not in told:
            yield found
    for text in texts(module):
        yield from turned_pages(text)
    for entry in module.references:
        yield from in_entry(entry)
    twice = [*same_works(module)]
    yield from twice
    for key, first in ((str(one.values["key"]), str(one.values["first"])) for one in twice):
        # One of the two goes; whether the other is cited is then known.
        cited |= {key, first} if cited & {key, first} else {key}
    yield from never_cited(module, cited)


def unknown_works(module: LearningModule, cited: set[str], told: set[Location]) -> Iterator[Finding]:
    """REF-006 and LNK-150, at a key that no work has, and REF-200.

    To ``cited`` come the works that are, or may be meant, and to ``told`` the places of keys that were misspelt.
    """
    known = frozenset(entry.id for entry in module.all_references)
    near = known | module.shared.keys
    spaced = {place: written for text in texts(module) for place, written in spaced_keys(text)}
    begun = {text.at(0) for text in texts(module) if text.text.startswith("@")}
    names = {place for text in texts(module) for place in in_sentences(text)}
    odd = {place: key for text in texts(module) for place, key in odd_keys(text)}
    elsewhere: list[Citation] = []
    for citation in citations(module):
        place = citation.location
        if citation.key in known:
            cited.add(citation.key)
        elif place in odd:
            found = odd_key(odd[place], place, near)
            cited.add(str(found.values["suggestion"]) or citation.key)
            told.add(place)
            yield found
        elif citation.key not in module.broken_ids and "references.yaml" not in module.unread:
            written = spaced.get(place, "")
            meant = closest(slug(written), near) if written else ""
            if meant:
                told.add(place)
            suggestion = meant or near_key(citation.key, near)
            a_name = not suggestion and not YEAR.search(citation.key)
            # Somebody who is addressed: "@iedereen: neem dit mee".
            if a_name and place in begun:
                continue
            if a_name and place in names:
                elsewhere.append(citation)
                continue
            cited |= {citation.key, suggestion}
            values = {"key": written if meant else citation.key, "suggestion": suggestion}
            yield Finding("REF-006", place, values)
    yield from names_elsewhere(elsewhere)


def odd_key(key: str, place: Location, near: frozenset[str]) -> Finding:
    """LNK-150, for a key with a dash or an invisible sign in it."""
    plain = UNSEEN.sub("", DASH.sub("-", key))
    sign = next(iter(DASH.findall(key) + UNSEEN.findall(key)))
    likely = plain if plain in near else closest(plain, near)
    values = {"id": shortened(key), "character": f"U+{ord(sign):04X}", "suggestion": likely}
    return Finding("LNK-150", place, values)


def in_entry(entry: Reference) -> Iterator[Finding]:
    """REF-015: what a work of its type always has, and it has not; REF-440: a title in capitals."""
    kind = str(entry.csl["type"])
    lacking = [name for name in NEEDED.get(kind, ("title",)) if not entry.csl.get(name)]
    if lacking:
        values = {"key": entry.id, "type": kind, "lacking": ", ".join(lacking)}
        yield Finding("REF-015", entry.location, values)
    title = str(entry.csl.get("title") or "")
    if title.isupper() and len(re.findall(r"[^\W\d_]{3,}", title)) >= FEWEST_SHOUTED:
        values = {"key": entry.id, "title": shortened(title), "plain": shortened(title.capitalize())}
        yield Finding("REF-440", entry.location, values)


def never_cited(module: LearningModule, cited: set[str]) -> Iterator[Finding]:
    """REF-007; unless a key is not there: a work that is never cited may be the one that is meant by it."""
    if whole(module) and not cited - {entry.id for entry in module.all_references}:
        meant = cited | meant_works(module) | cited_in_unused_notes(module)
        for entry in module.references:
            if entry.id not in meant:
                yield Finding("REF-007", entry.location, {"key": entry.id})


def cited_in_unused_notes(module: LearningModule) -> set[str]:
    """The works that are cited in notes without a mark (LNK-008), which no learner would see."""
    unused = {one.location for text in texts(module) for one in footnotes(text) if one.code == "LNK-008"}
    return {
        key
        for text in texts(module)
        if unused
        for note in NOTE.finditer(text.text)
        if text.at(note.start("mark")) in unused
        for key in re.findall(rf"@({KEY})", note.group())
    }


def near_key(key: str, known: frozenset[str]) -> str:
    """The work that was probably meant: one that is nearly called so, or the one that begins so; or ""."""
    begun = [one for one in known if re.match(rf"{re.escape(key)}(?![^\W\d_])", one, re.IGNORECASE)]
    return closest(key, known) or (begun[0] if len(begun) == 1 else "")


def names_elsewhere(found: Sequence[Citation]) -> Iterator[Finding]:
    """REF-200 once a file: who names people by what they are called elsewhere, names many."""
    for _, group in groupby(found, key=lambda one: one.location.path):
        first, *others = group
        places = tuple(one.location for one in others[:MOST_PLACES])
        yield Finding("REF-200", first.location, {"key": first.key}, 1 + len(others), places)


def same_works(module: LearningModule) -> Iterator[Finding]:
    """REF-311: one work under two ids gets a letter behind its year and two lines in the list."""
    first: dict[tuple[str, ...], Reference] = {}
    for entry in module.references:
        same = next((first[sign] for sign in signs_of(entry.csl) if sign in first), entry)
        for sign in signs_of(entry.csl):
            first.setdefault(sign, entry)
        if same.id != entry.id:
            values = {"key": entry.id, "first": same.id, "place": str(same.location)}
            yield Finding("REF-311", entry.location, values)


def signs_of(csl: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """What two entries have in common only when they are one work; a chapter shares the DOI of its book."""
    parts = ("container-title", "volume", "issue", "edition", "page")
    said = [" ".join(str(csl.get(part, "")).casefold().split()) for part in ("title", *parts)]
    doi = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", str(csl.get("DOI", "")).casefold().strip())
    if doi and csl["type"] != "chapter":
        yield "DOI", doi
    names = csl.get("author") or csl.get("editor") or ()
    who = [str(name.get("family") or name.get("literal") or "").casefold() for name in names]
    when = csl.get("issued", {}).get("date-parts", [[""]])[0][:1]
    if said[0] and who and when != [""]:
        yield (*who, str(when[0]), *said)


def citations(module: LearningModule) -> Iterator[Citation]:
    for text in texts(module):
        yield from cited_in(text)


@once
def cited_in(text: Markdown) -> Iterator[Citation]:
    for token in inline_tokens(text):
        if token.type == "citation":
            yield from token.meta["citations"]


@once
def turned_pages(text: Markdown) -> Iterator[Finding]:
    """REF-601, at the pages of a citation of which the last goes before the first."""
    for citation in cited_in(text):
        if meant := pages_like(citation.locator):
            written = citation.locator.strip()
            behind = re.compile(rf"@{re.escape(citation.key)}[^\]]*?{re.escape(written)}")
            found = (one for one in behind.finditer(text.text) if text.at(one.start()) == citation.location)
            place = next((text.at(one.end() - len(written)) for one in found), citation.location)
            yield Finding("REF-601", place, {"value": written, "suggestion": meant})


@once
def in_sentences(text: Markdown) -> Iterator[Location]:
    """Where ``@name`` stands as a part of the sentence: it may be somebody's name elsewhere."""
    for before, token in pairwise([Token("text", "", 0), *inline_tokens(text)]):
        if token.type == "citation" and token.meta["narrative"] and not is_misread(before, token):
            yield location(token)


def misread(module: LearningModule) -> Iterator[Finding]:
    """REF-008: ``[@key p. 12]`` without a comma reads as a name in the sentence; REF-013: the bracket is not closed."""
    for text in texts(module):
        yield from misread_in(text)


@once
def misread_in(text: Markdown) -> Iterator[Finding]:
    for before, token in pairwise(inline_tokens(text)):
        if is_misread(before, token):
            behind = text.text[text.text.find(token.content) :].split("\n\n", 1)[0]
            inside, closing, _ = behind.partition("]")
            works = [one.strip() for one in inside.split(";")]
            bare = [one for one in works if "@" not in one]
            if closing and bare and all(re.fullmatch(rf"{KEY}(?:,[^,]*)?", one) for one in bare):
                citation = "; ".join(one if "@" in one else f"@{one}" for one in works)
                key = bare[0].partition(",")[0]
                values = {"written": shortened(f"[{inside}]"), "key": key, "citation": f"[{citation}]"}
                yield Finding("REF-196", location(token), values)
                continue
            code = "REF-008" if closing or before.content.endswith("{") else "REF-013"
            place = PLACE.match(behind.removeprefix(token.content)) if code == "REF-013" else None
            whole_citation = f"[{token.content}{place[0] if place else ''}]"
            yield Finding(code, location(token), {"key": token.content[1:], "citation": whole_citation})


def is_misread(before: Token, token: Token) -> bool:
    """Whether a citation in a sentence stands behind a bracket: what is between the brackets was not understood."""
    return (
        token.type == "citation"
        and token.meta["narrative"]
        and before.content.rstrip(" -").endswith(("[", "{"))
    )


@once
def odd_keys(text: Markdown) -> Iterator[tuple[Location, str]]:
    """Of a key with a dash or an invisible sign in it, where it ends for the parser: its place, and all of it."""
    if ODD.search(text.text):
        for found in ODD_KEY.finditer(text.text):
            if ODD.search(found[0]):
                yield text.at(found.start()), found["key"]


@once
def spaced_keys(text: Markdown) -> Iterator[tuple[Location, str]]:
    """Of what looks like a key with spaces or dashes in it, ``[@rogers farson 1957]``, the place and the words."""
    for before, token in pairwise(inline_tokens(text)):
        if is_misread(before, token):
            behind = text.text[text.text.find(token.content) :]
            if found := re.match(rf"@(?P<words>[\w:./+-]+(?:[ {DASHES}]+[\w:./+-]+)+)\]", behind):
                yield location(token), found["words"]
