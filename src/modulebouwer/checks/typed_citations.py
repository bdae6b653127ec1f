"""What looks like a citation and is none: readers would see it as it was typed, with no way to the work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from modulebouwer.checks.texts import location, place_of, texts
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, Reference
from modulebouwer.model.once import once
from modulebouwer.source.csl import words
from modulebouwer.source.markdown_parser import KEY

# [smeets-2007], [smeets-2007, p. 3]: a key as Zotero makes them, without its at sign.
BARE_KEY = re.compile(r"\[(?:@\s+)?(?P<key>[\w:./+-]+)(?:,[^\[\]]*)?\](?![(\[:])")
LIKE_A_KEY = re.compile(r"[^\W\d_][^\W\d_-]*(?:-[^\W\d_]+)*-?(?:1[89]|20)\d\d[a-z]?")
# (@key, p. 3), (zie ook @a; @b): round brackets around what is a citation of its own.
ROUND = re.compile(
    r"\((?P<inside>(?:(?:zie|zie ook|see|see also|vgl\.|cf\.|bijv\.|bijvoorbeeld|e\.g\.|o\.a\.|onder andere|"
    rf"onder meer)\s+)?-?@{KEY}(?:,[^()@;]*)?(?:;\s*-?@{KEY}(?:,[^()@;]*)?)*)\)",
    re.IGNORECASE,
)
# (Smeets & Marx, 2008, p. 3), (zie ook Smeets, 2008) and Smeets (2008).
YEAR = r"(?P<year>(?:1[89]|20)\d\d)[a-z]?(?:\s*[,:;][^()]*)?"
PARTICLES = r"(?:(?:van|de|der|den|ten|ter|von)\s+)*"
IN_BRACKETS = re.compile(
    r"[(\[](?:(?:zie|zie ook|see|see also|vgl\.|cf\.)\s+)?"
    rf"(?P<who>{PARTICLES}[^\W\d_a-z][^()\[\]\d]*?),?\s+{YEAR}[)\]](?!\()"
)
IN_SENTENCE = re.compile(rf"(?P<who>\b[^\W\d_a-z][\w’'-]+)(?:\s+(?:e\.a\.|et al\.))?\s+\({YEAR}\)")
# "(Amsterdam, 2020)" is a place as often as a work; two names, or a name and others, are a work.
SEVERAL = re.compile(r" (?:&|en|and) |e\.a\.|et al\.")

# Several works in one bracket, and a work that was read in another.
NEXT_WORK = re.compile(r";\s*[^\W\d_a-z][^();\d]*,\s+(?:1[89]|20)\d\d\b")
SECOND_HAND = re.compile(r"^.*\b(?:(?:geciteerd|aangehaald) (?:in|door)|(?:cited|quoted) (?:in|by))\s+")

ONE_NAME = re.compile(r"(?:(?:[Vv]an|[Dd]e|der|den|[Tt]en|[Tt]er|[Vv]on|[Ee]l|[Aa]l)\s+)*[^\W\d_a-z][\w’'-]+")
PLACES = words(
    """almere amersfoort amsterdam antwerpen apeldoorn arnhem belgië breda brussel delft drenthe duitsland eindhoven
    engeland enschede europa finland flevoland frankrijk friesland fryslân gelderland gent groningen haarlem ierland
    italië leeuwarden leiden leuven limburg londen london maastricht middelburg nederland nijmegen noorwegen overijssel
    parijs paris rotterdam schotland spanje tilburg utrecht vlaanderen zeeland zweden zwitserland zwolle berlijn berlin
    brabant noord-brabant noord-holland zuid-holland
    wenen rome dublin oslo helsinki stockholm kopenhagen geneva genève oxford cambridge netherlands germany france
    belgium england scotland ireland sweden norway denmark denemarken januari februari maart april mei juni juli
    augustus september oktober november december january february march may june july august october lente zomer herfst
    winter voorjaar najaar spring summer autumn corona versie version editie edition"""
)
# What is said of a work, and by whom.
SAYS = re.compile(
    r"[ ,]+(?:(?:ook|al|zelf|dit|dat|also)\s+)?(?:stel(?:t|de|den)|laat\s|laten\s|liet|noem(?:t|de|en)|beschr\w+|"
    r"betoo?g\w*|vond(?:en)?|vindt|toon(?:t|de|en)|concludeer\w*|schrij?[fv]\w*|schreef|onderscheid\w*|defini\w+|"
    r"pleit\w*|waarschuw\w*|argue[sd]?|show(?:s|ed)?|found|find[s]?|describe[sd]?|define[sd]?|state[sd]?|"
    r"suggest(?:s|ed)?|conclude[sd]?)\b"
)
ACCORDING = re.compile(
    r"\b(?:volgens|aldus|zie|naar|according to|following|see)\s+(?:[\w’'-]+\s+)?$", re.IGNORECASE
)

# {Rogers, 1957 #12}, {Rogers, 1957 #12; Smeets, 2007 #4@33}: what EndNote puts in a document before it formats it.
ENDNOTE = re.compile(r"\{[^{}#]+#\d+[^{}]*\}")
IN_ENDNOTE = re.compile(r"(?P<who>[^{};,#]+),\s*(?P<year>\d{4})?[^;#]*#\d+")

LATEX = re.compile(r"cite\w*\{([\w:.-]+)")


def typed_citations(module: LearningModule) -> Iterator[Finding]:
    keys = {reference.id for reference in module.all_references} | module.broken_ids
    for text in texts(module):
        yield from in_round_brackets(text)
        seen: Counter[str] = Counter()
        for content in suspects(text):
            for code, match, values in lookalikes(content, keys, module.all_references):
                written = match.group()
                place = nth_place(text, written, seen[written]) or location(text.tokens[0])
                seen[written] += 1
                yield Finding(code, place, {"written": shortened(written), **values})


@once
def in_round_brackets(text: Markdown) -> Iterator[Finding]:
    """REF-014: what is not laid out as a citation: its works not in order, "p. 3" not in the page's language."""
    for block in text.tokens:
        typed = "".join(
            child.content if child.type in ("text", "citation") else "\n" for child in block.children or ()
        )
        for match in ROUND.finditer(typed):
            values = {"written": shortened(match.group()), "citation": f"[{match['inside']}]"}
            yield Finding("REF-014", place_of(match.group(), block, text), values)


