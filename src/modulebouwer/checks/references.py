"""Citations and the bibliography: what is cited is listed, what is listed is cited."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from modulebouwer.checks.texts import inline_tokens, location, texts, whole
from modulebouwer.checks.typed_citations import meant_works
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import closest
from modulebouwer.model.markdown import Citation, Markdown
from modulebouwer.model.module import LearningModule
from modulebouwer.model.once import once

# What a work of a type always has, beside its id and type; of others a title is enough.
NEEDED = {
    **dict.fromkeys(
        ("article-journal", "article-magazine", "article-newspaper", "chapter"), ("title", "container-title")
    ),
    "personal_communication": (), "interview": (), "post": (), "legal_case": (), "legislation": (), "bill": (),
}  # fmt: skip


def references(module: LearningModule) -> Iterator[Finding]:
    known = frozenset(entry.id for entry in module.all_references)
    cited: set[str] = set()
    for citation in citations(module):
        cited.add(citation.key)
        if citation.key not in known | module.broken_ids and "references.yaml" not in module.unread:
            values = {"key": citation.key, "suggestion": closest(citation.key, known)}
            cited.add(values["suggestion"])
            yield Finding("REF-006", citation.location, values)
    yield from misread(module)
    for entry in module.references:
        kind = str(entry.csl["type"])
        lacking = [name for name in NEEDED.get(kind, ("title",)) if not entry.csl.get(name)]
        if lacking:
            values = {"key": entry.id, "type": kind, "lacking": ", ".join(lacking)}
            yield Finding("REF-015", entry.location, values)
    # A work that is never cited may be the one that is meant by a key that is not there.
    if whole(module) and not cited - known:
        cited |= meant_works(module)
        for entry in module.references:
            if entry.id not in cited:
                yield Finding("REF-007", entry.location, {"key": entry.id})


def citations(module: LearningModule) -> Iterator[Citation]:
    for text in texts(module):
        yield from cited_in(text)


@once
def cited_in(text: Markdown) -> Iterator[Citation]:
    for token in inline_tokens(text):
        if token.type == "citation":
            yield from token.meta["citations"]


def misread(module: LearningModule) -> Iterator[Finding]:
    """REF-008: ``[@key p. 12]`` without a comma reads as a name in the sentence; REF-013: the bracket is not closed."""
    for text in texts(module):
        yield from misread_in(text)


@once
def misread_in(text: Markdown) -> Iterator[Finding]:
    for before, token in pairwise(inline_tokens(text)):
        if (
            token.type == "citation"
            and token.meta["narrative"]
            and before.content.rstrip(" -").endswith(("[", "{"))
        ):
            place = text.text.find(token.content)
            closed = "]" in text.text[place:].split("\n\n", 1)[0]
            code = "REF-008" if closed or before.content.endswith("{") else "REF-013"
            yield Finding(code, location(token), {"key": token.content[1:]})
