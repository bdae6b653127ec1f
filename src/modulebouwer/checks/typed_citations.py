"""What looks like a citation and is none: readers would see it as it was typed, with no way to the work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from modulebouwer.checks.texts import inline_tokens, location, texts
from modulebouwer.findings import Finding, Location
from modulebouwer.findings.wording import shortened
from modulebouwer.model.markdown import Markdown
from modulebouwer.model.module import LearningModule, Reference
from modulebouwer.model.once import once
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
IN_BRACKETS = re.compile(
    rf"[(\[](?:(?:zie|zie ook|see|see also|vgl\.|cf\.)\s+)?(?P<who>[^\W\d_a-z][^()\[\]\d]*?),?\s+{YEAR}[)\]](?!\()"
)
IN_SENTENCE = re.compile(rf"(?P<who>\b[^\W\d_a-z][\w’'-]+)(?:\s+(?:e\.a\.|et al\.))?\s+\({YEAR}\)")
# "(Amsterdam, 2020)" is a place as often as a work; two names, or a name and others, are a work.
SEVERAL = re.compile(r" (?:&|en|and) |e\.a\.|et al\.")

LATEX = re.compile(r"\\?\w*cite\w*\{([\w:.-]+)")


def typed_citations(module: LearningModule) -> Iterator[Finding]:
    keys = {reference.id for reference in module.all_references} | module.broken_ids
    for text in texts(module):
        yield from in_round_brackets(text)
        seen: Counter[str] = Counter()
        for content in suspects(text):
            for code, match, values in lookalikes(content, keys, module.all_references):
                written = match.group()
                place = place_of(text, written, seen[written]) or location(text.tokens[0])
                seen[written] += 1
                yield Finding(code, place, {"written": shortened(written), **values})


@once
def in_round_brackets(text: Markdown) -> Iterator[Finding]:
    """REF-014: readers would see brackets in brackets, "(Smeets (2008))"."""
    for block in text.tokens:
        typed = "".join(
            child.content if child.type in ("text", "citation") else "\n" for child in block.children or ()
        )
        for match in ROUND.finditer(typed):
            offset = text.text.find(match.group())
            place = text.at(offset) if offset >= 0 else location(block)
            yield Finding(
                "REF-014", place, {"written": shortened(match.group()), "citation": f"[{match['inside']}]"}
            )


def meant_works(module: LearningModule) -> set[str]:
    """The keys of works that are cited in a way that is none: they are not also never cited."""
    keys = {reference.id for reference in module.all_references}
    found = set()
    for text in texts(module):
        for content in suspects(text):
            for _, match, values in lookalikes(content, keys, module.all_references):
                found.add(values.get("key") or values.get("citation", "").strip("[@]") or match.group())
            found |= set(LATEX.findall(content))
    return found


@once
def suspects(text: Markdown) -> Iterator[str]:
    """Running text that may hold what looks like a citation, whatever the module's works are called."""
    patterns = (BARE_KEY, IN_BRACKETS, IN_SENTENCE, LATEX)
    for token in inline_tokens(text):
        if token.type == "text" and any(pattern.search(token.content) for pattern in patterns):
            yield token.content


def lookalikes(
    content: str, keys: set[str], references: tuple[Reference, ...]
) -> Iterator[tuple[str, re.Match[str], dict[str, str]]]:
    for match in BARE_KEY.finditer(content):
        if match["key"] in keys or LIKE_A_KEY.fullmatch(match["key"]):
            yield "REF-009", match, {"key": match["key"]}
    for pattern, form in ((IN_BRACKETS, "[@{}]"), (IN_SENTENCE, "@{}")):
        for match in pattern.finditer(content):
            meant = next((one for one in references if is_of(one, match["who"], match["year"])), None)
            if meant is not None:
                yield "REF-010", match, {"citation": form.format(meant.id)}
            elif pattern is IN_BRACKETS and SEVERAL.search(match["who"]):
                yield "REF-011", match, {}


def is_of(reference: Reference, who: str, year: str) -> bool:
    """Whether a work of that year has its first author's name among the words."""
    dates = reference.csl.get("issued", {}).get("date-parts", [[]])
    names = reference.csl.get("author") or reference.csl.get("editor") or [{}]
    name = str(names[0].get("family") or names[0].get("literal") or "")
    return bool(name) and [str(part) for part in dates[0][:1]] == [year] and name.casefold() in who.casefold()


def place_of(text: Markdown, written: str, number: int) -> Location | None:
    """The place of what was typed, the ``number``-th time from 0; None where the source has it in another form."""
    found = list(re.finditer(re.escape(written), text.text))
    return text.at(found[min(number, len(found) - 1)].start()) if found else None
