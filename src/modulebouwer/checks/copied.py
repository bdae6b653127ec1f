"""What a copied section still has of the one that it was copied from: its title, its goals."""

from __future__ import annotations

from collections.abc import Iterator

from modulebouwer.findings import Finding
from modulebouwer.findings.wording import shortened
from modulebouwer.model.module import LearningModule, Section


def copied(module: LearningModule) -> Iterator[Finding]:
    """SEC-230 at a title and SEC-231 at a goal that an earlier section has too."""
    titles: dict[str, Section] = {}
    goals: dict[str, Section] = {}
    for section in module.sections:
        if not section.source.keys:
            continue
        head = section.head
        first = titles.setdefault(folded(head.title), section)
        if first is not section:
            values = {"title": shortened(head.title), "other": str(first.source.value_at("title"))}
            yield Finding("SEC-230", section.source.value_at("title"), values)
        for number, goal in enumerate(head.goals):
            first = goals.setdefault(folded(goal), section)
            if first is not section:
                values = {"goal": shortened(goal), "other": f"{first.id}.md"}
                yield Finding("SEC-231", section.source.value_at("goals", number), values)


def folded(text: str) -> str:
    return " ".join(text.casefold().split())