def meant_works(module: LearningModule) -> set[str]:
    """The keys of works that are cited in a way that is none: they are not also never cited."""
    keys = {reference.id for reference in module.all_references}
    found = set()
    for text in texts(module):
        for content in suspects(text):
            for _, match, values in lookalikes(content, keys, module.all_references):
                found.add(
                    values.get("key")
                    or "".join(re.findall(rf"@({KEY})", values.get("citation", ""))[:1])
                    or match.group()
                )
            found |= {
                key for match in ENDNOTE.finditer(content) for key in cited_by(match, module.all_references)
            }
            found |= set(LATEX.findall(content))
    return found


@once
def suspects(text: Markdown) -> Iterator[str]:
    """Running text that may hold what looks like a citation, whatever the module's works are called."""
    patterns = (BARE_KEY, IN_BRACKETS, IN_SENTENCE, LATEX, ENDNOTE)
    for content in (run for block in text.tokens for run in runs(block.children or ())):
        # Each has a bracket in it: most running text is done with at once.
        if any(sign in content for sign in "([{") and any(pattern.search(content) for pattern in patterns):
            yield content


def runs(tokens: Iterable[Token]) -> Iterator[str]:
    """What was typed without any mark between; the end of a line in it is a space."""
    typed: list[str] = []
    for token in tokens:
        if token.type == "text":
            typed.append(token.content)
        elif token.type == "softbreak" and typed:
            typed.append(" ")
        else:
            yield "".join(typed)
            yield from runs(token.children or ())
            typed = []
    yield "".join(typed)


def lookalikes(
    content: str, keys: set[str], references: tuple[Reference, ...]
) -> Iterator[tuple[str, re.Match[str], dict[str, str]]]:
    for match in BARE_KEY.finditer(content):
        if match["key"] in keys or LIKE_A_KEY.fullmatch(match["key"]):
            citation = f"[@{match.string[match.start('key') : match.end()]}"
            yield "REF-009", match, {"key": match["key"], "citation": citation}
    for match in ENDNOTE.finditer(content):
        works = "; ".join(f"@{key}" for key in cited_by(match, references))
        yield "REF-310", match, {"citation": f"[{works or '@…'}]"}
    for pattern, form in ((IN_BRACKETS, "[@{}]"), (IN_SENTENCE, "@{}")):
        for match in pattern.finditer(content):
            meant = next((one for one in references if is_of(one, match["who"], match["year"])), None)
            if meant is not None:
                by_another = SECOND_HAND.match(match["who"])
                citation = f"[{by_another[0]}@{meant.id}]" if by_another else form.format(meant.id)
                yield "REF-010", match, {"citation": with_what_was_typed(citation, match.group())}
            elif (work := of_another_year(match, references)) is not None:
                yield (
                    "REF-603",
                    match,
                    {"key": work.id, "year": year_of(work), "citation": form.format(work.id)},
                )
            elif (
                is_of_nobody(match)
                if pattern is IN_SENTENCE
                else SEVERAL.search(match["who"]) or one_name(match) or is_of_several(match)
            ):
                yield "REF-011", match, {}


