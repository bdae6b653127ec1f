"""Citations and the bibliography: what is cited is listed, what is listed is cited."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from modulebouwer.checks.texts import inline_tokens, location, texts
from modulebouwer.findings import Finding
from modulebouwer.findings.wording import closest
from modulebouwer.model.markdown import Citation
from modulebouwer.model.module import LearningModule


def references(module: LearningModule) -> Iterator[Finding]:
    known = frozenset(entry.id for entry in module.references)
    cited: set[str] = set()
    for citation in citations(module):
        cited.add(citation.key)
        if citation.key not in known | module.broken_ids and "references.yaml" not in module.unread:
            values = {"key": citation.key, "suggestion": closest(citation.key, known)}
            yield Finding("REF-006", citation.location, values)
    yield from misread(module)
    if module.complete:
        for entry in module.references:
            if entry.id not in cited:
                yield Finding("REF-007", entry.location, {"key": entry.id})


def citations(module: LearningModule) -> Iterator[Citation]:
    for text in texts(module):
        for token in inline_tokens(text):
            if token.type == "citation":
                yield from token.meta["citations"]


def misread(module: LearningModule) -> Iterator[Finding]:
    """``[@key p. 12]`` without a comma reads as a name in the sentence between square brackets."""
    for text in texts(module):
        tokens = list(inline_tokens(text))
        for before, token in pairwise(tokens):
            if (
                token.type == "citation"
                and token.meta["narrative"]
                and before.content.rstrip(" -").endswith("[")
            ):
                yield Finding("REF-008", location(token), {"key": token.content[1:]})