# "zie" before the name, and what stands behind the year.
TYPED = re.compile(
    r"[(\[]?(?P<prefix>(?:(?:zie ook|zie|see also|see|vgl\.|cf\.)\s)?).*?\d{4}[a-z]?(?P<rest>[^()\[\]]*)[)\]]$"
)


def with_what_was_typed(citation: str, written: str) -> str:
    """``citation`` with the words around the name and the year that it stands for: "zie", "p. 12"."""
    typed = TYPED.match(written)
    if typed is None:
        return citation
    rest = typed["rest"].strip(" ,:;")
    if citation.startswith("["):
        return f"[{typed['prefix']}{citation.strip('[]')}{f', {rest}' if rest else ''}]"
    return f"{citation} [{rest}]" if rest else citation


def cited_by(match: re.Match[str], references: tuple[Reference, ...]) -> list[str]:
    """The keys of the works between the braces of EndNote, as far as they are there."""
    works = [one for one in IN_ENDNOTE.finditer(match.group()) if one["year"]]
    meant = (next((r.id for r in references if is_of(r, one["who"], one["year"])), "") for one in works)
    return [key for key in meant if key]


def is_of_several(match: re.Match[str]) -> bool:
    """Whether a bracket names more works than one: beside each other, or one in another."""
    return bool(NEXT_WORK.search(match.group()) or SECOND_HAND.match(match["who"]))


def one_name(match: re.Match[str]) -> bool:
    """Whether a name alone stands before a comma and the year, "(Smeets, 2007)", and not a place or a month."""
    behind = match.string[match.end("who") : match.start("year")]
    return (
        behind.startswith(",")
        and ONE_NAME.fullmatch(match["who"]) is not None
        and match["who"].casefold() not in PLACES
    )


def is_of_nobody(match: re.Match[str]) -> bool:
    """Whether what goes before or behind "Smeets (2007)" says that it is a work."""
    before, behind = match.string[: match.start()], match.string[match.end() :]
    several = re.search(r"e\.a\.|et al\.", match.group()) or before.endswith(" & ")
    said = SAYS.match(behind) or ACCORDING.search(before)
    return match["who"].casefold() not in PLACES and bool(several or said)


# What stands between the names of those who wrote a work.
BETWEEN_NAMES = re.compile(r"[\s,&.]|(?<!\w)(?:en|and|und|et|al|van|de|der|den|ten|ter|von|[a-z])(?!\w)")


def of_another_year(match: re.Match[str], references: tuple[Reference, ...]) -> Reference | None:
    """The first work by who is named, and nobody else, where none of theirs is of the year that is said."""
    who = match["who"].casefold()
    theirs = []
    for reference in references:
        names = [
            name for name in family_names(reference) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", who)
        ]
        left = who
        for name in names:
            left = left.replace(name, "")
        if names and not BETWEEN_NAMES.sub("", left):
            theirs.append(reference)
    years = {year_of(one) for one in theirs} - {""}
    return theirs[0] if years and match["year"] not in years else None


def family_names(reference: Reference) -> list[str]:
    people = reference.csl.get("author") or reference.csl.get("editor") or ()
    names = (str(one.get("family") or one.get("literal") or "").casefold() for one in people)
    return [name for name in names if name]


def year_of(reference: Reference) -> str:
    dates = reference.csl.get("issued", {}).get("date-parts", [[]])
    return str(dates[0][0]) if dates[0] else ""


def is_of(reference: Reference, who: str, year: str) -> bool:
    """Whether a work of that year has its first author's name among the words."""
    dates = reference.csl.get("issued", {}).get("date-parts", [[]])
    names = reference.csl.get("author") or reference.csl.get("editor") or [{}]
    name = str(names[0].get("family") or names[0].get("literal") or "")
    return bool(name) and [str(part) for part in dates[0][:1]] == [year] and name.casefold() in who.casefold()


def nth_place(text: Markdown, written: str, number: int) -> Location | None:
    """The place of what was typed, the ``number``-th time from 0; None where the source has it in another form."""
    # Between two words the source may have the end of a line, and the mark of a quotation at the next.
    form = r"(?: |[ \t]*\n[ \t>]*)".join(re.escape(word) for word in written.split(" "))
    found = list(re.finditer(form, text.text))
    return text.at(found[min(number, len(found) - 1)].start()) if found else None
